//! A small square of a photo.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// A thumbnail, or an empty frame where no photo was taken yet. The words beside it say what it shows.
#[component]
pub fn Thumb(
    /// The picture's address.
    #[prop(into)]
    src: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        match src.get() {
        Some(src) => {
            view! { <img class="thumb" src=src alt="" width="64" height="64" loading="lazy" decoding="async"/> }.into_any()
        }
        None => view! { <span class="thumb thumb--none"><Glyph icon=Icon::Camera/></span> }.into_any(),
    }
    }
}
