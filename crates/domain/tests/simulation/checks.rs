//! The checkers, named after the invariants that they try to break.

use std::collections::{BTreeMap, BTreeSet};

use yingchun_domain::attendance::Attendance;
use yingchun_domain::conflict::ConflictCard;
use yingchun_domain::entry::{Act, Class, Entry};
use yingchun_domain::id::{AttendanceId, EntryId, PersonId};
use yingchun_domain::person::Person;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{CommitNo, RowKey};
use yingchun_domain::spot::Spot;
use yingchun_domain::sync::{Replica, Stage};
use yingchun_domain::text::Name;

use crate::common::hub::ModelHub;
use crate::phone::Phone;
use crate::world::World;

/// All checks of a world at rest.
pub fn all(world: &World) {
    one_effect_per_mutation_and_its_author_knows_the_outcome(world);
    all_replicas_converge(world);
    no_accepted_value_vanished(world);
    photos_have_arrived(world);
    good_faith_is_never_refused(world);
    what_was_withdrawn_never_reached_the_hub(world);
}

fn rows(replica: &Replica) -> BTreeMap<RowKey, (EntryId, CommitNo)> {
    let bare: BTreeSet<RowKey> = replica.bare().collect();
    let held = replica.set().rows().filter(|row| !bare.contains(&row.entity.key()));
    held.map(|row| (row.entity.key(), (row.version, row.commit))).collect()
}

/// Invariants 6 and 10: at each moment a replica is the hub at one commit, cut to its reader's scopes.
pub fn replica_is_one_commit(hub: &ModelHub, phone: &Phone) {
    let replica = &phone.replica;
    if replica.epoch().is_some() {
        assert_eq!(rows(replica), hub.expected(replica.scopes(), replica.reached()), "{}", phone.person);
    }
}

/// Invariant 8, said where it failed.
pub fn queue_always_drains(world: &World) {
    for phone in &world.phones {
        let waiting: Vec<_> = phone.machine.outbox().filter(|item| item.stage.is_replayed()).collect();
        assert!(waiting.is_empty(), "phone of {} keeps {waiting:?}: {:?}", phone.person, phone.machine);
        assert!(
            phone.storage.is_empty() || phone.reached() == world.hub.commit,
            "phone of {} stands at {:?} of {:?}: {:?}",
            phone.person,
            phone.reached(),
            world.hub.commit,
            phone.machine
        );
    }
}

/// Invariant 3.
fn one_effect_per_mutation_and_its_author_knows_the_outcome(world: &World) {
    assert!(world.hub.applied.values().all(|times| *times == 1), "{:?}", world.hub.applied);
    for stored in world.phones.iter().flat_map(|phone| phone.storage.values()) {
        let receipt = world.hub.receipt(stored.id).expect("a drained entry has a receipt");
        assert_eq!(stored.stage(), Stage::Settled { outcome: receipt.outcome }, "{}", stored.line);
    }
}

/// Invariant 4.
fn all_replicas_converge(world: &World) {
    for phone in world.phones.iter().filter(|phone| !phone.storage.is_empty()) {
        assert_eq!(phone.reached(), world.hub.commit);
        replica_is_one_commit(&world.hub, phone);
        let shown = phone.shown(world.now);
        assert_eq!(shown.doubtful, [], "nothing is pending any more");
    }
}

/// Invariant 5: each fact that holds stands on the hub, whatever came after it, and a value that came second stands on
/// a card.
fn no_accepted_value_vanished(world: &World) {
    for (line, receipt) in world.hub.receipts() {
        if matches!(receipt.outcome, Outcome::Applied | Outcome::Merged | Outcome::Conflict) {
            let entry = Entry::from_line(line).unwrap();
            assert!(stands(&world.hub, &entry, receipt.outcome), "{line}");
        }
    }
}

fn stands(hub: &ModelHub, entry: &Entry, outcome: Outcome) -> bool {
    let spot = || hub.store.get::<Spot>(entry.target).known().unwrap();
    let signed = |id| {
        let attendance = hub.store.get::<Attendance>(id).known().unwrap();
        attendance.events.iter().any(|event| event.entry == entry.id)
    };
    if outcome == Outcome::Conflict {
        return hub.store.get::<ConflictCard>(entry.id.creates(0)).known().is_some();
    }
    if let Act::RollCall(call) = &entry.act {
        let of = |person: &PersonId| AttendanceId::of(call.zone, call.slot, *person).uuid();
        return call.people.iter().all(|person| signed(of(person)));
    }
    if matches!(entry.act, Act::Clean(_)) {
        return spot().cleanings.iter().any(|cleaning| cleaning.entry == entry.id);
    }
    if matches!(entry.act, Act::Object(_)) {
        return spot().objections.iter().any(|objection| objection.entry == entry.id);
    }
    if matches!(entry.act, Act::SignIn(_) | Act::SignOut(_)) {
        return signed(entry.target);
    }
    if matches!(entry.act, Act::WithdrawConsent(_)) {
        let person = hub.store.get::<Person>(entry.target).known().unwrap();
        return person.has_left() && person.name == Name::of_who_left();
    }
    true
}

/// Invariant 7: what a phone calls arrived has arrived.
fn photos_have_arrived(world: &World) {
    for job in world.phones.iter().flat_map(|phone| phone.photos.values()) {
        assert!(world.bytes.contains(&job.id), "{job:?}");
    }
}

/// Invariant 15. A second registration of a cloned phone may be refused, and what is said of somebody who left.
fn good_faith_is_never_refused(world: &World) {
    for (line, receipt) in world.hub.receipts() {
        let entry = Entry::from_line(line).unwrap();
        if receipt.outcome == Outcome::Refused && entry.act.class() == Class::Fact {
            let lawful = ["register.person_taken", "person.left"];
            assert!(
                receipt.code.as_deref().is_some_and(|code| lawful.contains(&code)),
                "{line}: {receipt:?}"
            );
        }
    }
}

/// A clone that was made before the withdrawal keeps the entry, and may send it.
fn what_was_withdrawn_never_reached_the_hub(world: &World) {
    let held = |id| world.phones.iter().any(|phone| phone.storage.values().any(|stored| stored.id == id));
    for id in world.withdrawn.iter().filter(|id| !held(**id)) {
        assert!(world.hub.receipt(*id).is_none(), "{id} was taken back before it was sent");
    }
}
