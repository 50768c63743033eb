//! Cookies that pages write: the one thing that a browser keeps when it clears away what an app has stored. None of them gives
//! a right, and none tells who somebody is.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDocument;

fn document() -> Option<HtmlDocument> {
    leptos::prelude::document().dyn_into().ok()
}

/// All that this page may read, as `name=value` parted by semicolons; nothing where the browser keeps none.
pub(super) fn all() -> String {
    document().and_then(|document| document.cookie().ok()).unwrap_or_default()
}

/// Keeps `name=value` for so many seconds; for none, forgets it. A browser that keeps no cookies goes on without.
pub(super) fn keep(cookie: &str, seconds: u32) {
    let secure = leptos::prelude::location().protocol().is_ok_and(|protocol| protocol == "https:");
    let secure = if secure { "; secure" } else { "" };
    if let Some(document) = document() {
        drop(document.set_cookie(&format!("{cookie}; path=/; max-age={seconds}; samesite=lax{secure}")));
    }
}
