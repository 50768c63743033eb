//! Who is on the roll, and whom 都到了 signs in.

use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::Way;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;

use super::turnout::{How, Turnout, current};
use crate::pages::officials::{LEADER, MEMBER, NEWCOMER, OTHER, World, at, id};

#[test]
fn all_here_signs_in_those_who_said_yes_and_nobody_else() {
    let world = World::new()
        .asked(MEMBER, AssignmentState::Accepted)
        .asked(OTHER, AssignmentState::Offered)
        .asked(LEADER, AssignmentState::Accepted)
        .came(LEADER, LEADER);
    let today = Turnout::today(world.seen_by(LEADER, at(8, 40))).unwrap();
    assert_eq!(today[0].missing(), [id::<PersonId>(MEMBER)]);
    assert_eq!(today[0].staying(), [id::<PersonId>(LEADER)]);
    let deeds = today[0].call(&today[0].missing(), Way::In, Some(at(8, 30)));
    let [deed] = deeds.as_slice() else { panic!("one entry for all") };
    let Act::RollCall(call) = &deed.act else { panic!("a roll call") };
    assert_eq!((call.people.len(), call.said_at, deed.target), (1, Some(at(8, 30)), call.zone.uuid()));
}

#[test]
fn more_people_than_one_roll_call_takes_are_called_in_several() {
    let today = Turnout::today(World::new().seen_by(LEADER, at(8, 40))).unwrap();
    let people: Vec<PersonId> = (1000..1250).map(id).collect();
    assert_eq!(today[0].call(&people, Way::In, None).len(), 3);
}

#[test]
fn whoever_comes_unasked_is_on_the_roll_and_signed_by_her_leader() {
    let world = World::new().came(NEWCOMER, LEADER);
    let today = Turnout::today(world.seen_by(LEADER, at(9, 0))).unwrap();
    let [row] = today[0].rows.as_slice() else { panic!("one row") };
    assert_eq!(row.came.unwrap().how, How::ByLeader);
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
