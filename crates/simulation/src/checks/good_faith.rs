//! Invariant 15: which facts the hub may refuse, by what their authors could know.

use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::assignment::Assignment;
use yingchun_domain::community::{Community, ROTATED_CODE_GOOD_MS};
use yingchun_domain::decide::{Context, Stop, decide};
use yingchun_domain::entry::{Act, Class, Entry};
use yingchun_domain::grant::Grant;
use yingchun_domain::id::{PersonId, SpotId};
use yingchun_domain::person::Person;
use yingchun_domain::receipt::Receipt;
use yingchun_domain::row::{CommitNo, Kind, RowKey};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::spot::Spot;

use crate::acts;
use crate::common::hub::{Books, Waiting};

/// What may be refused of facts: a second registration of a cloned phone, what is said of somebody who left, what the
/// office dismissed, what is done to a thing that was never made, and what its author could know that she may not do.
pub fn may_be_refused(books: &Books, entry: &Entry, receipt: &Receipt) -> bool {
    match receipt.code.as_deref() {
        Some("register.person_taken" | "person.left") => true,
        Some("entry.dismissed" | "entry.dismissed_with_another") => {
            acts::is_poison(entry) || comes_to_nothing(books, entry)
        }
        Some("register.code_expired") => {
            receipt.received < books.began || code_had_expired(books, entry, receipt)
        }
        // What was refused in an earlier life of the database stays refused, though what it was refused for is forgotten;
        // and what a phone had read of an earlier life cannot be looked up.
        Some("right.not_yours") => {
            let read_before = entry.seen.is_some_and(|seen| seen.epoch != books.epoch);
            receipt.received < books.began
                || read_before
                || is_refused_by_what_she_knew(books, entry, receipt)
        }
        _ => false,
    }
}

/// Whether the code by which she registered was out of force for so long, when she did.
fn code_had_expired(books: &Books, entry: &Entry, receipt: &Receipt) -> bool {
    let Act::Register(register) = &entry.act else { return false };
    let at = entry.judged_at(receipt.received);
    let mut rotated = books.store.each::<Community>().flat_map(|community| &community.rotated);
    rotated.any(|old| old.code == register.code && at.since(old.at) > ROTATED_CODE_GOOD_MS)
}

/// What has to be there before an entry can hold.
fn about(entry: &Entry) -> Vec<Uuid> {
    let mut about = match &entry.act {
        Act::Register(_) => vec![],
        // Their target comes into the world with them.
        Act::Report(_) | Act::SignIn(_) | Act::SignOut(_) => vec![entry.author.uuid()],
        Act::RollCall(call) => call.people.iter().map(|it| it.uuid()).chain([entry.target]).collect(),
        Act::TakeBack(back) => back.meant.map(SpotId::uuid).into_iter().chain([entry.target]).collect(),
        _ => vec![entry.target],
    };
    about.extend(entry.on_behalf_of.map(PersonId::uuid));
    about
}

/// Whether a thing is there, or a cleaning. What became of an entry is no thing, though it goes by the entry's id.
fn is_there(books: &Books, id: Uuid) -> bool {
    let cleaned = |spot: &Spot| spot.cleanings.iter().any(|it| it.entry.uuid() == id);
    let is_it = |key: RowKey| key.id == id && key.kind != Kind::Outcome;
    books.store.rows().any(|row| is_it(row.entity.key())) || books.store.each::<Spot>().any(cleaned)
}

/// Whether what an entry is about came to nothing: the thing, the cleaning that it takes back, or the spot that was meant.
fn was_never_made(books: &Books, entry: &Entry) -> bool {
    let taken_back = if let Act::TakeBack(back) = &entry.act { Some(back.cleaning.uuid()) } else { None };
    about(entry).into_iter().chain(taken_back).any(|id| !is_there(books, id))
}

/// Whether an entry that waits would make a thing.
fn may_come(books: &Books, id: Uuid) -> bool {
    let waiting = books.kept().filter(|kept| !kept.receipt.outcome.is_final());
    let mut waiting = waiting.filter_map(|kept| Entry::from_line(&kept.line).ok());
    waiting.any(|it| {
        let makes = matches!(it.act, Act::Register(_) | Act::Offer(_)).then_some(it.target);
        makes.or(it.begins()) == Some(id)
    })
}

/// Whether what is held waits for what is not there and does not come. All is on the hub by now.
pub fn is_held_in_vain(books: &Books, waiting: &Waiting) -> bool {
    let id = waiting.waits_for.id;
    !is_there(books, id) && !may_come(books, id)
}

/// Whether the office may end what was kept apart and is still not judged: what is about a thing that was never made, and
/// that nobody waits to make; and what is no fact, because rights of today decide on it. All is on the hub by now.
pub fn is_apart_in_vain(books: &Books, line: &str) -> bool {
    let Ok(entry) = Entry::from_line(line) else { return true };
    let comes = about(&entry).into_iter().any(|id| !is_there(books, id) && may_come(books, id));
    entry.act.class() != Class::Fact || (comes_to_nothing(books, &entry) && !comes)
}

/// Whether a fact can hold no more in this life of the database: what it needs was never made, a clone of the phone was
/// first, or what gave her the right is on no phone any more.
pub fn comes_to_nothing(books: &Books, entry: &Entry) -> bool {
    was_never_made(books, entry) || is_settled_by_another(books, entry) || has_lost_her_right(books, entry)
}

/// Whether work was done by somebody who never said yes in this life, nor reported the spot, nor ever led.
fn has_lost_her_right(books: &Books, entry: &Entry) -> bool {
    let is_work = matches!(entry.act, Act::Clean(_) | Act::AddPhotos(_) | Act::Object(_) | Act::TakeBack(_));
    let Some(spot) = books.store.get::<Spot>(entry.target).known().filter(|_| is_work) else { return false };
    let doer = entry.on_behalf_of.unwrap_or(entry.author);
    let joined = |it: &Assignment| it.person == doer && it.joined && spot.zone == Some(it.zone);
    let ever_led = books.store.each::<Grant>().any(|grant| grant.person == entry.author);
    let said_yes = books.store.each::<Assignment>().any(joined);
    !said_yes && !ever_led && spot.reported_by != Some(doer)
}

/// What a clone of a phone says of a person whom the other one has registered, or has taken out of the drive.
fn is_settled_by_another(books: &Books, entry: &Entry) -> bool {
    let person = books.store.get::<Person>(entry.target).known();
    person.is_some_and(|person| person.has_left() || matches!(entry.act, Act::Register(_)))
}

/// Whether the rules refuse it over the world as her phone had last read it. Rights are those of today, which say for
/// themselves from when to when they held: one that was ended for cause ends facts from then on. One that was given after the
/// hub's word is not among them, though it may begin in the same millisecond.
fn is_refused_by_what_she_knew(books: &Books, entry: &Entry, receipt: &Receipt) -> bool {
    let read = entry.seen.map_or(CommitNo(0), |seen| seen.commit).max(books.founded);
    let mut known = Set::new(Reach::Held);
    for (key, rows) in &books.history {
        let given = rows.first().is_some_and(|row| row.commit <= receipt.commit);
        let until = if key.kind == Kind::Grant && given { books.commit } else { read };
        if let Some(row) = rows.iter().rev().find(|row| row.commit <= until) {
            known.put(Arc::clone(row));
        }
    }
    let context = Context::of(entry, receipt.received, receipt.commit);
    loop {
        match decide(&known, entry, &context) {
            Ok(_) => return false,
            Err(Stop::Refused(_)) => return true,
            // What she had made herself, or been shown since: it was on her phone as it came into the world.
            Err(Stop::Held(key)) => match books.history.get(&key).and_then(|rows| rows.first()) {
                Some(row) => known.put(Arc::clone(row)),
                None => return true,
            },
        }
    }
}
