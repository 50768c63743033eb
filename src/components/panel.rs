//! A part of an office page, and rows of what is to do.

use super::icons::{Glyph, Icon};
use crate::html::*;

/// A titled box.
#[component]
pub fn Panel(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! { <section class="panel"><h2 class="panel__title">{move || title.get()}</h2> {children()}</section> }
}

/// A row of 今天要办.
#[component]
pub fn TodoRow(
    /// What is to do.
    #[prop(into)]
    label: Signal<String>,
    /// How many, or how it stands.
    #[prop(into)]
    count: Signal<String>,
    /// Where it is done.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    // A word is no number: it stands smaller.
    let word = move || count.with(|count| !count.starts_with(|sign: char| sign.is_ascii_digit()));
    view! {
        <a class="todo" href=move || href.get()>
            <span>{move || label.get()}</span> <b class="todo__count" class:todo__count--word=word>{move || count.get()} <Glyph icon=Icon::ChevronRight/></b>
        </a>
    }
}

/// A row of 今天要办 that is done already, to be looked at.
#[component]
pub fn TodoAct(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What is pressed: 看一眼.
    #[prop(into)]
    act: Signal<String>,
    /// Called then.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="todo" on:click=move |_| on_press.run(())>
            <span>{move || label.get()}</span> <b class="todo__count todo__count--word">{move || act.get()} <Glyph icon=Icon::ChevronRight/></b>
        </button>
    }
}

/// A table that scrolls in its own box, its head staying above.
#[component]
pub fn DeskTable(
    /// What it lists, for ears.
    #[prop(into)]
    caption: Signal<String>,
    /// Names of the columns.
    #[prop(into)]
    heads: Signal<Vec<&'static str>>,
    /// `tr`s.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table" tabindex="0" role="region" aria-label=move || caption.get()>
            <table>
                <thead><tr>{move || heads.get().into_iter().map(|head| view! { <th class="table__head" scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
