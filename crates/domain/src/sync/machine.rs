//! The machine itself.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Chance, Effect, Event, Fault, OutboxItem, Stage};
use super::lane::Lane;
use super::outgoing::Outgoing;
use super::photos::Photos;
use super::status::{Session, Status};
use crate::id::{DeviceId, EntryId, Epoch, PhotoId};
use crate::receipt::Receipt;
use crate::row::CommitNo;
use crate::time::UnixMs;

/// The ten seconds of undo before an entry's first sending.
pub const UNDO_MS: i64 = 10_000;
/// News is followed within this time, spread by chance, so that a village does not come back in one second.
const NEWS_SPREAD_MS: i64 = 5_000;
/// Without news the replica is refreshed this often.
const REFRESH_MS: i64 = 120_000;

/// What one phone does about its outbox and its replica. Holds no bytes and no clock.
#[derive(Clone, Debug)]
pub struct Machine {
    outgoing: Outgoing,
    photos: Photos,
    pull: Lane,
    photo: Lane,
    session: Session,
    opening: bool,
    heard: bool,
    /// A session was opened, and no page was read in it yet: a browser that refuses cookies never gets further.
    unproved: bool,
    pull_at: Option<UnixMs>,
    reached: CommitNo,
    epoch: Option<Epoch>,
    last_fault: Option<(Fault, UnixMs)>,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            outgoing: Outgoing::default(),
            photos: Photos::default(),
            pull: Lane::default(),
            photo: Lane::default(),
            session: Session::Open,
            opening: false,
            heard: false,
            unproved: false,
            pull_at: None,
            reached: CommitNo(0),
            epoch: None,
            last_fault: None,
        }
    }
}

impl Machine {
    /// Takes what happened at `now` (the phone's clock) and says what is to be done about it.
    #[must_use]
    pub fn step(&mut self, event: Event, now: UnixMs, chance: Chance) -> Vec<Effect> {
        let mut effects = self.take(event, now, chance);
        effects.extend(self.photos.begun_anew());
        effects.extend(self.settle());
        effects.extend(self.next_push(now));
        effects.extend(self.next_read(now));
        effects.extend(self.next_photo(now));
        effects.extend(self.next_wake(now));
        effects
    }

    /// What the pill says, all of this phone's persons together.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status_where(|_| true)
    }

    /// What the pill says to the person of this device; a line that does not tell whose it is is everybody's.
    #[must_use]
    pub fn status_of(&self, device: DeviceId) -> Status {
        self.status_where(|item| item.device.is_none_or(|it| it == device))
    }

    fn status_where(&self, own: impl Fn(&OutboxItem) -> bool) -> Status {
        let hers: BTreeSet<EntryId> = self.outbox().filter(|item| own(item)).map(|item| item.id).collect();
        let is_hers = |id: &EntryId| hers.contains(id);
        let waiting = self.waiting().filter(|item| is_hers(&item.id)).count();
        Status {
            waiting,
            sending: self.outgoing.in_flight().iter().filter(|id| is_hers(id)).count(),
            photos_waiting: self.photos.waiting(|entry| is_hers(&entry)),
            to_look_at: self.outbox().filter(|item| own(item) && item.wants_a_look()).count(),
            others: self.waiting().count() - waiting,
            last_fault: self.last_fault,
            session: self.session,
        }
    }

    /// How many photos of each entry have not arrived, as far as this phone knows.
    #[must_use]
    pub fn photos_waiting(&self) -> BTreeMap<EntryId, usize> {
        self.photos.waiting_of_each()
    }

    /// How far each entry has come, in the device's order.
    pub fn outbox(&self) -> impl Iterator<Item = &OutboxItem> {
        self.outgoing.items()
    }

    /// Whether the hub's word of an entry is of another life of its database: it goes there once more.
    #[must_use]
    pub fn goes_again(&self, item: &OutboxItem) -> bool {
        self.outgoing.is_of_another_life(item)
    }

    /// Entries that the hub has given no word on in this life of its database, in the order of sending.
    pub fn waiting(&self) -> impl Iterator<Item = &OutboxItem> {
        self.outbox().filter(|item| !item.stage.is_receipted() || self.goes_again(item))
    }

    /// The life of the hub's database, as it was heard last.
    #[must_use]
    pub const fn life(&self) -> Option<Epoch> {
        self.outgoing.life()
    }

    /// Whether an entry can still be taken back without a word to the hub.
    #[must_use]
    pub fn may_withdraw(&self, id: EntryId) -> bool {
        let queued = |item: &OutboxItem| item.id == id && matches!(item.stage, Stage::Queued { .. });
        self.outgoing.items().any(queued) && !self.outgoing.in_flight().contains(&id)
    }

    fn take(&mut self, event: Event, now: UnixMs, chance: Chance) -> Vec<Effect> {
        match event {
            Event::Started { outbox, photos, reached, epoch, heard } => {
                *self = Self { reached, epoch, heard, pull_at: Some(now), ..Self::default() };
                outbox.into_iter().for_each(|item| self.outgoing.put(item));
                self.photos.add(photos);
                epoch.into_iter().for_each(|epoch| self.hear(epoch));
            }
            Event::Queued { item, photos } => {
                self.outgoing.put(item);
                self.photos.add(photos);
            }
            Event::Reread { outbox, photos } => {
                let gone = self.outgoing.reread(&outbox);
                self.photos.add(photos);
                gone.into_iter().for_each(|id| self.withdraw(id));
            }
            Event::Withdrawn { id } => self.withdraw(id),
            Event::Marked { items } => {
                let (gone, push) = self.outgoing.marked(&items);
                gone.into_iter().for_each(|id| self.withdraw(id));
                return push.into_iter().collect();
            }
            Event::PushAnswered(answer) => {
                self.last_fault = None;
                if self.epoch.is_some_and(|epoch| epoch != answer.epoch) {
                    self.pull_at = Some(now);
                }
                self.hear(answer.epoch);
                self.outgoing.answered(&answer.receipts, now, chance);
                return vec![Effect::KeepReceipts { epoch: answer.epoch, receipts: answer.receipts }];
            }
            Event::PushFailed(fault) => {
                self.outgoing.failed(fault, now, chance);
                // A smaller batch follows at once.
                if fault != Fault::TooLarge {
                    self.last_fault = Some((fault, now));
                }
            }
            Event::ReceiptsKept { receipts } => self.receipts_kept(&receipts, now),
            Event::PageStaged { whole } => {
                self.session = Session::Open;
                self.unproved = false;
                self.pull.done();
                self.last_fault = None;
                if whole {
                    self.pull.start();
                    return vec![Effect::Swap];
                }
                self.pull_at = Some(now);
            }
            Event::Swapped { reached, epoch } => self.swapped(reached, epoch),
            Event::PullFailed(fault) => self.pull_failed(fault, now, chance),
            Event::SessionOpened => {
                self.opening = false;
                self.session = Session::Open;
                self.unproved = true;
                self.pull.free();
                self.pull_at = Some(now);
            }
            Event::SessionFailed(fault) => self.session_failed(fault, now, chance),
            Event::Awaited { photos } => self.photos.await_again(&photos),
            Event::ThumbSent { id } => {
                self.photo.done();
                return self.photos.thumb_sent(id).into_iter().collect();
            }
            Event::PhotoSent { id } | Event::PhotoLost { id } => {
                self.photo.done();
                let kept = self.photos.done(id, self.outgoing.life());
                // What the screen says of them is what the hub says: where no news comes, it is asked.
                if self.photos.is_empty() {
                    self.pull_at = Some(now);
                }
                return kept.into_iter().collect();
            }
            Event::PhotoFailed { id, fault } => self.photo_failed(id, fault, now, chance),
            Event::News => {
                let spread = NEWS_SPREAD_MS * i64::from(chance.0) / i64::from(u16::MAX);
                let at = now.plus(spread);
                self.pull_at = Some(self.pull_at.map_or(at, |planned| planned.min(at)));
            }
            Event::Ticked => {}
            Event::WentOnline => self.wake(now),
            Event::Pressed => {
                self.wake(now);
                self.photos.wake();
            }
            Event::Hidden => self.outgoing.end_grace(now),
        }
        vec![]
    }

    fn withdraw(&mut self, id: EntryId) {
        self.outgoing.withdraw(id);
        self.photos.withdraw(id);
    }

    fn wake(&mut self, now: UnixMs) {
        self.outgoing.wake();
        self.pull.wake();
        self.photo.wake();
        self.pull_at = Some(now);
    }

    fn receipts_kept(&mut self, receipts: &[Receipt], now: UnixMs) {
        self.outgoing.kept(receipts);
        if receipts.iter().any(|receipt| receipt.commit > self.reached_in_this_life()) {
            self.pull_at = Some(now);
        }
    }

    /// Commits of another life say nothing of this one.
    fn reached_in_this_life(&self) -> CommitNo {
        if self.epoch == self.outgoing.life() { self.reached } else { CommitNo(0) }
    }

    /// The hub told in which life its database is.
    fn hear(&mut self, life: Epoch) {
        self.outgoing.hear(life);
        self.photos.begin_life(life);
    }

    fn swapped(&mut self, reached: CommitNo, epoch: Epoch) {
        self.pull.done();
        self.hear(epoch);
        self.reached = reached;
        self.epoch = Some(epoch);
    }

    fn pull_failed(&mut self, fault: Fault, now: UnixMs, chance: Chance) {
        self.pull_at = Some(now);
        if fault != Fault::Unknown {
            self.pull.fail(now, chance);
            self.last_fault = Some((fault, now));
            return;
        }
        match self.session {
            Session::Refused => {
                self.pull.free();
                self.pull_at = None;
            }
            // Another session would be as useless as the one just opened: it is asked for after a rest.
            Session::Open | Session::Wanted if self.unproved => {
                self.unproved = false;
                self.session = Session::Wanted;
                self.pull.fail(now, chance);
            }
            Session::Open | Session::Wanted => {
                self.session = Session::Wanted;
                self.pull.free();
            }
        }
    }

    fn session_failed(&mut self, fault: Fault, now: UnixMs, chance: Chance) {
        self.opening = false;
        self.pull.fail(now, chance);
        match fault {
            Fault::Forbidden => {
                self.session = Session::Refused;
                self.pull_at = None;
            }
            Fault::Unreachable
            | Fault::Busy
            | Fault::HubFull
            | Fault::TooLarge
            | Fault::Unknown
            | Fault::Broken
            | Fault::Limited
            | Fault::PhotoUnknown
            | Fault::PhotoRefused => self.last_fault = Some((fault, now)),
        }
    }

    /// Only what says something about the way to the hub holds other photos up.
    fn photo_failed(&mut self, id: PhotoId, fault: Fault, now: UnixMs, chance: Chance) {
        let entry = self.photos.entry_of(id);
        match fault {
            Fault::Unreachable | Fault::Busy | Fault::HubFull => self.photo.fail(now, chance),
            Fault::Limited => return self.photo.slow(now, chance),
            Fault::Unknown | Fault::Forbidden => {
                self.photo.free();
                entry.into_iter().for_each(|entry| self.outgoing.rest_device_of(entry, now, chance));
            }
            // The hub has no entry that names it: the entry is pushed again, and the photo after the hub's word.
            Fault::PhotoUnknown => {
                self.photo.free();
                self.photos.fail(id, now, chance);
                entry.into_iter().for_each(|entry| self.outgoing.doubt(entry));
                return;
            }
            Fault::TooLarge | Fault::Broken | Fault::PhotoRefused => {
                self.photo.free();
                return self.photos.fail(id, now, chance);
            }
        }
        self.last_fault = Some((fault, now));
    }

    fn settle(&mut self) -> Option<Effect> {
        let (epoch, reached) = (self.epoch, self.reached);
        self.outgoing.settle(epoch, |commit| epoch.is_some() && commit <= reached)
    }

    fn next_push(&mut self, now: UnixMs) -> Option<Effect> {
        self.outgoing.next(now, self.reached_in_this_life())
    }

    fn next_read(&mut self, now: UnixMs) -> Option<Effect> {
        if self.opening || !self.pull.is_free(now) || !self.known_to_hub() {
            return None;
        }
        match self.session {
            Session::Wanted => {
                self.opening = true;
                self.pull.start();
                Some(Effect::OpenSession)
            }
            // She may have come in again in another tab: the cookie is the browser's.
            Session::Refused | Session::Open => {
                let due = self.pull_at.is_some_and(|at| now >= at || at.since(now) > REFRESH_MS);
                due.then(|| {
                    self.pull.start();
                    // What is heard while rows are on their way is read after them.
                    self.pull_at = None;
                    Effect::Pull
                })
            }
        }
    }

    /// A hub that never answered this phone does not know it: there is nothing to read. Who came in on another phone has
    /// neither receipt nor page here.
    fn known_to_hub(&self) -> bool {
        self.heard || self.epoch.is_some() || self.outbox().any(|item| item.stage.is_receipted())
    }

    fn next_photo(&mut self, now: UnixMs) -> Option<Effect> {
        if !self.photo.is_free(now) || self.photos.is_empty() {
            return None;
        }
        let welcome = self.outgoing.welcome(now);
        let effect = self.photos.next(now, |entry| welcome.contains(&entry))?;
        self.photo.start();
        Some(effect)
    }

    /// The next moment at which something is due that no answer will bring.
    fn next_wake(&mut self, now: UnixMs) -> Option<Effect> {
        if self.pull_at.is_none() && !self.pull.is_busy() && self.known_to_hub() {
            self.pull_at = Some(now.plus(REFRESH_MS));
        }
        let rests = [self.pull, self.photo].into_iter().filter_map(Lane::rests_until);
        let others = self.outgoing.ends().chain(self.photos.ends());
        let due = rests.chain(others).chain(self.pull_at).filter(|at| *at > now).min()?;
        Some(Effect::Wake { at: due.min(now.plus(REFRESH_MS)) })
    }
}
