//! Days with their hours, a row each.

use crate::html::*;

/// The list of days.
#[component]
pub fn Slots(
    /// What is asked.
    #[prop(into)]
    legend: Signal<String>,
    /// [`SlotDay`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="slots"><legend class="field__label">{move || legend.get()}</legend> <ul>{children()}</ul></fieldset>
    }
}

/// A day with its hours as chips.
#[component]
pub fn SlotDay(
    /// 1月29日 周五
    #[prop(into)]
    day: Signal<String>,
    /// 腊月廿二; nothing is drawn when it is empty.
    #[prop(into)]
    lunar: Signal<String>,
    /// The hours, as chips.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="slots__day">
            <span class="slots__date">
                <b>{move || day.get()}</b>
                <Show when=move || !lunar.with(String::is_empty)><small class="slots__lunar">{move || lunar.get()}</small></Show>
            </span>
            <span class="slots__hours">{children()}</span>
        </li>
    }
}
