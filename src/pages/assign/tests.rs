//! What a leader is shown of newcomers, answers and those who still may be asked.

use yingchun_domain::assignment::{Assignment, AssignmentState, Rather};
use yingchun_domain::edit::Versions;
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{AssignmentId, PersonId, SlotId, ZoneId};
use yingchun_domain::team::Team;

use super::board::Board;
use super::suggest::proposals;
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
    let into = |world: &World| {
        let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
        board.teams_for(&newcomer.person).iter().map(|team| team.id).collect::<Vec<_>>()
    };
    assert_eq!(into(&world), [id(21)]);
    // Who leads two teams of the village chooses; a team of another village is none to choose.
    let team = |n: u128, community: u128, name: &str| {
        let name = name.try_into().unwrap();
        Team { id: id(n), community: id(community), name, duty_phone: None, versions: Versions::default() }
    };
    let leads = |n: u128| Role::Leader { team: id(n) };
    let grant = |n: u128, role| Grant::from(id(n), id(LEADER), role, at(0, 0));
    let world = World::new().with(team(31, 20, "银龄志愿队")).with(team(32, 30, "河湾队"));
    let world = world.with(grant(201, leads(31))).with(grant(202, leads(32)));
    assert_eq!(into(&world), [id(31), id(21)]);
}

#[test]
fn the_code_goes_round_while_nobody_has_signed_up_whatever_slots_there_are() {
    let nobody = Board { newcomers: vec![], people: 1, ..board(&World::new()) };
    assert!(nobody.has_nobody() && !nobody.slots.is_empty());
    assert!(!board(&World::new()).has_nobody());
}

fn board(world: &World) -> Board {
    Board::of(world.seen_by(LEADER, at(8, 0))).unwrap()
}

#[test]
fn those_who_are_free_are_proposed_first_and_a_no_comes_last() {
    let world = World::new().asked(OTHER, AssignmentState::Declined);
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let candidates: Vec<_> = board.slots[0].candidates.iter().map(|it| it.person).collect();
    assert_eq!(candidates, [id(MEMBER), id(OTHER)], "and never the leader herself");
}

#[test]
fn whoever_was_asked_is_not_asked_again_and_counts_for_the_slot() {
    let world = World::new().asked(MEMBER, AssignmentState::Accepted).asked(OTHER, AssignmentState::Offered);
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let slot = &board.slots[0];
    assert_eq!((slot.accepted(), slot.silent(), slot.missing()), (1, 1, 0));
    assert_eq!(slot.candidates, []);
    assert_eq!(board.idle, [id::<PersonId>(LEADER)]);
}

#[test]
fn a_proposal_names_each_idle_person_once_and_only_who_is_free_then() {
    let board = Board::of(World::new().seen_by(LEADER, at(8, 0))).unwrap();
    let proposals = proposals(&board);
    let people: Vec<_> = proposals.iter().flat_map(|it| &it.people).map(|(person, _)| *person).collect();
    assert_eq!(people, [id::<PersonId>(OTHER)]);
}

#[test]
fn what_would_suit_her_better_stands_beside_her_no() {
    let (zone, slot, person) = (id::<ZoneId>(22), id::<SlotId>(23), id::<PersonId>(MEMBER));
    let world = World::new().with(Assignment {
        id: AssignmentId::of(zone, slot, person),
        zone,
        slot,
        person,
        state: AssignmentState::Declined,
        joined: false,
        offered_by: id(LEADER),
        answered_by: None,
        rather: Some(Rather { slots: vec![slot], words: Some("下午行".try_into().unwrap()) }),
    });
    let board = Board::of(world.seen_by(LEADER, at(8, 0))).unwrap();
    let [answer] = board.slots[0].answers.as_slice() else { panic!("one answer") };
    assert_eq!((answer.rather.len(), answer.said.as_deref()), (1, Some("下午行")));
}

#[test]
fn a_spot_that_came_back_may_go_to_who_said_yes_to_the_zone() {
    let world = World::new()
        .cleaned(50, MEMBER, 20)
        .sent_back(50, MEMBER)
        .asked(MEMBER, AssignmentState::Accepted)
        .asked(OTHER, AssignmentState::Accepted);
    let board = Board::of(world.seen_by(LEADER, at(9, 0))).unwrap();
    let [back] = board.returned.as_slice() else { panic!("one spot") };
    assert_eq!((back.mender.as_str(), back.others.len()), ("人2", 1));
    assert_eq!(back.others[0].0, id(OTHER));
}

#[test]
fn a_spot_to_which_somebody_cannot_go_stands_first() {
    let world = World::new().cleaned(50, MEMBER, 20).sent_back(50, MEMBER);
    let world = world.cleaned(51, OTHER, 30).sent_back(51, OTHER);
    let first = |world: &World| {
        let board = Board::of(world.seen_by(LEADER, at(11, 0))).unwrap();
        (board.returned[0].spot.id, board.returned[0].begged.clone())
    };
    assert_eq!(first(&world), (id(50), None));
    assert_eq!(first(&world.begged(51, OTHER)), (id(51), Some("李明".to_owned())));
}

#[test]
fn a_slot_that_is_over_is_not_offered() {
    assert!(Board::of(World::new().seen_by(LEADER, at(11, 30))).unwrap().slots.is_empty());
}
