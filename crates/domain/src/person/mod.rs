//! Person 志愿者 and her Contact: a name that her team may know, and a number that only her leader may.
//!
//! The least that a drive needs: no ID-card number, no birthday, no place. Under 14 nobody has an account; a guardian
//! says how many come along (随行).

pub mod place;
pub mod register;

use serde::{Deserialize, Serialize};

use crate::campaign::HalfDay;
use crate::id::{CommunityId, PersonId, TeamId};
use crate::text::{Line, Name, Phone};
use crate::time::UnixMs;

/// The most children that one person brings along.
pub const ACCOMPANYING_MOST: u8 = 9;

/// A person of the drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Which one: made on her own phone.
    pub id: PersonId,
    /// Her full name.
    pub name: Name,
    /// Where she registered; inspectors and organisers have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
    /// Her team, once a leader has placed her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// 随行: children under 14 who come with her, 0 to 9.
    #[serde(default)]
    pub accompanying: u8,
    /// The half days on which she is free.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub free: Vec<HalfDay>,
    /// 哪天都行
    #[serde(default)]
    pub any_day: bool,
    /// Her yes.
    pub consent: Consent,
    /// Who registered her, where it was not herself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_by: Option<PersonId>,
    /// The row that stands for her since a leader merged two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<PersonId>,
}

/// A person's yes to the use of her name and number in this drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which wording she read, e.g. `2027-1`.
    pub wording: Line,
    /// When, by her phone's clock.
    pub at: UnixMs,
}

/// How to reach a person. Its row has the id of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Whose.
    pub person: PersonId,
    /// Her number; a person whom a leader wrote down may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Whom to call when something happens to her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
    /// 同号: others who gave the same number before her; a leader may merge them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<PersonId>,
}

/// Whom to call when something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Name, or what she is to her.
    pub name: Name,
    /// Number.
    pub phone: Phone,
}
