//! Zone 片区: the area that one team has in this drive, with the slots in which it is cleaned.

pub mod create;
pub mod edit;

use serde::{Deserialize, Serialize};

use crate::edit::Versions;
use crate::id::{CommunityId, SlotId, TeamId, ZoneId};
use crate::led::{Before, Led};
use crate::text::{Line, Name, Note};
use crate::time::UnixMs;

/// A zone, in words first: a map is an extra.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Which one.
    pub id: ZoneId,
    /// The community in which it lies.
    pub community: CommunityId,
    /// 青石河东岸
    pub name: Name,
    /// From where to where: 「从老槐树下到水泥桥，河东边」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Note>,
    /// Where people meet.
    pub meeting: Line,
    /// What to bring, and what is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<Line>,
    /// The team that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// When it is cleaned.
    pub slots: Vec<Slot>,
    /// 须成人、须保险: river banks, roads and demolition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazard: Option<Hazard>,
    /// Slots that were taken off the plan: what was done in them still counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_slots: Vec<Slot>,
    /// Teams that had it before: what their leaders had done without knowing that it went still counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub led_before: Vec<Before>,
    /// Who edited it last, by group of fields.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
}

/// A time window of a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Which one.
    pub id: SlotId,
    /// From when.
    pub starts: UnixMs,
    /// Until when.
    pub ends: UnixMs,
    /// How many people are wanted; more are welcome.
    pub wanted: u16,
}

/// Why only adults are asked to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard {
    /// Whether the insurance is bought.
    pub insured: bool,
}

impl Zone {
    /// Whose leaders lead it.
    #[must_use]
    pub fn led_by(&self) -> Option<Led> {
        self.team.map(Led::Team)
    }

    /// The slot of this id, on the plan or taken off it.
    #[must_use]
    pub fn slot_ever(&self, id: SlotId) -> Option<&Slot> {
        self.slot(id).or_else(|| self.past_slots.iter().find(|slot| slot.id == id))
    }

    /// The slot of this id, if it is on the plan.
    #[must_use]
    pub fn slot(&self, id: SlotId) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == id)
    }
}
