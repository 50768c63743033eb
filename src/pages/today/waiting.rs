//! What came back to her, and what an inspector would like one photo more of: above everything, whatever else the day is about.

use crate::html::*;
use yingchun_domain::id::SpotId;
use yingchun_domain::spot::{Spot, SpotState};

use super::spots::SpotItem;
use crate::arrange::Arrange as _;
use crate::pages::mine::Mine;
use crate::words::use_tongue;

/// The spots that wait for her answer, of all zones, what is due first at the top.
pub fn waiting_spots(mine: Mine<'_>) -> Vec<SpotId> {
    let mut spots: Vec<&Spot> = mine.set.each::<Spot>().filter(|spot| waits(mine, spot)).collect();
    spots.arrange_by(|spot| (spot.asked.is_some(), spot.standing_return().map(|it| it.due), spot.id));
    spots.into_iter().map(|spot| spot.id).collect()
}

fn waits(mine: Mine<'_>, spot: &Spot) -> bool {
    let returned = matches!(spot.state, SpotState::Returned { .. }) && mine.is_returned_to_mine(spot);
    returned && !mine.begged_off(spot) || mine.is_asked_of_mine(spot)
}

/// Their cards.
#[component]
pub fn WaitingSpots(
    /// Which.
    waiting: Memo<Vec<SpotId>>,
) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <Show when=move || !waiting.with(Vec::is_empty)>
            <h2>{move || tongue.words().today.waiting_for_you(waiting.with(Vec::len))}</h2>
            {rows(move || waiting.get(), |id| *id, |id| view! { <SpotItem id/> })}
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{MEMBER, OTHER, World, at, id};
    use yingchun_domain::assignment::AssignmentState;

    fn waiting(world: &World, who: u128) -> Vec<SpotId> {
        waiting_spots(world.seen_by(who, at(20, 0)))
    }

    #[test]
    fn what_came_back_after_she_left_waits_for_her_and_for_nobody_else() {
        let world = World::new()
            .asked(MEMBER, AssignmentState::Accepted)
            .cleaned(40, MEMBER, 30)
            .sent_back(40, MEMBER);
        assert_eq!((waiting(&world, MEMBER), waiting(&world, OTHER)), (vec![id(40)], vec![]));
        let guardian = world.registered_by(MEMBER, OTHER);
        assert_eq!(waiting(&guardian, OTHER), [id(40)], "whoever speaks for her sees it too");
        assert_eq!(
            guardian
                .seen_by(OTHER, at(20, 0))
                .voice_on(&guardian.seen_by(OTHER, at(20, 0)).spot(id(40)).unwrap().clone()),
            Some(id(MEMBER))
        );
        assert_eq!(
            waiting(&guardian.clone().begged(40, MEMBER), OTHER),
            [],
            "her leader looks for somebody else"
        );
        let answered = guardian.answered(40, MEMBER);
        assert_eq!(waiting(&answered, MEMBER), []);
    }

    #[test]
    fn one_more_photo_is_asked_of_who_cleaned_and_stands_below_what_came_back() {
        let world = World::new()
            .cleaned(40, MEMBER, 30)
            .photo_asked(40)
            .cleaned(41, MEMBER, 40)
            .sent_back(41, MEMBER);
        assert_eq!((waiting(&world, MEMBER), waiting(&world, OTHER)), (vec![id(41), id(40)], vec![]));
    }
}
