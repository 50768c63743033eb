//! `/healthz`: whether the hub can read its database and write it.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::error::HubError;
use crate::hub::Hub;
use crate::store::{self, Fault};

/// A writer that does not answer for so long hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// The hub is up: it reads, and its writer answers.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "up"), (status = 503, description = "not up")))]
pub(super) async fn healthz(State(hub): State<Hub>) -> Result<Json<Value>, HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    store::campaign::find(&mut conn).await?;
    drop(conn);
    let well = tokio::time::timeout(PATIENCE, hub.writer().well()).await;
    well.map_err(|_| HubError::busy("the writer does not answer"))??;
    Ok(Json(json!({ "ok": true, "version": env!("CARGO_PKG_VERSION") })))
}
