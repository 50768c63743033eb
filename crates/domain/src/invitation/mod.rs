//! Invitation 邀请: a single-use link that gives a right, or lets a person in on another phone.
//!
//! The link's 128 random bits stay in the URL's fragment; the hub keeps their SHA-256. Whoever accepts proves the
//! bits to the hub's border; the rules here see a proven invitation only.

pub mod accept;
pub mod invite;

use serde::{Deserialize, Serialize};

use crate::grant::Role;
use crate::id::{InvitationId, PersonId};
use crate::photo::Sha256;
use crate::time::{HOUR_MS, UnixMs};

/// An invitation is good for this long.
pub const GOOD_MS: i64 = 72 * HOUR_MS;

/// An invitation, good once until it expires or is revoked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Which one.
    pub id: InvitationId,
    /// What it gives: `None` only lets a known person in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The person whom it lets in, where she is known already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// SHA-256 of the link's bits.
    pub token: Sha256,
    /// Good until, by the hub's clock.
    pub expires: UnixMs,
    /// Who used it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_by: Option<PersonId>,
}
