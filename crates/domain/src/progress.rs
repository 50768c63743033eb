//! Public progress: how far villages and zones are, in counts and nobody's name. Everybody of the drive may read it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assignment::{Assignment, AssignmentState};
use crate::community::Community;
use crate::id::{CommunityId, SlotId, ZoneId};
use crate::row::Kind;
use crate::set::Set;
use crate::spot::{Spot, SpotState};
use crate::time::UnixMs;
use crate::zone::Zone;

/// The kinds that are counted.
pub const KINDS: [Kind; 4] = [Kind::Assignment, Kind::Community, Kind::Spot, Kind::Zone];

/// How far everybody is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// When it was counted, by the hub's clock.
    pub at: UnixMs,
    /// By community.
    pub communities: Vec<OfCommunity>,
    /// By zone.
    pub zones: Vec<OfZone>,
}

/// Spots that were found: not one that nobody has checked yet, nor one that was called off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spots {
    /// All of them.
    pub spots: u32,
    /// 清好: those that are cleaned, whether anybody looked at them yet or not.
    pub clean: u32,
}

/// 「青石村 78 处，清好 61 处」
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfCommunity {
    /// Which one.
    pub community: CommunityId,
    /// Its spots, those without a zone too.
    #[serde(flatten)]
    pub spots: Spots,
}

/// One zone: its spots, and where people are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfZone {
    /// Which one.
    pub zone: ZoneId,
    /// The community in which it lies.
    pub community: CommunityId,
    /// Its spots.
    #[serde(flatten)]
    pub spots: Spots,
    /// The slots on its plan.
    pub slots: Vec<OfSlot>,
}

/// How many are wanted in a slot and how many said yes; more than wanted are welcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfSlot {
    /// Which one.
    pub slot: SlotId,
    /// How many are wanted.
    pub wanted: u16,
    /// How many said yes.
    pub accepted: u32,
}

impl Spots {
    fn count(&mut self, spot: &Spot) {
        let counts = !matches!(spot.state, SpotState::Reported | SpotState::Cancelled { .. });
        self.spots += u32::from(counts);
        self.clean += u32::from(spot.state.is_clean());
    }
}

/// Counts. `set` holds all rows of [`KINDS`].
#[must_use]
pub fn progress(set: &Set, now: UnixMs) -> Progress {
    let (mut communities, mut zones): (BTreeMap<CommunityId, Spots>, BTreeMap<ZoneId, Spots>) =
        (BTreeMap::new(), BTreeMap::new());
    for spot in set.each::<Spot>() {
        communities.entry(spot.community).or_default().count(spot);
        if let Some(zone) = spot.zone {
            zones.entry(zone).or_default().count(spot);
        }
    }
    let mut accepted: BTreeMap<SlotId, u32> = BTreeMap::new();
    for it in set.each::<Assignment>().filter(|it| it.state == AssignmentState::Accepted) {
        *accepted.entry(it.slot).or_default() += 1;
    }
    let of_zone = |zone: &Zone| OfZone {
        zone: zone.id,
        community: zone.community,
        spots: zones.get(&zone.id).copied().unwrap_or_default(),
        slots: zone
            .slots
            .iter()
            .map(|slot| OfSlot {
                slot: slot.id,
                wanted: slot.wanted,
                accepted: accepted.get(&slot.id).copied().unwrap_or_default(),
            })
            .collect(),
    };
    let of_community = |community: &Community| OfCommunity {
        community: community.id,
        spots: communities.get(&community.id).copied().unwrap_or_default(),
    };
    Progress {
        at: now,
        communities: set.each::<Community>().map(of_community).collect(),
        zones: set.each::<Zone>().map(of_zone).collect(),
    }
}
