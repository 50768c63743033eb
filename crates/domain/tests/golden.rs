//! Golden files: the shapes that phones hold for years. A line, a receipt, a cursor or a page that was ever written
//! must read for ever; a new shape gets a new file beside the old one.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test tells what failed by panicking")]

mod common;
#[path = "golden/later.rs"]
mod golden;
#[path = "golden/office.rs"]
mod office;
#[path = "golden/rows.rs"]
mod rows;

use std::path::PathBuf;

use common::drive::*;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::offer::{Offer, Withdraw};
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::campaign::HalfDay;
use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::{Act, Entry, SeenHub, Shown};
use yingchun_domain::grant::{Grant, Revoke, Role};
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::page::{Cursor, Page, Position};
use yingchun_domain::person::place::Place;
use yingchun_domain::person::register::Register;
use yingchun_domain::photo::Sha256;
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::receipt::{First, Outcome, PushAnswer, Receipt};
use yingchun_domain::row::{CommitNo, Entity};
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::{AddPhotos, Clean, PhotoLost};
use yingchun_domain::spot::close::{Cancel, Close};
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::inspect::{Pass, SendBack};
use yingchun_domain::spot::open::{Open, Reopen};
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Finding, Shortfall};
use yingchun_domain::team::CreateTeam;
use yingchun_domain::time::{DAY_MS, Half};
use yingchun_domain::zone::create::CreateZone;
use yingchun_domain::zone::{Hazard, Slot};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// What is written today is what was written then. `YINGCHUN_NEW_GOLDEN=1` writes a file that is not there yet, and
/// never touches one that is.
#[track_caller]
fn check(name: &str, written: &str) {
    let path = path(name);
    if !path.exists() && std::env::var_os("YINGCHUN_NEW_GOLDEN").is_some() {
        std::fs::write(&path, written).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    assert_eq!(written, golden, "{name}");
}

/// The acts of the first release, as its phones wrote them.
fn first_acts() -> Vec<Act> {
    let line = |text: &str| text.try_into().unwrap();
    let sign = Sign::now(zone(), slot());
    let day = START.day();
    let amount = Quantity { hundredths: 200, unit: Unit::Load };
    vec![
        Act::Register(Register {
            free: vec![HalfDay { day, half: Half::Morning }],
            accompanying: 1,
            ..register("王桂兰", "13800002047")
        }),
        Act::Accept(Accept {}),
        Act::Decline(Decline::default()),
        Act::SignIn(sign.clone()),
        Act::SignOut(sign),
        Act::Report(Report {
            place: line("桥头"),
            category: Category::WhiteLitter,
            note: None,
            community: None,
        }),
        Act::Clean(Clean {
            quantity: Some(amount),
            note: Some("清了两车，砖码墙边了。".try_into().unwrap()),
            answers: Some(uuid::Uuid::from_u128(0xbac).into()),
        }),
        Act::AddPhotos(AddPhotos {}),
        Act::PhotoLost(PhotoLost {}),
        Act::Claim(Claim {}),
        Act::Place(Place { team: team() }),
        Act::Offer(Offer { zone: zone(), slot: slot(), person: volunteer() }),
        Act::Withdraw(Withdraw {}),
        Act::Pass(Pass { cleaning: uuid::Uuid::from_u128(0xc1ea).into() }),
        Act::SendBack(SendBack {
            cleaning: uuid::Uuid::from_u128(0xc1ea).into(),
            reason: Shortfall::NotHauled,
            place: line("桥墩北面还有砖"),
            due: START.plus(DAY_MS),
        }),
        Act::Close(Close {}),
        Act::Cancel(Cancel { reason: line("村里自己清了") }),
        Act::Reopen(Reopen {}),
        Act::Open(Open { zone: zone(), number: Some(12) }),
        Act::CreateCommunity(CreateCommunity {
            name: "青石村".try_into().unwrap(),
            committee: "青石村村委会".try_into().unwrap(),
            duty_phone: Some("0571-8800000".to_owned().try_into().unwrap()),
            code: CODE.try_into().unwrap(),
        }),
        Act::CreateTeam(CreateTeam {
            community: uuid::Uuid::from_u128(0x0c).into(),
            name: "青年突击队".try_into().unwrap(),
            duty_phone: None,
        }),
        Act::CreateZone(CreateZone {
            community: uuid::Uuid::from_u128(0x0c).into(),
            name: "青石河东岸".try_into().unwrap(),
            bounds: Some("从老槐树下到水泥桥，河东边".try_into().unwrap()),
            meeting: line("老槐树下"),
            bring: Some(line("水、手套")),
            team: Some(team()),
            slots: vec![Slot { id: slot(), starts: START, ends: START.plus(DAY_MS / 8), wanted: 6 }],
            hazard: Some(Hazard { insured: true }),
        }),
        Act::CreateSpot(CreateSpot {
            zone: zone(),
            number: Some(12),
            place: line("老磨坊北侧沟渠"),
            category: Category::RiverBank,
            note: None,
            found: Some(amount),
            found_by: Finding::OwnSurvey,
        }),
        Act::Invite(Invite {
            role: Some(Role::Leader { team: team() }),
            person: None,
            token: Sha256([1; 32]),
        }),
        Act::AcceptInvitation(AcceptInvitation {
            name: Some("赵建国".try_into().unwrap()),
            phone: None,
            consent: consent(),
        }),
        Act::Revoke(Revoke { reason: line("调走了") }),
    ]
}

fn full(n: u128, act: Act) -> Entry {
    Entry {
        seen: Some(SeenHub {
            epoch: uuid::Uuid::from_u128(0xe0).into(),
            commit: CommitNo(41),
            received: START,
        }),
        offset: Some(-320),
        shown: Shown { zone: Some(zone()), spot: Some(spot(1)) },
        base: [("leader".to_owned(), uuid::Uuid::from_u128(0xba5e).into())].into(),
        on_behalf_of: Some(volunteer()),
        photos: vec![after_photo(0x91)],
        ..entry(n, leader(), spot(1).uuid(), act)
    }
}

#[test]
fn every_act_is_written_as_it_was_and_reads_back() {
    let (first, later, last) = (first_acts(), golden::later_acts(), golden::last_acts());
    let (corrections, office) = (golden::corrections(), office::office_acts());
    let officials = golden::officials_acts();
    let survey = office::survey_acts();
    let kinds: Vec<&str> = Act::KINDS.to_vec();
    let golden: Vec<&str> =
        first.iter().chain(&later).chain(&last).chain(&corrections).chain(&office).map(Act::kind).collect();
    let missing: Vec<&&str> = kinds.iter().filter(|kind| !golden.contains(kind)).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "each act has its golden line");
    let files = [
        ("push-1.ndjson", first),
        ("push-2.ndjson", later),
        ("push-3.ndjson", last),
        ("push-4.ndjson", corrections),
        ("push-5.ndjson", office),
        ("push-6.ndjson", officials),
        ("push-7.ndjson", survey),
    ];
    for (name, acts) in files {
        let entries: Vec<Entry> = acts.into_iter().zip(1..).map(|(act, n)| full(n, act)).collect();
        let lines: Vec<String> = entries.iter().map(|entry| entry.to_line().unwrap()).collect();
        check(name, &(lines.join("\n") + "\n"));
        let golden = std::fs::read_to_string(path(name)).unwrap();
        let read: Vec<Entry> = golden.lines().map(|line| Entry::from_line(line).unwrap()).collect();
        assert_eq!(read, entries, "{name}");
    }
}

#[test]
fn receipts_and_cursor_are_written_as_they_were() {
    let receipt = Receipt {
        id: uuid::Uuid::from_u128(0xe1).into(),
        outcome: Outcome::Merged,
        code: Some("spot.clean.added_evidence".to_owned()),
        commit: CommitNo(42),
        received: START,
        mac: "bWFj".to_owned(),
    };
    let epoch = uuid::Uuid::from_u128(0xe0).into();
    let answer = PushAnswer { epoch, now: START, receipts: vec![receipt], seal: None };
    check("push-answer-1.json", &serde_json::to_string_pretty(&answer).unwrap());
    let again = PushAnswer { seal: Some("person.bWFj".to_owned()), ..answer.clone() };
    check("push-answer-2.json", &serde_json::to_string_pretty(&again).unwrap());
    let [receipt] = <[Receipt; 1]>::try_from(answer.receipts).unwrap();
    let first = First::to_line(receipt.clone()).unwrap();
    check("first-1.ndjson", &format!("{first}\n"));
    assert_eq!(First::from_line(&first), Some(receipt));
    let at = Position { commit: CommitNo(42), kind: "spot".to_owned(), id: spot(1).uuid() };
    let cursor = Cursor {
        epoch,
        tag: 7,
        commit: CommitNo(42),
        scopes: [(Scope::Campaign, at.clone()), (Scope::Zone(zone()), at)].into(),
    };
    check("cursor-1.json", &serde_json::to_string_pretty(&cursor).unwrap());
    let read: Cursor =
        serde_json::from_str(&std::fs::read_to_string(path("cursor-1.json")).unwrap()).unwrap();
    assert_eq!(read, cursor);
}

/// A page as the first hub sent it, which a phone reads and would write as it was.
fn golden_page(name: &str) -> Page {
    let page: Page = serde_json::from_str(&std::fs::read_to_string(path(name)).unwrap()).unwrap();
    check(name, &serde_json::to_string_pretty(&page).unwrap());
    page
}

#[test]
fn a_page_with_every_kind_of_row_reads_back() {
    for row in &golden_page("page-1.json").rows {
        assert!(row.gone != row.row().is_some(), "{row:?}");
    }
}

/// What rows gained after the first release, and the kinds that came then.
#[test]
fn a_page_with_what_came_later_reads_back() {
    let golden = golden_page("page-2.json");
    for entity in rows::later_rows() {
        let mut read = golden.rows.iter().filter_map(yingchun_domain::page::PageRow::row);
        assert!(read.any(|row| row.entity == entity), "{entity:?}");
    }
}

/// Rows of before are read as led by nobody else before; page-1.json holds such.
#[test]
fn who_led_before_reads_back() {
    let rows = rows::rows_led_before();
    let bodies: Vec<String> = rows.iter().map(|row| row.to_body().unwrap()).collect();
    check("led-before-1.ndjson", &(bodies.join("\n") + "\n"));
    let golden = std::fs::read_to_string(path("led-before-1.ndjson")).unwrap();
    let read: Vec<Entity> = golden
        .lines()
        .zip(&rows)
        .map(|(body, row)| Entity::from_body(row.key().kind, body).unwrap())
        .collect();
    assert_eq!(read, rows);
}

/// A right that waits is one that has ended to whoever does not know that rights may wait.
#[test]
fn a_right_that_waits_for_the_office_reads_back_and_has_ended_to_older_phones() {
    let waits = Grant::waiting(uuid::Uuid::from_u128(0x96).into(), leader(), Role::Inspector, START);
    let row: yingchun_domain::row::Entity = waits.clone().into();
    check("grant-1.json", &row.to_body().unwrap());
    let golden = std::fs::read_to_string(path("grant-1.json")).unwrap();
    assert_eq!(serde_json::from_str::<Grant>(&golden).unwrap(), waits);
    let older = golden.replacen(",\"waits\":true", "", 1);
    assert_ne!(older, golden);
    let older: Grant = serde_json::from_str(&older).unwrap();
    assert!(!older.holds_at(START) && !older.holds_at(START.plus(DAY_MS)));
}

#[test]
fn a_row_of_a_newer_schema_does_not_spoil_its_page() {
    let golden = std::fs::read_to_string(path("page-1.json")).unwrap();
    let newer = golden.replacen("\"kind\": \"spot\"", "\"kind\": \"drone\"", 1);
    assert_ne!(golden, newer);
    let page: Page = serde_json::from_str(&newer).unwrap();
    assert_eq!(page.rows.iter().filter(|row| !row.gone && row.row().is_none()).count(), 1);
}

#[test]
fn what_cannot_be_read_says_why_and_keeps_its_envelope() {
    use yingchun_domain::entry::{EntryRefused, Envelope};
    let line = entry(1, leader(), spot(1).uuid(), Act::Claim(Claim {})).to_line().unwrap();
    let codes: Vec<&str> = [
        line.replace("\"claim\"", "\"fly\""),
        line.replace("\"schema\":1", "\"schema\":2"),
        line.replace("\"args\":{}", "\"args\":3"),
        line.replace("\"campaign\"", "\"camping\""),
        format!("{line}{}", " ".repeat(64 << 10)),
    ]
    .iter()
    .map(|bad| {
        assert!(serde_json::from_str::<Envelope>(bad).is_ok(), "{bad}");
        Entry::from_line(bad).map_err(|fault: EntryRefused| fault.code()).unwrap_err()
    })
    .collect();
    assert_eq!(
        codes,
        ["entry.unknown_kind", "entry.newer_schema", "entry.unreadable", "entry.campaign", "entry.too_long"]
    );
}
