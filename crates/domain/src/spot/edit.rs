//! `edit_spot`: the office, or the leader of the zone's team, changes what is written of a spot. Its state is not touched.

use serde::{Deserialize, Serialize};

use super::{Category, Spot};
use crate::decide::{Case, Decided, Stop};
use crate::edit::{WORDS, is_of_what_stands, version};
use crate::quantity::Quantity;
use crate::refused::{Refused, Remark};
use crate::text::{Line, Note};
use crate::zone::Zone;

/// All that is written of it, as one group. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditSpot {
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
}

impl EditSpot {
    /// What is written of a spot now.
    #[must_use]
    pub fn of(spot: &Spot) -> Self {
        Self {
            number: spot.number,
            place: spot.place.clone(),
            category: spot.category,
            note: spot.note.clone(),
            found: spot.found,
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &EditSpot) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let zone = spot.zone.and_then(|zone| case.set.get::<Zone>(zone.uuid()).known());
    if !zone.is_some_and(|zone| case.leads_zone(zone)) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if !is_of_what_stands(case, &spot.versions, WORDS) {
        let same = EditSpot::of(spot) == *args;
        return if same {
            Ok(Decided::merged(vec![], Remark::SameValue))
        } else {
            Err(Refused::ChangedMeanwhile.into())
        };
    }
    let EditSpot { number, place, category, note, found } = args.clone();
    let versions = spot.versions.with(WORDS, version(case)?);
    Ok(Decided::put(Spot { number, place, category, note, found, versions, ..spot.clone() }))
}
