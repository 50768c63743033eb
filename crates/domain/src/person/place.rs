//! `place`: a leader takes a newcomer into a team.

use serde::{Deserialize, Serialize};

use super::{Contact, Person};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::TeamId;
use crate::refused::Refused;
use crate::row::{Kept as _, Kind};
use crate::team::Team;

/// Which team. The target is the person's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The team that takes her.
    pub team: TeamId,
}

impl Place {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.person(target);
        asking.row(Kind::Contact, target);
        asking.row(Kind::Team, self.team.uuid());
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Place) -> Result<Decided, Stop> {
    let person = case.there::<Person>(case.entry.target)?;
    let team = case.there::<Team>(args.team.uuid())?;
    case.still_here(person)?;
    let leads = case.leads(team.id) && person.team.is_none_or(|now| case.leads(now));
    if !leads && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if person.community != Some(team.community) {
        return Err(Refused::OtherCommunity.into());
    }
    let mut changes = vec![Change::Put(person.taken_by(team, case.since()).into())];
    if let Some(contact) = case.set.get::<Contact>(person.id.uuid()).known() {
        changes.push(Change::Touch(contact.key()));
    }
    Ok(Decided::applied(changes))
}
