//! Which photo goes next: small pictures of all first, then bytes; the answer to the newest return first, then the
//! newest. Each rests by itself, so that one that fails holds no other up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::event::{Chance, Effect, PhotoJob};
use super::rest::{Rests, STUBBORN_MOST_MS};
use crate::id::{EntryId, Epoch, PhotoId};
use crate::photo::{Bytes, Photo};
use crate::row::{CommitNo, Kept as _, Row};
use crate::set::Set;
use crate::time::UnixMs;

/// A half of a photo's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Half {
    Thumb,
    Bytes,
}

/// Photos whose bytes the hub awaits, as far as a replica shows.
#[must_use]
pub fn awaited(replica: &Set) -> BTreeSet<PhotoId> {
    replica.each::<Photo>().filter(|photo| photo.bytes == Bytes::Awaited).map(|photo| photo.id).collect()
}

/// Photos that a backup up to this commit has with their bytes, as far as a replica shows.
#[must_use]
pub fn safe(replica: &Set, safe_commit: CommitNo) -> BTreeSet<PhotoId> {
    let safe = |row: &&Arc<Row>| row.commit <= safe_commit;
    let photos = replica.rows().filter(safe).filter_map(|row| Photo::of(&row.entity));
    photos.filter(|photo| matches!(photo.bytes, Bytes::Received { .. })).map(|photo| photo.id).collect()
}

/// Photos not known to have arrived. Their names are ordered by the time at which they were taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Photos {
    jobs: BTreeMap<PhotoId, PhotoJob>,
    rests: Rests<(PhotoId, Half)>,
    under_way: Option<(PhotoId, Half)>,
    /// Those that arrived.
    arrived: BTreeMap<PhotoId, PhotoJob>,
    /// Those of them that arrived just now: the replica does not know yet.
    just_now: BTreeSet<PhotoId>,
    /// Those that go again and are still stored as arrived.
    begun_anew: Vec<PhotoJob>,
}

impl Default for Photos {
    fn default() -> Self {
        Self {
            jobs: BTreeMap::new(),
            rests: Rests::new(STUBBORN_MOST_MS),
            under_way: None,
            arrived: BTreeMap::new(),
            just_now: BTreeSet::new(),
            begun_anew: vec![],
        }
    }
}

impl Photos {
    pub(super) fn add(&mut self, jobs: impl IntoIterator<Item = PhotoJob>) {
        for job in jobs {
            if !job.done {
                self.jobs.entry(job.id).or_insert(job);
            } else if !self.jobs.contains_key(&job.id) {
                self.arrived.entry(job.id).or_insert(job);
            }
        }
    }

    /// Those that arrived once and are awaited again, as when their files were lost at the hub, go again.
    pub(super) fn await_again(&mut self, awaited: &BTreeSet<PhotoId>) {
        self.just_now.retain(|id| awaited.contains(id));
        let lost = |job: &PhotoJob| awaited.contains(&job.id) && !self.just_now.contains(&job.id);
        let lost: Vec<PhotoJob> = self.arrived.values().filter(|job| lost(job)).copied().collect();
        self.begin_anew(lost);
    }

    /// In another life of the hub's database nothing may have arrived: what the hub has it says at once. What was let go is
    /// asked about only where a replica shows that the hub awaits it.
    pub(super) fn begin_life(&mut self, life: Epoch) {
        let elsewhere = self.arrived.values().filter(|job| job.here && job.epoch != Some(life));
        self.begin_anew(elsewhere.copied().collect());
    }

    fn begin_anew(&mut self, lost: Vec<PhotoJob>) {
        for job in lost {
            self.just_now.remove(&job.id);
            self.arrived.remove(&job.id);
            let job = PhotoJob { done: false, ..job };
            self.jobs.insert(job.id, job);
            self.begun_anew.push(job);
        }
    }

    /// What is to be written of them, so that nothing lets their bytes go.
    pub(super) fn begun_anew(&mut self) -> impl Iterator<Item = Effect> {
        std::mem::take(&mut self.begun_anew).into_iter().map(Effect::KeepPhoto)
    }

    pub(super) fn withdraw(&mut self, entry: EntryId) {
        self.jobs.retain(|_, job| job.entry != entry);
        self.arrived.retain(|_, job| job.entry != entry);
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

    /// How many photos of each entry have not arrived.
    pub(super) fn waiting_of_each(&self) -> BTreeMap<EntryId, usize> {
        let mut waiting = BTreeMap::new();
        for job in self.jobs.values() {
            *waiting.entry(job.entry).or_insert(0) += 1;
        }
        waiting
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
    pub(super) fn done(&mut self, id: PhotoId, life: Option<Epoch>) -> Option<Effect> {
        self.rests.end((id, Half::Thumb));
        self.rests.end((id, Half::Bytes));
        let job = PhotoJob { done: true, epoch: life, ..self.jobs.remove(&id)? };
        self.arrived.insert(id, job);
        self.just_now.insert(id);
        Some(Effect::KeepPhoto(job))
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
