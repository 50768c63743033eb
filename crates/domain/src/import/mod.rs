//! Imports: rows of a table that the office has already, cut into entries of at most [`ROWS_MOST`] rows. What is there
//! already is left as it is, so that a table may be imported twice.

pub mod people;
pub mod spots;
pub mod zones;

use crate::decide::{Change, Decided};
use crate::refused::{Refused, Remark};

/// The most rows of one entry.
pub const ROWS_MOST: usize = 100;

/// Refuses an entry without rows or with too many.
fn lawful<T>(rows: &[T]) -> Result<(), Refused> {
    if (1..=ROWS_MOST).contains(&rows.len()) { Ok(()) } else { Err(Refused::ImportRows) }
}

/// The number of a row in its entry, for the id of what it makes.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// What an import made of its rows: merged where all of them were there before.
fn imported(changes: Vec<Change>, known: usize) -> Decided {
    if changes.is_empty() {
        return Decided::merged(changes, Remark::ImportAllKnown);
    }
    Decided::applied(changes).remarked((known > 0).then_some(Remark::ImportSomeKnown))
}
