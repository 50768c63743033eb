//! A number that matters, with its unit.

use crate::html::*;

/// One number on the overview.
#[component]
pub fn Tile(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// How many.
    #[prop(into)]
    number: Signal<String>,
    /// Of what: 人, 人次, 处.
    #[prop(into)]
    unit: Signal<String>,
    /// What to know about it.
    #[prop(into)]
    small: Signal<String>,
    /// Whether somebody has to do something about it.
    #[prop(into)]
    urgent: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="tile" class:tile--urgent=move || urgent.get()>
            <p class="tile__label">{move || label.get()}</p>
            <p class="tile__number">{move || number.get()} <span class="tile__unit">{move || unit.get()}</span></p>
            <p class="tile__small">{move || small.get()}</p>
        </div>
    }
}
