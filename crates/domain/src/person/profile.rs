//! `profile`: a person, or who speaks for her, changes what is written about her. The person beats the leader: what a
//! leader wrote without knowing her last word changes nothing. A leader's entry names as its base the word that stood
//! on the screen; where it names none, what the phone had read counts.

use serde::{Deserialize, Serialize};

use super::{ACCOMPANYING_MOST, Contact, Emergency, OwnWord, Person};
use crate::campaign::HalfDay;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::edit::Anew;
use crate::id::EntryId;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::text::{Name, Phone};

/// The group of fields that a leader's edit compares.
pub const PROFILE: &str = "profile";

/// The version of what is written about a person: her own last word, or her row as it was made.
#[must_use]
pub fn version_of(person: &Person) -> EntryId {
    person.own_word.map_or_else(|| EntryId::from(person.id.uuid()), |word| word.entry)
}

/// What is changed; what is not named stays. The target is the person's id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// 姓名
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Half days on which she is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<Vec<HalfDay>>,
    /// 哪天都行
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub any_day: Option<bool>,
    /// 随行, 0 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accompanying: Option<u8>,
    /// 手机号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// Whom to call when something happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Anew<Emergency>>,
    /// 不出镜
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_photo: Option<bool>,
}

impl Profile {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.person(target);
        asking.row(Kind::Contact, target);
        asking.teams_of_author();
        if let Some(phone) = &self.phone {
            asking.same_number(phone);
            asking.same_number_of(target);
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Profile) -> Result<Decided, Stop> {
    let person = case.there::<Person>(case.entry.target)?;
    let own = case.speaks_for(person.id);
    if !own && !case.leads_person(person) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    case.still_here(person)?;
    if args.accompanying.is_some_and(|children| children > ACCOMPANYING_MOST) {
        return Err(Refused::TooManyChildren.into());
    }
    if !own && !knows_her_word(case, person) {
        return Ok(Decided::merged(vec![], Remark::OwnWordFirst));
    }
    let word = OwnWord { entry: case.entry.id, commit: case.context.commit };
    let changed = Person {
        name: args.name.clone().unwrap_or_else(|| person.name.clone()),
        free: args.free.clone().unwrap_or_else(|| person.free.clone()),
        any_day: args.any_day.unwrap_or(person.any_day),
        accompanying: args.accompanying.unwrap_or(person.accompanying),
        no_photo: args.no_photo.unwrap_or(person.no_photo),
        own_word: if own { Some(word) } else { person.own_word },
        ..person.clone()
    };
    let mut changes = vec![Change::Put(changed.into())];
    changes.extend(contact(case, args, person));
    Ok(Decided::applied(changes))
}

/// Whether the author wrote over what she had last said herself.
fn knows_her_word(case: &Case<'_>, person: &Person) -> bool {
    let seen = case.entry.seen.map(|seen| seen.commit);
    match case.entry.base.get(PROFILE) {
        Some(base) => *base == version_of(person),
        None => person.own_word.is_none_or(|word| seen.is_some_and(|seen| seen >= word.commit)),
    }
}

/// Her contact, and those that her old number had marked as 同号 with her.
fn contact(case: &Case<'_>, args: &Profile, person: &Person) -> Vec<Change> {
    if args.phone.is_none() && args.emergency.is_none() {
        return vec![];
    }
    let known = case.set.get::<Contact>(person.id.uuid()).known().cloned();
    let mut contact = known.unwrap_or_else(|| Contact::empty(person.id));
    let mut changes = vec![];
    if let Some(phone) = args.phone.as_ref().filter(|phone| contact.phone.as_ref() != Some(*phone)) {
        changes = case.unmarked(&contact);
        contact.same_as = case.same_number(phone, person.id);
        contact.phone = Some(phone.clone());
    }
    if let Some(emergency) = &args.emergency {
        contact.emergency = emergency.value();
    }
    changes.push(Change::Put(contact.into()));
    changes
}
