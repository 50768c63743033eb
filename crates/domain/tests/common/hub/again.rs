//! Entries that the hub had in an earlier life of its database: their phones push them again with its first words.

use yingchun_domain::again::{Earlier, Given, NOT_YET_AGAIN, Turn, as_of, turn};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::time::UnixMs;

use super::work::{Verdict, Work};
use super::{Kept, Waiting};

/// The word that was given, as the rule asks for it.
pub(super) fn given<'a>(kept: &'a Kept, waiting: Option<&Waiting>) -> Given<'a> {
    let Receipt { outcome, code, .. } = &kept.receipt;
    Given { outcome: *outcome, code: code.as_deref(), waits: waiting.map(|it| it.earlier) }
}

impl Work<'_> {
    /// What is to be done with a line, by what the hub knows of it and what its phone shows.
    pub(super) fn turn(&self, line: &str, id: EntryId, first: Option<&Receipt>) -> Turn {
        let kept = self.hub.receipts.get(&id).filter(|kept| kept.line == line);
        turn(kept.map(|kept| given(kept, self.hub.held.get(&id))), first)
    }

    /// Judges a line that is new, or on which the hub has given a word in this life or in an earlier one.
    pub(super) fn judge_line(
        &mut self,
        line: &str,
        entry: &Entry,
        first: Option<&Receipt>,
    ) -> Result<(), EntryId> {
        self.name_photos(entry);
        let kept = self.hub.receipts.get(&entry.id).map(|kept| kept.receipt.received);
        self.told.extend(kept.map(|_| (entry.id, entry.author)));
        let received = as_of(entry, first, kept, self.now);
        let code = match self.turn(line, entry.id, first) {
            Turn::AsNew | Turn::Answer => return self.judge(line, entry, received, Earlier::Nothing),
            Turn::AsHeld if self.hub.flaws.refuses_again => Some("right.not_yours".to_owned()),
            Turn::AsHeld => return self.judge(line, entry, received, Earlier::Held),
            Turn::Refuse => first.and_then(|first| first.code.clone()),
        };
        let had = first.map_or(received, |first| first.received);
        self.settle(line, entry, had, Earlier::Nothing, Verdict::Final(Outcome::Refused, code));
        Ok(())
    }

    /// What held in an earlier life is not refused: it waits apart, and nothing is written where it does already. What
    /// the copy had as waiting waits on, until its phone shows what came of it.
    pub(super) fn waits_on(&mut self, line: &str, entry: &Entry, received: UnixMs, earlier: Earlier) -> bool {
        match earlier {
            Earlier::Nothing => return false,
            Earlier::Held if self.is_apart(line, entry.id) => {}
            Earlier::Held => {
                self.keep_apart_for(entry.id, line, (entry.device, entry.author), received, NOT_YET_AGAIN);
            }
            Earlier::Unshown => {}
        }
        true
    }

    fn is_apart(&self, line: &str, entry: EntryId) -> bool {
        let there = self.hub.apart.iter().any(|apart| apart.entry == entry && apart.line == line);
        there && !self.done.settled.contains(&(entry, line.to_owned()))
    }

    /// What has its word, or waits for a row, is not kept apart any more.
    pub(super) fn no_more_apart(&mut self, line: &str, entry: EntryId) {
        if self.is_apart(line, entry) {
            self.done.settled.insert((entry, line.to_owned()));
        }
    }
}
