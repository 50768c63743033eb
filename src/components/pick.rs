//! A row of a list that can be chosen, with a line about it.

use crate::html::*;

/// The whole row takes the touch.
#[component]
pub fn PickRow(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it; nothing is drawn when it is empty.
    #[prop(into)]
    small: Signal<String>,
    /// Whether it is chosen.
    #[prop(into)]
    ticked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_tick: Callback<bool>,
) -> impl IntoView {
    view! {
        <li>
            <label class="tick">
                <input class="tick__box" type="checkbox" prop:checked=move || ticked.get()
                    on:change:target=move |changed| on_tick.run(changed.target().checked())/>
                <span class="rows__text">
                    <b class="rows__title">{move || title.get()}</b>
                    <Show when=move || !small.with(String::is_empty)><small class="rows__small">{move || small.get()}</small></Show>
                </span>
            </label>
        </li>
    }
}
