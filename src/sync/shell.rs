//! The shell around [`Machine`]: holds what the machine has no hands for, and shows what it says. Of all tabs one *leads*:
//! it alone carries effects out; the others follow what it writes.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::html::*;
use gloo_timers::callback::Timeout;
use uuid::Uuid;
use yingchun_domain::entry::{Entry, SeenHub};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::sync::outbox::{self, EntryRow};
use yingchun_domain::sync::{Chance, Event, Machine, Pending, PhotoJob, Replica, Stage};
use yingchun_domain::time::UnixMs;

use super::effects;
use super::tabs::{Tabs, Word};
use super::{Me, OutboxEntry, Ready, Signals};
use crate::device::promises::{self, DeviceRow, Kept, PhotoRow};
use crate::device::{cache, clock, ids};

/// Storage that could not be read is read again after this time.
const LEAD_AGAIN_MS: u32 = 2_000;

/// Whether this tab carries effects out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Leads,
    Follows,
}

/// An entry as it is stored, and as it is read. Without reading it is still sent.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) row: EntryRow,
    pub(super) entry: Option<Entry>,
    /// Saved by this tab: no other can have taken it back.
    own: bool,
}

impl From<EntryRow> for Held {
    fn from(row: EntryRow) -> Self {
        let entry = Entry::from_line(&row.line).ok();
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
    pub(super) held: BTreeMap<u64, Held>,
    pub(super) photos: Vec<PhotoRow>,
    pub(super) role: Role,
    pub(super) wake: Option<Timeout>,
    /// The page is about to go: requests have to outlive it.
    pub(super) leaving: bool,
    /// What the last answer said, to be written with its receipts.
    pub(super) answered: Option<(SeenHub, i64)>,
    pub(super) swaps: u64,
    /// Counts how often the machine began anew: what an earlier one asked for is nothing to this one.
    pub(super) life: u64,
    shown_from: Option<Basis>,
}

pub(super) struct Shell {
    signals: Signals,
    pub(super) tabs: Tabs,
    pub(super) state: RefCell<State>,
}

impl Shell {
    pub(super) fn new(signals: Signals) -> Rc<Self> {
        let state = State {
            machine: Machine::default(),
            replica: Replica::default(),
            device: None,
            held: BTreeMap::new(),
            photos: vec![],
            role: Role::Follows,
            wake: None,
            leaving: false,
            answered: None,
            swaps: 0,
            life: 0,
            shown_from: None,
        };
        Rc::new(Self { signals, tabs: Tabs::open(), state: RefCell::new(state) })
    }

    /// Reads what the phone keeps, and says when it is read.
    pub(super) async fn open(self: &Rc<Self>) {
        match promises::read().await {
            Ok(kept) => {
                self.take_in(kept);
                self.read_replica().await;
                self.begin();
                self.signals.ready.set(Ready::Ready);
            }
            Err(fault) => self.signals.ready.set(Ready::NoStorage(fault.to_string())),
        }
    }

    /// Carries effects out from here on, beginning with what storage holds.
    pub(super) async fn lead(self: &Rc<Self>) {
        let Ok(kept) = promises::read().await else {
            // No other tab can lead while this one was chosen: it tries again.
            let again = Rc::clone(self);
            Timeout::new(LEAD_AGAIN_MS, move || spawn_local(async move { again.lead().await })).forget();
            return;
        };
        self.take_in(kept);
        self.read_replica().await;
        self.state.borrow_mut().role = Role::Leads;
        self.begin();
        // What was not swept now is swept the next time.
        drop(promises::sweep(clock::now()).await);
    }

    /// Lets another tab carry effects out.
    pub(super) fn follow(&self) {
        self.state.borrow_mut().role = Role::Follows;
    }

    pub(super) fn leads(&self) -> bool {
        self.state.borrow().role == Role::Leads
    }

    pub(super) fn take_in(&self, kept: Kept) {
        let mut state = self.state.borrow_mut();
        let person = |device: &Option<DeviceRow>| device.as_ref().map(|device| device.person);
        if person(&state.device) != person(&kept.device) {
            state.life += 1;
            state.replica = Replica::default();
        }
        state.device = kept.device;
        let own: BTreeSet<EntryId> =
            state.held.values().filter(|held| held.own).map(|held| held.row.id).collect();
        let held = |row: EntryRow| (row.seq, Held { own: own.contains(&row.id), ..row.into() });
        state.held = kept.entries.into_iter().map(held).collect();
        state.photos = kept.photos;
    }

    /// Reads the replica as it was last swapped in, by this tab or another.
    pub(super) async fn read_replica(&self) {
        let person = self.state.borrow().person();
        let replica = match person {
            Some(person) => cache::replica(person).await,
            None => Replica::default(),
        };
        let mut state = self.state.borrow_mut();
        // Whoever moved in meanwhile reads her own.
        if state.person() != person {
            return;
        }
        state.replica = replica;
        state.swaps += 1;
        state.put_welcome();
    }

    /// Tells the machine what storage holds.
    pub(super) fn begin(self: &Rc<Self>) {
        let started = {
            let mut state = self.state.borrow_mut();
            state.life += 1;
            Event::Started {
                outbox: state.held.values().map(|held| held.row.item()).collect(),
                photos: state.jobs(),
                reached: state.replica.reached(),
                epoch: state.replica.epoch(),
            }
        };
        self.feed(started);
    }

    /// The same, of what a machine of that life asked for.
    pub(super) fn feed_of(self: &Rc<Self>, life: u64, event: Event) {
        if self.lives(life) {
            self.feed(event);
        }
    }

    pub(super) fn lives(&self, life: u64) -> bool {
        self.state.borrow().life == life
    }

    /// Tells the machine what happened, shows what came of it and carries out what it asks for.
    pub(super) fn feed(self: &Rc<Self>, event: Event) {
        let effects = {
            let mut state = self.state.borrow_mut();
            let effects = state.machine.step(event, clock::now(), chance());
            if state.role == Role::Leads { effects } else { vec![] }
        };
        self.publish();
        for effect in effects {
            effects::carry_out(self, effect);
        }
    }

    /// An entry was saved by this tab.
    pub(super) fn saved(self: &Rc<Self>, row: EntryRow, entry: Entry, device: DeviceRow) {
        let answers = entry.answers();
        let job = |id| PhotoJob { id, entry: row.id, answers, thumb_sent: false, done: false };
        let photos = row.photos.iter().copied().map(job).collect();
        let item = row.item();
        {
            let mut state = self.state.borrow_mut();
            let newcomer = state.device.as_ref().is_none_or(|before| before.person != device.person);
            state.device = Some(device);
            if newcomer {
                state.put_welcome();
            }
            state.held.insert(row.seq, Held { row, entry: Some(entry), own: true });
        }
        self.feed(Event::Queued { item, photos });
        self.tabs.tell(Word::Entries);
    }

    /// Shows what is: stages, the pill, and the replica with the pending entries on top.
    pub(super) fn publish(&self) {
        let mut state = self.state.borrow_mut();
        let outbox = state.outbox();
        let me = state.device.as_ref().map(me_of);
        let status = state.machine.status();
        let offset = state.offset();
        let shown = state.shown_anew(&outbox, clock::now().plus(offset));
        drop(state);
        set_changed(self.signals.me, me);
        set_changed(self.signals.status, status);
        if self.signals.outbox.with_untracked(|before| **before != outbox) {
            self.signals.outbox.set(Arc::new(outbox));
        }
        if let Some(shown) = shown {
            self.signals.shown.set(Arc::new(shown));
        }
    }

    /// Shows what time it is.
    pub(super) fn tick(&self) {
        let offset = self.state.borrow().offset();
        self.signals.now.set(clock::now().plus(offset));
    }
}

impl State {
    /// What the phone knows of its clock's error: hub minus phone.
    fn offset(&self) -> i64 {
        self.device.as_ref().and_then(|device| device.offset).unwrap_or(0)
    }

    /// Puts the drive and the community that she joined, until the hub sends them.
    fn put_welcome(&mut self) {
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

    /// Photos not known to have arrived.
    pub(super) fn jobs(&self) -> Vec<PhotoJob> {
        let held = self.held.values().filter_map(|held| held.entry.as_ref());
        let answers: BTreeMap<EntryId, EntryId> =
            held.filter_map(|entry| Some((entry.id, entry.answers()?))).collect();
        let jobs = self.photos.iter().filter_map(|photo| photo.job(|entry| answers.get(&entry).copied()));
        jobs.filter(|job| !job.done).collect()
    }

    /// What entries without the hub's word name.
    pub(super) fn named(&self) -> BTreeSet<Uuid> {
        let waiting = self.held.values().filter(|held| !held.row.stage().is_receipted());
        outbox::named(waiting.filter_map(|held| held.entry.as_ref()))
    }

    /// Those of these entries that this tab saved itself.
    pub(super) fn own_rows(&self, seqs: &[u64]) -> Vec<EntryRow> {
        let held = seqs.iter().filter_map(|seq| self.held.get(seq)).filter(|held| held.own);
        held.map(|held| held.row.clone()).collect()
    }

    fn outbox(&self) -> Vec<OutboxEntry> {
        let items = self.machine.outbox().filter_map(|item| {
            let held = self.held.get(&item.seq)?;
            Some(OutboxEntry {
                entry: held.entry.clone()?,
                stage: item.stage,
                receipt: held.row.receipt.clone(),
                saved_at: held.row.saved_at,
            })
        });
        items.collect()
    }

    /// What the screen shows, where anything changed.
    fn shown_anew(&mut self, outbox: &[OutboxEntry], now: UnixMs) -> Option<yingchun_domain::set::Set> {
        let received = |it: &OutboxEntry| it.receipt.as_ref().map(|receipt| receipt.received);
        let replayed: Vec<&OutboxEntry> = outbox.iter().filter(|it| is_replayed(it.stage)).collect();
        let basis = Basis {
            swaps: self.swaps,
            replayed: replayed.iter().map(|it| (it.entry.id, received(it))).collect(),
        };
        if self.shown_from.as_ref() == Some(&basis) {
            return None;
        }
        let pending: Vec<Pending> = replayed
            .into_iter()
            .map(|it| Pending { entry: it.entry.clone(), received: received(it) })
            .collect();
        self.shown_from = Some(basis);
        Some(self.replica.shown(&pending, now).set)
    }
}

fn is_replayed(stage: Stage) -> bool {
    stage.is_replayed() && !matches!(stage, Stage::Receipted { outcome: Outcome::Refused, .. })
}

pub(super) fn me_of(device: &DeviceRow) -> Me {
    Me {
        device: device.device,
        person: device.person,
        campaign: device.campaign,
        welcome: device.welcome.clone(),
        clock_checked: device.offset.is_some(),
    }
}

fn set_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.with_untracked(|before| *before != now) {
        signal.set(now);
    }
}

fn chance() -> Chance {
    Chance(u16::from_be_bytes(ids::random()))
}
