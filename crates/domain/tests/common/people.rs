//! People who sign up, are merged and leave: what tests about them say over and over.

use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::PersonId;
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{Contact, Given, Person};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::time::HOUR_MS;

use super::drive::*;
use super::hub::ModelHub;

/// The number with which everybody here signs up.
pub const PHONE: &str = "13800002047";

pub fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What a receipt says, in two words.
pub fn word(receipt: &Receipt) -> (Outcome, &str) {
    (receipt.outcome, receipt.code.as_deref().unwrap_or_default())
}

pub fn new_person(n: u128) -> PersonId {
    Uuid::from_u128(0xaa00 + n).into()
}

pub fn registered(n: u128, who: PersonId) -> Entry {
    entry(n, who, who.uuid(), Act::Register(register("王桂兰", PHONE)))
}

pub fn profile(n: u128, who: PersonId, of: PersonId, act: Profile) -> Entry {
    entry(n, who, of.uuid(), Act::Profile(act))
}

pub fn merge(n: u128, who: PersonId, away: PersonId, into: PersonId) -> Entry {
    entry(n, who, away.uuid(), Act::Merge(Merge { into }))
}

pub fn leave(n: u128, who: PersonId, of: PersonId) -> Entry {
    entry(n, who, of.uuid(), Act::WithdrawConsent(WithdrawConsent {}))
}

pub fn person(hub: &ModelHub, who: PersonId) -> Person {
    hub.store.get::<Person>(who.uuid()).known().unwrap().clone()
}

pub fn contact(hub: &ModelHub, who: PersonId) -> Contact {
    hub.store.get::<Contact>(who.uuid()).known().unwrap().clone()
}

/// Who sees a row of this kind and id, of everybody in the drive.
pub fn readers(hub: &ModelHub, kind: Kind, id: Uuid) -> Vec<PersonId> {
    let key = RowKey { kind, id };
    let everybody = [volunteer(), newcomer(), stranger(), leader(), other_leader(), inspector(), organiser()];
    let sees = |who: &PersonId| hub.expected(&hub.grants(*who, START), hub.commit).contains_key(&key);
    everybody.into_iter().filter(sees).collect()
}

pub fn add(n: u128, who: PersonId, added: PersonId, phone: Option<&str>) -> Entry {
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

pub fn named(name: &str) -> Profile {
    Profile { name: Some(name.try_into().unwrap()), ..Profile::default() }
}
