//! Which photo goes next: small pictures of all first, then bytes, in the order in which they were taken.

use std::collections::{BTreeMap, BTreeSet};

use super::event::{Effect, PhotoJob};
use crate::id::{EntryId, PhotoId};

/// Photos not known to have arrived. Their names are ordered by the time at which they were taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Photos {
    jobs: BTreeMap<PhotoId, PhotoJob>,
}

impl Photos {
    pub(super) fn add(&mut self, jobs: impl IntoIterator<Item = PhotoJob>) {
        self.jobs.extend(jobs.into_iter().filter(|job| !job.done).map(|job| (job.id, job)));
    }

    pub(super) fn withdraw(&mut self, entry: EntryId) {
        self.jobs.retain(|_, job| job.entry != entry);
    }

    pub(super) fn waiting(&self) -> usize {
        self.jobs.len()
    }

    /// The next request. Bytes are welcome once the hub has the entry on which they ride.
    pub(super) fn next(&self, receipted: &BTreeSet<EntryId>) -> Option<Effect> {
        let mut wanted = self.jobs.values().filter(|job| receipted.contains(&job.entry));
        let thumb = wanted.clone().find(|job| !job.thumb_sent);
        thumb
            .map(|job| Effect::SendThumb { id: job.id })
            .or_else(|| wanted.next().map(|job| Effect::SendPhoto { id: job.id }))
    }

    pub(super) fn thumb_sent(&mut self, id: PhotoId) -> Option<Effect> {
        let job = self.jobs.get_mut(&id)?;
        job.thumb_sent = true;
        Some(Effect::KeepPhoto(*job))
    }

    /// The hub has the bytes, or does not want them.
    pub(super) fn done(&mut self, id: PhotoId) -> Option<Effect> {
        let job = self.jobs.remove(&id)?;
        Some(Effect::KeepPhoto(PhotoJob { done: true, ..job }))
    }
}
