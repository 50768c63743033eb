//! Three pictures of what to mind, drawn for this app on a grid of 48. The words stand beside them.

use crate::html::*;

/// What to mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// By the water.
    River,
    /// By the road.
    Road,
    /// Heavy things.
    Heavy,
}

impl Hazard {
    /// Somebody on the bank above the waves; in a vest, facing a car; two who carry one box.
    const fn lines(self) -> &'static str {
        match self {
            Self::River => {
                "M13 8a3 3 0 1 0 .1 0M13 15v12m-6-7 6-5 6 5M13 27l-5 9m5-9 5 9M3 37h19l5 8M28 38q3-4 6 0t6 0 6 0M31 44q3-4 6 0t6 0"
            }
            Self::Road => {
                "M10 8a3 3 0 1 0 .1 0M6 16h9v12H6zm2 0v12m5-12v12M8 28v9m5-9v9M24 35v-8l4-8h12l4 8v8zm0-8h20M29 35a3 3 0 1 0 .1 0M39 35a3 3 0 1 0 .1 0M3 42h42"
            }
            Self::Heavy => {
                "M7 9a3 3 0 1 0 .1 0M7 16v12m0 0-3 9m3-9 4 9M7 19l9 5M41 9a3 3 0 1 0 .1 0M41 16v12m0 0 3 9m-3-9-4 9M41 19l-9 5M16 18h16v13H16z"
            }
        }
    }
}

/// The picture; silent for ears.
#[component]
pub fn HazardPicture(
    /// Of what.
    hazard: Hazard,
) -> impl IntoView {
    view! { <svg class="icon icon--large" viewBox="0 0 48 48" aria-hidden="true"><path d=hazard.lines()/></svg> }
}
