//! JSON read with little code, because on a phone every copy of every reader is downloaded first.
//!
//! The phone reads through [`reader`]: a struct is a map and nothing else, a fault is told without words, and nothing is written
//! once for each kind of input. The hub reads through `serde_json`. Both take and refuse the same texts; the tests here hold
//! them to that.

mod parse;
pub mod reader;

use serde::Deserialize;

/// Reads a value from the whole of a text.
///
/// # Errors
/// Where the text is not JSON, or not of this type.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, serde_json::Error> {
    if cfg!(target_arch = "wasm32") {
        reader::read(text).map_err(|_| <serde_json::Error as serde::de::Error>::custom("this cannot be read"))
    } else {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests;
