//! Lines that are brought once more: to a hub that has no last word on them, or that had one in an earlier life of its
//! database and is shown it (invariant 12). What is to be done with them is the domain's to say; here it is done.
//!
//! What held then and does not hold now may still wait for what another phone is about to bring: it is kept apart, and
//! judged anew whenever its phone or the office asks.

use std::collections::BTreeMap;

pub(super) use yingchun_domain::again::NOT_YET_AGAIN;
use yingchun_domain::again::{Earlier, Given, Turn, as_of, turn};
use yingchun_domain::decide::Context;
use yingchun_domain::entry::Entry;
use yingchun_domain::grant::Grant;
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::refused::Refused;
use yingchun_domain::row::{Kept as _, Row, RowKey};
use yingchun_domain::time::UnixMs;

use super::Halt;
use super::line::{Line, was_for_its_bringer};
use super::work::{Verdict, Work};
use crate::store::receipt::Kept;
use crate::store::{self, Fault};

/// What is known of a line before it is judged once more.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(super) turn: Turn,
    /// What its phone shows, where it is that which decides.
    pub(super) first: Option<Receipt>,
    /// When the hub had it first.
    pub(super) received: UnixMs,
    /// Why it is kept apart, where it is.
    pub(super) apart: Option<Why>,
}

/// Why a line is kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// What it needs is not back.
    NotYetAgain,
    /// Another reason.
    Other,
}

/// Whether a line is kept apart until what it needs is back.
pub(super) fn is_not_yet_again(kept: &Kept) -> bool {
    given(kept, None).is_not_yet_again()
}

fn given(kept: &Kept, waits: Option<Earlier>) -> Given<'_> {
    Given { outcome: kept.outcome, code: kept.code.as_deref(), waits }
}

impl Why {
    fn of(given: Given<'_>) -> Option<Self> {
        let why = if given.is_not_yet_again() { Self::NotYetAgain } else { Self::Other };
        (given.outcome == Outcome::Quarantined).then_some(why)
    }
}

/// Of two turns of one line, which says more.
const fn weight(turn: Turn) -> u8 {
    match turn {
        Turn::Answer => 0,
        Turn::AsNew => 1,
        Turn::Refuse => 2,
        Turn::AsHeld => 3,
    }
}

/// A right that waits for the office's nod is as good as not there.
pub(super) fn waits(row: &Row) -> bool {
    Grant::of(&row.entity).is_some_and(|grant| grant.waits)
}

impl Work<'_> {
    /// The lines that have a word already and are to be judged once more. Where one is brought twice, that which says most
    /// decides.
    pub(super) async fn known_again(
        &mut self,
        lines: impl Iterator<Item = &Line>,
        original: &BTreeMap<EntryId, Kept>,
    ) -> Result<BTreeMap<EntryId, Known>, Fault> {
        let open = lines.filter(|line| line.read.is_ok()).filter_map(|line| {
            let kept = original.get(&line.id).filter(|kept| kept.sha256 == line.sha256)?;
            (!kept.outcome.is_final()).then_some((line, kept))
        });
        let open: Vec<(&Line, &Kept)> = open.collect();
        let held = open.iter().filter(|(_, kept)| kept.outcome == Outcome::Held).map(|(line, _)| line.id);
        let held: Vec<EntryId> = held.collect();
        let earlier = store::held::earlier(self.conn, self.campaign, &held).await?;
        let mut known = BTreeMap::new();
        for (line, kept) in open {
            let given = given(kept, earlier.get(&line.id).copied());
            let apart = Why::of(given);
            let turn = turn(Some(given).filter(|_| !was_for_its_bringer(kept)), line.first.as_ref());
            let says_more = known.get(&line.id).is_none_or(|known: &Known| weight(turn) > weight(known.turn));
            if turn != Turn::Answer && says_more {
                let (first, received) = (line.first.clone(), kept.received);
                known.insert(line.id, Known { turn, first, received, apart });
            }
        }
        Ok(known)
    }

    /// Judges a line that is new, or that is known and not for good, and gives it its receipt.
    pub(super) async fn judge_line(&mut self, line: &Line, entry: &Entry) -> Result<(), Halt> {
        self.name_photos(entry);
        let known = self.known.get(&line.id).cloned();
        self.told.extend(known.as_ref().map(|_| (entry.id, entry.author)));
        let first = known.as_ref().map_or(&line.first, |known| &known.first).as_ref();
        let turn = known.as_ref().map_or_else(|| turn(None, first), |known| known.turn);
        let received = as_of(entry, first, known.as_ref().map(|known| known.received), self.now);
        if let (Turn::Refuse, Some(first)) = (turn, first) {
            let verdict = Verdict::Final(Outcome::Refused, first.code.clone());
            self.settle(entry, &line.bytes, (first.received, Earlier::Nothing), verdict);
            return Ok(());
        }
        let earlier = if turn == Turn::AsHeld { Earlier::Held } else { Earlier::Nothing };
        let is_new = known.is_none() && first.is_none();
        let arrived = if is_new { BTreeMap::new() } else { self.arrived(entry).await? };
        let context = Context::again(entry, received, self.commit, earlier);
        self.judge_as(entry, &line.bytes, (context, earlier), &arrived).await
    }

    /// Judges an entry of which this is known from earlier lives of the database. What held in one is not refused; what the
    /// copy had as waiting waits on, until its phone shows what came of it; and both wait for a right that waits itself.
    pub(super) async fn judge_as(
        &mut self,
        entry: &Entry,
        bytes: &[u8],
        (context, earlier): (Context, Earlier),
        arrived: &BTreeMap<PhotoId, UnixMs>,
    ) -> Result<(), Halt> {
        let verdict = match self.judge(entry, &context, arrived).await? {
            Verdict::Final(Outcome::Refused, code) => match self.waits_on(entry, earlier, code.as_deref()) {
                Some(grant) => Verdict::Held(grant),
                None => match earlier {
                    Earlier::Nothing => Verdict::Final(Outcome::Refused, code),
                    Earlier::Held => {
                        if self.apart(entry.id) != Some(Why::NotYetAgain) {
                            self.put_back_apart(entry, bytes, NOT_YET_AGAIN, context.received);
                        }
                        return Ok(());
                    }
                    Earlier::Unshown => return Ok(()),
                },
            },
            verdict @ (Verdict::Final(..) | Verdict::Held(_)) => verdict,
        };
        self.settle(entry, bytes, (context.received, earlier), verdict);
        Ok(())
    }

    /// What is done under a right that waits for the office's nod waits with it.
    fn waits_on(&self, entry: &Entry, earlier: Earlier, code: Option<&str>) -> Option<RowKey> {
        let may_be_for_it = earlier == Earlier::Held || code == Some(Refused::NotYours.code());
        may_be_for_it.then(|| self.awaited_right(entry.author)).flatten()
    }

    /// Why a line that is judged once more is kept apart, until it was judged.
    pub(super) fn apart(&self, entry: EntryId) -> Option<Why> {
        self.known.get(&entry)?.apart
    }

    /// The right of a person that waits for the office's nod.
    fn awaited_right(&self, person: PersonId) -> Option<RowKey> {
        let mut grants = self.set.all::<Grant>(Lookup::GrantsOfPerson, person.uuid());
        grants.find(|grant| grant.waits).map(|grant| RowKey { kind: Grant::KIND, id: grant.id.uuid() })
    }
}
