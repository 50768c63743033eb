//! Names made on this phone, of its clock and its source of randomness.

use uuid::{Builder, Uuid};

use super::clock;

/// A new name for anything: a UUID v7.
#[must_use]
pub fn fresh_id() -> Uuid {
    let at = clock::now().0.max(0).unsigned_abs();
    Builder::from_unix_timestamp_millis(at, &random::<10>()).into_uuid()
}

/// Random bytes of the phone's own source.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    [0; N]
}
