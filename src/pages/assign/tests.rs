//! What a leader is shown of newcomers, answers and those who still may be asked.

use yingchun_domain::assignment::AssignmentState;

use super::board::Board;
use crate::pages::officials::{INSPECTOR, LEADER, MEMBER, NEWCOMER, OTHER, World, at, id};

#[test]
fn only_a_leader_has_a_board() {
    let world = World::new();
    assert!(Board::of(world.seen_by(MEMBER, at(8, 0))).is_none());
    assert!(Board::of(world.seen_by(INSPECTOR, at(8, 0))).is_none());
    assert!(Board::of(world.seen_by(LEADER, at(8, 0))).is_some());
}

#[test]
fn a_newcomer_waits_for_a_team_of_her_own_community() {
    let world = World::new();
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let [newcomer] = board.newcomers.as_slice() else { panic!("one newcomer") };
    assert_eq!(newcomer.person.id, id(NEWCOMER));
    assert!(board.team_for(&newcomer.person).is_some());
}

#[test]
fn those_who_are_free_are_proposed_first_and_a_no_comes_last() {
    let world = World::new().asked(LEADER, AssignmentState::Declined);
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let candidates: Vec<_> = board.slots[0].candidates.iter().map(|it| it.person).collect();
    assert_eq!(candidates, [id(OTHER), id(MEMBER), id(LEADER)]);
}

#[test]
fn whoever_was_asked_is_not_asked_again_and_counts_for_the_slot() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).asked(OTHER, AssignmentState::Offered);
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let slot = &board.slots[0];
    assert_eq!((slot.accepted(), slot.silent(), slot.missing()), (1, 1, 0));
    assert_eq!(slot.candidates.iter().map(|it| it.person).collect::<Vec<_>>(), [id(LEADER)]);
    assert_eq!(board.without_work, 1);
}

#[test]
fn a_slot_that_is_over_is_not_offered() {
    assert!(Board::of(World::new().seen_by(LEADER, at(11, 30))).unwrap().slots.is_empty());
}
