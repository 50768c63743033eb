//! Community 村（社区）: where people live and register.

use serde::{Deserialize, Serialize};

use crate::decide::{Asking, Case, Decided, Stop};
use crate::edit::{Versions, WORDS, is_of_what_stands, version};
use crate::id::CommunityId;
use crate::lookup::Lookup;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::text::{DutyPhone, JoinCode, Name};
use crate::time::{DAY_MS, UnixMs};

/// A rotated code stays good for this long, so that a poster on a wall does not turn people away at once.
pub const ROTATED_CODE_GOOD_MS: i64 = 14 * DAY_MS;

/// So many rotated codes are remembered: whoever registered while one was good may reach the hub long after it was rotated
/// once more.
const ROTATED_CODES_KEPT: usize = 100;

/// A village or community, with the code that opens registration in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// Which one.
    pub id: CommunityId,
    /// 青石村
    pub name: Name,
    /// 青石村村委会, who asks people to come.
    pub committee: Name,
    /// A number that everybody may call, with its owner's yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
    /// Opens registration and nothing else.
    pub code: JoinCode,
    /// Codes that were in force before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rotated: Vec<RotatedCode>,
    /// Who edited it last, by group of fields.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
}

/// A code that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotatedCode {
    /// The old code.
    pub code: JoinCode,
    /// When it was replaced, by the hub's clock.
    pub at: UnixMs,
}

impl Community {
    /// Whether a code opens registration here for an act judged at `at`.
    #[must_use]
    pub fn opens_with(&self, code: &JoinCode, at: UnixMs) -> bool {
        let rotated = self.rotated.iter().find(|old| old.code == *code);
        self.code == *code || rotated.is_some_and(|old| at.since(old.at) <= ROTATED_CODE_GOOD_MS)
    }
}

/// `create_community`: an organiser sets up a village or community. The target is the community's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateCommunity {
    /// Its name.
    pub name: Name,
    /// Its committee.
    pub committee: Name,
    /// A number that everybody may call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
    /// The code on its poster: made at random where the community is made.
    pub code: JoinCode,
}

impl CreateCommunity {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Community, target);
        asking.all(Lookup::CommunityByCode, self.code.as_str().to_owned());
    }
}

pub(crate) fn create(case: &Case<'_>, args: &CreateCommunity) -> Result<Decided, Stop> {
    case.organiser_only()?;
    case.new_target::<Community>()?;
    if case.set.found::<Community>(Lookup::CommunityByCode, args.code.as_str().to_owned()).next().is_some() {
        return Err(Refused::CodeTaken.into());
    }
    Ok(Decided::put(Community {
        id: case.entry.target.into(),
        name: args.name.clone(),
        committee: args.committee.clone(),
        duty_phone: args.duty_phone.clone(),
        code: args.code.clone(),
        rotated: vec![],
        versions: Versions::default(),
    }))
}

/// `edit_community`: an organiser changes what a community is called and whom to call. The target is its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCommunity {
    /// Its name.
    pub name: Name,
    /// Its committee.
    pub committee: Name,
    /// A number that everybody may call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
}

pub(crate) fn edit(case: &Case<'_>, args: &EditCommunity) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let community = case.there::<Community>(case.entry.target)?;
    let EditCommunity { name, committee, duty_phone } = args.clone();
    let edited = Community { name, committee, duty_phone, ..community.clone() };
    if !is_of_what_stands(case, &community.versions, WORDS) {
        let same = edited == *community;
        return if same {
            Ok(Decided::merged(vec![], Remark::SameValue))
        } else {
            Err(Refused::ChangedMeanwhile.into())
        };
    }
    let versions = community.versions.with(WORDS, version(case)?);
    Ok(Decided::put(Community { versions, ..edited }))
}

/// `rotate_code` 换报名码: the one so far stays good for [`ROTATED_CODE_GOOD_MS`]. The target is the community's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotateCode {
    /// The code from then on: made at random where it is rotated.
    pub code: JoinCode,
}

impl RotateCode {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Community, target);
        asking.all(Lookup::CommunityByCode, self.code.as_str().to_owned());
    }
}

pub(crate) fn rotate(case: &Case<'_>, args: &RotateCode) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let community = case.there::<Community>(case.entry.target)?;
    if case.set.found::<Community>(Lookup::CommunityByCode, args.code.as_str().to_owned()).next().is_some() {
        return Err(Refused::CodeTaken.into());
    }
    let now = case.context.received;
    let forgotten = (community.rotated.len() + 1).saturating_sub(ROTATED_CODES_KEPT);
    let mut rotated: Vec<RotatedCode> = community.rotated.iter().skip(forgotten).cloned().collect();
    rotated.push(RotatedCode { code: community.code.clone(), at: now });
    Ok(Decided::put(Community { code: args.code.clone(), rotated, ..community.clone() }))
}

/// What the first page and the form of `/join/CODE` show: the drive and the community that a code opens. Everybody
/// who holds a code may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The drive.
    pub campaign: crate::campaign::Campaign,
    /// The community, without its old codes.
    pub community: Community,
}
