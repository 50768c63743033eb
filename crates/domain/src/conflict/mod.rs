//! ConflictCard: two values for one group of a zone's fields, until somebody chooses. The first value stands meanwhile.

pub mod resolve;

use serde::{Deserialize, Serialize};

use crate::edit::Version;
use crate::id::{CardId, EntryId, PersonId};
use crate::row::RowKey;
use crate::text::Name;
use crate::time::UnixMs;
use crate::zone::edit::EditZone;

/// What two people wrote into the same place without knowing of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictCard {
    /// Which one: derived from the entry that came second.
    pub id: CardId,
    /// The thing that both changed.
    pub about: RowKey,
    /// The group of its fields.
    pub group: String,
    /// What stood when the second value came, and stands until somebody chooses.
    pub current: EditZone,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_by: Option<Version>,
    /// What came second.
    pub offered: EditZone,
    /// Who wrote that.
    pub offered_by: Version,
    /// What was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// Which of the two values holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The one that stands.
    Current,
    /// The one that came second.
    Offered,
}

/// That somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who chose.
    pub by: PersonId,
    /// The name of who chose.
    pub by_name: Name,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// Which value holds.
    pub keep: Keep,
}
