//! 两人同时改过: two values for one thing, equal before the reader, until somebody chooses. What stands meanwhile is said.

use yingchun_domain::conflict::ConflictCard;
use yingchun_domain::id::CardId;

use crate::components::empty::Empty;
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::html::*;
use crate::pages::conflicts::{Cards, read};
use crate::pages::mine::{Mine, use_mine};
use crate::words::use_tongue;

/// Cards that nobody has settled.
pub fn open(mine: Mine<'_>) -> Vec<CardId> {
    mine.set.each::<ConflictCard>().filter(|card| card.settled.is_none()).map(|card| card.id).collect()
}

/// The page.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let tongue = use_tongue();
    let all = use_mine(move |mine| {
        open(mine).into_iter().filter_map(|id| read(mine, id, tongue.words())).collect::<Vec<_>>()
    });
    let cards = move || {
        let all = all.get().unwrap_or_default();
        if all.is_empty() {
            return view! { <Empty words=move || tongue.words().attention.nothing>""</Empty> };
        }
        let card = |shown: crate::pages::conflicts::Shown| {
            let title = format!("{}　{}", shown.zone, tongue.words().conflict.title(shown.what));
            view! { <Panel title><Cards shown/></Panel> }
        };
        all.into_iter().map(card).collect_view()
    };
    view! {
        <DeskHead title=move || tongue.words().attention.conflicts small="">""</DeskHead> {cards}
    }
}
