//! The work of one transaction: what was read, what was decided, and what is to be saved at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::again::Earlier;
use yingchun_domain::decide::{Change, Context, Decided, Need, Stop, needs};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{CampaignId, EntryId, PersonId, PhotoId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{CommitNo, Row, RowKey};
use yingchun_domain::set::Set;
use yingchun_domain::spot::take_back::brought;
use yingchun_domain::text::Line as Words;
use yingchun_domain::time::UnixMs;

use super::again::{Known, NOT_YET_AGAIN, Why, waits};
use super::line::{Line, Outline, sha256};
use super::received::note_arrived;
use super::{Halt, Rule};
use crate::store::held::Waiting;
use crate::store::needs::ROUNDS_MOST;
use crate::store::photo::Named;
use crate::store::quarantine::{Apart, ApartKey};
use crate::store::receipt::Kept;
use crate::store::{self, Conn, Fault};

/// The code under which an entry is kept apart when a rule failed over it or the database refused what it wrote.
pub(crate) const UNJUDGED: &str = "entry.unjudged";

/// What became of an entry.
pub(super) enum Verdict {
    Final(Outcome, Option<String>),
    Held(RowKey),
}

/// One transaction's work.
pub(crate) struct Work<'a> {
    pub(crate) conn: &'a mut Conn,
    pub(crate) campaign: CampaignId,
    pub(crate) now: UnixMs,
    pub(crate) commit: CommitNo,
    pub(crate) rule: Rule,
    /// Whether entries from earlier commits wait.
    pub(crate) anybody_waits: bool,
    /// So many of those who wait are let go, and who they were, in this order.
    pub(crate) releases_most: usize,
    let_go: Vec<EntryId>,
    /// Rows of earlier transactions too: nobody else writes them.
    pub(crate) set: &'a mut Set,
    /// What this transaction put into the set.
    pub(crate) loaded: usize,
    /// Each written row as it was before.
    pub(crate) before: BTreeMap<RowKey, Option<Arc<Row>>>,
    /// Each written row as it is now.
    pub(crate) written: BTreeMap<RowKey, Arc<Row>>,
    pub(crate) receipts: BTreeMap<EntryId, Kept>,
    pub(crate) waiting: BTreeMap<EntryId, Waiting>,
    pub(crate) released: BTreeSet<EntryId>,
    pub(crate) apart: Vec<Apart>,
    pub(crate) named: Vec<Named>,
    /// Entries whose authors were told an interim word by an earlier transaction.
    pub(crate) told: BTreeMap<EntryId, PersonId>,
    /// Who of the office settles by this transaction, and why.
    pub(crate) settler: Option<(PersonId, Option<Words>)>,
    /// Lines that have a word and are judged once more.
    pub(super) known: BTreeMap<EntryId, Known>,
    /// Those of them that stood apart and were judged at last, with their authors.
    pub(crate) no_more_apart: BTreeMap<ApartKey, PersonId>,
    /// What never comes, because the entries that would have made it came to nothing.
    pub(super) unmade: BTreeSet<Uuid>,
    /// Rows that appeared and were not shown yet to those who wait.
    appeared: Vec<RowKey>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(
        conn: &'a mut Conn,
        set: &'a mut Set,
        rule: Rule,
        campaign: CampaignId,
        now: UnixMs,
        commit: CommitNo,
    ) -> Self {
        Self {
            conn,
            campaign,
            now,
            commit,
            rule,
            anybody_waits: false,
            releases_most: usize::MAX,
            let_go: Vec::new(),
            set,
            loaded: 0,
            before: BTreeMap::new(),
            written: BTreeMap::new(),
            receipts: BTreeMap::new(),
            waiting: BTreeMap::new(),
            released: BTreeSet::new(),
            apart: Vec::new(),
            named: Vec::new(),
            told: BTreeMap::new(),
            settler: None,
            known: BTreeMap::new(),
            no_more_apart: BTreeMap::new(),
            unmade: BTreeSet::new(),
            appeared: Vec::new(),
        }
    }

    /// Loads what is asked for.
    pub(crate) async fn load(&mut self, needs: &[Need]) -> Result<(), Fault> {
        self.loaded += store::needs::load(self.conn, self.campaign, needs, &self.written, self.set).await?;
        Ok(())
    }

    /// Loads what many entries need, a few statements for all of them.
    pub(crate) async fn load_for(&mut self, entries: &[&Entry]) -> Result<(), Halt> {
        for _ in 0..ROUNDS_MOST {
            let mut asked = BTreeSet::new();
            for entry in entries {
                let needed = catch_unwind(AssertUnwindSafe(|| needs(entry, self.set)));
                asked.extend(needed.map_err(|_| Halt::Culprit(entry.id))?);
            }
            if asked.is_empty() {
                break;
            }
            self.load(&asked.into_iter().collect::<Vec<_>>()).await?;
        }
        Ok(())
    }

    /// Writes what somebody decided, under this version.
    pub(crate) fn apply(&mut self, changes: Vec<Change>, version: EntryId) {
        for change in &changes {
            let key = match change {
                Change::Put(entity) => entity.key(),
                Change::Touch(key) => *key,
            };
            let set = &*self.set;
            self.before.entry(key).or_insert_with(|| set.row(key).known().cloned());
        }
        for row in self.set.apply(changes, version, self.commit) {
            let key = row.entity.key();
            let before = self.before.get(&key).cloned().flatten();
            self.appeared.extend(brought(before.as_deref().map(|row| &row.entity), &row.entity));
            let appears = !waits(&row) && before.as_deref().is_none_or(waits);
            let again = self.written.insert(key, row).is_some_and(|earlier| !waits(&earlier));
            if appears && !again {
                self.appeared.push(key);
            }
        }
    }

    /// The entry's photos are welcome, whatever becomes of the entry.
    pub(crate) fn name_photos(&mut self, entry: &Entry) {
        self.named.extend(entry.photos.iter().map(|photo| Named {
            photo: photo.id,
            device: entry.device,
            entry: entry.id,
            sha256: photo.sha256,
            len: photo.len,
            received: None,
        }));
    }

    /// Keeps a line apart, with a receipt that says so.
    pub(crate) fn keep_apart(&mut self, line: &Line, code: &'static str) {
        self.keep_apart_as_of(line, code, self.now);
    }

    fn keep_apart_as_of(&mut self, line: &Line, code: &'static str, received: UnixMs) {
        self.waiting.remove(&line.id);
        self.released.insert(line.id);
        self.put_apart(line, code, received);
        let kept = Kept { received, ..self.kept(line, Outcome::Quarantined, Some(code)) };
        self.receipts.insert(line.id, kept);
    }

    /// Keeps a line's bytes apart; its id may have a receipt for other bytes. Its photos are welcome like any others.
    pub(crate) fn put_apart(&mut self, line: &Line, code: &'static str, received: UnixMs) {
        self.named.extend(line.photos());
        self.no_more_apart.remove(&ApartKey { entry: line.id, sha256: line.sha256 });
        self.apart.push(Apart {
            entry: line.id,
            sha256: line.sha256,
            device: line.device,
            author: line.author,
            code,
            received,
            bytes: line.bytes.clone(),
        });
    }

    /// What a line is answered.
    pub(crate) fn kept(&self, line: &Line, outcome: Outcome, code: Option<&str>) -> Kept {
        Kept {
            entry: line.id,
            device: line.device,
            seq: line.seq,
            sha256: line.sha256,
            outcome,
            code: code.map(str::to_owned),
            commit: self.commit,
            received: self.now,
        }
    }

    pub(super) fn settle(
        &mut self,
        entry: &Entry,
        bytes: &[u8],
        (received, earlier): (UnixMs, Earlier),
        verdict: Verdict,
    ) {
        let sha256 = sha256(bytes);
        if self.known.get_mut(&entry.id).and_then(|known| known.apart.take()).is_some() {
            self.no_more_apart.insert(ApartKey { entry: entry.id, sha256 }, entry.author);
        }
        let (outcome, code) = match verdict {
            Verdict::Final(outcome, code) => {
                self.waiting.remove(&entry.id);
                self.released.insert(entry.id);
                if outcome == Outcome::Refused {
                    self.comes_to_nothing(entry);
                }
                (outcome, code)
            }
            Verdict::Held(waits_for) => {
                self.waiting.insert(
                    entry.id,
                    Waiting { entry: entry.id, waits_for, received, bytes: bytes.to_vec(), earlier },
                );
                (Outcome::Held, None)
            }
        };
        self.receipts.insert(
            entry.id,
            Kept {
                entry: entry.id,
                device: entry.device,
                seq: entry.seq,
                sha256,
                outcome,
                code,
                commit: self.commit,
                received,
            },
        );
    }

    pub(super) async fn judge(
        &mut self,
        entry: &Entry,
        context: &Context,
        arrived: &BTreeMap<PhotoId, UnixMs>,
    ) -> Result<Verdict, Halt> {
        self.load_for(&[entry]).await?;
        for _ in 0..ROUNDS_MOST {
            // A rule sees the set and changes nothing: after a panic the set is as it was.
            let judged = catch_unwind(AssertUnwindSafe(|| (self.rule)(self.set, entry, context)));
            match judged.map_err(|_| Halt::Culprit(entry.id))? {
                Ok(Decided { outcome, remark, mut changes }) => {
                    note_arrived(&mut changes, arrived);
                    catch_unwind(AssertUnwindSafe(|| self.apply(changes, entry.id)))
                        .map_err(|_| Halt::Culprit(entry.id))?;
                    return Ok(Verdict::Final(outcome, remark.map(|remark| remark.code().to_owned())));
                }
                Err(Stop::Refused(refused)) => {
                    return Ok(Verdict::Final(Outcome::Refused, Some(refused.code().to_owned())));
                }
                Err(Stop::Held(key)) if self.set.asked(key) => return Ok(Verdict::Held(key)),
                Err(Stop::Held(key)) => self.load(&[Need::Row(key)]).await?,
            }
        }
        Err(Halt::Culprit(entry.id))
    }

    /// Has those who wait for a row judged again.
    pub(super) fn show(&mut self, row: RowKey) {
        self.appeared.push(row);
    }

    /// Shows what appeared to those who wait for it, until nobody is left who was waiting for anything that is there.
    pub(crate) async fn release(&mut self, culprits: &BTreeSet<EntryId>) -> Result<(), Halt> {
        while !self.appeared.is_empty() {
            let appeared = std::mem::take(&mut self.appeared);
            let mut waiting = if self.anybody_waits {
                store::held::load(self.conn, self.campaign, &appeared).await?
            } else {
                vec![]
            };
            waiting.retain(|it| !self.released.contains(&it.entry) && !self.waiting.contains_key(&it.entry));
            let earlier: BTreeSet<EntryId> = waiting.iter().map(|it| it.entry).collect();
            waiting.extend(self.waiting.values().filter(|it| appeared.contains(&it.waits_for)).cloned());
            waiting.sort_by_key(|it| it.entry);
            for it in waiting {
                if self.let_go.len() >= self.releases_most {
                    return Ok(());
                }
                self.let_go.push(it.entry);
                let judged = match Entry::from_line(std::str::from_utf8(&it.bytes).unwrap_or_default()) {
                    Ok(entry) => {
                        if earlier.contains(&entry.id) {
                            self.told.insert(entry.id, entry.author);
                        }
                        self.judge_again(&entry, &it.bytes, (it.received, it.earlier), culprits).await
                    }
                    Err(refused) => self.keep_unread(&it, refused.code()).await,
                };
                // What cannot be read for it is no fault of the line that lets it go.
                judged.map_err(|halt| match halt {
                    Halt::Fault(Fault::Data) => Halt::Culprit(it.entry),
                    other @ (Halt::Fault(_) | Halt::Culprit(_) | Halt::Refused { .. }) => other,
                })?;
            }
        }
        Ok(())
    }

    /// Keeps a line apart that was held by a hub that could read it. What it waited for has come: it waits no more.
    async fn keep_unread(&mut self, it: &Waiting, code: &'static str) -> Result<(), Halt> {
        let first = store::receipt::load(self.conn, self.campaign, &[it.entry]).await?.into_iter().next();
        self.released.insert(it.entry);
        let Some(first) = first else { return Ok(()) };
        let bound = store::device::find(self.conn, self.campaign, first.device).await?;
        let author = bound.map(|it| it.person).or_else(|| Outline::read(&it.bytes).author);
        let line = Line {
            id: it.entry,
            device: first.device,
            author: author.unwrap_or_else(|| Uuid::nil().into()),
            seq: first.seq,
            sha256: first.sha256,
            bytes: it.bytes.clone(),
            read: Err(code),
            first: None,
        };
        self.keep_apart(&line, code);
        Ok(())
    }

    /// What is said where the database refuses what this transaction saves.
    pub(crate) fn refused(&self, fault: Fault) -> Halt {
        match fault {
            Fault::Data => Halt::Refused { released: self.let_go.clone() },
            Fault::Busy | Fault::Full => Halt::Fault(fault),
        }
    }

    /// Judges an entry that the hub had before, as of the moment when it had it first.
    pub(crate) async fn judge_again(
        &mut self,
        entry: &Entry,
        bytes: &[u8],
        (received, earlier): (UnixMs, Earlier),
        culprits: &BTreeSet<EntryId>,
    ) -> Result<(), Halt> {
        if culprits.contains(&entry.id) {
            let code = if earlier == Earlier::Held { NOT_YET_AGAIN } else { UNJUDGED };
            if self.apart(entry.id) != Some(Why::NotYetAgain) {
                self.put_back_apart(entry, bytes, code, received);
            }
            return Ok(());
        }
        let arrived = self.arrived(entry).await?;
        // Whoever shows a link names an invitation that is there: an acceptance that waited for one is of an earlier life.
        let again = earlier == Earlier::Held || matches!(entry.act, Act::AcceptInvitation(_));
        let context = Context { again, ..Context::of(entry, received, self.commit) };
        self.judge_as(entry, bytes, (context, earlier), &arrived).await
    }

    /// Keeps a line apart that the hub had first at `received`.
    pub(super) fn put_back_apart(
        &mut self,
        entry: &Entry,
        bytes: &[u8],
        code: &'static str,
        received: UnixMs,
    ) {
        let line = Line {
            id: entry.id,
            device: entry.device,
            author: entry.author,
            seq: entry.seq,
            sha256: sha256(bytes),
            bytes: bytes.to_vec(),
            read: Err(code),
            first: None,
        };
        self.keep_apart_as_of(&line, code, received);
    }
}
