//! Words between tabs for browsers without a channel: written to localStorage, of which the other tabs hear.

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::ids;

const KEY: &str = "yingchun.word";

/// Tells the other tabs. The same word twice is two, so that each carries a mark of its own.
pub(crate) fn shout(word: &str) {
    drop(LocalStorage::raw().set_item(KEY, &format!("{word} {}", ids::fresh_id())));
}

/// Hears the other tabs, for as long as the page lives.
pub(crate) fn hear(told: impl Fn(&str) + 'static) {
    let hear = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let field = |name: &str| Reflect::get(&event, &name.into()).ok().and_then(|value| value.as_string());
        if field("key").as_deref() == Some(KEY)
            && let Some(text) = field("newValue")
        {
            told(text.split(' ').next().unwrap_or_default());
        }
    });
    if let Some(window) = web_sys::window() {
        // A browser that refuses a listener leaves the timers.
        drop(window.add_event_listener_with_callback("storage", hear.as_ref().unchecked_ref()));
    }
    hear.forget();
}
