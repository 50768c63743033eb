//! The end of what waits: an organiser has a line that was kept apart judged again, or dismisses it, or an entry that
//! is held, for good. The last word takes the place of the interim one on the receipt.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yingchun_domain::again::{Earlier, Turn};
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::ending::Ending;
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::Kept as _;
use yingchun_domain::text::Line as Words;

use super::again::{Known, Why, is_not_yet_again};
use super::deed::note_id;
use super::line::{Line, Link, Outline, Pusher, needs_key};
use super::vain::made_by;
use super::work::Work;
use super::{End, Halt, Hand, Writer};
use crate::error::HubError;
use crate::store::audit::Note;
use crate::store::held::Waiting;
use crate::store::quarantine::ApartKey;
use crate::store::receipt::Kept;
use crate::store::{self, Fault};

/// The code of an entry that an organiser dismissed.
const DISMISSED: &str = "entry.dismissed";

/// What an organiser settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waits {
    /// A line that is kept apart.
    Apart(ApartKey),
    /// An entry that is held.
    Held(EntryId),
}

impl Waits {
    const fn entry(self) -> EntryId {
        match self {
            Self::Apart(key) => key.entry,
            Self::Held(entry) => entry,
        }
    }
}

/// What came of settling.
#[derive(Clone, Debug)]
pub(crate) enum Ended {
    /// The word about the entry, and how many others ended with it.
    Word { kept: Kept, with_it: usize },
    /// Another line of the same id has the receipt: these bytes stand for nothing.
    Forked,
    /// Nothing of this name waits.
    Unknown,
}

impl Writer {
    /// Has a line that is kept apart judged again.
    pub(crate) async fn retry(&self, key: ApartKey, by: PersonId) -> Result<Ended, HubError> {
        self.have(move |hand| Box::pin(hand.retry(key, by))).await
    }

    /// Settles an entry without effect, for good.
    pub(crate) async fn dismiss(&self, what: Waits, by: PersonId, reason: Words) -> Result<Ended, HubError> {
        self.have(move |hand| Box::pin(hand.dismiss(what, by, reason))).await
    }
}

impl Hand {
    async fn retry(&mut self, key: ApartKey, by: PersonId) -> Result<Ended, Halt> {
        let mut culprits = BTreeSet::new();
        loop {
            let judged = self.commit(async |work| work.judge_apart(key, by, &culprits).await).await;
            match judged {
                Err(Halt::Culprit(entry)) if culprits.insert(entry) => self.forget(),
                Err(Halt::Fault(Fault::Data) | Halt::Refused { .. }) if culprits.insert(key.entry) => {
                    self.forget()
                }
                ended => return ended,
            }
        }
    }

    async fn dismiss(&mut self, what: Waits, by: PersonId, reason: Words) -> Result<Ended, Halt> {
        self.commit(async |work| work.end_waiting(what, by, &reason).await).await
    }
}

impl Work<'_> {
    async fn judge_apart(
        &mut self,
        key: ApartKey,
        by: PersonId,
        culprits: &BTreeSet<EntryId>,
    ) -> Result<End<Ended>, Halt> {
        let (now, campaign) = (self.now, self.campaign);
        let Some(apart) = store::quarantine::find(self.conn, campaign, key).await? else {
            return Ok(End::Nothing(Ended::Unknown));
        };
        let first = store::receipt::load(self.conn, campaign, &[key.entry]).await?.into_iter().next();
        let Some(first) = first.filter(|first| first.sha256 == key.sha256) else {
            return Ok(End::Nothing(Ended::Forked));
        };
        if needs_key(&first) {
            return Ok(End::Nothing(Ended::Word { kept: first, with_it: 0 }));
        }
        let (device, person) = (apart.device, apart.author);
        // Whoever accepted in an earlier life showed the link then.
        let invitation = if is_not_yet_again(&first) { Link::Shown } else { Link::NotShown };
        let line = Line::read(&apart.bytes, &Pusher { campaign, device, person, invitation });
        let Ok(entry) = line.read else {
            return Ok(End::Nothing(Ended::Word { kept: first, with_it: 0 }));
        };
        self.told.insert(entry.id, entry.author);
        self.settler = Some((by, None));
        self.name_photos(&entry);
        let (turn, earlier, why) = match is_not_yet_again(&first) {
            true => (Turn::AsHeld, Earlier::Held, Why::NotYetAgain),
            false => (Turn::AsNew, Earlier::Nothing, Why::Other),
        };
        let known = Known { turn, first: None, received: apart.received, apart: Some(why) };
        self.known.insert(entry.id, known);
        self.judge_again(&entry, &apart.bytes, (apart.received, earlier), culprits).await?;
        self.release(culprits).await?;
        self.end_what_waits_in_vain().await?;
        let kept = self.receipts.get(&key.entry).cloned().unwrap_or(first);
        let with_it = self.ended_beside(key.entry);
        if kept.outcome != Outcome::Quarantined {
            store::quarantine::end(self.conn, campaign, key, by, "retried", now).await?;
        }
        let note = Note::of(by, "quarantine.retry").about(key.entry.uuid());
        store::audit::note(self.conn, campaign, note_id(now), &note, now).await?;
        Ok(End::Saved(Ended::Word { kept, with_it }))
    }

    async fn end_waiting(&mut self, what: Waits, by: PersonId, reason: &Words) -> Result<End<Ended>, Halt> {
        let (now, campaign, entry) = (self.now, self.campaign, what.entry());
        let found = match what {
            Waits::Apart(key) => {
                let apart = store::quarantine::find(self.conn, campaign, key).await?;
                apart.map(|it| (Some(it.author), it.bytes))
            }
            Waits::Held(entry) => {
                let held = store::held::find(self.conn, campaign, entry).await?;
                held.map(|it| (Outline::read(&it.bytes).author, it.bytes))
            }
        };
        let Some((author, bytes)) = found else { return Ok(End::Nothing(Ended::Unknown)) };
        let first = store::receipt::load(self.conn, campaign, &[entry]).await?.into_iter().next();
        let mine = |first: &Kept| match what {
            Waits::Apart(key) => first.sha256 == key.sha256,
            Waits::Held(_) => true,
        };
        let first = first.filter(mine);
        if let Some(first) = &first {
            self.settler = Some((by, Some(reason.clone())));
            self.dismiss(first, author, DISMISSED);
            self.unmade.extend(made_by(&bytes));
            self.end_what_waits_in_vain().await?;
        }
        if let Waits::Apart(key) = what {
            store::quarantine::end(self.conn, campaign, key, by, "dismissed", now).await?;
        }
        let note =
            Note { words: Some(reason.to_string()), ..Note::of(by, "entry.dismiss").about(entry.uuid()) };
        store::audit::note(self.conn, campaign, note_id(now), &note, now).await?;
        let with_it = self.ended_beside(entry);
        let kept = first.and_then(|_| self.receipts.get(&entry).cloned());
        Ok(End::Saved(kept.map_or(Ended::Forked, |kept| Ended::Word { kept, with_it })))
    }
}

impl Work<'_> {
    /// How many others have their last word by this transaction.
    fn ended_beside(&self, entry: EntryId) -> usize {
        self.receipts.values().filter(|kept| kept.entry != entry && kept.outcome.is_final()).count()
    }

    /// Gives an entry its last word: it has no effect.
    pub(super) fn dismiss(&mut self, first: &Kept, author: Option<PersonId>, code: &'static str) {
        let commit = self.commit;
        self.told.extend(author.map(|author| (first.entry, author)));
        self.released.insert(first.entry);
        let last = Kept { outcome: Outcome::Refused, code: Some(code.to_owned()), commit, ..first.clone() };
        self.receipts.insert(last.entry, last);
    }

    /// Gives these their last word.
    pub(super) async fn dismiss_waiting(
        &mut self,
        waiting: &[Waiting],
        code: &'static str,
    ) -> Result<(), Fault> {
        let ids: Vec<EntryId> = waiting.iter().map(|it| it.entry).collect();
        let firsts = store::receipt::load(self.conn, self.campaign, &ids).await?;
        let authors: BTreeMap<EntryId, Option<PersonId>> =
            waiting.iter().map(|it| (it.entry, Outline::read(&it.bytes).author)).collect();
        for first in firsts {
            let author = authors.get(&first.entry).copied().flatten();
            self.dismiss(&first, author, code);
        }
        Ok(())
    }
}

impl Work<'_> {
    /// Brings the last word to the authors of entries whose first word was interim: a row of theirs, so that it comes
    /// with the next page.
    pub(super) async fn tell_ends(&mut self) -> Result<(), Fault> {
        let ended = self.told.iter().filter_map(|(entry, author)| {
            let kept = self.receipts.get(entry).filter(|kept| kept.outcome.is_final())?;
            let (by, reason) = self.settler.clone().unzip();
            let (outcome, code, at) = (kept.outcome, kept.code.clone(), self.now);
            Some(Ending { entry: *entry, author: *author, outcome, code, at, by, reason: reason.flatten() })
        });
        let ended: Vec<Ending> = ended.collect();
        if ended.is_empty() {
            return Ok(());
        }
        let needs: Vec<Need> = ended.iter().map(|ending| Need::Row(ending.key())).collect();
        self.load(&needs).await?;
        for ending in ended {
            let version = Uuid::new_v5(&ending.entry.uuid(), b"ending").into();
            self.apply(vec![Change::Put(ending.into())], version);
        }
        Ok(())
    }
}
