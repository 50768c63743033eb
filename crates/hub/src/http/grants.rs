//! `/api/grants`: the office's word about rights that held in an earlier life of the database.

use axum::extract::State;
use axum::http::StatusCode;
use yingchun_domain::id::GrantId;

use super::body::Named;
use super::reader::Organiser;
use crate::error::HubError;
use crate::hub::Hub;
use crate::writer::Nod;

/// Lets a right hold that waits.
#[utoipa::path(post, path = "/api/grants/{grant}/nod", security(("session" = [])), params(("grant" = String, Path)),
    responses((status = 204, description = "it holds"), (status = 403, description = "right.not_yours"),
        (status = 404, description = "grant.unknown")))]
pub(super) async fn nod(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(grant): Named<GrantId>,
) -> Result<StatusCode, HubError> {
    settled(hub.writer().nod(grant, Nod::Yes, reader.person).await?)
}

/// Ends a right that waits; what was done under it since has no effect.
#[utoipa::path(delete, path = "/api/grants/{grant}", security(("session" = [])), params(("grant" = String, Path)),
    responses((status = 204, description = "it has ended"), (status = 403, description = "right.not_yours"),
        (status = 404, description = "grant.unknown")))]
pub(super) async fn turn_down(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(grant): Named<GrantId>,
) -> Result<StatusCode, HubError> {
    settled(hub.writer().nod(grant, Nod::No, reader.person).await?)
}

fn settled(done: bool) -> Result<StatusCode, HubError> {
    let unknown = || HubError::new(StatusCode::NOT_FOUND, "grant.unknown", "no right of this id waits");
    done.then_some(StatusCode::NO_CONTENT).ok_or_else(unknown)
}
