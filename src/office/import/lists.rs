//! Lists as offices have them, with the dirt that real ones have: what every line of them becomes stands beside them, in
//! tests/lists/NAME.becomes.txt.

use std::path::PathBuf;

use chrono::NaiveDate;
use yingchun_domain::import::spots::SpotRow;
use yingchun_domain::time::ledger_date;

use super::chain::{self, counts_heads, links};
use super::heads::Sort;
use super::known::Known;
use super::known::tests::district;
use super::plan::Planner;
use super::rules::{Belongs, Row, Verdict};
use super::table::Reader;
use crate::words::{Lang, Words};

const fn words() -> &'static Words {
    crate::words::words(Lang::Zh)
}

fn known() -> Known {
    district(NaiveDate::from_ymd_opt(2027, 1, 20).unwrap())
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/lists").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

fn table(sort: Sort, name: &str) -> Planner {
    let mut planner = Planner::new(sort, known(), Belongs::default(), None);
    Reader::new(&text(name)).for_each(|record| planner.take(&record));
    planner.number_spots();
    planner
}

fn list(name: &str) -> Planner {
    let belongs = Belongs { community: known().village("青石村").map(|it| it.id), zone: None };
    let mut planner = Planner::new(Sort::People, known(), belongs, Some(chain::heads()));
    links(&text(name), &known()).iter().for_each(|link| planner.take_link(link));
    planner
}

/// What goes out for a row.
fn told(row: &Row) -> String {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "无".to_owned());
    match row {
        Row::Person((community, team), person) => {
            let village = known().village_of(*community).map(|it| it.name.clone());
            let phone = or_none(person.phone.as_ref().map(|phone| phone.digits().to_owned()));
            let note = or_none(person.note.as_ref().map(ToString::to_string));
            let team = if team.is_some() { "编队" } else { "不编队" };
            format!("{} {phone} {} {team} 备注:{note}", person.name, or_none(village))
        }
        Row::Zone(_, zone) => zone.name.to_string(),
        Row::Spot(_, spot) => {
            let SpotRow { number, place, category, quantity, note, found_by, found_at } = spot;
            let number = or_none(number.map(|number| number.to_string()));
            let quantity = or_none(quantity.map(|quantity| quantity.to_string()));
            let found_by = or_none(found_by.map(|way| way.zh().to_owned()));
            let found_at = or_none(found_at.map(|moment| ledger_date(moment.day())));
            let note = or_none(note.as_ref().map(ToString::to_string));
            format!("{number} {place} {} {quantity} {found_at} {found_by} 描述:{note}", category.zh())
        }
    }
}

/// Every line: what it becomes, and what the preview says of it. `YINGCHUN_NEW_GOLDEN=1` writes a file that is not there.
#[track_caller]
fn check(name: &str, plan: &Planner) {
    let line = |planned: &super::plan::Planned| {
        let said = words().verdict(&planned.verdict);
        match &planned.verdict {
            Verdict::Taken(row, _) => format!("{:>3} + {} | {said}\n", planned.line, told(row)),
            Verdict::Left(_) => format!("{:>3} = {} | {said}\n", planned.line, planned.cells.join(",")),
            Verdict::Wrong(_) => format!("{:>3} ! {} | {said}\n", planned.line, planned.cells.join(",")),
        }
    };
    let becomes: String = plan.rows.iter().map(line).collect();
    let path = path(&format!("{name}.becomes.txt"));
    if !path.exists() && std::env::var_os("YINGCHUN_NEW_GOLDEN").is_some() {
        std::fs::write(&path, &becomes).unwrap();
    }
    assert_eq!(becomes, std::fs::read_to_string(&path).unwrap(), "{name}");
}

#[test]
fn a_survey_keeps_unit_day_and_way_of_every_line() {
    let plan = table(Sort::Spots, "spots.csv");
    assert_eq!(plan.heads.as_ref().unwrap().unused, Vec::<String>::new());
    assert_eq!((plan.counts.taken, plan.counts.wrong), (60, 0));
    let mut numbers: Vec<u32> = plan.taken().filter_map(Row::number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 60, "no two of one number");
    for row in plan.taken() {
        let Row::Spot(_, spot) = row else { panic!("{row:?}") };
        assert!(spot.quantity.is_some() && spot.found_by.is_some() && spot.found_at.is_some(), "{spot:?}");
    }
    check("spots.csv", &plan);
}

#[test]
fn a_survey_written_by_hand_loses_no_word() {
    check("spots-dirty.csv", &table(Sort::Spots, "spots-dirty.csv"));
}

#[test]
fn a_roster_says_what_becomes_of_each_line() {
    check("roster-utf8-bom.csv", &table(Sort::People, "roster-utf8-bom.csv"));
}

#[test]
fn cells_copied_out_of_a_workbook_fill_down_the_village_that_is_merged() {
    check("roster-copied.tsv", &table(Sort::People, "roster-copied.tsv"));
}

#[test]
fn lists_of_a_group_are_read_and_a_count_of_heads_is_none() {
    check("jielong-a.txt", &list("jielong-a.txt"));
    check("jielong-b.txt", &list("jielong-b.txt"));
    assert!(!counts_heads(&text("jielong-a.txt")) && !counts_heads(&text("jielong-b.txt")));
    assert!(counts_heads(&text("jielong-c.txt")));
}
