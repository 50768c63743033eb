//! Person 志愿者 and her Contact: a name that her team may know, and a number that only her leader may.
//!
//! The least that a drive needs: no ID-card number, no birthday, no place. Under 14 nobody has an account; a guardian
//! says how many come along (随行).

pub mod add;
pub mod leave;
pub mod merge;
pub mod place;
pub mod profile;
pub mod register;

use serde::{Deserialize, Serialize};

use crate::campaign::HalfDay;
use crate::id::{CommunityId, EntryId, PersonId, TeamId};
use crate::led::{self, Before, Led, Since};
use crate::row::CommitNo;
use crate::team::Team;
use crate::text::{Line, Name, Note, Phone};
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
    /// The leader or organiser who wrote her down, where she has no phone of her own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_by: Option<PersonId>,
    /// 不出镜: she wants to be in no photo.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_photo: bool,
    /// What she last said herself about name, days and number: it beats a leader who did not know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_word: Option<OwnWord>,
    /// 不再参加: her name and number are gone, her hours stay without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
    /// Who led her before: what those leaders had done without knowing that it ended still counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub led_before: Vec<Before>,
}

/// The last change that a person made to her own record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWord {
    /// The entry that said it.
    pub entry: EntryId,
    /// The commit that holds it.
    pub commit: CommitNo,
}

/// That a person left the drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The entry that said it.
    pub entry: EntryId,
    /// When, as judged.
    pub at: UnixMs,
}

impl Person {
    /// Somebody of whom nothing but a name is known.
    #[must_use]
    pub const fn named(id: PersonId, name: Name, consent: Consent) -> Self {
        Self {
            id,
            name,
            community: None,
            team: None,
            accompanying: 0,
            free: vec![],
            any_day: false,
            consent,
            registered_by: None,
            merged_into: None,
            added_by: None,
            no_photo: false,
            own_word: None,
            left: None,
            led_before: vec![],
        }
    }

    /// Whose leaders lead her: her team's, or her community's while she has no team.
    #[must_use]
    pub fn led_by(&self) -> Option<Led> {
        self.team.map(Led::Team).or(self.community.map(Led::Community))
    }

    /// The same person in a team since a change.
    pub(crate) fn taken_by(&self, team: &Team, since: Since) -> Self {
        let led_before = led::after(&self.led_before, self.led_by(), Some(Led::Team(team.id)), since);
        Self { community: Some(team.community), team: Some(team.id), led_before, ..self.clone() }
    }

    /// Whether she left the drive (不再参加).
    #[must_use]
    pub const fn has_left(&self) -> bool {
        self.left.is_some()
    }

    /// Whether this row is somebody to count and to ask: she has not left, and no other row stands for her.
    #[must_use]
    pub const fn takes_part(&self) -> bool {
        self.left.is_none() && self.merged_into.is_none()
    }
}

/// A person's yes to the use of her name and number in this drive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which wording she read, e.g. `2027-1`.
    pub wording: Line,
    /// When, by the phone's clock.
    pub at: UnixMs,
    /// How she gave it.
    #[serde(default, skip_serializing_if = "Given::is_on_screen")]
    pub given: Given,
}

impl Consent {
    /// Her own tick on the screen.
    #[must_use]
    pub const fn on_screen(wording: Line, at: UnixMs) -> Self {
        Self { wording, at, given: Given::OnScreen }
    }
}

/// How a person said yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// By her own tick on the screen.
    #[default]
    OnScreen,
    /// 本人在这里，同意登记: she stood before whoever wrote her down.
    OnTheSpot,
    /// On the paper that the leader keeps.
    OnPaper,
    /// By the roster that her community handed in.
    Roster,
}

impl Given {
    const fn is_on_screen(&self) -> bool {
        matches!(self, Self::OnScreen)
    }
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
    /// What a roster said of her beside name and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}

impl Contact {
    /// Nothing that could reach her.
    #[must_use]
    pub const fn empty(person: PersonId) -> Self {
        Self { person, phone: None, emergency: None, same_as: vec![], note: None }
    }
}

/// Whom to call when something happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Emergency {
    /// Name, or what she is to her.
    pub name: Name,
    /// Number.
    pub phone: Phone,
}
