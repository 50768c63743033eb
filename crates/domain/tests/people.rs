//! What is written about people: by a leader, by themselves, as one person, and not any more.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use uuid::Uuid;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::campaign::HalfDay;
use yingchun_domain::edit::Anew;
use yingchun_domain::entry::{Act, Entry, SeenHub};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::{PROFILE, Profile, version_of};
use yingchun_domain::person::register::Register;
use yingchun_domain::person::{Contact, Emergency, Given, Person};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::time::{DAY_MS, HOUR_MS, Half};

const PHONE: &str = "13800002047";

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What a receipt says, in two words.
fn word(receipt: &Receipt) -> (Outcome, &str) {
    (receipt.outcome, receipt.code.as_deref().unwrap_or_default())
}

fn new_person(n: u128) -> PersonId {
    Uuid::from_u128(0xaa00 + n).into()
}

fn add(n: u128, who: PersonId, added: PersonId, phone: Option<&str>) -> Entry {
    let act = AddPerson {
        community: community(),
        team: Some(team()),
        name: "孙立".try_into().unwrap(),
        phone: phone.map(|phone| phone.try_into().unwrap()),
        accompanying: 1,
        wording: "2027-1".try_into().unwrap(),
        given: Given::OnTheSpot,
    };
    entry(n, who, added.uuid(), Act::AddPerson(act))
}

fn registered(n: u128, who: PersonId) -> Entry {
    entry(n, who, who.uuid(), Act::Register(register("王桂兰", PHONE)))
}

fn profile(n: u128, who: PersonId, of: PersonId, act: Profile) -> Entry {
    entry(n, who, of.uuid(), Act::Profile(act))
}

fn named(name: &str) -> Profile {
    Profile { name: Some(name.try_into().unwrap()), ..Profile::default() }
}

fn knowing(hub: &ModelHub, entry: Entry) -> Entry {
    Entry { seen: Some(SeenHub { epoch: hub.epoch, commit: hub.commit, received: START }), ..entry }
}

fn merge(n: u128, who: PersonId, away: PersonId, into: PersonId) -> Entry {
    entry(n, who, away.uuid(), Act::Merge(Merge { into }))
}

fn leave(n: u128, who: PersonId, of: PersonId) -> Entry {
    entry(n, who, of.uuid(), Act::WithdrawConsent(WithdrawConsent {}))
}

fn person(hub: &ModelHub, who: PersonId) -> Person {
    hub.store.get::<Person>(who.uuid()).known().unwrap().clone()
}

fn contact(hub: &ModelHub, who: PersonId) -> Contact {
    hub.store.get::<Contact>(who.uuid()).known().unwrap().clone()
}

/// Who sees a row of this kind and id, of everybody in the drive.
fn readers(hub: &ModelHub, kind: Kind, id: Uuid) -> Vec<PersonId> {
    let key = RowKey { kind, id };
    let everybody = [volunteer(), newcomer(), stranger(), leader(), other_leader(), inspector(), organiser()];
    let sees = |who: &PersonId| hub.expected(&hub.grants(*who, START), hub.commit).contains_key(&key);
    everybody.into_iter().filter(sees).collect()
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
