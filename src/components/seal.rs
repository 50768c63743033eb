//! The seal of a spot that was passed: square and without a star, so that nobody takes it for an official one.

use crate::html::*;

/// The seal 验收合格, two signs a line; it unfolds once.
#[component]
pub fn Seal(
    /// Its words.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! { <span class="seal">{move || words.get()}</span> }
}
