//! The phone's replica: what it may see, whole commits only, and what its own pending entries make of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use super::cached::{self, Meta};
use crate::community::Welcome;
use crate::decide::{Context, Stop, decide};
use crate::entry::{Entry, SeenHub};
use crate::id::{EntryId, Epoch};
use crate::page::{Page, PageRow};
use crate::row::{CommitNo, Entity, Row, RowKey};
use crate::scope::Scope;
use crate::set::{Reach, Set};
use crate::time::UnixMs;

/// What the phone may see, as of one commit of the hub.
#[derive(Clone, Debug)]
pub struct Replica {
    set: Set,
    held: BTreeMap<RowKey, Vec<Scope>>,
    opaque: BTreeSet<RowKey>,
    staged: Vec<Page>,
    cursor: Option<String>,
    epoch: Option<Epoch>,
    reached: CommitNo,
    scopes: Vec<Scope>,
    safe_commit: CommitNo,
}

impl Default for Replica {
    fn default() -> Self {
        Self {
            set: Set::new(Reach::Held),
            held: BTreeMap::new(),
            opaque: BTreeSet::new(),
            staged: vec![],
            cursor: None,
            epoch: None,
            reached: CommitNo(0),
            scopes: vec![],
            safe_commit: CommitNo(0),
        }
    }
}

/// An entry that the screen shows although the replica does not have it yet.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The entry.
    pub entry: Entry,
    /// The hub's clock of its receipt, where it has one.
    pub received: Option<UnixMs>,
}

/// The replica with the pending entries on top.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What the screen shows.
    pub set: Set,
    /// Entries that the rules would not let hold as things stand: the hub may know better.
    pub doubtful: Vec<(EntryId, Stop)>,
}

impl Replica {
    /// Whether the last page was of another life of the database, so that the replica begins anew.
    fn begin_anew(&mut self) {
        *self = Self { staged: std::mem::take(&mut self.staged), ..Self::default() };
    }

    /// Puts rows as storage held them: the whole of a replica that was swapped in before.
    #[must_use]
    pub fn stored(rows: &[PageRow], meta: Meta) -> Self {
        let Meta { cursor, epoch, reached, scopes, .. } = meta;
        let mut replica =
            Self { cursor: Some(cursor), epoch: Some(epoch), reached, scopes, ..Self::default() };
        for row in rows {
            replica.put(row, &BTreeSet::new());
        }
        replica
    }

    /// Puts what the first page showed, so that a registration without signal is judged by the community that it is
    /// for. The first swap brings the same rows from the hub.
    pub fn welcome(&mut self, welcome: &Welcome) {
        let entities: [Entity; 2] = [welcome.campaign.clone().into(), welcome.community.clone().into()];
        for entity in entities {
            if self.set.asked(entity.key()) {
                continue;
            }
            let row = Row {
                entity,
                version: Uuid::nil().into(),
                commit: CommitNo(0),
                scopes: vec![Scope::Campaign],
            };
            self.set.put(Arc::new(row));
        }
    }

    /// Where to go on: after the staged pages, or after what was swapped in.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.staged.last().map(|page| page.cursor.as_str()).or(self.cursor.as_deref())
    }

    /// The cursor after which the staged pages were asked for.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// The life of the database that it belongs to.
    #[must_use]
    pub const fn epoch(&self) -> Option<Epoch> {
        self.epoch
    }

    /// The commit that it shows.
    #[must_use]
    pub const fn reached(&self) -> CommitNo {
        self.reached
    }

    /// What an entry made after this answer says that its phone had read: with the last page all of it is there, and a
    /// commit of another life of the database is none of this one.
    #[must_use]
    pub fn seen_with(&self, epoch: Epoch, received: UnixMs) -> SeenHub {
        let last = self.staged.last().filter(|page| page.whole);
        let (life, read) = last.map_or((self.epoch, self.reached), |page| (Some(page.epoch), page.head));
        let commit = if life == Some(epoch) { read } else { CommitNo(0) };
        SeenHub { epoch, commit, received }
    }

    /// Up to where backups on other disks have everything, as the last pull said.
    #[must_use]
    pub const fn safe_commit(&self) -> CommitNo {
        self.safe_commit
    }

    /// What its reader holds.
    #[must_use]
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// The rows themselves.
    #[must_use]
    pub const fn set(&self) -> &Set {
        &self.set
    }

    /// Rows that no held scope has: they stay because an entry without the hub's word names them.
    pub fn bare(&self) -> impl Iterator<Item = RowKey> {
        self.held.iter().filter(|(_, scopes)| scopes.is_empty()).map(|(key, _)| *key)
    }

    /// Rows that a newer version of the app wrote: 需更新后查看.
    #[must_use]
    pub const fn opaque(&self) -> &BTreeSet<RowKey> {
        &self.opaque
    }

    /// The pages that wait for the last one.
    #[must_use]
    pub fn staged(&self) -> &[Page] {
        &self.staged
    }

    /// Keeps a page aside that was asked for `after` a cursor, until the last one came, and says whether it has come; a page
    /// that begins anew drops those before it. One that goes on from somewhere else says nothing of what lies between: it
    /// is dropped, and asked for again from here.
    #[must_use]
    pub fn stage(&mut self, page: Page, after: Option<&str>) -> bool {
        if page.fresh {
            self.staged.clear();
        } else if after != self.cursor() {
            return false;
        }
        let whole = page.whole;
        self.staged.push(page);
        whole
    }

    /// Swaps the staged pages in. Nothing happens before the last one came: no half commit is ever seen. Rows that are
    /// `named` by entries without the hub's word stay, whatever scope was lost.
    pub fn swap(&mut self, named: &BTreeSet<Uuid>) {
        let Some(last) = self.staged.last().filter(|page| page.whole) else { return };
        let (head, epoch, cursor, scopes) = (last.head, last.epoch, last.cursor.clone(), last.scopes.clone());
        let safe_commit = last.safe_commit;
        if self.staged.iter().any(|page| page.fresh) {
            self.begin_anew();
        }
        for page in std::mem::take(&mut self.staged) {
            for row in &page.rows {
                self.put(row, named);
            }
        }
        self.let_go(&scopes, named);
        self.reached = head;
        self.epoch = Some(epoch);
        self.cursor = Some(cursor);
        self.scopes = scopes;
        self.safe_commit = safe_commit;
    }

    fn put(&mut self, page_row: &PageRow, named: &BTreeSet<Uuid>) {
        let Ok(kind) = page_row.kind.parse() else { return };
        let key = RowKey { kind, id: page_row.id };
        let before = self.held.remove(&key);
        let scopes = cached::scopes_after(before.as_deref().unwrap_or_default(), page_row);
        if page_row.gone {
            match before {
                Some(_) if !scopes.is_empty() || named.contains(&key.id) => {
                    self.held.insert(key, scopes);
                }
                Some(_) | None => self.evict(key),
            }
            return;
        }
        self.held.insert(key, scopes);
        match page_row.row() {
            Some(row) => {
                self.opaque.remove(&key);
                self.set.put(Arc::new(row));
            }
            // What was shown before is not what is: nothing is shown in its place as if it were.
            None => {
                self.set.evict(key);
                self.opaque.insert(key);
            }
        }
    }

    fn evict(&mut self, key: RowKey) {
        self.opaque.remove(&key);
        self.set.evict(key);
    }

    /// A lost scope takes its rows along, but for those that another held scope has.
    fn let_go(&mut self, scopes: &[Scope], named: &BTreeSet<Uuid>) {
        let mut gone = vec![];
        self.held.retain(|key, held| {
            held.retain(|scope| scopes.contains(scope));
            let stays = !held.is_empty() || named.contains(&key.id);
            if !stays {
                gone.push(*key);
            }
            stays
        });
        gone.into_iter().for_each(|key| self.evict(key));
    }

    /// The replica with pending entries on top, in the device's order. Rules see the phone's clock, corrected by what
    /// it knows of the hub's.
    #[must_use]
    pub fn shown<'a>(&self, pending: impl IntoIterator<Item = &'a Pending>, now: UnixMs) -> Shown {
        let mut shown = Shown { set: self.set.clone(), doubtful: vec![] };
        for Pending { entry, received } in pending {
            let context = Context::of(entry, received.unwrap_or(now), self.reached);
            match decide(&shown.set, entry, &context) {
                Ok(decided) => {
                    shown.set.apply(decided.changes, entry.id, self.reached);
                }
                Err(stop) => shown.doubtful.push((entry.id, stop)),
            }
        }
        shown
    }
}
