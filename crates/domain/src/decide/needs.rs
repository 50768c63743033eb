//! What has to be known before an entry can be judged, or a reader's scopes worked out.

use uuid::Uuid;

use crate::assignment::Assignment;
use crate::attendance::Attendance;
use crate::conflict::resolve;
use crate::entry::{Act, Entry};
use crate::grant::{Grant, Role};
use crate::id::PersonId;
use crate::invitation::accept;
use crate::lookup::Lookup;
use crate::person::{Contact, Person, leave};
use crate::row::{Kind, RowKey};
use crate::set::Set;
use crate::spot::{Spot, clean};
use crate::text::Phone;
use crate::time::UnixMs;

/// The most rows of one lookup: what a village holds with room to spare.
const AT_MOST: u32 = 1000;

/// A row, or all rows that a lookup finds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// One row.
    Row(RowKey),
    /// All rows of a lookup.
    All {
        /// Which lookup.
        lookup: Lookup,
        /// Its key.
        key: String,
        /// The most rows that are read.
        at_most: u32,
    },
}

/// What is asked for, as far as the set does not say it yet. What a rule needs stands beside the rule where it is more
/// than a row or two.
pub(crate) struct Asking<'a> {
    /// What earlier rounds brought.
    pub(crate) set: &'a Set,
    author: PersonId,
    needs: Vec<Need>,
}

impl Asking<'_> {
    pub(crate) fn row(&mut self, kind: Kind, id: Uuid) {
        let key = RowKey { kind, id };
        if !self.set.asked(key) {
            self.needs.push(Need::Row(key));
        }
    }

    pub(crate) fn all(&mut self, lookup: Lookup, key: String) {
        if !self.set.asked_all(lookup, &key) {
            self.needs.push(Need::All { lookup, key, at_most: AT_MOST });
        }
    }

    /// A person with what her scopes depend on, and whoever registered her: another may stand for that one.
    pub(crate) fn person(&mut self, id: Uuid) {
        self.row(Kind::Person, id);
        self.all(Lookup::AssignmentsOfPerson, id.to_string());
        let row = self.set.get::<Person>(id).known();
        if let Some(guardian) = row.and_then(|row| row.registered_by) {
            self.row(Kind::Person, guardian.uuid());
        }
    }

    /// The team of a person.
    pub(crate) fn team_of_person(&mut self, person: Uuid) {
        if let Some(team) = self.set.get::<Person>(person).known().and_then(|person| person.team) {
            self.row(Kind::Team, team.uuid());
        }
    }

    /// Those whom a person registered.
    fn registered_by(&mut self, person: PersonId) {
        self.all(Lookup::PersonsRegisteredBy, person.to_string());
        for family in self.set.registered_by(person) {
            self.person(family.uuid());
        }
    }

    /// What a person may do beyond a volunteer's rights.
    pub(crate) fn rights_of(&mut self, person: Uuid) {
        self.all(Lookup::GrantsOfPerson, person.to_string());
    }

    /// The zones of the slots that a person was offered.
    pub(crate) fn zones_asked_of(&mut self, person: Uuid) {
        let zones: Vec<Uuid> = self.set.assignments_of(person.into()).map(|it| it.zone.uuid()).collect();
        for zone in zones {
            self.row(Kind::Zone, zone);
        }
    }

    /// Those who were merged into a person before.
    pub(crate) fn merged_into(&mut self, person: Uuid) {
        self.all(Lookup::PersonsMergedInto, person.to_string());
        let merged: Vec<PersonId> = self.set.merged_into(person.into()).collect();
        for person in merged {
            self.person(person.uuid());
        }
    }

    /// The contacts with a number, and whose they are.
    pub(crate) fn same_number(&mut self, phone: &Phone) {
        let key = phone.digits().to_owned();
        let people: Vec<PersonId> = self
            .set
            .found::<Contact>(Lookup::ContactsByPhone, key.clone())
            .map(|contact| contact.person)
            .collect();
        self.all(Lookup::ContactsByPhone, key);
        for person in people {
            self.row(Kind::Person, person.uuid());
        }
    }

    /// The contacts with the number that a person has, and whose they are.
    pub(crate) fn same_number_of(&mut self, person: Uuid) {
        let contact = self.set.get::<Contact>(person).known();
        if let Some(phone) = contact.and_then(|contact| contact.phone.clone()) {
            self.same_number(&phone);
        }
    }

    /// A spot of this id, then its zone and the photos on it.
    pub(crate) fn spot(&mut self, id: Uuid) {
        self.row(Kind::Spot, id);
        self.all(Lookup::PhotosOfSpot, id.to_string());
        if let Some(zone) = self.set.get::<Spot>(id).known().and_then(|spot| spot.zone) {
            self.row(Kind::Zone, zone.uuid());
        }
        self.teams_of_author();
    }

    /// An assignment of this id, then its zone and its person.
    fn assignment(&mut self, id: Uuid) {
        self.row(Kind::Assignment, id);
        if let Some(assignment) = self.set.get::<Assignment>(id).known() {
            self.row(Kind::Zone, assignment.zone.uuid());
            self.person(assignment.person.uuid());
        }
    }

    /// An attendance of this id, then its zone.
    fn attendance(&mut self, id: Uuid) {
        self.row(Kind::Attendance, id);
        if let Some(attendance) = self.set.get::<Attendance>(id).known() {
            self.row(Kind::Zone, attendance.zone.uuid());
        }
    }

    /// The team of a role, where it is of one.
    pub(crate) fn team_of(&mut self, role: Option<Role>) {
        if let Some(Role::Leader { team }) = role {
            self.row(Kind::Team, team.uuid());
        }
    }

    /// The teams that the author leads or led: a fact is judged by the rights of its own time.
    pub(crate) fn teams_of_author(&mut self) {
        let grants = self.set.all::<Grant>(Lookup::GrantsOfPerson, self.author.uuid());
        let roles: Vec<Role> = grants.map(|grant| grant.role).collect();
        for role in roles {
            self.team_of(Some(role));
        }
    }

    fn sorted(mut self) -> Vec<Need> {
        self.needs.sort_unstable();
        self.needs.dedup();
        self.needs
    }
}

/// What is still to be asked for before `entry` can be judged: asked for round by round, at most three times.
#[must_use]
pub fn needs(entry: &Entry, set: &Set) -> Vec<Need> {
    let mut asking = Asking { set, author: entry.author, needs: vec![] };
    asking.person(entry.author.uuid());
    asking.rights_of(entry.author.uuid());
    if let Some(person) = entry.on_behalf_of {
        asking.person(person.uuid());
    }
    for photo in &entry.photos {
        asking.row(Kind::Photo, photo.id.uuid());
    }
    of_act(&mut asking, entry);
    asking.sorted()
}

fn of_act(asking: &mut Asking<'_>, entry: &Entry) {
    let target = entry.target;
    match &entry.act {
        Act::Register(args) => args.needs(target, asking),
        Act::AddPerson(args) => args.needs(target, asking),
        Act::Profile(args) => args.needs(target, asking),
        Act::Merge(args) => args.needs(target, asking),
        Act::WithdrawConsent(_) => leave::needs(target, asking),
        Act::Place(args) => args.needs(target, asking),
        Act::Offer(args) => args.needs(target, asking),
        Act::Accept(_) | Act::Decline(_) | Act::Withdraw(_) => asking.assignment(target),
        Act::SignIn(args) | Act::SignOut(args) => args.needs(target, asking),
        Act::RollCall(args) => args.needs(asking),
        Act::ConfirmAttendance(_) => asking.attendance(target),
        Act::Report(args) => args.needs(target, asking),
        Act::Clean(_)
        | Act::AddPhotos(_)
        | Act::Object(_)
        | Act::Claim(_)
        | Act::BegOff(_)
        | Act::Pass(_)
        | Act::SendBack(_)
        | Act::AskPhoto(_)
        | Act::Close(_)
        | Act::Cancel(_)
        | Act::Reopen(_) => asking.spot(target),
        Act::HandOver(args) => args.needs(target, asking),
        Act::TakeBack(args) => args.needs(target, asking),
        Act::Open(args) => args.needs(target, asking),
        Act::PhotoLost(_) => clean::needs_of_lost(target, asking),
        Act::CreateCommunity(args) => args.needs(target, asking),
        Act::CreateTeam(args) => args.needs(target, asking),
        Act::CreateZone(args) => args.needs(target, asking),
        Act::CreateSpot(args) => args.needs(target, asking),
        Act::Invite(args) => args.needs(target, asking),
        Act::AcceptInvitation(_) => accept::needs(entry, asking),
        Act::Revoke(_) => {
            asking.row(Kind::Grant, target);
            asking.row(Kind::Invitation, target);
        }
        Act::RotateCode(args) => args.needs(target, asking),
        Act::EditCampaign(_) => asking.row(Kind::Campaign, target),
        Act::EditCommunity(_) => asking.row(Kind::Community, target),
        Act::EditTeam(_) => asking.row(Kind::Team, target),
        Act::EditZone(args) => args.needs(target, asking),
        Act::EditSpot(_) => asking.spot(target),
        Act::Resolve(_) => resolve::needs(target, asking),
        Act::PublishNotice(args) => args.needs(target, asking),
        Act::TakeDownNotice(_) => asking.row(Kind::Notice, target),
        Act::ImportPeople(args) => args.needs(entry.id, asking),
        Act::ImportZones(args) => args.needs(entry.id, asking),
        Act::ImportSpots(args) => args.needs(entry.id, asking),
    }
}

/// What is still to be asked for before [`crate::scope::grants_of`] can say what a person holds at `at`.
#[must_use]
pub fn needs_of_reader(person: PersonId, set: &Set, at: UnixMs) -> Vec<Need> {
    let mut asking = Asking { set, author: person, needs: vec![] };
    asking.person(person.uuid());
    asking.rights_of(person.uuid());
    asking.registered_by(person);
    asking.merged_into(person.uuid());
    for away in set.merged_into(person) {
        asking.registered_by(away);
    }
    for role in set.roles_of(person, at) {
        asking.team_of(Some(role));
        if let Role::Leader { team } = role {
            asking.all(Lookup::ZonesOfTeam, team.to_string());
        }
    }
    asking.sorted()
}
