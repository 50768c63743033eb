//! `accept_invitation`: a person takes the right that a link gives.

use serde::{Deserialize, Serialize};

use super::Invitation;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::entry::Entry;
use crate::grant::{Grant, Role};
use crate::person::{Consent, Contact, Person};
use crate::refused::Refused;
use crate::row::{Kept as _, Kind};
use crate::team::Team;
use crate::text::{Name, Phone};

/// Who accepts. The target is the invitation's id; the author is the person whom the invitation names, or a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptInvitation {
    /// Her name, where the invitation names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Her number, where she gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Her yes to the use of both.
    pub consent: Consent,
}

pub(crate) fn needs(entry: &Entry, asking: &mut Asking<'_>) {
    asking.row(Kind::Invitation, entry.target);
    asking.row(Kind::Contact, entry.author.uuid());
    let invitation = asking.set.get::<Invitation>(entry.target).known();
    asking.team_of(invitation.and_then(|invitation| invitation.role));
}

pub(crate) fn decide(case: &Case<'_>, args: &AcceptInvitation) -> Result<Decided, Stop> {
    let invitation = case.there::<Invitation>(case.entry.target)?;
    let (author, again) = (case.entry.author, case.context.again);
    if invitation.used_by.is_some() {
        return Err(Refused::InvitationUsed.into());
    }
    // Another life of the database has ended all that were open, this one among them.
    if invitation.expires < case.context.received && !again {
        return Err(Refused::InvitationExpired.into());
    }
    if invitation.person.is_some_and(|person| person != author) {
        return Err(Refused::InvitationForAnother.into());
    }
    let known = case.set.get::<Person>(author.uuid()).known();
    known.map_or(Ok(()), |person| case.still_here(person))?;
    // She may have been given a right since the link was made.
    if invitation.role.is_none() && case.set.roles_of(author, case.context.received).next().is_some() {
        return Err(Refused::InvitationHoldsRight.into());
    }
    let mut changes = vec![Change::Put(Invitation { used_by: Some(author), ..invitation.clone() }.into())];
    let given = invitation.role.filter(|_| !again);
    match known {
        None => changes.extend(newcomer(case, args, given)?),
        Some(person) => changes.extend(joined(case, person, given)?),
    }
    // One right is held once, however many phones she took it up on: who revokes it has then ended it.
    let holds = |role: &Role| case.set.roles_of(author, case.context.received).any(|held| held == *role);
    if let Some(role) = invitation.role.filter(|role| !holds(role)) {
        let (id, from) = (case.entry.id.creates(0).into(), case.context.received);
        // It may have been revoked after the copy was made that the hub lives on: the office says whether it still holds.
        let grant =
            if again { Grant::waiting(id, author, role, from) } else { Grant::from(id, author, role, from) };
        changes.push(Change::Put(grant.into()));
    }
    Ok(Decided::applied(changes))
}

/// The team that a right is about.
fn team_of<'a>(case: &Case<'a>, role: Option<Role>) -> Result<Option<&'a Team>, Stop> {
    match role {
        Some(Role::Leader { team }) => case.there::<Team>(team.uuid()).map(Some),
        Some(Role::Inspector | Role::Organiser) | None => Ok(None),
    }
}

/// A volunteer who is to lead a team is one of it. Who holds a right already stays where she is: in the team that she leads, or
/// of none as officials are.
fn joined(case: &Case<'_>, person: &Person, role: Option<Role>) -> Result<Vec<Change>, Stop> {
    let Some(team) = team_of(case, role)? else { return Ok(vec![]) };
    if case.set.roles_of(person.id, case.context.received).next().is_some() {
        return Ok(vec![]);
    }
    let mut changes = vec![Change::Put(person.taken_by(team, case.since()).into())];
    // Who may read her number depends on her team.
    if let Some(contact) = case.set.get::<Contact>(case.entry.author.uuid()).known() {
        changes.push(Change::Touch(contact.key()));
    }
    Ok(changes)
}

/// The person and contact of somebody who was not known before.
fn newcomer(case: &Case<'_>, args: &AcceptInvitation, role: Option<Role>) -> Result<[Change; 2], Stop> {
    let name = args.name.clone().ok_or(Refused::NameMissing)?;
    let team = team_of(case, role)?;
    let id = case.entry.author;
    let person = Person {
        community: team.map(|team| team.community),
        team: team.map(|team| team.id),
        ..Person::named(id, name, args.consent.clone())
    };
    let contact = Contact { phone: args.phone.clone(), ..Contact::empty(id) };
    Ok([Change::Put(person.into()), Change::Put(contact.into())])
}
