//! The order of the queue, and whose work is in it.

use super::queue::Queue;
use crate::pages::officials::{INSPECTOR, LEADER, MEMBER, World, at, id};

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
