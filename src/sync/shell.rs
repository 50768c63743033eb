//! The shell around [`Machine`]: holds what the machine has no hands for, and shows what it says. Of all tabs one *leads*:
//! it alone carries effects out; the others follow what it writes.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::html::*;
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use yingchun_domain::entry::Entry;
use yingchun_domain::person::Person;
use yingchun_domain::set::Set;
use yingchun_domain::sync::outbox::EntryRow;
use yingchun_domain::sync::{Chance, Event, PhotoJob, Replica};

use super::effects;
use super::opening::opened;
use super::state::{Held, State};
use super::tabs::{Tabs, Word};
use super::{Me, Ready, Signals};
use crate::device::promises::{self, DeviceRow, Kept};
use crate::device::{cache, clock, ids, second, waits};

/// Storage that could not be read is read again after this time.
const LEAD_AGAIN_MS: u32 = 2_000;

/// Whether this tab carries effects out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Leads,
    Follows,
}

pub(super) struct Shell {
    signals: Signals,
    pub(super) tabs: Tabs,
    pub(super) state: RefCell<State>,
}

impl Shell {
    pub(super) fn new(signals: Signals) -> Rc<Self> {
        Rc::new(Self { signals, tabs: Tabs::open(), state: RefCell::new(State::new()) })
    }

    /// Reads what the phone keeps, and says when it is read.
    pub(super) async fn open(self: &Rc<Self>) {
        self.take_in(opened(self.signals.ready, promises::read, |kept| kept.device.is_some()).await);
        self.read_replica().await;
        breathe().await;
        self.begin();
        breathe().await;
        self.signals.ready.set(Ready::Ready);
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
        breathe().await;
        self.state.borrow_mut().role = Role::Leads;
        self.begin();
        // What was not swept now is swept the next time.
        drop(promises::sweep(clock::now()).await);
        // Where it finds no room, the pill says so.
        drop(promises::lay_in().await);
    }

    /// Lets another tab carry effects out.
    pub(super) fn follow(&self) {
        self.state.borrow_mut().role = Role::Follows;
        waits::let_others();
    }

    pub(super) fn leads(&self) -> bool {
        self.state.borrow().role == Role::Leads
    }

    pub(super) fn take_in(&self, kept: Kept) {
        self.state.borrow_mut().take_in(kept);
    }

    /// Reads the replica as it was last swapped in, by this tab or another.
    pub(super) async fn read_replica(&self) {
        let person = self.state.borrow().person();
        let (replica, read_at) = match person {
            Some(person) => cache::replica(person).await,
            None => (Replica::default(), None),
        };
        let mut state = self.state.borrow_mut();
        // Whoever moved in meanwhile reads her own.
        if state.person() != person {
            return;
        }
        state.replica = replica;
        state.read_at = read_at;
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
                heard: state.device.as_ref().is_some_and(|device| device.offset.is_some()),
            }
        };
        self.feed(started);
    }

    /// Tells the machine what storage holds beside what it knows.
    pub(super) fn reread(self: &Rc<Self>) {
        let reread = {
            let state = self.state.borrow();
            let outbox = state.held.values().map(|held| held.row.item()).collect();
            Event::Reread { outbox, photos: state.jobs() }
        };
        self.feed(reread);
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
        let job = |id| PhotoJob {
            id,
            entry: row.id,
            answers,
            thumb_sent: false,
            done: false,
            epoch: None,
            here: true,
        };
        let photos = row.photos.iter().copied().map(job).collect();
        let item = row.item();
        {
            let mut state = self.state.borrow_mut();
            // What is said in the name of somebody before her leaves the phone hers.
            match &mut state.device {
                Some(hers) if hers.device == device.device => *hers = device,
                Some(_) => {}
                None => {
                    state.device = Some(device);
                    state.put_welcome();
                }
            }
            state.held.insert(row.seq, Held { row, entry: Some(Arc::new(entry)), own: true });
        }
        self.feed(Event::Queued { item, photos });
        self.tabs.tell(Word::Entries);
    }

    /// Shows what is: stages, the pill, and the replica with the pending entries on top.
    pub(super) fn publish(&self) {
        let mut state = self.state.borrow_mut();
        let outbox = state.outbox();
        let me = state.device.as_ref().map(me_of);
        let status = state.status();
        let others = state.others.clone();
        let opaque = state.replica.opaque().clone();
        let offset = state.offset();
        let read_at = state.read_at;
        let shown = state.shown_anew(&outbox, clock::now().plus(offset));
        if state.role == Role::Leads {
            let photos = state.machine.photos_waiting();
            second::follow(state.held.values().map(|held| &held.row), Some(&photos));
            waits::follow(&state.waiting());
        }
        drop(state);
        set_changed(self.signals.me, me);
        set_changed(self.signals.read_at, read_at);
        set_changed(self.signals.status, status);
        set_changed(self.signals.others, others);
        if self.signals.opaque.with_untracked(|before| **before != opaque) {
            self.signals.opaque.set(Arc::new(opaque));
        }
        if self.signals.outbox.with_untracked(|before| **before != outbox) {
            self.signals.outbox.set(Arc::new(outbox));
        }
        if let Some(shown) = shown {
            self.signals.shown.set(Arc::new(shown));
        }
    }

    /// What the phone's person is called, as far as the screen knows.
    pub(super) fn name(&self) -> Option<String> {
        let person = self.state.borrow().person()?;
        let name = |set: &Arc<Set>| set.get::<Person>(person.uuid()).known().map(|it| it.name.to_string());
        self.signals.shown.with_untracked(name)
    }

    /// Whether the phone's person said 不再参加.
    pub(super) fn has_left(&self) -> bool {
        let Some(person) = self.state.borrow().person() else { return false };
        let is_gone = |set: &Arc<Set>| set.get::<Person>(person.uuid()).known().is_some_and(Person::has_left);
        self.signals.shown.with_untracked(is_gone)
    }

    /// Shows what time it is.
    pub(super) fn tick(&self) {
        let offset = self.state.borrow().offset();
        self.signals.now.set(clock::now().plus(offset));
    }
}

/// Lets the page answer before more is done: a phone that was a week offline has much to read and to draw.
async fn breathe() {
    TimeoutFuture::new(0).await;
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
