//! What a page may ask the hub before, or beside, the replica.

use serde::Deserialize;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::{Community, Welcome};
use yingchun_domain::grant::Role;
use yingchun_domain::id::PersonId;
use yingchun_domain::team::Team;
use yingchun_domain::text::Name;
use yingchun_domain::time::UnixMs;

/// Why the hub gave no good answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HubFault {
    /// No answer: no signal, a reset, a time-out.
    #[error("no answer")]
    Unreachable,
    /// The hub is busy, restarting or full.
    #[error("the hub is busy")]
    Busy,
    /// The hub said no, with its stable code.
    #[error("{code}")]
    Refused {
        /// The stable code, for [`crate::words::code_words`].
        code: String,
    },
    /// An answer that is none: a gateway's page, a defect.
    #[error("an answer that is none")]
    Broken,
}

/// What an invitation gives, before anybody takes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Look {
    /// The drive.
    pub campaign: Campaign,
    /// The right; `None` only lets a known person in.
    pub role: Option<Role>,
    /// The team that it leads, where it gives a leader's right.
    pub team: Option<Team>,
    /// That team's community.
    pub community: Option<Community>,
    /// The person whom it is for, where she is known already.
    pub person: Option<Invited>,
    /// Good until, by the hub's clock.
    pub expires: UnixMs,
}

/// The person whom an invitation is for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Invited {
    /// Which one.
    pub id: PersonId,
    /// Her name.
    pub name: Name,
}

/// What a community's code opens: from the hub, or as the hub last said it.
///
/// # Errors
/// [`HubFault`] where neither knows the code.
pub async fn welcome(code: &str) -> Result<Welcome, HubFault> {
    let _ = code;
    Err(HubFault::Unreachable)
}

/// What an invitation gives.
///
/// # Errors
/// [`HubFault::Refused`] where it is unknown, used or expired.
pub async fn look(token: &str) -> Result<Look, HubFault> {
    let _ = token;
    Err(HubFault::Unreachable)
}

/// Where an organiser downloads the ledgers.
#[must_use]
pub const fn ledger_url() -> &'static str {
    "/api/ledger.xlsx"
}
