//! The address that the browser shows, and the links that change it.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

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

/// A part of a path without the browser's escapes.
#[must_use]
pub fn unescaped(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}
