//! Fields that rows gained after the first release, and the kinds that came then.

use yingchun_domain::attendance::{Attendance, Confirmation, Known, SignEvent, Way};
use yingchun_domain::conflict::{ConflictCard, Keep, Settled};
use yingchun_domain::edit::Version;
use yingchun_domain::ending::Ending;
use yingchun_domain::led::{Before, Led, Since};
use yingchun_domain::notice::{Notice, Readers};
use yingchun_domain::person::{Left, OwnWord, Person};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{CommitNo, Entity, Kind, RowKey};
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::text::Name;
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::edit::{EditZone, SLOT};
use yingchun_domain::zone::{Slot, Zone};

use crate::common::drive::*;

fn the_slot(hours: i64) -> EditZone {
    let starts = START.plus(hours * HOUR_MS);
    EditZone::Slot {
        slots: vec![Slot { id: slot(), starts, ends: starts.plus(3 * HOUR_MS), wanted: 6 }],
        meeting: "老槐树下".try_into().unwrap(),
    }
}

/// Rows with every field and of every kind that came after the first release.
pub(crate) fn later_rows() -> Vec<Entity> {
    let id = |n: u128| uuid::Uuid::from_u128(n);
    let version =
        |n: u128, by| Version { entry: id(n).into(), by, by_name: "赵敏".try_into().unwrap(), at: START };
    let card = ConflictCard {
        id: id(0xca).into(),
        about: RowKey { kind: Kind::Zone, id: zone().uuid() },
        group: SLOT.to_owned(),
        current: the_slot(0),
        current_by: Some(version(0xe1, organiser())),
        offered: the_slot(1),
        offered_by: version(0xe2, leader()),
        settled: Some(Settled {
            entry: id(0xe3).into(),
            by: organiser(),
            by_name: "赵敏".try_into().unwrap(),
            at: START,
            keep: Keep::Offered,
        }),
    };
    let notice = Notice {
        id: id(0x4e).into(),
        to: Readers::Everybody,
        title: "改到 9 点集合".try_into().unwrap(),
        words: "路上有冰。".try_into().unwrap(),
        until: Some(START),
        by: organiser(),
        by_name: "赵敏".try_into().unwrap(),
        at: START,
        taken_down: Some(START),
    };
    let ending = Ending {
        entry: id(0xe4).into(),
        author: volunteer(),
        outcome: Outcome::Refused,
        code: Some("entry.dismissed".to_owned()),
        at: START,
        by: Some(organiser()),
        reason: Some("写了两遍".try_into().unwrap()),
    };
    let left = Person {
        community: Some(community()),
        added_by: Some(leader()),
        no_photo: true,
        own_word: Some(OwnWord { entry: id(0xe5).into(), commit: CommitNo(7) }),
        left: Some(Left { entry: id(0xe6).into(), at: START }),
        merged_into: Some(volunteer()),
        ..Person::named(id(0xa9).into(), Name::of_who_left(), consent())
    };
    vec![card.into(), notice.into(), ending.into(), left.into(), attended().into()]
}

/// A zone, a person and a report that others led before.
pub(crate) fn rows_led_before() -> [Entity; 3] {
    let until = Since { at: START, commit: CommitNo(7) };
    let zone = Zone { led_before: vec![Before { by: Led::Team(other_team()), until }], ..the_zone() };
    let pool = Before { by: Led::Community(community()), until };
    let person = Person {
        community: Some(community()),
        team: Some(team()),
        led_before: vec![pool, Before { by: Led::Team(other_team()), until }],
        ..Person::named(volunteer(), "王桂兰".try_into().unwrap(), consent())
    };
    let spot = Spot { opened: Some(until), ..a_spot(1, SpotState::Open) };
    [zone.into(), person.into(), spot.into()]
}

fn the_zone() -> Zone {
    hub().store.get::<Zone>(zone().uuid()).known().unwrap().clone()
}

fn attended() -> Attendance {
    let id = |n: u128| uuid::Uuid::from_u128(n);
    let (entry, by) = (id(0xe7).into(), volunteer());
    Attendance {
        id: attendance(volunteer()),
        zone: zone(),
        slot: slot(),
        person: volunteer(),
        events: vec![SignEvent { entry, way: Way::In, at: START, by, known: Known::Told }],
        confirmations: vec![Confirmation {
            entry: id(0xe8).into(),
            by: leader(),
            at: START,
            came: START,
            went: START.plus(HOUR_MS),
            heard: 1,
        }],
    }
}
