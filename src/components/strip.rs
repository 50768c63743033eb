//! The strip: what happened, what is safe, what to do. The same everywhere; offline is normal, not an error.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// A strip under the head.
#[component]
pub fn Strip(
    /// Its mark.
    icon: Icon,
    /// What happened and what is safe.
    #[prop(into)]
    words: Signal<String>,
    /// What to do: a small button or link; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="strip" role="status"><Glyph icon/> <p class="strip__words">{move || words.get()}</p> {children()}</div>
    }
}
