//! `/api/progress`: how far villages and zones are, in counts and nobody's name, for every reader of the drive.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::reader::Reader;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;

/// Gives out the counts, up to a minute old.
#[utoipa::path(get, path = "/api/progress", security(("session" = [])),
    responses((status = 200, content_type = "application/json",
        description = "`{at, communities: [{community, spots, clean}], zones: [{zone, community, spots, clean, slots: [{slot, wanted, accepted}]}]}`"),
        (status = 401, description = "session.missing")))]
pub(super) async fn read(State(hub): State<Hub>, _: Reader) -> Result<Response, HubError> {
    let bytes = hub.counted().get(&hub, clock::now()).await?;
    let headers =
        [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "private, max-age=60")];
    Ok((headers, bytes).into_response())
}
