//! A lane: one kind of request, of which at most one is under way, with its rest after a fault of the way to the hub.

use super::event::Chance;
use super::rest::{REST_MOST_MS, Rest};
use crate::time::UnixMs;

/// Asked too often, a phone waits about this long; it is no fault, and does not double.
const ASKED_TOO_OFTEN_MS: i64 = 30_000;

/// One kind of request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lane {
    busy: bool,
    rest: Rest,
}

impl Lane {
    pub(super) fn is_free(self, now: UnixMs) -> bool {
        !self.busy && self.rest.is_over(now, REST_MOST_MS)
    }

    pub(super) const fn start(&mut self) {
        self.busy = true;
    }

    /// A good answer.
    pub(super) fn done(&mut self) {
        *self = Self::default();
    }

    /// An answer that says nothing about the way to the hub.
    pub(super) const fn free(&mut self) {
        self.busy = false;
    }

    pub(super) fn fail(&mut self, now: UnixMs, chance: Chance) {
        self.busy = false;
        self.rest.fail(now, REST_MOST_MS, chance);
    }

    /// 429: the hub is well, and wants to be asked less often.
    pub(super) fn slow(&mut self, now: UnixMs, chance: Chance) {
        self.busy = false;
        self.rest.pause(now, ASKED_TOO_OFTEN_MS, chance);
    }

    /// Ends a rest: there is a reason to believe that it goes better.
    pub(super) const fn wake(&mut self) {
        self.rest.wake();
    }

    pub(super) fn rests_until(self) -> Option<UnixMs> {
        self.rest.until().filter(|_| !self.busy)
    }

    pub(super) const fn is_busy(self) -> bool {
        self.busy
    }
}
