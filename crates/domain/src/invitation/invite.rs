//! `invite`: an organiser hands out a right, or a person herself or whoever leads her lets her in on another phone (接着用).

use serde::{Deserialize, Serialize};

use super::{GOOD_MS, Invitation};
use crate::decide::{Asking, Case, Decided, Stop};
use crate::grant::Role;
use crate::id::PersonId;
use crate::person::Person;
use crate::photo::Sha256;
use crate::refused::Refused;
use crate::row::Kind;
use crate::team::Team;

/// What is given to whom. The target is the invitation's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The right that it gives; `None` lets the person in as the volunteer that she is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The person whom it is for, where she is known already. Where no right is given there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// SHA-256 of the link's bits: the bits themselves never reach the hub before they are used.
    pub token: Sha256,
}

impl Invite {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Invitation, target);
        asking.team_of(self.role);
        if let Some(person) = self.person {
            asking.person(person.uuid());
            asking.rights_of(person.uuid());
            asking.teams_of_author();
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Invite) -> Result<Decided, Stop> {
    case.new_target::<Invitation>()?;
    match (args.role, args.person) {
        (None, None) => return Err(Refused::NameMissing.into()),
        (None, Some(person)) => lets_in(case, person)?,
        (Some(role), _) => {
            case.organiser_only()?;
            if let Role::Leader { team } = role {
                case.there::<Team>(team.uuid())?;
            }
        }
    }
    Ok(Decided::put(Invitation {
        id: case.entry.target.into(),
        role: args.role,
        person: args.person,
        token: args.token,
        expires: case.context.received.plus(GOOD_MS),
        used_by: None,
    }))
}

/// A leader knows whom she leads, and everybody herself: she may go on in another browser. Whoever holds a right comes in by a passphrase, or by an organiser's hand: else any
/// leader could come in as the organiser who happens to be in her team.
fn lets_in(case: &Case<'_>, person: PersonId) -> Result<(), Stop> {
    let person = case.there::<Person>(person.uuid())?;
    case.still_here(person)?;
    let herself = person.id == case.entry.author;
    if !herself && !case.leads_person(person) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if case.set.roles_of(person.id, case.context.received).next().is_some() {
        return Err(Refused::InvitationHoldsRight.into());
    }
    Ok(())
}
