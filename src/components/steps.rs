//! The way out of WeChat and onto the home screen: three drawn steps.

use crate::html::*;

use crate::words::use_tongue;

/// Where to tap, one after the other.
#[component]
pub fn Steps() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <ol class="steps">
            <li class="steps__step"><span class="steps__sign" aria-hidden="true">"⋯"</span> {move || tongue.words().first.step_menu}</li>
            <li class="steps__step"><span class="steps__sign" aria-hidden="true">"↗"</span> {move || tongue.words().first.step_browser}</li>
            <li class="steps__step"><span class="steps__sign" aria-hidden="true">"+"</span> {move || tongue.words().first.step_add}</li>
        </ol>
    }
}
