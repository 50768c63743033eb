//! What waits in vain: the thing that a refused or dismissed entry would have made never comes, since nobody else makes
//! it. Whoever waits for it is dismissed with it, in the same transaction, and so is whoever comes for it later.

use std::collections::BTreeSet;

use uuid::Uuid;
use yingchun_domain::again::Earlier;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::EntryId;
use yingchun_domain::row::{Kind, RowKey};

use super::line::Outline;
use super::work::Work;
use crate::store::held::Waiting;
use crate::store::lookup::Changed;
use crate::store::{self, Fault};

/// The code of an entry whose target would have been made by one that came to nothing.
pub(super) const DISMISSED_WITH: &str = "entry.dismissed_with_another";
/// The name under which `lookup` remembers what never comes.
const UNMADE: &str = "unmade";

impl Work<'_> {
    /// Remembers what a refused entry would have made.
    pub(super) fn comes_to_nothing(&mut self, entry: &Entry) {
        self.unmade.extend(entry.begins());
    }

    /// Dismisses whoever waits for what never comes, and whoever waits for what those would have made, and so on. What may
    /// have held in an earlier life waits on, unless it is the office that dismissed: what a rule refuses today may have been
    /// made by another entry then.
    pub(super) async fn end_what_waits_in_vain(&mut self) -> Result<(), Fault> {
        let waited_for: BTreeSet<Uuid> = self.waiting.values().map(|it| it.waits_for.id).collect();
        let earlier = store::lookup::known(self.conn, self.campaign, UNMADE, &waited_for).await?;
        // What is there after all was made by another entry.
        let is_there =
            |id: &Uuid| Kind::ALL.iter().any(|kind| self.set.row(key(*kind, *id)).known().is_some());
        let mut unmade: BTreeSet<Uuid> = std::mem::take(&mut self.unmade);
        unmade.retain(|id| !is_there(id));
        let mut never: BTreeSet<Uuid> = unmade.iter().copied().chain(earlier).collect();
        while !never.is_empty() {
            let ended = self.dismiss_who_waits_for(&never).await?;
            never = ended.iter().filter_map(|it| made_by(&it.bytes)).collect();
            unmade.extend(&never);
        }
        let remembered = |id: &Uuid| Changed { name: UNMADE, key: id.to_string(), id: *id };
        let remembered: Vec<Changed> = unmade.iter().map(remembered).collect();
        store::lookup::save(self.conn, self.campaign, &remembered).await
    }

    async fn dismiss_who_waits_for(&mut self, never: &BTreeSet<Uuid>) -> Result<Vec<Waiting>, Fault> {
        let keys: Vec<RowKey> =
            never.iter().flat_map(|id| Kind::ALL.iter().map(|kind| key(*kind, *id))).collect();
        let mut waiting = if self.anybody_waits {
            store::held::load(self.conn, self.campaign, &keys).await?
        } else {
            vec![]
        };
        let by_the_office = matches!(self.settler, Some((_, Some(_))));
        let ends = |it: &Waiting| by_the_office || it.earlier == Earlier::Nothing;
        waiting.retain(|it| !self.released.contains(&it.entry) && !self.waiting.contains_key(&it.entry));
        waiting.retain(ends);
        self.dismiss_waiting(&waiting, DISMISSED_WITH).await?;
        // Those of this very transaction: nobody was told yet that they wait.
        let mine: Vec<EntryId> = self
            .waiting
            .iter()
            .filter(|(_, it)| never.contains(&it.waits_for.id) && ends(it))
            .map(|(entry, _)| *entry)
            .collect();
        for entry in mine {
            waiting.extend(self.waiting.remove(&entry));
            if let Some(first) = self.receipts.get(&entry).cloned() {
                self.dismiss(&first, None, DISMISSED_WITH);
            }
        }
        Ok(waiting)
    }
}

const fn key(kind: Kind, id: Uuid) -> RowKey {
    RowKey { kind, id }
}

/// The id of the thing that a line makes, as far as it can be read: its target, for acts that begin one; a cleaning goes by
/// the line's own.
pub(super) fn made_by(line: &[u8]) -> Option<Uuid> {
    let Outline { kind, id, target, .. } = Outline::read(line);
    if kind.as_deref() == Some("clean") {
        return id;
    }
    target.filter(|_| kind.is_some_and(|kind| Act::begins(&kind)))
}
