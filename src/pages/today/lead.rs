//! What waits for a leader in 分派, said where she looks first.

use crate::html::*;
use yingchun_domain::zone::Zone;

use crate::components::row::LinkRow;
use crate::components::tabs::TabSet;
use crate::pages::assign::board::{newcomers, teams_of, zones_of};
use crate::pages::assign::hands::{reports, returned};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::people::come_back::use_coming_back;
use crate::words::use_tongue;

/// What waits for her word, beside those who ask to come back: the hub alone knows of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Waits {
    /// Spots that came back to somebody who cannot go.
    begged: usize,
    /// Reports that nobody has opened.
    reports: usize,
    /// People without a team.
    newcomers: usize,
}

impl Waits {
    fn of(mine: Mine<'_>) -> Self {
        let teams = teams_of(mine);
        let zones: Vec<&Zone> = teams.iter().flat_map(|team| zones_of(mine, team.id)).collect();
        Self {
            begged: returned(mine, &zones).into_iter().filter(|it| it.begged.is_some()).count(),
            reports: reports(mine, &teams).len(),
            newcomers: newcomers(mine, &teams).len(),
        }
    }
}

/// The lines; none for anybody else, who does not ask the hub either.
#[component]
pub fn WaitsForLeader() -> impl IntoView {
    let leads = use_mine(|mine| mine.tabs() == TabSet::Leader);
    view! { <Show when=move || leads.get() == Some(true)><Lines/></Show> }
}

#[component]
fn Lines() -> impl IntoView {
    let tongue = use_tongue();
    let waits = use_mine(Waits::of);
    let (asking, _) = use_coming_back();
    let lines = move || {
        let words = tongue.words();
        let Waits { begged, reports, newcomers } = waits.get().unwrap_or_default();
        let asking = asking.with(Vec::len);
        let said = [
            (asking, words.today.asks_back(asking)),
            (begged, words.today.to_hand_over(begged)),
            (reports, words.assign.reports_n(reports)),
            (newcomers, words.assign.newcomers_n(newcomers)),
        ];
        let row = |(_, label)| view! { <LinkRow label=label aside="" href="/assign"/> };
        said.into_iter().filter(|(n, _)| *n > 0).map(row).collect_view()
    };
    view! { <div>{lines}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at};

    #[test]
    fn a_leader_is_told_of_what_waits_for_her_word() {
        let waits = |world: &World, me| Waits::of(world.seen_by(me, at(11, 0)));
        let world = World::new().cleaned(50, MEMBER, 20).sent_back(50, MEMBER);
        assert_eq!(waits(&world, LEADER), Waits { newcomers: 1, ..Waits::default() });
        let world = world.begged(50, MEMBER).reported(51, MEMBER);
        assert_eq!(waits(&world, LEADER), Waits { begged: 1, reports: 1, newcomers: 1 });
        assert_eq!(waits(&world, MEMBER), Waits::default());
    }
}
