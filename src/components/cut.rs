//! Red paper with a scissored edge: the one next thing, once a screen.

use crate::html::*;

use super::flower::WindowFlower;

/// The red card: a kicker (接下来, 现在), what it is about, lines and acts within.
#[component]
pub fn Cut(
    /// The words above the title; nothing is drawn when they are empty.
    #[prop(into)]
    kicker: Signal<String>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Lines (`cut__line`, `cut__aside`), then acts in a `cut__acts`.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="cut">
            <WindowFlower class="cut__flower"/>
            <Show when=move || !kicker.with(String::is_empty)><p class="cut__kicker">{move || kicker.get()}</p></Show>
            <h2 class="cut__title">{move || title.get()}</h2>
            {children()}
        </section>
    }
}

/// The campaign's title on the first page.
#[component]
pub fn Hero(
    /// Who invites.
    #[prop(into)]
    kicker: Signal<String>,
    /// The campaign.
    #[prop(into)]
    title: Signal<String>,
    /// What stands at its upper end: a small button, or nothing.
    corner: Html,
    /// Lines below: the days.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="cut cut--hero">
            <WindowFlower class="cut__flower"/>
            <div class="cut__top"><p class="cut__kicker">{move || kicker.get()}</p> {corner}</div>
            <h1 class="cut__title" tabindex="-1">{move || title.get()}</h1> {children()}
        </header>
    }
}
