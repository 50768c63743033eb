//! The replica as it was last swapped in, and the welcomes that were read. All of it may be thrown away, and is, where
//! it is broken or of another person: the hub sends it again.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use js_sys::Array;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use yingchun_domain::community::Welcome;
use yingchun_domain::id::PersonId;
use yingchun_domain::page::{Page, PageRow};
use yingchun_domain::sync::Replica;
use yingchun_domain::sync::cached::{self, Ground, Meta};
use yingchun_domain::time::UnixMs;

use super::store::{Base, Mode, StoreFault, Tx, from_js};
use crate::html::spawn_local;

const ROW: &str = "row";
const META: &str = "meta";
const WELCOME: &str = "welcome";
const REPLICA: &str = "replica";

thread_local! {
    static BASE: Rc<Base> = Rc::new(Base::new("yingchun-cache", &[ROW, META, WELCOME]));
}

async fn begin(stores: &[&str], mode: Mode) -> Result<Tx, StoreFault> {
    BASE.with(Rc::clone).begin(stores, mode).await
}

fn key(row: &PageRow) -> JsValue {
    Array::of2(&row.kind.as_str().into(), &row.id.to_string().into()).into()
}

/// The replica of `person` as it was last swapped in, and when that was; empty where there is none, or it is broken.
pub(crate) async fn replica(person: PersonId) -> (Replica, Option<UnixMs>) {
    match stored(person).await {
        Ok(stored) => stored.unwrap_or_default(),
        Err(_) => {
            if clear().await.is_err() {
                // Nobody waits for it: a tab that holds it open must not hold up the start.
                spawn_local(async { drop(BASE.with(Rc::clone).throw_away().await) });
            }
            (Replica::default(), None)
        }
    }
}

async fn clear() -> Result<(), StoreFault> {
    let tx = begin(&[ROW, META], Mode::Write).await?;
    tx.clear(ROW)?;
    tx.clear(META)?;
    tx.finish().await
}

async fn stored(person: PersonId) -> Result<Option<(Replica, Option<UnixMs>)>, StoreFault> {
    let tx = begin(&[ROW, META], Mode::Read).await?;
    let Some(meta) = tx.get::<Meta>(META, REPLICA.into()).await?.filter(|meta| meta.person == person) else {
        return Ok(None);
    };
    let rows: Vec<PageRow> = tx.all(ROW, |row| from_js(&row)).await?.into_iter().collect::<Result<_, _>>()?;
    let now = meta.now;
    Ok(Some((Replica::stored(&rows, meta), now)))
}

/// Pages that are to be written, with what decides about them.
pub(crate) struct Swap {
    pub(crate) person: PersonId,
    /// The cursor after which they were asked for.
    pub(crate) base: Option<String>,
    pub(crate) pages: Vec<Page>,
    /// What entries without the hub's word name.
    pub(crate) named: BTreeSet<Uuid>,
}

/// Writes what a swap changes, in one transaction, as [`Replica::swap`] does in memory. Rows of a newer schema are kept
/// as they came.
pub(crate) async fn swap(swap: &Swap) -> Result<(), StoreFault> {
    let Some(last) = swap.pages.last().filter(|page| page.whole) else { return Ok(()) };
    let tx = begin(&[ROW, META], Mode::Write).await?;
    let before = tx.get::<Meta>(META, REPLICA.into()).await?;
    let before = match Ground::of(before.as_ref(), swap.person, swap.base.as_deref(), &swap.pages) {
        Ground::Stored => before,
        Ground::Empty => {
            tx.clear(ROW)?;
            None
        }
        Ground::Nowhere => return tx.finish().await,
    };
    let came = bring(&tx, swap).await?;
    let bare_before = before.as_ref().map(|meta| meta.bare.clone()).unwrap_or_default();
    let bare = if before.is_some_and(|meta| meta.lost_any(&last.scopes)) || !bare_before.is_empty() {
        let_go(&tx, swap, last).await?
    } else {
        came
    };
    tx.put(META, &REPLICA.into(), &Meta::after(swap.person, last, bare))?;
    tx.finish().await
}

/// Writes the pages' rows over those that are stored; gives back which of them are bare.
async fn bring(tx: &Tx, swap: &Swap) -> Result<BTreeSet<Uuid>, StoreFault> {
    let mut touched: BTreeMap<(&str, Uuid), Option<PageRow>> = BTreeMap::new();
    for row in swap.pages.iter().flat_map(|page| &page.rows) {
        let name = (row.kind.as_str(), row.id);
        let old = match touched.remove(&name) {
            Some(old) => old,
            None => tx.raw(ROW, key(row)).await?.and_then(|old| from_js(&old).ok()),
        };
        let now = cached::merged(old, row, &swap.named);
        match &now {
            Some(row) => tx.put(ROW, &key(row), row)?,
            None => tx.delete(ROW, key(row))?,
        }
        touched.insert(name, now);
    }
    let bare = touched.values().flatten().filter(|row| row.scopes.is_empty());
    Ok(bare.map(|row| row.id).collect())
}

/// Looks at every row for scopes that the reader lost; gives back those that stay bare.
async fn let_go(tx: &Tx, swap: &Swap, last: &Page) -> Result<BTreeSet<Uuid>, StoreFault> {
    let mut bare = BTreeSet::new();
    for before in tx.all(ROW, |row| from_js::<PageRow>(&row)).await? {
        let before = before?;
        let name = key(&before);
        match cached::left(before, &last.scopes, &swap.named) {
            Some(row) => {
                if row.scopes.is_empty() {
                    bare.insert(row.id);
                }
                tx.put(ROW, &name, &row)?;
            }
            None => tx.delete(ROW, name)?,
        }
    }
    Ok(bare)
}

/// Keeps what a code opened, for the day without signal.
pub(crate) async fn keep_welcome(code: &str, welcome: &Welcome) -> Result<(), StoreFault> {
    let tx = begin(&[WELCOME], Mode::Write).await?;
    tx.put(WELCOME, &code.into(), welcome)?;
    tx.finish().await
}

/// What a code opened when the hub last said so.
pub(crate) async fn welcome(code: &str) -> Result<Option<Welcome>, StoreFault> {
    begin(&[WELCOME], Mode::Read).await?.get(WELCOME, code.into()).await
}
