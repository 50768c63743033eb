//! `import_people` 导入名册: the roster that a community handed in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{imported, lawful, number};
use crate::community::Community;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::{CommunityId, PersonId, TeamId};
use crate::lookup::Lookup;
use crate::person::{Consent, Contact, Given, Person};
use crate::refused::Refused;
use crate::row::Kind;
use crate::team::Team;
use crate::text::{Line, Name, Note, Phone};

/// A roster. The target is the community's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPeople {
    /// Where they live.
    pub community: CommunityId,
    /// The team that takes them; without one they wait among the newcomers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Which wording the community told them, e.g. `2027-1`.
    pub wording: Line,
    /// 1 to 100 people.
    pub rows: Vec<PersonRow>,
}

/// One line of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// 姓名
    pub name: Name,
    /// 联系电话
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// 备注
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
}

impl ImportPeople {
    pub(crate) fn needs(&self, id: crate::id::EntryId, asking: &mut Asking<'_>) {
        asking.row(Kind::Community, self.community.uuid());
        if let Some(team) = self.team {
            asking.row(Kind::Team, team.uuid());
        }
        for (place, row) in self.rows.iter().enumerate().take(super::ROWS_MOST) {
            let made: Uuid = id.creates(number(place));
            asking.person(made);
            asking.row(Kind::Contact, made);
            if let Some(phone) = &row.phone {
                asking.same_number(phone);
            }
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &ImportPeople) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let community = case.there::<Community>(args.community.uuid())?;
    if community.id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    if let Some(team) = args.team
        && case.there::<Team>(team.uuid())?.community != community.id
    {
        return Err(Refused::OtherCommunity.into());
    }
    lawful(&args.rows)?;
    let consent = Consent { wording: args.wording.clone(), at: case.entry.at, given: Given::Roster };
    let mut made: Vec<(&PersonRow, PersonId)> = vec![];
    let mut changes = vec![];
    for (place, row) in args.rows.iter().enumerate() {
        if is_known(case, row) || made.iter().any(|(other, _)| row.is_same_as(other)) {
            continue;
        }
        let id: PersonId = case.entry.id.creates(number(place)).into();
        let person = Person {
            community: Some(community.id),
            team: args.team,
            added_by: Some(case.entry.author),
            ..Person::named(id, row.name.clone(), consent.clone())
        };
        let mut same_as = row.phone.as_ref().map(|phone| case.same_number(phone, id)).unwrap_or_default();
        let twins = made.iter().filter(|(other, _)| row.phone.is_some() && other.phone == row.phone);
        same_as.extend(twins.map(|(_, id)| *id));
        let contact =
            Contact { phone: row.phone.clone(), same_as, note: row.note.clone(), ..Contact::empty(id) };
        changes.extend([Change::Put(person.into()), Change::Put(contact.into())]);
        made.push((row, id));
    }
    Ok(imported(changes, args.rows.len() - made.len()))
}

impl PersonRow {
    /// The same name with the same number; without a number two of a name may be two people.
    fn is_same_as(&self, other: &Self) -> bool {
        self.phone.is_some() && self.phone == other.phone && self.name == other.name
    }
}

/// Whether somebody of this name takes part with this number.
fn is_known(case: &Case<'_>, row: &PersonRow) -> bool {
    row.phone.as_ref().is_some_and(|phone| {
        let mut contacts = case.set.found::<Contact>(Lookup::ContactsByPhone, phone.digits().to_owned());
        contacts.any(|contact| {
            let person = case.set.get::<Person>(contact.person.uuid()).known();
            person.is_some_and(|person| person.name == row.name && person.takes_part())
        })
    })
}
