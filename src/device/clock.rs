//! The phone's clock. It may be ten years off; nothing here believes it further than [`crate::sync`] does.

use yingchun_domain::time::UnixMs;

/// What the phone's clock shows.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the phone's clock is read here and nowhere else")]
#[expect(clippy::cast_possible_truncation, reason = "a JavaScript clock holds whole milliseconds below 2^53")]
pub fn now() -> UnixMs {
    UnixMs(js_sys::Date::now() as i64)
}
