//! What a hub has written down, as tests read it: whether it is kept in memory or in a real database.

use std::collections::BTreeMap;
use std::sync::Arc;

use yingchun_domain::again::Earlier;
use yingchun_domain::entry::Entry;
use yingchun_domain::id::{DeviceId, EntryId, Epoch, PersonId};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{CommitNo, Row, RowKey};
use yingchun_domain::scope::{Scope, inspector_reads, scopes_of};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::time::UnixMs;

/// A receipt with the bytes that it is for.
#[derive(Clone)]
pub struct Kept {
    pub line: String,
    pub device: DeviceId,
    pub receipt: Receipt,
    /// Counts judgements: which of two came first in one commit.
    pub judged: u64,
}

/// An entry whose target is not known yet.
#[derive(Clone)]
pub struct Waiting {
    pub waits_for: RowKey,
    pub received: UnixMs,
    pub line: String,
    pub earlier: Earlier,
}

/// A line that could not be read or judged, or whose id has a receipt for other bytes.
#[derive(Clone)]
pub struct Apart {
    pub entry: EntryId,
    pub line: String,
    pub device: DeviceId,
    pub author: PersonId,
    pub received: UnixMs,
}

/// One life of a hub's database.
#[derive(Clone)]
pub struct Books {
    pub epoch: Epoch,
    pub commit: CommitNo,
    /// When this life of the database began.
    pub began: UnixMs,
    /// The last commit that the first start wrote.
    pub founded: CommitNo,
    /// Every row, as of the last commit.
    pub store: Set,
    /// Every version of every row.
    pub history: BTreeMap<RowKey, Vec<Arc<Row>>>,
    /// How often each entry's changes were applied in this life.
    pub applied: BTreeMap<EntryId, u32>,
    pub receipts: BTreeMap<EntryId, Kept>,
    pub held: BTreeMap<EntryId, Waiting>,
    /// Lines that wait for the office.
    pub apart: Vec<Apart>,
}

impl Books {
    pub fn new(epoch: Epoch) -> Self {
        Self {
            epoch,
            commit: CommitNo(0),
            began: UnixMs(0),
            founded: CommitNo(0),
            store: Set::new(Reach::Held),
            history: BTreeMap::new(),
            applied: BTreeMap::new(),
            receipts: BTreeMap::new(),
            held: BTreeMap::new(),
            apart: vec![],
        }
    }

    /// Notes a row as it is from now on.
    pub fn write(&mut self, row: Arc<Row>) {
        self.history.entry(row.entity.key()).or_default().push(Arc::clone(&row));
        self.store.put(row);
    }

    /// Every row stands in the scopes that the table gives it: no rule forgot to touch a row.
    pub fn check_scopes(&self) {
        for row in self.store.rows() {
            let key = row.entity.key();
            let stands = scopes_of(&row.entity, &self.store);
            let (scopes, commit) = (&row.scopes, self.commit);
            assert!(
                *scopes == stands,
                "every_row_stands_in_its_scopes: {commit:?} left {key:?} in {scopes:?}, not {stands:?}"
            );
        }
    }

    pub fn receipt(&self, id: EntryId) -> Option<&Receipt> {
        self.receipts.get(&id).map(|kept| &kept.receipt)
    }

    /// Whether an entry waits for something to come, or for the office.
    pub fn waits(&self, id: EntryId) -> bool {
        self.held.contains_key(&id) || self.apart.iter().any(|apart| apart.entry == id)
    }

    pub fn kept_line(&self, id: EntryId) -> Option<&str> {
        self.receipts.get(&id).map(|kept| kept.line.as_str())
    }

    pub fn kept(&self) -> impl Iterator<Item = &Kept> {
        self.receipts.values()
    }

    /// The entries that hold, in the order in which they were judged.
    pub fn accepted(&self) -> Vec<(Entry, Receipt)> {
        let holds = |outcome| matches!(outcome, Outcome::Applied | Outcome::Merged | Outcome::Conflict);
        let mut kept: Vec<&Kept> = self.kept().filter(|kept| holds(kept.receipt.outcome)).collect();
        kept.sort_by_key(|kept| kept.judged);
        let read = |kept: &Kept| (Entry::from_line(&kept.line).unwrap(), kept.receipt.clone());
        kept.into_iter().map(read).collect()
    }

    /// Whether a reader with these scopes sees this version of a row.
    pub fn sees(scopes: &[Scope], row: &Row) -> bool {
        let kind = row.entity.key().kind;
        scopes.contains(&Scope::Office)
            || (scopes.contains(&Scope::Inspect) && inspector_reads(kind))
            || row.scopes.iter().any(|scope| scopes.contains(scope))
    }

    /// What a reader with these scopes has to hold at a commit.
    pub fn expected(&self, scopes: &[Scope], at: CommitNo) -> BTreeMap<RowKey, (EntryId, CommitNo)> {
        let versions = self.history.iter().filter_map(|(key, rows)| {
            let row = rows.iter().rev().find(|row| row.commit <= at)?;
            Self::sees(scopes, row).then_some((*key, (row.version, row.commit)))
        });
        versions.collect()
    }
}
