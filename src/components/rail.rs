//! The office's frame: a paper rail on a desk, a row of links on a phone.

use crate::html::*;
use leptos_router::hooks::use_location;

use super::flower::WindowFlower;
use super::keys::use_row_keys;
use crate::words::use_tongue;

/// The rail with its page beside it.
#[component]
pub fn Desk(
    /// Who is signed in: 赵敏 · 管理员.
    #[prop(into)]
    who: Signal<String>,
    /// Where: 柳溪街道办.
    #[prop(into)]
    office: Signal<String>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let tongue = use_tongue();
    let path = use_location().pathname;
    use_row_keys();
    let links = move || {
        let office = &tongue.words().office;
        [
            ("/office", office.overview),
            ("/office/attention", tongue.words().attention.title),
            ("/office/zones", office.zones),
            ("/office/people", office.people),
            ("/office/inspections", office.inspections),
            ("/office/notices", office.notices),
            ("/office/ledgers", office.ledgers),
            ("/office/settings", office.settings),
        ]
        .map(|(href, word)| view! { <a class="rail__link" href=href aria-current=move || path.with(|path| belongs_to(path) == href).then_some("page")>{word}</a> })
    };
    view! {
        <div class="desk">
            <nav class="rail" aria-label=move || tongue.words().kit.main_nav>
                <p class="rail__logo"><WindowFlower class="rail__flower"/> {move || tongue.words().kit.app}</p> {links}
                <p class="rail__who">{move || office.get()} <small>{move || who.get()}</small></p>
            </nav>
            <main class="desk__main" tabindex="-1">{children()}</main>
        </div>
    }
}

/// The room of the rail that a page belongs to.
fn belongs_to(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "/office/import" => "/office/people",
        "/office/conflicts" => "/office/attention",
        path if path.starts_with("/office/print/") => "/office/ledgers",
        path if path.starts_with("/office/poster/") => "/office/settings",
        path => path,
    }
}

/// A page's title with its acts at the end.
#[component]
pub fn DeskHead(
    /// The page's `h1`.
    #[prop(into)]
    title: Signal<String>,
    /// The line under it.
    #[prop(into)]
    small: Signal<String>,
    /// Its acts; or nothing.
    children: Children,
) -> impl IntoView {
    view! {
        <header class="desk__head">
            <div><h1 class="desk__title" tabindex="-1">{move || title.get()}</h1> <p class="desk__small">{move || small.get()}</p></div>
            <div class="row desk__acts">{children()}</div>
        </header>
    }
}
