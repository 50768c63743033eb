//! The outbox as the machine sees it, and its pushes: one under way, each device's lines by themselves, and what stands
//! in the way of others set aside. Nothing here is a reason for anything else to wait for ever (invariant 8):
//! a device that the hub does not know rests alone, and so does an entry without a word or one that no gateway takes.

use std::collections::{BTreeMap, BTreeSet};

use super::batch::{self, Batch, PUSH_LINES_MAX};
use super::event::{Chance, Effect, Fault, OutboxItem, Stage};
use super::lane::Lane;
use super::rest::{REST_MOST_MS, Rests, STUBBORN_MOST_MS};
use crate::id::{DeviceId, EntryId, Epoch};
use crate::receipt::{Outcome, Receipt};
use crate::row::CommitNo;
use crate::time::UnixMs;

#[derive(Clone, Debug)]
pub(super) struct Outgoing {
    items: BTreeMap<u64, OutboxItem>,
    lane: Lane,
    devices: Rests<Option<DeviceId>>,
    /// Entries that go alone, after a rest of their own.
    aside: Rests<EntryId>,
    lines_most: usize,
    in_flight: Vec<EntryId>,
    /// Whose lines are in flight.
    device: Option<DeviceId>,
    /// The commit that the replica had reached when they went.
    reached: CommitNo,
    /// The same, when each interim word was last heard.
    heard: BTreeMap<EntryId, CommitNo>,
    /// Entries whose photo the hub did not know: it may not have the entry any more.
    doubted: BTreeSet<EntryId>,
    /// The life of the hub's database, as it was heard last.
    life: Option<Epoch>,
    /// The same, when the last push was answered.
    answered_in: Option<Epoch>,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            items: BTreeMap::new(),
            lane: Lane::default(),
            devices: Rests::new(REST_MOST_MS),
            aside: Rests::new(STUBBORN_MOST_MS),
            lines_most: PUSH_LINES_MAX,
            in_flight: vec![],
            device: None,
            reached: CommitNo(0),
            heard: BTreeMap::new(),
            doubted: BTreeSet::new(),
            life: None,
            answered_in: None,
        }
    }
}

impl Outgoing {
    pub(super) fn items(&self) -> impl Iterator<Item = &OutboxItem> + Clone {
        self.items.values()
    }

    pub(super) fn in_flight(&self) -> &[EntryId] {
        &self.in_flight
    }

    /// The hub told in which life its database is.
    pub(super) fn hear(&mut self, life: Epoch) {
        if self.life != Some(life) {
            // Nothing that was heard holds in another life.
            self.heard.clear();
            self.reached = CommitNo(0);
        }
        self.life = Some(life);
    }

    pub(super) const fn life(&self) -> Option<Epoch> {
        self.life
    }

    /// Whether the hub's word of an entry is of another life: it may know nothing of the entry any more.
    pub(super) fn is_of_another_life(&self, item: &OutboxItem) -> bool {
        item.stage.is_receipted() && self.life.is_some() && item.epoch != self.life
    }

    pub(super) fn put(&mut self, item: OutboxItem) {
        self.items.insert(item.seq, item);
    }

    pub(super) fn withdraw(&mut self, id: EntryId) {
        self.items.retain(|_, item| item.id != id);
        self.in_flight.retain(|it| *it != id);
        self.aside.end(id);
    }

    /// Takes in what storage holds now; gives back what another tab took out of it.
    pub(super) fn reread(&mut self, stored: &[OutboxItem]) -> Vec<EntryId> {
        let there: BTreeSet<EntryId> = stored.iter().map(|item| item.id).collect();
        for item in stored {
            let before = self.items.get(&item.seq).filter(|before| before.id == item.id);
            let newer =
                |before: &OutboxItem| item.epoch > before.epoch || item.stage.is_further_than(before.stage);
            if before.is_none_or(newer) {
                self.put(*item);
            } else if let Some(before) = self.items.get_mut(&item.seq) {
                before.seen |= item.seen;
            }
        }
        self.items().map(|item| item.id).filter(|id| !there.contains(id)).collect()
    }

    /// What another tab took back meanwhile is gone, and what it brought already has its word: neither is planned again.
    pub(super) fn marked(&mut self, stored: &[OutboxItem]) -> (Vec<EntryId>, Option<Effect>) {
        let asked = std::mem::take(&mut self.in_flight);
        let gone = asked.into_iter().filter(|id| !stored.iter().any(|item| item.id == *id)).collect();
        for item in stored {
            self.put(*item);
            let last = item.stage.has_last_word() && !self.is_of_another_life(item);
            if !last || self.doubted.contains(&item.id) {
                self.in_flight.push(item.id);
            }
        }
        if self.in_flight.is_empty() {
            self.lane.free();
            return (gone, None);
        }
        (gone, Some(Effect::Push { device: self.device, ids: self.in_flight.clone() }))
    }

    /// The way to the hub is good, and so is the device. The lane stays busy until the receipts are kept: what they
    /// settle must not be planned again. An entry without a word goes alone the next time, after a rest.
    pub(super) fn answered(&mut self, receipts: &[Receipt], now: UnixMs, chance: Chance) {
        self.answered_in = self.life;
        self.lines_most = (self.lines_most * 2).min(PUSH_LINES_MAX);
        self.devices.end(self.device);
        for id in std::mem::take(&mut self.in_flight) {
            if receipts.iter().any(|receipt| receipt.id == id) {
                self.aside.end(id);
                self.doubted.remove(&id);
                self.heard.insert(id, self.reached);
            } else {
                self.aside.fail(id, now, chance);
            }
        }
    }

    pub(super) fn failed(&mut self, fault: Fault, now: UnixMs, chance: Chance) {
        let flying = std::mem::take(&mut self.in_flight);
        match (fault, flying.as_slice()) {
            (Fault::Unreachable | Fault::Busy | Fault::HubFull, _) | (_, []) => {
                return self.lane.fail(now, chance);
            }
            (Fault::Limited, _) => return self.lane.slow(now, chance),
            (Fault::TooLarge, [alone]) => self.aside.fail(*alone, now, chance),
            (Fault::TooLarge, _) => self.lines_most = flying.len() / 2,
            // A poisonous line among them is found by halves.
            (Fault::Broken, [alone]) => {
                self.aside.fail(*alone, now, chance);
                self.devices.fail(self.device, now, chance);
            }
            (Fault::Broken, _) => {
                self.lines_most = flying.len() / 2;
                self.devices.fail(self.device, now, chance);
            }
            (Fault::Unknown | Fault::Forbidden | Fault::PhotoUnknown | Fault::PhotoRefused, _) => {
                self.devices.fail(self.device, now, chance);
            }
        }
        self.lane.free();
    }

    pub(super) fn kept(&mut self, receipts: &[Receipt]) {
        self.lane.done();
        let words: BTreeMap<EntryId, &Receipt> =
            receipts.iter().map(|receipt| (receipt.id, receipt)).collect();
        let life = self.answered_in;
        let open = |item: &&mut OutboxItem| !item.stage.has_last_word() || item.epoch != life;
        for item in self.items.values_mut().filter(open) {
            if let Some(Receipt { outcome, commit, .. }) = words.get(&item.id).copied() {
                let (outcome, commit) = (*outcome, *commit);
                item.epoch = life;
                item.stage = if outcome.is_final() {
                    Stage::Receipted { outcome, commit }
                } else {
                    Stage::Interim { outcome, commit }
                };
            }
        }
    }

    /// Entries whose receipt the replica has caught up with leave the overlay; one without effect leaves it at once.
    pub(super) fn settle(
        &mut self,
        epoch: Option<Epoch>,
        shows: impl Fn(CommitNo) -> bool,
    ) -> Option<Effect> {
        let mut ids = vec![];
        for item in self.items.values_mut() {
            let same_life = item.epoch.is_none() || item.epoch == epoch;
            if let Stage::Receipted { outcome, commit } = item.stage
                && (outcome == Outcome::Refused || (same_life && shows(commit)))
            {
                item.stage = Stage::Settled { outcome };
                ids.push(item.id);
            }
        }
        (!ids.is_empty()).then_some(Effect::Settle { ids })
    }

    /// What is to be marked and pushed. An interim word is asked about again once for each time that the replica moved
    /// on beyond it.
    pub(super) fn next(&mut self, now: UnixMs, reached: CommitNo) -> Option<Effect> {
        if !self.lane.is_free(now) {
            return None;
        }
        let wants = |item: &&OutboxItem| match item.stage {
            _ if self.is_of_another_life(item) => true,
            Stage::Queued { .. } | Stage::Sent => true,
            Stage::Interim { commit, .. } => {
                commit < reached && self.heard.get(&item.id).is_none_or(|at| *at < reached)
            }
            Stage::Receipted { .. } | Stage::Settled { .. } => self.doubted.contains(&item.id),
        };
        let waiting = self.items.values().filter(wants).filter(|item| self.devices.is_over(item.device, now));
        let together = waiting.clone().filter(|item| !self.aside.has_failed(item.id));
        let Batch { device, ids } = batch::first(&together, now, self.lines_most).or_else(|| {
            let mut aside = waiting.filter(|item| self.aside.has_failed(item.id));
            let alone = aside.find(|item| self.aside.is_over(item.id, now))?;
            Some(Batch { device: alone.device, ids: vec![alone.id] })
        })?;
        self.lane.start();
        self.in_flight.clone_from(&ids);
        (self.device, self.reached) = (device, reached);
        Some(Effect::Mark { ids })
    }

    /// The hub does not know a photo of this entry: whether it has the entry is asked.
    pub(super) fn doubt(&mut self, id: EntryId) {
        self.doubted.insert(id);
    }

    /// The hub does not know the device of this entry.
    pub(super) fn rest_device_of(&mut self, id: EntryId, now: UnixMs, chance: Chance) {
        let device = self.items().find(|item| item.id == id).map(|item| item.device);
        device.into_iter().for_each(|device| self.devices.fail(device, now, chance));
    }

    /// Entries that the hub has, of devices that it knows: their photos are welcome.
    pub(super) fn welcome(&self, now: UnixMs) -> BTreeSet<EntryId> {
        let welcome = |item: &&OutboxItem| {
            let there = item.stage.is_receipted() && !self.is_of_another_life(item);
            there && self.devices.is_over(item.device, now)
        };
        self.items().filter(welcome).map(|item| item.id).collect()
    }

    /// The page goes: nothing waits for second thoughts any more.
    pub(super) fn end_grace(&mut self, now: UnixMs) {
        for item in self.items.values_mut() {
            if let Stage::Queued { grace_until } = &mut item.stage {
                *grace_until = now.min(*grace_until);
            }
        }
    }

    pub(super) fn wake(&mut self) {
        self.lane.wake();
        self.devices.wake();
        self.aside.wake();
    }

    /// When something of it is due that no answer will bring.
    pub(super) fn ends(&self) -> impl Iterator<Item = UnixMs> {
        let graces = self.items().filter_map(|item| match item.stage {
            Stage::Queued { grace_until } => Some(grace_until),
            Stage::Sent | Stage::Interim { .. } | Stage::Receipted { .. } | Stage::Settled { .. } => None,
        });
        graces.chain(self.lane.rests_until()).chain(self.devices.ends()).chain(self.aside.ends())
    }
}
