//! A choice that stays pressed.

use crate::html::*;

/// One of several choices, in a `chips`. Pressed is said by a tick, a border and `aria-pressed`.
#[component]
pub fn Chip(
    /// The choice.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is chosen.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called when it is pressed; what follows is for the page to decide.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" aria-pressed=move || pressed.get().to_string() on:click=move |_| on_press.run(())>{move || label.get()}</button>
    }
}
