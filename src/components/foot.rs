//! The foot of the first page, help and 我的: who stands behind this, where to say something, and in which language.

use crate::html::*;

use super::setting::use_settings;
use crate::words::{Lang, use_tongue};

/// Host, record number and ways to speak up.
#[component]
pub fn Foot(
    /// 主办单位; nothing is drawn while this phone does not know it.
    #[prop(into)]
    host: Signal<String>,
    /// 备案号; a dash until there is one.
    #[prop(into)]
    record: Signal<String>,
    /// Where suggestions go, in the office's words; nothing is drawn where there are none.
    #[prop(into)]
    feedback: Signal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let other = move || match tongue.lang() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    view! {
        <footer class="foot">
            <Show when=move || !host.with(String::is_empty)>
                <p>{move || tongue.words().kit.host(&host.get())}</p> <p>{move || tongue.words().kit.record(&record.get())}</p>
            </Show>
            <Show when=move || !feedback.with(String::is_empty)>
                <p>{move || tongue.words().kit.feedback_to(&feedback.get())}</p>
            </Show>
            <p class="foot__links">
                <a class="foot__link" href="/help#feedback">{move || tongue.words().kit.feedback}</a>
                <a class="foot__link" href="/help#privacy">{move || tongue.words().kit.privacy}</a>
                <button type="button" class="foot__link" lang=move || other().tag() on:click=move |_| settings.speak(other())>
                    {move || tongue.words().kit.other_language}
                </button>
            </p>
        </footer>
    }
}
