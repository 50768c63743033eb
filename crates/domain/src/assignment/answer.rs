//! `accept` and `decline`: her own answer, or what she told her leader. A fact: never refused because the world moved
//! on.

use serde::{Deserialize, Serialize};

use super::{Assignment, AssignmentState, Rather};
use crate::decide::{Case, Change, Decided, Stop};
use crate::id::SlotId;
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::row::Kept as _;
use crate::text::Note;
use crate::zone::Zone;

/// 我去. The target is the assignment's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accept {}

/// 去不了, or 换个时间 where she says what would suit her. The target is the assignment's id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    /// Slots of the zone that would suit her better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rather: Vec<SlotId>,
    /// What she says about it; no reason is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

pub(crate) fn accept(case: &Case<'_>) -> Result<Decided, Stop> {
    answer(case, AssignmentState::Accepted, None)
}

pub(crate) fn decline(case: &Case<'_>, args: &Decline) -> Result<Decided, Stop> {
    let said = !args.rather.is_empty() || args.words.is_some();
    let rather = said.then(|| Rather { slots: args.rather.clone(), words: args.words.clone() });
    answer(case, AssignmentState::Declined, rather)
}

fn answer(case: &Case<'_>, answer: AssignmentState, rather: Option<Rather>) -> Result<Decided, Stop> {
    let assignment = case.there::<Assignment>(case.entry.target)?;
    let zone = case.there::<Zone>(assignment.zone.uuid())?;
    if !case.speaks_for(assignment.person) && !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    let person = case.set.get::<Person>(assignment.person.uuid()).known();
    let withdrawn = assignment.state == AssignmentState::Withdrawn || person.is_some_and(Person::has_left);
    let changed = Assignment {
        state: if withdrawn { assignment.state } else { answer },
        joined: assignment.joined || answer == AssignmentState::Accepted,
        answered_by: Some(case.entry.author),
        rather: rather.filter(|_| !withdrawn),
        ..assignment.clone()
    };
    let mut changes = vec![Change::Put(changed.into())];
    changes.extend(person.map(|person| Change::Touch(person.key())));
    if withdrawn {
        Ok(Decided::merged(changes, Remark::OfferWithdrawn))
    } else {
        Ok(Decided::applied(changes))
    }
}
