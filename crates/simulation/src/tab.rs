//! A page: the shipped machine, and the driver that carries its effects out over the phone's storage.

use yingchun_domain::entry::SeenHub;
use yingchun_domain::id::{DeviceId, EntryId, Epoch, PhotoId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::outbox::EntryRow;
use yingchun_domain::sync::{Chance, Effect, Event, Fault, Machine, PhotoJob, Replica, Stage, awaited};
use yingchun_domain::time::UnixMs;

use crate::chance::Dice;
use crate::mutant::Mutant;
use crate::phone::{Answer, Phone, Request};

#[derive(Clone)]
pub struct Tab {
    /// Answers to a page that is gone reach nobody.
    pub life: u32,
    pub leads: bool,
    /// Another page wrote since this one read.
    pub stale: bool,
    pub machine: Machine,
    pub replica: Replica,
    pub effects: Vec<Effect>,
    pub wake_at: Option<UnixMs>,
}

impl Tab {
    pub fn new(life: u32) -> Self {
        Self {
            life,
            leads: false,
            stale: false,
            machine: Machine::default(),
            replica: Replica::default(),
            effects: vec![],
            wake_at: None,
        }
    }

    /// Reads what the phone keeps, and tells the machine.
    pub fn begin(&mut self, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        self.stale = false;
        self.effects.clear();
        self.replica = phone.cache.replica(phone.person());
        let outbox = phone.promises.rows.values().map(EntryRow::item).collect();
        let photos = phone.promises.photos.values().copied().collect();
        let (reached, epoch) = (self.replica.reached(), self.replica.epoch());
        let heard = phone.promises.offset.is_some();
        self.feed(Event::Started { outbox, photos, reached, epoch, heard }, phone, now, dice);
    }

    /// Carries effects out from here on, beginning with what storage holds.
    pub fn lead(&mut self, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        if !self.leads {
            self.leads = true;
            self.begin(phone, now, dice);
        }
    }

    pub fn feed(&mut self, event: Event, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        let chance = Chance(u16::try_from(dice.below(1 << 16)).unwrap());
        let effects = self.machine.step(event, phone.clock(now), chance);
        if self.leads {
            self.effects.extend(effects);
        }
    }

    /// Takes in what other pages wrote. The one that leads only hears what others saved or took back.
    pub fn read_again(&mut self, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        if !self.leads {
            return self.begin(phone, now, dice);
        }
        let outbox = phone.promises.rows.values().map(EntryRow::item).collect();
        let photos = phone.promises.photos.values().copied().collect();
        self.feed(Event::Reread { outbox, photos }, phone, now, dice);
    }

    /// An entry is in storage.
    pub fn queued(&mut self, row: &EntryRow, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        let job = |id: &PhotoId| phone.promises.photos.get(id).copied();
        let photos: Vec<PhotoJob> = row.photos.iter().filter_map(job).collect();
        self.feed(Event::Queued { item: row.item(), photos }, phone, now, dice);
    }

    pub fn withdrawn(&mut self, id: EntryId, phone: &Phone, now: UnixMs, dice: &mut Dice) {
        self.feed(Event::Withdrawn { id }, phone, now, dice);
    }

    /// The next effect to be carried out: those on one store go in order, others pass each other.
    fn next_effect(&mut self, dice: &mut Dice) -> Option<Effect> {
        let lane = lane(self.effects.get(dice.below(self.effects.len()))?);
        let at = self.effects.iter().position(|effect| self::lane(effect) == lane)?;
        Some(self.effects.remove(at))
    }

    /// Carries out one effect; a request goes to the link.
    pub fn carry_out(&mut self, phone: &mut Phone, now: UnixMs, dice: &mut Dice) -> Option<Request> {
        let event = match self.next_effect(dice)? {
            Effect::Push { device, ids } => match push(phone, self.machine.life(), device, &ids) {
                Some(request) => return Some(request),
                None => Event::PushFailed(Fault::Broken),
            },
            Effect::Pull => {
                let cursor = self.replica.cursor().map(str::to_owned);
                return Some(Request::Pull { cookie: phone.cookie, person: phone.person(), cursor });
            }
            Effect::OpenSession => return Some(Request::Session { device: phone.me().id }),
            Effect::SendThumb { id } => match device_of(phone, id) {
                Some(device) => return Some(Request::Thumb { device, id }),
                None => Event::ThumbSent { id },
            },
            Effect::SendPhoto { id } if phone.mutant == Some(Mutant::PhotoCalledDone) => {
                Event::PhotoSent { id }
            }
            Effect::SendPhoto { id } => match device_of(phone, id) {
                Some(device) => return Some(Request::Photo { device, id }),
                None => Event::PhotoFailed { id, fault: Fault::Broken },
            },
            Effect::Wake { at } => {
                self.wake_at = Some(at);
                return None;
            }
            Effect::Mark { .. } | Effect::KeepReceipts { .. } if phone.full => {
                Event::PushFailed(Fault::Broken)
            }
            Effect::Mark { ids } => {
                let mut items = vec![];
                for row in phone.rows(&ids) {
                    row.mark();
                    items.push(row.item());
                }
                Event::Marked { items }
            }
            Effect::KeepReceipts { receipts, .. } if phone.mutant == Some(Mutant::ReceiptNotKept) => {
                Event::ReceiptsKept { receipts }
            }
            Effect::KeepReceipts { epoch, receipts } => {
                for receipt in &receipts {
                    phone.rows(&[receipt.id]).for_each(|row| row.keep(receipt, epoch));
                }
                Event::ReceiptsKept { receipts }
            }
            Effect::Swap => {
                let swapped = self.swap(phone);
                phone.tell_others();
                self.feed(swapped, phone, now, dice);
                Event::Awaited { photos: awaited(self.replica.set()) }
            }
            // What is not written is settled, or sent, again when the page opens next.
            Effect::Settle { .. } | Effect::KeepPhoto(_) if phone.full => return None,
            Effect::Settle { ids } => {
                self.settle(phone, &ids);
                return None;
            }
            Effect::KeepPhoto(job) => {
                phone.promises.photos.insert(job.id, job);
                return None;
            }
        };
        phone.tell_others();
        self.feed(event, phone, now, dice);
        None
    }

    fn swap(&mut self, phone: &mut Phone) -> Event {
        let named = phone.named();
        if !phone.full {
            let (person, base) = (phone.person(), self.replica.base().map(str::to_owned));
            phone.cache.swap(person, base.as_deref(), self.replica.staged(), &named);
        }
        self.replica.swap(&named);
        Event::Swapped { reached: self.said_to_be_reached(phone), epoch: self.replica.epoch().unwrap() }
    }

    fn said_to_be_reached(&self, phone: &Phone) -> CommitNo {
        let early = if phone.mutant == Some(Mutant::SettledEarly) { 100 } else { 0 };
        CommitNo(self.replica.reached().0 + early)
    }

    fn settle(&self, phone: &mut Phone, ids: &[EntryId]) {
        let (reached, said) = (self.replica.reached(), self.said_to_be_reached(phone));
        for row in phone.rows(ids) {
            row.settle(self.replica.epoch(), said);
            let receipt = row.receipt.as_ref().expect(
                "one_effect_per_mutation_and_its_author_knows_the_outcome: nothing is settled without a word",
            );
            let shown = receipt.outcome == Outcome::Refused || receipt.commit <= reached;
            let is_settled = matches!(row.stage(), Stage::Settled { .. });
            assert!(
                shown || !is_settled,
                "what_is_shown_never_jumps_back: settled before it is shown: {}",
                row.line
            );
        }
    }

    /// Takes an answer.
    pub fn hear(
        &mut self,
        request: &Request,
        answer: Answer,
        phone: &mut Phone,
        now: UnixMs,
        dice: &mut Dice,
    ) {
        let event = match (request, answer) {
            (Request::Push { device, .. }, Answer::Push(answer)) => {
                phone.keep_seal(*device, answer.seal.clone());
                heard_from_hub(phone, self.replica.seen_with(answer.epoch, answer.now), now);
                Event::PushAnswered(answer)
            }
            (Request::Pull { cursor, .. }, Answer::Pull(page)) => {
                let (epoch, received) = (page.epoch, page.now);
                let whole = self.replica.stage(page, cursor.as_deref());
                heard_from_hub(phone, self.replica.seen_with(epoch, received), now);
                Event::PageStaged { whole }
            }
            (_, Answer::Session { .. }) => Event::SessionOpened,
            (Request::Photo { id, .. }, Answer::Bytes) => Event::PhotoSent { id: *id },
            (Request::Thumb { id, .. }, Answer::Bytes) => Event::ThumbSent { id: *id },
            (_, Answer::Bytes | Answer::Push(_) | Answer::Pull(_)) => return,
            (Request::Photo { id, .. } | Request::Thumb { id, .. }, Answer::Fault(fault)) => {
                Event::PhotoFailed { id: *id, fault }
            }
            (Request::Push { .. }, Answer::Fault(fault)) => Event::PushFailed(fault),
            (Request::Pull { .. }, Answer::Fault(fault)) => Event::PullFailed(fault),
            (Request::Session { .. }, Answer::Fault(fault)) => Event::SessionFailed(fault),
        };
        self.feed(event, phone, now, dice);
    }
}

/// Effects of one lane go in order: those that write promises, those that write the cache, each kind of request.
fn lane(effect: &Effect) -> u8 {
    match effect {
        Effect::Mark { .. } | Effect::KeepReceipts { .. } | Effect::Settle { .. } | Effect::KeepPhoto(_) => 0,
        Effect::Swap => 1,
        Effect::Push { .. } => 2,
        Effect::Pull | Effect::OpenSession => 3,
        Effect::SendThumb { .. } | Effect::SendPhoto { .. } => 4,
        Effect::Wake { .. } => 5,
    }
}

/// These lines, each after what the hub said of it in another life, under the key of the device that made them.
fn push(
    phone: &mut Phone,
    life: Option<Epoch>,
    device: Option<DeviceId>,
    ids: &[EntryId],
) -> Option<Request> {
    let device = device.unwrap_or(phone.me().id);
    let mutant = phone.mutant;
    let goes = |row: &EntryRow| mutant != Some(Mutant::NeverSent) || row.seq.is_multiple_of(2);
    let going = phone.rows(ids).filter(|row| goes(row)).map(|row| row.sent(life));
    let lines: Vec<String> =
        going.flat_map(|sent| sent.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    (!lines.is_empty()).then_some(Request::Push { device, lines })
}

/// Whoever sends a photo's bytes: the device whose entry names it.
fn device_of(phone: &Phone, photo: PhotoId) -> Option<DeviceId> {
    phone.promises.rows.values().find(|row| row.photos.contains(&photo))?.device()
}

fn heard_from_hub(phone: &mut Phone, seen: SeenHub, now: UnixMs) {
    let offset = seen.received.since(phone.clock(now));
    if !phone.full {
        phone.promises.seen = Some(seen);
        phone.promises.offset = Some(offset);
    }
}
