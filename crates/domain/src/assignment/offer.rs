//! `offer` and `withdraw`: a leader asks a person to come, or takes that back.

use serde::{Deserialize, Serialize};

use super::{Assignment, AssignmentState};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::{AssignmentId, PersonId, SlotId, ZoneId};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::row::{Kept as _, Kind};
use crate::zone::Zone;

/// Who is asked for what. The target is the assignment's id, derived from the three.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
    /// The person.
    pub person: PersonId,
}

/// `withdraw` says nothing but its target, the assignment's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {}

impl Offer {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, self.zone.uuid());
        asking.person(self.person.uuid());
        asking.row(Kind::Assignment, target);
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Offer) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(args.zone.uuid())?;
    let person = case.there::<Person>(args.person.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    case.still_here(person)?;
    let theirs = person.team.is_some() && person.team == zone.team;
    if !theirs && !case.is_organiser() {
        return Err(Refused::NotInTeam.into());
    }
    if zone.slot(args.slot).is_none() {
        return Err(Refused::SlotUnknown.into());
    }
    let id = AssignmentId::of(args.zone, args.slot, args.person);
    if id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    let known = case.set.get::<Assignment>(id.uuid()).known();
    match known.map(|known| known.state) {
        Some(AssignmentState::Accepted | AssignmentState::Offered) => {
            Ok(Decided::merged(vec![], Remark::AlreadyAsked))
        }
        None | Some(AssignmentState::Declined | AssignmentState::Withdrawn) => Ok(Decided::put(Assignment {
            id,
            zone: args.zone,
            slot: args.slot,
            person: args.person,
            state: AssignmentState::Offered,
            joined: known.is_some_and(|known| known.joined),
            offered_by: case.entry.author,
            answered_by: None,
            rather: None,
        })),
    }
}

pub(crate) fn withdraw(case: &Case<'_>) -> Result<Decided, Stop> {
    // Her phone showed hopefully an offer that was refused: an entry that waited for it would wait for ever.
    let Some(assignment) = case.set.get::<Assignment>(case.entry.target).known() else {
        return Ok(Decided::merged(vec![], Remark::NothingToWithdraw));
    };
    let zone = case.there::<Zone>(assignment.zone.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    let changed = Assignment { state: AssignmentState::Withdrawn, ..assignment.clone() };
    let mut changes = vec![Change::Put(changed.into())];
    if let Some(person) = case.set.get::<Person>(assignment.person.uuid()).known() {
        changes.push(Change::Touch(person.key()));
    }
    Ok(Decided::applied(changes))
}
