//! Invariant 12: what held before a restore holds after it, as far as a phone still has it.

use std::collections::BTreeSet;

use yingchun_domain::entry::{Class, Entry};
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::sync::outbox::EntryRow;

use super::good_faith::comes_to_nothing;
use crate::hub::Hub;
use crate::phone::{Phone, Promises};
use crate::world::World;

const fn holds(receipt: &Receipt) -> bool {
    matches!(receipt.outcome, Outcome::Applied | Outcome::Merged)
}

fn is_fact(line: &str) -> bool {
    Entry::from_line(line).is_ok_and(|entry| entry.act.class() == Class::Fact)
}

/// The facts of which a phone was told that they hold, and can show it.
pub fn facts_told_to_hold(promises: &Promises) -> impl Iterator<Item = EntryId> {
    let told = |row: &&EntryRow| [&row.receipt, &row.first].into_iter().flatten().any(holds);
    promises.rows.values().filter(told).filter(|row| is_fact(&row.line)).map(|row| row.id)
}

/// Each of them holds again once its phone has brought it. Where another phone has it that was rolled back to before it was
/// told, that one may have come first, and was judged by the rights of today.
pub fn a_restore_loses_nothing_that_a_phone_still_holds<H: Hub>(world: &World<H>) {
    let books = world.hub.books();
    let has_it = |phone: &Phone, id| phone.promises.rows.values().any(|row| row.id == id);
    let knew = |id| world.phones.iter().all(|phone| phone.held_before.contains(&id) || !has_it(phone, id));
    let rows = world.phones.iter().flat_map(|phone| phone.promises.rows.values());
    let held_before: BTreeSet<EntryId> = world
        .phones
        .iter()
        .flat_map(|phone| phone.held_before.iter().copied())
        .filter(|id| knew(*id))
        .collect();
    for row in rows.filter(|row| held_before.contains(&row.id)) {
        let receipt = books.receipt(row.id).expect("a drained entry has a receipt");
        let entry = Entry::from_line(&row.line).unwrap();
        assert_seen!(
            a_restore_loses_nothing_that_a_phone_still_holds:
            holds(receipt) || comes_to_nothing(books, &entry),
            "it held before: {} {receipt:?}", row.line
        );
    }
}
