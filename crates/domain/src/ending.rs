//! Ending: the last word about an entry whose first word was interim. The receipt of that first word stays what it was;
//! this row brings the true outcome to the entry's author (invariant 3).

use serde::{Deserialize, Serialize};

use crate::id::{EntryId, PersonId};
use crate::receipt::Outcome;
use crate::text::Line;
use crate::time::UnixMs;

/// What became in the end of an entry that was held or kept apart. Its row has the id of the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The entry.
    pub entry: EntryId,
    /// Who made it.
    pub author: PersonId,
    /// What became of it; never interim.
    pub outcome: Outcome,
    /// Why, as a stable code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// When it was settled, by the hub's clock.
    pub at: UnixMs,
    /// Who settled it, where somebody of the office did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// Why the office put it aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
}
