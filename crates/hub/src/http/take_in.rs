//! `/api/take-in`: an organiser brings the outbox of a phone as the file that its page saved.

use axum::Json;
use axum::extract::State;

use super::body::Piece;
use super::reader::Organiser;
use crate::error::HubError;
use crate::hub::Hub;
use crate::take_in::{self, BYTES_MOST, Taken};

/// Takes a file in: its lines get the receipts that a push of them would get.
#[utoipa::path(post, path = "/api/take-in", security(("session" = [])),
    request_body(content_type = "application/x-ndjson", content = String),
    responses((status = 200, description = "`{receipts, held, refused, waiting, apart}`"),
        (status = 403, description = "right.not_yours"), (status = 413, description = "file.too_large"),
        (status = 422, description = "take_in.unreadable, with the `line`")))]
pub(super) async fn file(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Piece(file): Piece<BYTES_MOST>,
) -> Result<Json<Taken>, HubError> {
    take_in::take_in(&hub, &file, reader.person).await.map(Json)
}
