//! `/api/join/CODE`: what the first page shows to whoever holds a community's code.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::{Community, Welcome};
use yingchun_domain::decide::Need;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::text::JoinCode;

use super::asker::Asker;
use super::body::Named;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::{self, Gate};
use crate::store::{self, Fault};

/// The drive and the community that a code opens.
#[utoipa::path(get, path = "/api/join/{code}", params(("code" = String, Path)),
    responses((status = 200, description = "drive and community"), (status = 404, description = "join.code_unknown"),
        (status = 429, description = "limit.reached")))]
pub(super) async fn welcome(
    State(hub): State<Hub>,
    Asker(address): Asker,
    Named(code): Named<String>,
) -> Result<Json<Welcome>, HubError> {
    hub.limits().pass(Gate::Join, address)?;
    let unknown = || HubError::new(StatusCode::NOT_FOUND, "join.code_unknown", "no community has this code");
    let code = JoinCode::try_from(code).map_err(|_| unknown())?;
    hub.limits().pass(Gate::JoinCode, limit::key(code.as_str()))?;
    let campaign = RowKey { kind: Kind::Campaign, id: hub.campaign().uuid() };
    let by_code = Need::All { lookup: Lookup::CommunityByCode, key: code.as_str().to_owned(), at_most: 1 };
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of(&mut conn, hub.campaign(), &[Need::Row(campaign), by_code]).await?;
    let mut found = set.found::<Community>(Lookup::CommunityByCode, code.as_str().to_owned());
    let community = found.find(|it| it.opens_with(&code, clock::now())).ok_or_else(unknown)?;
    let community = Community { rotated: vec![], ..community.clone() };
    let campaign = set.get::<Campaign>(hub.campaign().uuid()).known().cloned().ok_or_else(unknown)?;
    Ok(Json(Welcome { campaign, community }))
}
