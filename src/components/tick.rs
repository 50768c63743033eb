//! A box to tick, with a sentence beside it.

use crate::html::*;

/// A box to tick. The whole row takes the touch.
#[component]
pub fn Tick(
    /// Names the box in the form.
    name: &'static str,
    /// The sentence beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is ticked.
    #[prop(into)]
    ticked: Signal<bool>,
    /// What is wrong, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Called with the new state.
    #[prop(into)]
    on_tick: Callback<bool>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="tick" class:tick--wrong=move || error.with(Option::is_some)>
                <input class="tick__box" type="checkbox" id=name name=name prop:checked=move || ticked.get()
                    aria-describedby=format!("{name}-error")
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change:target=move |changed| on_tick.run(changed.target().checked())/>
                <span>{move || label.get()}</span>
            </label>
            <Show when=move || error.with(Option::is_some)>
                <p class="field__error" id=format!("{name}-error")>{move || error.get()}</p>
            </Show>
        </div>
    }
}
