//! One choice of a list that is too long for chips: the phone's or desk's own list.

use crate::html::*;

/// A choice: what it is called inside, and what a person reads.
pub type Choice = (String, String);

/// A native list to choose from; the first line says that nothing is chosen yet.
#[component]
pub fn SelectField(
    /// Names the field in the form, and ties label and error to it.
    name: &'static str,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What the list says before anything is chosen.
    #[prop(into)]
    unchosen: Signal<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The one that is chosen; empty before.
    #[prop(into)]
    value: Signal<String>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called with the choice.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let option = move |(key, word): Choice| {
        let own = key.clone();
        view! { <option value=key selected=move || value.with(|value| *value == own)>{word}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <select class="field__input" id=name name=name aria-describedby=format!("{name}-error")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:change:target=move |chosen| on_choose.run(chosen.target().value())>
                <option value="" selected=move || value.with(String::is_empty)>{move || unchosen.get()}</option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error" id=format!("{name}-error")>{move || error.get()}</p>
            </Show>
        </div>
    }
}
