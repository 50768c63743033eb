//! The most that one row keeps of what may be added to it again and again. A village has a handful of each; without a most
//! one phone could make a row grow until nobody can read it (invariant 14). What is beyond it changes nothing, and its
//! author is told.

/// Cleanings or objections of one spot that are evidence only, a person's own words about one slot.
const MOST: usize = 200;

/// What is added to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Adds {
    /// It stands beside what is there.
    Evidence,
    /// It moves the row, or somebody else than the one who filled it says it: there is room for as many again, so that
    /// nobody stands in the way of work.
    Work,
}

/// Whether a row that keeps so many takes one more.
pub(crate) const fn has_room(kept: usize, adds: Adds) -> bool {
    match adds {
        Adds::Evidence => kept < MOST,
        Adds::Work => kept < 2 * MOST,
    }
}
