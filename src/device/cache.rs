//! The replica as it was last swapped in, and the welcomes that were read. All of it may be thrown away, and is, where
//! it is broken or of another person: the hub sends it again.

use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Array;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use yingchun_domain::community::Welcome;
use yingchun_domain::id::{Epoch, PersonId};
use yingchun_domain::page::{Page, PageRow};
use yingchun_domain::row::CommitNo;
use yingchun_domain::scope::Scope;
use yingchun_domain::sync::Replica;

use super::store::{Base, Mode, StoreFault, Tx, from_js};

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

/// What the rows belong to.
#[derive(Serialize, Deserialize)]
struct Meta {
    person: PersonId,
    cursor: String,
    epoch: Epoch,
    reached: CommitNo,
    scopes: Vec<Scope>,
}

fn key(row: &PageRow) -> JsValue {
    Array::of2(&row.kind.as_str().into(), &row.id.to_string().into()).into()
}

/// The replica of `person` as it was last swapped in; empty where there is none, or it is broken.
pub(crate) async fn replica(person: PersonId) -> Replica {
    match stored(person).await {
        Ok(Some(replica)) => replica,
        Ok(None) => Replica::default(),
        Err(_) => {
            // What cannot be thrown away either is written over by the next swap.
            drop(BASE.with(Rc::clone).throw_away().await);
            Replica::default()
        }
    }
}

async fn stored(person: PersonId) -> Result<Option<Replica>, StoreFault> {
    let tx = begin(&[ROW, META], Mode::Read).await?;
    let Some(meta) = tx.get::<Meta>(META, REPLICA.into()).await?.filter(|meta| meta.person == person) else {
        return Ok(None);
    };
    let rows: Vec<PageRow> = tx.all(ROW).await?.iter().map(from_js).collect::<Result<_, _>>()?;
    Ok(Some(Replica::stored(&rows, meta.cursor, meta.epoch, meta.reached, meta.scopes)))
}

/// Writes what the swap of `pages` changes, in one transaction, as [`Replica::swap`] does in memory. Rows of a newer
/// schema are kept as they came.
pub(crate) async fn swap(person: PersonId, pages: &[Page]) -> Result<(), StoreFault> {
    let Some(last) = pages.last().filter(|page| page.whole) else { return Ok(()) };
    let tx = begin(&[ROW, META], Mode::Write).await?;
    let before = tx.get::<Meta>(META, REPLICA.into()).await?.filter(|meta| meta.person == person);
    let anew = pages.iter().any(|page| page.fresh);
    if anew || before.is_none() {
        tx.clear(ROW)?;
    }
    let mut touched: BTreeMap<(&str, uuid::Uuid), Option<PageRow>> = BTreeMap::new();
    for row in pages.iter().flat_map(|page| &page.rows) {
        let name = (row.kind.as_str(), row.id);
        let old = match touched.remove(&name) {
            Some(old) => old,
            None => tx.raw(ROW, key(row)).await?.and_then(|old| from_js(&old).ok()),
        };
        let now = merged(old, row);
        match &now {
            Some(row) => tx.put(ROW, &key(row), row)?,
            None => tx.delete(ROW, key(row))?,
        }
        touched.insert(name, now);
    }
    if before.is_some_and(|meta| meta.scopes.iter().any(|scope| !last.scopes.contains(scope))) {
        let_go(&tx, &last.scopes).await?;
    }
    let meta = Meta {
        person,
        cursor: last.cursor.clone(),
        epoch: last.epoch,
        reached: last.head,
        scopes: last.scopes.clone(),
    };
    tx.put(META, &REPLICA.into(), &meta)?;
    tx.finish().await
}

/// A row stays while any scope has it.
fn merged(old: Option<PageRow>, new: &PageRow) -> Option<PageRow> {
    if new.gone {
        let mut left = old?;
        left.scopes.retain(|scope| !new.scopes.contains(scope));
        return (!left.scopes.is_empty()).then_some(left);
    }
    let mut row = new.clone();
    let before = old.into_iter().flat_map(|old| old.scopes);
    row.scopes.extend(before.filter(|scope| !new.scopes.contains(scope)));
    Some(row)
}

async fn let_go(tx: &Tx, scopes: &[Scope]) -> Result<(), StoreFault> {
    for stored in tx.all(ROW).await? {
        let mut row: PageRow = from_js(&stored)?;
        row.scopes.retain(|scope| scopes.contains(scope));
        match row.scopes.is_empty() {
            true => tx.delete(ROW, key(&row))?,
            false => tx.put(ROW, &key(&row), &row)?,
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;
    use yingchun_domain::id::EntryId;

    fn a_row(gone: bool, scopes: &[Scope]) -> PageRow {
        PageRow {
            kind: "zone".to_owned(),
            id: Uuid::nil(),
            schema: 1,
            version: EntryId::from(Uuid::nil()),
            commit: CommitNo(1),
            scopes: scopes.to_vec(),
            gone,
            body: None,
        }
    }

    #[test]
    fn a_row_stays_while_any_scope_has_it() {
        let team = Scope::Team(Uuid::nil().into());
        let both = merged(Some(a_row(false, &[team])), &a_row(false, &[Scope::Campaign]));
        assert_eq!(both.as_ref().unwrap().scopes, [Scope::Campaign, team]);
        let one = merged(both, &a_row(true, &[Scope::Campaign]));
        assert_eq!(one.as_ref().unwrap().scopes, [team]);
        assert!(merged(one, &a_row(true, &[team])).is_none());
        assert!(merged(None, &a_row(true, &[team])).is_none());
    }
}
