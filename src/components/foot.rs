//! The foot of the first page, help and 我的: who stands behind this, and where to say something.

use crate::html::*;

use crate::words::use_tongue;

/// Host, record number and ways to speak up.
#[component]
pub fn Foot(
    /// 主办单位; nothing is drawn while this phone does not know it.
    #[prop(into)]
    host: Signal<String>,
    /// 备案号; a dash until there is one.
    #[prop(into)]
    record: Signal<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <footer class="foot">
            <Show when=move || !host.with(String::is_empty)>
                <p>{move || tongue.words().kit.host(&host.get())}</p> <p>{move || tongue.words().kit.record(&record.get())}</p>
            </Show>
            <p class="foot__links">
                <a class="foot__link" href="/help#feedback">{move || tongue.words().kit.feedback}</a>
                <a class="foot__link" href="/help#privacy">{move || tongue.words().kit.privacy}</a>
            </p>
        </footer>
    }
}
