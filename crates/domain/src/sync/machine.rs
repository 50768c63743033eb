//! The machine itself.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{self, PUSH_LINES_MAX};
use super::event::{Chance, Effect, Event, Fault, OutboxItem, Stage};
use super::lane::Lane;
use super::photos::Photos;
use super::status::{Session, Status};
use crate::id::{EntryId, Epoch, PhotoId};
use crate::receipt::{Outcome, Receipt};
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
    outbox: BTreeMap<u64, OutboxItem>,
    photos: Photos,
    push: Lane,
    pull: Lane,
    photo: Lane,
    session: Session,
    opening: bool,
    lines_most: usize,
    in_flight: Vec<EntryId>,
    asked_again: Vec<EntryId>,
    pull_at: Option<UnixMs>,
    reached: CommitNo,
    epoch: Option<Epoch>,
    last_fault: Option<(Fault, UnixMs)>,
}

impl Default for Machine {
    fn default() -> Self {
        Self {
            outbox: BTreeMap::new(),
            photos: Photos::default(),
            push: Lane::FRESH,
            pull: Lane::FRESH,
            photo: Lane::FRESH,
            session: Session::Open,
            opening: false,
            lines_most: PUSH_LINES_MAX,
            in_flight: vec![],
            asked_again: vec![],
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
        effects.extend(self.settle());
        effects.extend(self.next_push(now));
        effects.extend(self.next_read(now));
        effects.extend(self.next_photo(now));
        effects.extend(self.next_wake(now));
        effects
    }

    /// What the pill says.
    #[must_use]
    pub fn status(&self) -> Status {
        let waits = |item: &&OutboxItem| !item.stage.is_receipted();
        let looks = |item: &&OutboxItem| {
            matches!(
                item.stage,
                Stage::Interim { .. }
                    | Stage::Receipted { outcome: Outcome::Refused, .. }
                    | Stage::Settled { outcome: Outcome::Refused }
            )
        };
        Status {
            waiting: self.outbox.values().filter(waits).count(),
            sending: self.in_flight.len(),
            photos_waiting: self.photos.waiting(),
            to_look_at: self.outbox.values().filter(looks).count(),
            last_fault: self.last_fault,
            session: self.session,
        }
    }

    /// How far each entry has come, in the device's order.
    pub fn outbox(&self) -> impl Iterator<Item = &OutboxItem> {
        self.outbox.values()
    }

    /// Whether an entry can still be taken back without a word to the hub.
    #[must_use]
    pub fn may_withdraw(&self, id: EntryId) -> bool {
        let queued = |item: &OutboxItem| item.id == id && matches!(item.stage, Stage::Queued { .. });
        self.outbox.values().any(queued) && !self.in_flight.contains(&id)
    }

    fn take(&mut self, event: Event, now: UnixMs, chance: Chance) -> Vec<Effect> {
        match event {
            Event::Started { outbox, photos, reached, epoch } => {
                *self = Self { reached, epoch, pull_at: Some(now), ..Self::default() };
                self.outbox.extend(outbox.into_iter().map(|item| (item.seq, item)));
                self.photos.add(photos);
            }
            Event::Queued { item, photos } => {
                self.outbox.insert(item.seq, item);
                self.photos.add(photos);
            }
            Event::Withdrawn { id } => self.withdraw(id),
            Event::Marked { items } => return self.marked(&items),
            // The lane stays busy until the receipts are kept: what they settle must not be planned again.
            Event::PushAnswered(answer) => {
                self.lines_most = PUSH_LINES_MAX;
                self.last_fault = None;
                self.in_flight.clear();
                return vec![Effect::KeepReceipts { receipts: answer.receipts }];
            }
            Event::PushFailed(fault) => self.push_failed(fault, now, chance),
            Event::ReceiptsKept { receipts } => self.receipts_kept(&receipts, now),
            Event::PageStaged { whole } => {
                self.session = Session::Open;
                self.pull.done();
                self.pull_at = Some(now);
                self.last_fault = None;
                if whole {
                    self.pull.start();
                    self.pull_at = None;
                    return vec![Effect::Swap];
                }
            }
            Event::Swapped { reached, epoch } => self.swapped(reached, epoch),
            Event::PullFailed(fault) => self.pull_failed(fault, now, chance),
            Event::SessionOpened => {
                self.opening = false;
                self.session = Session::Open;
                self.pull.done();
                self.pull_at = Some(now);
            }
            Event::SessionFailed(fault) => self.session_failed(fault, now, chance),
            Event::ThumbSent { id } => {
                self.photo.done();
                return self.photos.thumb_sent(id).into_iter().collect();
            }
            Event::PhotoSent { id } => {
                self.photo.done();
                return self.photos.done(id).into_iter().collect();
            }
            Event::PhotoFailed { id, fault } => return self.photo_failed(id, fault, now, chance),
            Event::News => {
                let spread = NEWS_SPREAD_MS * i64::from(chance.0) / i64::from(u16::MAX);
                let at = now.plus(spread);
                self.pull_at = Some(self.pull_at.map_or(at, |planned| planned.min(at)));
            }
            Event::Ticked => {}
            Event::WentOnline | Event::Pressed => {
                self.push.wake();
                self.pull.wake();
                self.photo.wake();
                self.pull_at = Some(now);
            }
            Event::Hidden => self.end_grace(now),
        }
        vec![]
    }

    fn withdraw(&mut self, id: EntryId) {
        self.outbox.retain(|_, item| item.id != id);
        self.photos.withdraw(id);
    }

    fn end_grace(&mut self, now: UnixMs) {
        for item in self.outbox.values_mut() {
            if let Stage::Queued { grace_until } = &mut item.stage {
                *grace_until = now.min(*grace_until);
            }
        }
    }

    /// What another tab took back meanwhile is gone, and what it brought already has its word: neither is planned again.
    fn marked(&mut self, items: &[OutboxItem]) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.in_flight);
        let there = |id| items.iter().any(|item| item.id == id);
        for id in asked.into_iter().filter(|id| !there(*id)) {
            self.withdraw(id);
        }
        for item in items {
            self.outbox.insert(item.seq, *item);
            if !matches!(item.stage, Stage::Receipted { .. } | Stage::Settled { .. }) {
                self.in_flight.push(item.id);
            }
        }
        if self.in_flight.is_empty() {
            self.push.done();
            return vec![];
        }
        vec![Effect::Push { ids: self.in_flight.clone() }]
    }

    fn push_failed(&mut self, fault: Fault, now: UnixMs, chance: Chance) {
        if fault == Fault::TooLarge && self.in_flight.len() > 1 {
            self.lines_most = (self.in_flight.len() / 2).max(1);
        }
        self.in_flight.clear();
        self.push.fail(now, chance);
        self.last_fault = Some((fault, now));
    }

    fn receipts_kept(&mut self, receipts: &[Receipt], now: UnixMs) {
        self.push.done();
        let words: BTreeMap<EntryId, &Receipt> =
            receipts.iter().map(|receipt| (receipt.id, receipt)).collect();
        for item in self.outbox.values_mut() {
            let Some(receipt) = words.get(&item.id) else { continue };
            self.asked_again.retain(|id| *id != item.id);
            if matches!(item.stage, Stage::Receipted { .. } | Stage::Settled { .. }) {
                continue;
            }
            item.stage = if receipt.outcome.is_final() {
                Stage::Receipted { outcome: receipt.outcome, commit: receipt.commit }
            } else {
                Stage::Interim { commit: receipt.commit }
            };
        }
        if receipts.iter().any(|receipt| receipt.commit > self.reached) {
            self.pull_at = Some(now);
        }
    }

    /// Entries whose word may have changed are asked about again when the hub has moved on, once for each swap.
    fn swapped(&mut self, reached: CommitNo, epoch: Epoch) {
        self.pull.done();
        let moved = reached > self.reached;
        self.reached = reached;
        self.epoch = Some(epoch);
        let interim = self.outbox.values().filter(|item| match item.stage {
            Stage::Interim { commit } => moved && commit < reached,
            Stage::Queued { .. } | Stage::Sent | Stage::Receipted { .. } | Stage::Settled { .. } => false,
        });
        self.asked_again = interim.map(|item| item.id).collect();
    }

    fn pull_failed(&mut self, fault: Fault, now: UnixMs, chance: Chance) {
        if fault != Fault::Unknown {
            self.pull.fail(now, chance);
            self.last_fault = Some((fault, now));
            return;
        }
        self.pull.done();
        match self.session {
            Session::Refused => self.pull_at = None,
            Session::Open | Session::Wanted => self.session = Session::Wanted,
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
            | Fault::NotWanted => self.last_fault = Some((fault, now)),
        }
    }

    fn photo_failed(&mut self, id: PhotoId, fault: Fault, now: UnixMs, chance: Chance) -> Vec<Effect> {
        if fault == Fault::NotWanted {
            self.photo.done();
            return self.photos.done(id).into_iter().collect();
        }
        self.photo.fail(now, chance);
        self.last_fault = Some((fault, now));
        vec![]
    }

    /// Entries whose receipt the replica has caught up with leave the overlay; one without effect leaves it at once.
    fn settle(&mut self) -> Option<Effect> {
        let mut ids = vec![];
        for item in self.outbox.values_mut() {
            if let Stage::Receipted { outcome, commit } = item.stage
                && (outcome == Outcome::Refused || (self.epoch.is_some() && commit <= self.reached))
            {
                item.stage = Stage::Settled { outcome };
                ids.push(item.id);
            }
        }
        (!ids.is_empty()).then_some(Effect::Settle { ids })
    }

    fn next_push(&mut self, now: UnixMs) -> Option<Effect> {
        if !self.push.is_free(now) {
            return None;
        }
        let ids = batch::next(&self.outbox, now, self.lines_most, &self.asked_again);
        if ids.is_empty() {
            return None;
        }
        self.push.start();
        self.in_flight.clone_from(&ids);
        Some(Effect::Mark { ids })
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
                    Effect::Pull
                })
            }
        }
    }

    /// A hub that never gave a receipt to this phone, nor a page, does not know it: there is nothing to read.
    fn known_to_hub(&self) -> bool {
        self.epoch.is_some() || self.outbox.values().any(|item| item.stage.is_receipted())
    }

    fn next_photo(&mut self, now: UnixMs) -> Option<Effect> {
        if !self.photo.is_free(now) || self.photos.waiting() == 0 {
            return None;
        }
        let receipted: BTreeSet<EntryId> =
            self.outbox.values().filter(|item| item.stage.is_receipted()).map(|item| item.id).collect();
        let effect = self.photos.next(&receipted)?;
        self.photo.start();
        Some(effect)
    }

    /// The next moment at which something is due that no answer will bring.
    fn next_wake(&mut self, now: UnixMs) -> Option<Effect> {
        if self.pull_at.is_none() && !self.pull.is_busy() && self.known_to_hub() {
            self.pull_at = Some(now.plus(REFRESH_MS));
        }
        let rests = [self.push, self.pull, self.photo].into_iter().filter_map(Lane::rests_until);
        let graces = self.outbox.values().filter_map(|item| match item.stage {
            Stage::Queued { grace_until } => Some(grace_until),
            Stage::Sent | Stage::Interim { .. } | Stage::Receipted { .. } | Stage::Settled { .. } => None,
        });
        let due = rests.chain(graces).chain(self.pull_at).filter(|at| *at > now).min()?;
        Some(Effect::Wake { at: due.min(now.plus(REFRESH_MS)) })
    }
}
