//! The checkers, named after the invariants that they try to break.

/// Says what a checker saw, led by its name: a mutant has to be seen by the checker that is meant.
macro_rules! assert_seen {
    ($checker:ident: $holds:expr, $($what:tt)+) => {
        assert!($holds, "{}: {}", stringify!($checker), format_args!($($what)+))
    };
}

mod evidence;
mod good_faith;
mod reader;
mod restored;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yingchun_domain::entry::{Class, Entry};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::page::Page;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{CommitNo, RowKey};
use yingchun_domain::scope::Scope;
use yingchun_domain::sync::outbox::EntryRow;
use yingchun_domain::sync::{Replica, Shown, Stage};
use yingchun_domain::time::UnixMs;

use crate::common::hub::Books;
use crate::hub::Hub;
use crate::phone::Phone;
use crate::world::World;

pub use good_faith::{is_apart_in_vain, is_held_in_vain};
pub use restored::facts_told_to_hold;

/// All checks of a world at rest.
pub fn all<H: Hub>(world: &World<H>) {
    world.hub.books().check_scopes();
    one_effect_per_mutation_and_its_author_knows_the_outcome(world);
    all_replicas_converge(world);
    everybody_reads_what_she_may(world);
    no_accepted_value_vanished(world);
    photos_have_arrived(world);
    good_faith_is_never_refused(world);
    restored::a_restore_loses_nothing_that_a_phone_still_holds(world);
    what_was_withdrawn_never_reached_the_hub(world);
    what_was_saved_is_still_there(world);
}

fn rows(replica: &Replica) -> BTreeMap<RowKey, (EntryId, CommitNo)> {
    let bare: BTreeSet<RowKey> = replica.bare().collect();
    let held = replica.set().rows().filter(|row| !bare.contains(&row.entity.key()));
    held.map(|row| (row.entity.key(), (row.version, row.commit))).collect()
}

/// Invariants 6 and 10: at each moment a replica is the hub at one commit, cut to its reader's scopes. A replica of an
/// earlier life of the database cannot be compared any more.
pub fn replica_is_one_commit(books: &Books, replica: &Replica) {
    if replica.epoch() == Some(books.epoch) && replica.reached() <= books.commit {
        let (is, should_be) = (rows(replica), books.expected(replica.scopes(), replica.reached()));
        assert_seen!(replica_is_one_commit: is == should_be, "{is:?}, not {should_be:?}");
    }
}

/// Invariant 10: whoever has the phone sees what she may see, not what the one before her might.
fn replica_is_hers(phone: &Phone, replica: &Replica) {
    let hers = Scope::Person(phone.person());
    assert_seen!(
        replica_is_hers:
        replica.epoch().is_none() || replica.scopes().contains(&hers),
        "the phone of {} shows the rows of another: {:?}",
        phone.person(),
        replica.scopes()
    );
}

/// Invariant 4, by another reckoning than the hub's own: whoever has read all holds each row that she may see, whatever scopes
/// she was said to have.
fn everybody_reads_what_she_may<H: Hub>(world: &World<H>) {
    let books = world.hub.books();
    for phone in world.phones.iter().filter(|phone| is_current(books, phone)) {
        let (person, held) = (phone.person(), rows(phone.replica()));
        let reader = reader::Reader::of(person, &books.store, world.now);
        for row in books.store.rows().filter(|row| reader.may_see(&row.entity, &books.store)) {
            let is_there = held.contains_key(&row.entity.key());
            assert_seen!(everybody_reads_what_she_may: is_there, "{person} lacks {:?} in {:?}", row.entity, row.scopes);
        }
    }
}

/// Invariant 10, by another reckoning than the hub's own: each row of a page is one that the reader may see now.
pub fn nobody_reads_out_of_scope(books: &Books, person: PersonId, page: &Page, now: UnixMs) {
    let reader = reader::Reader::of(person, &books.store, now);
    for row in page.rows.iter().filter(|row| !row.gone) {
        let key = RowKey { kind: row.kind.parse().unwrap(), id: row.id };
        let row = books.store.row(key).known().unwrap();
        let may_see = reader.may_see(&row.entity, &books.store);
        assert_seen!(nobody_reads_out_of_scope: may_see, "{person} reads {:?}", row.entity);
    }
}

/// Invariants 4, 6 and 10 after each swap; and what a person did stays on her screen once the hub holds it.
pub fn after_a_swap<H: Hub>(world: &World<H>, at: usize, tab: usize) {
    let phone = &world.phones[at];
    let replica = &phone.tabs[tab].replica;
    replica_is_one_commit(world.hub.books(), replica);
    replica_is_hers(phone, replica);
    let alone = phone.tabs.iter().filter(|tab| tab.leads).count() == 1;
    if alone && phone.tabs[tab].leads && world.hub.books().commit.0.is_multiple_of(4) {
        what_is_shown_never_jumps_back(world, phone);
    }
}

fn what_is_shown_never_jumps_back<H: Hub>(world: &World<H>, phone: &Phone) {
    let Shown { set: shown, doubtful } = phone.shown(world.now);
    // What the phone's own rules doubt as things stand comes with the next page. A row that only waits for the hub's word
    // about something else is as it was when she still might see it.
    let bare: BTreeSet<Uuid> = phone.replica().bare().map(|key| key.id).collect();
    // What the hub said in another life of its database waits again, on the pill.
    let of_this_life = |row: &&EntryRow| row.epoch == phone.replica().epoch();
    for row in phone.promises.rows.values().filter(of_this_life) {
        let (Stage::Receipted { outcome, .. } | Stage::Settled { outcome }) = row.stage() else { continue };
        let entry = Entry::from_line(&row.line).unwrap();
        let doubted = doubtful.iter().any(|(id, _)| *id == row.id);
        let holds = !doubted && outcome != Outcome::Refused && outcome != Outcome::Conflict;
        if holds && entry.author == phone.person() && !bare.contains(&entry.target) {
            let is_shown = evidence::is_shown(&shown, &entry);
            assert_seen!(what_is_shown_never_jumps_back: is_shown, "what was shown is gone: {}", row.line);
        }
    }
}

/// Whether a phone has all that it may have. One that the hub does not know has nothing to read.
pub fn has_caught_up<H: Hub>(world: &World<H>, phone: &Phone) -> bool {
    is_current(world.hub.books(), phone) || world.hub.knows(phone.me().id).is_none()
}

/// Whether a phone has read all that the hub wrote.
pub fn is_current(books: &Books, phone: &Phone) -> bool {
    let replica = phone.replica();
    replica.epoch() == Some(books.epoch) && replica.reached() == books.commit
}

/// Invariant 8, said where it failed.
pub fn queue_always_drains<H: Hub>(world: &World<H>) {
    for phone in &world.phones {
        let (who, machine) = (phone.person(), &phone.tab().machine);
        let waiting: Vec<_> = machine.outbox().filter(|item| item.stage.is_replayed()).collect();
        let (books, ids) = (world.hub.books(), waiting.iter().map(|item| item.id));
        let lines: Vec<_> =
            ids.map(|id| (books.held.get(&id).map(|it| it.waits_for), books.kept_line(id))).collect();
        assert_seen!(queue_always_drains: waiting.is_empty(), "phone of {who} keeps {lines:?} {waiting:?}: {machine:?}");
        assert_seen!(queue_always_drains: phone.is_drained(), "phone of {who} keeps photos, or was not settled: {machine:?}");
        let (reached, head) = (phone.replica().reached(), world.hub.books().commit);
        let caught_up = has_caught_up(world, phone);
        assert_seen!(queue_always_drains: caught_up, "phone of {who} stands at {reached:?} of {head:?}: {machine:?}");
    }
    panic!("queue_always_drains: the link never came to rest");
}

/// Invariant 3.
fn one_effect_per_mutation_and_its_author_knows_the_outcome<H: Hub>(world: &World<H>) {
    let applied = &world.hub.books().applied;
    assert_seen!(
        one_effect_per_mutation_and_its_author_knows_the_outcome:
        applied.values().all(|times| *times == 1), "{applied:?}"
    );
    for row in world.phones.iter().flat_map(|phone| phone.promises.rows.values()) {
        let outcome = world.hub.books().receipt(row.id).map(|receipt| receipt.outcome);
        let knows = outcome.is_some_and(|outcome| row.stage() == Stage::Settled { outcome });
        assert_seen!(
            one_effect_per_mutation_and_its_author_knows_the_outcome:
            knows, "{outcome:?}, not {:?}: {}", row.stage(), row.line
        );
    }
}

/// Invariant 4.
fn all_replicas_converge<H: Hub>(world: &World<H>) {
    for phone in &world.phones {
        assert_seen!(all_replicas_converge: has_caught_up(world, phone), "phone of {}", phone.person());
        replica_is_one_commit(world.hub.books(), phone.replica());
        replica_is_hers(phone, phone.replica());
        let doubtful = phone.shown(world.now).doubtful;
        assert_seen!(all_replicas_converge: doubtful.is_empty(), "nothing is pending any more, but {doubtful:?}");
    }
}

/// Invariant 5: each value that holds is current, in the thing's own history, replaced by somebody who knew of it, or on
/// a card.
fn no_accepted_value_vanished<H: Hub>(world: &World<H>) {
    let accepted = world.hub.books().accepted();
    for (at, (entry, receipt)) in accepted.iter().enumerate() {
        let later = &accepted[at + 1..];
        assert_seen!(
            no_accepted_value_vanished:
            evidence::stands(world.hub.books(), entry, receipt, later),
            "{:?} {:?} left nothing behind: {}",
            receipt.outcome,
            receipt.code,
            entry.to_line().unwrap()
        );
    }
}

/// Invariant 7: what a phone calls arrived has arrived, whatever became of its entry.
fn photos_have_arrived<H: Hub>(world: &World<H>) {
    for job in world.phones.iter().flat_map(|phone| phone.promises.photos.values()) {
        assert_seen!(photos_have_arrived: world.hub.has_bytes(job.id), "called done without bytes: {job:?}");
    }
}

/// Invariant 15.
fn good_faith_is_never_refused<H: Hub>(world: &World<H>) {
    for kept in world.hub.books().kept().filter(|kept| kept.receipt.outcome == Outcome::Refused) {
        let Ok(entry) = Entry::from_line(&kept.line) else { continue };
        if entry.act.class() == Class::Fact {
            let may = good_faith::may_be_refused(world.hub.books(), &entry, &kept.receipt);
            assert_seen!(good_faith_is_never_refused: may, "{}: {:?}", kept.line, kept.receipt);
        }
    }
}

fn what_was_withdrawn_never_reached_the_hub<H: Hub>(world: &World<H>) {
    for id in &world.withdrawn {
        let is_there = world.hub.books().receipt(*id).is_some();
        assert_seen!(what_was_withdrawn_never_reached_the_hub: !is_there, "{id} was taken back before it was sent");
    }
}

/// Invariant 1: what was called saved is there, but for what she took back herself.
fn what_was_saved_is_still_there<H: Hub>(world: &World<H>) {
    for phone in &world.phones {
        let there: BTreeSet<EntryId> = phone.promises.rows.values().map(|row| row.id).collect();
        assert_seen!(what_was_saved_is_still_there: phone.saved == there, "{:?}, not {there:?}", phone.saved);
    }
}
