//! Which entries go into the next push: in the device's order, as many as one request takes.

use std::collections::BTreeMap;

use super::event::{OutboxItem, Stage};
use crate::id::EntryId;
use crate::time::UnixMs;

/// The most lines of one push.
pub const PUSH_LINES_MAX: usize = 64;
/// The most bytes of one push.
pub const PUSH_BYTES_MAX: usize = 256 << 10;

/// The next entries to send: those that wait, in the order of `seq`, up to the first that still has time for second
/// thoughts. `lines_most` is smaller than [`PUSH_LINES_MAX`] after a gateway refused a large batch.
pub(super) fn next(
    outbox: &BTreeMap<u64, OutboxItem>,
    now: UnixMs,
    lines_most: usize,
    asked_again: &[EntryId],
) -> Vec<EntryId> {
    let mut bytes = 0;
    let waiting = outbox.values().filter(|item| match item.stage {
        Stage::Queued { .. } | Stage::Sent => true,
        Stage::Interim { .. } => asked_again.contains(&item.id),
        Stage::Receipted { .. } | Stage::Settled { .. } => false,
    });
    let ready = waiting.take_while(|item| item.stage.is_ripe(now));
    let fitting = ready.enumerate().take_while(|(index, item)| {
        bytes += item.bytes + 1;
        *index == 0 || bytes <= PUSH_BYTES_MAX
    });
    fitting.map(|(_, item)| item.id).take(lines_most.clamp(1, PUSH_LINES_MAX)).collect()
}
