//! Lines that are brought once more: to a hub that has no last word on them, or that had one in an earlier life of its
//! database and is shown it (invariant 12). What is to be done with them is the domain's to say; here it is done.
//!
//! What held then and does not hold now may still wait for what another phone is about to bring: it is kept apart, and
//! judged anew whenever its phone or the office asks.

use std::collections::BTreeMap;

use yingchun_domain::again::{Earlier, Given, NOT_YET_AGAIN, Turn, as_of, turn};
use yingchun_domain::decide::Context;
use yingchun_domain::entry::Entry;
use yingchun_domain::grant::Grant;
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::refused::Refused;
use yingchun_domain::row::{Kept as _, Row, RowKey};
use yingchun_domain::time::UnixMs;

use super::Halt;
use super::line::{Line, was_for_its_bringer};
use super::work::{Verdict, Work};
use crate::store::receipt::Kept;
use crate::store::{self, Fault};

/// What is known of a line before it is judged once more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(super) turn: Turn,
    /// When the hub had it first.
    pub(super) received: UnixMs,
    /// Whether it stands apart.
    pub(super) apart: bool,
}

/// Whether a line is kept apart until what it needs is back.
pub(super) fn is_not_yet_again(kept: &Kept) -> bool {
    given(kept, None).is_not_yet_again()
}

fn given(kept: &Kept, waits: Option<Earlier>) -> Given<'_> {
    Given { outcome: kept.outcome, code: kept.code.as_deref(), waits }
}

/// A right that waits for the office's nod is as good as not there.
pub(super) fn waits(row: &Row) -> bool {
    Grant::of(&row.entity).is_some_and(|grant| grant.waits)
}

impl Work<'_> {
    /// The lines that have a word already and are to be judged once more.
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
        let known = open.into_iter().map(|(line, kept)| {
            let given = given(kept, earlier.get(&line.id).copied());
            let given = Some(given).filter(|_| !was_for_its_bringer(kept));
            let turn = turn(given, line.first.as_ref());
            let apart = kept.outcome == Outcome::Quarantined;
            (line.id, Known { turn, received: kept.received, apart })
        });
        Ok(known.filter(|(_, known)| known.turn != Turn::Answer).collect())
    }

    /// Judges a line that is new, or that is known and not for good, and gives it its receipt.
    pub(super) async fn judge_line(&mut self, line: &Line, entry: &Entry) -> Result<(), Halt> {
        self.name_photos(entry);
        let known = self.known.get(&line.id).copied();
        self.told.extend(known.map(|_| (entry.id, entry.author)));
        let turn = known.map_or_else(|| turn(None, line.first.as_ref()), |known| known.turn);
        let first = line.first.as_ref().map(|first| first.received);
        let had = first.into_iter().chain(known.map(|known| known.received)).min().unwrap_or(self.now);
        let received = as_of(entry, had, self.now);
        if turn == Turn::Refuse {
            let code = line.first.as_ref().and_then(|first| first.code.clone());
            let verdict = Verdict::Final(Outcome::Refused, code);
            self.settle(entry, &line.bytes, (had, Earlier::Nothing), verdict);
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
                        if !self.is_apart(entry.id) {
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

    pub(super) fn is_apart(&self, entry: EntryId) -> bool {
        self.known.get(&entry).is_some_and(|known| known.apart)
    }

    /// The right of a person that waits for the office's nod.
    fn awaited_right(&self, person: PersonId) -> Option<RowKey> {
        let mut grants = self.set.all::<Grant>(Lookup::GrantsOfPerson, person.uuid());
        grants.find(|grant| grant.waits).map(|grant| RowKey { kind: Grant::KIND, id: grant.id.uuid() })
    }
}
