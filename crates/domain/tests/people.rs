//! What is written about people: by a leader, by themselves, and as one person.

mod common;

use common::drive::*;
use common::hub::ModelHub;
use common::people::*;
use yingchun_domain::assignment::Assignment;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::campaign::HalfDay;
use yingchun_domain::edit::Anew;
use yingchun_domain::entry::{Act, Entry, SeenHub};
use yingchun_domain::id::EntryId;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::{PROFILE, Profile, version_of};
use yingchun_domain::person::register::Register;
use yingchun_domain::person::{Emergency, Given};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;
use yingchun_domain::time::Half;

fn knowing(hub: &ModelHub, entry: Entry) -> Entry {
    Entry { seen: Some(SeenHub { epoch: hub.epoch, commit: hub.commit, received: START }), ..entry }
}

#[test]
fn a_leader_writes_down_somebody_without_a_phone() {
    let mut hub = hub();
    assert_eq!(word(&take(&mut hub, &add(1, leader(), new_person(1), None))), (Outcome::Applied, ""));
    let added = person(&hub, new_person(1));
    assert_eq!((added.team, added.added_by, added.accompanying), (Some(team()), Some(leader()), 1));
    assert_eq!(added.consent.given, Given::OnTheSpot);
    assert_eq!(readers(&hub, Kind::Contact, new_person(1).uuid()), [leader(), organiser()]);
}

#[test]
fn only_her_own_team_or_the_office_writes_her_down() {
    let mut hub = hub();
    for (n, who) in [(1, volunteer()), (2, other_leader()), (3, inspector())] {
        let refused = take(&mut hub, &add(n, who, new_person(n), None));
        assert_eq!(word(&refused), (Outcome::Refused, "right.not_yours"));
    }
    take(&mut hub, &add(4, organiser(), new_person(4), None));
    let again = take(&mut hub, &add(5, organiser(), new_person(4), None));
    assert_eq!(word(&again), (Outcome::Refused, "register.person_taken"));
}

#[test]
fn who_is_written_down_with_a_known_number_is_marked() {
    let mut hub = hub();
    take(&mut hub, &registered(1, new_person(1)));
    let marked = take(&mut hub, &add(2, leader(), new_person(2), Some(PHONE)));
    assert_eq!(word(&marked), (Outcome::Applied, "register.same_phone"));
    assert_eq!(contact(&hub, new_person(2)).same_as, [new_person(1)]);
}

#[test]
fn she_changes_what_is_written_about_her_and_the_rest_stays() {
    let mut hub = hub();
    take(&mut hub, &registered(1, new_person(1)));
    let emergency =
        Emergency { name: "儿子".try_into().unwrap(), phone: "13900002047".try_into().unwrap() };
    let change = Profile {
        accompanying: Some(2),
        no_photo: Some(true),
        emergency: Some(Anew::Is(emergency.clone())),
        ..Profile::default()
    };
    take(&mut hub, &profile(2, new_person(1), new_person(1), change));
    let hers = person(&hub, new_person(1));
    assert_eq!((hers.accompanying, hers.no_photo, hers.any_day), (2, true, true));
    assert_eq!(contact(&hub, new_person(1)).emergency, Some(emergency));
    assert_eq!(contact(&hub, new_person(1)).phone.unwrap().digits(), PHONE);
    let cleared = Profile { emergency: Some(Anew::Cleared), ..Profile::default() };
    take(&mut hub, &profile(3, new_person(1), new_person(1), cleared));
    assert_eq!(contact(&hub, new_person(1)).emergency, None);
    let crowd = Profile { accompanying: Some(10), ..Profile::default() };
    let refused = take(&mut hub, &profile(4, new_person(1), new_person(1), crowd));
    assert_eq!(word(&refused), (Outcome::Refused, "person.too_many_children"));
}

#[test]
fn the_person_beats_the_leader_who_did_not_know_her_word() {
    let mut hub = hub();
    let before = knowing(&hub, profile(2, leader(), volunteer(), named("王桂花")));
    take(&mut hub, &profile(1, volunteer(), volunteer(), named("王贵兰")));
    assert_eq!(word(&take(&mut hub, &before)), (Outcome::Merged, "profile.own_word_first"));
    assert_eq!(person(&hub, volunteer()).name.as_str(), "王贵兰");
    let after = knowing(&hub, profile(3, leader(), volunteer(), named("王桂兰")));
    assert_eq!(word(&take(&mut hub, &after)), (Outcome::Applied, ""));
    assert_eq!(person(&hub, volunteer()).name.as_str(), "王桂兰");
}

#[test]
fn a_leaders_draft_from_before_her_word_changes_nothing_however_much_was_read_since() {
    let mut hub = hub();
    take(&mut hub, &registered(1, new_person(1)));
    let on_screen = version_of(&person(&hub, new_person(1)));
    take(&mut hub, &profile(2, new_person(1), new_person(1), named("王桂花")));
    let written_over = |version: EntryId, n: u128, hub: &ModelHub| {
        let made = knowing(hub, profile(n, leader(), new_person(1), named("王贵兰")));
        Entry { base: [(PROFILE.to_owned(), version)].into(), ..made }
    };
    let stale = written_over(on_screen, 3, &hub);
    assert_eq!(word(&take(&mut hub, &stale)), (Outcome::Merged, "profile.own_word_first"));
    assert_eq!(person(&hub, new_person(1)).name.as_str(), "王桂花");
    let fresh = written_over(version_of(&person(&hub, new_person(1))), 4, &hub);
    assert_eq!(word(&take(&mut hub, &fresh)), (Outcome::Applied, ""));
    assert_eq!(person(&hub, new_person(1)).name.as_str(), "王贵兰");
}

#[test]
fn nobody_else_changes_what_is_written_about_her() {
    let mut hub = hub();
    for (n, who) in [(1, stranger()), (2, other_leader()), (3, inspector())] {
        let refused = take(&mut hub, &profile(n, who, volunteer(), named("某某")));
        assert_eq!(word(&refused), (Outcome::Refused, "right.not_yours"));
    }
    let pool = profile(4, other_leader(), newcomer(), named("李明亮"));
    assert_eq!(take(&mut hub, &pool).outcome, Outcome::Applied, "newcomers are led by all leaders here");
}

#[test]
fn another_number_takes_the_mark_along() {
    let mut hub = hub();
    for n in [1, 2] {
        take(&mut hub, &registered(n, new_person(n)));
    }
    assert_eq!(contact(&hub, new_person(2)).same_as, [new_person(1)]);
    let change = Profile { phone: Some("13900000001".try_into().unwrap()), ..Profile::default() };
    take(&mut hub, &profile(3, new_person(1), new_person(1), change));
    assert_eq!(contact(&hub, new_person(2)).same_as, []);
}

#[test]
fn two_rows_of_one_person_become_one() {
    let mut hub = hub();
    for n in [1, 2, 3] {
        take(&mut hub, &registered(n, new_person(n)));
    }
    assert_eq!(
        word(&take(&mut hub, &merge(4, leader(), new_person(2), new_person(1)))),
        (Outcome::Applied, "")
    );
    assert_eq!(hub.store.stands_for(new_person(2)), new_person(1));
    assert_eq!(contact(&hub, new_person(2)).same_as, []);
    assert_eq!(contact(&hub, new_person(3)).same_as, [new_person(1)]);
    let again = take(&mut hub, &merge(5, leader(), new_person(2), new_person(1)));
    assert_eq!(word(&again), (Outcome::Merged, "merge.merged_before"));
    let held = hub.grants(new_person(2), START);
    assert_eq!(held, [Scope::Person(new_person(2))]);
    assert!(hub.grants(new_person(1), START).contains(&Scope::Person(new_person(2))));
}

#[test]
fn who_stands_for_both_has_what_either_said() {
    let mut hub = hub();
    let half = |half| HalfDay { day: START.day(), half };
    let emergency =
        Emergency { name: "儿子".try_into().unwrap(), phone: "13900002047".try_into().unwrap() };
    let own = Register {
        accompanying: 1,
        free: vec![half(Half::Afternoon)],
        emergency: Some(emergency.clone()),
        ..register("王桂兰", PHONE)
    };
    let again = Register { free: vec![half(Half::Morning)], ..register("王桂兰", PHONE) };
    for (n, form) in [(1, own), (2, again)] {
        let who = new_person(n);
        take(&mut hub, &entry(n, who, who.uuid(), Act::Register(form)));
    }
    let placed = entry(3, leader(), new_person(1).uuid(), Act::Place(Place { team: team() }));
    assert_eq!(take(&mut hub, &placed).outcome, Outcome::Applied);
    let unseen = Profile { no_photo: Some(true), ..Profile::default() };
    take(&mut hub, &profile(4, new_person(1), new_person(1), unseen));
    assert_eq!(take(&mut hub, &merge(5, leader(), new_person(1), new_person(2))).outcome, Outcome::Applied);
    let both = person(&hub, new_person(2));
    assert_eq!((both.team, both.accompanying, both.no_photo), (Some(team()), 1, true));
    assert_eq!(both.free, [half(Half::Morning), half(Half::Afternoon)]);
    let kept = contact(&hub, new_person(2));
    assert_eq!((kept.emergency, kept.same_as), (Some(emergency), vec![]));
    assert!(hub.grants(new_person(2), START).contains(&Scope::Team(team())));
}

#[test]
fn a_family_may_share_one_number() {
    let mut hub = hub();
    take(&mut hub, &registered(1, new_person(1)));
    for n in [2, 3] {
        let family = entry(n, new_person(1), new_person(n).uuid(), Act::Register(register("王大山", PHONE)));
        assert_eq!(word(&take(&mut hub, &family)), (Outcome::Applied, ""));
        assert_eq!(contact(&hub, new_person(n)).same_as, []);
    }
    take(&mut hub, &registered(4, new_person(4)));
    assert_eq!(contact(&hub, new_person(4)).same_as.len(), 3, "a stranger with that number is asked about");
}

#[test]
fn no_merge_makes_a_ring_or_leaves_somebody_behind() {
    let mut hub = hub();
    for n in [1, 2, 3] {
        take(&mut hub, &registered(n, new_person(n)));
    }
    let refused = |receipt: Receipt| receipt.code.unwrap_or_default();
    assert_eq!(
        refused(take(&mut hub, &merge(4, leader(), new_person(1), new_person(1)))),
        "merge.same_person"
    );
    take(&mut hub, &merge(5, leader(), new_person(1), new_person(2)));
    for (n, away, into) in [(6, 2, 1), (7, 1, 3), (8, 3, 1)] {
        let code = refused(take(&mut hub, &merge(n, leader(), new_person(away), new_person(into))));
        assert_eq!(code, "merge.merged_already", "{away} into {into}");
    }
    take(&mut hub, &merge(9, leader(), new_person(2), new_person(3)));
    assert_eq!(person(&hub, new_person(1)).merged_into, Some(new_person(3)), "one step is enough");
    assert!(hub.grants(new_person(3), START).contains(&Scope::Person(new_person(1))));
}

#[test]
fn only_who_leads_both_merges_and_never_an_official() {
    let mut hub = hub();
    let code = |receipt: Receipt| receipt.code.unwrap_or_default();
    let refused = merge(1, leader(), stranger(), volunteer());
    assert_eq!(code(take(&mut hub, &refused)), "right.not_yours");
    assert_eq!(code(take(&mut hub, &merge(2, organiser(), leader(), volunteer()))), "merge.holds_right");
}

#[test]
fn a_number_of_somebody_merged_away_marks_nobody_with_her() {
    let mut hub = hub();
    for n in [1, 2] {
        take(&mut hub, &registered(n, new_person(n)));
    }
    take(&mut hub, &merge(3, leader(), new_person(2), new_person(1)));
    take(&mut hub, &registered(4, new_person(4)));
    assert_eq!(contact(&hub, new_person(4)).same_as, [new_person(1)]);
}

#[test]
fn another_time_is_kept_for_the_leader_until_she_says_yes() {
    let mut hub = hub_with_volunteer_at_work();
    let rather = Decline { rather: vec![slot()], words: Some("下午行".try_into().unwrap()) };
    let target = assignment(volunteer()).uuid();
    let wish = |hub: &ModelHub| hub.store.get::<Assignment>(target).known().unwrap().rather.clone();
    take(&mut hub, &entry(10, volunteer(), target, Act::Decline(rather)));
    assert_eq!(wish(&hub).unwrap().slots, [slot()]);
    take(&mut hub, &entry(11, volunteer(), target, Act::Accept(Accept {})));
    assert_eq!(wish(&hub), None);
}
