//! `/api/gaps`: a phone whose storage was cleared away tells what had still waited on it, once its person is back; the office
//! reads with `/api/quarantine` what of it never came, asks her, and marks it as seen to.

use axum::extract::State;
use axum::http::StatusCode;
use yingchun_domain::gap::Gap;
use yingchun_domain::id::{DeviceId, PersonId};

use super::body::{Body, Named};
use super::reader::{Organiser, Reader};
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::{self, Fault};

/// Takes the word of a phone for a device that is gone, of the same person. What came is no gap, whenever it came.
#[utoipa::path(post, path = "/api/gaps", security(("session" = [])),
    request_body(content_type = "application/json", content = Object),
    responses((status = 204, description = "kept, as far as it has not come"), (status = 401, description = "session.missing"),
        (status = 404, description = "gap.unknown"), (status = 429, description = "limit.reached")))]
pub(super) async fn tell(
    State(hub): State<Hub>,
    reader: Reader,
    Body(gap): Body<Gap>,
) -> Result<StatusCode, HubError> {
    hub.limits().pass(Gate::Gap, reader.person.uuid().into_bytes())?;
    if !is_hers(&hub, gap.device, reader.person).await? {
        let message = "no device of the reader's has this id";
        return Err(HubError::new(StatusCode::NOT_FOUND, "gap.unknown", message));
    }
    hub.writer().keep_gap(gap, reader.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a device is a person's, or that of a row that was merged into hers.
async fn is_hers(hub: &Hub, device: DeviceId, person: PersonId) -> Result<bool, HubError> {
    let Some(bound) = hub.device(device).await? else { return Ok(false) };
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), person, clock::now()).await?;
    Ok(bound.person == person || set.merged_into(person).any(|away| away == bound.person))
}

/// Marks what never came from a device as seen to.
#[utoipa::path(post, path = "/api/gaps/{device}/seen", security(("session" = [])), params(("device" = String, Path)),
    responses((status = 204, description = "it is listed no more"), (status = 403, description = "right.not_yours"),
        (status = 404, description = "gap.unknown")))]
pub(super) async fn see(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(device): Named<DeviceId>,
) -> Result<StatusCode, HubError> {
    let unknown = || HubError::new(StatusCode::NOT_FOUND, "gap.unknown", "nothing is missing of this device");
    let ended = hub.writer().end_gap(device, reader.person).await?;
    ended.then_some(StatusCode::NO_CONTENT).ok_or_else(unknown)
}
