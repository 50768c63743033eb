//! The one next thing, as the day goes by.

use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::{Attendance, Known, SignEvent, Way};
use yingchun_domain::campaign::Campaign;
use yingchun_domain::edit::Versions;
use yingchun_domain::id::{AssignmentId, AttendanceId, CommunityId, PersonId, SlotId, ZoneId};
use yingchun_domain::person::{Consent, Left, Person};
use yingchun_domain::row::{CommitNo, Entity, Row};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::text::{Line, Name};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use super::day::Day;
use crate::pages::mine::Mine;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

/// 8:30 to 11:30 on 29 January 2027.
fn at(hour: u16, minute: u16) -> UnixMs {
    let day = chrono::NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
    UnixMs::at_china(day, hour * 60 + minute)
}

struct World(Set);

impl World {
    fn new() -> Self {
        Self(Set::new(Reach::Held))
    }

    fn with(mut self, entity: impl Into<Entity>) -> Self {
        let row = Row { entity: entity.into(), version: id(9), commit: CommitNo(1), scopes: vec![] };
        self.0.put(Arc::new(row));
        self
    }

    fn lasting_until(self, ends: chrono::NaiveDate) -> Self {
        self.with(Campaign {
            id: id(5),
            name: Name::try_from("清洁家园迎新春").unwrap(),
            host: Line::try_from("街道办").unwrap(),
            filing: None,
            duty_phone: None,
            feedback: None,
            starts: ends,
            ends,
            sessions: vec![],
            versions: Versions::default(),
        })
    }

    fn asked(self, state: AssignmentState) -> Self {
        let (zone, slot, person) = (id::<ZoneId>(2), id::<SlotId>(3), id::<PersonId>(1));
        let slots = vec![Slot { id: slot, starts: at(8, 30), ends: at(11, 30), wanted: 6 }];
        self.with(Zone {
            id: zone,
            community: id::<CommunityId>(4),
            name: Name::try_from("青石河东岸").unwrap(),
            bounds: None,
            meeting: Line::try_from("老槐树下").unwrap(),
            bring: None,
            team: None,
            slots,
            hazard: None,
            past_slots: vec![],
            led_before: vec![],
            versions: Versions::default(),
        })
        .with(Assignment {
            id: AssignmentId::of(zone, slot, person),
            zone,
            slot,
            person,
            state,
            joined: false,
            offered_by: id(8),
            answered_by: None,
            rather: None,
        })
    }

    fn signed(self, ways: &[(Way, UnixMs)]) -> Self {
        let (zone, slot, person) = (id::<ZoneId>(2), id::<SlotId>(3), id::<PersonId>(1));
        let events = ways.iter().map(|(way, at)| SignEvent {
            entry: id(7),
            way: *way,
            at: *at,
            by: person,
            known: Known::ByTap,
        });
        let id = AttendanceId::of(zone, slot, person);
        self.with(Attendance { id, zone, slot, person, events: events.collect(), confirmations: vec![] })
    }

    fn left(self) -> Self {
        let consent = Consent::on_screen(Line::try_from("2027-1").unwrap(), at(0, 0));
        let named = Person::named(id(1), Name::of_who_left(), consent);
        self.with(Person { left: Some(Left { entry: id(6), at: at(7, 0) }), ..named })
    }

    #[track_caller]
    fn check(&self, now: UnixMs, expected: &str) {
        let day = Day::of(Mine { set: &self.0, me: id(1), now });
        let found = match day {
            Day::Merged => "merged",
            Day::Left => "left",
            Day::Free { .. } => "free",
            Day::Asked(_) => "asked",
            Day::Leading { .. } => "leading",
            Day::Later(_) => "later",
            Day::Before(_) => "before",
            Day::During { .. } => "during",
            Day::Done { .. } => "done",
            Day::Over => "over",
        };
        assert_eq!(found, expected);
    }
}

#[test]
fn after_the_last_day_the_drive_is_over_for_all() {
    let world = World::new().lasting_until(at(0, 0).day()).asked(AssignmentState::Offered);
    world.check(at(8, 0), "asked");
    world.check(at(8, 0).plus(24 * 3_600_000), "over");
}

#[test]
fn nothing_was_asked_of_her() {
    World::new().check(at(8, 0), "free");
    World::new().asked(AssignmentState::Declined).check(at(8, 0), "free");
}

#[test]
fn who_left_is_not_told_to_wait_for_the_leader() {
    let tomorrow = at(0, 0).plus(24 * 3_600_000).day();
    World::new().lasting_until(tomorrow).left().check(at(8, 0), "left");
    World::new().lasting_until(at(0, 0).day()).left().check(at(8, 0).plus(24 * 3_600_000), "over");
}

#[test]
fn an_offer_is_the_next_thing_until_its_slot_is_over() {
    World::new().asked(AssignmentState::Offered).check(at(8, 0), "asked");
    World::new().asked(AssignmentState::Offered).check(at(12, 0), "free");
}

#[test]
fn she_may_sign_in_all_day_until_the_slot_ends() {
    let world = World::new().asked(AssignmentState::Accepted);
    world.check(at(0, 1).plus(-3_600_000), "later");
    world.check(at(0, 1), "before");
    world.check(at(11, 29), "before");
    world.check(at(11, 31), "free");
}

#[test]
fn she_is_there_until_she_says_that_she_goes() {
    let came = World::new().asked(AssignmentState::Accepted).signed(&[(Way::In, at(8, 31))]);
    came.check(at(8, 32), "during");
    came.check(at(13, 0), "during");
    let went =
        World::new().asked(AssignmentState::Accepted).signed(&[(Way::In, at(8, 31)), (Way::Out, at(11, 30))]);
    went.check(at(11, 31), "done");
}
