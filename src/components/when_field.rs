//! A day of the calendar or a time of the day: the browser's own field, on a phone its wheel.

use crate::html::*;

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A day: 2027-01-23.
    Day,
    /// A time: 08:30.
    Clock,
}

impl When {
    const fn kind(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Clock => "time",
        }
    }
}

/// One day or one time to choose.
#[component]
pub fn WhenField(
    /// Names the field in the form, and ties the label to it.
    name: &'static str,
    /// What is chosen.
    when: When,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it, as [`When`] says, or nothing.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called with each choice, or with nothing.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <input class="field__input" id=name name=name type=when.kind() aria-describedby=format!("{name}-error")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get() on:input:target=move |chosen| on_choose.run(chosen.target().value())/>
            {move || error.get().map(|error| view! { <p class="field__error" id=format!("{name}-error")>{error}</p> })}
        </div>
    }
}
