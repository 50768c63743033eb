//! A small number with one less and one more.

use crate::html::*;

use super::icons::{Glyph, Icon};
use crate::words::use_tongue;

/// A number from nothing to `most`, by ones.
#[component]
pub fn Step(
    /// What is counted; names the group.
    #[prop(into)]
    label: Signal<String>,
    /// The number.
    #[prop(into)]
    value: Signal<u32>,
    /// The largest it may be.
    most: u32,
    /// Called with the new number.
    #[prop(into)]
    on_change: Callback<u32>,
    /// The units beside it, as chips; or nothing.
    children: Children,
) -> impl IntoView {
    let tongue = use_tongue();
    let less = move |_| on_change.run(value.get().saturating_sub(1));
    let more = move |_| on_change.run(value.get().saturating_add(1).min(most));
    view! {
        <div class="step" role="group" aria-label=move || label.get()>
            <div class="step__count">
                <button type="button" class="step__button" aria-label=move || tongue.words().kit.one_less
                    aria-disabled=move || (value.get() == 0).to_string() on:click=less><Glyph icon=Icon::Minus/></button>
                <output class="step__value">{move || value.get()}</output>
                <button type="button" class="step__button" aria-label=move || tongue.words().kit.one_more
                    aria-disabled=move || (value.get() == most).to_string() on:click=more><Glyph icon=Icon::Plus/></button>
            </div>
            <div class="chips">{children()}</div>
        </div>
    }
}
