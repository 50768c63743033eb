//! Invariant 15: which facts the hub may refuse, by what their authors could know.

use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::decide::{Context, Stop, decide};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{CommitNo, Kind};
use yingchun_domain::set::{Reach, Set};

use crate::common::hub::Books;

/// What may be refused of facts: a second registration of a cloned phone, what is said of somebody who left, what the
/// office dismissed, what is done to a thing that was never made, and what its author could know that she may not do.
pub fn may_be_refused(books: &Books, entry: &Entry, receipt: &Receipt) -> bool {
    // What was refused in an earlier life of the database stays refused, though what it was refused for is forgotten; and
    // what a phone had read of an earlier life cannot be looked up.
    let read_before = entry.seen.is_some_and(|seen| seen.epoch != books.epoch);
    if receipt.received < books.began || read_before {
        return true;
    }
    match receipt.code.as_deref() {
        Some("register.person_taken" | "person.left" | "entry.dismissed") => true,
        Some("entry.dismissed_with_another") => was_never_made(books, entry),
        Some("right.not_yours") => is_refused_by_what_she_knew(books, entry, receipt),
        _ => false,
    }
}

/// Whether what an entry is about came to nothing: the thing, the cleaning that it takes back, or the spot that was meant.
fn was_never_made(books: &Books, entry: &Entry) -> bool {
    let missing = |id: Uuid| !books.store.rows().any(|row| row.entity.key().id == id);
    let refused = |id| books.receipt(id).is_some_and(|receipt| receipt.outcome == Outcome::Refused);
    let undone = match &entry.act {
        Act::TakeBack(back) => {
            refused(back.cleaning) || back.meant.is_some_and(|meant| missing(meant.uuid()))
        }
        _ => false,
    };
    undone || missing(entry.target)
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
