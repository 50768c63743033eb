//! Ledgers, opened again by another program's reader: what the office prints is what people entered.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod drive;

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::served::HourStep;
use yingchun_domain::id::AssignmentId;
use yingchun_domain::ledger::{NoCampaign, Phones, Printing, file_stem};
use yingchun_domain::person::{Consent, Person};
use yingchun_domain::photo::{Bytes, Phase, Photo, Sha256, Source, number};
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::spot::{Category, Passing, Return, Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS};
use yingchun_hub::ledger::{LedgerError, workbook};

use crate::drive::{attended, cleaned, drive, id, line, name, opened, person, put, row, sheet, spot, start};

const ROSTER: &str = "志愿者名册";
const SIGN_IN: &str = "活动签到表";
const HOURS: &str = "志愿服务时长登记表";
const PROBLEMS: &str = "排查整改台账";
const PROGRESS: &str = "各村（社区）进度";
/// Column heads begin after the title and the head block.
const FIRST_ROW: usize = 3;

#[test]
fn every_ledger_has_its_title_its_head_block_and_its_columns() {
    let set = drive();
    let mut sheets = opened(&set, Printing::default());
    assert_eq!(sheets.sheet_names(), [ROSTER, SIGN_IN, HOURS, PROBLEMS, PROGRESS]);
    let mut heads = String::new();
    for name in sheets.sheet_names() {
        let sheet = sheets.worksheet_range(&name).unwrap();
        for (n, cells) in sheet.rows().take(4).enumerate() {
            // The fourth row of a sheet with one row of heads is its first row of people or spots.
            if n < FIRST_ROW || name == PROGRESS {
                let shown: Vec<String> = cells.iter().map(ToString::to_string).collect();
                heads.push_str(&shown.join("|"));
                heads.push('\n');
            }
        }
        heads.push('\n');
    }
    insta::assert_snapshot!(heads);
}

#[test]
fn a_volunteer_is_one_row_with_nothing_that_was_never_asked() {
    let mut set = drive();
    person(&mut set, 11, "王桂兰", "13900001111");
    let sheet = sheet(&set, ROSTER);
    let none = "无";
    // Both came at once: by name.
    let (second, first) = (row(&sheet, FIRST_ROW), row(&sheet, FIRST_ROW + 1));
    let place = ["青石村", "青年突击队"];
    assert_eq!(first[..8], ["2", "赵建国", none, none, none, place[0], place[1], "13800002047"]);
    assert_eq!(first[8..], [none, none, "队长"]);
    assert_eq!(second[..8], ["1", "王桂兰", none, none, none, place[0], place[1], "13900001111"]);
    assert_eq!(row(&sheet, FIRST_ROW + 2)[..2], ["合计", "2人"]);
    assert!(matches!(sheet.get((FIRST_ROW, 7)), Some(Data::String(_))), "a phone number is a text");
}

#[test]
fn masked_phones_are_masked_and_no_other_sheet_shows_any() {
    let mut set = drive();
    attended(&mut set, 10, Some(180), 10);
    let masked = Printing { phones: Phones::Masked, ..Printing::default() };
    let roster = opened(&set, masked).worksheet_range(ROSTER).unwrap();
    assert_eq!(row(&roster, FIRST_ROW)[7], "138****2047");
    for name in [SIGN_IN, HOURS, PROBLEMS, PROGRESS] {
        let shown: String = sheet(&set, name).cells().map(|(_, _, cell)| cell.to_string()).collect();
        assert!(!shown.contains("13800002047"), "{name}");
    }
}

#[test]
fn a_sign_in_sheet_names_whoever_came_or_said_yes_and_who_signed_for_her() {
    let mut set = drive();
    person(&mut set, 11, "王桂兰", "13900001111");
    person(&mut set, 12, "李芳", "13900002222");
    attended(&mut set, 10, Some(185), 10);
    attended(&mut set, 11, Some(180), 10);
    let assignment = Assignment {
        id: AssignmentId::of(id(4), id(5), id(12)),
        zone: id(4),
        slot: id(5),
        person: id(12),
        state: AssignmentState::Accepted,
        joined: true,
        offered_by: id(10),
        answered_by: None,
        rather: None,
    };
    put(&mut set, assignment);
    let printed = sheet(&set, SIGN_IN);
    let meeting = "2027.1.29 8:30—11:30 青石村青石河东岸（负责人：赵建国）";
    assert_eq!(row(&printed, FIRST_ROW)[0], meeting);
    let rows: Vec<Vec<String>> = (1..=3).map(|n| row(&printed, FIRST_ROW + n)).collect();
    assert_eq!(rows[0], ["1", "赵建国", "青石村", "138****2047", "8:30", "11:35", "", ""]);
    let signed = "赵建国代签到、代签退";
    assert_eq!(rows[1], ["2", "王桂兰", "青石村", "139****1111", "8:30", "11:30", "", signed]);
    assert_eq!(rows[2], ["3", "李芳", "青石村", "139****2222", "", "", "", ""]);
    let whole = Printing { sign_in: Phones::Full, ..Printing::default() };
    let printed = opened(&set, whole).worksheet_range(SIGN_IN).unwrap();
    assert_eq!(row(&printed, FIRST_ROW + 1)[3], "13800002047");
}

#[test]
fn hours_are_shown_by_the_chosen_step_and_never_made_up() {
    let mut set = drive();
    person(&mut set, 11, "王桂兰", "13900001111");
    attended(&mut set, 10, Some(173), 10);
    attended(&mut set, 11, None, 10);
    for (step, hours) in [(HourStep::Tenth, "2.9"), (HourStep::Half, "3")] {
        let printing = Printing { hours: step, ..Printing::default() };
        let sheet = opened(&set, printing).worksheet_range(HOURS).unwrap();
        let rows = [row(&sheet, FIRST_ROW), row(&sheet, FIRST_ROW + 1)];
        let known = rows.iter().find(|row| row[1] == "赵建国").unwrap();
        assert_eq!(
            known[3..10],
            ["清洁家园迎新春", "2027.1.29", "青石村青石河东岸", "无", "8:30", "11:23", hours]
        );
        let unknown = rows.iter().find(|row| row[1] == "王桂兰").unwrap();
        assert_eq!(unknown[7..], ["8:30", "无", "无", "赵建国", "没有签退，未计时长"]);
        assert_eq!(row(&sheet, FIRST_ROW + 2)[9], hours);
    }
}

#[test]
fn a_spot_is_one_row_from_discovery_to_the_end() {
    let mut set = drive();
    let done = cleaned(spot(12, "老磨坊北侧沟渠"), Quantity { hundredths: 250, unit: Unit::Load });
    let returned = Return {
        entry: id(0xe1),
        by: id(20),
        by_name: name("周海"),
        to: id(10),
        at: start().plus(2 * HOUR_MS),
        reason: Shortfall::NotHauled,
        place: line("桥墩下"),
        due: start().plus(2 * DAY_MS),
        handed_to: None,
    };
    let at = start().plus(3 * HOUR_MS);
    let passing = Passing { entry: id(0xe2), by: id(20), by_name: name("周海"), at, closed_at: Some(at) };
    put(&mut set, Spot { state: SpotState::Closed, returns: vec![returned], passing: Some(passing), ..done });
    let photo = Photo {
        id: id(77),
        spot: id(1012),
        phase: Phase::After,
        source: Source::Camera,
        taken_by: id(10),
        device: id(8),
        entry: id(0xc1),
        at: start(),
        offset: None,
        sha256: Sha256([7; 32]),
        len: 1,
        bytes: Bytes::Awaited,
    };
    put(&mut set, photo);
    let shown = format!("见照片{}（待传）", number(id(77)));
    let row = row(&sheet(&set, PROBLEMS), FIRST_ROW);
    assert_eq!(row[..7], ["1", "青石村", "老磨坊北侧沟渠", "白色垃圾", "无", "2027.1.29", "自查"]);
    assert_eq!(row[7..12], ["柳溪街道办事处", "青石村村委会", "赵建国", "清理2.5车", "2027.1.31"]);
    assert_eq!(row[12..15], ["无", &shown, "已完成"]);
    assert_eq!(row[15..], ["2027.1.29", "周海", "2027.1.29", "退回整改1次，最近：垃圾没运走（桥墩下）"]);
}

#[test]
fn units_are_never_converted_and_turnouts_are_counted_as_such() {
    let mut set = drive();
    attended(&mut set, 10, Some(60), 10);
    put(&mut set, cleaned(spot(1, "村口"), Quantity { hundredths: 1000, unit: Unit::Kilogram }));
    put(&mut set, cleaned(spot(2, "桥头"), Quantity { hundredths: 30, unit: Unit::Tonne }));
    let corner = Spot { category: Category::NeglectedCorner, ..spot(3, "小卖部后") };
    put(&mut set, cleaned(corner, Quantity { hundredths: 100, unit: Unit::Place }));
    put(&mut set, spot(4, "老槐树下"));
    let sheet = sheet(&set, PROGRESS);
    // Two rows of heads, then 当日, its village, its sums, 累计 and the village again.
    let village = row(&sheet, FIRST_ROW + 5);
    assert_eq!(village[..9], ["1", "青石村", "/", "1", "/", "/", "1", "/", "/"]);
    assert_eq!(village[9..17], ["0", "0", "0.3吨、10公斤", "1", "0", "0", "0", "0"]);
    assert_eq!(village[17..], ["/", "4", "3", "75.0%", "无"]);
}

#[test]
fn what_is_only_reported_or_was_taken_off_is_in_no_sum() {
    let mut set = drive();
    put(&mut set, cleaned(spot(1, "村东头沟渠"), Quantity { hundredths: 100, unit: Unit::Bag }));
    put(&mut set, Spot { state: SpotState::Reported, ..spot(2, "桥北头") });
    put(&mut set, Spot { state: SpotState::Cancelled { reason: line("重复") }, ..spot(3, "桥南头") });
    let problems = sheet(&set, PROBLEMS);
    let numbers: Vec<String> = (0..3).map(|n| row(&problems, FIRST_ROW + n)[0].clone()).collect();
    assert_eq!(numbers, ["1", "/", "/"]);
    let reported = row(&problems, FIRST_ROW + 1);
    assert_eq!((reported[14].as_str(), reported[18].as_str()), ("/", "待核实"));
    let sums = row(&problems, FIRST_ROW + 3);
    assert_eq!([&sums[1], &sums[14], &sums[18]], ["1处", "已完成1处", "另有待核实1处、已取消1处"]);
    let progress = sheet(&set, PROGRESS);
    let whole = (0..progress.height()).map(|n| row(&progress, n)).rfind(|row| row[0] == "合计").unwrap();
    assert_eq!(whole[18..21], ["1", "1", "100.0%"]);
}

#[test]
fn whoever_was_merged_with_herself_did_not_register_herself_on_anothers_behalf() {
    let mut set = drive();
    person(&mut set, 11, "王桂兰", "13900001111");
    person(&mut set, 12, "王桂兰", "13900001111");
    let consent = Consent::on_screen(line("2027-1"), start());
    let first =
        Person { merged_into: Some(id(12)), ..Person::named(id(11), name("王桂兰"), consent.clone()) };
    put(&mut set, Person { community: Some(id(2)), ..first });
    let second = Person::named(id(12), name("王桂兰"), consent);
    put(&mut set, Person { community: Some(id(2)), registered_by: Some(id(11)), ..second });
    let roster = sheet(&set, ROSTER);
    assert_eq!(row(&roster, FIRST_ROW + 1)[..2], ["2", "王桂兰"]);
    assert_eq!(row(&roster, FIRST_ROW + 1)[10], "无");
}

#[test]
fn the_file_says_whose_it_is_and_of_which_day() {
    assert_eq!(file_stem(&drive(), start()).unwrap(), "柳溪街道_清洁家园迎新春_台账_20270129");
}

#[test]
fn what_looks_like_a_formula_stays_what_somebody_typed() {
    let mut set = drive();
    let dangers = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"点我\")", "=cmd|' /C calc'!A0"];
    for (n, danger) in (11..).zip(dangers) {
        person(&mut set, n, danger, "13900001111");
    }
    for (n, danger) in (1..).zip(dangers) {
        put(&mut set, spot(n, danger));
    }
    let mut sheets = opened(&set, Printing::default());
    for (name, column) in [(ROSTER, 1), (PROBLEMS, 2)] {
        let formulas = sheets.worksheet_formula(name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
        let sheet = sheets.worksheet_range(name).unwrap();
        let shown: Vec<String> = sheet.rows().map(|row| row[column].to_string()).collect();
        for danger in dangers {
            assert!(shown.iter().any(|shown| shown == danger), "{name}: {danger}");
        }
    }
}

#[test]
fn a_drive_that_has_just_begun_prints_nil_reports() {
    let set = drive();
    assert_eq!(row(&sheet(&set, PROBLEMS), FIRST_ROW), vec!["无"; 19]);
    assert_eq!(row(&sheet(&set, HOURS), FIRST_ROW), vec!["无"; 12]);
    assert_eq!(row(&sheet(&set, SIGN_IN), FIRST_ROW), vec!["无"; 8]);
    let nothing = workbook(&Set::new(Reach::Held), Printing::default(), start());
    assert!(matches!(nothing, Err(LedgerError::NoCampaign(NoCampaign))));
}

#[test]
fn ten_thousand_spots_are_ten_thousand_rows_in_a_file_of_modest_size() {
    let mut set = drive();
    for n in 1..=10_000 {
        put(&mut set, cleaned(spot(n, "村东头沟渠"), Quantity { hundredths: 100, unit: Unit::Bag }));
    }
    let bytes = workbook(&set, Printing::default(), start()).unwrap();
    assert!(bytes.len() < 4 << 20, "{} bytes", bytes.len());
    let mut sheets: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = sheets.worksheet_range(PROBLEMS).unwrap();
    assert_eq!(row(&sheet, FIRST_ROW + 9_999)[0], "10000");
    assert_eq!(row(&sheet, FIRST_ROW + 10_000)[..2], ["合计", "10000处"]);
}
