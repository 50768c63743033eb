//! The model hub: receipts, views and history, all in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::decide::{Context, Decided, Need, Stop, decide, needs, needs_of_reader};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::{EntryId, Epoch, PersonId};
use yingchun_domain::page::{Cursor, Page, PageRow, Position};
use yingchun_domain::receipt::{Outcome, PushAnswer, Receipt};
use yingchun_domain::row::{CommitNo, Entity, Kind, Row, RowKey, SCHEMA};
use yingchun_domain::scope::{Scope, grants_of, inspector_reads, scopes_of};
use yingchun_domain::set::{Reach, Seen, Set};
use yingchun_domain::time::UnixMs;

/// Rounds of loading that a judgement may take.
const ROUNDS_MOST: usize = 3;

#[derive(Clone)]
pub struct ModelHub {
    pub epoch: Epoch,
    pub commit: CommitNo,
    /// Every row, as of the last commit.
    pub store: Set,
    /// Every version of every row.
    pub history: BTreeMap<RowKey, Vec<Arc<Row>>>,
    /// `(scope, key)` to the commit at which it came or went.
    views: BTreeMap<(Scope, RowKey), (CommitNo, bool)>,
    receipts: BTreeMap<EntryId, (String, Receipt)>,
    held: BTreeMap<RowKey, Vec<String>>,
    /// How often each entry's changes were applied.
    pub applied: BTreeMap<EntryId, u32>,
}

impl ModelHub {
    pub fn new() -> Self {
        Self {
            epoch: Uuid::from_u128(0xe0).into(),
            commit: CommitNo(0),
            store: Set::new(Reach::Held),
            history: BTreeMap::new(),
            views: BTreeMap::new(),
            receipts: BTreeMap::new(),
            held: BTreeMap::new(),
            applied: BTreeMap::new(),
        }
    }

    /// Writes a thing without a rule, as the hub's first start does.
    pub fn found(&mut self, thing: impl Into<Entity>) {
        self.commit.0 += 1;
        let entity = thing.into();
        let scopes = scopes_of(&entity, &self.store);
        let row = Row { entity, version: Uuid::from_u128(0xf0).into(), commit: self.commit, scopes };
        self.write(Arc::new(row));
    }

    fn load(&self, set: &mut Set, need: Need) {
        match need {
            Need::Row(key) => self.load_row(set, key),
            Need::All { lookup, key, .. } => {
                let ids: Vec<Uuid> = self.store.ids(lookup, &key).collect();
                for id in &ids {
                    self.load_row(set, RowKey { kind: lookup.finds(), id: *id });
                }
                set.put_lookup(lookup, key, ids);
            }
        }
    }

    fn load_row(&self, set: &mut Set, key: RowKey) {
        match self.store.row(key) {
            Seen::Known(row) => set.put(Arc::clone(row)),
            Seen::Absent | Seen::Unknown => set.put_absent(key),
        }
    }

    /// A working set as the real hub loads it: what `needs` asks for and nothing else.
    pub fn working_set(&self, entry: &Entry) -> Set {
        let mut set = Set::new(Reach::Asked);
        for _ in 0..ROUNDS_MOST {
            for need in needs(entry, &set) {
                self.load(&mut set, need);
            }
        }
        assert_eq!(needs(entry, &set), [], "{} needs more than three rounds", entry.act.kind());
        set
    }

    /// Judges without writing.
    pub fn judge(&self, entry: &Entry, now: UnixMs) -> Result<Decided, Stop> {
        let context = Context::of(entry, now, CommitNo(self.commit.0 + 1));
        decide(&self.working_set(entry), entry, &context)
    }

    /// Judges, writes, and gives the receipt: the original one to whoever asks again.
    pub fn take(&mut self, line: &str, now: UnixMs) -> Receipt {
        let entry = Entry::from_line(line).expect("the phones of the model write good lines");
        if let Some((known, receipt)) = self.receipts.get(&entry.id) {
            assert_eq!(known, line, "the same id with other bytes");
            return receipt.clone();
        }
        let receipt = self.take_new(line, &entry, now);
        self.receipts.insert(entry.id, (line.to_owned(), receipt.clone()));
        receipt
    }

    fn take_new(&mut self, line: &str, entry: &Entry, now: UnixMs) -> Receipt {
        self.commit.0 += 1;
        let mut set = self.working_set(entry);
        let context = Context::of(entry, now, self.commit);
        let receipt = |outcome, code: Option<&str>| Receipt {
            id: entry.id,
            outcome,
            code: code.map(str::to_owned),
            commit: context.commit,
            received: now,
            mac: String::new(),
        };
        match decide(&set, entry, &context) {
            Ok(decided) => {
                let rows = set.apply(decided.changes, entry.id, self.commit);
                *self.applied.entry(entry.id).or_default() += 1;
                let keys: Vec<RowKey> = rows.iter().map(|row| row.entity.key()).collect();
                rows.into_iter().for_each(|row| self.write(row));
                self.check_scopes(entry);
                self.take_held(&keys, now);
                receipt(decided.outcome, decided.remark.map(|remark| remark.code()))
            }
            Err(Stop::Refused(refused)) => receipt(Outcome::Refused, Some(refused.code())),
            Err(Stop::Held(key)) => {
                self.held.entry(key).or_default().push(line.to_owned());
                receipt(Outcome::Held, None)
            }
        }
    }

    /// Entries that waited for one of these rows are judged now.
    fn take_held(&mut self, keys: &[RowKey], now: UnixMs) {
        for key in keys {
            for line in self.held.remove(key).unwrap_or_default() {
                let entry = Entry::from_line(&line).unwrap();
                let receipt = self.take_new(&line, &entry, now);
                self.receipts.insert(entry.id, (line, receipt));
            }
        }
    }

    fn write(&mut self, row: Arc<Row>) {
        let key = row.entity.key();
        let before: BTreeSet<Scope> =
            self.store.row(key).known().map(|old| old.scopes.iter().copied().collect()).unwrap_or_default();
        let after: BTreeSet<Scope> = row.scopes.iter().copied().collect();
        for scope in before.union(&after) {
            self.views.insert((*scope, key), (row.commit, !after.contains(scope)));
        }
        self.history.entry(key).or_default().push(Arc::clone(&row));
        self.store.put(row);
    }

    /// Every row stands in the scopes that the table gives it: no rule forgot to touch a row.
    fn check_scopes(&self, entry: &Entry) {
        for row in self.store.rows() {
            assert_eq!(
                row.scopes,
                scopes_of(&row.entity, &self.store),
                "{} left {:?} in stale scopes",
                entry.act.kind(),
                row.entity.key()
            );
        }
    }

    pub fn push(&mut self, lines: &[String], now: UnixMs) -> PushAnswer {
        let receipts = lines.iter().map(|line| self.take(line, now)).collect();
        PushAnswer { epoch: self.epoch, now, receipts, seal: None }
    }

    pub fn receipt(&self, id: EntryId) -> Option<&Receipt> {
        self.receipts.get(&id).map(|(_, receipt)| receipt)
    }

    pub fn receipts(&self) -> impl Iterator<Item = (&str, &Receipt)> {
        self.receipts.values().map(|(line, receipt)| (line.as_str(), receipt))
    }

    /// What a person holds, over a working set as the real hub loads it.
    pub fn grants(&self, person: PersonId, now: UnixMs) -> Vec<Scope> {
        let mut set = Set::new(Reach::Asked);
        for _ in 0..ROUNDS_MOST {
            for need in needs_of_reader(person, &set, now) {
                self.load(&mut set, need);
            }
        }
        assert_eq!(needs_of_reader(person, &set, now), []);
        grants_of(person, &set, now)
    }

    /// Whether a reader with these scopes sees this version of a row.
    pub fn sees(scopes: &[Scope], row: &Row) -> bool {
        let kind = row.entity.key().kind;
        scopes.contains(&Scope::Office)
            || (scopes.contains(&Scope::Inspect) && inspector_reads(kind))
            || row.scopes.iter().any(|scope| scopes.contains(scope))
    }

    /// What a reader with these scopes has to hold at a commit.
    pub fn expected(&self, scopes: &[Scope], at: CommitNo) -> BTreeMap<RowKey, (EntryId, CommitNo)> {
        let versions = self.history.iter().filter_map(|(key, rows)| {
            let row = rows.iter().rev().find(|row| row.commit <= at)?;
            Self::sees(scopes, row).then_some((*key, (row.version, row.commit)))
        });
        versions.collect()
    }

    pub fn pull(&self, person: PersonId, cursor: Option<&str>, limit: usize, now: UnixMs) -> Page {
        let known: Option<Cursor> = cursor.and_then(|text| serde_json::from_str(text).ok());
        let known = known.filter(|cursor| cursor.epoch == self.epoch && cursor.commit <= self.commit);
        let scopes = self.grants(person, now);
        let start = |scope: &Scope| {
            let position = known.as_ref().and_then(|cursor| cursor.scopes.get(scope));
            position.map(|at| (at.commit, at.kind.parse::<Kind>().unwrap(), at.id))
        };
        let mut found: BTreeMap<(CommitNo, Kind, Uuid, bool), Vec<Scope>> = BTreeMap::new();
        for scope in &scopes {
            for (key, commit, gone) in self.in_scope(*scope) {
                if start(scope).is_none_or(|from| (commit, key.kind, key.id) > from) {
                    found.entry((commit, key.kind, key.id, gone)).or_default().push(*scope);
                }
            }
        }
        // That a thing left some scopes and that it stands in others is never cut apart.
        let thing = |(commit, kind, id, _): &(CommitNo, Kind, Uuid, bool)| (*commit, *kind, *id);
        let until = found.keys().nth(limit.saturating_sub(1)).map(thing);
        let (taken, left): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|(it, _)| until.is_none_or(|until| thing(it) <= until));
        let whole = left.is_empty();
        let last = taken.last().map(|((commit, kind, id, _), _)| (*commit, *kind, *id));
        let positions = scopes.iter().filter_map(|scope| {
            let at =
                if whole { Some((self.commit, Kind::Zone, Uuid::max())) } else { start(scope).max(last) };
            at.map(|(commit, kind, id)| (*scope, Position { commit, kind: kind.to_string(), id }))
        });
        let cursor = Cursor { epoch: self.epoch, tag: 0, commit: self.commit, scopes: positions.collect() };
        Page {
            epoch: self.epoch,
            cursor: serde_json::to_string(&cursor).unwrap(),
            head: self.commit,
            whole,
            fresh: known.is_none(),
            now,
            scopes,
            safe_commit: CommitNo(0),
            rows: taken
                .into_iter()
                .map(|((_, kind, id, gone), scopes)| self.page_row(RowKey { kind, id }, gone, scopes))
                .collect(),
        }
    }

    fn in_scope(&self, scope: Scope) -> Vec<(RowKey, CommitNo, bool)> {
        match scope {
            Scope::Office => self.store.rows().map(|row| (row.entity.key(), row.commit, false)).collect(),
            Scope::Inspect => {
                let rows = self.store.rows().map(|row| (row.entity.key(), row.commit, false));
                rows.filter(|(key, ..)| inspector_reads(key.kind)).collect()
            }
            Scope::Campaign
            | Scope::Community(_)
            | Scope::Zone(_)
            | Scope::ZoneLead(_)
            | Scope::Team(_)
            | Scope::Lead(_)
            | Scope::Pool(_)
            | Scope::Person(_)
            | Scope::Newer(_) => {
                let views = self.views.iter().filter(|((held, _), _)| *held == scope);
                views.map(|((_, key), (commit, gone))| (*key, *commit, *gone)).collect()
            }
        }
    }

    fn page_row(&self, key: RowKey, gone: bool, scopes: Vec<Scope>) -> PageRow {
        let row = self.store.row(key).known().unwrap();
        let body = row.entity.to_body().unwrap();
        PageRow {
            kind: key.kind.to_string(),
            id: key.id,
            schema: SCHEMA,
            version: row.version,
            commit: row.commit,
            scopes,
            gone,
            body: (!gone).then(|| serde_json::value::RawValue::from_string(body).unwrap()),
        }
    }
}
