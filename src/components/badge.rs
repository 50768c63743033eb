//! The state of a spot: word, mark and colour, the same everywhere.

use crate::html::*;

use yingchun_domain::spot::SpotState;

use super::icons::{Glyph, Icon};
use crate::words::Words;

/// The state of a spot, as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpotMark {
    /// Someone saw it; nobody has checked.
    Reported,
    /// Waits for someone to clean it.
    Open,
    /// Someone is at it.
    Claimed,
    /// Waits for an inspector.
    Cleaned,
    /// An inspector sent it back.
    Returned,
    /// An inspector passed it.
    Passed,
    /// Closed for good.
    Closed,
    /// Not needed any more.
    Cancelled,
}

impl From<&SpotState> for SpotMark {
    fn from(state: &SpotState) -> Self {
        match state {
            SpotState::Reported => Self::Reported,
            SpotState::Open => Self::Open,
            SpotState::Claimed { .. } => Self::Claimed,
            SpotState::Cleaned { .. } => Self::Cleaned,
            SpotState::Returned { .. } => Self::Returned,
            SpotState::Passed => Self::Passed,
            SpotState::Closed => Self::Closed,
            SpotState::Cancelled { .. } => Self::Cancelled,
        }
    }
}

impl SpotMark {
    /// The officials' word.
    pub const fn words(self, words: &Words) -> &'static str {
        let states = &words.states;
        match self {
            Self::Reported => states.reported,
            Self::Open => states.open,
            Self::Claimed => states.claimed,
            Self::Cleaned => states.cleaned,
            Self::Returned => states.returned,
            Self::Passed => states.passed,
            Self::Closed => states.closed,
            Self::Cancelled => states.cancelled,
        }
    }

    /// A volunteer's word: the village's where the officials' would not be understood.
    pub const fn plain_words(self, words: &Words) -> &'static str {
        match self {
            Self::Reported => words.states.reported_plain,
            Self::Cancelled => words.states.cancelled_plain,
            Self::Open | Self::Claimed | Self::Cleaned | Self::Returned | Self::Passed | Self::Closed => {
                self.words(words)
            }
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Reported | Self::Cancelled => "badge badge--still",
            Self::Open => "badge badge--open",
            Self::Claimed => "badge badge--claimed",
            Self::Cleaned => "badge badge--cleaned",
            Self::Returned => "badge badge--returned",
            Self::Passed | Self::Closed => "badge badge--passed",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Reported => Icon::Question,
            Self::Open => Icon::Ring,
            Self::Claimed => Icon::RingHalf,
            Self::Cleaned => Icon::Clock,
            Self::Returned => Icon::Return,
            Self::Passed => Icon::Check,
            Self::Closed => Icon::CheckTwice,
            Self::Cancelled => Icon::Dash,
        }
    }
}

/// A filled badge with the state's mark and word.
#[component]
pub fn Badge(
    /// The state.
    #[prop(into)]
    mark: Signal<SpotMark>,
    /// The word, which depends on who reads it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=move || mark.get().class()>{move || view! { <Glyph icon=mark.get().icon()/> }} {move || label.get()}</span>
    }
}
