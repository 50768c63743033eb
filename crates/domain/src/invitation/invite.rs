//! `invite`: an organiser hands out a right.

use serde::{Deserialize, Serialize};

use super::{GOOD_MS, Invitation};
use crate::decide::{Asking, Case, Decided, Stop};
use crate::grant::Role;
use crate::id::PersonId;
use crate::photo::Sha256;
use crate::row::Kind;
use crate::team::Team;

/// What is given to whom. The target is the invitation's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The right that it gives.
    pub role: Role,
    /// The person whom it is for, where she is known already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// SHA-256 of the link's bits: the bits themselves never reach the hub before they are used.
    pub token: Sha256,
}

impl Invite {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Invitation, target);
        asking.team_of(Some(self.role));
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Invite) -> Result<Decided, Stop> {
    case.organiser_only()?;
    case.new_target::<Invitation>()?;
    if let Role::Leader { team } = args.role {
        case.there::<Team>(team.uuid())?;
    }
    Ok(Decided::put(Invitation {
        id: case.entry.target.into(),
        role: Some(args.role),
        person: args.person,
        token: args.token,
        expires: case.context.received.plus(GOOD_MS),
        used_by: None,
    }))
}
