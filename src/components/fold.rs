//! A line that opens: what few need, out of the way of the many.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// A native disclosure.
#[component]
pub fn Fold(
    /// The line.
    #[prop(into)]
    label: Signal<String>,
    /// What stands at its end, such as 看过了; nothing is drawn when it is empty.
    #[prop(into)]
    aside: Signal<String>,
    /// Called each time it opens.
    #[prop(into)]
    on_open: Callback<()>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let on_toggle =
        move |toggled: leptos::ev::Targeted<leptos::ev::Event, leptos::web_sys::HtmlDetailsElement>| {
            if toggled.target().open() {
                on_open.run(());
            }
        };
    view! {
        <details class="fold" on:toggle:target=on_toggle>
            <summary class="fold__line">
                <span>{move || label.get()}</span> <span class="fold__aside">{move || aside.get()}<Glyph icon=Icon::ChevronRight/></span>
            </summary>
            <div class="fold__body">{children()}</div>
        </details>
    }
}
