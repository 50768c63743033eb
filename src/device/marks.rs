//! What was seen on this phone, which nobody else learns: messages that were read, words of safety that were shown. Lost with
//! the browser's storage, and then only shown once more.

use std::collections::BTreeSet;

use gloo_storage::{LocalStorage, Storage as _};
use yingchun_domain::json;

fn storage_key(list: &str) -> String {
    format!("yingchun.seen.{list}")
}

/// What was seen of a list.
#[must_use]
pub fn seen(list: &str) -> BTreeSet<String> {
    // The phone's own reader of JSON: newcomers would load another for this alone.
    let kept = LocalStorage::raw().get_item(&storage_key(list)).ok().flatten();
    kept.and_then(|kept| json::read(&kept).ok()).unwrap_or_default()
}

/// Remembers all that was seen of a list; what stands in it no more is forgotten.
pub fn see(list: &str, all: &BTreeSet<String>) {
    // Where nothing may be kept, it is shown once more.
    drop(LocalStorage::set(storage_key(list), all));
}
