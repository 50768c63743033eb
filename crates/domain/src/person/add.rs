//! `add_person` 加一个人: a leader writes down somebody who has no phone, or none with her.

use serde::{Deserialize, Serialize};

use super::{ACCOMPANYING_MOST, Consent, Contact, Given, Person};
use crate::community::Community;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::{CommunityId, TeamId};
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::team::Team;
use crate::text::{Line, Name, Phone};

/// Whom. The target is the person's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPerson {
    /// Where she lives.
    pub community: CommunityId,
    /// The team that takes her; without one she waits among the newcomers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// 姓名
    pub name: Name,
    /// 手机号（可不填）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// 随行, 0 to 9.
    #[serde(default)]
    pub accompanying: u8,
    /// Which wording she was told, e.g. `2027-1`.
    pub wording: Line,
    /// How she said yes.
    pub given: Given,
}

impl AddPerson {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.person(target);
        asking.row(Kind::Contact, target);
        asking.row(Kind::Community, self.community.uuid());
        asking.teams_of_author();
        if let Some(team) = self.team {
            asking.row(Kind::Team, team.uuid());
        }
        if let Some(phone) = &self.phone {
            asking.same_number(phone);
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &AddPerson) -> Result<Decided, Stop> {
    let id = case.entry.target.into();
    if case.set.get::<Person>(case.entry.target).known().is_some() {
        return Err(Refused::PersonTaken.into());
    }
    if args.accompanying > ACCOMPANYING_MOST {
        return Err(Refused::TooManyChildren.into());
    }
    let community = case.there::<Community>(args.community.uuid())?;
    let team = args.team.map(|team| case.there::<Team>(team.uuid())).transpose()?;
    let leads = team.map_or_else(|| case.leads_in(community.id), |team| case.leads(team.id));
    if !leads && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if team.is_some_and(|team| team.community != community.id) {
        return Err(Refused::OtherCommunity.into());
    }
    let same_as = args.phone.as_ref().map(|phone| case.same_number(phone, id)).unwrap_or_default();
    let remark = (!same_as.is_empty()).then_some(Remark::SamePhone);
    let consent = Consent { wording: args.wording.clone(), at: case.entry.at, given: args.given };
    let person = Person {
        community: Some(community.id),
        team: args.team,
        accompanying: args.accompanying,
        added_by: Some(case.entry.author),
        ..Person::named(id, args.name.clone(), consent)
    };
    let contact = Contact { phone: args.phone.clone(), same_as, ..Contact::empty(id) };
    Ok(Decided::applied(vec![Change::Put(person.into()), Change::Put(contact.into())]).remarked(remark))
}
