//! 不再参加: what is left of who leaves, and who may say so.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use common::people::*;
use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::person::Contact;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::time::{DAY_MS, HOUR_MS};

/// The volunteer has cleaned, signed in, and been asked for a slot that is to come.
fn at_work() -> ModelHub {
    let mut hub = hub_with_volunteer_at_work();
    let number = Profile { phone: Some(PHONE.try_into().unwrap()), ..Profile::default() };
    take(&mut hub, &profile(10, volunteer(), volunteer(), number));
    let clean = Act::Clean(Clean { quantity: None, note: None, answers: None });
    let cleaned = Entry { photos: vec![after_photo(0x91)], ..entry(11, volunteer(), spot(1).uuid(), clean) };
    take(&mut hub, &cleaned);
    let sign = Act::SignIn(Sign::now(zone(), slot()));
    take(&mut hub, &entry(12, volunteer(), attendance(volunteer()).uuid(), sign));
    hub
}

/// What still says who the volunteer was.
fn names_left(hub: &ModelHub) -> Vec<String> {
    let stored = hub.store.rows().map(|row| row.entity.to_body().unwrap());
    stored.filter(|body| ["王桂兰", PHONE].iter().any(|gone| body.contains(gone))).collect()
}

#[test]
fn who_leaves_leaves_hours_and_nothing_else() {
    let mut hub = at_work();
    assert_eq!(word(&take(&mut hub, &leave(20, volunteer(), volunteer()))), (Outcome::Applied, ""));
    assert_eq!(names_left(&hub), Vec::<String>::new());
    assert_eq!(contact(&hub, volunteer()), Contact::empty(volunteer()));
    assert_eq!(readers(&hub, Kind::Contact, volunteer().uuid()), [volunteer(), organiser()]);
    let there = hub.store.get::<Attendance>(attendance(volunteer()).uuid()).known().unwrap();
    assert_eq!(there.events.len(), 1);
    assert_eq!(hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().cleanings.len(), 1);
    let asked = hub.store.get::<Assignment>(assignment(volunteer()).uuid()).known().unwrap();
    assert_eq!(asked.state, AssignmentState::Withdrawn);
}

#[test]
fn whoever_was_merged_leaves_with_all_her_rows() {
    let mut hub = at_work();
    for n in [1, 2] {
        take(&mut hub, &registered(30 + n, new_person(n)));
    }
    take(&mut hub, &merge(33, leader(), volunteer(), new_person(1)));
    take(&mut hub, &merge(34, leader(), new_person(2), new_person(1)));
    assert_eq!(word(&take(&mut hub, &leave(35, new_person(1), new_person(1)))), (Outcome::Applied, ""));
    assert_eq!(names_left(&hub), Vec::<String>::new());
    for row in [volunteer(), new_person(1), new_person(2)] {
        assert_eq!(contact(&hub, row), Contact::empty(row));
    }
    assert_eq!(hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().cleanings.len(), 1);
}

#[test]
fn a_phone_whose_row_was_merged_away_empties_that_row_and_no_other() {
    let mut hub = at_work();
    take(&mut hub, &registered(30, new_person(1)));
    take(&mut hub, &merge(31, leader(), new_person(1), volunteer()));
    let refused = take(&mut hub, &leave(32, new_person(1), volunteer()));
    assert_eq!(word(&refused), (Outcome::Refused, "right.not_yours"));
    assert_eq!(word(&take(&mut hub, &leave(33, new_person(1), new_person(1)))), (Outcome::Applied, ""));
    assert_eq!(contact(&hub, new_person(1)), Contact::empty(new_person(1)));
    assert_eq!(person(&hub, volunteer()).name.as_str(), "王桂兰");
}

#[test]
fn who_begged_off_and_leaves_has_no_name_there() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &entry(10, volunteer(), spot(1).uuid(), Act::Claim(Claim {})));
    let beg = Act::BegOff(BegOff { returned: None, words: None });
    take(&mut hub, &entry(11, volunteer(), spot(1).uuid(), beg));
    assert!(hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().begged.is_some());
    take(&mut hub, &leave(12, volunteer(), volunteer()));
    assert_eq!(names_left(&hub), Vec::<String>::new());
}

#[test]
fn what_is_over_stays_accepted_when_she_leaves() {
    let mut hub = at_work();
    let later = START.plus(DAY_MS);
    let made = Entry { at: later, ..leave(20, volunteer(), volunteer()) };
    hub.take(&made.to_line().unwrap(), later);
    let asked = hub.store.get::<Assignment>(assignment(volunteer()).uuid()).known().unwrap();
    assert_eq!(asked.state, AssignmentState::Accepted);
}

#[test]
fn leaving_beats_everything_that_comes_after_but_not_the_work_before() {
    let mut hub = at_work();
    take(&mut hub, &leave(20, volunteer(), volunteer()));
    let offer = Offer { zone: zone(), slot: slot(), person: volunteer() };
    for (n, who, target, act) in [
        (21, volunteer(), volunteer().uuid(), Act::Profile(named("王桂兰"))),
        (22, leader(), volunteer().uuid(), Act::Place(Place { team: team() })),
        (23, leader(), assignment(volunteer()).uuid(), Act::Offer(offer)),
        (24, leader(), volunteer().uuid(), Act::Merge(Merge { into: newcomer() })),
    ] {
        let refused = take(&mut hub, &entry(n, who, target, act));
        assert_eq!(word(&refused), (Outcome::Refused, "person.left"), "{n}");
    }
    let accepted = Act::Accept(Accept {});
    let late = take(&mut hub, &entry(25, volunteer(), assignment(volunteer()).uuid(), accepted));
    assert_eq!(word(&late), (Outcome::Merged, "answer.offer_withdrawn"));
    let clean = Act::Clean(Clean { quantity: None, note: None, answers: None });
    let late = Entry { photos: vec![after_photo(0x92)], ..entry(26, volunteer(), spot(2).uuid(), clean) };
    assert_eq!(take(&mut hub, &late).outcome, Outcome::Applied);
    let cleaned = hub.store.get::<Spot>(spot(2).uuid()).known().unwrap();
    assert_eq!(cleaned.cleanings[0].by_name.as_str(), "已退出");
    assert_eq!(word(&take(&mut hub, &leave(27, volunteer(), volunteer()))).1, "consent.left_before");
}

#[test]
fn nobody_else_makes_her_leave_but_the_office_and_who_wrote_her_down() {
    let mut hub = hub();
    take(&mut hub, &add(1, leader(), new_person(1), None));
    for (n, who, of) in
        [(2, leader(), volunteer()), (3, stranger(), volunteer()), (4, other_leader(), new_person(1))]
    {
        assert_eq!(word(&take(&mut hub, &leave(n, who, of))), (Outcome::Refused, "right.not_yours"));
    }
    assert_eq!(take(&mut hub, &leave(5, leader(), new_person(1))).outcome, Outcome::Applied);
    assert_eq!(take(&mut hub, &leave(6, organiser(), volunteer())).outcome, Outcome::Applied);
}

#[test]
fn a_leader_who_leaves_reads_nothing_more_of_others() {
    let mut hub = hub();
    take(&mut hub, &leave(1, leader(), leader()));
    let held = hub.grants(leader(), START.plus(2 * HOUR_MS));
    assert_eq!(held, [Scope::Campaign, Scope::Community(community()), Scope::Person(leader())]);
}
