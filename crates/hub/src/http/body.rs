//! Reading what was asked, with this hub's errors where it cannot be read.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::BODY_BYTES_MAX;
use crate::error::HubError;

const UNREADABLE: &str = "body.unreadable";

/// A body of JSON.
pub(super) struct Body<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = HubError;

    async fn from_request(request: Request, state: &S) -> Result<Self, HubError> {
        let named_json = is_json(request.headers());
        announced(request.headers(), BODY_BYTES_MAX, "body.too_large")?;
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|refused| too_large(&refused, "body.too_large"))?;
        if !named_json {
            let message = "the body is not called application/json";
            return Err(HubError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, UNREADABLE, message));
        }
        let read = serde_json::from_slice(&bytes);
        // Serde's sentence may quote the body: it is not repeated.
        read.map(Self).map_err(|_| unreadable(UNREADABLE, "the body is not the JSON that is asked for"))
    }
}

/// Whether a body is called JSON: pages of other sites cannot call theirs so without being asked first.
fn is_json(headers: &HeaderMap) -> bool {
    let named = headers.get(header::CONTENT_TYPE).and_then(|named| named.to_str().ok()).unwrap_or_default();
    let kind = named.split(';').next().unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

/// Bytes as they are, at most as many as the route takes.
pub(super) struct Piece<const MOST: usize>(pub(super) Bytes);

impl<S: Send + Sync, const MOST: usize> FromRequest<S> for Piece<MOST> {
    type Rejection = HubError;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, HubError> {
        announced(request.headers(), MOST, "photo.too_large")?;
        DefaultBodyLimit::max(MOST).apply(&mut request);
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|refused| too_large(&refused, "photo.too_large"))?;
        if bytes.is_empty() {
            return Err(unreadable("body.empty", "the body is empty"));
        }
        Ok(Self(bytes))
    }
}

/// A part of the path.
pub(super) struct Named<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, HubError> {
        let read = Path::from_request_parts(parts, state).await;
        read.map(|Path(named)| Self(named))
            .map_err(|_| HubError::new(StatusCode::NOT_FOUND, "path.unknown", "nothing has this name"))
    }
}

/// What stands after the question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, HubError> {
        let read = Query::from_request_parts(parts, state).await;
        read.map(|Query(asked)| Self(asked))
            .map_err(|_| unreadable("query.unreadable", "the question cannot be read"))
    }
}

/// Turns a body down before it comes, where it is announced to be longer than the route takes.
pub(super) fn announced(headers: &HeaderMap, most: usize, code: &'static str) -> Result<(), HubError> {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|said| said.to_str().ok()?.parse::<u64>().ok());
    if said.unwrap_or(0) > most as u64 { Err(larger(code)) } else { Ok(()) }
}

fn larger(code: &'static str) -> HubError {
    HubError::new(StatusCode::PAYLOAD_TOO_LARGE, code, "the body is too large")
}

/// A body that did not come whole, or is longer than the route takes.
pub(super) fn too_large(refused: &BytesRejection, code: &'static str) -> HubError {
    if refused.status() == StatusCode::PAYLOAD_TOO_LARGE {
        larger(code)
    } else {
        unreadable(UNREADABLE, "the body did not come whole")
    }
}

pub(super) fn unreadable(code: &'static str, message: &'static str) -> HubError {
    HubError::new(StatusCode::BAD_REQUEST, code, message)
}

/// The text of a header.
pub(super) fn header<'a>(parts: &'a Parts, name: &axum::http::HeaderName) -> Option<&'a str> {
    parts.headers.get(name)?.to_str().ok()
}
