//! The keyboard of a desk: `j` and `k` go to the next and to the one before, `Esc` leaves. Letters that are typed into a
//! field are none of its business.

use leptos::ev::KeyboardEvent;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement};

use crate::html::*;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// `j`
    Next,
    /// `k`
    Before,
    /// `Esc`
    Leave,
}

impl Key {
    fn of(pressed: &KeyboardEvent) -> Option<Self> {
        match pressed.key().as_str() {
            _ if pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() => None,
            "j" => Some(Self::Next),
            "k" => Some(Self::Before),
            "Escape" => Some(Self::Leave),
            _ => None,
        }
    }
}

/// Calls `on_key` for each of these keys, as long as the page is there.
pub fn use_keys(on_key: impl Fn(Key) + 'static) {
    let listening = window_event_listener(leptos::ev::keydown, move |pressed| {
        if let Some(key) = Key::of(&pressed).filter(|_| !is_typed(&pressed)) {
            on_key(key);
        }
    });
    on_cleanup(move || listening.remove());
}

/// Whether the key goes into a field, or into a sheet that leaves by itself.
fn is_typed(pressed: &KeyboardEvent) -> bool {
    let target = pressed.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest("input, textarea, select, dialog"), Ok(Some(_))))
}

/// Moves the focus along links that stand beside each other, as `j` and `k` do; the first one where none has it.
pub fn use_list_keys(links: &'static str) {
    use_keys(move |key| {
        let active = document().active_element();
        let now = active.and_then(|active| active.closest(links).ok().flatten());
        let first = || document().query_selector(links).ok().flatten();
        let next = match key {
            Key::Next => now.map_or_else(first, |now| now.next_element_sibling()),
            Key::Before => now.map_or_else(first, |now| now.previous_element_sibling()),
            Key::Leave => None,
        };
        if let Some(link) = next.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            // An engine that cannot move the focus leaves it where it is.
            drop(link.focus());
        }
    });
}
