//! What a phone shows before the hub has said a word.

mod common;

use common::drive::*;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::{Community, Welcome};
use yingchun_domain::entry::Act;
use yingchun_domain::person::Person;
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::{Pending, Replica};

#[test]
fn a_registration_without_signal_shows_its_person_at_once() {
    let hub = hub();
    let mut replica = Replica::default();
    replica.welcome(&Welcome {
        campaign: hub.store.each::<Campaign>().next().unwrap().clone(),
        community: hub.store.each::<Community>().next().unwrap().clone(),
    });
    let who = uuid::Uuid::from_u128(0xaa01);
    let register = entry(1, who.into(), who, Act::Register(register("王桂兰", "13800002047")));
    let shown = replica.shown(&[Pending { entry: register, received: None }], START);
    assert_eq!(shown.doubtful, []);
    assert_eq!(shown.set.get::<Person>(who).known().unwrap().name.as_str(), "王桂兰");
}

#[test]
fn no_half_commit_is_shown_before_the_last_page_came() {
    let hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    assert!(!hub.bring(&mut replica, volunteer(), 2, START));
    replica.swap(&std::collections::BTreeSet::new());
    assert_eq!((replica.reached(), replica.set().rows().count()), (CommitNo(0), 0));
    assert!(hub.bring(&mut replica, volunteer(), usize::MAX, START));
    replica.swap(&std::collections::BTreeSet::new());
    assert_eq!(replica.reached(), hub.commit);
    assert_eq!(replica.set().rows().count(), hub.expected(replica.scopes(), hub.commit).len());
}
