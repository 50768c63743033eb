//! `import_spots` 导入点位: the list of a survey.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{imported, lawful, number};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::{EntryId, ZoneId};
use crate::lookup::Lookup;
use crate::quantity::Quantity;
use crate::refused::Refused;
use crate::row::Kind;
use crate::spot::create::{CreateSpot, made};
use crate::spot::{Category, Finding, Spot};
use crate::text::{Line, Note};
use crate::time::UnixMs;
use crate::zone::Zone;

/// A list of spots of one zone. The target is the zone's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSpots {
    /// The zone in which they lie.
    pub zone: ZoneId,
    /// 发现方式 of rows that say none.
    pub found_by: Finding,
    /// 1 to 100 spots.
    pub rows: Vec<SpotRow>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpotRow {
    /// 编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// 点位（具体位置）
    pub place: Line,
    /// 问题类别
    pub category: Category,
    /// How much was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// 问题描述
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// 发现方式, where the list says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_by: Option<Finding>,
    /// 发现时间, as the list says it: it may be long ago. Without it, when the list was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_at: Option<UnixMs>,
}

impl ImportSpots {
    pub(crate) fn needs(&self, id: EntryId, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, self.zone.uuid());
        asking.all(Lookup::SpotsOfZone, self.zone.to_string());
        for place in 0..self.rows.len().min(super::ROWS_MOST) {
            let made: Uuid = id.creates(number(place));
            asking.row(Kind::Spot, made);
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &ImportSpots) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let zone = case.there::<Zone>(args.zone.uuid())?;
    if zone.id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    lawful(&args.rows)?;
    let spots = case.set.all::<Spot>(Lookup::SpotsOfZone, zone.id.uuid());
    let mut places: Vec<&Line> = spots.map(|spot| &spot.place).collect();
    let mut changes = vec![];
    for (place, row) in args.rows.iter().enumerate() {
        if places.contains(&&row.place) {
            continue;
        }
        places.push(&row.place);
        let spot = CreateSpot {
            zone: zone.id,
            number: row.number,
            place: row.place.clone(),
            category: row.category,
            note: row.note.clone(),
            found: row.quantity,
            found_by: row.found_by.unwrap_or(args.found_by),
        };
        let id = case.entry.id.creates(number(place)).into();
        let spot = made(case, &spot, zone, id);
        let found_at = row.found_at.unwrap_or(spot.found_at);
        changes.push(Change::Put(Spot { found_at, ..spot }.into()));
    }
    let known = args.rows.len() - changes.len();
    Ok(imported(changes, known))
}
