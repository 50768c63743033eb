//! A line of a push, read before it reaches the writer: reading is the larger half of the work and needs no lock.

use serde::Deserialize;
use sha2::{Digest as _, Sha256 as Hasher};
use uuid::Uuid;
use yingchun_domain::entry::{Act, Entry, EntryRefused, Envelope};
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PersonId};
use yingchun_domain::photo::Sha256;

/// Somebody else's name stands in the line.
const AUTHOR_UNKNOWN: &str = "author_unknown";
/// An accepted invitation whose link was not shown.
const UNPROVEN: &str = "invitation.unproven";

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
}

/// What can be told of a line without reading all of it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Outline {
    /// The act, by its name on the wire.
    pub(crate) kind: Option<String>,
    pub(crate) target: Option<Uuid>,
    pub(crate) author: Option<PersonId>,
}

impl Outline {
    /// Of bytes that may be anything.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }
}

/// SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256(Hasher::digest(bytes).into())
}

impl Line {
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
        Self { id, device: by.device, author: by.person, seq, sha256, bytes: bytes.to_vec(), read }
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
    fn a_readable_envelope_names_an_unreadable_line() {
        let id = Uuid::from_u128(9);
        let text =
            format!("{{\"id\":\"{id}\",\"device\":\"{id}\",\"seq\":4,\"author\":\"{id}\",\"schema\":1}}");
        let line = read(text.as_bytes());
        assert_eq!((line.id, line.seq), (id.into(), 4));
        assert!(line.read.is_err());
    }
}
