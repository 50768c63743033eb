//! The description of all routes, as machines read it.

use axum::Json;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder};

/// What is said before the routes say what they are.
pub(super) fn description() -> OpenApi {
    let info = InfoBuilder::new().title("Yingchun hub").version(env!("CARGO_PKG_VERSION")).build();
    let device =
        ApiKey::Header(ApiKeyValue::with_description("authorization", "Device ID.KEY: a phone's own key"));
    let session = ApiKey::Cookie(ApiKeyValue::new("__Host-yingchun"));
    let components = ComponentsBuilder::new()
        .security_scheme("device", SecurityScheme::ApiKey(device))
        .security_scheme("session", SecurityScheme::ApiKey(session))
        .build();
    OpenApiBuilder::new().info(info).components(Some(components)).build()
}

pub(super) async fn answer(description: OpenApi) -> Json<OpenApi> {
    Json(description)
}
