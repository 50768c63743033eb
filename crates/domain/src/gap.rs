//! A gap: what a phone had saved, and its browser cleared away before it was sent. The phone tells of it by the names that its
//! cookies kept; which of them came after all, only the hub knows (docs/decisions/0024).

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, EntryId};

/// The most entries of one device that are named: a cookie has no room for more.
pub const NAMED_MOST: usize = 50;

/// What still waited on one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The device, whose key is gone with all else.
    pub device: DeviceId,
    /// Its entries that the hub had not, as far as that phone knew.
    pub entries: Named,
}

/// Entries, at most [`NAMED_MOST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<EntryId>", into = "Vec<EntryId>")]
pub struct Named(Vec<EntryId>);

/// More entries were named than a cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at most {NAMED_MOST} entries are named")]
pub struct TooMany;

impl TryFrom<Vec<EntryId>> for Named {
    type Error = TooMany;

    fn try_from(entries: Vec<EntryId>) -> Result<Self, TooMany> {
        if entries.len() > NAMED_MOST { Err(TooMany) } else { Ok(Self(entries)) }
    }
}

impl From<Named> for Vec<EntryId> {
    fn from(named: Named) -> Self {
        named.0
    }
}

impl Named {
    /// The last of these, as many as are named: those before them are sent first.
    #[must_use]
    pub fn last_of(entries: &[EntryId]) -> Self {
        Self(entries.iter().rev().take(NAMED_MOST).rev().copied().collect())
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = EntryId> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use uuid::Uuid;

    fn entries(many: usize) -> Vec<EntryId> {
        (1..).take(many).map(|n| Uuid::from_u128(n).into()).collect()
    }

    #[test]
    fn what_would_be_sent_last_is_named_and_no_more_than_there_is_room_for() {
        let all = entries(NAMED_MOST + 3);
        assert_eq!(Vec::from(Named::last_of(&all)), all[3..]);
        assert_eq!(Vec::from(Named::last_of(&all[..2])), all[..2]);
        assert_eq!(Named::try_from(all), Err(TooMany));
    }

    #[test]
    fn a_gap_is_read_and_written_alike() {
        let id = Uuid::from_u128(7);
        let text = format!(r#"{{"device":"{id}","entries":["{id}"]}}"#);
        let gap: Gap = json::read(&text).unwrap();
        assert_eq!(gap, Gap { device: id.into(), entries: Named(vec![id.into()]) });
        assert_eq!(serde_json::to_string(&gap).unwrap(), text);
    }
}
