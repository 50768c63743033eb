//! What was seen on this phone, which nobody else learns: messages that were read, words of safety that were shown. Lost with
//! the browser's storage, and then only shown once more.

use std::collections::BTreeSet;

use gloo_storage::{LocalStorage, Storage as _};

fn storage_key(list: &str) -> String {
    format!("yingchun.seen.{list}")
}

/// What was seen of a list.
#[must_use]
pub fn seen(list: &str) -> BTreeSet<String> {
    LocalStorage::get(storage_key(list)).unwrap_or_default()
}

/// Remembers all that was seen of a list; what stands in it no more is forgotten.
pub fn see(list: &str, all: &BTreeSet<String>) {
    // Where nothing may be kept, it is shown once more.
    drop(LocalStorage::set(storage_key(list), all));
}
