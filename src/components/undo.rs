//! 「记下了　撤回」: undo instead of "are you sure?".

use crate::html::*;

/// What was just done, with the way to take it back. The page shows it for ten seconds.
#[component]
pub fn Undo(
    /// What was done: 记下了.
    #[prop(into)]
    words: Signal<String>,
    /// The way back: 撤回.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is taken back.
    #[prop(into)]
    on_undo: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="undo" role="status">
            <span class="undo__words">{move || words.get()}</span>
            <button type="button" class="undo__button" on:click=move |_| on_undo.run(())>{move || label.get()}</button>
        </div>
    }
}
