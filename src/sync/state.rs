//! What the shell holds: rows as they are stored and as they are read, the replica, the machine; and what the screen shows
//! of all that to the phone's person.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use uuid::Uuid;
use yingchun_domain::entry::{Entry, SeenHub};
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::CommitNo;
use yingchun_domain::set::Set;
use yingchun_domain::sync::outbox::{self, EntryRow};
use yingchun_domain::sync::{Machine, Pending, PhotoJob, Replica, Stage, Status};
use yingchun_domain::time::UnixMs;

use super::pictures::{Before, Pace};
use super::shell::Role;
use super::{Other, OutboxEntry};
use crate::device::promises::{DeviceRow, Kept, PhotoRow};

/// An entry as it is stored, and as it is read. Without reading it is still sent.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) row: EntryRow,
    pub(super) entry: Option<Arc<Entry>>,
    /// Saved by this tab: no other can have taken it back.
    pub(super) own: bool,
}

impl From<EntryRow> for Held {
    fn from(row: EntryRow) -> Self {
        let entry = Entry::from_line(&row.line).ok().map(Arc::new);
        Self { row, entry, own: false }
    }
}

/// What the screen was last worked out from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Basis {
    swaps: u64,
    replayed: Vec<(EntryId, Option<UnixMs>)>,
}

pub(super) struct State {
    pub(super) machine: Machine,
    pub(super) replica: Replica,
    pub(super) device: Option<DeviceRow>,
    pub(super) others: Vec<Other>,
    pub(super) held: BTreeMap<u64, Held>,
    pub(super) photos: Vec<PhotoRow>,
    /// Photos that are safe by this commit were let go.
    pub(super) let_go: CommitNo,
    pub(super) role: Role,
    pub(super) wake: Option<Timeout>,
    /// The page is about to go: requests have to outlive it.
    pub(super) leaving: bool,
    /// What the last answer said, to be written with its receipts.
    pub(super) answered: Option<(SeenHub, i64)>,
    pub(super) swaps: u64,
    /// When the hub last told all that the reader may see, by its clock.
    pub(super) read_at: Option<UnixMs>,
    /// Counts how often the machine began anew: what an earlier one asked for is nothing to this one.
    pub(super) life: u64,
    /// The life in which the hub was told of what was cleared away.
    pub(super) gaps_told: Option<u64>,
    /// How much of a photo one request carries over this link.
    pub(super) pace: Pace,
    /// Photos of which this page has begun to send the bytes.
    begun: BTreeSet<PhotoId>,
    shown_from: Option<Basis>,
}

impl State {
    pub(super) fn new() -> Self {
        Self {
            machine: Machine::default(),
            replica: Replica::default(),
            device: None,
            others: vec![],
            held: BTreeMap::new(),
            photos: vec![],
            let_go: CommitNo(0),
            role: Role::Follows,
            wake: None,
            leaving: false,
            answered: None,
            swaps: 0,
            read_at: None,
            life: 0,
            gaps_told: None,
            pace: Pace::default(),
            begun: BTreeSet::new(),
            shown_from: None,
        }
    }

    /// Takes in what storage holds. Nothing of one person stays for the next.
    pub(super) fn take_in(&mut self, kept: Kept) {
        if self.person() != kept.device.as_ref().map(|device| device.person) {
            self.life += 1;
            self.replica = Replica::default();
            self.read_at = None;
            self.answered = None;
        }
        self.device = kept.device;
        let own: BTreeSet<EntryId> =
            self.held.values().filter(|held| held.own).map(|held| held.row.id).collect();
        let held = |row: EntryRow| (row.seq, Held { own: own.contains(&row.id), ..row.into() });
        self.held = kept.entries.into_iter().map(held).collect();
        self.photos = kept.photos;
        self.others =
            kept.others.into_iter().map(|row| Other { device: row.device, name: row.name }).collect();
    }

    /// The bytes of an entry's photo are about to go.
    pub(super) fn begins(&mut self, entry: EntryId, photo: PhotoId) -> Before {
        let own = self.held.values().any(|held| held.own && held.row.id == entry);
        if self.begun.insert(photo) && own { Before::Nothing } else { Before::Perhaps }
    }

    /// What the phone knows of its clock's error: hub minus phone.
    pub(super) fn offset(&self) -> i64 {
        self.device.as_ref().and_then(|device| device.offset).unwrap_or(0)
    }

    /// Puts the drive and the community that she joined, until the hub sends them.
    pub(super) fn put_welcome(&mut self) {
        if let Some(welcome) = self.device.as_ref().and_then(|device| device.welcome.as_ref()) {
            self.replica.welcome(welcome);
            self.swaps += 1;
        }
    }

    pub(super) fn person(&self) -> Option<PersonId> {
        self.device.as_ref().map(|device| device.person)
    }

    /// The counts under which these entries are stored.
    pub(super) fn seqs(&self, ids: &[EntryId]) -> Vec<u64> {
        let named = self.held.values().filter(|held| ids.contains(&held.row.id));
        named.map(|held| held.row.seq).collect()
    }

    /// Takes rows in as storage has them.
    pub(super) fn hold(&mut self, rows: Vec<EntryRow>) {
        for row in rows {
            match self.held.get_mut(&row.seq) {
                Some(held) => held.row = row,
                None => {
                    self.held.insert(row.seq, row.into());
                }
            }
        }
    }

    /// Photos on their way, or there.
    pub(super) fn jobs(&self) -> Vec<PhotoJob> {
        let held = self.held.values().filter_map(|held| held.entry.as_deref());
        let answers: BTreeMap<EntryId, EntryId> =
            held.filter_map(|entry| Some((entry.id, entry.answers()?))).collect();
        let photos = self.photos.iter();
        photos.filter_map(|photo| photo.job(|entry| answers.get(&entry).copied())).collect()
    }

    /// What waits, by the device of this phone that made it; of one that the phone still has, also that nothing does.
    pub(super) fn waiting(&self) -> BTreeMap<DeviceId, Vec<EntryId>> {
        let hers = self.device.iter().map(|device| device.device);
        let here = hers.chain(self.others.iter().map(|other| other.device));
        let mut waiting: BTreeMap<_, Vec<_>> = here.map(|device| (device, vec![])).collect();
        for item in self.machine.waiting() {
            if let Some(device) = item.device {
                waiting.entry(device).or_default().push(item.id);
            }
        }
        waiting
    }

    /// What entries without the hub's word name.
    pub(super) fn named(&self) -> BTreeSet<Uuid> {
        let waiting = self.held.values().filter(|held| !held.row.stage().is_receipted());
        outbox::named(waiting.filter_map(|held| held.entry.as_deref()))
    }

    /// Those of these entries that this tab saved itself.
    pub(super) fn own_rows(&self, ids: &[EntryId]) -> Vec<EntryRow> {
        let held = self.held.values().filter(|held| held.own && ids.contains(&held.row.id));
        held.map(|held| held.row.clone()).collect()
    }

    /// What the phone does about what its person did.
    pub(super) fn status(&self) -> Status {
        match &self.device {
            Some(device) => self.machine.status_of(device.device),
            None => self.machine.status(),
        }
    }

    /// The entries of the phone's person: those of others go by themselves, and are nobody's business here.
    pub(super) fn outbox(&self) -> Vec<OutboxEntry> {
        let device = self.device.as_ref().map(|device| device.device);
        let own = self.machine.outbox().filter(|item| item.device.is_none() || item.device == device);
        let waiting = self.machine.photos_waiting();
        let items = own.filter_map(|item| {
            let held = self.held.get(&item.seq)?;
            Some(OutboxEntry {
                id: item.id,
                entry: held.entry.clone(),
                photos: held.row.photos.clone(),
                stage: item.stage,
                receipt: held.row.receipt.clone(),
                saved_at: held.row.saved_at,
                seen: item.seen,
                photos_waiting: waiting.get(&item.id).copied().unwrap_or_default(),
                goes_again: self.machine.goes_again(item),
            })
        });
        items.collect()
    }

    /// What the screen shows, where anything changed.
    pub(super) fn shown_anew(&mut self, outbox: &[OutboxEntry], now: UnixMs) -> Option<Set> {
        let received = |it: &OutboxEntry| it.receipt.as_ref().map(|receipt| receipt.received);
        let replayed: Vec<&OutboxEntry> = outbox.iter().filter(|it| is_replayed(it.stage)).collect();
        let basis =
            Basis { swaps: self.swaps, replayed: replayed.iter().map(|it| (it.id, received(it))).collect() };
        if self.shown_from.as_ref() == Some(&basis) {
            return None;
        }
        let pending: Vec<Pending> = replayed
            .into_iter()
            .filter_map(|it| {
                Some(Pending { entry: Entry::clone(it.entry.as_deref()?), received: received(it) })
            })
            .collect();
        self.shown_from = Some(basis);
        Some(self.replica.shown(&pending, now).set)
    }
}

fn is_replayed(stage: Stage) -> bool {
    stage.is_replayed() && !matches!(stage, Stage::Receipted { outcome: Outcome::Refused, .. })
}
