//! One request to the hub, with an end: what has no answer in time has none.

use gloo_net::http::{Method, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::AbortController;
use yingchun_domain::json;
use yingchun_domain::sync::Fault;

use crate::html::{RwSignal, Signal};

/// Words and rows have to come within this time.
pub(crate) const ASK_MS: u32 = 30_000;
/// A piece of a photo has to go within this time.
pub(crate) const PIECE_MS: u32 = 120_000;

/// Whether the phone has a network at all, as far as it says so itself; followed when that changes. A yes promises nothing.
pub(crate) fn follow_network() -> Signal<bool> {
    let there = || leptos::prelude::window().navigator().on_line();
    let network = RwSignal::new(there());
    for name in ["online", "offline"] {
        let hear = Closure::<dyn Fn()>::new(move || network.set(there()));
        // A browser that refuses a listener says at least how it was when the page opened.
        drop(leptos::prelude::window().add_event_listener_with_callback(name, hear.as_ref().unchecked_ref()));
        hear.forget();
    }
    network.into()
}

/// An answer, of whatever status.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
    /// `Upload-Offset`, where it has one.
    pub(crate) offset: Option<u64>,
}

#[derive(Deserialize)]
struct Refusal {
    code: String,
}

impl Answer {
    /// The body, where the answer is good.
    pub(crate) fn body<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        match self.status {
            200 => json::read(&self.text).map_err(|_| Fault::Broken),
            status => Err(fault_of(status)),
        }
    }

    /// The hub's stable code, where it refused.
    pub(crate) fn code(&self) -> Option<String> {
        json::read::<Refusal>(&self.text).ok().map(|refusal| refusal.code)
    }
}

/// What a status that is not 200 means.
pub(crate) const fn fault_of(status: u16) -> Fault {
    match status {
        401 => Fault::Unknown,
        403 => Fault::Forbidden,
        413 => Fault::TooLarge,
        429 => Fault::Limited,
        503 => Fault::Busy,
        507 => Fault::HubFull,
        _ => Fault::Broken,
    }
}

/// Whose device asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authorization {
    /// The device and its key.
    pub(crate) key: String,
    /// The hub's own word on both, should it not know them any more.
    pub(crate) seal: Option<String>,
}

/// Asks the hub.
pub(crate) struct Ask<'a> {
    pub(crate) method: Method,
    pub(crate) url: &'a str,
    /// Whose device asks; the session's cookie goes along by itself.
    pub(crate) authorization: Option<&'a Authorization>,
    /// The header of a piece of a photo.
    pub(crate) offset: Option<usize>,
    pub(crate) content_type: &'static str,
    pub(crate) body: Option<JsValue>,
    pub(crate) timeout_ms: u32,
}

impl<'a> Ask<'a> {
    /// A question without a body.
    pub(crate) const fn get(url: &'a str) -> Self {
        let method = Method::GET;
        Self {
            method,
            url,
            authorization: None,
            offset: None,
            content_type: "",
            body: None,
            timeout_ms: ASK_MS,
        }
    }

    /// Words for the hub.
    pub(crate) fn post(url: &'a str, authorization: Option<&'a Authorization>, json: &str) -> Self {
        Self {
            method: Method::POST,
            authorization,
            content_type: "application/json",
            body: Some(json.into()),
            ..Self::get(url)
        }
    }

    /// Sends it; [`Fault::Unreachable`] is the only fault.
    pub(crate) async fn send(self) -> Result<Answer, Fault> {
        let controller = AbortController::new().map_err(|_| Fault::Broken)?;
        let end = controller.clone();
        let _ends = Timeout::new(self.timeout_ms, move || end.abort());
        let mut request =
            RequestBuilder::new(self.url).method(self.method).abort_signal(Some(&controller.signal()));
        if let Some(Authorization { key, seal }) = self.authorization {
            request = request.header("authorization", key);
            if let Some(seal) = seal {
                request = request.header("device-seal", seal);
            }
        }
        if let Some(offset) = self.offset {
            request = request.header("upload-offset", &offset.to_string());
        }
        let request = match self.body {
            Some(body) => request.header("content-type", self.content_type).body(body),
            None => request.build(),
        };
        let response = request.map_err(|_| Fault::Broken)?.send().await.map_err(|_| Fault::Unreachable)?;
        answer(&response).await.map_err(|_| Fault::Unreachable)
    }
}

async fn answer(response: &Response) -> Result<Answer, gloo_net::Error> {
    let offset = response.headers().get("upload-offset").and_then(|offset| offset.parse().ok());
    Ok(Answer { status: response.status(), text: response.text().await?, offset })
}
