//! A lane: one kind of request, of which at most one is under way, with its rest after a fault.

use super::event::Chance;
use crate::time::UnixMs;

/// The first rest is at most this long; each further one twice as long.
const REST_FIRST_MS: i64 = 1_000;
/// No rest is longer than this.
const REST_MOST_MS: i64 = 120_000;

/// One kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// Nothing under way.
    Idle {
        /// Faults since the last good answer.
        faults: u32,
    },
    /// A request is under way.
    Busy {
        /// Faults since the last good answer.
        faults: u32,
    },
    /// Waiting after a fault.
    Resting {
        /// Until when, by the phone's clock.
        until: UnixMs,
        /// Faults since the last good answer.
        faults: u32,
    },
}

impl Lane {
    pub(super) const FRESH: Self = Self::Idle { faults: 0 };

    const fn faults(self) -> u32 {
        match self {
            Self::Idle { faults } | Self::Busy { faults } | Self::Resting { faults, .. } => faults,
        }
    }

    /// Whether a request may start at `now`. A rest that lies further ahead than any rest can is the mark of a clock
    /// that jumped back, and is over (invariant 11).
    pub(super) fn is_free(self, now: UnixMs) -> bool {
        match self {
            Self::Idle { .. } => true,
            Self::Busy { .. } => false,
            Self::Resting { until, .. } => now >= until || until.since(now) > REST_MOST_MS,
        }
    }

    pub(super) const fn start(&mut self) {
        *self = Self::Busy { faults: self.faults() };
    }

    pub(super) const fn done(&mut self) {
        *self = Self::FRESH;
    }

    /// Full jitter: anything between nothing and the whole of a rest that doubles with each fault.
    pub(super) fn fail(&mut self, now: UnixMs, chance: Chance) {
        let faults = self.faults().saturating_add(1);
        let most = REST_FIRST_MS.checked_shl(faults.min(10)).unwrap_or(REST_MOST_MS).min(REST_MOST_MS);
        let rest = most * i64::from(chance.0) / i64::from(u16::MAX);
        *self = Self::Resting { until: now.plus(rest), faults };
    }

    /// Ends a rest: there is a reason to believe that it goes better.
    pub(super) const fn wake(&mut self) {
        if let Self::Resting { faults, .. } = *self {
            *self = Self::Idle { faults };
        }
    }

    pub(super) const fn rests_until(self) -> Option<UnixMs> {
        match self {
            Self::Resting { until, .. } => Some(until),
            Self::Idle { .. } | Self::Busy { .. } => None,
        }
    }

    pub(super) const fn is_busy(self) -> bool {
        matches!(self, Self::Busy { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_never_passes_two_minutes_whatever_failed() {
        let mut lane = Lane::FRESH;
        for _ in 0..100 {
            lane.fail(UnixMs(0), Chance(u16::MAX));
        }
        assert_eq!(lane.rests_until(), Some(UnixMs(REST_MOST_MS)));
    }

    #[test]
    fn a_clock_that_jumps_back_ten_years_ends_the_rest() {
        let mut lane = Lane::FRESH;
        lane.fail(UnixMs(400_000_000_000), Chance(u16::MAX));
        assert!(lane.is_free(UnixMs(0)));
    }
}
