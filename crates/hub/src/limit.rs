//! How often one phone, person, code or address may ask.
//!
//! A *gate* lets so many through at once and then one each so often. Its limits are wide: a whole village may come back
//! through one address within a minute, so that whoever is known is counted by phone or person, and only what
//! strangers ask by address. Memory has a bound: what nobody asked about for a while is forgotten, and then counts as
//! never asked. Keeps invariant 14.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use yingchun_domain::time::{HOUR_MS, UnixMs};

use crate::clock;
use crate::error::HubError;
use crate::writer::sha256;

/// Keys of one gate that are remembered before those that were not seen lately are forgotten.
const KEYS_MOST: usize = 10_000;

/// Whoever was not seen for this long, or for twice as long, is forgotten. No gate keeps anybody waiting for longer.
const TURN_MS: i64 = HOUR_MS;

/// Whom or what a gate counts.
pub(crate) type Key = [u8; 16];

/// The key of an id, a code, a number.
pub(crate) fn key(text: impl AsRef<[u8]>) -> Key {
    let mut key = Key::default();
    key.iter_mut().zip(sha256(text.as_ref()).0).for_each(|(place, byte)| *place = byte);
    key
}

macro_rules! gates {
    ($($(#[$doc:meta])* $name:ident = $burst:literal, $interval_ms:literal;)+) => {
        /// Where requests are counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Gate { $($(#[$doc])* $name,)+ }

        impl Gate {
            const ALL: &[Self] = &[$(Self::$name,)+];

            /// So many at once, then one each so many milliseconds.
            const fn rule(self) -> (i64, i64) {
                match self { $(Self::$name => ($burst, $interval_ms),)+ }
            }
        }
    };
}

gates! {
    /// Looking at what a community's code opens, by address.
    Join = 600, 100;
    /// The same, by code.
    JoinCode = 2_000, 50;
    /// Registrations, by community code.
    Registration = 1_000, 500;
    /// Requests with a device's key that nobody knows, by address.
    Stranger = 6_000, 50;
    /// Looking at invitations and taking them, by address.
    Invitation = 120, 500;
    /// The same, by link.
    InvitationLink = 20, 5_000;
    /// Signing in, by address.
    SignInAddress = 60, 2_000;
    /// Signing in, by name and address.
    SignIn = 10, 60_000;
    /// Signing in, by name, wherever it is tried.
    SignInName = 100, 10_000;
    /// Asking to come back, by address.
    BackAddress = 60, 2_000;
    /// The same, by phone number.
    Back = 10, 60_000;
    /// Pushes, by device.
    Push = 600, 50;
    /// Sessions opened by key, by device.
    Session = 60, 2_000;
    /// Pages of changes, by person.
    Pull = 600, 100;
    /// Telling what never came, by person.
    Gap = 60, 2_000;
    /// Asking whether the hub is up, by address.
    Health = 600, 100;
    /// Pieces of photos, by device.
    Photo = 1_200, 50;
    /// Photos looked at, by person.
    Picture = 3_000, 20;
}

/// The gates of one hub.
pub(crate) struct Limits {
    gates: Vec<Mutex<Seen>>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { gates: Gate::ALL.iter().map(|_| Mutex::default()).collect() }
    }
}

impl Limits {
    /// Counts one request.
    ///
    /// # Errors
    /// 429 with the time to wait, where there were too many.
    pub(crate) fn pass(&self, gate: Gate, key: Key) -> Result<(), HubError> {
        let Some(seen) = self.gates.get(gate as usize) else { return Ok(()) };
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.count(gate.rule(), key, clock::now()).map_err(HubError::too_often)
    }
}

/// When each key would be at rest again if it asked no more. Two halves: those seen lately and those seen before.
struct Seen {
    lately: HashMap<Key, UnixMs>,
    before: HashMap<Key, UnixMs>,
    turned: UnixMs,
}

impl Default for Seen {
    fn default() -> Self {
        Self { lately: HashMap::new(), before: HashMap::new(), turned: UnixMs(0) }
    }
}

impl Seen {
    /// Counts one at `now`, or says how many milliseconds are to be waited.
    fn count(&mut self, (burst, interval_ms): (i64, i64), key: Key, now: UnixMs) -> Result<(), i64> {
        let turn_is_due = !(0..TURN_MS).contains(&now.since(self.turned));
        if self.lately.len() >= KEYS_MOST || turn_is_due {
            self.before = std::mem::take(&mut self.lately);
            self.turned = now;
        }
        let rests = self.lately.get(&key).copied().or_else(|| self.before.remove(&key)).unwrap_or(now);
        let room_ms = (burst - 1) * interval_ms;
        let ahead_ms = rests.since(now);
        // A rest further ahead than any can be is the mark of a clock that was set back.
        let ahead_ms = if ahead_ms > room_ms + interval_ms { 0 } else { ahead_ms.max(0) };
        let counted = ahead_ms <= room_ms;
        let ahead_after_ms = if counted { ahead_ms + interval_ms } else { ahead_ms };
        self.lately.insert(key, now.plus(ahead_after_ms));
        if counted { Ok(()) } else { Err(ahead_ms - room_ms) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: (i64, i64) = (3, 1_000);

    fn asked(seen: &mut Seen, who: &str, at: i64) -> Result<(), i64> {
        seen.count(RULE, key(who), UnixMs(at))
    }

    #[test]
    fn so_many_pass_at_once_and_then_one_each_so_often() {
        let mut seen = Seen::default();
        for _ in 0..3 {
            assert_eq!(asked(&mut seen, "wang", 0), Ok(()));
        }
        assert_eq!(asked(&mut seen, "wang", 0), Err(1_000));
        assert_eq!(asked(&mut seen, "wang", 400), Err(600));
        assert_eq!(asked(&mut seen, "li", 400), Ok(()));
        assert_eq!(asked(&mut seen, "wang", 1_000), Ok(()));
        assert_eq!(asked(&mut seen, "wang", 1_000), Err(1_000));
        for _ in 0..3 {
            assert_eq!(asked(&mut seen, "wang", 10_000), Ok(()));
        }
        assert_eq!(asked(&mut seen, "wang", 10_000), Err(1_000));
    }

    #[test]
    fn a_clock_set_back_ten_years_locks_nobody_out() {
        let mut seen = Seen::default();
        for _ in 0..4 {
            let counted = asked(&mut seen, "wang", 400_000_000_000);
            assert!(counted.is_ok() || counted == Err(1_000));
        }
        assert_eq!(asked(&mut seen, "wang", 0), Ok(()));
    }

    #[test]
    fn a_million_strangers_take_the_room_of_a_few_and_those_seen_lately_stay_counted() {
        let mut seen = Seen::default();
        let interval = RULE.1;
        for number in 0..50_000_u32 {
            assert!(asked(&mut seen, &number.to_string(), 0).is_ok());
            if number % 5_000 == 0 {
                let counted = asked(&mut seen, "wang", 0);
                assert_eq!(counted.is_ok(), number < 3 * 5_000, "{number}: {counted:?} of {interval}");
            }
            assert!(seen.lately.len() + seen.before.len() <= 2 * KEYS_MOST + 1);
        }
    }

    #[test]
    fn who_is_not_seen_any_more_is_forgotten() {
        let mut seen = Seen::default();
        assert_eq!(asked(&mut seen, "wang", TURN_MS), Ok(()));
        for hour in 2..4 {
            assert_eq!(asked(&mut seen, "li", hour * TURN_MS), Ok(()));
        }
        assert_eq!((seen.lately.len(), seen.before.len()), (1, 0));
    }
}
