//! A small drive for the tests of officials' pages: one team, its leader, two members, one newcomer, one zone.

use std::sync::Arc;

use chrono::NaiveDate;
use uuid::Uuid;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::{Attendance, Confirmation, Known, SignEvent, Way};
use yingchun_domain::community::Community;
use yingchun_domain::edit::Versions;
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{AssignmentId, AttendanceId, CommunityId, PersonId, SlotId, TeamId, ZoneId};
use yingchun_domain::person::{Consent, Person};
use yingchun_domain::row::{CommitNo, Entity, Row};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::spot::beg_off::Begged;
use yingchun_domain::spot::inspect::Asked;
use yingchun_domain::spot::object::Objection;
use yingchun_domain::spot::{Category, Cleaning, Finding, Return, Shortfall, Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::text::{JoinCode, Line, Name};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use super::mine::Mine;

/// The leader.
pub(crate) const LEADER: u128 = 1;
/// Two of her team.
pub(crate) const MEMBER: u128 = 2;
/// The other.
pub(crate) const OTHER: u128 = 3;
/// Somebody without a team.
pub(crate) const NEWCOMER: u128 = 4;
/// An inspector.
pub(crate) const INSPECTOR: u128 = 5;

/// The thing of this number.
pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// A time on 29 January 2027, the zone's day: 8:30 to 11:30.
pub(crate) fn at(hour: u16, minute: u16) -> UnixMs {
    UnixMs::at_china(NaiveDate::from_ymd_opt(2027, 1, 29).unwrap(), hour * 60 + minute)
}

/// Rows of a drive.
#[derive(Clone)]
pub(crate) struct World(Set);

impl World {
    /// Leader, two members, a newcomer, a zone with one slot for two people.
    pub(crate) fn new() -> Self {
        let name = |text: &str| Name::try_from(text).unwrap();
        let community = id::<CommunityId>(20);
        let code = JoinCode::try_from("QSC-2027").unwrap();
        Self(Set::new(Reach::Held))
            .with(Community {
                id: community,
                name: name("青石村"),
                committee: name("青石村村委会"),
                duty_phone: None,
                code,
                rotated: vec![],
                versions: Versions::default(),
            })
            .with(Team {
                id: id(21),
                community,
                name: name("青年突击队"),
                duty_phone: None,
                versions: Versions::default(),
            })
            .with(Zone {
                id: id(22),
                community,
                name: name("青石河东岸"),
                bounds: None,
                meeting: Line::try_from("老槐树下").unwrap(),
                bring: None,
                team: Some(id(21)),
                slots: vec![Slot { id: id(23), starts: at(8, 30), ends: at(11, 30), wanted: 2 }],
                hazard: None,
                past_slots: vec![],
                led_before: vec![],
                versions: Versions::default(),
            })
            .with_person(LEADER, Some(id(21)), false)
            .with_person(MEMBER, Some(id(21)), false)
            .with_person(OTHER, Some(id(21)), true)
            .with_person(NEWCOMER, None, true)
            .with_right(LEADER, Role::Leader { team: id(21) })
            .with_right(INSPECTOR, Role::Inspector)
    }

    /// The same with one row more.
    pub(crate) fn with(mut self, entity: impl Into<Entity>) -> Self {
        let entity = entity.into();
        self.0.put(Arc::new(Row { entity, version: id(9), commit: CommitNo(1), scopes: vec![] }));
        self
    }

    fn with_person(self, person: u128, team: Option<TeamId>, any_day: bool) -> Self {
        let consent = Consent::on_screen(Line::try_from("2027-1").unwrap(), at(0, 0));
        let named = Person::named(id(person), Name::try_from(format!("人{person}")).unwrap(), consent);
        self.with(Person { community: Some(id(20)), team, any_day, ..named })
    }

    fn with_right(self, person: u128, role: Role) -> Self {
        self.with(Grant::from(id(100 + person), id(person), role, at(0, 0)))
    }

    /// Somebody was registered by another: 替家里人报名.
    pub(crate) fn registered_by(self, person: u128, guardian: u128) -> Self {
        let known = self.0.get::<Person>(Uuid::from_u128(person)).known().unwrap().clone();
        self.with(Person { registered_by: Some(id(guardian)), ..known })
    }

    /// Somebody was asked for the slot, and answered.
    pub(crate) fn asked(self, person: u128, state: AssignmentState) -> Self {
        let (zone, slot, person) = (id::<ZoneId>(22), id::<SlotId>(23), id::<PersonId>(person));
        let offered_by = id(LEADER);
        let id = AssignmentId::of(zone, slot, person);
        self.with(Assignment {
            id,
            zone,
            slot,
            person,
            state,
            joined: false,
            offered_by,
            answered_by: None,
            rather: None,
        })
    }

    /// Somebody came, as `by` said.
    pub(crate) fn came(self, person: u128, by: u128) -> Self {
        let (zone, slot, who) = (id::<ZoneId>(22), id::<SlotId>(23), id::<PersonId>(person));
        let event = SignEvent { entry: id(8), way: Way::In, at: at(8, 31), by: id(by), known: Known::ByTap };
        let id = AttendanceId::of(zone, slot, who);
        self.with(Attendance { id, zone, slot, person: who, events: vec![event], confirmations: vec![] })
    }

    /// Whoever came, went.
    pub(crate) fn went(self, person: u128, at: UnixMs) -> Self {
        let id_of = AttendanceId::of(id(22), id(23), id::<PersonId>(person));
        let mut known = self.0.get::<Attendance>(id_of.uuid()).known().unwrap().clone();
        known.events.push(SignEvent {
            entry: id(11),
            way: Way::Out,
            at,
            by: id(person),
            known: Known::ByTap,
        });
        self.with(known)
    }

    /// Whoever came told afterwards when she went.
    pub(crate) fn told(self, person: u128, at: UnixMs, known: Known) -> Self {
        let id_of = AttendanceId::of(id(22), id(23), id::<PersonId>(person));
        let mut come = self.0.get::<Attendance>(id_of.uuid()).known().unwrap().clone();
        come.events.push(SignEvent { entry: id(12), way: Way::Out, at, by: id(person), known });
        self.with(come)
    }

    /// The leader confirmed that she came when she said, and went at `went`.
    pub(crate) fn confirmed(self, person: u128, went: UnixMs) -> Self {
        let id_of = AttendanceId::of(id(22), id(23), id::<PersonId>(person));
        let mut known = self.0.get::<Attendance>(id_of.uuid()).known().unwrap().clone();
        let heard = u32::try_from(known.events.len()).unwrap();
        let (entry, by, came) = (id(13), id(LEADER), known.came().unwrap());
        known.confirmations.push(Confirmation { entry, by, at: went, came, went, heard });
        self.with(known)
    }

    /// Whoever came, came at another time as well, as `by` said.
    pub(crate) fn came_too(self, person: u128, by: u128, at: UnixMs) -> Self {
        let id_of = AttendanceId::of(id(22), id(23), id::<PersonId>(person));
        let mut known = self.0.get::<Attendance>(id_of.uuid()).known().unwrap().clone();
        known.events.push(SignEvent { entry: id(10), way: Way::In, at, by: id(by), known: Known::ByTap });
        self.with(known)
    }

    /// A spot that `by` cleaned at a minute after eight.
    pub(crate) fn cleaned(self, spot: u128, by: u128, minute: u16) -> Self {
        let cleaning = Cleaning {
            entry: id(spot + 500),
            by: id(by),
            by_name: Name::try_from("李明").unwrap(),
            recorded_by: None,
            at: at(8, minute),
            quantity: None,
            note: None,
            answers: None,
            lease: None,
            taken_back: None,
        };
        self.with(Spot {
            id: id(spot),
            community: id(20),
            zone: Some(id(22)),
            number: None,
            place: Line::try_from("桥洞碎砖").unwrap(),
            category: Category::Clutter,
            note: None,
            found: None,
            found_by: Finding::OwnSurvey,
            found_at: at(0, 0),
            reported_by: None,
            state: SpotState::Cleaned { cleaning: cleaning.entry },
            cleanings: vec![cleaning],
            returns: vec![],
            passing: None,
            objections: vec![],
            asked: None,
            opened: None,
            begged: None,
            versions: Versions::default(),
        })
    }

    /// The same spot, of which an inspector would like one photo more.
    pub(crate) fn photo_asked(self, spot: u128) -> Self {
        let by_name = Name::try_from("周海").unwrap();
        let asked = Asked { entry: id(spot + 900), by: id(INSPECTOR), by_name, at: at(10, 0), words: None };
        let known = self.spot(spot);
        self.with(Spot { asked: Some(asked), ..known })
    }

    /// The same spot, sent back to who cleaned it.
    pub(crate) fn sent_back(self, spot: u128, to: u128) -> Self {
        let known = self.spot(spot);
        let back = Return {
            entry: id(spot + 600),
            by: id(INSPECTOR),
            by_name: Name::try_from("周海").unwrap(),
            to: id(to),
            at: at(10, 0),
            reason: Shortfall::NotClean,
            place: Line::try_from("石阶缝里还有塑料袋").unwrap(),
            due: at(17, 0),
            handed_to: None,
        };
        let state = SpotState::Returned { entry: back.entry, due: back.due };
        self.with(Spot { state, returns: vec![back], ..known })
    }

    /// Whoever has it to mend says that she cannot go.
    pub(crate) fn begged(self, spot: u128, by: u128) -> Self {
        let by_name = Name::try_from("李明").unwrap();
        let begged = Begged { entry: id(spot + 650), by: id(by), by_name, at: at(10, 30), words: None };
        let known = self.spot(spot);
        self.with(Spot { begged: Some(Box::new(begged)), ..known })
    }

    /// A spot that somebody saw, and that has no zone yet.
    pub(crate) fn reported(self, spot: u128, by: u128) -> Self {
        let seen = self.cleaned(spot, by, 0);
        let known = seen.spot(spot);
        seen.with(Spot {
            zone: None,
            state: SpotState::Reported,
            cleanings: vec![],
            reported_by: Some(id(by)),
            ..known
        })
    }

    fn spot(&self, spot: u128) -> Spot {
        self.0.get::<Spot>(Uuid::from_u128(spot)).known().unwrap().clone()
    }

    /// A spot that came back was cleaned again.
    pub(crate) fn answered(self, spot: u128, by: u128) -> Self {
        let mut known = self.spot(spot);
        let first = known.cleanings[0].clone();
        let cleaning = Cleaning {
            entry: id(spot + 700),
            by: id(by),
            at: at(15, 0),
            answers: known.returns.last().map(|back| back.entry),
            ..first
        };
        known.state = SpotState::Cleaned { cleaning: cleaning.entry };
        known.cleanings.push(cleaning);
        self.with(known)
    }

    /// Whoever cleaned a spot that came back says that it is clean.
    pub(crate) fn objected(self, spot: u128, by: u128) -> Self {
        let mut known = self.spot(spot);
        let (back, cleaning) = (known.returns[0].clone(), known.cleanings[0].entry);
        known.state = SpotState::Cleaned { cleaning };
        known.objections.push(Objection {
            entry: id(spot + 800),
            by: id(by),
            by_name: Name::try_from("李明").unwrap(),
            recorded_by: None,
            at: at(15, 0),
            returned: back.entry,
            inspector: Some(back.by),
            cleaning: Some(cleaning),
            words: None,
        });
        self.with(known)
    }

    /// One more inspector.
    pub(crate) fn inspecting(self, person: u128) -> Self {
        self.with_right(person, Role::Inspector)
    }

    /// The drive with the eyes of one person.
    pub(crate) fn seen_by(&self, me: u128, now: UnixMs) -> Mine<'_> {
        Mine { set: &self.0, me: id(me), now }
    }
}
