//! Coming and going, told by tap, by word, by the roll, and as confirmed.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::attendance::confirm::ConfirmAttendance;
use yingchun_domain::attendance::roll_call::RollCall;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::attendance::{Attendance, Known, Way};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::PersonId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};

const EVENING: UnixMs = START.plus(8 * HOUR_MS);

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), EVENING)
}

fn minutes_on(minutes: i64) -> UnixMs {
    START.plus(minutes * 60_000)
}

fn tap(n: u128, way: Way, minutes: i64) -> Entry {
    let act = sign(way, None);
    Entry { at: minutes_on(minutes), ..entry(n, volunteer(), attendance(volunteer()).uuid(), act) }
}

fn tell(n: u128, way: Way, at: UnixMs) -> Entry {
    Entry { at: EVENING, ..entry(n, volunteer(), attendance(volunteer()).uuid(), sign(way, Some(at))) }
}

fn sign(way: Way, said_at: Option<UnixMs>) -> Act {
    let sign = Sign { said_at, ..Sign::now(zone(), slot()) };
    match way {
        Way::In => Act::SignIn(sign),
        Way::Out => Act::SignOut(sign),
    }
}

fn call(n: u128, who: PersonId, people: Vec<PersonId>, said_at: Option<UnixMs>) -> Entry {
    let call = RollCall { zone: zone(), slot: slot(), way: Way::In, people, said_at };
    entry(n, who, zone().uuid(), Act::RollCall(call))
}

fn confirm(n: u128, who: PersonId, (came, went): (i64, i64), heard: u32) -> Entry {
    let (came, went) = (minutes_on(came), minutes_on(went));
    let confirm = ConfirmAttendance { came, went, heard };
    entry(n, who, attendance(volunteer()).uuid(), Act::ConfirmAttendance(confirm))
}

fn hers(hub: &ModelHub) -> Attendance {
    hub.store.get::<Attendance>(attendance(volunteer()).uuid()).known().unwrap().clone()
}

#[test]
fn what_she_tells_in_the_evening_takes_the_place_of_her_taps() {
    let mut hub = hub_with_volunteer_at_work();
    for made in [tap(10, Way::In, 40), tap(11, Way::Out, 100), tell(12, Way::In, minutes_on(0))] {
        assert_eq!(take(&mut hub, &made).outcome, Outcome::Applied);
    }
    assert_eq!(hers(&hub).minutes(), Some(100));
    assert_eq!(hers(&hub).events.len(), 3, "what was said before stays in the record");
}

#[test]
fn a_time_that_nobody_can_have_meant_is_kept_and_not_counted() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &tap(10, Way::In, 0));
    take(&mut hub, &tap(11, Way::Out, 180));
    for (n, at) in [(12, START.plus(DAY_MS)), (13, START.plus(-DAY_MS)), (14, EVENING.plus(1))] {
        let kept = take(&mut hub, &tell(n, Way::Out, at));
        assert_eq!((kept.outcome, kept.code.as_deref()), (Outcome::Applied, Some("attendance.told_astray")));
    }
    assert_eq!((hers(&hub).minutes(), hers(&hub).events.len()), (Some(180), 5));
}

#[test]
fn a_roll_call_signs_each_of_them_in_by_the_leader() {
    let mut hub = hub_with_volunteer_at_work();
    let people = vec![volunteer(), newcomer(), volunteer()];
    assert_eq!(take(&mut hub, &call(10, leader(), people, Some(START))).outcome, Outcome::Applied);
    for who in [volunteer(), newcomer()] {
        let here = hub.store.get::<Attendance>(attendance(who).uuid()).known().unwrap();
        assert_eq!((here.came(), here.events.len()), (Some(START), 1));
        assert_eq!((here.events[0].by, here.events[0].known), (leader(), Known::Told));
    }
    take(&mut hub, &tap(11, Way::In, 5));
    assert_eq!(hers(&hub).came(), Some(minutes_on(5)), "her own word counts before the leader's");
}

#[test]
fn only_who_leads_the_zone_calls_its_roll_and_not_for_a_crowd() {
    let mut hub = hub_with_volunteer_at_work();
    let code = |receipt: Receipt| receipt.code.unwrap_or_default();
    for (n, who) in [(10, volunteer()), (11, other_leader()), (12, inspector())] {
        assert_eq!(code(take(&mut hub, &call(n, who, vec![newcomer()], None))), "right.not_yours");
    }
    for (n, people) in [(13, vec![]), (14, vec![newcomer(); 101])] {
        assert_eq!(code(take(&mut hub, &call(n, leader(), people, None))), "roll_call.people");
    }
    assert_eq!(take(&mut hub, &call(15, organiser(), vec![newcomer()], None)).outcome, Outcome::Applied);
}

#[test]
fn who_registered_her_speaks_with_her_voice() {
    let mut hub = hub();
    let mother = uuid::Uuid::from_u128(0xaa07);
    let registered = Act::Register(register("王奶奶", "13800002047"));
    take(&mut hub, &entry(10, volunteer(), mother, registered));
    let signed = Entry {
        on_behalf_of: Some(mother.into()),
        ..entry(11, volunteer(), attendance(mother.into()).uuid(), sign(Way::In, None))
    };
    assert_eq!(take(&mut hub, &signed).outcome, Outcome::Applied);
    let here = hub.store.get::<Attendance>(attendance(mother.into()).uuid()).known().unwrap();
    assert_eq!(here.events[0].by, mother.into());
}

#[test]
fn a_confirmed_time_stands_and_her_later_word_shows() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &tap(10, Way::In, 0));
    take(&mut hub, &tap(11, Way::Out, 180));
    assert_eq!(take(&mut hub, &confirm(12, leader(), (0, 150), 2)).outcome, Outcome::Applied);
    assert_eq!((hers(&hub).minutes(), hers(&hub).disputed()), (Some(150), false));
    take(&mut hub, &tell(13, Way::Out, minutes_on(180)));
    assert_eq!((hers(&hub).minutes(), hers(&hub).disputed()), (Some(150), true));
    take(&mut hub, &confirm(14, organiser(), (0, 180), 3));
    assert_eq!((hers(&hub).minutes(), hers(&hub).disputed()), (Some(180), false));
    assert_eq!(hers(&hub).confirmations.len(), 2, "both values are kept");
}

#[test]
fn a_word_that_the_leader_had_not_on_his_screen_shows_as_unheard() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &tap(10, Way::In, 0));
    take(&mut hub, &tell(11, Way::Out, minutes_on(170)));
    take(&mut hub, &confirm(12, leader(), (0, 150), 1));
    assert!(hers(&hub).disputed());
}

#[test]
fn a_time_is_confirmed_by_who_leads_there_and_within_reason() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &tap(10, Way::In, 0));
    for (n, who, times, code) in [
        (11, volunteer(), (0, 180), "right.not_yours"),
        (12, other_leader(), (0, 180), "right.not_yours"),
        (13, leader(), (180, 0), "attendance.times_unlawful"),
        (14, leader(), (0, 3 * 24 * 60), "attendance.times_unlawful"),
    ] {
        assert_eq!(take(&mut hub, &confirm(n, who, times, 1)).code.as_deref(), Some(code));
    }
}
