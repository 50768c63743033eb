//! One IndexedDB database: opened when first needed and again where the browser dropped it, written in strict
//! transactions only. Inside a transaction nothing but its own requests is awaited, because it commits by itself.

use std::cell::RefCell;
use std::future::IntoFuture as _;

use idb::event::DatabaseEvent as _;
use idb::{Factory, KeyRange, ObjectStoreParams, Query};
use js_sys::Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbDatabase;
use yingchun_domain::json;

use super::interop;
use super::room::{self, Room};

/// So many values are read at a time: five hundred photos with their small pictures at once would hold a slow phone up.
const PIECE_ROWS: u32 = 64;

/// Why storage did not do as it was told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StoreFault {
    /// No room is left.
    #[error("the phone is full")]
    Full,
    /// Anything else, in the browser's own words.
    #[error("{0}")]
    Broken(String),
}

impl StoreFault {
    pub(super) fn of(fault: &JsValue) -> Self {
        Self::named(interop::reason(fault))
    }

    fn named(reason: String) -> Self {
        if !reason.contains("Quota") {
            return Self::Broken(reason);
        }
        room::met(Room::Short);
        Self::Full
    }
}

impl From<idb::Error> for StoreFault {
    fn from(fault: idb::Error) -> Self {
        Self::named(fault.to_string())
    }
}

impl From<serde_json::Error> for StoreFault {
    fn from(fault: serde_json::Error) -> Self {
        Self::Broken(fault.to_string())
    }
}

/// A database with a fixed list of stores.
pub(super) struct Base {
    name: &'static str,
    stores: &'static [&'static str],
    open: RefCell<Option<IdbDatabase>>,
}

/// Whether a transaction writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

/// A transaction under way. What was put is saved when [`Tx::finish`] says so, and not before.
pub(super) struct Tx {
    inner: idb::Transaction,
    over: JsFuture,
}

impl Base {
    pub(super) const fn new(name: &'static str, stores: &'static [&'static str]) -> Self {
        Self { name, stores, open: RefCell::new(None) }
    }

    async fn connect(&self) -> Result<IdbDatabase, StoreFault> {
        if let Some(database) = self.open.borrow().as_ref() {
            return Ok(database.clone());
        }
        let mut request = Factory::new()?.open(self.name, Some(1))?;
        let stores = self.stores;
        request.on_upgrade_needed(move |event| {
            let Ok(database) = event.database() else { return };
            for store in stores {
                // A store that cannot be made makes the opening itself fail.
                drop(database.create_object_store(store, ObjectStoreParams::new()));
            }
        });
        let database: IdbDatabase = JsValue::from(request.await?).unchecked_into();
        // Whoever throws the database away waits for every tab that has it open.
        interop::yields(&database);
        self.open.replace(Some(database.clone()));
        Ok(database)
    }

    /// Begins a transaction; a connection that the browser dropped is opened again, once.
    pub(super) async fn begin(&self, stores: &[&str], mode: Mode) -> Result<Tx, StoreFault> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let mode = match mode {
            Mode::Read => "readonly",
            Mode::Write => "readwrite",
        };
        let first = self.connect().await?;
        let begun = match interop::begin(&first, &names, mode) {
            Ok(transaction) => transaction,
            Err(_) => {
                self.open.replace(None);
                let again = self.connect().await?;
                interop::begin(&again, &names, mode).map_err(|fault| StoreFault::of(&fault))?
            }
        };
        let over = JsFuture::from(interop::finished(&begun));
        Ok(Tx { inner: begun.into(), over })
    }

    /// Throws the whole database away; it is empty when next opened.
    pub(super) async fn throw_away(&self) -> Result<(), StoreFault> {
        if let Some(database) = self.open.take() {
            database.close();
        }
        Ok(Factory::new()?.delete(self.name)?.await?)
    }
}

impl Tx {
    /// The value under `key`, as it is stored.
    pub(super) async fn raw(&self, store: &str, key: JsValue) -> Result<Option<JsValue>, StoreFault> {
        Ok(self.inner.object_store(store)?.get(Query::Key(key))?.await?)
    }

    /// The value under `key`, read as JSON.
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        store: &str,
        key: JsValue,
    ) -> Result<Option<T>, StoreFault> {
        self.raw(store, key).await?.map(|value| from_js(&value)).transpose()
    }

    /// What `of` makes of every value of a store, in the order of keys. A large store is read in pieces, and between them the
    /// page answers.
    pub(super) async fn all<T>(
        &self,
        store: &str,
        mut of: impl FnMut(JsValue) -> T,
    ) -> Result<Vec<T>, StoreFault> {
        let store = self.inner.object_store(store)?;
        let first = store.get_all(None, Some(PIECE_ROWS))?.await?;
        let mut all: Vec<T> = first.into_iter().map(&mut of).collect();
        if all.len() < PIECE_ROWS as usize {
            return Ok(all);
        }
        let keys = store.get_all_keys(None, None)?.await?;
        let mut pieces = vec![];
        for keys in keys.get(all.len()..).unwrap_or_default().chunks(PIECE_ROWS as usize) {
            if let [first, .., last] | [first @ last] = keys {
                let range = KeyRange::bound(first, last, None, None)?;
                // All are asked for at once: none waits for the answer before it.
                pieces.push(store.get_all(Some(Query::KeyRange(range)), None)?.into_future());
            }
        }
        for piece in pieces {
            all.extend(piece.await?.into_iter().map(&mut of));
        }
        Ok(all)
    }

    pub(super) fn put_raw(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), StoreFault> {
        self.inner.object_store(store)?.put(value, Some(key))?;
        Ok(())
    }

    /// Puts a value where none may stand: a key that is taken makes the whole transaction fail.
    pub(super) fn add<T: Serialize>(&self, store: &str, key: &JsValue, value: &T) -> Result<(), StoreFault> {
        self.inner.object_store(store)?.add(&to_js(value)?, Some(key))?;
        Ok(())
    }

    /// Every key of a store, in order.
    pub(super) async fn keys(&self, store: &str) -> Result<Vec<JsValue>, StoreFault> {
        Ok(self.inner.object_store(store)?.get_all_keys(None, None)?.await?)
    }

    pub(super) fn put<T: Serialize>(&self, store: &str, key: &JsValue, value: &T) -> Result<(), StoreFault> {
        self.put_raw(store, key, &to_js(value)?)
    }

    pub(super) fn delete(&self, store: &str, key: JsValue) -> Result<(), StoreFault> {
        self.inner.object_store(store)?.delete(Query::Key(key))?;
        Ok(())
    }

    pub(super) fn clear(&self, store: &str) -> Result<(), StoreFault> {
        self.inner.object_store(store)?.clear()?;
        Ok(())
    }

    /// Waits until the disk has all of it.
    pub(super) async fn finish(self) -> Result<(), StoreFault> {
        self.over.await.map(drop).map_err(|fault| StoreFault::of(&fault))
    }

    /// As [`Tx::finish`], where nothing more is put: the disk is told at once, and not when each request has been answered.
    pub(super) async fn finish_at_once(self) -> Result<(), StoreFault> {
        let Self { inner, over } = self;
        // An engine without an explicit commit commits by itself.
        drop(inner.commit());
        over.await.map(drop).map_err(|fault| StoreFault::of(&fault))
    }

    /// Gives it up: nothing of it is kept.
    pub(super) fn give_up(self) {
        // A transaction that is over already has nothing to give up.
        drop(self.inner.abort());
    }
}

/// A value as a plain JavaScript object, so that a page without wasm can read it too.
pub(super) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, StoreFault> {
    js_sys::JSON::parse(&serde_json::to_string(value)?).map_err(|fault| StoreFault::of(&fault))
}

/// Reads what [`to_js`] wrote; bytes beside it are left out.
pub(super) fn from_js<T: DeserializeOwned>(value: &JsValue) -> Result<T, StoreFault> {
    let text = js_sys::JSON::stringify(value).map_err(|fault| StoreFault::of(&fault))?;
    Ok(json::read(&String::from(text))?)
}
