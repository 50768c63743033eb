//! `accept` and `decline`: her own answer, or what she told her leader. A fact: never refused because the world moved
//! on.

use serde::{Deserialize, Serialize};

use super::{Assignment, AssignmentState};
use crate::decide::{Case, Change, Decided, Stop};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::row::Kept as _;
use crate::zone::Zone;

/// 我去. The target is the assignment's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept {}

/// 去不了. The target is the assignment's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {}

pub(crate) fn decide(case: &Case<'_>, answer: AssignmentState) -> Result<Decided, Stop> {
    let assignment = case.there::<Assignment>(case.entry.target)?;
    let zone = case.there::<Zone>(assignment.zone.uuid())?;
    if !case.speaks_for(assignment.person) && !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    let withdrawn = assignment.state == AssignmentState::Withdrawn;
    let changed = Assignment {
        state: if withdrawn { assignment.state } else { answer },
        joined: assignment.joined || answer == AssignmentState::Accepted,
        answered_by: Some(case.entry.author),
        ..assignment.clone()
    };
    let mut changes = vec![Change::Put(changed.into())];
    if let Some(person) = case.set.get::<Person>(assignment.person.uuid()).known() {
        changes.push(Change::Touch(person.key()));
    }
    if withdrawn {
        Ok(Decided::merged(changes, Remark::OfferWithdrawn))
    } else {
        Ok(Decided::applied(changes))
    }
}
