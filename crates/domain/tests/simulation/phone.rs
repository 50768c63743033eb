//! A phone: storage that survives, and a page that does not.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use uuid::Uuid;
use yingchun_domain::entry::{Entry, SeenHub};
use yingchun_domain::id::{DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::page::Page;
use yingchun_domain::receipt::{Outcome, PushAnswer};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::outbox::{self, EntryRow, StageName};
use yingchun_domain::sync::{
    Chance, Effect, Event, Fault, Machine, Pending, PhotoJob, Replica, Shown, Stage, UNDO_MS,
};
use yingchun_domain::time::UnixMs;

use crate::cache::Cache;
use crate::chance::Dice;

/// What a request carries to the hub.
#[derive(Clone, Debug)]
pub enum Request {
    Push { lines: Vec<String> },
    Pull { cursor: Option<String> },
    Session,
    Thumb { id: PhotoId },
    Photo { id: PhotoId },
}

/// What comes back.
#[derive(Clone, Debug)]
pub enum Answer {
    Push(PushAnswer),
    Pull(Page),
    Session,
    Bytes,
    Fault(Fault),
}

pub struct Phone {
    pub person: PersonId,
    pub device: DeviceId,
    /// The phone's clock is off by this.
    pub clock_off: i64,
    /// Promises: by the device's count.
    pub storage: BTreeMap<u64, EntryRow>,
    /// Promises: how far each photo has come.
    pub photos: BTreeMap<PhotoId, PhotoJob>,
    /// Cache: the replica as of its last swap that could be written.
    pub cache: Cache,
    pub seen: Option<SeenHub>,
    /// Pages of this life ask; answers to an earlier life reach nobody.
    pub life: u32,
    pub has_session: bool,
    pub replica: Replica,
    pub machine: Machine,
    pub effects: VecDeque<Effect>,
    pub wake_at: Option<UnixMs>,
}

impl Phone {
    pub fn new(person: PersonId, device: DeviceId) -> Self {
        Self {
            person,
            device,
            clock_off: 0,
            storage: BTreeMap::new(),
            photos: BTreeMap::new(),
            cache: Cache::default(),
            seen: None,
            life: 0,
            has_session: false,
            replica: Replica::default(),
            machine: Machine::default(),
            effects: VecDeque::new(),
            wake_at: None,
        }
    }

    pub fn clock(&self, now: UnixMs) -> UnixMs {
        now.plus(self.clock_off)
    }

    /// Another phone with the same storage: a backup restored beside its original.
    pub fn cloned(&self) -> Self {
        Self {
            storage: self.storage.clone(),
            photos: self.photos.clone(),
            cache: self.cache.clone(),
            seen: self.seen,
            has_session: self.has_session,
            clock_off: self.clock_off,
            ..Self::new(self.person, self.device)
        }
    }

    /// The page goes, with all that was not in storage; and comes back.
    pub fn restart(&mut self, now: UnixMs, dice: &mut Dice) {
        self.life += 1;
        self.effects.clear();
        self.wake_at = None;
        self.replica = self.cache.replica(self.person);
        self.machine = Machine::default();
        let outbox = self.storage.values().map(EntryRow::item).collect();
        let reached = self.replica.reached();
        let epoch = self.replica.epoch();
        let photos = self.photos.values().copied().collect();
        let heard = self.seen.is_some();
        self.feed(Event::Started { outbox, photos, reached, epoch, heard }, now, dice);
    }

    pub fn lose_cache(&mut self) {
        self.cache = Cache::default();
    }

    pub fn feed(&mut self, event: Event, now: UnixMs, dice: &mut Dice) {
        let chance = Chance(u16::try_from(dice.below(65_536)).unwrap());
        let effects = self.machine.step(event, self.clock(now), chance);
        self.effects.extend(effects);
    }

    pub fn shown(&self, now: UnixMs) -> Shown {
        let pending: Vec<Pending> = self
            .storage
            .values()
            .filter(|stored| stored.stage().is_replayed())
            .map(|stored| Pending {
                entry: Entry::from_line(&stored.line).unwrap(),
                received: stored.receipt.as_ref().map(|receipt| receipt.received),
            })
            .collect();
        self.replica.shown(&pending, self.clock(now))
    }

    /// A person acts: the entry is in storage before the machine hears of it.
    pub fn act(&mut self, entry: &Entry, now: UnixMs, dice: &mut Dice) {
        let line = entry.to_line().unwrap();
        let saved_at = self.clock(now);
        let row = EntryRow {
            seq: entry.seq,
            id: entry.id,
            line,
            stage: StageName::Queued,
            receipt: None,
            saved_at,
            grace_until: saved_at.plus(if dice.once_in(2) { UNDO_MS } else { 0 }),
            photos: entry.photos.iter().map(|photo| photo.id).collect(),
            seen: false,
        };
        let item = row.item();
        self.storage.insert(entry.seq, row);
        let job =
            |id| PhotoJob { id, entry: entry.id, answers: entry.answers(), thumb_sent: false, done: false };
        let photos: Vec<PhotoJob> = entry.photos.iter().map(|photo| job(photo.id)).collect();
        self.photos.extend(photos.iter().map(|job| (job.id, *job)));
        self.feed(Event::Queued { item, photos }, now, dice);
    }

    /// A person takes the last entry back, if it was not sent.
    pub fn undo(&mut self, now: UnixMs, dice: &mut Dice) -> Option<EntryId> {
        let (seq, id) = self.storage.iter().next_back().map(|(seq, stored)| (*seq, stored.id))?;
        if !self.machine.may_withdraw(id) {
            return None;
        }
        let stored = self.storage.get(&seq)?;
        assert!(stored.may_be_taken_back(), "what was sent is not taken back");
        self.storage.remove(&seq);
        self.photos.retain(|_, job| job.entry != id);
        self.feed(Event::Withdrawn { id }, now, dice);
        Some(id)
    }

    /// Carries out one effect; a request goes to the link.
    pub fn carry_out(&mut self, now: UnixMs, dice: &mut Dice) -> Option<Request> {
        match self.effects.pop_front()? {
            Effect::Mark { ids } => {
                let mut items = vec![];
                for row in self.rows(&ids) {
                    row.mark();
                    items.push(row.item());
                }
                self.feed(Event::Marked { items }, now, dice);
                None
            }
            Effect::Push { ids, .. } => {
                let lines = self.rows(&ids).map(|row| row.line.clone()).collect();
                Some(Request::Push { lines })
            }
            Effect::KeepReceipts { receipts } => {
                for receipt in &receipts {
                    self.rows(&[receipt.id]).for_each(|row| row.keep(receipt));
                }
                self.feed(Event::ReceiptsKept { receipts }, now, dice);
                None
            }
            Effect::OpenSession => Some(Request::Session),
            Effect::Pull => Some(Request::Pull { cursor: self.replica.cursor().map(str::to_owned) }),
            Effect::Swap => {
                let named = self.named();
                self.cache.swap(self.person, self.replica.base(), self.replica.staged(), &named);
                self.replica.swap(&named);
                let (reached, epoch) = (self.replica.reached(), self.replica.epoch().unwrap());
                self.feed(Event::Swapped { reached, epoch }, now, dice);
                None
            }
            Effect::Settle { ids } => {
                let reached = self.replica.reached();
                for row in self.rows(&ids) {
                    let receipt = row.receipt.as_ref().unwrap();
                    let shown = receipt.outcome == Outcome::Refused || receipt.commit <= reached;
                    assert!(shown, "the spot would jump back: {}", row.line);
                    row.settle();
                }
                None
            }
            Effect::Wake { at } => {
                self.wake_at = Some(at);
                None
            }
            Effect::SendThumb { id } => Some(Request::Thumb { id }),
            Effect::SendPhoto { id } => Some(Request::Photo { id }),
            Effect::KeepPhoto(job) => {
                self.photos.insert(job.id, job);
                None
            }
        }
    }

    fn rows(&mut self, ids: &[EntryId]) -> impl Iterator<Item = &mut EntryRow> {
        self.storage.values_mut().filter(|row| ids.contains(&row.id))
    }

    /// What entries without the hub's word name.
    pub fn named(&self) -> BTreeSet<Uuid> {
        let waiting = self.storage.values().filter(|row| !row.stage().is_receipted());
        let waiting: Vec<Entry> = waiting.map(|row| Entry::from_line(&row.line).unwrap()).collect();
        outbox::named(&waiting)
    }

    /// Takes an answer; one to an earlier life of the page reaches nobody.
    pub fn hear(&mut self, request: &Request, answer: Answer, now: UnixMs, dice: &mut Dice) {
        let event = match (request, answer) {
            (_, Answer::Push(answer)) => {
                let commit = self.replica.reached();
                self.seen = Some(SeenHub { epoch: answer.epoch, commit, received: answer.now });
                Event::PushAnswered(answer)
            }
            (_, Answer::Pull(page)) => {
                self.seen = Some(SeenHub { epoch: page.epoch, commit: page.head, received: page.now });
                let whole = page.whole;
                self.replica.stage(page);
                Event::PageStaged { whole }
            }
            (_, Answer::Session) => {
                self.has_session = true;
                Event::SessionOpened
            }
            (Request::Photo { id }, Answer::Bytes) => Event::PhotoSent { id: *id },
            (Request::Thumb { id }, Answer::Bytes) => Event::ThumbSent { id: *id },
            (_, Answer::Bytes) => return,
            (Request::Photo { id } | Request::Thumb { id }, Answer::Fault(fault)) => {
                Event::PhotoFailed { id: *id, fault }
            }
            (Request::Push { .. }, Answer::Fault(fault)) => Event::PushFailed(fault),
            (Request::Pull { .. }, Answer::Fault(fault)) => Event::PullFailed(fault),
            (Request::Session, Answer::Fault(fault)) => Event::SessionFailed(fault),
        };
        self.feed(event, now, dice);
    }

    pub fn is_drained(&self) -> bool {
        self.storage.values().all(|stored| matches!(stored.stage(), Stage::Settled { .. }))
            && self.photos.values().all(|job| job.done)
    }

    pub fn reached(&self) -> CommitNo {
        self.replica.reached()
    }
}
