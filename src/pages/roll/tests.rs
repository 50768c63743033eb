//! Who is on the roll, and whom 都到了 signs in.

use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::id::{AttendanceId, PersonId};

use super::turnout::{Turnout, current};
use crate::pages::officials::{LEADER, MEMBER, NEWCOMER, OTHER, World, at, id};

#[test]
fn all_here_signs_in_those_who_said_yes_and_nobody_else() {
    let world = World::new()
        .asked(MEMBER, AssignmentState::Accepted)
        .asked(OTHER, AssignmentState::Offered)
        .asked(LEADER, AssignmentState::Accepted)
        .came(LEADER, LEADER);
    let today = Turnout::today(world.seen_by(LEADER, at(8, 40))).unwrap();
    let deeds = today[0].all_here();
    assert_eq!(deeds.iter().map(|deed| deed.on_behalf_of).collect::<Vec<_>>(), [Some(id(MEMBER))]);
    assert_eq!(deeds[0].target, AttendanceId::of(id(22), id(23), id::<PersonId>(MEMBER)).uuid());
    assert_eq!(today[0].all_out().len(), 1);
}

#[test]
fn whoever_comes_unasked_is_on_the_roll_and_signed_by_her_leader() {
    let world = World::new().came(NEWCOMER, LEADER);
    let today = Turnout::today(world.seen_by(LEADER, at(9, 0))).unwrap();
    let [row] = today[0].rows.as_slice() else { panic!("one row") };
    assert!(row.came.unwrap().by_leader);
    assert_eq!((today[0].here(), today[0].about()), (1, 1));
}

#[test]
fn another_day_has_no_roll_and_a_volunteer_none_at_all() {
    let world = World::new();
    assert!(Turnout::today(world.seen_by(LEADER, at(8, 0).plus(86_400_000))).unwrap().is_empty());
    assert!(Turnout::today(world.seen_by(MEMBER, at(8, 0))).is_none());
    let today = Turnout::today(world.seen_by(LEADER, at(12, 0))).unwrap();
    assert_eq!(current(&today, at(12, 0)), Some((id(22), id(23))));
}
