//! What the pill and the outbox page say.

use super::event::Fault;
use crate::time::UnixMs;

/// Whether the phone may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// Nobody asked yet, or the last answer was good.
    Open,
    /// To be opened with the device's key.
    Wanted,
    /// The hub wants the person herself: an invitation, or her leader's word.
    Refused,
}

/// What the phone does, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// Entries that the hub has not given its word on.
    pub waiting: usize,
    /// Entries in the request under way.
    pub sending: usize,
    /// Photos whose bytes have not arrived.
    pub photos_waiting: usize,
    /// Entries that the hub refused or put aside: 要您看看.
    pub to_look_at: usize,
    /// Entries of others on this phone that the hub has not given its word on: they go by themselves.
    pub others: usize,
    /// The last request that had no good answer, and when.
    pub last_fault: Option<(Fault, UnixMs)>,
    /// Whether the phone may read.
    pub session: Session,
}
