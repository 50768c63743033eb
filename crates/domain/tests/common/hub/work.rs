//! One transaction: what was read, what was decided, and what is to be saved at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::again::{Earlier, Turn};
use yingchun_domain::decide::{Change, Context, Decided, Need, Stop, needs};
use yingchun_domain::ending::Ending;
use yingchun_domain::entry::{Act, Entry, EntryRefused, Envelope};
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::lookup::{Lookup, lookups_of};
use yingchun_domain::photo::Bytes;
use yingchun_domain::receipt::{First, Outcome, Receipt};
use yingchun_domain::row::{CommitNo, Entity, Kind, Row, RowKey};
use yingchun_domain::set::{Reach, Seen, Set};
use yingchun_domain::spot::take_back::brought;
use yingchun_domain::sync::Fault;
use yingchun_domain::time::UnixMs;

use super::{Apart, Kept, ModelHub, Named, Pushed, Waiting};

/// Rounds of loading that a judgement may take.
pub const ROUNDS_MOST: usize = 3;

/// What a rule of a test throws, so that its own failures are not taken for a poisoned entry.
pub struct Poison;

/// What became of an entry.
pub(super) enum Verdict {
    Final(Outcome, Option<String>),
    Held(RowKey),
}

/// The receipts of one push, in the order of its lines.
type Answers = Vec<Result<Vec<Receipt>, Fault>>;

/// What is to be saved.
#[derive(Default)]
pub struct Done {
    pub commit: CommitNo,
    pub written: Vec<Arc<Row>>,
    pub effects: Vec<EntryId>,
    pub receipts: BTreeMap<EntryId, Kept>,
    pub waiting: BTreeMap<EntryId, Waiting>,
    pub released: BTreeSet<EntryId>,
    pub apart: Vec<Apart>,
    pub settled: BTreeSet<(EntryId, String)>,
    pub bound: BTreeMap<DeviceId, PersonId>,
    pub named: BTreeMap<PhotoId, Named>,
}

impl Done {
    /// Nothing but repeats: no commit is made for them.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
            && self.receipts.is_empty()
            && self.apart.is_empty()
            && self.settled.is_empty()
    }
}

pub struct Work<'a> {
    pub(super) hub: &'a ModelHub,
    pub set: Set,
    pub(super) now: UnixMs,
    written: BTreeMap<RowKey, Arc<Row>>,
    pub(super) appeared: Vec<RowKey>,
    pub(super) told: BTreeMap<EntryId, PersonId>,
    judged: u64,
    pub(super) done: Done,
}

impl<'a> Work<'a> {
    pub fn new(hub: &'a ModelHub, now: UnixMs) -> Self {
        let done = Done { commit: CommitNo(hub.commit.0 + 1), ..Done::default() };
        let (written, told, judged) = (BTreeMap::new(), BTreeMap::new(), hub.judged);
        Self { hub, set: Set::new(Reach::Asked), now, written, appeared: vec![], told, judged, done }
    }

    pub fn load(&mut self, need: Need) {
        match need {
            Need::Row(key) => self.load_row(key),
            Need::All { lookup, key, .. } => {
                let ids = self.ids(lookup, &key);
                for id in &ids {
                    self.load_row(RowKey { kind: lookup.finds(), id: *id });
                }
                self.set.put_lookup(lookup, key, ids);
            }
        }
    }

    /// What a lookup finds, with what this transaction wrote.
    fn ids(&self, lookup: Lookup, key: &str) -> BTreeSet<Uuid> {
        let mut ids: BTreeSet<Uuid> = self.hub.store.ids(lookup, key).collect();
        for row in self.written.values().filter(|row| row.entity.key().kind == lookup.finds()) {
            let id = row.entity.key().id;
            if lookups_of(&row.entity).iter().any(|(name, at)| *name == lookup && at == key) {
                ids.insert(id);
            } else {
                ids.remove(&id);
            }
        }
        ids
    }

    pub(super) fn load_row(&mut self, key: RowKey) {
        if self.set.asked(key) {
            return;
        }
        match self.hub.store.row(key) {
            Seen::Known(row) => self.set.put(Arc::clone(row)),
            Seen::Absent | Seen::Unknown => self.set.put_absent(key),
        }
    }

    pub fn load_for(&mut self, entry: &Entry) {
        for _ in 0..ROUNDS_MOST {
            for need in needs(entry, &self.set) {
                self.load(need);
            }
        }
        assert_eq!(needs(entry, &self.set), [], "{} needs more than three rounds", entry.act.kind());
    }

    pub fn apply(&mut self, changes: Vec<Change>, version: EntryId) {
        for row in self.set.apply(changes, version, self.done.commit) {
            let key = row.entity.key();
            let before = self.hub.store.row(key).known().map(|row| &row.entity);
            self.appeared.extend(brought(before, &row.entity));
            if self.written.insert(key, row).is_none() && before.is_none() {
                self.appeared.push(key);
            }
        }
    }

    /// Judges the lines of all pushes in order. `Err` names an entry at which a rule failed: all is done without it.
    pub fn take(&mut self, pushes: &[Pushed<'_>], culprits: &BTreeSet<EntryId>) -> Result<Answers, EntryId> {
        let mut answers = vec![];
        let mut judged: BTreeMap<EntryId, String> = BTreeMap::new();
        let mut binding = vec![];
        for pushed in pushes {
            let person = match self.pusher(pushed) {
                Ok(person) => person,
                Err(fault) => {
                    answers.push(Err(fault));
                    continue;
                }
            };
            binding.push((pushed.device, person));
            let mut ids = vec![];
            let mut first = None;
            for line in pushed.lines {
                if let Some(receipt) = First::from_line(line) {
                    first = Some(receipt);
                    continue;
                }
                let (id, read) = read_line(line, pushed.device, person);
                let first = first.take().filter(|first| first.id == id);
                ids.push((id, line.clone()));
                let kept = self.hub.receipts.get(&id);
                let turn = self.turn(line, id, first.as_ref());
                let answers = |kept: &&Kept| kept.line != *line || read.is_none() || turn == Turn::Answer;
                let kept = kept.filter(answers);
                match judged.get(&id).or_else(|| kept.map(|kept| &kept.line)) {
                    Some(known) if known == line => {}
                    Some(_) => self.put_apart(id, line, pushed.device, person, self.now),
                    None => {
                        judged.insert(id, line.clone());
                        match read {
                            Some(entry) if !culprits.contains(&id) => {
                                self.judge_line(line, &entry, first.as_ref())?;
                            }
                            // A rule that fails over what has a word already changes nothing.
                            Some(_) if self.hub.receipts.get(&id).is_some_and(|kept| kept.line == *line) => {}
                            Some(_) | None => self.keep_apart(id, line, pushed.device, person),
                        }
                    }
                }
            }
            answers.push(Ok(ids));
        }
        self.release(culprits)?;
        self.bind(&binding);
        Ok(answers.into_iter().map(|ids| Ok(ids?.iter().map(|it| self.receipt_of(it)).collect())).collect())
    }

    /// Who pushes, by the device's key: somebody known, or whoever registers herself in a line.
    fn pusher(&self, pushed: &Pushed<'_>) -> Result<PersonId, Fault> {
        if let Some(person) = self.hub.knows(pushed.device) {
            return Ok(person);
        }
        let mut entries = pushed.lines.iter().filter_map(|line| Entry::from_line(line).ok());
        let herself = |entry: &Entry| {
            let registers = matches!(entry.act, Act::Register(_)) && entry.target == entry.author.uuid();
            let key = RowKey { kind: Kind::Person, id: entry.target };
            registers && entry.device == pushed.device && self.hub.store.row(key).known().is_none()
        };
        entries.find(herself).map(|entry| entry.author).ok_or(Fault::Unknown)
    }

    fn bind(&mut self, binding: &[(DeviceId, PersonId)]) {
        for (device, person) in binding {
            let holds = |kept: &Kept| matches!(kept.receipt.outcome, Outcome::Applied | Outcome::Merged);
            let hers = self.done.receipts.values().any(|kept| kept.device == *device && holds(kept));
            if hers && self.hub.knows(*device).is_none() {
                self.done.bound.insert(*device, *person);
            }
        }
    }

    fn receipt_of(&self, (id, line): &(EntryId, String)) -> Receipt {
        let kept = self.done.receipts.get(id).or_else(|| self.hub.receipts.get(id));
        match kept.filter(|kept| kept.line == *line) {
            Some(kept) => kept.receipt.clone(),
            None => self.word(*id, Outcome::Quarantined, Some("entry.forked"), self.now),
        }
    }

    pub(super) fn word(
        &self,
        id: EntryId,
        outcome: Outcome,
        code: Option<&str>,
        received: UnixMs,
    ) -> Receipt {
        let (code, commit, mac) = (code.map(str::to_owned), self.done.commit, String::new());
        Receipt { id, outcome, code, commit, received, mac }
    }

    pub(super) fn keep(&mut self, line: &str, device: DeviceId, receipt: Receipt) {
        self.judged += 1;
        let kept = Kept { line: line.to_owned(), device, receipt, judged: self.judged };
        self.done.receipts.insert(kept.receipt.id, kept);
    }

    fn put_apart(
        &mut self,
        entry: EntryId,
        line: &str,
        device: DeviceId,
        author: PersonId,
        received: UnixMs,
    ) {
        self.done.settled.remove(&(entry, line.to_owned()));
        let there = self.hub.apart.iter().chain(&self.done.apart);
        if !there.into_iter().any(|apart| apart.entry == entry && apart.line == line) {
            let line = line.to_owned();
            self.done.apart.push(Apart { entry, line, device, author, received });
        }
    }

    pub(super) fn keep_apart(&mut self, id: EntryId, line: &str, device: DeviceId, author: PersonId) {
        self.keep_apart_for(id, line, (device, author), self.now, "entry.unjudged");
    }

    pub(super) fn keep_apart_for(
        &mut self,
        id: EntryId,
        line: &str,
        (device, author): (DeviceId, PersonId),
        received: UnixMs,
        code: &str,
    ) {
        self.let_go(id);
        self.put_apart(id, line, device, author, received);
        let receipt = self.word(id, Outcome::Quarantined, Some(code), received);
        self.keep(line, device, receipt);
        if let Ok(entry) = Entry::from_line(line) {
            self.name_photos(&entry);
        }
    }

    pub(super) fn name_photos(&mut self, entry: &Entry) {
        let named = Named { device: entry.device, received: None };
        self.done.named.extend(entry.photos.iter().map(|photo| (photo.id, named)));
    }

    /// Judges an entry as of when the hub had it, by what is known of it from earlier lives of the database.
    pub(super) fn judge(
        &mut self,
        line: &str,
        entry: &Entry,
        received: UnixMs,
        earlier: Earlier,
    ) -> Result<(), EntryId> {
        let context = Context::again(entry, received, self.done.commit, earlier);
        let verdict = self.verdict(entry, &context)?;
        let refused = matches!(verdict, Verdict::Final(Outcome::Refused, _));
        if !(refused && self.waits_on(line, entry, received, earlier)) {
            self.settle(line, entry, received, earlier, verdict);
        }
        Ok(())
    }

    pub(super) fn verdict(&mut self, entry: &Entry, context: &Context) -> Result<Verdict, EntryId> {
        self.load_for(entry);
        loop {
            match self.rule(entry, context)? {
                Ok(Decided { outcome, remark, mut changes }) => {
                    self.note_arrived(&mut changes);
                    self.apply(changes, entry.id);
                    self.done.effects.push(entry.id);
                    return Ok(Verdict::Final(outcome, remark.map(|remark| remark.code().to_owned())));
                }
                Err(Stop::Refused(refused)) => {
                    return Ok(Verdict::Final(Outcome::Refused, Some(refused.code().to_owned())));
                }
                Err(Stop::Held(key)) if self.set.asked(key) => return Ok(Verdict::Held(key)),
                Err(Stop::Held(key)) => self.load_row(key),
            }
        }
    }

    pub(super) fn settle(
        &mut self,
        line: &str,
        entry: &Entry,
        received: UnixMs,
        earlier: Earlier,
        verdict: Verdict,
    ) {
        self.no_more_apart(line, entry.id);
        let (outcome, code) = match verdict {
            Verdict::Final(outcome, code) => {
                self.let_go(entry.id);
                (outcome, code)
            }
            Verdict::Held(waits_for) => {
                let waiting = Waiting { waits_for, received, line: line.to_owned(), earlier };
                self.done.waiting.insert(entry.id, waiting);
                (Outcome::Held, None)
            }
        };
        let receipt = self.word(entry.id, outcome, code.as_deref(), received);
        self.keep(line, entry.device, receipt);
    }

    fn rule(&self, entry: &Entry, context: &Context) -> Result<Result<Decided, Stop>, EntryId> {
        let judged = catch_unwind(AssertUnwindSafe(|| (self.hub.rule)(&self.set, entry, context)));
        judged.map_err(|thrown| if thrown.is::<Poison>() { entry.id } else { resume_unwind(thrown) })
    }

    /// Bytes may come while their entry waits: the record says so from the start.
    fn note_arrived(&self, changes: &mut [Change]) {
        for change in changes {
            if let Change::Put(Entity::Photo(photo)) = change
                && let Some(at) = self.hub.photos.get(&photo.id).and_then(|named| named.received)
                && photo.bytes == Bytes::Awaited
            {
                photo.bytes = Bytes::Received { at };
            }
        }
    }

    /// The end: authors who were told an interim word get a row that says the last one.
    pub fn done(mut self) -> Done {
        let ended: Vec<Ending> = self
            .told
            .iter()
            .filter_map(|(entry, author)| {
                let last = self.done.receipts.get(entry).filter(|kept| kept.receipt.outcome.is_final())?;
                let (outcome, code) = (last.receipt.outcome, last.receipt.code.clone());
                let (at, by, reason) = (self.now, None, None);
                Some(Ending { entry: *entry, author: *author, outcome, code, at, by, reason })
            })
            .collect();
        for ending in ended {
            let version = Uuid::new_v5(&ending.entry.uuid(), b"ending").into();
            self.load_row(RowKey { kind: Kind::Outcome, id: ending.entry.uuid() });
            self.apply(vec![Change::Put(ending.into())], version);
        }
        self.done.written = self.written.into_values().collect();
        self.done
    }
}

/// What names a line, and the entry where it is hers to push. Whatever it holds, it gets a name.
pub(super) fn read_line(line: &str, device: DeviceId, person: PersonId) -> (EntryId, Option<Entry>) {
    let entry = Entry::from_line(line);
    let envelope: Option<EntryId> = match &entry {
        Ok(entry) => Some(entry.id),
        Err(EntryRefused::TooLong) => None,
        Err(_) => serde_json::from_str(line).ok().map(|envelope: Envelope| envelope.id),
    };
    let id = envelope.unwrap_or_else(|| Uuid::new_v5(&device.uuid(), line.as_bytes()).into());
    (id, entry.ok().filter(|entry| entry.device == device && entry.author == person))
}
