//! A long list, a piece at a time: ten thousand rows would make any phone stand still.

use crate::html::*;

use super::button::{Button, Look};
use crate::words::use_tongue;

/// So many rows are drawn at first, and more each time.
pub const PIECE: usize = 50;
/// The same where each row holds much, or changes while she looks.
pub const SMALL_PIECE: usize = 12;

/// 「还有 120 个，再看 50 个」: nothing while all are drawn.
#[component]
pub fn More(
    /// How many there are.
    all: usize,
    /// How many are drawn.
    drawn: RwSignal<usize>,
    /// How many more are drawn each time.
    piece: usize,
) -> impl IntoView {
    let tongue = use_tongue();
    let left = move || all.saturating_sub(drawn.get());
    move || {
        (left() > 0).then(|| {
            let label = move || tongue.words().kit.more(left(), left().min(piece));
            view! { <Button label look=Look::Line on_press=move |()| drawn.update(|drawn| *drawn += piece)/> }
        })
    }
}
