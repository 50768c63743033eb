//! Entries that this hub had before, in an earlier life of its database: their phones push them again with the receipts
//! that they were given then (invariant 12).
//!
//! A fact is judged as of the moment at which the hub had it first, so that nothing is marked as late, and what was
//! refused stays refused. A decision is judged by the rights of today. What held then and does not hold now may still
//! wait for what another phone is about to bring: it is kept apart, and judged anew whenever its phone or the office asks. It
//! is not refused either where it was held for a thing first, and the thing comes alone.

use yingchun_domain::decide::Context;
use yingchun_domain::entry::{Act, Class, Entry};
use yingchun_domain::grant::Grant;
use yingchun_domain::id::PersonId;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::refused::Refused;
use yingchun_domain::row::{Kept as _, Row, RowKey};

use super::Halt;
use super::line::{Line, took_effect};
use super::work::{Verdict, Work};
use crate::store::quarantine::ApartKey;
use crate::store::receipt::Kept;

/// The code of an entry that held in an earlier life and does not hold now.
pub(super) const NOT_YET_AGAIN: &str = "entry.not_yet_again";

/// Whether a line is kept apart until what it needs is back.
pub(super) fn is_not_yet_again(original: &Kept) -> bool {
    original.outcome == Outcome::Quarantined && original.code.as_deref() == Some(NOT_YET_AGAIN)
}

/// Whether such a line is brought again.
pub(super) fn may_hold_now(original: &Kept, line: &Line) -> bool {
    is_not_yet_again(original) && line.first.is_some() && line.sha256 == original.sha256
}

/// A right that waits for the office's nod is as good as not there.
pub(super) fn waits(row: &Row) -> bool {
    Grant::of(&row.entity).is_some_and(|grant| grant.waits)
}

impl Work<'_> {
    pub(super) async fn judge_known_again(
        &mut self,
        line: &Line,
        entry: &Entry,
        first: &Receipt,
    ) -> Result<(), Halt> {
        if first.outcome == Outcome::Refused {
            let verdict = Verdict::Final(Outcome::Refused, first.code.clone());
            self.settle(entry, &line.bytes, &Context::of(entry, first.received, self.commit), verdict);
            return Ok(());
        }
        let received = match (entry.act.class(), &entry.act) {
            (Class::Fact | Class::Claim, _) | (Class::Decision, Act::AcceptInvitation(_)) => {
                first.received.min(self.now)
            }
            (Class::Decision, _) => self.now,
        };
        let held = took_effect(first.outcome);
        let context = Context { again: held, ..Context::of(entry, received, self.commit) };
        let arrived = self.arrived(entry).await?;
        let verdict = match self.judge(entry, &context, &arrived).await? {
            Verdict::Final(Outcome::Refused, _) if held => match self.awaited_right(entry.author) {
                Some(grant) => Verdict::Held(grant),
                None => {
                    if !self.is_apart(line) {
                        self.keep_apart(line, NOT_YET_AGAIN);
                    }
                    return Ok(());
                }
            },
            verdict @ (Verdict::Final(..) | Verdict::Held(_)) => verdict,
        };
        if self.is_apart(line) {
            self.no_more_apart.push((ApartKey { entry: line.id, sha256: line.sha256 }, line.author));
        }
        self.settle(entry, &line.bytes, &context, verdict);
        Ok(())
    }

    /// What is done under a right that waits for the office's nod waits with it.
    pub(super) fn unless_her_right_waits(&self, author: PersonId, verdict: Verdict) -> Verdict {
        match &verdict {
            Verdict::Final(Outcome::Refused, Some(code)) if code == Refused::NotYours.code() => {
                self.awaited_right(author).map_or(verdict, Verdict::Held)
            }
            Verdict::Final(..) | Verdict::Held(_) => verdict,
        }
    }

    fn is_apart(&self, line: &Line) -> bool {
        self.brought_again.contains(&line.id)
    }

    /// The right of a person that waits for the office's nod.
    fn awaited_right(&self, person: PersonId) -> Option<RowKey> {
        let mut grants = self.set.all::<Grant>(Lookup::GrantsOfPerson, person.uuid());
        grants.find(|grant| grant.waits).map(|grant| RowKey { kind: Grant::KIND, id: grant.id.uuid() })
    }
}
