//! `withdraw_consent` 不再参加，删掉我的信息: her name and number go, also from the rows that were merged into hers; her hours
//! stay without them. It beats everything that comes after it. What she signed as an official stays signed
//! (docs/decisions/0010). From a phone whose row was merged away only that row is emptied: it has not been let in anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Contact, Left, Person};
use crate::assignment::{Assignment, AssignmentState};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::grant::{Grant, Role};
use crate::id::{PersonId, SpotId};
use crate::lookup::Lookup;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::spot::Spot;
use crate::text::Name;
use crate::zone::Zone;

/// `withdraw_consent` says nothing but its target, the person's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawConsent {}

pub(crate) fn needs(target: uuid::Uuid, asking: &mut Asking<'_>) {
    asking.person(target);
    asking.merged_into(target);
    asking.same_number_of(target);
    let merged: Vec<PersonId> = asking.set.merged_into(target.into()).collect();
    for row in merged.into_iter().map(PersonId::uuid).chain([target]) {
        asking.row(Kind::Contact, row);
        asking.rights_of(row);
        asking.all(Lookup::SpotsOfPerson, row.to_string());
        asking.zones_asked_of(row);
    }
    asking.teams_of_author();
}

pub(crate) fn decide(case: &Case<'_>) -> Result<Decided, Stop> {
    let person = case.there::<Person>(case.entry.target)?;
    // Who was written down by a leader has nobody else to say it to.
    let leads = person.added_by.is_some() && case.leads_person(person);
    if !case.speaks_for(person.id) && !leads && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if person.has_left() {
        return Ok(Decided::merged(vec![], Remark::LeftBefore));
    }
    let merged = case.set.merged_into(person.id).filter_map(|id| case.set.get::<Person>(id.uuid()).known());
    let rows: Vec<&Person> = merged.filter(|row| !row.has_left()).chain([person]).collect();
    let mut changes: Vec<Change> = rows.iter().flat_map(|row| emptied(case, row)).collect();
    let spots: BTreeMap<SpotId, &Spot> = rows
        .iter()
        .flat_map(|row| case.set.all::<Spot>(Lookup::SpotsOfPerson, row.id.uuid()))
        .map(|spot| (spot.id, spot))
        .collect();
    changes.extend(spots.into_values().map(|spot| Change::Put(without_names(spot, &rows).into())));
    Ok(Decided::applied(changes))
}

/// One of her rows and what hangs on it, with nothing in it that says who she is.
fn emptied(case: &Case<'_>, person: &Person) -> Vec<Change> {
    let nameless = Person {
        name: Name::of_who_left(),
        team: None,
        accompanying: 0,
        free: vec![],
        any_day: false,
        led_before: vec![],
        left: Some(Left { entry: case.entry.id, at: case.context.judged_at }),
        ..person.clone()
    };
    let mut changes = vec![Change::Put(nameless.into())];
    if let Some(contact) = case.set.get::<Contact>(person.id.uuid()).known() {
        changes.extend(case.unmarked(contact));
        changes.push(Change::Put(Contact::empty(person.id).into()));
    }
    changes.extend(case.set.assignments_of(person.id).map(|it| Change::Put(unasked(case, it).into())));
    changes.extend(rights_end(case, person));
    changes
}

/// Nobody waits for her any more: offers and what she had accepted for later are withdrawn, what she wrote is gone.
fn unasked(case: &Case<'_>, assignment: &Assignment) -> Assignment {
    let zone = case.set.get::<Zone>(assignment.zone.uuid()).known();
    let slot = zone.and_then(|zone| zone.slot_ever(assignment.slot));
    let over = slot.is_some_and(|slot| slot.ends <= case.context.judged_at);
    let stands = match assignment.state {
        AssignmentState::Accepted => over,
        AssignmentState::Offered => false,
        AssignmentState::Declined | AssignmentState::Withdrawn => true,
    };
    let state = if stands { assignment.state } else { AssignmentState::Withdrawn };
    Assignment { state, rather: None, ..assignment.clone() }
}

/// The work stays, its doer has no name.
fn without_names(spot: &Spot, rows: &[&Person]) -> Spot {
    let hers = |by: PersonId| rows.iter().any(|row| row.id == by);
    let mut spot = spot.clone();
    for cleaning in spot.cleanings.iter_mut().filter(|it| hers(it.by)) {
        cleaning.by_name = Name::of_who_left();
    }
    if let Some(begged) = spot.begged.as_mut().filter(|it| hers(it.by)) {
        begged.by_name = Name::of_who_left();
    }
    for objection in spot.objections.iter_mut().filter(|it| hers(it.by)) {
        objection.by_name = Name::of_who_left();
    }
    spot
}

/// A leader or inspector who leaves reads nothing more. An organiser's right ends by another organiser's hand only, so
/// that no drive is left without one.
fn rights_end(case: &Case<'_>, person: &Person) -> Vec<Change> {
    let now = case.context.received;
    let grants = case.set.all::<Grant>(Lookup::GrantsOfPerson, person.id.uuid());
    let standing = grants.filter(|grant| grant.holds_at(now) && grant.role != Role::Organiser);
    standing.map(|grant| Change::Put(Grant { to: Some(now), ..grant.clone() }.into())).collect()
}
