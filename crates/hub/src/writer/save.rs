//! The end of a transaction: what was changed, folded per row, saved with a statement a table.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use yingchun_domain::grant::Grant;
use yingchun_domain::id::PersonId;
use yingchun_domain::lookup::{Lookup, lookups_of};
use yingchun_domain::row::{Kept as _, Row, RowKey};
use yingchun_domain::scope::Scope;

use super::work::Work;
use super::{Halt, Written};
use crate::store::lookup::Changed;
use crate::store::view::{Place, Standing};
use crate::store::{self, Fault};

/// What rows change beside themselves.
#[derive(Default)]
struct Folded {
    /// Where they stood until now.
    left: Vec<Place>,
    /// Where they stand after this commit.
    standings: Vec<Standing>,
    /// Lookups that find them from now on, and that found them until now.
    come: Vec<Changed>,
    gone: Vec<Changed>,
}

impl Folded {
    fn fold(&mut self, RowKey { kind, id }: RowKey, before: Option<&Row>, row: &Row) {
        if let Some(old) = before {
            let commit = old.commit;
            self.left.extend(old.scopes.iter().map(|scope| Place { scope: *scope, commit, kind, id }));
            let lost = old.scopes.iter().filter(|scope| !row.scopes.contains(scope));
            self.standings.extend(lost.map(|scope| Standing { scope: *scope, kind, id, gone: true }));
        }
        let stands = row.scopes.iter().map(|scope| Standing { scope: *scope, kind, id, gone: false });
        self.standings.extend(stands);
        let found: BTreeSet<(Lookup, String)> = lookups_of(&row.entity).into_iter().collect();
        let found_before: BTreeSet<_> =
            before.map(|old| lookups_of(&old.entity)).into_iter().flatten().collect();
        let changed =
            |(lookup, key): &(Lookup, String)| Changed { name: lookup.as_str(), key: key.clone(), id };
        self.come.extend(found.difference(&found_before).map(changed));
        self.gone.extend(found_before.difference(&found).map(changed));
    }
}

impl Work<'_> {
    /// Saves everything but the transaction itself.
    pub(crate) async fn save(&mut self, tag: u64) -> Result<(), Halt> {
        self.tell_ends().await?;
        let folded = self.folded()?;
        self.save_folded(tag, folded).await.map_err(|fault| self.refused(fault))
    }

    async fn save_folded(&mut self, tag: u64, folded: Folded) -> Result<(), Fault> {
        let rows: Vec<Arc<Row>> = self.written.values().cloned().collect();
        let Folded { left, standings, come, gone } = folded;
        let receipts: Vec<_> = self.receipts.values().cloned().collect();
        let waiting: Vec<_> = self.waiting.values().cloned().collect();
        let released: Vec<_> = self.released.iter().copied().collect();
        let revoked = self.revoked();
        let (conn, campaign) = (&mut *self.conn, self.campaign);
        store::commit::save(conn, campaign, self.commit, tag, self.now).await?;
        store::entity::save(conn, campaign, &rows).await?;
        store::view::leave(conn, campaign, &left).await?;
        store::view::save(conn, campaign, self.commit, &standings).await?;
        store::lookup::remove(conn, campaign, &gone).await?;
        store::lookup::save(conn, campaign, &come).await?;
        store::receipt::save(conn, campaign, &receipts).await?;
        if self.anybody_waits {
            store::held::remove(conn, campaign, &released).await?;
        }
        store::held::save(conn, campaign, &waiting).await?;
        store::quarantine::save(conn, campaign, &self.apart).await?;
        for (key, author) in &self.no_more_apart {
            store::quarantine::end(conn, campaign, *key, *author, "brought_again", self.now).await?;
        }
        // Whoever named a photo first keeps it: the others are not welcome to bring its bytes.
        self.named = store::photo::save(conn, campaign, &self.named).await?;
        store::session::end_all_of(conn, campaign, &revoked).await
    }

    /// What the written rows change beside themselves. A row over which this fails was written by its version's entry.
    fn folded(&self) -> Result<Folded, Halt> {
        let mut folded = Folded::default();
        for (key, row) in &self.written {
            let before = self.before.get(key).and_then(Option::as_ref);
            catch_unwind(AssertUnwindSafe(|| folded.fold(*key, before.map(Arc::as_ref), row))).map_err(
                |_| match self.receipts.contains_key(&row.version) {
                    true => Halt::Culprit(row.version),
                    false => self.refused(Fault::Data),
                },
            )?;
        }
        Ok(folded)
    }

    /// Those who lost a right by this transaction: they do not go on reading under it.
    fn revoked(&self) -> Vec<PersonId> {
        let grant = |row: &Arc<Row>| Grant::of(&row.entity).cloned();
        let ended = self.written.iter().filter_map(|(key, row)| {
            let before = self.before.get(key).and_then(Option::as_ref).and_then(grant);
            grant(row).filter(|now| now.to.is_some() && before.is_none_or(|before| before.to.is_none()))
        });
        ended.map(|grant| grant.person).collect()
    }

    /// What is to be remembered and told once the transaction is committed.
    pub(super) fn done(&self) -> Written {
        Written {
            scopes: self.scopes(),
            loaded: self.loaded + self.written.len(),
            waits: !self.waiting.is_empty(),
            welcome: self.named.clone(),
        }
    }

    /// The scopes in which something changed.
    fn scopes(&self) -> BTreeSet<Scope> {
        let before = self.before.values().flatten().flat_map(|row| &row.scopes);
        let now = self.written.values().flat_map(|row| &row.scopes);
        before.chain(now).copied().collect()
    }
}
