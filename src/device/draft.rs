//! What a person types, kept while she types it: at each keystroke in localStorage, within 300 ms in `promises`, where
//! it survives a killed browser. The newer of both wins.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::html::spawn_local;
use gloo_storage::{LocalStorage, Storage as _};
use gloo_timers::callback::Timeout;
use yingchun_domain::json;

use super::clock;
use super::promises::{self, DraftRow};

/// The most time before what was typed is in `promises`.
const JOURNAL_MS: u32 = 300;

/// A draft on its way into `promises`.
struct Waiting {
    row: DraftRow,
    _writes: Timeout,
}

thread_local! {
    static WAITING: RefCell<BTreeMap<String, Waiting>> = const { RefCell::new(BTreeMap::new()) };
}

fn storage_key(key: &str) -> String {
    format!("yingchun.draft.{key}")
}

fn at_hand(key: &str) -> Option<DraftRow> {
    let text = LocalStorage::raw().get_item(&storage_key(key)).ok()??;
    json::read(&text).ok()
}

/// What localStorage has under `key`, at once.
#[must_use]
pub fn load(key: &str) -> Option<String> {
    at_hand(key).map(|row| row.text)
}

/// Keeps `text` under `key`; called at each keystroke.
pub fn keep(key: &str, text: &str) {
    let row = DraftRow { text: text.to_owned(), at: clock::now() };
    // A full or forbidden localStorage is no loss: the journal follows.
    drop(LocalStorage::set(storage_key(key), &row));
    WAITING.with_borrow_mut(|waiting| match waiting.get_mut(key) {
        Some(before) => before.row = row,
        None => {
            let name = key.to_owned();
            let writes = Timeout::new(JOURNAL_MS, move || {
                if let Some(row) = hold(&name) {
                    journal(name, Some(row));
                }
            });
            waiting.insert(key.to_owned(), Waiting { row, _writes: writes });
        }
    });
}

/// Ends the draft `key`: what was typed is saved otherwise, or not wanted.
pub fn end(key: &str) {
    drop(hold(key));
    forget(key);
    journal(key.to_owned(), None);
}

/// Writes, or ends, a draft in `promises`. What cannot be journalled is still in localStorage and on the screen.
fn journal(key: String, row: Option<DraftRow>) {
    spawn_local(async move { drop(promises::keep_draft(&key, row.as_ref()).await) });
}

/// Takes a draft off its way into `promises`, so that it is not written behind the transaction that ends it.
pub(crate) fn hold(key: &str) -> Option<DraftRow> {
    WAITING.with_borrow_mut(|waiting| waiting.remove(key)).map(|waiting| waiting.row)
}

/// Sends a draft on its way again: the transaction that was to end it came to nothing.
pub(crate) fn resume(key: &str, row: Option<DraftRow>) {
    if row.is_some() {
        journal(key.to_owned(), row);
    }
}

/// Forgets a draft that ended in the transaction in which its entry was saved.
pub(crate) fn forget(key: &str) {
    LocalStorage::delete(storage_key(key));
}

/// What was typed last under `key`, also where the browser was killed meanwhile.
pub async fn recover(key: &str) -> Option<String> {
    let journalled = promises::draft(key).await.ok().flatten();
    let newest = [at_hand(key), journalled].into_iter().flatten().max_by_key(|row| row.at);
    newest.map(|row| row.text)
}
