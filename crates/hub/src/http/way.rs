//! The way by which a request came: where nobody could listen, or over plain http.
//!
//! The hub itself speaks plain http; a proxy on the same machine puts TLS before it. What the browser sees stands in
//! `Origin`: a page of `http://` that is not of this very machine came by a way on which everybody could listen, as on a
//! laptop's hotspot in the hills. Work is taken in all the same; reading needs `--allow-http`.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use super::body;
use crate::error::HubError;
use crate::hub::Hub;

/// The way by which a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Over TLS, or from this machine.
    Safe,
    /// Over plain http.
    Plain,
}

impl Way {
    pub(super) fn of(parts: &Parts) -> Self {
        let origin = body::header(parts, &header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
        if origin.is_some_and(|host| !is_this_machine(host)) { Self::Plain } else { Self::Safe }
    }
}

/// For how long browsers ask by https alone once they did: as long as a session is good.
const SAFE_ONLY: HeaderValue = HeaderValue::from_static("max-age=2592000");
/// How the page came to a proxy on this machine.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Tells whoever came by https to come by nothing else: an answer by plain http could be anybody's. Where people read by
/// both, nobody is told.
pub(super) async fn keep_safe(State(hub): State<Hub>, request: Request, next: Next) -> Response {
    let came_safe = request.headers().get(FORWARDED_PROTO).is_some_and(|proto| proto == "https");
    let mut response = next.run(request).await;
    if came_safe && !hub.allows_http() {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, SAFE_ONLY);
    }
    response
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split_once(']').map_or(v6, |(address, _)| address),
        None => host.split_once(':').map_or(host, |(name, _)| name),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl<S: Sync> FromRequestParts<S> for Way {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// The way of a request that opens a session: over plain http only where that is allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening(pub(super) Way);

impl FromRequestParts<Hub> for Opening {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, HubError> {
        match Way::of(parts) {
            Way::Plain if !hub.allows_http() => {
                let message = "over plain http nothing is read here: everybody on the way could read along";
                Err(HubError::new(StatusCode::FORBIDDEN, "session.plain_http", message))
            }
            way @ (Way::Safe | Way::Plain) => Ok(Self(way)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    #[test]
    fn only_a_page_of_plain_http_from_elsewhere_came_by_an_open_way() {
        for (origin, way) in [
            (None, Way::Safe),
            (Some("https://yingchun.example"), Way::Safe),
            (Some("http://127.0.0.1:8080"), Way::Safe),
            (Some("http://localhost:8080"), Way::Safe),
            (Some("http://[::1]:8080"), Way::Safe),
            (Some("null"), Way::Safe),
            (Some("http://192.168.43.1:8080"), Way::Plain),
            (Some("http://yingchun.lan"), Way::Plain),
            (Some("http://localhost.example"), Way::Plain),
            (Some("http://[fe80::1]:8080"), Way::Plain),
        ] {
            let mut request = Request::builder();
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let (parts, ()) = request.body(()).unwrap().into_parts();
            assert_eq!(Way::of(&parts), way, "{origin:?}");
        }
    }
}
