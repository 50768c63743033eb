//! The head of a page.

use crate::html::*;

/// A page's title with a line under it, and at its end the pill or a small act.
#[component]
pub fn Head(
    /// The page's only `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it; nothing is drawn when it is empty.
    #[prop(into)]
    small: Signal<String>,
    /// The pill, a badge or a small button.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="head">
            <div class="head__titles">
                <h1 class="head__title" tabindex="-1">{move || title.get()}</h1>
                <Show when=move || !small.with(String::is_empty)><p class="head__small">{move || small.get()}</p></Show>
            </div>
            {children()}
        </header>
    }
}
