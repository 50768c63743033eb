//! The shape of what is coming, without shimmer.

use crate::html::*;

use crate::words::use_tongue;

/// So many cards that are not here yet, in the place and size of the real ones.
#[component]
pub fn Skeleton(
    /// How many.
    cards: usize,
) -> impl IntoView {
    let tongue = use_tongue();
    let card = |_| {
        view! {
            <div class="skeleton">
                <span class="skeleton__thumb"></span>
                <span class="skeleton__lines"><span class="skeleton__line"></span><span class="skeleton__line skeleton__line--short"></span></span>
            </div>
        }
    };
    view! {
        <div class="stack" aria-busy="true"><p class="ears">{move || tongue.words().kit.loading}</p> {(0..cards).map(card).collect_view()}</div>
    }
}
