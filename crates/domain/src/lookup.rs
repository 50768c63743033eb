//! Ways to find rows other than by their key. The hub keeps them as rows of their own, a replica in memory.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::row::{Entity, Kept as _, Kind};

macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident = $text:literal => $kind:ident;)+) => {
        /// A way to find rows: a name, a key, and the kind of what is found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Lookup { $($(#[$doc])* $name,)+ }

        impl Lookup {
            /// Every lookup.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name in the store.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The kind of the rows that it finds.
            #[must_use]
            pub const fn finds(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)+ }
            }
        }
    };
}

lookups! {
    /// A registration code: the one in force, or one that was rotated.
    CommunityByCode = "community_by_code" => Community;
    /// A phone number: not unique, families share one.
    ContactsByPhone = "contacts_by_phone" => Contact;
    /// What a person may do beyond a volunteer's rights.
    GrantsOfPerson = "grants_of_person" => Grant;
    /// The SHA-256 of a link's bits, as 64 hexadecimal digits.
    InvitationByToken = "invitation_by_token" => Invitation;
    /// The slots that a person was offered.
    AssignmentsOfPerson = "assignments_of_person" => Assignment;
    /// The people of a zone.
    AssignmentsOfZone = "assignments_of_zone" => Assignment;
    /// Family members whom a person registered.
    PersonsRegisteredBy = "persons_registered_by" => Person;
    /// Those whom leaders merged into a person.
    PersonsMergedInto = "persons_merged_into" => Person;
    /// The teams of a community.
    TeamsOfCommunity = "teams_of_community" => Team;
    /// The zones of a community.
    ZonesOfCommunity = "zones_of_community" => Zone;
    /// The spots of a zone.
    SpotsOfZone = "spots_of_zone" => Spot;
    /// The zones that a team has.
    ZonesOfTeam = "zones_of_team" => Zone;
    /// The photos of a spot.
    PhotosOfSpot = "photos_of_spot" => Photo;
    /// The spots that hold a volunteer's name: she cleaned there, objected to a return, or begged off.
    SpotsOfPerson = "spots_of_person" => Spot;
}

/// What a row is found by: `(lookup, key)`.
#[must_use]
pub fn lookups_of(entity: &Entity) -> Vec<(Lookup, String)> {
    let by = |lookup, id: Uuid| (lookup, id.to_string());
    match entity {
        Entity::Community(community) => {
            let codes = std::iter::once(&community.code).chain(community.rotated.iter().map(|old| &old.code));
            codes.map(|code| (Lookup::CommunityByCode, code.as_str().to_owned())).collect()
        }
        Entity::Contact(contact) => {
            let phone = contact.phone.as_ref();
            phone.map(|phone| (Lookup::ContactsByPhone, phone.digits().to_owned())).into_iter().collect()
        }
        Entity::Grant(grant) => vec![by(Lookup::GrantsOfPerson, grant.person.uuid())],
        Entity::Assignment(assignment) => vec![
            by(Lookup::AssignmentsOfPerson, assignment.person.uuid()),
            by(Lookup::AssignmentsOfZone, assignment.zone.uuid()),
        ],
        Entity::Person(person) => {
            let guardian = person.registered_by.filter(|guardian| guardian.uuid() != person.uuid());
            let guardian = guardian.map(|guardian| by(Lookup::PersonsRegisteredBy, guardian.uuid()));
            let into = person.merged_into.map(|into| by(Lookup::PersonsMergedInto, into.uuid()));
            guardian.into_iter().chain(into).collect()
        }
        Entity::Zone(zone) => {
            let team = zone.team.map(|team| by(Lookup::ZonesOfTeam, team.uuid()));
            team.into_iter().chain([by(Lookup::ZonesOfCommunity, zone.community.uuid())]).collect()
        }
        Entity::Invitation(invitation) => vec![(Lookup::InvitationByToken, invitation.token.to_string())],
        Entity::Photo(photo) => vec![by(Lookup::PhotosOfSpot, photo.spot.uuid())],
        Entity::Spot(spot) => {
            let cleaned = spot.cleanings.iter().map(|it| it.by);
            let objected = spot.objections.iter().map(|it| it.by);
            let begged = spot.begged.iter().map(|it| it.by);
            let people: BTreeSet<_> = cleaned.chain(objected).chain(begged).collect();
            let zone = spot.zone.map(|zone| by(Lookup::SpotsOfZone, zone.uuid()));
            let people = people.into_iter().map(|person| by(Lookup::SpotsOfPerson, person.uuid()));
            people.chain(zone).collect()
        }
        Entity::Team(team) => vec![by(Lookup::TeamsOfCommunity, team.community.uuid())],
        Entity::Campaign(_)
        | Entity::Attendance(_)
        | Entity::ConflictCard(_)
        | Entity::Notice(_)
        | Entity::Outcome(_) => vec![],
    }
}
