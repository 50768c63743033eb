//! Who may see what, reckoned anew from the table of scopes and from the things themselves: no scope of a row and none of a
//! reader is asked, so that a mistake in either is seen.

use std::collections::BTreeSet;

use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{CommunityId, PersonId, TeamId, ZoneId};
use yingchun_domain::notice::Readers;
use yingchun_domain::person::Person;
use yingchun_domain::row::Entity;
use yingchun_domain::set::Set;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

#[derive(Default)]
pub struct Reader {
    organises: bool,
    inspects: bool,
    /// Somebody else stands for her: she learns what became of her own acts, no more.
    merged_away: bool,
    /// Herself, and those for whom she speaks or stands.
    hers: BTreeSet<PersonId>,
    lives: BTreeSet<CommunityId>,
    belongs: BTreeSet<TeamId>,
    leads: BTreeSet<TeamId>,
    leads_in: BTreeSet<CommunityId>,
    works_in: BTreeSet<ZoneId>,
    leads_zones: BTreeSet<ZoneId>,
}

impl Reader {
    pub fn of(person: PersonId, set: &Set, now: UnixMs) -> Self {
        let mut reader = Self { hers: BTreeSet::from([person]), ..Self::default() };
        let row = |id: PersonId| set.get::<Person>(id.uuid()).known();
        if row(person).is_some_and(|row| row.merged_into.is_some()) {
            return Self { merged_away: true, ..reader };
        }
        let away = set.each::<Person>().filter(|it| it.merged_into == Some(person)).map(|it| it.id);
        reader.hers.extend(away);
        let guardians = reader.hers.clone();
        let family =
            set.each::<Person>().filter(|it| it.registered_by.is_some_and(|by| guardians.contains(&by)));
        reader.hers.extend(family.map(|it| it.id));
        for one in reader.hers.iter().filter_map(|id| row(*id)) {
            reader.lives.extend(one.community);
            reader.belongs.extend(one.team);
        }
        let accepted = set.each::<Assignment>().filter(|it| it.state == AssignmentState::Accepted);
        reader.works_in = accepted.filter(|it| reader.hers.contains(&it.person)).map(|it| it.zone).collect();
        let holds = |grant: &&Grant| {
            grant.person == person && grant.from <= now && grant.to.is_none_or(|to| now < to)
        };
        for grant in set.each::<Grant>().filter(holds) {
            match grant.role {
                Role::Organiser => reader.organises = true,
                Role::Inspector => reader.inspects = true,
                Role::Leader { team } => {
                    reader.leads.insert(team);
                    let team = set.get::<Team>(team.uuid()).known();
                    reader.leads_in.extend(team.map(|team| team.community));
                }
            }
        }
        let zones =
            set.each::<Zone>().filter(|zone| zone.team.is_some_and(|team| reader.leads.contains(&team)));
        reader.leads_zones = zones.map(|zone| zone.id).collect();
        reader
    }

    pub fn may_see(&self, entity: &Entity, set: &Set) -> bool {
        let is_hers = |person: &PersonId| self.hers.contains(person);
        let led = |zone: &ZoneId| self.leads_zones.contains(zone);
        let here =
            |community: &CommunityId| self.lives.contains(community) || self.leads_in.contains(community);
        let team = |team: &TeamId| self.belongs.contains(team) || self.leads.contains(team);
        if self.organises {
            return true;
        }
        match entity {
            Entity::Campaign(_) | Entity::Community(_) => !self.merged_away,
            Entity::Notice(notice) => match &notice.to {
                Readers::Everybody => !self.merged_away,
                Readers::Community { community } => self.inspects || here(community),
                Readers::Team { team: to } => self.inspects || team(to),
            },
            Entity::Team(it) => self.inspects || here(&it.community) || team(&it.id),
            Entity::Zone(zone) => {
                self.inspects || here(&zone.community) || zone.team.is_some_and(|it| team(&it))
            }
            Entity::Person(person) => self.may_see_person(person, set),
            Entity::Contact(contact) => {
                let person = set.get::<Person>(contact.person.uuid()).known();
                is_hers(&contact.person) || person.is_some_and(|person| self.leads_person(person))
            }
            Entity::Assignment(it) => is_hers(&it.person) || led(&it.zone),
            Entity::Attendance(it) => is_hers(&it.person) || led(&it.zone),
            Entity::ConflictCard(card) => is_hers(&card.offered_by.by) || led(&card.about.id.into()),
            Entity::Outcome(ending) => is_hers(&ending.author),
            Entity::Grant(grant) => is_hers(&grant.person),
            Entity::Invitation(_) => false,
            Entity::Spot(spot) => self.may_see_spot(spot) || spot.reported_by.is_some_and(|by| is_hers(&by)),
            Entity::Photo(photo) => {
                let spot = set.get::<Spot>(photo.spot.uuid()).known();
                is_hers(&photo.taken_by) || spot.is_some_and(|spot| self.may_see_spot(spot))
            }
        }
    }

    fn may_see_spot(&self, spot: &Spot) -> bool {
        self.inspects
            || match spot.zone {
                Some(zone) => self.works_in.contains(&zone) || self.leads_zones.contains(&zone),
                None => self.leads_in.contains(&spot.community),
            }
    }

    fn leads_person(&self, person: &Person) -> bool {
        let leads = match (person.team, person.community) {
            (Some(team), _) => self.leads.contains(&team),
            (None, Some(community)) => self.leads_in.contains(&community),
            (None, None) => false,
        };
        leads && person.left.is_none()
    }

    /// Her team and her leader see her name, and so do those who work with her in a zone.
    fn may_see_person(&self, person: &Person, set: &Set) -> bool {
        let same_team =
            person.team.is_some_and(|team| self.belongs.contains(&team) || self.leads.contains(&team));
        let accepted = set
            .each::<Assignment>()
            .filter(|it| it.person == person.id && it.state == AssignmentState::Accepted);
        let mut zones = accepted.map(|it| it.zone);
        self.hers.contains(&person.id)
            || self.leads_person(person)
            || same_team
            || zones.any(|zone| self.works_in.contains(&zone) || self.leads_zones.contains(&zone))
    }
}
