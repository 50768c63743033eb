//! The second copy of what waits: kept apart from `promises`, which an engine may lose as a whole after a kill in the middle of
//! a write (docs/decisions/0023). It follows what `promises` holds and is read only where that is empty. Where an engine has no
//! such place, as over plain http, there is none.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::iter;

use crate::html::spawn_local;
use gloo_timers::future::TimeoutFuture;
use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yingchun_domain::id::{EntryId, PhotoId};
use yingchun_domain::sync::outbox::EntryRow;

use super::interop;
use super::store::StoreFault;

#[derive(Default)]
struct Copy {
    /// What it holds, as far as this page knows.
    holds: Option<Vec<String>>,
    /// What it is to hold.
    wanted: Vec<String>,
    /// And nothing else.
    whole: bool,
    under_way: bool,
    /// There was no room for photos.
    thin: bool,
}

/// How the name of a photo begins.
const PHOTO: &str = "photo/";
/// Between two times: what goes to the hub meanwhile need not be copied.
const REST_MS: u32 = 1_000;

thread_local! {
    static COPY: RefCell<Copy> = RefCell::default();
}

/// What is not at the hub yet, by name: entries without its last word or with photos of which it has not all bytes, and the photos
/// of either.
fn waiting<'a>(
    entries: impl IntoIterator<Item = &'a EntryRow>,
    photos: &BTreeMap<EntryId, usize>,
    thin: bool,
) -> Vec<String> {
    let entries = entries.into_iter();
    let wait = entries.filter(|row| !row.stage().has_last_word() || photos.contains_key(&row.id));
    let names = wait.flat_map(|row| {
        let photos = row.photos.iter().filter(|_| !thin).map(|photo| format!("{PHOTO}{photo}"));
        iter::once(format!("entry/{}", row.seq)).chain(photos)
    });
    names.collect()
}

/// Has the second copy follow: `photos` says of how many photos of each entry the hub has not all bytes. Who knows nothing of
/// photos leaves in it whatever waited before.
pub(crate) fn follow<'a>(
    entries: impl IntoIterator<Item = &'a EntryRow>,
    photos: Option<&BTreeMap<EntryId, usize>>,
) {
    let begins = COPY.with_borrow_mut(|copy| {
        copy.whole = photos.is_some();
        copy.wanted = waiting(entries, photos.unwrap_or(&BTreeMap::new()), copy.thin);
        copy.begins()
    });
    if begins {
        spawn_local(write());
    }
}

/// Copies a photo that stands in a draft: no entry bears it yet.
pub(crate) fn lay(photo: PhotoId) {
    if COPY.with_borrow(|copy| !copy.thin) {
        spawn_local(async move { drop(JsFuture::from(interop::lay(&photo.to_string())).await) });
    }
}

impl Copy {
    fn begins(&mut self) -> bool {
        !self.under_way && self.goes_on()
    }

    fn goes_on(&mut self) -> bool {
        self.under_way = self.holds.as_ref() != Some(&self.wanted);
        self.under_way
    }
}

async fn write() {
    loop {
        let (wanted, whole) = COPY.with_borrow(|copy| (copy.wanted.clone(), copy.whole));
        let names: Array = wanted.iter().map(|name| JsValue::from_str(name)).collect();
        // What could not be copied stands in `promises`; it is tried again with the next change.
        let all = JsFuture::from(interop::copy(&names, whole)).await.map_or(true, |all| all.is_truthy());
        COPY.with_borrow_mut(|copy| copy.holds = all.then_some(wanted));
        TimeoutFuture::new(REST_MS).await;
        if !COPY.with_borrow_mut(Copy::goes_on) {
            return;
        }
    }
}

/// Gives up its photos, and takes no more of them: the phone is full. True where that made room.
pub(crate) async fn thin() -> bool {
    COPY.with_borrow_mut(|copy| {
        copy.thin = true;
        copy.wanted.retain(|name| !name.starts_with(PHOTO));
    });
    JsFuture::from(interop::thin()).await.is_ok_and(|thinned| thinned.is_truthy())
}

/// What `read` finds in `promises`; where that is nobody's, what was copied is brought back first.
///
/// # Errors
/// Where either fails: a phone whose copy could not be brought back is not nobody's.
pub(crate) async fn or_brought_back<T>(
    read: impl AsyncFn() -> Result<T, StoreFault>,
    is_somebodys: impl Fn(&T) -> bool,
) -> Result<T, StoreFault> {
    let kept = read().await?;
    if is_somebodys(&kept) {
        return Ok(kept);
    }
    let brought = JsFuture::from(interop::bring_back()).await.map_err(|fault| StoreFault::of(&fault))?;
    if brought.is_truthy() { read().await } else { Ok(kept) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::json;

    fn row(seq: u64, stage: &str, word: &str) -> EntryRow {
        let id = format!("00000000-0000-0000-0000-00000000000{seq}");
        let photo = format!("00000000-0000-0000-0000-0000000000f{seq}");
        json::read(&format!(
            r#"{{"seq":{seq},"id":"{id}","line":"{{}}","stage":"{stage}"{word},"saved_at":1,"grace_until":2,"photos":["{photo}"]}}"#
        ))
        .unwrap()
    }

    const WORD: &str = r#","receipt":{"id":"00000000-0000-0000-0000-000000000001","outcome":"applied","commit":4,"received":3,"mac":"m"}"#;

    #[test]
    fn what_waits_is_copied_with_its_photos_and_what_arrived_is_not() {
        let rows = [row(1, "queued", ""), row(2, "settled", WORD), row(3, "receipted", WORD)];
        let photos = BTreeMap::from([(rows[0].id, 1), (rows[2].id, 1)]);
        let all = [
            "entry/1",
            "photo/00000000-0000-0000-0000-0000000000f1",
            "entry/3",
            "photo/00000000-0000-0000-0000-0000000000f3",
        ];
        assert_eq!(waiting(&rows, &photos, false), all);
        assert_eq!(waiting(&rows, &photos, true), ["entry/1", "entry/3"]);
        assert_eq!(waiting(&rows[1..2], &BTreeMap::new(), false), [""; 0]);
    }
}
