//! A number to call when nothing else works: without network, without storage, before the app starts. boot.js reads the same
//! key, and asks the hub for it where the address names a community.

use gloo_storage::{LocalStorage, Storage as _};

const KEY: &str = "yingchun.duty";
const ATTRIBUTE: &str = "data-duty-phone";

/// Keeps the number that was last good to call.
pub fn keep(number: &str) {
    if known().as_deref() != Some(number) {
        // Where nothing may be kept, boot.js asks the hub the next time.
        drop(LocalStorage::raw().set_item(KEY, number));
    }
}

/// The number, where anybody ever told it to this phone.
#[must_use]
pub fn known() -> Option<String> {
    let kept = LocalStorage::raw().get_item(KEY).ok().flatten();
    kept.or_else(|| leptos::prelude::document().document_element()?.get_attribute(ATTRIBUTE))
}
