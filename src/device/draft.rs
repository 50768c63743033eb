//! What a person types, kept while she types it: at each keystroke in localStorage, within 300 ms in `promises`, where
//! it survives a killed browser. The newer of both wins.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::html::{Signal, spawn_local};
use gloo_storage::{LocalStorage, Storage as _};
use gloo_timers::callback::Timeout;
use leptos::prelude::{ArcRwSignal, Get as _, Set as _};
use yingchun_domain::json;

use super::clock;
use super::promises::{self, DraftRow};

/// The most time before what was typed is on its way into `promises`: what the disk then takes is at risk beside it, and both
/// together are to stay within 300 ms (docs/MEASURED.md).
const JOURNAL_MS: u32 = 200;

/// A draft on its way into `promises`.
struct Waiting {
    row: DraftRow,
    _writes: Timeout,
}

thread_local! {
    static WAITING: RefCell<BTreeMap<String, Waiting>> = const { RefCell::new(BTreeMap::new()) };
    static TAKEN_BACK: ArcRwSignal<Option<(String, String)>> = ArcRwSignal::new(None);
}

fn storage_key(key: &str) -> String {
    format!("yingchun.draft.{key}")
}

fn in_local_storage(key: &str) -> Option<DraftRow> {
    let text = LocalStorage::raw().get_item(&storage_key(key)).ok()??;
    json::read(&text).ok()
}

/// What is known under `key` without a look into `promises`: the newest of what localStorage has and what is on its way.
pub(crate) fn at_hand(key: &str) -> Option<DraftRow> {
    let waiting = WAITING.with_borrow(|waiting| waiting.get(key).map(|it| it.row.clone()));
    [in_local_storage(key), waiting].into_iter().flatten().max_by_key(|row| row.at)
}

/// What localStorage has under `key`, at once.
#[must_use]
pub fn load(key: &str) -> Option<String> {
    in_local_storage(key).map(|row| row.text)
}

/// Keeps `text` under `key`; called at each keystroke.
pub fn keep(key: &str, text: &str) {
    let row = DraftRow { text: text.to_owned(), at: clock::now(), ended: false };
    // A full or forbidden localStorage is no loss: the journal follows.
    drop(LocalStorage::set(storage_key(key), &row));
    WAITING.with_borrow_mut(|waiting| match waiting.get_mut(key) {
        Some(before) => before.row = row,
        None => {
            let name = key.to_owned();
            let writes = Timeout::new(JOURNAL_MS, move || {
                if let Some(row) = hold(&name) {
                    journal(name, row);
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
    journal(key.to_owned(), DraftRow::ended(clock::now()));
}

/// Writes, or ends, a draft in `promises`. What cannot be journalled is still in localStorage and on the screen.
fn journal(key: String, row: DraftRow) {
    spawn_local(async move { drop(promises::keep_draft(&key, &row).await) });
}

/// Takes a draft off its way into `promises`, so that it is not written behind the transaction that ends it.
pub(crate) fn hold(key: &str) -> Option<DraftRow> {
    WAITING.with_borrow_mut(|waiting| waiting.remove(key)).map(|waiting| waiting.row)
}

/// Sends a draft on its way again: the transaction that was to end it came to nothing.
pub(crate) fn resume(key: &str, row: Option<DraftRow>) {
    if let Some(row) = row {
        journal(key.to_owned(), row);
    }
}

/// What was saved under `key` was taken back in `promises`: it is a draft again, and stands in its form, if that is open.
pub(crate) fn again(key: &str, text: String) {
    drop(LocalStorage::set(
        storage_key(key),
        DraftRow { text: text.clone(), at: clock::now(), ended: false },
    ));
    TAKEN_BACK.with(|taken_back| taken_back.set(Some((key.to_owned(), text))));
}

/// The form that was taken back last, with what it held.
#[must_use]
pub fn taken_back() -> Signal<Option<(String, String)>> {
    let taken_back = TAKEN_BACK.with(ArcRwSignal::clone);
    Signal::derive(move || taken_back.get())
}

/// Forgets a draft that ended in the transaction in which its entry was saved.
pub(crate) fn forget(key: &str) {
    LocalStorage::delete(storage_key(key));
}

/// What the phone knows of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovered {
    /// What was typed last.
    Typed(String),
    /// It ended, whatever localStorage still has.
    Ended,
    /// Nothing was ever typed.
    Nothing,
}

/// What was typed last under `key`, also where the browser was killed meanwhile. A browser that is killed forgets the last
/// seconds of localStorage, so that a draft that ended may stand there again.
pub async fn recover(key: &str) -> Recovered {
    let now = clock::now();
    // An end that lies ahead is the mark of a clock that jumped back: what is typed since counts.
    let journalled = promises::draft(key).await.ok().flatten().filter(|row| !row.ended || row.at <= now);
    let newest =
        [in_local_storage(key), journalled].into_iter().flatten().max_by_key(|row| (row.at, row.ended));
    newest.map_or(
        Recovered::Nothing,
        |row| if row.ended { Recovered::Ended } else { Recovered::Typed(row.text) },
    )
}
