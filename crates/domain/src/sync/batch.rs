//! Which entries go into the next push: those of one device, in its order, as many as one request takes.

use super::event::OutboxItem;
use crate::id::{DeviceId, EntryId};
use crate::time::UnixMs;

/// The most lines of one push.
pub const PUSH_LINES_MAX: usize = 64;
/// The most bytes of the lines of one push: what the hub takes, less the room for what it said of each line in another life
/// of its database.
pub const PUSH_BYTES_MAX: usize = (256 - 32) << 10;

/// Entries that go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Batch {
    /// Under whose key.
    pub(super) device: Option<DeviceId>,
    pub(super) ids: Vec<EntryId>,
}

/// The first batch that is ready of those that wait, given in the order of `seq`: of the first device that has one, up to
/// its first entry that still has time for second thoughts. `lines_most` is smaller than [`PUSH_LINES_MAX`] after
/// something on the way refused a large batch.
pub(super) fn first<'a>(
    waiting: &(impl Iterator<Item = &'a OutboxItem> + Clone),
    now: UnixMs,
    lines_most: usize,
) -> Option<Batch> {
    let mut tried: Vec<Option<DeviceId>> = vec![];
    for device in waiting.clone().map(|item| item.device) {
        if tried.contains(&device) {
            continue;
        }
        tried.push(device);
        let own = waiting.clone().filter(|item| item.device == device);
        // A line that does not tell whose it is goes alone, and holds nobody up.
        let most = if device.is_some() { lines_most.clamp(1, PUSH_LINES_MAX) } else { 1 };
        let ids = ready(own, now, most);
        if !ids.is_empty() {
            return Some(Batch { device, ids });
        }
    }
    None
}

fn ready<'a>(own: impl Iterator<Item = &'a OutboxItem>, now: UnixMs, lines_most: usize) -> Vec<EntryId> {
    let mut bytes = 0;
    let fitting = own.take_while(|item| item.stage.is_ripe(now)).enumerate().take_while(|(index, item)| {
        bytes += item.bytes + 1;
        *index == 0 || bytes <= PUSH_BYTES_MAX
    });
    fitting.map(|(_, item)| item.id).take(lines_most).collect()
}
