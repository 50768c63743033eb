//! `merge`: two rows turn out to be one person (同号). One row says so; readers follow it, also to the family that the
//! other registered. Only 随行 is written over: the row that stands for both brings along as many children as either.

use serde::{Deserialize, Serialize};

use super::{Contact, Person};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::PersonId;
use crate::refused::{Refused, Remark};
use crate::row::Kind;

/// Into whom. The target is the person who is merged away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The person who stands for both from then on.
    pub into: PersonId,
}

impl Merge {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        for person in [target, self.into.uuid()] {
            asking.person(person);
            asking.row(Kind::Contact, person);
        }
        asking.same_number_of(target);
        asking.merged_into(target);
        asking.rights_of(target);
        asking.teams_of_author();
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Merge) -> Result<Decided, Stop> {
    let away = case.there::<Person>(case.entry.target)?;
    let into = case.there::<Person>(args.into.uuid())?;
    let leads_both = case.leads_person(away) && case.leads_person(into);
    if !leads_both && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if away.id == into.id {
        return Err(Refused::SamePerson.into());
    }
    if away.merged_into == Some(into.id) {
        return Ok(Decided::merged(vec![], Remark::MergedBefore));
    }
    // Neither stands behind another: no ring can come about.
    if away.merged_into.is_some() || into.merged_into.is_some() {
        return Err(Refused::MergedAlready.into());
    }
    case.still_here(away)?;
    case.still_here(into)?;
    if case.set.roles_of(away.id, case.context.received).next().is_some() {
        return Err(Refused::HoldsRight.into());
    }
    let stands =
        |person: &Person| Change::Put(Person { merged_into: Some(into.id), ..person.clone() }.into());
    let before = case.set.merged_into(away.id).filter_map(|id| case.set.get::<Person>(id.uuid()).known());
    let mut changes: Vec<Change> = before.chain([away]).map(stands).collect();
    if away.accompanying > into.accompanying {
        changes.push(Change::Put(Person { accompanying: away.accompanying, ..into.clone() }.into()));
    }
    if let Some(contact) = case.set.get::<Contact>(away.id.uuid()).known() {
        changes.extend(case.unmarked(contact));
        changes.push(Change::Put(Contact { same_as: vec![], ..contact.clone() }.into()));
    }
    Ok(Decided::applied(changes))
}
