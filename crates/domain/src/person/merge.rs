//! `merge`: two rows turn out to be one person (同号). One row says so; readers follow it, also to the family that the
//! other registered. The row that stands for both is free whenever either was, brings along as many children as either,
//! is in no photo where either said so, and takes team and emergency contact from the other where it has none.

use serde::{Deserialize, Serialize};

use super::{Contact, Person};
use crate::campaign::HalfDay;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::PersonId;
use crate::refused::{Refused, Remark};
use crate::row::{Kept as _, Kind};
use crate::team::Team;

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
        asking.team_of_person(target);
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
    let both = of_both(case, away, into);
    let placed = both.team != into.team;
    if both != *into {
        changes.push(Change::Put(both.into()));
    }
    changes.extend(contacts(case, away, into, placed));
    Ok(Decided::applied(changes))
}

/// The row that stands for both, with what either said.
fn of_both(case: &Case<'_>, away: &Person, into: &Person) -> Person {
    let mut both = into.clone();
    both.accompanying = both.accompanying.max(away.accompanying);
    both.any_day |= away.any_day;
    let also: Vec<HalfDay> = away.free.iter().copied().filter(|half| !both.free.contains(half)).collect();
    both.free.extend(also);
    both.no_photo |= away.no_photo;
    let team = away.team.filter(|_| into.team.is_none() && into.community == away.community);
    match team.and_then(|team| case.set.get::<Team>(team.uuid()).known()) {
        Some(team) => both.taken_by(team, case.since()),
        None => both,
    }
}

/// The number marks nobody any more; whom to call for her is kept.
fn contacts(case: &Case<'_>, away: &Person, into: &Person, placed: bool) -> Vec<Change> {
    let contact = |person: &Person| case.set.get::<Contact>(person.id.uuid()).known();
    let gone = contact(away);
    let mut marked: Vec<Contact> = gone.into_iter().flat_map(|gone| case.no_longer_marked(gone)).collect();
    let at = marked.iter().position(|it| it.person == into.id);
    let before = at.map(|at| marked.remove(at)).or_else(|| contact(into).cloned());
    let own = before.map(|before| {
        let emergency = before.emergency.clone().or_else(|| gone?.emergency.clone());
        Contact { emergency, ..before }
    });
    let gone = gone.map(|gone| Contact { same_as: vec![], ..gone.clone() });
    let mut changes: Vec<Change> = marked.into_iter().chain(gone).map(|it| Change::Put(it.into())).collect();
    // Her number comes into the scope of the team with her.
    changes.extend(own.and_then(|own| match contact(into) {
        Some(same) if *same == own => placed.then(|| Change::Touch(own.key())),
        _ => Some(Change::Put(own.into())),
    }));
    changes
}
