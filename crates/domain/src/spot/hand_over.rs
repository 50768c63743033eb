//! `hand_over` 换人: who is at a spot gives it to somebody else of the zone, and a leader asks somebody else to mend one
//! that came back. Judged like a claim: it binds nobody.

use serde::{Deserialize, Serialize};

use super::{Return, Spot, SpotState, claim};
use crate::assignment::AssignmentState;
use crate::decide::{Asking, Case, Decided, Stop};
use crate::id::{EntryId, PersonId};
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

impl Return {
    /// Who is asked to mend it: who cleaned before, or somebody whom the leader asked since.
    #[must_use]
    pub fn mender(&self) -> PersonId {
        self.handed_to.unwrap_or(self.to)
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
        SpotState::Returned { entry, .. } => Ok(mended_by(case, spot, *entry, to.id, leads)),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Cleaned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => Ok(Decided::merged(vec![], Remark::SpotMovedOn)),
    }
}

/// A return that waits names somebody else: by whoever it names now, or by her leader.
fn mended_by(case: &Case<'_>, spot: &Spot, entry: EntryId, to: PersonId, leads: bool) -> Decided {
    let mut changed = Spot { begged: None, ..spot.clone() };
    for back in changed.returns.iter_mut().filter(|it| it.entry == entry) {
        if !leads && back.mender() != case.doer() {
            return Decided::merged(vec![], Remark::ClaimedFirst);
        }
        back.handed_to = Some(to);
    }
    Decided::put(changed)
}
