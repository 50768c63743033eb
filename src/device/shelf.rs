//! Pictures that are being shown: an URL for each, made once. Their Blobs live in memory only.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};
use yingchun_domain::id::PhotoId;

/// Which picture of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Size {
    Full,
    Small,
}

impl Size {
    /// Where the hub has it.
    pub(super) fn at_hub(self, id: PhotoId) -> String {
        match self {
            Self::Full => format!("/api/photos/{id}"),
            Self::Small => format!("/api/photos/{id}/thumb"),
        }
    }
}

thread_local! {
    static SHELF: RefCell<BTreeMap<(PhotoId, Size), String>> = const { RefCell::new(BTreeMap::new()) };
}

/// The URL of a picture that was put.
pub(super) fn get(id: PhotoId, size: Size) -> Option<String> {
    SHELF.with_borrow(|shelf| shelf.get(&(id, size)).cloned())
}

/// Puts a JPEG and gives back its URL.
pub(super) fn put(id: PhotoId, size: Size, bytes: &[u8]) -> Option<String> {
    if let Some(url) = get(id, size) {
        return Some(url);
    }
    let kind = BlobPropertyBag::new();
    kind.set_type("image/jpeg");
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    SHELF.with_borrow_mut(|shelf| shelf.insert((id, size), url.clone()));
    Some(url)
}

/// Takes a photo's pictures down.
pub(super) fn clear(id: PhotoId) {
    for size in [Size::Full, Size::Small] {
        if let Some(url) = SHELF.with_borrow_mut(|shelf| shelf.remove(&(id, size))) {
            // An URL that is revoked already is no loss.
            drop(Url::revoke_object_url(&url));
        }
    }
}
