//! `open` and `reopen`: a report gets its zone, once; a judged spot is taken up again.

use serde::{Deserialize, Serialize};

use super::{Spot, SpotState};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::ZoneId;
use crate::lookup::Lookup;
use crate::photo::Photo;
use crate::refused::Refused;
use crate::row::{Kept as _, Kind};
use crate::zone::Zone;

/// Which zone. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The zone in which it lies.
    pub zone: ZoneId,
    /// 编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
}

/// `reopen` says nothing but its target, the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopen {}

impl Open {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.spot(target);
        asking.row(Kind::Zone, self.zone.uuid());
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Open) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let zone = case.there::<Zone>(args.zone.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if zone.community != spot.community {
        return Err(Refused::OtherCommunity.into());
    }
    if spot.state != SpotState::Reported || spot.zone.is_some() {
        return Err(Refused::SpotMovedOn.into());
    }
    let opened = Spot {
        zone: Some(zone.id),
        number: args.number,
        state: SpotState::Open,
        opened: Some(case.since()),
        ..spot.clone()
    };
    let photos = case.set.all::<Photo>(Lookup::PhotosOfSpot, spot.id.uuid());
    let touched = photos.map(|photo| Change::Touch(photo.key()));
    Ok(Decided::applied([Change::Put(opened.into())].into_iter().chain(touched).collect()))
}

pub(crate) fn reopen(case: &Case<'_>) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    if !case.is_inspector() && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    match spot.state {
        SpotState::Passed | SpotState::Closed | SpotState::Cancelled { .. } => {
            let state = if spot.zone.is_some() { SpotState::Open } else { SpotState::Reported };
            Ok(Decided::put(Spot { state, passing: None, ..spot.clone() }))
        }
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. } => Err(Refused::SpotMovedOn.into()),
    }
}
