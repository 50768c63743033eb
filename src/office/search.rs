//! The search field of the office's tables: `/` goes to it, as everywhere on a desk.

use crate::html::*;
use leptos::html::Input;

use crate::words::use_tongue;

/// Whether one of these texts holds the words searched for.
pub fn found(query: &str, texts: &[&str]) -> bool {
    let query = query.trim();
    query.is_empty() || texts.iter().any(|text| text.contains(query))
}

/// The field.
#[component]
pub fn SearchField(
    /// What is searched for.
    query: RwSignal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    let input = NodeRef::<Input>::new();
    let on_key = window_event_listener(leptos::ev::keydown, move |key| {
        let typing = document()
            .active_element()
            .is_some_and(|it| matches!(it.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if key.key() == "/" && !typing {
            key.prevent_default();
            if let Some(input) = input.get_untracked() {
                // A field that cannot take the focus is not on the screen.
                input.focus().unwrap_or_default();
            }
        }
    });
    on_cleanup(move || on_key.remove());
    view! {
        <input class="field__input search" type="search" node_ref=input aria-label=move || tongue.words().office.search
            placeholder=move || tongue.words().office.search prop:value=move || query.get()
            on:input:target=move |typed| query.set(typed.target().value())/>
    }
}

/// 没找到“王桂”。换个字，或按村找
#[component]
pub fn NothingFound(
    /// What is searched for.
    query: RwSignal<String>,
    /// How many rows are left.
    #[prop(into)]
    rows: Signal<usize>,
) -> impl IntoView {
    let tongue = use_tongue();
    let said = move || match query.get().trim() {
        "" => tongue.words().office.no_rows.to_owned(),
        query => tongue.words().office.nothing_found(query),
    };
    view! { <Show when=move || rows.get() == 0><p class="quiet">{said}</p></Show> }
}
