//! The one place where the hub reads a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use yingchun_domain::time::UnixMs;

/// Now, in milliseconds since 1970. A clock before 1970 counts as 1970.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the hub's own clock is read here and nowhere else")]
pub fn now() -> UnixMs {
    #[cfg(test)]
    if let Some(given) = crate::simulated::given::now() {
        return given;
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixMs(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
