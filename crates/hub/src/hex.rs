//! Hexadecimal digits of bytes, for hashes and for bytes on their way into the database.

use std::fmt::Write as _;

/// Two digits a byte.
pub(crate) fn of(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(digits, "{byte:02x}").expect("a String takes whatever is written");
    }
    digits
}
