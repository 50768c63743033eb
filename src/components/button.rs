//! Buttons, and links that look like them.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// How a button looks, which says how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The page's one next act: red.
    Primary,
    /// The next act on a red card: gold.
    Gold,
    /// Another act: outlined.
    Line,
    /// Another act, no wider than its word.
    LineSmall,
    /// Another act on a red card.
    OnRed,
    /// An inspector's yes.
    Pass,
    /// An inspector's no.
    Return,
    /// An act that seldom matters: underlined words.
    Quiet,
    /// One of the three big buttons of 大字版, outlined.
    Large,
    /// One of the three big buttons of 大字版, red.
    LargePrimary,
}

impl Look {
    /// The classes of style/btn.css.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn--primary",
            Self::Gold => "btn btn--gold",
            Self::Line => "btn btn--line",
            Self::LineSmall => "btn btn--line btn--small",
            Self::OnRed => "btn btn--on-red",
            Self::Pass => "btn btn--pass",
            Self::Return => "btn btn--return",
            Self::Quiet => "btn btn--quiet",
            Self::Large => "btn btn--line btn--large",
            Self::LargePrimary => "btn btn--primary btn--large",
        }
    }
}

/// A button with a word.
#[component]
pub fn Button(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// How it looks.
    look: Look,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=look.class() on:click=move |_| on_press.run(())>{move || label.get()}</button>
    }
}

/// A button with an icon before its word.
#[component]
pub fn IconButton(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    icon: Icon,
    /// How it looks.
    look: Look,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=look.class() on:click=move |_| on_press.run(())>
            <Glyph icon/> {move || label.get()}
        </button>
    }
}

/// A button that shows an icon alone; its name is for ears.
#[component]
pub fn BareIconButton(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
    /// The icon.
    icon: Icon,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class=Look::LineSmall.class() aria-label=move || name.get() on:click=move |_| on_press.run(())>
            <Glyph icon/>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    look: Look,
) -> impl IntoView {
    view! { <a class=look.class() href=move || href.get()>{move || label.get()}</a> }
}

/// A link that looks like a button, with an icon before its word.
#[component]
pub fn IconLink(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads; `tel:` to call somebody.
    #[prop(into)]
    href: Signal<String>,
    /// The icon.
    icon: Icon,
    /// How it looks.
    look: Look,
) -> impl IntoView {
    view! { <a class=look.class() href=move || href.get()><Glyph icon/> {move || label.get()}</a> }
}

/// The button that sends a form.
#[component]
pub fn SubmitButton(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// How it looks.
    look: Look,
) -> impl IntoView {
    view! { <button type="submit" class=look.class()>{move || label.get()}</button> }
}
