//! Nothing here yet: what that means, and what one may do.

use crate::html::*;

use super::flower::WindowFlower;

/// The words of an empty page with its acts.
#[component]
pub fn Empty(
    /// What it means.
    #[prop(into)]
    words: Signal<String>,
    /// What one may do; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <WindowFlower class="empty__flower"/> <p class="empty__words">{move || words.get()}</p>
            <div class="row empty__acts">{children()}</div>
        </div>
    }
}
