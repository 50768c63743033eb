//! The address that the browser shows, and the links that change it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::interop;

/// The path in the address.
#[must_use]
pub fn path() -> String {
    leptos::prelude::location().pathname().unwrap_or_default()
}

/// Goes on to a path, as a link would.
pub fn go(to: &str) {
    interop::go(to);
}

/// Calls `went` after each link of the app that is pressed, and after each step back or forth, for as long as the page lives.
pub fn follow(went: impl Fn() + 'static) {
    let went = Closure::<dyn Fn()>::new(went);
    interop::follow(went.as_ref().unchecked_ref());
    went.forget();
}

/// The phone's own way back, watched until this is dropped.
#[must_use]
pub struct Watched {
    watcher: JsValue,
    _asked: Closure<dyn Fn()>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        interop::unwatch_back(&self.watcher);
    }
}

/// Calls `asked` when the phone's own way back is taken (its button, its gesture, Esc), in place of leaving the page.
pub fn watch_back(asked: impl Fn() + 'static) -> Watched {
    let asked = Closure::<dyn Fn()>::new(asked);
    Watched { watcher: interop::watch_back(asked.as_ref().unchecked_ref()), _asked: asked }
}

/// A part of a path without the browser's escapes.
#[must_use]
pub fn unescaped(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}
