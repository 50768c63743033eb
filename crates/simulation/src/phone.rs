//! A phone: storage that survives, a cookie, and the pages of one browser over both.
//!
//! *Promises* are what only this phone has; the cache may go. One page *leads*: it carries effects out. Where the browser
//! has no locks, two may lead for a while.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yingchun_domain::entry::{Entry, SeenHub};
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::page::Page;
use yingchun_domain::receipt::PushAnswer;
use yingchun_domain::sync::outbox::{self, EntryRow, StageName};
use yingchun_domain::sync::{Fault, Pending, PhotoJob, Replica, Shown, Stage, UNDO_MS};
use yingchun_domain::time::UnixMs;

use crate::cache::Cache;
use crate::chance::Dice;
use crate::checks;
use crate::mutant::Mutant;
use crate::tab::Tab;

/// What a request carries to the hub.
#[derive(Clone, Debug)]
pub enum Request {
    Push { device: DeviceId, lines: Vec<String> },
    Pull { cookie: Option<u64>, person: PersonId, cursor: Option<String> },
    Session { device: DeviceId },
    Thumb { device: DeviceId, id: PhotoId },
    Photo { device: DeviceId, id: PhotoId },
}

impl Request {
    /// Whose key it shows.
    pub const fn device(&self) -> Option<DeviceId> {
        match self {
            Self::Push { device, .. } | Self::Session { device } => Some(*device),
            Self::Thumb { device, .. } | Self::Photo { device, .. } => Some(*device),
            Self::Pull { .. } => None,
        }
    }
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    Push(PushAnswer),
    Pull(Page),
    Session { cookie: u64, seal: Option<String> },
    Bytes,
    Fault(Fault),
}

/// One person on one phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: DeviceId,
    pub person: PersonId,
}

/// What only this phone has.
#[derive(Clone, Default)]
pub struct Promises {
    /// Whoever had it, the one who has it now last.
    pub devices: Vec<Device>,
    /// By the phone's count.
    pub rows: BTreeMap<u64, EntryRow>,
    /// How far each photo has come.
    pub photos: BTreeMap<PhotoId, PhotoJob>,
    pub next_seq: u64,
    pub seen: Option<SeenHub>,
    /// The hub's clock minus the phone's, as of the last answer.
    pub offset: Option<i64>,
    /// The hub's word on each device of this phone.
    pub seals: BTreeMap<DeviceId, String>,
}

#[derive(Clone)]
pub struct Phone {
    /// The phone's clock is off by this.
    pub clock_off: i64,
    pub promises: Promises,
    /// The replica as of its last swap that could be written.
    pub cache: Cache,
    pub cookie: Option<u64>,
    /// Nothing of it passes before this moment: a phone in a valley, in flight mode, without money on its card.
    pub parted_until: UnixMs,
    /// Nothing more can be written.
    pub full: bool,
    pub tabs: Vec<Tab>,
    /// What a backup of the whole phone holds.
    pub backup: Option<(Promises, Cache)>,
    /// What was promised once: an entry saved is never gone, but by her own hand or with the phone's storage.
    pub saved: BTreeSet<EntryId>,
    /// Facts that held in an earlier life of the hub's database, as the hub told this phone.
    pub held_before: BTreeSet<EntryId>,
    /// What this phone does wrong, on purpose.
    pub mutant: Option<Mutant>,
    lives: u32,
}

impl Phone {
    pub fn new(person: PersonId, device: DeviceId) -> Self {
        Self {
            clock_off: 0,
            promises: Promises {
                devices: vec![Device { id: device, person }],
                next_seq: 1,
                ..Promises::default()
            },
            cache: Cache::default(),
            cookie: None,
            parted_until: UnixMs(0),
            full: false,
            tabs: vec![],
            backup: None,
            saved: BTreeSet::new(),
            held_before: BTreeSet::new(),
            mutant: None,
            lives: 0,
        }
    }

    pub fn me(&self) -> Device {
        *self.promises.devices.last().unwrap()
    }

    pub fn person(&self) -> PersonId {
        self.me().person
    }

    pub fn clock(&self, now: UnixMs) -> UnixMs {
        now.plus(self.clock_off)
    }

    /// The page that leads.
    pub fn tab(&self) -> &Tab {
        self.tabs.iter().find(|tab| tab.leads).unwrap_or(&self.tabs[0])
    }

    pub fn replica(&self) -> &Replica {
        &self.tab().replica
    }

    /// Another phone with the same storage: a backup put on a second one.
    pub fn cloned(&self, now: UnixMs, dice: &mut Dice) -> Self {
        let mut twin = Self { tabs: vec![], full: false, ..self.clone() };
        twin.open(now, dice);
        twin
    }

    /// All pages go, with what was not in storage, and one comes back.
    pub fn restart(&mut self, now: UnixMs, dice: &mut Dice) {
        self.tabs.clear();
        if self.mutant == Some(Mutant::EntryDropped) {
            self.promises.rows.pop_last();
        }
        self.open(now, dice);
    }

    /// One more page opens. It leads where no other does.
    pub fn open(&mut self, now: UnixMs, dice: &mut Dice) {
        self.lives += 1;
        let mut tab = Tab::new(self.lives);
        tab.leads = !self.tabs.iter().any(|tab| tab.leads);
        tab.begin(self, now, dice);
        self.tabs.push(tab);
    }

    /// Has a page do something with the storage that it shares with the others.
    pub fn with_tab<T>(&mut self, at: usize, act: impl FnOnce(&mut Tab, &mut Self) -> T) -> T {
        let mut tab = self.tabs.remove(at);
        let done = act(&mut tab, self);
        self.tabs.insert(at, tab);
        done
    }

    /// The hub says again what it does with each answer: that it knows the device.
    pub fn keep_seal(&mut self, device: DeviceId, seal: Option<String>) {
        if !self.full {
            self.promises.seals.extend(seal.map(|seal| (device, seal)));
        }
    }

    /// Pages that did not write themselves read storage again when they next have their turn.
    pub fn tell_others(&mut self) {
        self.tabs.iter_mut().for_each(|tab| tab.stale = true);
    }

    /// Somebody else takes the phone over, under a key and a session of her own.
    pub fn hand_over(&mut self, to: Device, cookie: u64, now: UnixMs, dice: &mut Dice) {
        self.promises.devices.push(to);
        self.cookie = Some(cookie);
        self.promises.offset = self.promises.offset.or(Some(-self.clock_off));
        for at in 0..self.tabs.len() {
            self.lives += 1;
            self.tabs[at].life = self.lives;
            self.with_tab(at, |tab, phone| tab.begin(phone, now, dice));
        }
    }

    /// The phone comes back as it was when it was backed up: what came since is gone with it.
    pub fn roll_back(&mut self, now: UnixMs, dice: &mut Dice) {
        if let Some((promises, cache)) = self.backup.clone() {
            (self.promises, self.cache) = (promises, cache);
            self.saved = self.promises.rows.values().map(|row| row.id).collect();
            let shows: BTreeSet<EntryId> = checks::facts_told_to_hold(&self.promises).collect();
            self.held_before.retain(|id| shows.contains(id));
            self.restart(now, dice);
        }
    }

    /// The replica with pending entries on top.
    pub fn shown(&self, now: UnixMs) -> Shown {
        let pending: Vec<Pending> = self
            .promises
            .rows
            .values()
            .filter(|row| is_replayed(row.stage()))
            .map(|row| Pending {
                entry: Entry::from_line(&row.line).unwrap(),
                received: row.receipt.as_ref().map(|receipt| receipt.received),
            })
            .collect();
        self.replica().shown(&pending, self.clock(now).plus(self.promises.offset.unwrap_or(0)))
    }

    /// A person acts in a page: the entry is in storage before the machine hears of it. A full phone says so.
    pub fn save(&mut self, entry: &Entry, now: UnixMs, dice: &mut Dice) -> Option<EntryRow> {
        if self.full {
            return None;
        }
        let saved_at = self.clock(now);
        let row = EntryRow {
            seq: entry.seq,
            id: entry.id,
            line: entry.to_line().unwrap(),
            stage: StageName::Queued,
            receipt: None,
            epoch: None,
            first: None,
            saved_at,
            grace_until: saved_at.plus(if dice.once_in(2) { UNDO_MS } else { 0 }),
            photos: entry.photos.iter().map(|photo| photo.id).collect(),
            seen: false,
            typed: None,
        };
        let job = |id| PhotoJob {
            id,
            entry: entry.id,
            answers: entry.answers(),
            thumb_sent: false,
            done: false,
            epoch: None,
            here: true,
        };
        self.promises.photos.extend(entry.photos.iter().map(|photo| (photo.id, job(photo.id))));
        self.promises.next_seq = entry.seq + 1;
        self.promises.rows.insert(row.seq, row.clone());
        self.saved.insert(row.id);
        Some(row)
    }

    /// Takes the last entry out of storage, if it was not sent.
    pub fn take_back(&mut self) -> Option<EntryId> {
        let (seq, row) = self.promises.rows.iter().next_back()?;
        let (seq, id) = (*seq, row.id);
        let late = !row.may_be_taken_back() && self.mutant != Some(Mutant::SentTakenBack);
        if self.full || late {
            return None;
        }
        self.promises.rows.remove(&seq);
        self.promises.photos.retain(|_, job| job.entry != id);
        self.saved.remove(&id);
        Some(id)
    }

    /// Whether storage or a backup of it holds an entry.
    pub fn has_kept(&self, id: EntryId) -> bool {
        let backup = self.backup.as_ref().map(|(promises, _)| promises);
        let mut rows = [Some(&self.promises), backup].into_iter().flatten().flat_map(|it| it.rows.values());
        rows.any(|row| row.id == id)
    }

    pub fn rows(&mut self, ids: &[EntryId]) -> impl Iterator<Item = &mut EntryRow> {
        self.promises.rows.values_mut().filter(|row| ids.contains(&row.id))
    }

    /// What entries without the hub's word name.
    pub fn named(&self) -> BTreeSet<Uuid> {
        let waiting = self.promises.rows.values().filter(|row| !row.stage().is_receipted());
        let waiting: Vec<Entry> = waiting.map(|row| Entry::from_line(&row.line).unwrap()).collect();
        outbox::named(&waiting)
    }

    pub fn is_drained(&self) -> bool {
        self.promises.rows.values().all(|row| matches!(row.stage(), Stage::Settled { .. }))
            && self.promises.photos.values().all(|job| job.done)
    }
}

/// What was refused leaves the screen with the hub's word.
fn is_replayed(stage: Stage) -> bool {
    use yingchun_domain::receipt::Outcome;
    stage.is_replayed() && !matches!(stage, Stage::Receipted { outcome: Outcome::Refused, .. })
}
