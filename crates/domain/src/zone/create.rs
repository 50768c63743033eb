//! `create_zone`: an organiser draws a zone and gives it to a team.

use serde::{Deserialize, Serialize};

use super::{Hazard, Slot, Zone};
use crate::community::Community;
use crate::decide::{Asking, Case, Decided, Stop};
use crate::edit::Versions;
use crate::id::{CommunityId, TeamId};
use crate::refused::Refused;
use crate::row::Kind;
use crate::team::Team;
use crate::text::{Line, Name, Note};

/// The most slots of one zone: two a day for a month.
const SLOTS_MOST: usize = 62;

/// What the zone is. The target is the zone's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateZone {
    /// The community in which it lies.
    pub community: CommunityId,
    /// Its name.
    pub name: Name,
    /// From where to where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Note>,
    /// Where people meet.
    pub meeting: Line,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bring: Option<Line>,
    /// The team that gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// When it is cleaned.
    pub slots: Vec<Slot>,
    /// Whether only adults are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hazard: Option<Hazard>,
}

impl CreateZone {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, target);
        asking.row(Kind::Community, self.community.uuid());
        if let Some(team) = self.team {
            asking.row(Kind::Team, team.uuid());
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &CreateZone) -> Result<Decided, Stop> {
    case.organiser_only()?;
    case.new_target::<Zone>()?;
    case.there::<Community>(args.community.uuid())?;
    if let Some(team) = args.team {
        let team = case.there::<Team>(team.uuid())?;
        if team.community != args.community {
            return Err(Refused::OtherCommunity.into());
        }
    }
    if !are_lawful(&args.slots) {
        return Err(Refused::SlotsUnlawful.into());
    }
    Ok(Decided::put(Zone {
        id: case.entry.target.into(),
        community: args.community,
        name: args.name.clone(),
        bounds: args.bounds.clone(),
        meeting: args.meeting.clone(),
        bring: args.bring.clone(),
        team: args.team,
        slots: args.slots.clone(),
        hazard: args.hazard,
        past_slots: vec![],
        led_before: vec![],
        versions: Versions::default(),
    }))
}

/// Whether a zone may have these slots: not too many, none that ends before it begins, none twice.
pub(super) fn are_lawful(slots: &[Slot]) -> bool {
    let mut ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len() == slots.len() && slots.len() <= SLOTS_MOST && slots.iter().all(|slot| slot.starts < slot.ends)
}
