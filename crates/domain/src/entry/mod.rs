//! Entry: one act of one person, one line of JSON, made once and sent as those bytes for ever.

mod act;

pub use act::{Act, Class};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use uuid::Uuid;

use crate::id::{CampaignId, DeviceId, EntryId, Epoch, PersonId, SpotId, ZoneId};
use crate::photo::{PHOTO_BYTES_MAX, PhotoRecord};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// The schema that this build writes.
pub const SCHEMA: u32 = 1;
/// The most bytes of one line.
pub const LINE_BYTES_MAX: usize = 64 << 10;
/// The most photos that ride on one entry.
pub const PHOTOS_MOST: usize = 12;

/// The last answer of the hub that the phone had when it made an entry: the floor of the entry's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenHub {
    /// The life of the hub's database.
    pub epoch: Epoch,
    /// The commit that the replica had reached.
    pub commit: CommitNo,
    /// The hub's clock in that answer.
    pub received: UnixMs,
}

/// What the screen showed when the person acted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The zone on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// The spot on the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<SpotId>,
}

/// One act of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What names it: id and bytes together are its identity.
    pub id: EntryId,
    /// The drive; `register` carries the community's code instead.
    pub campaign: Option<CampaignId>,
    /// The person's phone.
    pub device: DeviceId,
    /// Counts the device's entries: orders them and shows gaps, nothing else.
    pub seq: u64,
    /// Who acts.
    pub author: PersonId,
    /// For whom, where a leader acts in somebody's place.
    pub on_behalf_of: Option<PersonId>,
    /// The last answer of the hub.
    pub seen: Option<SeenHub>,
    /// The thing acted on.
    pub target: Uuid,
    /// The versions that an edit replaces, by group of fields.
    pub base: BTreeMap<String, EntryId>,
    /// What is done.
    pub act: Act,
    /// The phone's clock.
    pub at: UnixMs,
    /// What the phone knows of its clock's error: hub minus phone.
    pub offset: Option<i64>,
    /// What the screen showed.
    pub shown: Shown,
    /// The photos that ride on it.
    pub photos: Vec<PhotoRecord>,
}

/// The wire's shape of an [`Entry`].
#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    id: EntryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    campaign: Option<CampaignId>,
    device: DeviceId,
    seq: u64,
    schema: u32,
    author: PersonId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<SeenHub>,
    kind: String,
    target: Uuid,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    base: BTreeMap<String, EntryId>,
    #[serde(borrow)]
    args: &'a RawValue,
    at: UnixMs,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    #[serde(default)]
    shown: Shown,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    photos: Vec<PhotoRecord>,
}

/// What can be told of a line even where the rest of it cannot be read: enough for a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Envelope {
    /// What names it.
    pub id: EntryId,
    /// The person's phone.
    pub device: DeviceId,
    /// The device's count.
    pub seq: u64,
    /// Who acts.
    pub author: PersonId,
}

/// Why a line is no entry. The line is kept, never dropped.
#[derive(Debug, thiserror::Error)]
pub enum EntryRefused {
    /// Longer than [`LINE_BYTES_MAX`].
    #[error("the line is longer than {LINE_BYTES_MAX} bytes")]
    TooLong,
    /// Written by a newer app than this build knows.
    #[error("schema {0} is newer than this version knows")]
    NewerSchema(u32),
    /// An act that this build does not know.
    #[error("an act that this version does not know")]
    UnknownKind,
    /// Not JSON, a field missing or out of its range.
    #[error("the line cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// No campaign where one is due, or both a campaign and a code.
    #[error("an entry names its campaign, and only `register` a code instead")]
    Campaign,
    /// Too many photos, one without bytes, or one too large.
    #[error("at most {PHOTOS_MOST} photos of 1 to {PHOTO_BYTES_MAX} bytes ride on an entry")]
    Photos,
}

impl EntryRefused {
    /// The stable codes of all of them.
    pub const CODES: &[&str] = &[
        "entry.too_long",
        "entry.newer_schema",
        "entry.unknown_kind",
        "entry.unreadable",
        "entry.campaign",
        "entry.photos",
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "entry.too_long",
            Self::NewerSchema(_) => "entry.newer_schema",
            Self::UnknownKind => "entry.unknown_kind",
            Self::Unreadable(_) => "entry.unreadable",
            Self::Campaign => "entry.campaign",
            Self::Photos => "entry.photos",
        }
    }
}

impl Entry {
    /// The return that it answers, where it brings work that was sent back.
    #[must_use]
    pub const fn answers(&self) -> Option<EntryId> {
        if let Act::Clean(clean) = &self.act { clean.answers } else { None }
    }

    /// Reads one line.
    ///
    /// # Errors
    /// See [`EntryRefused`]; the caller keeps the bytes.
    pub fn from_line(line: &str) -> Result<Self, EntryRefused> {
        if line.len() > LINE_BYTES_MAX {
            return Err(EntryRefused::TooLong);
        }
        let wire: Wire<'_> = crate::json::read(line)?;
        if wire.schema > SCHEMA {
            return Err(EntryRefused::NewerSchema(wire.schema));
        }
        let act = Act::read(&wire.kind, wire.args.get())?;
        if matches!(act, Act::Register(_)) == wire.campaign.is_some() {
            return Err(EntryRefused::Campaign);
        }
        let lawful = wire.photos.iter().all(|photo| (1..=PHOTO_BYTES_MAX).contains(&photo.len));
        if wire.photos.len() > PHOTOS_MOST || !lawful {
            return Err(EntryRefused::Photos);
        }
        Ok(Self {
            id: wire.id,
            campaign: wire.campaign,
            device: wire.device,
            seq: wire.seq,
            author: wire.author,
            on_behalf_of: wire.on_behalf_of,
            seen: wire.seen,
            target: wire.target,
            base: wire.base,
            act,
            at: wire.at,
            offset: wire.offset,
            shown: wire.shown,
            photos: wire.photos,
        })
    }

    /// Writes the line, once: from then on its bytes are what is stored and sent.
    ///
    /// # Errors
    /// [`EntryRefused::TooLong`] where a person typed more than fits: checked before "saved" is said.
    pub fn to_line(&self) -> Result<String, EntryRefused> {
        self.line_of(&self.act.args()?)
    }

    /// The line of an entry whose act the caller knows, and so what it says: writes one kind of act without the others.
    ///
    /// # Errors
    /// As [`Entry::to_line`].
    pub fn line_with(&self, args: &impl Serialize) -> Result<String, EntryRefused> {
        self.line_of(&to_raw_value(args)?)
    }

    fn line_of(&self, args: &RawValue) -> Result<String, EntryRefused> {
        let line = serde_json::to_string(&Wire {
            id: self.id,
            campaign: self.campaign,
            device: self.device,
            seq: self.seq,
            schema: SCHEMA,
            author: self.author,
            on_behalf_of: self.on_behalf_of,
            seen: self.seen,
            kind: self.act.kind().to_owned(),
            target: self.target,
            base: self.base.clone(),
            args,
            at: self.at,
            offset: self.offset,
            shown: self.shown,
            photos: self.photos.clone(),
        })?;
        if line.len() > LINE_BYTES_MAX { Err(EntryRefused::TooLong) } else { Ok(line) }
    }

    /// The thing that never comes if this entry is refused. Whoever registers herself comes again under the same id, by
    /// another code: what waits for her goes on waiting.
    /// A cleaning goes by the name of its entry.
    #[must_use]
    pub fn begins(&self) -> Option<Uuid> {
        if matches!(self.act, Act::Clean(_)) {
            return Some(self.id.uuid());
        }
        let herself = matches!(self.act, Act::Register(_)) && self.target == self.author.uuid();
        (!herself && Act::begins(self.act.kind())).then_some(self.target)
    }

    /// When the act is judged to have been done: the phone's word, no earlier than the hub's last answer to it and
    /// no later than now. A clock that is ten years off is thereby harmless (invariant 11).
    #[must_use]
    pub fn judged_at(&self, received: UnixMs) -> UnixMs {
        let floor = self.seen.map_or(UnixMs(i64::MIN), |seen| seen.received);
        received.min(floor.max(self.at.plus(self.offset.unwrap_or(0))))
    }
}
