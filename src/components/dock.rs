//! The dock: the page's one act, under the thumb, with the way back beside it.

use crate::html::*;

use super::icons::{Glyph, Icon};
use crate::words::use_tongue;

/// A bar that stays at the bottom of the window. First the way back, then the primary act.
#[component]
pub fn Dock(
    /// Its buttons.
    children: Children,
) -> impl IntoView {
    view! { <div class="dock">{children()}</div> }
}

/// 〔‹ 返回〕: leads to the page above this one, not to wherever the reader came from.
#[component]
pub fn BackLink(
    /// The page above.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <a class="btn btn--line btn--back" href=move || href.get()>
            <Glyph icon=Icon::ChevronLeft/> <span class="btn__word">{move || tongue.words().kit.back}</span>
        </a>
    }
}
