//! The replica with the eyes of one person at one moment: her turns, her spots, whom she can call.
//!
//! A *turn* is one slot of a zone for which she was asked. Plain reading without rules: what may be done is decided in
//! domain when an entry is judged.

mod call;

use crate::html::*;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::{HourStep, Served};
use yingchun_domain::community::Welcome;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{AttendanceId, PersonId, PhotoId, SpotId, ZoneId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::Person;
use yingchun_domain::photo::{Phase, Photo};
use yingchun_domain::row::Entity;
use yingchun_domain::scope::Scope;
use yingchun_domain::set::Set;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::sync::Session;
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use crate::arrange::Arrange as _;
use crate::components::tabs::TabSet;
use crate::device::duty;
use crate::sync::use_phone;

/// The office's app: another page, to which the router does not lead.
pub const OFFICE: &str = "/office";

/// The replica as one person sees it now.
#[derive(Debug, Clone, Copy)]
pub struct Mine<'a> {
    /// All rows that the phone holds, pending acts included.
    pub set: &'a Set,
    /// Who looks.
    pub me: PersonId,
    /// When.
    pub now: UnixMs,
}

/// One slot of a zone for which a person was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The offer and its answer.
    pub assignment: Assignment,
    /// The zone.
    pub zone: Zone,
    /// The slot.
    pub slot: Slot,
}

/// Who answers a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Her team's leader.
    Leader,
    /// Her village's committee, or the office.
    Named(String),
    /// Whoever this phone was told of last.
    Somebody,
}

/// A number that may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who answers.
    pub who: Who,
    /// For a `tel:` link.
    pub number: String,
}

impl Call {
    /// The number that this phone was told last, where nothing else can be read.
    pub fn of_duty() -> Option<Self> {
        let number = duty::known()?;
        Some(Self { who: Who::Somebody, number })
    }

    /// Whoever answers for a village, or for the drive.
    pub fn of_welcome(welcome: &Welcome) -> Option<Self> {
        let Welcome { campaign, community } = welcome;
        let village = community.duty_phone.as_ref().map(|phone| (community.committee.to_string(), phone));
        let office = || campaign.duty_phone.as_ref().map(|phone| (campaign.host.to_string(), phone));
        let (name, phone) = village.or_else(office)?;
        Some(Self { who: Who::Named(name), number: phone.as_str().to_owned() })
    }

    /// The address of a link that dials.
    pub fn href(&self) -> String {
        format!("tel:{}", self.number)
    }
}

/// What `read` finds for the person of this phone, read again whenever the replica or the clock moves; `None` while nobody
/// has registered on it.
pub fn use_mine<T>(read: impl Fn(Mine<'_>) -> T + Send + Sync + 'static) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    let phone = use_phone();
    Memo::new(move |_| {
        let me = phone.me().get()?.person;
        let set = phone.shown().get();
        Some(read(Mine { set: &set, me, now: phone.now().get() }))
    })
}

/// Whether her own row, and with it her rights, is still on its way to this phone. It comes with the first answer; without one
/// she goes on with what there is.
pub fn use_arriving() -> Memo<bool> {
    let phone = use_phone();
    let unknown = use_mine(|mine| mine.person().is_none());
    Memo::new(move |_| {
        let asks = || phone.status().with(|it| it.last_fault.is_none() && it.session != Session::Refused);
        unknown.get() == Some(true) && asks()
    })
}

/// Whom to call from a page that is about no place: read like all else, or the number that was told last.
pub fn use_call() -> Signal<Option<Call>> {
    let call = use_mine(|mine| mine.call(None));
    Signal::derive(move || call.get().flatten().or_else(Call::of_duty))
}

impl Mine<'_> {
    /// Her own row.
    pub fn person(&self) -> Option<&Person> {
        self.set.get(self.me.uuid()).known()
    }

    /// The tabs of her role: the right that she uses most.
    pub fn tabs(&self) -> TabSet {
        let mut tabs = TabSet::Volunteer;
        for role in self.set.roles_of(self.me, self.now) {
            match role {
                Role::Leader { .. } => return TabSet::Leader,
                Role::Inspector => tabs = TabSet::Inspector,
                Role::Organiser => {}
            }
        }
        tabs
    }

    /// Those of her family for whom she speaks and who take part, by name.
    pub fn family(&self) -> Vec<(PersonId, String)> {
        let rows = self.set.guarded_by(self.me).filter_map(|id| self.set.get::<Person>(id.uuid()).known());
        let mut all: Vec<_> =
            rows.filter(|row| row.takes_part()).map(|row| (row.id, row.name.to_string())).collect();
        all.arrange(|one, other| one.1.cmp(&other.1));
        all
    }

    /// The same with the eyes of one of her family.
    pub const fn with_eyes_of(self, person: PersonId) -> Self {
        Self { me: person, ..self }
    }

    /// The name of whoever is meant, where it is not she herself.
    pub fn name_of_another(&self, person: PersonId) -> Option<String> {
        if person == self.me { None } else { self.name_of(person) }
    }

    /// Where she is at home in the app: the office's, where that is the only right she has; `None` while the phone does not
    /// hold her own row yet, which comes with her rights.
    pub fn home(&self) -> Option<&'static str> {
        self.person()?;
        let organises = self.set.roles_of(self.me, self.now).any(|role| role == Role::Organiser);
        let tabs = self.tabs();
        Some(if organises && tabs == TabSet::Volunteer { OFFICE } else { tabs.home() })
    }

    /// Whether she reads officials' terms: an inspector, or an organiser. A leader is one of the village.
    pub fn is_official(&self) -> bool {
        match self.tabs() {
            TabSet::Leader => false,
            TabSet::Inspector => true,
            TabSet::Volunteer => self.set.roles_of(self.me, self.now).any(|role| role == Role::Organiser),
        }
    }

    /// Her turns in a state, the earliest first. A zone that has not arrived yet leaves its turn out.
    pub fn turns(&self, state: AssignmentState) -> Vec<Turn> {
        let assignments = self.set.assignments_of(self.me).filter(|it| it.state == state);
        let mut turns: Vec<Turn> = assignments.filter_map(|it| self.turn(it)).collect();
        turns.arrange_by(|turn| turn.slot.starts);
        turns
    }

    /// The turn of an assignment.
    pub fn turn(&self, assignment: &Assignment) -> Option<Turn> {
        let zone: &Zone = self.set.get(assignment.zone.uuid()).known()?;
        let slot = zone.slot(assignment.slot)?.clone();
        Some(Turn { assignment: assignment.clone(), zone: zone.clone(), slot })
    }

    /// Her coming and going in a turn.
    pub fn attendance(&self, turn: &Turn) -> Option<&Attendance> {
        let id = AttendanceId::of(turn.zone.id, turn.slot.id, self.me);
        self.set.get(id.uuid()).known()
    }

    /// What she has served in all turns for which both ends are said.
    pub fn served(&self) -> Served {
        let own = self.set.each::<Attendance>().filter(|it| it.person == self.me);
        own.filter_map(|it| it.served(HourStep::default())).sum()
    }

    /// The zones of the teams that she leads.
    pub fn led(&self) -> Vec<&Zone> {
        let mut zones = Vec::new();
        for role in self.set.roles_of(self.me, self.now) {
            if let Role::Leader { team } = role {
                zones.extend(self.set.all::<Zone>(Lookup::ZonesOfTeam, team.uuid()));
            }
        }
        zones
    }

    /// The zones that she works in or leads, by name.
    pub fn zones(&self) -> Vec<&Zone> {
        let accepted = self.set.assignments_of(self.me).filter(|it| it.state == AssignmentState::Accepted);
        let mut ids: Vec<ZoneId> = accepted.map(|it| it.zone).collect();
        ids.extend(self.led().into_iter().map(|zone| zone.id));
        ids.arrange(Ord::cmp);
        ids.dedup();
        let mut zones: Vec<&Zone> =
            ids.into_iter().filter_map(|id| self.set.get(id.uuid()).known()).collect();
        zones.arrange(|one, other| one.name.cmp(&other.name));
        zones
    }

    /// The spots of a zone that count, what is hers to do first, then by number.
    pub fn spots(&self, zone: ZoneId) -> Vec<Spot> {
        let here = self.set.each::<Spot>().filter(|spot| spot.zone == Some(zone));
        let mut spots: Vec<Spot> = here.filter(|spot| counts(spot)).cloned().collect();
        spots.arrange_by(|spot| (self.urgency(spot), spot.number.unwrap_or(u32::MAX), spot.id));
        spots
    }

    /// What asks for her hands first: returned to her, begun by her, open, other people's, done.
    fn urgency(&self, spot: &Spot) -> u8 {
        match &spot.state {
            SpotState::Returned { .. } if self.is_returned_to_me(spot) && !self.begged_off(spot) => 0,
            SpotState::Claimed { by, until } if *until > self.now && *by == self.me => 1,
            SpotState::Open => 2,
            SpotState::Claimed { until, .. } if *until <= self.now => 2,
            SpotState::Returned { .. } => 3,
            SpotState::Claimed { .. } => 4,
            SpotState::Reported => 5,
            SpotState::Cleaned { .. } | SpotState::Passed | SpotState::Closed => 6,
            SpotState::Cancelled { .. } => 7,
        }
    }

    /// Whether the return that waits names her.
    pub fn is_returned_to_me(&self, spot: &Spot) -> bool {
        spot.standing_return().is_some_and(|it| it.mender() == self.me)
    }

    /// Whether the return that waits names her, or one of her family for whom she speaks.
    pub fn is_returned_to_mine(&self, spot: &Spot) -> bool {
        self.is_returned_to_me(spot)
            || self.family().iter().any(|(id, _)| self.with_eyes_of(*id).is_returned_to_me(spot))
    }

    /// Whether she, or one of her family, said 去不了，请队长换人: it waits for somebody else, though she may still come.
    pub fn begged_off(&self, spot: &Spot) -> bool {
        let hers = |by: PersonId| by == self.me || self.family().iter().any(|(id, _)| *id == by);
        spot.begged.as_ref().is_some_and(|begged| hers(begged.by))
    }

    /// Whether she, or one of her family, worked on a spot or has it to mend, or she leads there.
    pub fn is_concerned(&self, spot: &Spot) -> bool {
        let worked = |person| spot.worked_on_by(person);
        let family = || self.family().iter().any(|(person, _)| worked(*person));
        self.is_returned_to_mine(spot) || worked(self.me) || family() || self.leads_spot(spot)
    }

    /// Whether she leads where a spot lies: its zone's team, or a team of its village while it has no zone.
    pub fn leads_spot(&self, spot: &Spot) -> bool {
        self.set.roles_of(self.me, self.now).any(|role| match (role, spot.zone) {
            (Role::Leader { team }, Some(zone)) => {
                self.set.get::<Zone>(zone.uuid()).known().is_some_and(|zone| zone.team == Some(team))
            }
            (Role::Leader { team }, None) => {
                let team = self.set.get::<Team>(team.uuid()).known();
                team.is_some_and(|team| team.community == spot.community)
            }
            (Role::Inspector | Role::Organiser, _) => false,
        })
    }

    /// In whose name she acts on a spot: one of her family's, where it is that one's turn and not her own.
    pub fn voice_on(&self, spot: &Spot) -> Option<PersonId> {
        let family = self.family();
        let of_family =
            |is_hers: &dyn Fn(PersonId) -> bool| family.iter().map(|(id, _)| *id).find(|id| is_hers(*id));
        if self.is_returned_to_me(spot) {
            return None;
        }
        if let Some(mender) = of_family(&|person| self.with_eyes_of(person).is_returned_to_me(spot)) {
            return Some(mender);
        }
        let joined = |person: PersonId| {
            self.set.assignments_of(person).any(|it| Some(it.zone) == spot.zone && it.joined)
        };
        if self.leads_spot(spot) || joined(self.me) || spot.reported_by == Some(self.me) {
            None
        } else {
            of_family(&joined)
        }
    }

    /// Whether an inspector would like one photo more of work that she had a part in.
    pub fn is_asked_of_me(&self, spot: &Spot) -> bool {
        matches!(spot.state, SpotState::Cleaned { .. }) && spot.asked.is_some() && spot.worked_on_by(self.me)
    }

    /// The same of one of her family.
    pub fn is_asked_of_mine(&self, spot: &Spot) -> bool {
        self.is_asked_of_me(spot)
            || self.family().iter().any(|(id, _)| self.with_eyes_of(*id).is_asked_of_me(spot))
    }

    /// A spot that the phone holds.
    pub fn spot(&self, id: SpotId) -> Option<&Spot> {
        self.set.get(id.uuid()).known()
    }

    /// The newest photo of a spot in a phase.
    pub fn photo(&self, spot: SpotId, phase: Phase) -> Option<&Photo> {
        let photos = self.set.all::<Photo>(Lookup::PhotosOfSpot, spot.uuid());
        let works = |photo: &&Photo| self.spot(spot).is_none_or(|spot| spot.shows_work(photo));
        photos.filter(|photo| photo.phase == phase).filter(works).max_by_key(|photo| photo.at)
    }

    /// The photo that stands for a spot in a list: the newest of any phase.
    pub fn newest_photo(&self, spot: SpotId) -> Option<PhotoId> {
        let photos = self.set.all::<Photo>(Lookup::PhotosOfSpot, spot.uuid());
        photos.max_by_key(|photo| photo.at).map(|photo| photo.id)
    }

    /// Names of those who accepted a slot of the zone, as far as she may know them, her own first.
    pub fn names_in(&self, zone: ZoneId) -> Vec<String> {
        let scope = Scope::Zone(zone);
        let mut names = Vec::new();
        for row in self.set.rows().filter(|row| row.scopes.contains(&scope)) {
            let Entity::Person(person) = &row.entity else { continue };
            if person.id == self.me {
                names.insert(0, person.name.to_string());
            } else {
                names.push(person.name.to_string());
            }
        }
        names
    }

    /// The name of who leads the zone's team, where she or one of her family was asked by her.
    pub fn leader_of(&self, zone: &Zone) -> Option<String> {
        let family = self.family().into_iter().map(|(person, _)| person);
        let asked = std::iter::once(self.me).chain(family).flat_map(|person| self.set.assignments_of(person));
        let mut askers = asked.filter(|it| it.zone == zone.id).map(|it| it.offered_by);
        askers.find_map(|asker| {
            let person: &Person = self.set.get(asker.uuid()).known()?;
            (person.team.is_some() && person.team == zone.team).then(|| person.name.to_string())
        })
    }

    /// A person's name, where she may know it.
    pub fn name_of(&self, person: PersonId) -> Option<String> {
        self.set.get::<Person>(person.uuid()).known().map(|person| person.name.to_string())
    }
}

/// Whether a spot stands in a zone's count: not one that nobody has checked, nor one that was called off.
pub fn counts(spot: &Spot) -> bool {
    !matches!(spot.state, SpotState::Reported | SpotState::Cancelled { .. })
}

/// Whether the work on a spot is done, as far as a volunteer is concerned.
pub fn is_done(spot: &Spot) -> bool {
    matches!(spot.state, SpotState::Cleaned { .. } | SpotState::Passed | SpotState::Closed)
}
