//! Who may see what: rows are visible in scopes, people hold scopes.
//!
//! [`scopes_of`] says where a row is visible; [`grants_of`] says what a person holds. Organiser and inspector have no
//! scopes of rows: they read whole kinds in commit order ([`office_reads`], [`inspector_reads`]). Keeps invariant 10.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::assignment::AssignmentState;
use crate::grant::Role;
use crate::id::{CommunityId, PersonId, TeamId, ZoneId};
use crate::led::Led;
use crate::lookup::Lookup;
use crate::notice::Readers;
use crate::person::Person;
use crate::row::{Entity, Kind};
use crate::set::Set;
use crate::spot::Spot;
use crate::time::UnixMs;
use crate::zone::Zone;

/// A place where rows are visible. Written `campaign`, `inspect`, `office` or `team:UUID` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Scope {
    /// Everybody of the drive.
    Campaign,
    /// Everybody of a village or community.
    Community(CommunityId),
    /// Those who accepted a slot of the zone, and its leaders.
    Zone(ZoneId),
    /// The leaders of the team that has the zone.
    ZoneLead(ZoneId),
    /// The members of a team.
    Team(TeamId),
    /// The leaders of a team.
    Lead(TeamId),
    /// The leaders of a community's teams: newcomers without a team, reports without a zone.
    Pool(CommunityId),
    /// One person, and whoever registered her.
    Person(PersonId),
    /// Inspectors.
    Inspect,
    /// Organisers.
    Office,
    /// One of a newer version, by the hash of its name: a phone that is not updated yet holds it like any other.
    Newer(Uuid),
}

/// A text that names no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a scope")]
pub struct UnknownScope;

impl FromStr for Scope {
    type Err = UnknownScope;
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let (name, id) = text.split_once(':').map_or((text, None), |(name, id)| (name, Some(id)));
        let id = id.map(Uuid::try_parse).transpose().map_err(|_| UnknownScope)?;
        match (name, id) {
            ("campaign", None) => Ok(Self::Campaign),
            ("inspect", None) => Ok(Self::Inspect),
            ("office", None) => Ok(Self::Office),
            ("community", Some(id)) => Ok(Self::Community(id.into())),
            ("zone", Some(id)) => Ok(Self::Zone(id.into())),
            ("zlead", Some(id)) => Ok(Self::ZoneLead(id.into())),
            ("team", Some(id)) => Ok(Self::Team(id.into())),
            ("lead", Some(id)) => Ok(Self::Lead(id.into())),
            ("pool", Some(id)) => Ok(Self::Pool(id.into())),
            ("person", Some(id)) => Ok(Self::Person(id.into())),
            ("newer", Some(id)) => Ok(Self::Newer(id)),
            _ => Err(UnknownScope),
        }
    }
}

/// A page that names a scope of a newer version is read all the same.
impl From<String> for Scope {
    fn from(text: String) -> Self {
        text.parse()
            .unwrap_or_else(|UnknownScope| Self::Newer(Uuid::new_v5(&Uuid::NAMESPACE_URL, text.as_bytes())))
    }
}

impl From<Scope> for String {
    fn from(scope: Scope) -> Self {
        scope.to_string()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Campaign => out.write_str("campaign"),
            Self::Inspect => out.write_str("inspect"),
            Self::Office => out.write_str("office"),
            Self::Community(id) => write!(out, "community:{id}"),
            Self::Zone(id) => write!(out, "zone:{id}"),
            Self::ZoneLead(id) => write!(out, "zlead:{id}"),
            Self::Team(id) => write!(out, "team:{id}"),
            Self::Lead(id) => write!(out, "lead:{id}"),
            Self::Pool(id) => write!(out, "pool:{id}"),
            Self::Person(id) => write!(out, "person:{id}"),
            Self::Newer(id) => write!(out, "newer:{id}"),
        }
    }
}

/// The kinds that an inspector reads whole.
#[must_use]
pub const fn inspector_reads(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Campaign | Kind::Community | Kind::Notice | Kind::Zone | Kind::Team | Kind::Spot | Kind::Photo
    )
}

/// The kinds that an organiser reads whole: all but the hashes of invitations' tokens would be of no use to her.
#[must_use]
pub const fn office_reads(_kind: Kind) -> bool {
    true
}

/// Where a row is visible, sorted; `set` holds what [`crate::decide::needs`] asked for it.
#[must_use]
pub fn scopes_of(entity: &Entity, set: &Set) -> Vec<Scope> {
    let mut scopes = match entity {
        Entity::Campaign(_) | Entity::Community(_) => vec![Scope::Campaign],
        Entity::Team(team) => vec![Scope::Community(team.community), Scope::Team(team.id)],
        Entity::Zone(zone) => {
            let team = zone.team.map(Scope::Team);
            team.into_iter().chain([Scope::Community(zone.community)]).collect()
        }
        Entity::Person(person) => person_scopes(person, set),
        Entity::Contact(contact) => {
            let led = set.get::<Person>(contact.person.uuid()).known().and_then(led_in);
            led.into_iter().chain([Scope::Person(contact.person)]).collect()
        }
        Entity::ConflictCard(card) => {
            vec![Scope::ZoneLead(card.about.id.into()), Scope::Person(card.offered_by.by)]
        }
        Entity::Notice(notice) => match notice.to {
            Readers::Everybody => vec![Scope::Campaign],
            Readers::Community { community } => vec![Scope::Community(community)],
            Readers::Team { team } => vec![Scope::Team(team)],
        },
        Entity::Outcome(ending) => vec![Scope::Person(ending.author)],
        Entity::Grant(grant) => vec![Scope::Person(grant.person)],
        Entity::Invitation(_) => vec![],
        Entity::Assignment(assignment) => {
            vec![Scope::ZoneLead(assignment.zone), Scope::Person(assignment.person)]
        }
        Entity::Attendance(attendance) => {
            vec![Scope::ZoneLead(attendance.zone), Scope::Person(attendance.person)]
        }
        Entity::Spot(spot) => spot_scopes(spot, spot.reported_by),
        Entity::Photo(photo) => match set.get::<Spot>(photo.spot.uuid()).known() {
            Some(spot) => spot_scopes(spot, Some(photo.taken_by)),
            None => vec![Scope::Person(photo.taken_by)],
        },
    };
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// The scope of those who lead this person: her team's leaders, or her community's while she has no team. Nobody leads
/// who has left.
fn led_in(person: &Person) -> Option<Scope> {
    if person.has_left() {
        return None;
    }
    person.led_by().map(|by| match by {
        Led::Team(team) => Scope::Lead(team),
        Led::Community(community) => Scope::Pool(community),
    })
}

fn person_scopes(person: &Person, set: &Set) -> Vec<Scope> {
    let accepted = set
        .assignments_of(person.id)
        .filter(|assignment| assignment.state == AssignmentState::Accepted)
        .map(|assignment| Scope::Zone(assignment.zone));
    accepted
        .chain(led_in(person))
        .chain(person.team.map(Scope::Team))
        .chain([Scope::Person(person.id)])
        .collect()
}

fn spot_scopes(spot: &Spot, taker: Option<PersonId>) -> Vec<Scope> {
    let place = match spot.zone {
        Some(zone) => vec![Scope::Zone(zone), Scope::ZoneLead(zone)],
        None => vec![Scope::Pool(spot.community)],
    };
    place.into_iter().chain(taker.map(Scope::Person)).collect()
}

/// What a person holds at `at`, sorted. `set` holds her row, her grants and assignments, the people whom she
/// registered or for whom she stands, the teams that she leads and their zones.
#[must_use]
pub fn grants_of(person: PersonId, set: &Set, at: UnixMs) -> Vec<Scope> {
    let myself = set.get::<Person>(person.uuid()).known();
    // Whoever was merged away reads through the one who stands for her; her phone only learns what became of its own.
    if myself.is_some_and(|row| row.merged_into.is_some()) {
        return vec![Scope::Person(person)];
    }
    let mut held = vec![Scope::Campaign];
    let hers = set.guarded_by(person).chain(set.merged_into(person));
    for id in std::iter::once(person).chain(hers) {
        held.push(Scope::Person(id));
        if let Some(row) = set.get::<Person>(id.uuid()).known() {
            held.extend(row.community.map(Scope::Community));
            held.extend(row.team.map(Scope::Team));
        }
        let accepted = set.assignments_of(id).filter(|it| it.state == AssignmentState::Accepted);
        held.extend(accepted.map(|it| Scope::Zone(it.zone)));
    }
    for role in set.roles_of(person, at) {
        match role {
            Role::Leader { team } => {
                held.extend([Scope::Team(team), Scope::Lead(team)]);
                if let Some(team) = set.get::<crate::team::Team>(team.uuid()).known() {
                    held.extend([Scope::Community(team.community), Scope::Pool(team.community)]);
                }
                for zone in set.all::<Zone>(Lookup::ZonesOfTeam, team.uuid()) {
                    held.extend([Scope::Zone(zone.id), Scope::ZoneLead(zone.id)]);
                }
            }
            Role::Inspector => held.push(Scope::Inspect),
            Role::Organiser => held.push(Scope::Office),
        }
    }
    held.sort_unstable();
    held.dedup();
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_its_own_name_back() {
        let id = Uuid::from_u128(7);
        for scope in [
            Scope::Campaign,
            Scope::Inspect,
            Scope::Office,
            Scope::Community(id.into()),
            Scope::Zone(id.into()),
            Scope::ZoneLead(id.into()),
            Scope::Team(id.into()),
            Scope::Lead(id.into()),
            Scope::Pool(id.into()),
            Scope::Person(id.into()),
            Scope::Newer(id),
        ] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert_eq!("zone".parse::<Scope>(), Err(UnknownScope));
        assert_eq!("campaign:x".parse::<Scope>(), Err(UnknownScope));
    }

    #[test]
    fn a_scope_of_a_newer_version_is_told_from_others_and_kept() {
        let read = |text: &str| serde_json::from_str::<Scope>(text).unwrap();
        let street = read("\"street:7\"");
        assert_eq!(read("\"street:7\""), street);
        assert_ne!(read("\"street:8\""), street);
        assert_eq!(read(&serde_json::to_string(&street).unwrap()), street);
    }
}
