//! Which photo goes next: small pictures of all first, then bytes; the answer to the newest return first, then the
//! newest. Each rests by itself, so that one that fails holds no other up.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Chance, Effect, PhotoJob};
use super::rest::{Rests, STUBBORN_MOST_MS};
use crate::id::{EntryId, PhotoId};
use crate::photo::{Bytes, Photo};
use crate::set::Set;
use crate::time::UnixMs;

/// A half of a photo's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Half {
    Thumb,
    Bytes,
}

/// Photos that arrived once and that the hub awaits again, as after a restore, or when their files were lost there.
#[must_use]
pub fn awaited_again(kept: impl IntoIterator<Item = PhotoJob>, replica: &Set) -> Vec<PhotoJob> {
    let awaited = |job: &PhotoJob| {
        let photo = replica.get::<Photo>(job.id.uuid()).known();
        job.done && photo.is_some_and(|photo| photo.bytes == Bytes::Awaited)
    };
    let anew = |job| PhotoJob { done: false, ..job };
    kept.into_iter().filter(awaited).map(anew).collect()
}

/// Photos not known to have arrived. Their names are ordered by the time at which they were taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Photos {
    jobs: BTreeMap<PhotoId, PhotoJob>,
    rests: Rests<(PhotoId, Half)>,
    under_way: Option<(PhotoId, Half)>,
    /// Those that arrived since the replica last showed them as awaited or not: it does not know yet.
    arrived: BTreeSet<PhotoId>,
}

impl Default for Photos {
    fn default() -> Self {
        Self {
            jobs: BTreeMap::new(),
            rests: Rests::new(STUBBORN_MOST_MS),
            under_way: None,
            arrived: BTreeSet::new(),
        }
    }
}

impl Photos {
    pub(super) fn add(&mut self, jobs: impl IntoIterator<Item = PhotoJob>) {
        for job in jobs.into_iter().filter(|job| !job.done) {
            self.jobs.entry(job.id).or_insert(job);
        }
    }

    /// Begins those anew that the replica shows as awaited, but for those that have just arrived.
    pub(super) fn await_again(&mut self, awaited: Vec<PhotoJob>) -> Vec<Effect> {
        self.arrived.retain(|id| awaited.iter().any(|job| job.id == *id));
        let lost = |job: &PhotoJob| !self.arrived.contains(&job.id) && !self.jobs.contains_key(&job.id);
        let lost: Vec<PhotoJob> = awaited.into_iter().filter(lost).collect();
        let keep = lost.iter().copied().map(Effect::KeepPhoto).collect();
        self.add(lost);
        keep
    }

    /// In another life of the hub's database nothing has arrived that the replica awaits.
    pub(super) fn begin_life(&mut self) {
        self.arrived.clear();
    }

    pub(super) fn withdraw(&mut self, entry: EntryId) {
        self.jobs.retain(|_, job| job.entry != entry);
    }

    pub(super) fn entry_of(&self, id: PhotoId) -> Option<EntryId> {
        self.jobs.get(&id).map(|job| job.entry)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.jobs.is_empty()
    }

    /// Photos that have not arrived, of these entries.
    pub(super) fn waiting(&self, of: impl Fn(EntryId) -> bool) -> usize {
        self.jobs.values().filter(|job| of(job.entry)).count()
    }

    /// The next request. Bytes are welcome once the hub has the entry on which they ride: `is_welcome`.
    pub(super) fn next(&mut self, now: UnixMs, is_welcome: impl Fn(EntryId) -> bool) -> Option<Effect> {
        let first = |half: Half| {
            let wanted = self.jobs.values().filter(|job| half == Half::Bytes || !job.thumb_sent);
            let rested =
                wanted.filter(|job| self.rests.is_over((job.id, half), now) && is_welcome(job.entry));
            rested.max_by_key(|job| (job.answers, job.id)).map(|job| (job.id, half))
        };
        let (id, half) = first(Half::Thumb).or_else(|| first(Half::Bytes))?;
        self.under_way = Some((id, half));
        Some(match half {
            Half::Thumb => Effect::SendThumb { id },
            Half::Bytes => Effect::SendPhoto { id },
        })
    }

    pub(super) fn thumb_sent(&mut self, id: PhotoId) -> Option<Effect> {
        self.rests.end((id, Half::Thumb));
        let job = self.jobs.get_mut(&id)?;
        job.thumb_sent = true;
        Some(Effect::KeepPhoto(*job))
    }

    /// The hub has the bytes, or knows that there are none.
    pub(super) fn done(&mut self, id: PhotoId) -> Option<Effect> {
        self.rests.end((id, Half::Thumb));
        self.rests.end((id, Half::Bytes));
        self.arrived.insert(id);
        let job = self.jobs.remove(&id)?;
        Some(Effect::KeepPhoto(PhotoJob { done: true, ..job }))
    }

    /// What was under way of this photo waits, by itself.
    pub(super) fn fail(&mut self, id: PhotoId, now: UnixMs, chance: Chance) {
        let half = self.under_way.filter(|(of, _)| *of == id).map_or(Half::Bytes, |(_, half)| half);
        self.rests.fail((id, half), now, chance);
    }

    pub(super) fn wake(&mut self) {
        self.rests.wake();
    }

    pub(super) fn ends(&self) -> impl Iterator<Item = UnixMs> {
        self.rests.ends()
    }
}
