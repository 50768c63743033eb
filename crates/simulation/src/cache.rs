//! The replica in storage: rows and what they belong to, written as the phone writes them.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yingchun_domain::id::PersonId;
use yingchun_domain::page::{Page, PageRow};
use yingchun_domain::sync::Replica;
use yingchun_domain::sync::cached::{self, Ground, Meta};

#[derive(Clone, Default)]
pub struct Cache {
    meta: Option<Meta>,
    rows: BTreeMap<(String, Uuid), PageRow>,
}

impl Cache {
    /// The replica of `person` as it was last swapped in.
    pub fn replica(&self, person: PersonId) -> Replica {
        let rows: Vec<PageRow> = self.rows.values().cloned().collect();
        let hers = self.meta.clone().filter(|meta| meta.person == person);
        hers.map(|meta| Replica::stored(&rows, meta)).unwrap_or_default()
    }

    /// Writes what a swap of `pages` changes.
    pub fn swap(&mut self, person: PersonId, base: Option<&str>, pages: &[Page], named: &BTreeSet<Uuid>) {
        let Some(last) = pages.last().filter(|page| page.whole) else { return };
        match Ground::of(self.meta.as_ref(), person, base, pages) {
            Ground::Stored => {}
            Ground::Empty => self.rows.clear(),
            Ground::Nowhere => return,
        }
        for row in pages.iter().flat_map(|page| &page.rows) {
            let name = (row.kind.clone(), row.id);
            let old = self.rows.remove(&name);
            if let Some(now) = cached::merged(old, row, named) {
                self.rows.insert(name, now);
            }
        }
        let rows = std::mem::take(&mut self.rows);
        let left = |(name, row)| Some((name, cached::left(row, &last.scopes, named)?));
        self.rows = rows.into_iter().filter_map(left).collect();
        let bare = self.rows.values().filter(|row| row.scopes.is_empty()).map(|row| row.id).collect();
        self.meta = Some(Meta::after(person, last, bare));
    }
}
