//! What phones and browsers ask of the hub, a file a resource. A handler extracts, asks and answers: no SQL, no rule.
//!
//! Writing is authorised by the device key ([`device::Device`]), reading by the session ([`reader::Reader`]).

mod arriving;
mod asker;
mod back;
mod body;
mod contacts;
mod cookie;
mod device;
mod gaps;
mod grants;
mod health;
mod invitations;
mod join;
mod ledger;
mod news;
mod openapi;
mod photos;
mod progress;
mod pull;
mod push;
mod quarantine;
mod reader;
mod request;
mod session;
mod sign_in;
mod take_in;
mod way;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::assets::Assets;
use crate::hub::Hub;

/// A request that is not done by then is given up. Pieces of photos and news have ends of their own.
const REQUEST_PATIENCE: Duration = Duration::from_secs(60);
/// The most bytes of a body where a route says nothing else.
const BODY_BYTES_MAX: usize = 64 << 10;

/// Everything that the hub answers.
pub(crate) fn router(hub: Hub, assets: Assets) -> Router {
    let (api, mut description) = api().split_for_parts();
    let (slow, described) = news::route().merge(photos::slow_route()).split_for_parts();
    description.merge(described);
    let api = api
        .route("/api/openapi.json", axum::routing::get(move || openapi::answer(description)))
        .route("/api", axum::routing::any(request::no_such_route))
        .route("/api/", axum::routing::any(request::no_such_route))
        .route("/api/{*rest}", axum::routing::any(request::no_such_route))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_PATIENCE))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .merge(slow)
        .method_not_allowed_fallback(request::no_such_method)
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .with_state(hub.clone());
    let all = api.merge(crate::assets::router(assets));
    request::noted(all.layer(axum::middleware::from_fn_with_state(hub, way::keep_safe)))
}

fn api() -> OpenApiRouter<Hub> {
    OpenApiRouter::with_openapi(openapi::description())
        .routes(routes!(health::healthz))
        .routes(routes!(join::welcome))
        .routes(routes!(push::push))
        .routes(routes!(session::open, session::close))
        .routes(routes!(session::list))
        .routes(routes!(session::end))
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(sign_in::set))
        .routes(routes!(back::ask, back::list))
        .routes(routes!(back::nod))
        .routes(routes!(back::turn_down))
        .routes(routes!(grants::nod))
        .routes(routes!(grants::turn_down))
        .routes(routes!(invitations::look))
        .routes(routes!(invitations::accept))
        .routes(routes!(pull::pull))
        .routes(routes!(progress::read))
        .routes(routes!(photos::standing))
        .routes(routes!(photos::thumb))
        .routes(routes!(photos::read))
        .routes(routes!(photos::read_thumb))
        .routes(routes!(contacts::read))
        .routes(routes!(ledger::workbook))
        .routes(routes!(take_in::file))
        .routes(routes!(gaps::tell))
        .routes(routes!(gaps::see))
        .routes(routes!(quarantine::list))
        .routes(routes!(quarantine::bytes))
        .routes(routes!(quarantine::retry))
        .routes(routes!(quarantine::dismiss))
        .routes(routes!(quarantine::dismiss_held))
}
