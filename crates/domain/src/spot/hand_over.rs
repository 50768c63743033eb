//! `hand_over`: who is at a spot gives it to somebody else of the zone. Judged like a claim: it binds nobody.

use serde::{Deserialize, Serialize};

use super::{Spot, SpotState, claim};
use crate::assignment::AssignmentState;
use crate::decide::{Asking, Case, Decided, Stop};
use crate::id::PersonId;
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::zone::Zone;

/// To whom. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Somebody who said yes to the zone.
    pub to: PersonId,
}

impl HandOver {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.spot(target);
        asking.person(self.to.uuid());
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &HandOver) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let to = case.there::<Person>(args.to.uuid())?;
    if !case.works_on(spot) {
        return Err(Refused::NotYours.into());
    }
    case.still_here(to)?;
    let zone = spot.zone.and_then(|zone| case.set.get::<Zone>(zone.uuid()).known());
    let accepted = |zone: &Zone| {
        let mut theirs = case.set.assignments_of(to.id);
        theirs.any(|it| it.zone == zone.id && it.state == AssignmentState::Accepted)
    };
    if !zone.is_some_and(accepted) {
        return Err(Refused::NotAccepted.into());
    }
    let leads = zone.is_some_and(|zone| case.leads_zone(zone)) || case.is_organiser();
    match &spot.state {
        SpotState::Claimed { by, .. } if *by == case.doer() || leads => {
            let until = claim::lease_end(case, spot, case.context.judged_at);
            let state = SpotState::Claimed { by: to.id, until };
            Ok(Decided::put(Spot { state, begged: None, ..spot.clone() }))
        }
        SpotState::Claimed { .. } => Ok(Decided::merged(vec![], Remark::ClaimedFirst)),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => Ok(Decided::merged(vec![], Remark::SpotMovedOn)),
    }
}
