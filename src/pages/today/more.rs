//! Below the spots: offers that wait for an answer, and in 大字版 the pages that the tabs lead to otherwise.

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;

use super::day::Day;
use crate::components::row::LinkRow;
use crate::components::setting::use_settings;
use crate::components::tabs::TabSet;
use crate::pages::mine::{Mine, Turn, use_mine};
use crate::words::use_tongue;

/// Offers that are not answered yet.
fn asked(mine: Mine<'_>) -> Vec<Turn> {
    let mut turns = mine.turns(AssignmentState::Offered);
    turns.retain(|turn| turn.slot.ends > mine.now);
    turns
}

/// The rows; none where the red card asks already.
#[component]
pub fn MoreRows(
    /// What the red card is about.
    day: Memo<Option<Day>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let asked = use_mine(asked);
    let leads = use_mine(|mine| mine.tabs() == TabSet::Leader);
    let said = move || day.with(|day| matches!(day, Some(Day::Asked(_) | Day::Done { .. })));
    let offers = move || {
        let turns = if said() { vec![] } else { asked.get().unwrap_or_default() };
        let rows = turns.into_iter().map(|turn| {
            let starts = turn.slot.starts;
            let href = format!("/offers/{}", turn.assignment.id);
            view! {
                <LinkRow label=move || tongue.words().offer.title
                    aside=Signal::derive(move || tongue.words().day_weekday(starts.day())) href/>
            }
        });
        rows.collect_view()
    };
    view! {
        <div>
            {offers}
            <Show when=move || settings.care() && leads.get() == Some(true)>
                <LinkRow label=move || tongue.words().tabs.assign aside="" href="/assign"/>
                <LinkRow label=move || tongue.words().tabs.roll aside="" href="/roll"/>
            </Show>
            <Show when=move || settings.care()>
                <LinkRow label=move || tongue.words().tabs.zones aside="" href="/zones"/>
                <LinkRow label=move || tongue.words().tabs.messages aside="" href="/messages"/>
                <LinkRow label=move || tongue.words().tabs.me aside="" href="/me"/>
            </Show>
        </div>
    }
}
