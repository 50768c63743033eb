//! `/api/session`: a device key opens a volunteer's session again. Whoever holds a role needs an invitation.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use serde::Serialize;
use yingchun_domain::id::{CampaignId, Epoch, PersonId};
use yingchun_domain::time::UnixMs;

use super::cookie;
use super::device::Device;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::{self, Fault};

/// Who reads from now on.
#[derive(Serialize)]
pub(super) struct Opened {
    person: PersonId,
    campaign: CampaignId,
    epoch: Epoch,
    now: UnixMs,
}

/// Opens a session for the person of a device.
#[utoipa::path(post, path = "/api/session", security(("device" = [])),
    responses((status = 200, description = "who reads from now on"), (status = 401, description = "device.unknown"),
        (status = 403, description = "session.invitation_needed"), (status = 429, description = "limit.reached")))]
pub(super) async fn open(
    State(hub): State<Hub>,
    Device(bound): Device,
    jar: CookieJar,
) -> Result<(CookieJar, Json<Opened>), HubError> {
    hub.limits().pass(Gate::Session, bound.device.uuid().into_bytes())?;
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), bound.person, now).await?;
    drop(conn);
    if set.roles_of(bound.person, now).next().is_some() {
        let message = "whoever holds a role opens a session by an invitation";
        return Err(HubError::new(StatusCode::FORBIDDEN, "session.invitation_needed", message));
    }
    let cookie = cookie::open(&hub, bound.person, bound.device).await?;
    let opened = Opened { person: bound.person, campaign: hub.campaign(), epoch: hub.epoch(), now };
    Ok((jar.add(cookie), Json(opened)))
}
