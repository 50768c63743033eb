//! `create_spot`: an organiser, or the leader of the zone's team, writes down a place to be cleaned.

use serde::{Deserialize, Serialize};

use super::{Category, Finding, Spot, SpotState};
use crate::decide::{Asking, Case, Decided, Stop};
use crate::edit::Versions;
use crate::id::{SpotId, ZoneId};
use crate::quantity::Quantity;
use crate::refused::Refused;
use crate::row::Kind;
use crate::text::{Line, Note};
use crate::zone::Zone;

/// What the spot is. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateSpot {
    /// The zone in which it lies.
    pub zone: ZoneId,
    /// 编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// 点位（具体位置）
    pub place: Line,
    /// 问题类别
    pub category: Category,
    /// 问题描述
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// How much was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Quantity>,
    /// 发现方式
    pub found_by: Finding,
}

impl CreateSpot {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Spot, target);
        asking.row(Kind::Zone, self.zone.uuid());
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &CreateSpot) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(args.zone.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    case.new_target::<Spot>()?;
    Ok(Decided::put(made(case, args, zone, case.entry.target.into())))
}

/// The spot that a line of a survey makes.
pub(crate) fn made(case: &Case<'_>, args: &CreateSpot, zone: &Zone, id: SpotId) -> Spot {
    Spot {
        id,
        community: zone.community,
        zone: Some(zone.id),
        number: args.number,
        place: args.place.clone(),
        category: args.category,
        note: args.note.clone(),
        found: args.found,
        found_by: args.found_by,
        found_at: case.context.judged_at,
        reported_by: None,
        state: SpotState::Open,
        cleanings: vec![],
        returns: vec![],
        passing: None,
        objections: vec![],
        asked: None,
        opened: None,
        begged: None,
        versions: Versions::default(),
    }
}
