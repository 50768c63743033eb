//! What a leader sees of her teams: newcomers of her communities, and the coming slots of her zones with the answers.

use std::collections::BTreeSet;

use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::campaign::HalfDay;
use yingchun_domain::community::Community;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{AssignmentId, CardId, PersonId, SlotId, TeamId, ZoneId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::spot::Spot;
use yingchun_domain::team::Team;
use yingchun_domain::time::{Half, UnixMs};
use yingchun_domain::zone::{Slot, Zone};

use super::hands;
use crate::arrange::Arrange as _;
use crate::pages::conflicts;
use crate::pages::mine::Mine;

/// The page of one leader at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Her teams, by name.
    pub teams: Vec<Team>,
    /// Their communities.
    pub communities: Vec<Community>,
    /// How many people her teams have.
    pub people: usize,
    /// How many zones her teams have.
    pub zones: usize,
    /// People of her communities without a team, who came first standing first.
    pub newcomers: Vec<Newcomer>,
    /// Slots that have not ended, the next one first.
    pub slots: Vec<SlotBoard>,
    /// Those of her people who were asked for none of these slots.
    pub idle: Vec<PersonId>,
    /// Spots of her zones that came back: first those to which somebody cannot go, then what is due first.
    pub returned: Vec<ReturnedSpot>,
    /// Where two changed the same thing and wait for her word, with the zone's name.
    pub conflicts: Vec<(CardId, String)>,
    /// Reports of her communities that nobody has opened yet.
    pub reports: Vec<Spot>,
}

/// A spot that came back, and who is asked to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnedSpot {
    /// The spot.
    pub spot: Spot,
    /// By when.
    pub due: UnixMs,
    /// Who is asked to mend it.
    pub mender: String,
    /// Who said that she cannot go; it stands first, for it waits for the leader alone.
    pub begged: Option<String>,
    /// Those who said yes to the zone, and may be asked instead.
    pub others: Vec<(PersonId, String)>,
}

/// Somebody who signed up and has no team yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Newcomer {
    /// The person.
    pub person: Person,
    /// Whether somebody gave the same number before.
    pub same_phone: bool,
}

/// One slot of a zone with everybody who was asked, and those who still may be.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotBoard {
    /// The zone.
    pub zone: ZoneId,
    /// Its name.
    pub zone_name: String,
    /// The slot.
    pub slot: Slot,
    /// Who was asked: yes first, then no answer, then no.
    pub answers: Vec<Answer>,
    /// Who may be asked: those free at that time first.
    pub candidates: Vec<Candidate>,
}

/// An offer and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The offer.
    pub assignment: AssignmentId,
    /// Who was asked.
    pub person: PersonId,
    /// Her name.
    pub name: String,
    /// How it stands.
    pub state: AssignmentState,
    /// 换个时间: coming slots of the zone that would suit her better.
    pub rather: Vec<Slot>,
    /// What she said with it.
    pub said: Option<String>,
}

/// Somebody of the team who was not asked for the slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub person: PersonId,
    /// Her name.
    pub name: String,
    /// Whether she said that she is free then.
    pub free: bool,
    /// Whether she said no to it, or the leader took the offer back.
    pub asked_before: bool,
    /// Whether she was asked for another place at that time.
    pub elsewhere: bool,
}

impl Board {
    /// The board of the reader's teams; `None` where she leads none.
    pub fn of(mine: Mine<'_>) -> Option<Self> {
        let teams = teams_of(mine);
        if teams.is_empty() {
            return None;
        }
        let people: Vec<&Person> = mine.set.each::<Person>().filter(|it| is_in(it, &teams)).collect();
        let zones: Vec<&Zone> = teams.iter().flat_map(|team| zones_of(mine, team.id)).collect();
        let mut slots: Vec<SlotBoard> = zones.iter().flat_map(|zone| slots_of(mine, zone, &people)).collect();
        slots.arrange(|one, other| {
            (one.slot.starts, &one.zone_name).cmp(&(other.slot.starts, &other.zone_name))
        });
        let busy = |person: &Person| slots.iter().any(|slot| slot.holds(person.id));
        Some(Self {
            idle: people.iter().filter(|person| !busy(person)).map(|person| person.id).collect(),
            conflicts: conflicts::waiting(mine),
            returned: hands::returned(mine, &zones),
            reports: hands::reports(mine, &teams),
            communities: communities_of(mine, &teams),
            people: people.len(),
            zones: zones.len(),
            newcomers: newcomers(mine, &teams),
            slots,
            teams,
        })
    }

    /// Whether nobody but herself has signed up yet: then the code has to go round.
    pub const fn has_nobody(&self) -> bool {
        self.newcomers.is_empty() && self.people <= 1
    }

    /// The teams into which a newcomer may be taken: those of her own community.
    pub fn teams_for(&self, person: &Person) -> Vec<Team> {
        self.teams.iter().filter(|team| Some(team.community) == person.community).cloned().collect()
    }

    /// The slot of this zone and id.
    pub fn slot(&self, zone: ZoneId, slot: SlotId) -> Option<&SlotBoard> {
        self.slots.iter().find(|it| it.zone == zone && it.slot.id == slot)
    }
}

impl SlotBoard {
    /// How many said yes.
    pub fn accepted(&self) -> usize {
        self.count(AssignmentState::Accepted)
    }

    /// How many have not answered.
    pub fn silent(&self) -> usize {
        self.count(AssignmentState::Offered)
    }

    /// How many are wanted beyond those asked.
    pub fn missing(&self) -> usize {
        usize::from(self.slot.wanted).saturating_sub(self.accepted() + self.silent())
    }

    fn count(&self, state: AssignmentState) -> usize {
        self.answers.iter().filter(|answer| answer.state == state).count()
    }

    fn holds(&self, person: PersonId) -> bool {
        let stands = |it: &&Answer| matches!(it.state, AssignmentState::Accepted | AssignmentState::Offered);
        self.answers.iter().filter(stands).any(|answer| answer.person == person)
    }
}

/// The teams that the reader leads, by name.
pub fn teams_of(mine: Mine<'_>) -> Vec<Team> {
    let led = mine.set.roles_of(mine.me, mine.now).filter_map(|role| match role {
        Role::Leader { team } => Some(team),
        Role::Inspector | Role::Organiser => None,
    });
    let mut teams: Vec<Team> =
        led.filter_map(|id| mine.set.get::<Team>(id.uuid()).known().cloned()).collect();
    teams.arrange(|one, other| one.name.cmp(&other.name));
    teams.dedup();
    teams
}

/// Whether a person stands for herself and belongs to one of these teams.
pub fn is_in(person: &Person, teams: &[Team]) -> bool {
    person.takes_part() && teams.iter().any(|team| person.team == Some(team.id))
}

/// The zones of a team.
pub fn zones_of<'a>(mine: Mine<'a>, team: TeamId) -> impl Iterator<Item = &'a Zone> {
    mine.set.all::<Zone>(Lookup::ZonesOfTeam, team.uuid())
}

fn communities_of(mine: Mine<'_>, teams: &[Team]) -> Vec<Community> {
    let mut communities: Vec<Community> =
        teams.iter().filter_map(|team| mine.set.get(team.community.uuid()).known().cloned()).collect();
    communities.arrange(|one, other| one.name.cmp(&other.name));
    communities.dedup();
    communities
}

/// People of the teams' communities without a team, who came first standing first.
pub fn newcomers(mine: Mine<'_>, teams: &[Team]) -> Vec<Newcomer> {
    let is_new = |person: &&Person| {
        let here = teams.iter().any(|team| Some(team.community) == person.community);
        here && person.team.is_none() && person.takes_part()
    };
    let marked = mine.set.each::<Contact>().filter(|contact| !contact.same_as.is_empty());
    let twins: BTreeSet<PersonId> =
        marked.flat_map(|it| it.same_as.iter().copied().chain([it.person])).collect();
    let same = |person: &Person| twins.contains(&person.id);
    let mut newcomers: Vec<Newcomer> = mine
        .set
        .each::<Person>()
        .filter(is_new)
        .map(|person| Newcomer { person: person.clone(), same_phone: same(person) })
        .collect();
    newcomers.arrange_by(|newcomer| newcomer.person.consent.at);
    newcomers
}

fn slots_of(mine: Mine<'_>, zone: &Zone, people: &[&Person]) -> Vec<SlotBoard> {
    let assignments: Vec<&Assignment> = mine.set.all(Lookup::AssignmentsOfZone, zone.id.uuid()).collect();
    let coming = zone.slots.iter().filter(|slot| slot.ends > mine.now);
    let board = |slot: &Slot| {
        let of_slot: Vec<&Assignment> = assignments.iter().filter(|it| it.slot == slot.id).copied().collect();
        SlotBoard {
            zone: zone.id,
            zone_name: zone.name.to_string(),
            slot: slot.clone(),
            answers: answers(mine, zone, &of_slot),
            candidates: candidates(mine, zone, slot, people, &of_slot),
        }
    };
    coming.map(board).collect()
}

fn answers(mine: Mine<'_>, zone: &Zone, assignments: &[&Assignment]) -> Vec<Answer> {
    let stand = assignments.iter().filter(|it| it.state != AssignmentState::Withdrawn);
    let coming = |id: &SlotId| zone.slot(*id).filter(|slot| slot.ends > mine.now).cloned();
    let mut answers: Vec<Answer> = stand
        .map(|it| Answer {
            assignment: it.id,
            person: it.person,
            name: mine.name_of(it.person).unwrap_or_default(),
            state: it.state,
            rather: it.rather.iter().flat_map(|rather| &rather.slots).filter_map(coming).collect(),
            said: it.rather.as_ref().and_then(|rather| rather.words.as_ref()).map(ToString::to_string),
        })
        .collect();
    answers.arrange(|one, other| (rank(one.state), &one.name).cmp(&(rank(other.state), &other.name)));
    answers
}

const fn rank(state: AssignmentState) -> u8 {
    match state {
        AssignmentState::Accepted => 0,
        AssignmentState::Offered => 1,
        AssignmentState::Declined => 2,
        AssignmentState::Withdrawn => 3,
    }
}

/// Those of the team who may be asked. The leader asks others: she herself comes or comes not.
fn candidates(
    mine: Mine<'_>,
    zone: &Zone,
    slot: &Slot,
    people: &[&Person],
    asked: &[&Assignment],
) -> Vec<Candidate> {
    let half = half_day(slot.starts);
    let of_team = people.iter().filter(|person| person.team == zone.team && person.id != mine.me);
    let mut candidates: Vec<Candidate> = of_team
        .filter_map(|person| {
            let known = asked.iter().find(|it| it.person == person.id).map(|it| it.state);
            let stands = matches!(known, Some(AssignmentState::Accepted | AssignmentState::Offered));
            (!stands).then(|| Candidate {
                person: person.id,
                name: person.name.to_string(),
                free: person.any_day || person.free.contains(&half),
                asked_before: known.is_some(),
                elsewhere: is_elsewhere(mine, person.id, slot),
            })
        })
        .collect();
    candidates.arrange(|one, other| {
        let last = |it: &Candidate| (it.asked_before, it.elsewhere, !it.free);
        (last(one), &one.name).cmp(&(last(other), &other.name))
    });
    candidates
}

/// Whether she was asked for another slot that overlaps this one, and has not said no.
fn is_elsewhere(mine: Mine<'_>, person: PersonId, slot: &Slot) -> bool {
    let stand = mine
        .set
        .assignments_of(person)
        .filter(|it| matches!(it.state, AssignmentState::Accepted | AssignmentState::Offered));
    let mut others = stand
        .filter(|it| it.slot != slot.id)
        .filter_map(|it| mine.set.get::<Zone>(it.zone.uuid()).known().and_then(|zone| zone.slot(it.slot)));
    others.any(|other| other.starts < slot.ends && slot.starts < other.ends)
}

/// The half day in which a moment lies.
pub fn half_day(at: UnixMs) -> HalfDay {
    let noon = UnixMs::at_china(at.day(), 12 * 60);
    HalfDay { day: at.day(), half: if at < noon { Half::Morning } else { Half::Afternoon } }
}
