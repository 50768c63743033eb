//! Grant: a right that a person holds from one moment to another, beyond what every volunteer may do.

use serde::{Deserialize, Serialize};

use crate::decide::{Case, Decided, Stop};
use crate::id::{GrantId, PersonId, TeamId};
use crate::invitation::Invitation;
use crate::refused::Refused;
use crate::text::Line;
use crate::time::UnixMs;

/// What a person may do beyond a volunteer's rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Role {
    /// 队长 of one team; a person may lead several.
    Leader {
        /// The team.
        team: TeamId,
    },
    /// 督查
    Inspector,
    /// 街道办
    Organiser,
}

/// A right of one person. It keeps its time: a fact is judged by what held when it was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Which one.
    pub id: GrantId,
    /// Who holds it.
    pub person: PersonId,
    /// What it allows.
    #[serde(flatten)]
    pub role: Role,
    /// From when, by the hub's clock.
    pub from: UnixMs,
    /// Until when, once it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<UnixMs>,
    /// It held in an earlier life of the hub's database, and waits for the office's nod. Until then it has ended as it
    /// began, so that a phone which does not know this field gives nobody a right either.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
}

impl Grant {
    /// A right that holds from a moment on.
    #[must_use]
    pub const fn from(id: GrantId, person: PersonId, role: Role, from: UnixMs) -> Self {
        Self { id, person, role, from, to: None, waits: false }
    }

    /// A right that held before and waits for the office's nod.
    #[must_use]
    pub const fn waiting(id: GrantId, person: PersonId, role: Role, from: UnixMs) -> Self {
        Self { id, person, role, from, to: Some(from), waits: true }
    }

    /// The same right once the office has nodded.
    #[must_use]
    pub fn nodded(&self) -> Self {
        Self { to: None, waits: false, ..self.clone() }
    }

    /// Whether the right holds at `at`.
    #[must_use]
    pub fn holds_at(&self, at: UnixMs) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }
}

/// `revoke`: an organiser ends a right, or an invitation that nobody has used. The target is the id of either.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoke {
    /// Why, for the office's own record.
    pub reason: Line,
}

pub(crate) fn revoke(case: &Case<'_>, _args: &Revoke) -> Result<Decided, Stop> {
    case.organiser_only()?;
    if let Some(invitation) = case.set.get::<Invitation>(case.entry.target).known() {
        if invitation.used_by.is_some() {
            return Err(Refused::InvitationUsed.into());
        }
        let expires = invitation.expires.min(case.context.received);
        return Ok(Decided::put(Invitation { expires, ..invitation.clone() }));
    }
    let grant = case.there::<Grant>(case.entry.target)?;
    let to = grant.to.unwrap_or(case.context.received);
    Ok(Decided::put(Grant { to: Some(to), waits: false, ..grant.clone() }))
}
