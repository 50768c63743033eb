//! `/healthz`: whether the hub can read its database.

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::error::HubError;
use crate::hub::Hub;
use crate::store::{self, Fault};

/// The hub is up.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "up"), (status = 503, description = "not up")))]
pub(super) async fn healthz(State(hub): State<Hub>) -> Result<Json<Value>, HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    store::campaign::find(&mut conn).await?;
    Ok(Json(json!({ "ok": true, "version": env!("CARGO_PKG_VERSION") })))
}
