//! The main job, act by act, by the rules alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use yingchun_domain::assignment::offer::Withdraw;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::person::place::Place;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::inspect::{Pass, SendBack};
use yingchun_domain::spot::{Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};

fn take(hub: &mut common::hub::ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

fn clean(n: u128, who: yingchun_domain::id::PersonId, answers: Option<Entry>) -> Entry {
    let act = Act::Clean(Clean { quantity: None, note: None, answers: answers.map(|entry| entry.id) });
    Entry { photos: vec![after_photo(n)], ..entry(n, who, spot(1).uuid(), act) }
}

fn state(hub: &common::hub::ModelHub) -> SpotState {
    hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().state.clone()
}

#[test]
fn a_spot_goes_back_once_and_is_passed_by_somebody_else() {
    let mut hub = hub_with_volunteer_at_work();
    let first = clean(10, volunteer(), None);
    assert_eq!(take(&mut hub, &first).outcome, Outcome::Applied);
    let back = SendBack {
        cleaning: first.id,
        reason: Shortfall::NotClean,
        place: "石阶缝里还有塑料袋".try_into().unwrap(),
        due: START.plus(DAY_MS),
    };
    let back = entry(11, inspector(), spot(1).uuid(), Act::SendBack(back));
    assert_eq!(take(&mut hub, &back).outcome, Outcome::Applied);
    assert!(matches!(state(&hub), SpotState::Returned { .. }));
    let second = clean(12, volunteer(), Some(back));
    assert_eq!(take(&mut hub, &second).outcome, Outcome::Applied);
    let pass = entry(13, inspector(), spot(1).uuid(), Act::Pass(Pass { cleaning: second.id }));
    assert_eq!(take(&mut hub, &pass).outcome, Outcome::Applied);
    assert_eq!(state(&hub), SpotState::Passed);
}

#[test]
fn nobody_judges_her_own_work() {
    let mut hub = hub_with_volunteer_at_work();
    let done = clean(10, organiser(), None);
    assert_eq!(take(&mut hub, &done).outcome, Outcome::Applied);
    let pass = entry(11, organiser(), spot(1).uuid(), Act::Pass(Pass { cleaning: done.id }));
    assert_eq!(take(&mut hub, &pass).code.as_deref(), Some("spot.inspect.own_work"));
}

#[test]
fn a_cleaning_without_an_after_photo_is_refused() {
    let mut hub = hub_with_volunteer_at_work();
    let bare = Entry { photos: vec![], ..clean(10, volunteer(), None) };
    assert_eq!(take(&mut hub, &bare).code.as_deref(), Some("spot.clean.no_after_photo"));
}

#[test]
fn a_second_cleaned_is_added_evidence() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &clean(10, volunteer(), None));
    let second = take(&mut hub, &clean(11, leader(), None));
    assert_eq!(
        (second.outcome, second.code.as_deref()),
        (Outcome::Merged, Some("spot.clean.added_evidence"))
    );
    assert_eq!(hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().cleanings.len(), 2);
}

#[test]
fn work_done_before_a_withdrawal_was_known_is_kept() {
    let mut hub = hub_with_volunteer_at_work();
    let withdraw = entry(9, leader(), assignment(volunteer()).uuid(), Act::Withdraw(Withdraw {}));
    assert_eq!(take(&mut hub, &withdraw).outcome, Outcome::Applied);
    assert_eq!(take(&mut hub, &clean(10, volunteer(), None)).outcome, Outcome::Applied);
}

#[test]
fn work_on_a_cancelled_spot_is_kept_as_evidence() {
    let mut hub = hub_with_volunteer_at_work();
    let cancel = yingchun_domain::spot::close::Cancel { reason: "村里自己清了".try_into().unwrap() };
    take(&mut hub, &entry(9, leader(), spot(1).uuid(), Act::Cancel(cancel)));
    let kept = take(&mut hub, &clean(10, volunteer(), None));
    assert_eq!((kept.outcome, kept.code.as_deref()), (Outcome::Applied, Some("spot.clean.cancelled")));
}

#[test]
fn a_known_number_makes_a_new_person_marked() {
    let mut hub = hub();
    for (n, who) in [(1, 0xaa01_u128), (2, 0xaa02)] {
        let who = uuid::Uuid::from_u128(who);
        let act = Act::Register(register("王桂兰", "13800002047"));
        let receipt = take(&mut hub, &entry(n, who.into(), who, act));
        assert_eq!(receipt.code.as_deref(), (n == 2).then_some("register.same_phone"));
    }
}

#[test]
fn an_entry_before_its_target_is_held_and_then_applied() {
    let mut hub = hub();
    let who = uuid::Uuid::from_u128(0xaa01);
    let place = entry(2, leader(), who, Act::Place(Place { team: team() }));
    assert_eq!(take(&mut hub, &place).outcome, Outcome::Held);
    take(&mut hub, &entry(1, who.into(), who, Act::Register(register("王桂兰", "13800002047"))));
    assert_eq!(hub.receipt(place.id).unwrap().outcome, Outcome::Applied);
}

#[test]
fn who_accepts_sees_the_zone_and_is_seen_there_by_name() {
    let hub = hub_with_volunteer_at_work();
    assert!(hub.grants(volunteer(), START).contains(&Scope::Zone(zone())));
    let rows = hub.expected(&[Scope::Zone(zone())], hub.commit);
    assert!(rows.keys().any(|key| key.kind == Kind::Person && key.id == volunteer().uuid()));
    assert!(!rows.keys().any(|key| key.kind == Kind::Contact));
}

#[test]
fn a_clock_ten_years_off_signs_in_at_the_hubs_last_word_or_now() {
    let mut hub = hub_with_volunteer_at_work();
    let received = START.plus(HOUR_MS);
    for (n, off) in [(10, -10 * 365 * DAY_MS), (11, 10 * 365 * DAY_MS)] {
        let act = Act::SignIn(Sign::now(zone(), slot()));
        let made = Entry {
            at: START.plus(off),
            seen: Some(yingchun_domain::entry::SeenHub {
                epoch: hub.epoch,
                commit: hub.commit,
                received: START,
            }),
            ..entry(n, volunteer(), attendance(volunteer()).uuid(), act)
        };
        assert_eq!(take(&mut hub, &made).outcome, Outcome::Applied);
        let judged = made.judged_at(received);
        assert!(judged == START || judged == received, "{judged:?}");
    }
    assert_eq!(UnixMs(i64::MAX).plus(1), UnixMs(i64::MAX));
}
