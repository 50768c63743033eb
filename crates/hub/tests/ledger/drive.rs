//! The drive of these tests: one village, one team with its leader, one zone; and how its workbook is read.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Range, Reader as _, Xlsx};
use chrono::NaiveDate;
use uuid::Uuid;
use yingchun_domain::attendance::{Attendance, Known, SignEvent, Way};
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::edit::Versions;
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::AttendanceId;
use yingchun_domain::ledger::Printing;
use yingchun_domain::person::{Consent, Contact, Person};
use yingchun_domain::quantity::Quantity;
use yingchun_domain::row::{CommitNo, Entity, Row};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::spot::{Category, Cleaning, Finding, Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::text::{Line, Name};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};
use yingchun_domain::zone::{Slot, Zone};
use yingchun_hub::ledger::workbook;

pub(crate) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

pub(crate) fn name(text: &str) -> Name {
    Name::try_from(text).unwrap()
}

pub(crate) fn line(text: &str) -> Line {
    Line::try_from(text).unwrap()
}

/// 2027-01-29 8:30 in China.
pub(crate) fn start() -> UnixMs {
    UnixMs::at_china(NaiveDate::from_ymd_opt(2027, 1, 29).unwrap(), 8 * 60 + 30)
}

pub(crate) fn put(set: &mut Set, entity: impl Into<Entity>) {
    let row = Row { entity: entity.into(), version: id(1), commit: CommitNo(1), scopes: vec![] };
    set.put(Arc::new(row));
}

/// One village, one team with its leader, one zone, no spots yet.
pub(crate) fn drive() -> Set {
    let mut set = Set::new(Reach::Held);
    let day = start().day();
    put(
        &mut set,
        Campaign {
            id: id(1),
            name: name("清洁家园迎新春"),
            host: line("柳溪街道办事处"),
            filing: None,
            duty_phone: None,
            starts: day,
            ends: day.succ_opt().unwrap(),
            feedback: None,
            versions: yingchun_domain::edit::Versions::default(),
            sessions: vec![],
        },
    );
    let code = "QSC-2027".to_owned().try_into().unwrap();
    let (committee, rotated) = (name("青石村村委会"), vec![]);
    let (name_of, versions) = (name("青石村"), Versions::default());
    let duty_phone = None;
    put(&mut set, Community { id: id(2), name: name_of, committee, duty_phone, code, rotated, versions });
    put(
        &mut set,
        Team {
            id: id(3),
            community: id(2),
            name: name("青年突击队"),
            duty_phone: None,
            versions: Versions::default(),
        },
    );
    let slot = Slot { id: id(5), starts: start(), ends: start().plus(3 * HOUR_MS), wanted: 10 };
    put(
        &mut set,
        Zone {
            id: id(4),
            community: id(2),
            name: name("青石河东岸"),
            bounds: None,
            meeting: line("老槐树下"),
            bring: None,
            team: Some(id(3)),
            slots: vec![slot],
            hazard: None,
            past_slots: vec![],
            led_before: vec![],
            versions: Versions::default(),
        },
    );
    person(&mut set, 10, "赵建国", "13800002047");
    let from = start().plus(-DAY_MS);
    put(&mut set, Grant::from(id(6), id(10), Role::Leader { team: id(3) }, from));
    set
}

pub(crate) fn person(set: &mut Set, n: u128, called: &str, phone: &str) {
    let consent = Consent::on_screen(line("2027-1"), start());
    let (community, team) = (Some(id(2)), Some(id(3)));
    put(set, Person { community, team, any_day: true, ..Person::named(id(n), name(called), consent) });
    let phone = Some(phone.try_into().unwrap());
    put(set, Contact { phone, ..Contact::empty(id(n)) });
}

pub(crate) fn attended(set: &mut Set, person: u128, minutes: Option<i64>, by: u128) {
    let event = |way, at| SignEvent { entry: id(9), way, at, by: id(by), known: Known::ByTap };
    let out = minutes.map(|minutes| event(Way::Out, start().plus(minutes * 60_000)));
    let events = [event(Way::In, start())].into_iter().chain(out).collect();
    let attendance = AttendanceId::of(id(4), id(5), id(person));
    let (zone, slot, confirmations) = (id(4), id(5), vec![]);
    put(set, Attendance { id: attendance, zone, slot, person: id(person), events, confirmations });
}

/// A spot that is open, in the zone.
pub(crate) fn spot(n: u32, place: &str) -> Spot {
    Spot {
        id: id(u128::from(n) + 1000),
        community: id(2),
        zone: Some(id(4)),
        number: Some(n),
        place: line(place),
        category: Category::WhiteLitter,
        note: None,
        found: None,
        found_by: Finding::OwnSurvey,
        found_at: start(),
        reported_by: None,
        state: SpotState::Open,
        cleanings: vec![],
        returns: vec![],
        passing: None,
        objections: vec![],
        asked: None,
        opened: None,
        begged: None,
        versions: Versions::default(),
    }
}

pub(crate) fn cleaned(spot: Spot, quantity: Quantity) -> Spot {
    let cleaning = Cleaning {
        entry: id(0xc1),
        by: id(10),
        by_name: name("赵建国"),
        recorded_by: None,
        at: start().plus(HOUR_MS),
        quantity: Some(quantity),
        note: None,
        answers: None,
        lease: None,
        taken_back: None,
    };
    Spot { state: SpotState::Cleaned { cleaning: cleaning.entry }, cleanings: vec![cleaning], ..spot }
}

pub(crate) fn opened(set: &Set, printing: Printing) -> Xlsx<Cursor<Vec<u8>>> {
    let bytes = workbook(set, printing, start().plus(8 * HOUR_MS)).unwrap();
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

pub(crate) fn sheet(set: &Set, name: &str) -> Range<Data> {
    opened(set, Printing::default()).worksheet_range(name).unwrap()
}

pub(crate) fn row(sheet: &Range<Data>, n: usize) -> Vec<String> {
    sheet.rows().nth(n).unwrap().iter().map(ToString::to_string).collect()
}
