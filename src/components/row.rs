//! Rows of a list: people, entries, links.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// The list.
#[component]
pub fn Rows(
    /// [`Row`]s.
    children: Children,
) -> impl IntoView {
    view! { <ul class="rows">{children()}</ul> }
}

/// A row with a title, a line under it and what stands at its end.
#[component]
pub fn Row(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it; nothing is drawn when it is empty.
    #[prop(into)]
    small: Signal<String>,
    /// Buttons, marks; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="rows__row">
            <span class="rows__text">
                <b class="rows__title">{move || title.get()}</b>
                <Show when=move || !small.with(String::is_empty)><small class="rows__small">{move || small.get()}</small></Show>
            </span>
            {children()}
        </li>
    }
}

/// A row whose text leads to a page.
#[component]
pub fn RowLink(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it; nothing is drawn when it is empty.
    #[prop(into)]
    small: Signal<String>,
    /// The page.
    #[prop(into)]
    href: Signal<String>,
    /// Buttons, marks; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="rows__row">
            <a class="rows__text rows__link" href=move || href.get()>
                <b class="rows__title">{move || title.get()}</b>
                <Show when=move || !small.with(String::is_empty)><small class="rows__small">{move || small.get()}</small></Show>
            </a>
            {children()}
        </li>
    }
}

/// A row with an icon before it.
#[component]
pub fn IconRow(
    /// The icon.
    icon: Icon,
    /// What it says.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! { <li class="rows__row"><Glyph icon/> <span class="rows__text rows__promise">{move || words.get()}</span></li> }
}

/// 〔✓ 到了〕 as a fact, not as an act.
#[component]
pub fn RowMark(
    /// What is so.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! { <span class="rows__mark"><Glyph icon=Icon::Check/> {move || words.get()}</span> }
}

/// ✓ alone, where a button stands beside it; its word is for ears.
#[component]
pub fn RowTick(
    /// What is so.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! { <span class="rows__tick"><Glyph icon=Icon::Check/> <span class="ears">{move || words.get()}</span></span> }
}

/// How much of something has gone, from 0 to 100.
#[component]
pub fn Track(
    /// What goes.
    #[prop(into)]
    name: Signal<String>,
    /// How much of a hundred.
    #[prop(into)]
    percent: Signal<u8>,
) -> impl IntoView {
    view! { <progress class="track" max="100" aria-label=move || name.get() value=move || percent.get().to_string()></progress> }
}

/// A line that leads on, with what it says at its end.
#[component]
pub fn LinkRow(
    /// Where to.
    #[prop(into)]
    label: Signal<String>,
    /// What stands at the end, before the chevron.
    #[prop(into)]
    aside: Signal<String>,
    /// The page.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="link-row" href=move || href.get()>
            <span>{move || label.get()}</span> <span class="link-row__aside">{move || aside.get()} <Glyph icon=Icon::ChevronRight/></span>
        </a>
    }
}
