//! What has to be known before an entry can be judged, or a reader's scopes worked out.

use uuid::Uuid;

use crate::assignment::Assignment;
use crate::entry::{Act, Entry};
use crate::grant::Role;
use crate::id::PersonId;
use crate::invitation::Invitation;
use crate::lookup::Lookup;
use crate::row::{Kind, RowKey};
use crate::set::Set;
use crate::spot::Spot;
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

struct Asking<'a> {
    set: &'a Set,
    needs: Vec<Need>,
}

impl Asking<'_> {
    fn row(&mut self, kind: Kind, id: Uuid) {
        let key = RowKey { kind, id };
        if !self.set.asked(key) {
            self.needs.push(Need::Row(key));
        }
    }

    fn all(&mut self, lookup: Lookup, key: String) {
        if !self.set.asked_all(lookup, &key) {
            self.needs.push(Need::All { lookup, key, at_most: AT_MOST });
        }
    }

    /// A person with what her scopes depend on.
    fn person(&mut self, id: Uuid) {
        self.row(Kind::Person, id);
        self.all(Lookup::AssignmentsOfPerson, id.to_string());
    }

    /// A spot of this id, then its zone and the photos on it.
    fn spot(&mut self, id: Uuid) {
        self.row(Kind::Spot, id);
        self.all(Lookup::PhotosOfSpot, id.to_string());
        if let Some(zone) = self.set.get::<Spot>(id).known().and_then(|spot| spot.zone) {
            self.row(Kind::Zone, zone.uuid());
        }
    }

    /// The teams that a person leads.
    fn teams_led(&mut self, person: PersonId, at: UnixMs) {
        let roles: Vec<Role> = self.set.roles_of(person, at).collect();
        for role in roles {
            if let Role::Leader { team } = role {
                self.row(Kind::Team, team.uuid());
            }
        }
    }
}

/// What is still to be asked for before `entry` can be judged: asked for round by round, at most three times.
#[must_use]
pub fn needs(entry: &Entry, set: &Set) -> Vec<Need> {
    let mut asking = Asking { set, needs: vec![] };
    asking.person(entry.author.uuid());
    asking.all(Lookup::GrantsOfPerson, entry.author.to_string());
    if let Some(person) = entry.on_behalf_of {
        asking.person(person.uuid());
    }
    for photo in &entry.photos {
        asking.row(Kind::Photo, photo.id.uuid());
    }
    of_act(&mut asking, entry);
    asking.needs.sort_unstable();
    asking.needs.dedup();
    asking.needs
}

fn of_act(asking: &mut Asking<'_>, entry: &Entry) {
    let target = entry.target;
    match &entry.act {
        Act::Register(args) => {
            asking.person(target);
            asking.row(Kind::Contact, target);
            asking.all(Lookup::CommunityByCode, args.code.as_str().to_owned());
            asking.all(Lookup::ContactsByPhone, args.phone.digits().to_owned());
        }
        Act::Accept(_) | Act::Decline(_) | Act::Withdraw(_) => {
            asking.row(Kind::Assignment, target);
            if let Some(assignment) = asking.set.get::<Assignment>(target).known() {
                asking.row(Kind::Zone, assignment.zone.uuid());
                asking.person(assignment.person.uuid());
            }
        }
        Act::SignIn(args) | Act::SignOut(args) => {
            asking.row(Kind::Zone, args.zone.uuid());
            asking.row(Kind::Attendance, target);
        }
        Act::Report(_)
        | Act::Clean(_)
        | Act::AddPhotos(_)
        | Act::Claim(_)
        | Act::Pass(_)
        | Act::SendBack(_)
        | Act::Close(_)
        | Act::Cancel(_)
        | Act::Reopen(_) => {
            asking.spot(target);
            asking.teams_led(entry.author, UnixMs(i64::MAX - 1));
        }
        Act::Open(args) => {
            asking.spot(target);
            asking.row(Kind::Zone, args.zone.uuid());
        }
        Act::PhotoLost(_) => {
            asking.row(Kind::Photo, target);
            let photo = asking.set.get::<crate::photo::Photo>(target).known();
            if let Some((spot, taker)) = photo.map(|photo| (photo.spot, photo.taken_by)) {
                asking.spot(spot.uuid());
                asking.person(taker.uuid());
            }
        }
        Act::Place(args) => {
            asking.person(target);
            asking.row(Kind::Contact, target);
            asking.row(Kind::Team, args.team.uuid());
        }
        Act::Offer(args) => {
            asking.row(Kind::Zone, args.zone.uuid());
            asking.person(args.person.uuid());
            asking.row(Kind::Assignment, target);
        }
        Act::CreateCommunity(args) => {
            asking.row(Kind::Community, target);
            asking.all(Lookup::CommunityByCode, args.code.as_str().to_owned());
        }
        Act::CreateTeam(args) => {
            asking.row(Kind::Team, target);
            asking.row(Kind::Community, args.community.uuid());
        }
        Act::CreateZone(args) => {
            asking.row(Kind::Zone, target);
            asking.row(Kind::Community, args.community.uuid());
            if let Some(team) = args.team {
                asking.row(Kind::Team, team.uuid());
            }
        }
        Act::CreateSpot(args) => {
            asking.row(Kind::Spot, target);
            asking.row(Kind::Zone, args.zone.uuid());
        }
        Act::Invite(args) => {
            asking.row(Kind::Invitation, target);
            if let Role::Leader { team } = args.role {
                asking.row(Kind::Team, team.uuid());
            }
        }
        Act::AcceptInvitation(_) => {
            asking.row(Kind::Invitation, target);
            asking.row(Kind::Contact, entry.author.uuid());
            let role = asking.set.get::<Invitation>(target).known().and_then(|invitation| invitation.role);
            if let Some(Role::Leader { team }) = role {
                asking.row(Kind::Team, team.uuid());
            }
        }
        Act::Revoke(_) => asking.row(Kind::Grant, target),
    }
}

/// What is still to be asked for before [`crate::scope::grants_of`] can say what a person holds at `at`.
#[must_use]
pub fn needs_of_reader(person: PersonId, set: &Set, at: UnixMs) -> Vec<Need> {
    let mut asking = Asking { set, needs: vec![] };
    asking.person(person.uuid());
    asking.all(Lookup::GrantsOfPerson, person.to_string());
    asking.all(Lookup::PersonsRegisteredBy, person.to_string());
    for family in set.registered_by(person) {
        asking.person(family.uuid());
    }
    asking.teams_led(person, at);
    for role in set.roles_of(person, at) {
        if let Role::Leader { team } = role {
            asking.all(Lookup::ZonesOfTeam, team.to_string());
        }
    }
    asking.needs.sort_unstable();
    asking.needs.dedup();
    asking.needs
}
