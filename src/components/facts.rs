//! Facts about a thing: a term and what is so, a row each.

use crate::html::*;

/// The list.
#[component]
pub fn Facts(
    /// [`Fact`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Fact(
    /// What it is about.
    #[prop(into)]
    term: Signal<String>,
    /// What is so.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="facts__row"><dt class="facts__term">{move || term.get()}</dt> <dd class="facts__value">{move || value.get()}</dd></div>
    }
}
