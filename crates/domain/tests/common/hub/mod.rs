//! The model hub: what the real one keeps, all in memory, and its steps over it.
//!
//! A push is one transaction with whatever else waits: receipts of the same ids first, then the rules over a working set
//! that holds what `needs` asked for, then one commit for all. A line that cannot be read or judged is kept apart; an
//! entry whose target is not known is held. [`work`] is the transaction, [`again`] what was judged in an earlier life of the
//! database, [`release`] what was held, [`settle`] the office's word, [`books`] what tests read of it, [`read`] the
//! pull, [`life`] devices, sessions, backups and restores.

mod again;
mod books;
mod life;
mod read;
mod release;
mod settle;
pub mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::decide::{Context, Decided, Stop, decide};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::{DeviceId, PersonId, PhotoId};
use yingchun_domain::receipt::{PushAnswer, Receipt};
use yingchun_domain::row::{CommitNo, Entity, Row, RowKey};
use yingchun_domain::scope::{Scope, scopes_of};
use yingchun_domain::set::Set;
use yingchun_domain::sync::Fault;
use yingchun_domain::time::UnixMs;

pub use books::{Apart, Books, Kept, Waiting};
use work::Work;

/// The rule that judges: [`decide`], but for tests of what happens when it fails.
pub type Rule = fn(&Set, &Entry, &Context) -> Result<Decided, Stop>;

/// A photo that a stored entry names.
#[derive(Clone, Copy)]
pub struct Named {
    pub device: DeviceId,
    pub received: Option<UnixMs>,
}

/// What is wrong with this hub, on purpose: tests of checkers have it so.
#[derive(Clone, Copy, Default)]
pub struct Flaws {
    pub forgets_receipts: bool,
    pub never_releases: bool,
    pub refuses_again: bool,
    pub leaks: bool,
    pub withholds: bool,
    pub cuts_pages: bool,
}

/// One push on its way to the writer.
pub struct Pushed<'a> {
    /// The device whose key it shows.
    pub device: DeviceId,
    pub lines: &'a [String],
}

#[derive(Clone)]
pub struct ModelHub {
    pub books: Books,
    pub rule: Rule,
    pub flaws: Flaws,
    /// All rows' scopes are worked out anew after every so many commits.
    pub scopes_checked_every: u64,
    /// `(scope, key)` to the commit at which it came or went.
    views: BTreeMap<(Scope, RowKey), (CommitNo, bool)>,
    devices: BTreeMap<DeviceId, PersonId>,
    sessions: BTreeMap<u64, PersonId>,
    photos: BTreeMap<PhotoId, Named>,
    tags: BTreeMap<CommitNo, u64>,
    /// Names what has to be new in every life: tags, sessions, epochs.
    minted: u64,
    judged: u64,
}

impl Deref for ModelHub {
    type Target = Books;

    fn deref(&self) -> &Books {
        &self.books
    }
}

impl DerefMut for ModelHub {
    fn deref_mut(&mut self) -> &mut Books {
        &mut self.books
    }
}

impl ModelHub {
    pub fn new() -> Self {
        Self {
            books: Books::new(Uuid::from_u128(0xe0).into()),
            rule: decide,
            flaws: Flaws::default(),
            scopes_checked_every: 1,
            views: BTreeMap::new(),
            devices: BTreeMap::new(),
            sessions: BTreeMap::new(),
            photos: BTreeMap::new(),
            tags: BTreeMap::new(),
            minted: 0,
            judged: 0,
        }
    }

    /// Writes a thing without a rule, as the hub's first start does.
    pub fn found(&mut self, thing: impl Into<Entity>) {
        self.begin_commit();
        let entity = thing.into();
        let scopes = scopes_of(&entity, &self.store);
        let row = Row { entity, version: Uuid::from_u128(0xf0).into(), commit: self.commit, scopes };
        self.write(Arc::new(row));
    }

    fn mint(&mut self) -> u64 {
        self.minted += 1;
        self.minted
    }

    fn begin_commit(&mut self) {
        self.commit.0 += 1;
        let tag = self.mint();
        self.tags.insert(self.commit, tag);
    }

    /// A working set as the real hub loads it: what `needs` asks for and nothing else.
    pub fn working_set(&self, entry: &Entry) -> Set {
        let mut work = Work::new(self, UnixMs(0));
        work.load_for(entry);
        work.set
    }

    /// Judges without writing.
    pub fn judge(&self, entry: &Entry, now: UnixMs) -> Result<Decided, Stop> {
        let context = Context::of(entry, now, CommitNo(self.commit.0 + 1));
        decide(&self.working_set(entry), entry, &context)
    }

    /// Judges a line of a device that is known, alone in its commit, and gives the receipt.
    pub fn take(&mut self, line: &str, now: UnixMs) -> Receipt {
        let entry = Entry::from_line(line).expect("a line that can be read");
        self.devices.insert(entry.device, entry.author);
        let lines = [line.to_owned()];
        let pushed = Pushed { device: entry.device, lines: &lines };
        let answer = self.push(&[pushed], now).remove(0).expect("a known device is answered");
        answer.receipts.into_iter().next().expect("a line has a receipt")
    }

    /// Takes all pushes that wait into one commit, and answers each.
    pub fn push(&mut self, pushes: &[Pushed<'_>], now: UnixMs) -> Vec<Result<PushAnswer, Fault>> {
        let mut culprits = BTreeSet::new();
        let (answers, done) = loop {
            let mut work = Work::new(self, now);
            match work.take(pushes, &culprits) {
                Ok(answers) => break (answers, work.done()),
                Err(culprit) => assert!(culprits.insert(culprit), "kept apart, and failed again"),
            }
        };
        self.save(done);
        let said = answers.into_iter().zip(pushes).map(|(receipts, pushed)| {
            let seal = self.seal_of(pushed.device);
            Ok(PushAnswer { epoch: self.epoch, now, receipts: receipts?, seal })
        });
        said.collect()
    }

    fn save(&mut self, done: work::Done) {
        if done.is_empty() {
            return;
        }
        self.begin_commit();
        assert_eq!(self.commit, done.commit);
        for row in done.written {
            self.write(row);
        }
        for entry in done.effects {
            *self.applied.entry(entry).or_default() += 1;
        }
        for (id, kept) in done.receipts {
            self.judged = self.judged.max(kept.judged);
            if !(self.flaws.forgets_receipts && kept.judged.is_multiple_of(7)) {
                self.receipts.insert(id, kept);
            }
        }
        self.held.retain(|entry, _| !done.released.contains(entry));
        self.held.extend(done.waiting);
        self.apart.retain(|apart| !done.settled.contains(&(apart.entry, apart.line.clone())));
        self.apart.extend(done.apart);
        self.devices.extend(done.bound);
        for (photo, named) in done.named {
            self.photos.entry(photo).or_insert(named);
        }
        if self.commit.0.is_multiple_of(self.scopes_checked_every) {
            self.check_scopes();
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
        self.books.write(row);
    }
}
