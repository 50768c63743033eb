//! Assignment 分派: an offer of one slot of a zone to one person, and her answer. Nobody is assigned by force, and
//! minds change until the slot ends.

pub mod answer;
pub mod offer;

use serde::{Deserialize, Serialize};

use crate::id::{AssignmentId, PersonId, SlotId, ZoneId};
use crate::text::Note;

/// One person's place in one slot of one zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Which one: derived from zone, slot and person.
    pub id: AssignmentId,
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
    /// The person asked.
    pub person: PersonId,
    /// How it stands.
    pub state: AssignmentState,
    /// She accepted once: whoever joined may say ever after what she did there, whatever was withdrawn meanwhile.
    #[serde(default)]
    pub joined: bool,
    /// Who asked her.
    pub offered_by: PersonId,
    /// Who gave the answer: herself, or the leader to whom she said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<PersonId>,
    /// 换个时间: what would suit her better, until she accepts or is asked anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rather: Option<Rather>,
}

/// What would suit her better than the slot that she declined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rather {
    /// Other slots of the same zone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<SlotId>,
    /// In her own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

/// How an assignment stands: `offered → accepted ↔ declined`, `withdrawn` by the leader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentState {
    /// 还没回: no answer is not a no.
    Offered,
    /// 答应了
    Accepted,
    /// 去不了: no reason is owed.
    Declined,
    /// 队长收回了
    Withdrawn,
}
