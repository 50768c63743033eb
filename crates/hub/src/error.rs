//! What the hub answers where it cannot do what was asked: a status, a stable code and a sentence for the log.
//!
//! A refused entry is no error but an outcome with a receipt. A 5xx is said only where the machine is at fault; it is
//! logged once, here, without personal data.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
#[error("{code}: {message}")]
pub struct HubError {
    status: StatusCode,
    code: &'static str,
    message: String,
    fields: Map<String, Value>,
    /// When asking again helps, in seconds.
    later_s: Option<i64>,
}

/// When asking again helps where nothing else is known.
const LATER_S: i64 = 5;

/// The wire's shape of a [`HubError`].
#[derive(Serialize)]
struct Wire {
    code: &'static str,
    message: String,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl HubError {
    /// An answer with this status, stable code and English sentence.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), fields: Map::new(), later_s: None }
    }

    /// The machine cannot do it now: busy, out of files, connection lost. Asking again later helps.
    #[must_use]
    pub fn busy(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "hub.busy", message)
    }

    /// Asked too often: after so many milliseconds it may be asked again.
    #[must_use]
    pub fn too_often(wait_ms: i64) -> Self {
        let refused = Self::new(StatusCode::TOO_MANY_REQUESTS, "limit.reached", "asked too often");
        Self { later_s: Some((wait_ms.max(1) + 999) / 1_000), ..refused }
    }

    /// The disk is full.
    #[must_use]
    pub fn full() -> Self {
        Self::new(StatusCode::INSUFFICIENT_STORAGE, "hub.full", "the hub's disk is full")
    }

    /// Adds a field beside code and message.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_owned(), value.into());
        self
    }

    /// The same words for one more who asked.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            status: self.status,
            code: self.code,
            message: self.message.clone(),
            fields: self.fields.clone(),
            later_s: self.later_s,
        }
    }

    /// A field beside code and message.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for HubError {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::error!(
                status = self.status.as_u16(),
                code = self.code,
                message = self.message,
                "machine fault"
            );
        }
        let machine =
            matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE);
        let later_s = self.later_s.or(machine.then_some(LATER_S));
        let wire = Wire { code: self.code, message: self.message, fields: self.fields };
        let mut response = (self.status, Json(wire)).into_response();
        if let Some(seconds) = later_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
