//! 工作进度统计表: a row a village or community, today and since the beginning. 人次 counts one person twice on two days.
//!
//! What this drive does not count (cadres, vehicles, machines) is 「/」 and is written in by hand. A quantity stands in
//! the column of its problem in its own unit: only where all of it is in the column's unit is it a bare number.

use std::collections::BTreeMap;

use crate::attendance::Attendance;
use crate::community::Community;
use crate::id::CommunityId;
use crate::quantity::{Quantity, Unit};
use crate::spot::{Category, Cleaning, Spot, SpotState};
use crate::time::{UnixMs, month_day_zh};
use chrono::NaiveDate;

use super::book::Book;
use super::table::{Cell, Column, Ledger, column, under};

const COLUMNS: [Column; 21] = [
    column("序号", 6.0),
    column("村(社区)", 13.0),
    under("出动人次", "党员干部", 8.0),
    under("出动人次", "志愿者", 8.0),
    under("出动人次", "群众", 8.0),
    under("出动人次", "保洁员", 8.0),
    under("出动人次", "合计", 8.0),
    column("出动车辆(台次)", 9.0),
    column("机械(台班)", 9.0),
    column("清理生活垃圾(吨)", 12.0),
    column("建筑垃圾(方)", 12.0),
    column("白色垃圾(公斤或处)", 12.0),
    column("卫生死角(处)", 9.0),
    column("三堆(处)", 9.0),
    column("残垣断壁(处)", 9.0),
    column("河道沟渠(米)", 12.0),
    column("乱贴乱画(处)", 9.0),
    column("发放宣传资料(份)", 10.0),
    column("排查问题(个)", 9.0),
    column("已整改(个)", 9.0),
    column("整改率", 9.0),
];
const REMARKS: Column = column("备注", 24.0);

/// The columns of cleaned problems, in order, with the unit in their heads.
const CLEANED: [(Category, Unit); 8] = [
    (Category::HouseholdWaste, Unit::Tonne),
    (Category::BuildingWaste, Unit::CubicMetre),
    (Category::WhiteLitter, Unit::Kilogram),
    (Category::NeglectedCorner, Unit::Place),
    (Category::Heaps, Unit::Place),
    (Category::Ruins, Unit::Place),
    (Category::RiverBank, Unit::Metre),
    (Category::Flyposting, Unit::Place),
];

/// What counts: one day, or everything so far.
#[derive(Clone, Copy)]
enum Period {
    Day(NaiveDate),
    Whole,
}

impl Period {
    fn holds(self, moment: UnixMs) -> bool {
        match self {
            Self::Day(day) => moment.day() == day,
            Self::Whole => true,
        }
    }
}

/// Amounts by unit, in hundredths.
type Amounts = BTreeMap<Unit, u32>;

/// What one community did in a period.
#[derive(Default)]
struct Tally {
    turnouts: u32,
    found: u32,
    done: u32,
    cleaned: BTreeMap<Category, Amounts>,
}

pub(super) fn ledger(book: &Book<'_>) -> Ledger {
    let today = book.now.day();
    let columns: Vec<Column> = COLUMNS.into_iter().chain([REMARKS]).collect();
    let until = format!("统计日期：截至{} {}", month_day_zh(today), book.now.clock());
    let block = vec![book.host("填报单位"), until, "填报人：".to_owned(), "分管领导：".to_owned()];
    let mut ledger = Ledger::begin("各村（社区）进度", book.title("工作进度统计表"), block, &columns);
    for (words, period) in [("当日", Period::Day(today)), ("累计", Period::Whole)] {
        ledger.part(words);
        part(book, period, &mut ledger);
    }
    ledger.end(
        "人次：一人两天来算两次。志愿者人次按签到计；党员干部、群众、保洁员、车辆、机械、宣传资料由村（社区）填写。\
         数量按原计量单位统计，不作换算；没有报数量的按处计。",
    )
}

fn part(book: &Book<'_>, period: Period, ledger: &mut Ledger) {
    let tallies = tallies(book, period);
    let mut whole = Tally::default();
    let mut number = 0;
    for community in book.set.each::<Community>() {
        number += 1;
        let nothing = Tally::default();
        let tally = tallies.get(&community.id).unwrap_or(&nothing);
        whole.add(tally);
        ledger.row(row(Cell::Count(number), community.name.as_str(), tally));
    }
    ledger.row(row(Cell::text("合计"), &format!("{number}个"), &whole));
}

fn tallies(book: &Book<'_>, period: Period) -> BTreeMap<CommunityId, Tally> {
    let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
    for attendance in book.set.each::<Attendance>() {
        let zone = book.zone(attendance.zone);
        if let Some(zone) = zone.filter(|_| attendance.came().is_some_and(|came| period.holds(came))) {
            tallies.entry(zone.community).or_default().turnouts += 1;
        }
    }
    for spot in book.set.each::<Spot>() {
        tallies.entry(spot.community).or_default().count(spot, period);
    }
    tallies
}

impl Tally {
    fn count(&mut self, spot: &Spot, period: Period) {
        if matches!(spot.state, SpotState::Cancelled { .. }) {
            return;
        }
        self.found += u32::from(spot.state != SpotState::Reported && period.holds(spot.found_at));
        let amounts = self.cleaned.entry(spot.category).or_default();
        let counted: Vec<&Cleaning> = counting(spot).filter(|cleaning| period.holds(cleaning.at)).collect();
        for quantity in counted.iter().filter_map(|cleaning| cleaning.quantity) {
            let sum = amounts.entry(quantity.unit).or_default();
            *sum = sum.saturating_add(quantity.hundredths);
        }
        if spot.state.is_clean() && spot.last_cleaning().is_some_and(|cleaning| period.holds(cleaning.at)) {
            self.done += 1;
            if spot.worked().all(|cleaning| cleaning.quantity.is_none()) {
                let sum = amounts.entry(Unit::Place).or_default();
                *sum = sum.saturating_add(100);
            }
        }
    }

    fn add(&mut self, other: &Self) {
        self.turnouts += other.turnouts;
        self.found += other.found;
        self.done += other.done;
        for (category, amounts) in &other.cleaned {
            let sums = self.cleaned.entry(*category).or_default();
            for (unit, hundredths) in amounts {
                let sum = sums.entry(*unit).or_default();
                *sum = sum.saturating_add(*hundredths);
            }
        }
    }
}

/// The cleanings whose quantities add up: the first, and those that answer a return. Others say again what was done.
fn counting(spot: &Spot) -> impl Iterator<Item = &Cleaning> {
    spot.worked().enumerate().filter(|(n, it)| *n == 0 || it.answers.is_some()).map(|(_, it)| it)
}

fn row(number: Cell, name: &str, tally: &Tally) -> Vec<Cell> {
    let mut cells = vec![number, Cell::text(name), Cell::not_counted(), Cell::Count(tally.turnouts)];
    cells.extend([Cell::not_counted(), Cell::not_counted(), Cell::Count(tally.turnouts)]);
    cells.extend([Cell::not_counted(), Cell::not_counted()]);
    let none = Amounts::new();
    for (category, unit) in CLEANED {
        cells.push(amount(tally.cleaned.get(&category).unwrap_or(&none), unit));
    }
    cells.extend([Cell::not_counted(), Cell::Count(tally.found), Cell::Count(tally.done), rate(tally)]);
    cells.push(Cell::Text(others(tally)));
    cells
}

/// A bare number where all of it is in the column's unit, else each amount with its own.
fn amount(amounts: &Amounts, unit: Unit) -> Cell {
    let mut amounts = amounts.iter().filter(|(_, hundredths)| **hundredths > 0);
    match (amounts.next(), amounts.next()) {
        (None, _) => Cell::Count(0),
        (Some((only, hundredths)), None) if *only == unit => Cell::Hundredths(*hundredths),
        (Some(first), second) => {
            let all = [first].into_iter().chain(second).chain(amounts);
            Cell::Text(all.map(shown).collect::<Vec<_>>().join("、"))
        }
    }
}

fn shown((unit, hundredths): (&Unit, &u32)) -> String {
    Quantity { hundredths: *hundredths, unit: *unit }.to_string()
}

/// 整改率, to a tenth of a percent, 四舍五入; 100% is said only where nothing is left.
fn rate(tally: &Tally) -> Cell {
    let (done, found) = (u64::from(tally.done), u64::from(tally.found));
    match (done * 2000 + found).checked_div(found * 2) {
        Some(1000) if done < found => Cell::text("99.9%"),
        Some(permille) => Cell::Text(format!("{}.{}%", permille / 10, permille % 10)),
        None => Cell::not_counted(),
    }
}

/// Problems that the usual form has no column for.
fn others(tally: &Tally) -> String {
    let without_column =
        tally.cleaned.iter().filter(|(category, _)| CLEANED.iter().all(|(has, _)| has != *category));
    let said = without_column.filter(|(_, amounts)| !amounts.is_empty()).map(|(category, amounts)| {
        format!("{}{}", category.zh(), amounts.iter().map(shown).collect::<Vec<_>>().join("、"))
    });
    said.collect::<Vec<_>>().join("；")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_rounded_as_offices_round_and_full_only_when_nothing_is_left() {
        let said = |done, found| rate(&Tally { done, found, ..Tally::default() }).shown();
        assert_eq!([said(2, 3), said(7, 15), said(1, 3)], ["66.7%", "46.7%", "33.3%"]);
        assert_eq!([said(1999, 2000), said(5, 5), said(0, 4)], ["99.9%", "100.0%", "0.0%"]);
        assert_eq!(said(0, 0), "/");
    }
}
