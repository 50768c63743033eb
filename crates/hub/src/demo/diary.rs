//! Who wrote what, in order: entries as phones would have made them, and the photos that ride on them.

use std::collections::BTreeMap;

use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::photo::{Phase, PhotoRecord, Source};
use yingchun_domain::time::UnixMs;

use super::album::{Album, Look, Scene};
use super::cast::{Cast, moment};

/// A photo that somebody took.
pub(super) struct Taken {
    pub(super) id: PhotoId,
    pub(super) scene: Scene,
    pub(super) look: Look,
}

/// What is on a photo, when in the work.
#[derive(Clone, Copy)]
pub(super) struct Shot {
    pub(super) scene: Scene,
    pub(super) look: Look,
    pub(super) phase: Phase,
}

/// All that was written down.
pub(super) struct Diary<'a> {
    cast: &'a Cast,
    album: &'a Album,
    written: BTreeMap<PersonId, u64>,
    pub(super) entries: Vec<Entry>,
    pub(super) photos: Vec<Taken>,
}

impl<'a> Diary<'a> {
    pub(super) const fn new(cast: &'a Cast, album: &'a Album) -> Self {
        Self { cast, album, written: BTreeMap::new(), entries: vec![], photos: vec![] }
    }

    /// An act of one person on one thing, at a moment by her phone's clock.
    pub(super) fn write(&mut self, author: PersonId, at: UnixMs, target: Uuid, act: Act) -> EntryId {
        let number = self.entries.len();
        let seq = self.written.entry(author).or_default();
        *seq += 1;
        let id = EntryId::v7(moment(number), &self.cast.random("entry", number));
        let campaign = if matches!(act, Act::Register(_)) { None } else { Some(self.cast.campaign) };
        self.entries.push(Entry {
            id,
            campaign,
            device: Cast::device(author),
            seq: *seq,
            author,
            on_behalf_of: None,
            seen: None,
            target,
            base: BTreeMap::new(),
            act,
            at,
            offset: Some(0),
            shown: Shown::default(),
            photos: vec![],
        });
        id
    }

    /// Says of the last entry that a leader wrote it for somebody else.
    pub(super) fn for_somebody(&mut self, person: PersonId) {
        if let Some(entry) = self.entries.last_mut() {
            entry.on_behalf_of = Some(person);
        }
    }

    /// Puts a photo on the last entry.
    pub(super) fn photo(&mut self, Shot { scene, look, phase }: Shot) {
        let number = self.photos.len();
        let Some(entry) = self.entries.last_mut() else { return };
        let picture = self.album.picture(scene, look);
        let id = PhotoId::v7(moment(number), &self.cast.random("photo", number));
        let (sha256, len) = (picture.sha256, picture.len);
        entry.photos.push(PhotoRecord { id, sha256, len, phase, source: Source::Camera, at: entry.at });
        self.photos.push(Taken { id, scene, look });
    }
}
