//! `claim` 我在清: a lease to the end of the slot. The first one holds, the second is told; it binds nobody.

use serde::{Deserialize, Serialize};

use super::{Spot, SpotState};
use crate::decide::{Case, Decided, Stop};
use crate::refused::{Refused, Remark};
use crate::time::{HOUR_MS, UnixMs};
use crate::zone::Zone;

/// A lease outside every slot holds for this long.
const LEASE_MS: i64 = 3 * HOUR_MS;

/// `claim` says nothing but its target, the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {}

pub(crate) fn decide(case: &Case<'_>) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    if !case.works_on(spot) {
        return Err(Refused::NotYours.into());
    }
    let at = case.context.judged_at;
    let claimed = SpotState::Claimed { by: case.doer(), until: lease_end(case, spot, at) };
    match &spot.state {
        SpotState::Open => Ok(Decided::put(Spot { state: claimed, begged: None, ..spot.clone() })),
        SpotState::Claimed { by, until } if *by == case.doer() || *until <= at => {
            Ok(Decided::put(Spot { state: claimed, begged: None, ..spot.clone() }))
        }
        SpotState::Claimed { .. } => Ok(Decided::merged(vec![], Remark::ClaimedFirst)),
        SpotState::Reported
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => Ok(Decided::merged(vec![], Remark::SpotMovedOn)),
    }
}

/// To the end of the slot that runs, or for three hours.
pub(super) fn lease_end(case: &Case<'_>, spot: &Spot, at: UnixMs) -> UnixMs {
    let zone = spot.zone.and_then(|zone| case.set.get::<Zone>(zone.uuid()).known());
    let slots = zone.into_iter().flat_map(|zone| &zone.slots);
    slots
        .filter(|slot| slot.starts <= at && at < slot.ends)
        .map(|slot| slot.ends)
        .min()
        .unwrap_or(at.plus(LEASE_MS))
}
