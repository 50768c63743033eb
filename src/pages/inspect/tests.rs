//! The order of the queue, and whose work is in it.

use super::queue::Queue;
use crate::pages::officials::{INSPECTOR, LEADER, MEMBER, OTHER, World, at, id};

#[test]
fn the_oldest_cleaning_is_looked_at_first_and_never_her_own() {
    let world = World::new().cleaned(50, MEMBER, 20).cleaned(51, MEMBER, 10).cleaned(52, INSPECTOR, 5);
    let queue = Queue::of(world.seen_by(INSPECTOR, at(9, 0))).unwrap();
    assert_eq!(queue.waiting.iter().map(|spot| spot.id).collect::<Vec<_>>(), [id(51), id(50)]);
    assert_eq!((queue.position(id(50)), queue.position(id(52))), (Some(2), None));
}

#[test]
fn after_the_last_one_comes_the_first_that_was_left() {
    let world = World::new().cleaned(50, MEMBER, 20).cleaned(51, MEMBER, 10);
    let queue = Queue::of(world.seen_by(INSPECTOR, at(9, 0))).unwrap();
    assert_eq!((queue.after(id(51)), queue.after(id(50))), (Some(id(50)), Some(id(51))));
    let one = World::new().cleaned(50, MEMBER, 20);
    assert_eq!(Queue::of(one.seen_by(INSPECTOR, at(9, 0))).unwrap().after(id(50)), None);
}

#[test]
fn a_leader_does_not_inspect() {
    assert!(Queue::of(World::new().seen_by(LEADER, at(9, 0))).is_none());
}

#[test]
fn what_was_to_be_mended_by_a_day_is_looked_at_before_what_only_waits() {
    let world = World::new().cleaned(50, MEMBER, 10).cleaned(51, MEMBER, 20);
    let world = world.sent_back(51, MEMBER).answered(51, MEMBER);
    let queue = Queue::of(world.seen_by(INSPECTOR, at(16, 0))).unwrap();
    assert_eq!(queue.waiting.iter().map(|spot| spot.id).collect::<Vec<_>>(), [id(51), id(50)]);
}

#[test]
fn an_objection_goes_to_somebody_else_than_who_returned_it() {
    let world = World::new().cleaned(50, MEMBER, 10).sent_back(50, MEMBER).objected(50, MEMBER);
    assert_eq!(Queue::of(world.seen_by(INSPECTOR, at(16, 0))).unwrap().waiting, []);
    let world = world.inspecting(OTHER);
    assert_eq!(Queue::of(world.seen_by(OTHER, at(16, 0))).unwrap().waiting.len(), 1);
}

#[test]
fn ten_thousand_spots_are_sorted_while_nobody_notices() {
    let world = (0..10_000).fold(World::new(), |world, n| world.cleaned(1_000_000 + n, MEMBER, 10));
    let queue = Queue::of(world.seen_by(INSPECTOR, at(9, 0))).unwrap();
    assert_eq!((queue.waiting.len(), super::piece(&queue.waiting, 50).len()), (10_000, 50));
}
