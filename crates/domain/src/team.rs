//! Team 志愿服务队: the people of a community who work together under a leader 队长.

use serde::{Deserialize, Serialize};

use crate::community::Community;
use crate::decide::{Asking, Case, Decided, Stop};
use crate::edit::{Versions, WORDS, is_of_what_stands, version};
use crate::id::{CommunityId, TeamId};
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::text::{DutyPhone, Name};

/// A volunteer team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Which one.
    pub id: TeamId,
    /// The community that it belongs to.
    pub community: CommunityId,
    /// 青年突击队
    pub name: Name,
    /// A number that its people may call, with its owner's yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
    /// Who edited it last, by group of fields.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
}

/// `create_team`: an organiser sets up a team. The target is the team's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateTeam {
    /// The community that it belongs to.
    pub community: CommunityId,
    /// Its name.
    pub name: Name,
    /// A number that its people may call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
}

impl CreateTeam {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Team, target);
        asking.row(Kind::Community, self.community.uuid());
    }
}

pub(crate) fn create(case: &Case<'_>, args: &CreateTeam) -> Result<Decided, Stop> {
    case.organiser_only()?;
    case.new_target::<Team>()?;
    case.there::<Community>(args.community.uuid())?;
    Ok(Decided::put(Team {
        id: case.entry.target.into(),
        community: args.community,
        name: args.name.clone(),
        duty_phone: args.duty_phone.clone(),
        versions: Versions::default(),
    }))
}

/// `edit_team`: an organiser changes what a team is called and whom its people call. The target is the team's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditTeam {
    /// Its name.
    pub name: Name,
    /// A number that its people may call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
}

pub(crate) fn edit(case: &Case<'_>, args: &EditTeam) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let team = case.there::<Team>(case.entry.target)?;
    if !is_of_what_stands(case, &team.versions, WORDS) {
        let same = team.name == args.name && team.duty_phone == args.duty_phone;
        return if same {
            Ok(Decided::merged(vec![], Remark::SameValue))
        } else {
            Err(Refused::ChangedMeanwhile.into())
        };
    }
    let EditTeam { name, duty_phone } = args.clone();
    let versions = team.versions.with(WORDS, version(case)?);
    Ok(Decided::put(Team { name, duty_phone, versions, ..team.clone() }))
}
