//! Entries that the hub had in an earlier life of its database: their phones push them again with its first words.

use yingchun_domain::decide::Context;
use yingchun_domain::entry::{Class, Entry};
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::time::UnixMs;

use super::Kept;
use super::work::{Verdict, Work};

/// The code of an entry that held in an earlier life and does not hold now.
const NOT_YET_AGAIN: &str = "entry.not_yet_again";

/// Whether a line is kept apart until what it needs is back.
pub(super) fn is_not_yet_again(kept: &Kept) -> bool {
    kept.receipt.code.as_deref() == Some(NOT_YET_AGAIN) && !kept.receipt.outcome.is_final()
}

/// Whether such a line is brought again.
pub(super) fn may_hold_now(kept: &Kept, line: &str, first: Option<&Receipt>) -> bool {
    is_not_yet_again(kept) && first.is_some() && kept.line == line
}

impl Work<'_> {
    /// A fact is judged as of when the hub had it first; what was refused stays refused; what held then and does not now
    /// waits for what another phone is about to bring.
    pub(super) fn judge_known_again(
        &mut self,
        line: &str,
        entry: &Entry,
        first: &Receipt,
    ) -> Result<(), EntryId> {
        if first.outcome == Outcome::Refused {
            let verdict = Verdict::Final(Outcome::Refused, first.code.clone());
            self.settle(line, entry, &Context::of(entry, first.received, self.done.commit), verdict);
            return Ok(());
        }
        if self.hub.flaws.refuses_again {
            let verdict = Verdict::Final(Outcome::Refused, Some("right.not_yours".to_owned()));
            self.settle(line, entry, &Context::of(entry, first.received, self.done.commit), verdict);
            return Ok(());
        }
        let received = match entry.act.class() {
            Class::Fact | Class::Claim => first.received.min(self.now),
            Class::Decision => self.now,
        };
        if first.outcome.is_final() {
            return self.judge_held_before(line, entry, received);
        }
        self.judge(line, entry, received)
    }

    /// Judges what held in an earlier life, whenever it is: when it is brought again, when what it waited for has come,
    /// when the office asks. It is never refused.
    pub(super) fn judge_held_before(
        &mut self,
        line: &str,
        entry: &Entry,
        received: UnixMs,
    ) -> Result<(), EntryId> {
        let is_apart = self.hub.apart.iter().any(|apart| apart.entry == entry.id && apart.line == line);
        let context = Context { again: true, ..Context::of(entry, received, self.done.commit) };
        let verdict = self.verdict(entry, &context)?;
        if matches!(verdict, Verdict::Final(Outcome::Refused, _)) {
            if !is_apart {
                self.let_go(entry.id);
                self.keep_apart_for(entry.id, line, entry.device, entry.author, NOT_YET_AGAIN);
            }
            return Ok(());
        }
        if is_apart {
            self.done.settled.insert((entry.id, line.to_owned()));
        }
        self.settle(line, entry, &context, verdict);
        Ok(())
    }
}
