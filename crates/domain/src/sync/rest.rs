//! Rests after faults: full jitter, doubling with each fault, and never longer than a most. One that lies further ahead
//! than any can is the mark of a clock that jumped back, and is over (invariant 11).

use std::collections::BTreeMap;

use super::event::Chance;
use crate::time::UnixMs;

/// The first rest is at most twice this long; each further one twice as long.
const REST_FIRST_MS: i64 = 1_000;
/// Where the way to the hub failed, or one device, no rest is longer than this.
pub(super) const REST_MOST_MS: i64 = 120_000;
/// Where one entry or one photo failed that is alone to blame, none is longer than this: its bytes cost money.
pub(super) const STUBBORN_MOST_MS: i64 = 900_000;

/// How often something failed, and until when it waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rest {
    until: Option<UnixMs>,
    faults: u32,
}

impl Rest {
    /// Anything between nothing and the whole of a rest that doubles with each fault.
    pub(super) fn fail(&mut self, now: UnixMs, most_ms: i64, chance: Chance) {
        self.faults = self.faults.saturating_add(1);
        let most = REST_FIRST_MS.checked_shl(self.faults.min(20)).unwrap_or(most_ms).min(most_ms);
        self.pause(now, most, chance);
    }

    /// Waits without another fault being counted.
    pub(super) fn pause(&mut self, now: UnixMs, most_ms: i64, chance: Chance) {
        self.until = Some(now.plus(most_ms * i64::from(chance.0) / i64::from(u16::MAX)));
    }

    pub(super) fn is_over(self, now: UnixMs, most_ms: i64) -> bool {
        self.until.is_none_or(|until| now >= until || until.since(now) > most_ms)
    }

    pub(super) const fn wake(&mut self) {
        self.until = None;
    }

    pub(super) const fn until(self) -> Option<UnixMs> {
        self.until
    }
}

/// What rests, each by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rests<K> {
    most_ms: i64,
    rests: BTreeMap<K, Rest>,
}

impl<K: Ord + Copy> Rests<K> {
    pub(super) const fn new(most_ms: i64) -> Self {
        Self { most_ms, rests: BTreeMap::new() }
    }

    pub(super) fn fail(&mut self, key: K, now: UnixMs, chance: Chance) {
        self.rests.entry(key).or_default().fail(now, self.most_ms, chance);
    }

    /// It went well.
    pub(super) fn end(&mut self, key: K) {
        self.rests.remove(&key);
    }

    pub(super) fn has_failed(&self, key: K) -> bool {
        self.rests.contains_key(&key)
    }

    pub(super) fn is_over(&self, key: K, now: UnixMs) -> bool {
        self.rests.get(&key).is_none_or(|rest| rest.is_over(now, self.most_ms))
    }

    /// There is a reason to believe that it goes better.
    pub(super) fn wake(&mut self) {
        self.rests.values_mut().for_each(Rest::wake);
    }

    pub(super) fn ends(&self) -> impl Iterator<Item = UnixMs> {
        self.rests.values().filter_map(|rest| rest.until())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rest_never_passes_its_most_whatever_failed() {
        let mut rest = Rest::default();
        for _ in 0..100 {
            rest.fail(UnixMs(0), REST_MOST_MS, Chance(u16::MAX));
        }
        assert_eq!(rest.until(), Some(UnixMs(REST_MOST_MS)));
    }

    #[test]
    fn a_clock_that_jumps_back_ten_years_ends_the_rest() {
        let mut rests = Rests::new(STUBBORN_MOST_MS);
        rests.fail(1, UnixMs(400_000_000_000), Chance(u16::MAX));
        assert!(rests.is_over(1, UnixMs(0)));
    }
}
