//! Receipt: the hub's word about one entry, and the answer to a push.

use serde::{Deserialize, Serialize};

use crate::id::{EntryId, Epoch};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds. Final.
    Applied,
    /// It holds together with what somebody else did first. Final.
    Merged,
    /// Two values stand on a card until somebody chooses. Final.
    Conflict,
    /// It has no effect. Final.
    Refused,
    /// Its target is not known yet; judged again when it comes. Interim.
    Held,
    /// It could not be read or judged; kept as bytes for author and office. Interim.
    Quarantined,
}

impl Outcome {
    /// Whether this is the last word about the entry.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Applied | Self::Merged | Self::Conflict | Self::Refused => true,
            Self::Held | Self::Quarantined => false,
        }
    }

    /// The name in the store and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Merged => "merged",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Quarantined => "quarantined",
        }
    }
}

/// The hub's word about one entry: whoever holds it holds an entry that is on the hub's disk (invariant 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The entry.
    pub id: EntryId,
    /// What became of it, as first judged, however often it is asked.
    pub outcome: Outcome,
    /// Why, as a stable code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The commit that a replica has to reach to show it.
    pub commit: CommitNo,
    /// When the hub had it first, by the hub's clock.
    pub received: UnixMs,
    /// The hub's HMAC over the rest, so that it can be believed after a restore.
    pub mac: String,
}

/// A line of a push that stands before an entry's own: the receipt that the hub gave for it in an earlier life of its
/// database. A hub that does not know such lines keeps them apart, and judges the entry as if it came for the first time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct First {
    /// As the phone kept it.
    pub first: Receipt,
}

impl First {
    /// How such a line begins, so that no other line has to be read twice.
    pub const HEAD: &str = "{\"first\":";

    /// Reads a line; `None` where it is another one.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Receipt> {
        let Self { first } = line.starts_with(Self::HEAD).then(|| crate::json::read(line).ok())??;
        Some(first)
    }

    /// Writes the line.
    ///
    /// # Errors
    /// Never for a receipt that a hub gave.
    pub fn to_line(first: Receipt) -> Result<String, serde_json::Error> {
        serde_json::to_string(&Self { first })
    }
}

/// The answer to a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// This life of the hub's database.
    pub epoch: Epoch,
    /// The hub's clock when it answered.
    pub now: UnixMs,
    /// One for each line that could be told apart, in any order.
    pub receipts: Vec<Receipt>,
    /// The hub's word that it knows this device: shown again after a restore, it makes the device known anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}
