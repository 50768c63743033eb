//! Where the reader's focus goes when the page changes under her.

use crate::html::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::HtmlElement;

/// After a change of page: the new title gets the focus, so that ears hear where they are, and names the window.
pub fn focus_title() {
    request_animation_frame(|| {
        let Ok(Some(title)) = document().query_selector("h1") else { return };
        document().set_title(title.text_content().unwrap_or_default().trim());
        give(title.dyn_into().ok());
    });
}

/// Puts the focus on an element that was just drawn.
pub fn focus_on(id: &'static str) {
    request_animation_frame(move || {
        give(document().get_element_by_id(id).and_then(|found| found.dyn_into().ok()));
    });
}

fn give(element: Option<HtmlElement>) {
    let Some(element) = element else { return };
    // An element that takes no focus leaves it where it was.
    if element.focus().is_err() {
        leptos::logging::warn!("{} takes no focus", element.id());
    }
}
