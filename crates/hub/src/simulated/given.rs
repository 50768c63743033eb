//! What a simulated world gives to the hub that runs in its thread: the time, chance, and the rule, which notes in what
//! order it judged.

use std::cell::{Cell, RefCell};

use yingchun_domain::decide::{Context, Decided, Stop};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::EntryId;
use yingchun_domain::set::Set;
use yingchun_domain::time::UnixMs;
use yingchun_simulation::chance::Dice;

use crate::writer::Rule;

thread_local! {
    static NOW: Cell<Option<UnixMs>> = const { Cell::new(None) };
    static DICE: RefCell<Option<Dice>> = const { RefCell::new(None) };
    static RULE: Cell<Rule> = const { Cell::new(yingchun_simulation::rule) };
    static JUDGED: RefCell<Vec<EntryId>> = const { RefCell::new(vec![]) };
}

/// A world begins in this thread.
pub(super) fn begin(seed: u64, rule: Rule, now: UnixMs) {
    DICE.set(Some(Dice::new(seed)));
    RULE.set(rule);
    JUDGED.take();
    at(now);
}

/// A world has ended: this thread is like any other.
pub(super) fn end() {
    NOW.set(None);
    DICE.set(None);
}

pub(super) fn at(now: UnixMs) {
    NOW.set(Some(now));
}

pub(crate) fn now() -> Option<UnixMs> {
    NOW.get()
}

/// Fills bytes by the world's dice; false where no world is.
pub(crate) fn fill(bytes: &mut [u8]) -> bool {
    DICE.with_borrow_mut(|dice| {
        let Some(dice) = dice else { return false };
        for chunk in bytes.chunks_mut(8) {
            chunk.iter_mut().zip(dice.draw().to_be_bytes()).for_each(|(byte, by_chance)| *byte = by_chance);
        }
        true
    })
}

/// The world's rule.
pub(super) fn rule(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    JUDGED.with_borrow_mut(|judged| judged.push(entry.id));
    RULE.get()(set, entry, context)
}

/// After how many judgements an entry was judged last; 0 where no rule saw it.
pub(super) fn judged(entry: EntryId) -> u64 {
    let last = JUDGED.with_borrow(|judged| judged.iter().rposition(|id| *id == entry));
    last.map_or(0, |before| before as u64 + 1)
}
