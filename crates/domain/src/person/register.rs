//! `register`: a person joins by her community's code, with or without signal.

use serde::{Deserialize, Serialize};

use super::{ACCOMPANYING_MOST, Consent, Contact, Emergency, Person};
use crate::campaign::HalfDay;
use crate::community::Community;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::PersonId;
use crate::lookup::Lookup;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::text::{JoinCode, Name, Phone};

/// What the form of `/join/CODE` holds. The target is the person's id: the author's own, or a family member's whom
/// the author registers (替家里人报名).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The code of the poster or link.
    pub code: JoinCode,
    /// 姓名
    pub name: Name,
    /// 手机号
    pub phone: Phone,
    /// Half days on which she is free.
    #[serde(default)]
    pub free: Vec<HalfDay>,
    /// 哪天都行
    #[serde(default)]
    pub any_day: bool,
    /// 随行, 0 to 9.
    #[serde(default)]
    pub accompanying: u8,
    /// She has read what to mind at the river and at the road.
    pub risks_read: bool,
    /// Her yes.
    pub consent: Consent,
    /// Whom to call when something happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Emergency>,
}

impl Register {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.person(target);
        asking.row(Kind::Contact, target);
        asking.all(Lookup::CommunityByCode, self.code.as_str().to_owned());
        asking.same_number(&self.phone);
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Register) -> Result<Decided, Stop> {
    let id = case.entry.target.into();
    if case.set.get::<Person>(case.entry.target).known().is_some() {
        return Err(Refused::PersonTaken.into());
    }
    if !args.risks_read || args.accompanying > ACCOMPANYING_MOST {
        return Err(Refused::RegisterIncomplete.into());
    }
    let mut communities = case.set.found::<Community>(Lookup::CommunityByCode, args.code.as_str().to_owned());
    let community = communities
        .find(|community| community.opens_with(&args.code, case.context.judged_at))
        .ok_or(Refused::CodeExpired)?;
    // One number may do for a family: who has none goes by the number of whoever registers her.
    let author = case.entry.author;
    let of_family = |other: &PersonId| {
        let guardian = case.set.get::<Person>(other.uuid()).known().and_then(|row| row.registered_by);
        author != id && (*other == author || guardian == Some(author))
    };
    let same_as: Vec<PersonId> =
        case.same_number(&args.phone, id).into_iter().filter(|other| !of_family(other)).collect();
    let old_code = (community.code != args.code).then_some(Remark::OldCode);
    let remark = (!same_as.is_empty()).then_some(Remark::SamePhone).or(old_code);
    let person = Person {
        community: Some(community.id),
        accompanying: args.accompanying,
        free: args.free.clone(),
        any_day: args.any_day,
        registered_by: (author != id).then_some(author),
        ..Person::named(id, args.name.clone(), args.consent.clone())
    };
    let (phone, emergency) = (Some(args.phone.clone()), args.emergency.clone());
    let contact = Contact { phone, emergency, same_as, ..Contact::empty(id) };
    let changes = vec![Change::Put(person.into()), Change::Put(contact.into())];
    Ok(Decided::applied(changes).remarked(remark))
}
