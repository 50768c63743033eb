//! Around every request: a name for it, a line in the log, an answer where nothing else answers.

use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use tower_http::classify::ServerErrorsFailureClass;
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::error::HubError;
use crate::{chance, hex};

const NAME: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Clone, Copy)]
struct Chance;

impl MakeRequestId for Chance {
    fn make_request_id<B>(&mut self, _request: &axum::http::Request<B>) -> Option<RequestId> {
        HeaderValue::from_str(&hex::of(&chance::bytes::<8>())).ok().map(RequestId::new)
    }
}

/// Gives each request a name that its log lines and its answer carry. The path is logged as the route's pattern:
/// what stands in its place may name a person.
pub(super) fn noted(router: Router) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(|request: &Request| {
            let route = request.extensions().get::<MatchedPath>().map_or("app", MatchedPath::as_str);
            let id = request.headers().get(NAME).and_then(|id| id.to_str().ok()).unwrap_or_default();
            tracing::info_span!("request", method = %request.method(), route, id)
        })
        .on_request(())
        .on_body_chunk(())
        .on_eos(())
        .on_response(|response: &Response, latency: Duration, _: &Span| {
            tracing::debug!(
                status = response.status().as_u16(),
                latency_us = latency.as_micros(),
                "answered"
            );
        })
        .on_failure(|class: ServerErrorsFailureClass, latency: Duration, _: &Span| {
            tracing::warn!(%class, latency_us = latency.as_micros(), "failed");
        });
    router.layer(PropagateRequestIdLayer::new(NAME)).layer(trace).layer(SetRequestIdLayer::new(NAME, Chance))
}

/// The path is there, but nothing is done at it in this way.
pub(super) async fn no_such_method() -> HubError {
    HubError::new(StatusCode::METHOD_NOT_ALLOWED, "method.unknown", "this cannot be asked for in this way")
}

/// Under `/api` the app does not answer.
pub(super) async fn no_such_route() -> HubError {
    HubError::new(StatusCode::NOT_FOUND, "path.unknown", "nothing has this name")
}
