//! Text to be pasted elsewhere: into the village's group, into a message.

use crate::html::*;
use leptos::html::Textarea;
use leptos::wasm_bindgen::JsCast as _;

use super::button::Look;
use super::icons::{Glyph, Icon};
use super::live::use_announcer;

/// Copies a text. Where the engine forbids that, the text stands selected below, to be held and copied by hand.
#[component]
pub fn CopyButton(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// What is said once it was copied.
    #[prop(into)]
    done: Signal<String>,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let announcer = use_announcer();
    let area = NodeRef::<Textarea>::new();
    let copied = RwSignal::new(None::<bool>);
    let on_press = move |_| {
        let Some(area) = area.get_untracked() else { return };
        area.set_hidden(false);
        area.select();
        let worked = copy_selected();
        area.set_hidden(worked);
        copied.set(Some(worked));
        if worked {
            announcer.say(&done.get_untracked());
        }
    };
    let said = move || if copied.get() == Some(true) { done.get() } else { label.get() };
    view! {
        <span class="copy">
            <button type="button" class=Look::Line.class() on:click=on_press><Glyph icon=Icon::File/> {said}</button>
            <textarea class="field__input field__input--text" readonly hidden rows="3" node_ref=area prop:value=move || text.get()
                aria-label=move || label.get()></textarea>
        </span>
    }
}

/// Copies what is selected; the one way that also works inside WeChat and over plain http.
fn copy_selected() -> bool {
    let document = document().dyn_into::<leptos::web_sys::HtmlDocument>();
    document.is_ok_and(|document| document.exec_command("copy").unwrap_or(false))
}
