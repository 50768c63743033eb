//! What follows from an edit of a zone: who reads its card, what was done before it, and who leads after it.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use uuid::Uuid;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::conflict::Keep;
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::PersonId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::scope::Scope;
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::edit::EditZone;
use yingchun_domain::zone::{Slot, Zone};

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What a receipt says, in two words.
fn word(receipt: &Receipt) -> (Outcome, &str) {
    (receipt.outcome, receipt.code.as_deref().unwrap_or_default())
}

/// One slot, another than the zone has, so many hours later.
fn another_slot(n: u128, who: PersonId, hours: i64) -> Entry {
    let starts = START.plus(hours * HOUR_MS);
    let slots =
        vec![Slot { id: Uuid::from_u128(0x5f).into(), starts, ends: starts.plus(HOUR_MS), wanted: 3 }];
    let edit = EditZone::Slot { slots, meeting: "村口".try_into().unwrap() };
    entry(n, who, zone().uuid(), Act::EditZone(edit))
}

#[test]
fn a_choice_without_a_card_waits_for_nothing() {
    let mut hub = hub();
    let act = Act::Resolve(Resolve { keep: Keep::Offered });
    let told = take(&mut hub, &entry(1, leader(), Uuid::from_u128(0xca4d), act));
    assert_eq!(word(&told), (Outcome::Merged, "resolve.nothing_to_choose"));
}

#[test]
fn a_card_is_read_by_whom_it_concerns() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &another_slot(11, leader(), 1));
    let second = another_slot(12, organiser(), 2);
    assert_eq!(word(&take(&mut hub, &second)), (Outcome::Conflict, "edit.two_values"));
    let key = RowKey { kind: Kind::ConflictCard, id: second.id.creates(0) };
    let everybody = [volunteer(), stranger(), leader(), other_leader(), inspector(), organiser()];
    let sees = |who: &PersonId| hub.expected(&hub.grants(*who, START), hub.commit).contains_key(&key);
    let readers: Vec<PersonId> = everybody.into_iter().filter(sees).collect();
    assert_eq!(readers, [leader(), organiser()]);
}

#[test]
fn what_was_done_in_a_slot_that_was_taken_off_still_counts() {
    let mut hub = hub_with_volunteer_at_work();
    assert_eq!(word(&take(&mut hub, &another_slot(10, organiser(), 0))), (Outcome::Applied, ""));
    let planned = hub.store.get::<Zone>(zone().uuid()).known().unwrap().clone();
    assert!(planned.slot(slot()).is_none() && planned.slot_ever(slot()).is_some());
    let sign = Act::SignIn(Sign::now(zone(), slot()));
    let signed = take(&mut hub, &entry(11, volunteer(), attendance(volunteer()).uuid(), sign));
    assert_eq!(word(&signed), (Outcome::Applied, ""));
}

#[test]
fn another_team_gets_the_zone_from_the_office_only() {
    let mut hub = hub();
    let give = |n, who| {
        let edit = EditZone::Leader { team: Some(other_team()) };
        entry(n, who, zone().uuid(), Act::EditZone(edit))
    };
    assert_eq!(word(&take(&mut hub, &give(1, leader()))), (Outcome::Refused, "right.not_yours"));
    assert_eq!(word(&take(&mut hub, &give(2, organiser()))), (Outcome::Applied, ""));
    let leads = |who| hub.grants(who, START).contains(&Scope::ZoneLead(zone()));
    assert_eq!((leads(leader()), leads(other_leader())), (false, true));
}
