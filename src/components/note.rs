//! A quiet box that tells something worth knowing.

use crate::html::*;

use super::icons::{Glyph, Icon};

/// What the note is about, which chooses its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Calm,
    /// Something done.
    Good,
    /// Something to mind.
    Care,
}

/// A box with an icon and what it says.
#[component]
pub fn Note(
    /// What it is about.
    tone: Tone,
    /// Its mark.
    icon: Icon,
    /// What it says, and a small button where there is one.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Calm => "note",
        Tone::Good => "note note--good",
        Tone::Care => "note note--care",
    };
    view! { <div class=class><Glyph icon/> <div class="note__text">{children()}</div></div> }
}
