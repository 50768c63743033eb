//! A day of the calendar: the browser's own field.

use crate::html::*;

/// One day to choose.
#[component]
pub fn DayField(
    /// Names the field in the form, and ties the label to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it: 2027-01-23, or nothing.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called with each choice: 2027-01-23, or nothing.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <input class="field__input" id=name name=name type="date" aria-describedby=format!("{name}-error")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get() on:input:target=move |chosen| on_choose.run(chosen.target().value())/>
            {move || error.get().map(|error| view! { <p class="field__error" id=format!("{name}-error")>{error}</p> })}
        </div>
    }
}
