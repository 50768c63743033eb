//! A spot in a list.

use crate::html::*;

use super::badge::{Badge, SpotMark};
use super::thumb::Thumb;

/// A spot in a list: thumbnail, title, a line of detail, its state under them.
#[component]
pub fn SpotCard(
    /// What it is called; with its number on a zone's page.
    #[prop(into)]
    title: Signal<String>,
    /// What to know about it: quantity, who is at it, until when. Nothing is drawn when it is empty.
    #[prop(into)]
    detail: Signal<String>,
    /// Its state.
    #[prop(into)]
    mark: Signal<SpotMark>,
    /// The state's word, which depends on who reads it.
    #[prop(into)]
    label: Signal<String>,
    /// The address of its newest thumbnail.
    #[prop(into)]
    thumb: Signal<Option<String>>,
    /// Its page.
    #[prop(into)]
    href: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="spot-card" class:spot-card--returned=move || mark.get() == SpotMark::Returned href=move || href.get()>
            <Thumb src=thumb/>
            <span class="spot-card__text">
                <b class="spot-card__title">{move || title.get()}</b>
                <Show when=move || !detail.with(String::is_empty)><span class="spot-card__detail">{move || detail.get()}</span></Show>
                <Badge mark label/>
            </span>
        </a>
    }
}
