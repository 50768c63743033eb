//! `/healthz`: whether the hub can read its database and write it.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::asker::Asker;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::{self, Fault};

/// A writer that does not answer for so long hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// The hub is up: it reads, and its writer answers.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "up"), (status = 429, description = "limit.reached"), (status = 503, description = "not up")))]
pub(super) async fn healthz(State(hub): State<Hub>, Asker(address): Asker) -> Result<Json<Value>, HubError> {
    // Each asks the writer for a moment of its time.
    hub.limits().pass(Gate::Health, address)?;
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    store::campaign::find(&mut conn).await?;
    drop(conn);
    let well = tokio::time::timeout(PATIENCE, hub.writer().well()).await;
    well.map_err(|_| HubError::busy("the writer does not answer"))??;
    Ok(Json(json!({ "ok": true, "version": env!("CARGO_PKG_VERSION") })))
}
