//! Requests of simulated phones, as the app asks them, through the hub's routes.

use axum::Router;
use axum::body::Body;
use axum::http::{Request as Http, StatusCode, header};
use http_body_util::BodyExt as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tower::ServiceExt as _;
use uuid::Uuid;
use yingchun_domain::id::{DeviceId, PhotoId};
use yingchun_domain::sync::Fault;
use yingchun_simulation::hub::{Asked, PAGE_ROWS};
use yingchun_simulation::phone::{Answer, Request};
use yingchun_simulation::picture;

use crate::chance;
use crate::writer::sha256;

/// What came back.
pub(super) struct Said {
    status: StatusCode,
    cookie: Option<String>,
    offset: Option<usize>,
    body: Vec<u8>,
}

impl Said {
    fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("the hub answers what it promised")
    }

    /// What the phone makes of it, as `src/sync/` does.
    fn or_fault(self, good: impl FnOnce(&Self) -> Answer) -> Answer {
        #[derive(Deserialize)]
        struct Refused {
            code: String,
        }
        if self.status.is_success() {
            return good(&self);
        }
        let code = serde_json::from_slice(&self.body).map_or_else(|_| String::new(), |it: Refused| it.code);
        Answer::Fault(match (self.status.as_u16(), code.as_str()) {
            (401, _) => Fault::Unknown,
            (403, _) => Fault::Forbidden,
            (404, "photo.unknown") => Fault::PhotoUnknown,
            (413, _) => Fault::TooLarge,
            (422, code) if code.starts_with("photo.") => Fault::PhotoRefused,
            (429, _) => Fault::Limited,
            (503, _) => Fault::Busy,
            (507, _) => Fault::HubFull,
            other => panic!("no phone expects {other:?}"),
        })
    }
}

/// The key of a device: nobody else's, and the same in every life of the hub.
pub(super) fn key(device: DeviceId) -> [u8; 32] {
    sha256(device.to_string().as_bytes()).0
}

fn shown(asked: Asked<'_>, method: &str, path: &str) -> axum::http::request::Builder {
    let mut request = Http::builder().method(method).uri(path);
    if let Some(device) = asked.request.device() {
        let key = chance::base64(&key(device));
        request = request.header(header::AUTHORIZATION, format!("Device {device}.{key}"));
    }
    match asked.seal {
        Some(seal) => request.header("device-seal", seal),
        None => request,
    }
}

async fn ask(router: &Router, request: axum::http::request::Builder, body: impl Into<Body>) -> Said {
    let request = request.body(body.into()).expect("a request");
    let Ok(answer) = router.clone().oneshot(request).await;
    let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let cookie = text("set-cookie").and_then(|it| it.split(';').next().map(str::to_owned));
    let offset = text("upload-offset").and_then(|it| it.parse().ok());
    let status = answer.status();
    let body = answer.into_body().collect().await.expect("a body").to_bytes().to_vec();
    Said { status, cookie, offset, body }
}

/// Has the hub look at a device: it is in memory then, or was taken back by the hub's own word.
pub(super) async fn looks_at_device(router: &Router, asked: Asked<'_>) {
    let path = format!("/api/photos/{}", Uuid::nil());
    ask(router, shown(asked, "HEAD", &path), Body::empty()).await;
}

pub(super) async fn push(router: &Router, asked: Asked<'_>) -> Answer {
    let Request::Push { lines, .. } = asked.request else { panic!("no push: {:?}", asked.request) };
    let said = ask(router, shown(asked, "POST", "/api/push"), lines.join("\n")).await;
    said.or_fault(|said| Answer::Push(said.json()))
}

/// Whatever is no push. `cookies` are those that the browsers got.
pub(super) async fn serve(router: &Router, asked: Asked<'_>, cookies: &mut Vec<String>) -> Answer {
    match asked.request {
        Request::Push { .. } => push(router, asked).await,
        Request::Session { .. } => {
            let said = ask(router, shown(asked, "POST", "/api/session"), Body::empty()).await;
            said.or_fault(|said| {
                #[derive(Deserialize)]
                struct Opened {
                    seal: Option<String>,
                }
                cookies.push(said.cookie.clone().expect("a session has a cookie"));
                Answer::Session { cookie: cookies.len() as u64, seal: said.json::<Opened>().seal }
            })
        }
        Request::Pull { cookie, person, cursor } => {
            let cursor = cursor.as_ref().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let path = format!("/api/pull?limit={PAGE_ROWS}&person={person}{cursor}");
            let mut request = shown(asked, "GET", &path);
            if let Some(cookie) = cookie.and_then(|at| cookies.get(usize::try_from(at).ok()? - 1)) {
                request = request.header(header::COOKIE, cookie);
            }
            ask(router, request, Body::empty()).await.or_fault(|said| Answer::Pull(said.json()))
        }
        Request::Thumb { id, .. } => {
            let path = format!("/api/photos/{id}/thumb");
            let said = ask(router, shown(asked, "PUT", &path), picture::JPEG).await;
            said.or_fault(|_| Answer::Bytes)
        }
        Request::Photo { id, .. } => photo(router, asked, *id).await,
    }
}

/// Asks where to go on, and brings what is missing.
async fn photo(router: &Router, asked: Asked<'_>, id: PhotoId) -> Answer {
    let path = format!("/api/photos/{id}");
    let here = ask(router, shown(asked, "HEAD", &path), Body::empty()).await;
    let Some(offset) = here.offset.filter(|_| here.status.is_success()) else {
        // An answer to HEAD has no body, and so no code.
        let gone = here.status == StatusCode::NOT_FOUND;
        return if gone { Answer::Fault(Fault::PhotoUnknown) } else { here.or_fault(|_| Answer::Bytes) };
    };
    let Some(rest) = picture::JPEG.get(offset..).filter(|rest| !rest.is_empty()) else {
        return Answer::Bytes;
    };
    let request = shown(asked, "PATCH", &path).header("upload-offset", offset);
    ask(router, request, rest).await.or_fault(|_| Answer::Bytes)
}
