//! `close` 销号 and `cancel`: the end of a spot, with the work on it done or not owed any more.

use serde::{Deserialize, Serialize};

use super::{Passing, Spot, SpotState};
use crate::decide::{Case, Decided, Stop};
use crate::refused::Refused;
use crate::text::Line;

/// `close` says nothing but its target, the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {}

/// 不用清了. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// Why.
    pub reason: Line,
}

pub(crate) fn close(case: &Case<'_>) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    if !case.is_inspector() && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if spot.worked_on_by(case.entry.author) {
        return Err(Refused::OwnWork.into());
    }
    match (&spot.state, &spot.passing) {
        (SpotState::Passed, Some(passing)) => {
            let passing = Passing { closed_at: Some(case.context.received), ..passing.clone() };
            Ok(Decided::put(Spot { state: SpotState::Closed, passing: Some(passing), ..spot.clone() }))
        }
        _ => Err(Refused::SpotMovedOn.into()),
    }
}

pub(crate) fn cancel(case: &Case<'_>, args: &Cancel) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    if !case.leads_spot(spot) {
        return Err(Refused::NotYours.into());
    }
    match spot.state {
        SpotState::Reported | SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. } => {
            let state = SpotState::Cancelled { reason: args.reason.clone() };
            Ok(Decided::put(Spot { state, ..spot.clone() }))
        }
        SpotState::Cleaned { .. } | SpotState::Passed | SpotState::Closed | SpotState::Cancelled { .. } => {
            Err(Refused::SpotMovedOn.into())
        }
    }
}
