//! A line of a push, read before it reaches the writer: reading is the larger half of the work and needs no lock.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256 as Hasher};
use uuid::Uuid;
use yingchun_domain::again::held_then;
use yingchun_domain::entry::{Act, Entry, EntryRefused, Envelope, PHOTOS_MOST};
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PersonId, PhotoId};
use yingchun_domain::photo::{PHOTO_BYTES_MAX, Sha256};
use yingchun_domain::receipt::{Outcome, Receipt};

use super::brought::Brought;
use crate::seal::Seal;
use crate::store::photo::Named;
use crate::store::receipt::Kept;

/// Somebody else's name stands in the line.
const AUTHOR_UNKNOWN: &str = "author_unknown";
/// An accepted invitation whose link was not shown.
const UNPROVEN: &str = "invitation.unproven";
/// An invitation or the end of a right, which a file alone does not prove.
pub(crate) const KEY_NEEDED: &str = "take_in.key_needed";

/// Who pushes, as her device key proved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pusher {
    pub(crate) campaign: CampaignId,
    pub(crate) device: DeviceId,
    pub(crate) person: PersonId,
    /// Whether the border saw the link of the invitation that the line accepts.
    pub(crate) invitation: Link,
}

/// Whether an invitation's link was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    Shown,
    NotShown,
}

/// One line with what names it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) id: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) author: PersonId,
    pub(crate) seq: u64,
    pub(crate) sha256: Sha256,
    pub(crate) bytes: Vec<u8>,
    /// The entry, or the code under which the line is kept apart.
    pub(crate) read: Result<Box<Entry>, &'static str>,
    /// What this hub said of it in an earlier life of its database.
    pub(crate) first: Option<Receipt>,
}

/// What can be told of a line without reading all of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// The act, by its name on the wire.
    pub(crate) kind: Option<String>,
    pub(crate) id: Option<Uuid>,
    pub(crate) target: Option<Uuid>,
    pub(crate) author: Option<PersonId>,
}

impl Outline {
    /// Of bytes that may be anything; what cannot be read of it hides nothing else.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let Loose { kind, id, target, author } = serde_json::from_slice(bytes).unwrap_or_default();
        Self { kind: told(kind), id: told(id), target: told(target), author: told(author) }
    }
}

/// What an outline is read from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Loose {
    kind: Value,
    id: Value,
    target: Value,
    author: Value,
}

fn told<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

/// What the bytes of a line that is kept apart say of its photos, as far as that can be read.
#[derive(Debug, Default, Deserialize)]
struct Riding {
    #[serde(default)]
    device: Value,
    #[serde(default)]
    photos: Vec<Value>,
}

/// What it takes to receive a photo's bytes.
#[derive(Debug, Deserialize)]
struct Outlined {
    id: PhotoId,
    sha256: Sha256,
    len: u32,
}

/// SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256(Hasher::digest(bytes).into())
}

impl Line {
    /// Reads one line of a pusher, with the receipt that she shows for it, if the hub gave it. Whatever the line holds,
    /// it gets a name and is kept.
    pub(crate) fn known_again(line: &Brought<'_>, by: &Pusher, seal: &Seal) -> Self {
        let first = line.given_by(seal).cloned();
        // Whoever accepted in an earlier life showed the link then.
        let accepted = first.as_ref().is_some_and(held_then);
        let invitation = if accepted { Link::Shown } else { by.invitation };
        Self { first, ..Self::read(line.bytes, &Pusher { invitation, ..*by }) }
    }

    /// Reads one line of a pusher. Whatever it holds, it gets a name and is kept.
    pub(crate) fn read(bytes: &[u8], by: &Pusher) -> Self {
        let sha256 = sha256(bytes);
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let entry = Entry::from_line(text);
        let envelope = match &entry {
            Ok(entry) => {
                Some(Envelope { id: entry.id, device: entry.device, seq: entry.seq, author: entry.author })
            }
            Err(EntryRefused::TooLong) => None,
            Err(_) => serde_json::from_str(text).ok(),
        };
        let id = envelope.map_or_else(
            || Uuid::new_v5(&by.device.uuid(), &sha256.0).into(),
            |envelope: Envelope| envelope.id,
        );
        let seq = envelope.map_or(0, |envelope| envelope.seq);
        let read = entry.map_err(|refused| refused.code()).and_then(|entry| by.vouch(entry));
        let (device, author, bytes) = (by.device, by.person, bytes.to_vec());
        Self { id, device, author, seq, sha256, bytes, read, first: None }
    }
}

/// Whether a line was kept apart because a key has to bring it: the office's word is none.
pub(super) fn needs_key(kept: &Kept) -> bool {
    kept.outcome == Outcome::Quarantined && kept.code.as_deref() == Some(KEY_NEEDED)
}

/// Whether a line was kept apart for who brought it: somebody else may be believed.
pub(super) fn was_for_its_bringer(kept: &Kept) -> bool {
    let code = kept.code.as_deref();
    kept.outcome == Outcome::Quarantined && matches!(code, Some(AUTHOR_UNKNOWN | UNPROVEN | KEY_NEEDED))
}

impl Line {
    /// The photos that it names. They are welcome of the device that made it, whatever else it says.
    pub(crate) fn photos(&self) -> Vec<Named> {
        let Riding { device, photos } = serde_json::from_slice(&self.bytes).unwrap_or_default();
        let device = serde_json::from_value(device).unwrap_or(self.device);
        let lawful = |photo: &Outlined| (1..=PHOTO_BYTES_MAX).contains(&photo.len);
        let read = photos.into_iter().filter_map(|photo| serde_json::from_value(photo).ok()).filter(lawful);
        let named = |photo: Outlined| Named {
            photo: photo.id,
            device,
            entry: self.id,
            sha256: photo.sha256,
            len: photo.len,
            received: None,
        };
        read.take(PHOTOS_MOST).map(named).collect()
    }
}

impl Pusher {
    /// Whether the entry is hers to push.
    fn vouch(&self, entry: Entry) -> Result<Box<Entry>, &'static str> {
        if entry.device != self.device || entry.author != self.person {
            Err(AUTHOR_UNKNOWN)
        } else if entry.campaign.is_some_and(|campaign| campaign != self.campaign) {
            Err(EntryRefused::Campaign.code())
        } else if matches!(entry.act, Act::AcceptInvitation(_)) && self.invitation == Link::NotShown {
            Err(UNPROVEN)
        } else {
            Ok(Box::new(entry))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Line {
        let id = Uuid::from_u128;
        let by = Pusher {
            campaign: id(1).into(),
            device: id(2).into(),
            person: id(3).into(),
            invitation: Link::NotShown,
        };
        Line::read(bytes, &by)
    }

    #[test]
    fn what_cannot_be_read_is_named_after_its_bytes() {
        for bytes in [&b"\0"[..], b"{", b"\xff\xfe", b"[]", b"{\"id\":1}"] {
            let line = read(bytes);
            assert_eq!(line.read.as_ref().err(), Some(&"entry.unreadable"), "{bytes:?}");
            assert_eq!(line.id, read(bytes).id);
            assert_eq!(line.bytes, bytes);
        }
        assert_ne!(read(b"[]").id, read(b"{}").id);
    }

    #[test]
    fn photos_of_a_line_that_cannot_be_read_are_named_as_far_as_they_can() {
        let (photo, hash) = (Uuid::from_u128(7), "ab".repeat(32));
        let line = |rest: &str| {
            read(format!("{{\"schema\":99,\"photos\":[{{\"id\":\"{photo}\",\"sha256\":\"{hash}\",\"len\":9}}{rest}]}}").as_bytes())
        };
        for rest in ["", ",7", ",{\"id\":\"x\"}"] {
            let named = line(rest).photos();
            assert_eq!(named.len(), 1, "{rest}");
            assert_eq!((named[0].photo, named[0].len), (photo.into(), 9));
        }
        assert!(read(b"\xff").photos().is_empty());
    }

    #[test]
    fn what_is_wrong_in_one_field_hides_no_other() {
        let outline = Outline::read(br#"{"kind":"report","id":7,"author":"x"}"#);
        assert_eq!((outline.kind.as_deref(), outline.id, outline.author), (Some("report"), None, None));
        assert_eq!(Outline::read(b"\xff").kind, None);
    }

    #[test]
    fn a_readable_envelope_names_an_unreadable_line() {
        let id = Uuid::from_u128(9);
        let text =
            format!("{{\"id\":\"{id}\",\"device\":\"{id}\",\"seq\":4,\"author\":\"{id}\",\"schema\":1}}");
        let line = read(text.as_bytes());
        assert_eq!((line.id, line.seq), (id.into(), 4));
        assert!(line.read.is_err());
    }
}
