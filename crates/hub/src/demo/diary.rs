//! Who wrote what, in order: entries as phones would have made them, and the photos that ride on them.

use std::collections::BTreeMap;

use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry, Shown};
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::photo::{Phase, PhotoRecord, Source};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::time::UnixMs;

use super::album::{Album, Look, Scene};
use super::cast::{Cast, moment};

/// A photo that somebody took.
pub(super) struct Taken {
    pub(super) id: PhotoId,
    pub(super) scene: Scene,
    pub(super) look: Look,
    /// Whether its bytes have reached the hub.
    pub(super) arrived: bool,
}

/// What is on a photo, when in the work.
#[derive(Clone, Copy)]
pub(super) struct Shot {
    pub(super) scene: Scene,
    pub(super) look: Look,
    pub(super) phase: Phase,
}

/// An entry, and what the hub is to make of it.
pub(super) struct Written {
    pub(super) entry: Entry,
    pub(super) outcome: Outcome,
    /// The act's name on the wire, where this hub does not know it.
    pub(super) unknown: Option<&'static str>,
}

/// All that was written down.
pub(super) struct Diary<'a> {
    cast: &'a Cast,
    album: &'a Album,
    written: BTreeMap<PersonId, u64>,
    pub(super) entries: Vec<Written>,
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
        let entry = Entry {
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
        };
        self.entries.push(Written { entry, outcome: Outcome::Applied, unknown: None });
        id
    }

    /// Says of the last entry that a leader wrote it for somebody else.
    pub(super) fn for_somebody(&mut self, person: PersonId) {
        if let Some(written) = self.entries.last_mut() {
            written.entry.on_behalf_of = Some(person);
        }
    }

    /// Says what becomes of the last entry.
    pub(super) fn ends(&mut self, outcome: Outcome) {
        if let Some(written) = self.entries.last_mut() {
            written.outcome = outcome;
        }
    }

    /// Says of the last entry that its act has a name that nobody knows yet.
    pub(super) fn by_a_newer_app(&mut self) {
        if let Some(written) = self.entries.last_mut() {
            written.unknown = Some("drone_flight");
            written.outcome = Outcome::Quarantined;
        }
    }

    /// Puts a photo on the last entry.
    pub(super) fn photo(&mut self, Shot { scene, look, phase }: Shot) {
        let number = self.photos.len();
        let Some(Written { entry, .. }) = self.entries.last_mut() else { return };
        let picture = self.album.picture(scene, look);
        let id = PhotoId::v7(moment(number), &self.cast.random("photo", number));
        let (sha256, len) = (picture.sha256, picture.len);
        entry.photos.push(PhotoRecord { id, sha256, len, phase, source: Source::Camera, at: entry.at });
        self.photos.push(Taken { id, scene, look, arrived: true });
    }

    /// Says of the last photo that its phone still has it, and gives back which one it is.
    pub(super) fn not_arrived(&mut self) -> Option<PhotoId> {
        let taken = self.photos.last_mut()?;
        taken.arrived = false;
        Some(taken.id)
    }
}
