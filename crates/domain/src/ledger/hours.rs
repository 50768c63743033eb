//! 志愿服务时长登记表: minutes between coming and going, shown as hours, rounded once for each service as on every screen.
//!
//! No hours are made up: who did not sign out has none, and the sheet says so. The paper is a record to be printed and
//! sealed; it becomes a certificate 证明 only by the hand of those who may certify, so its title does not say so.

use std::collections::BTreeMap;

use crate::attendance::Attendance;
use crate::attendance::served::{HourStep, Served};
use crate::id::{PersonId, ZoneId};
use crate::spot::Spot;
use crate::time::{UnixMs, ledger_date};
use chrono::NaiveDate;

use super::book::Book;
use super::table::{Cell, Column, Ledger, column};

const COLUMNS: [Column; 12] = [
    column("序号", 6.0),
    column("姓名", 11.0),
    column("志愿者编号", 11.0),
    column("活动名称", 20.0),
    column("服务日期", 12.0),
    column("服务地点", 22.0),
    column("服务内容", 24.0),
    column("开始时间", 9.0),
    column("结束时间", 9.0),
    column("服务时长(小时)", 10.0),
    column("队长确认", 10.0),
    column("备注", 18.0),
];

/// What a person cleaned in a zone on a day, by the class of the problem.
type Work = BTreeMap<(PersonId, ZoneId, NaiveDate), Vec<&'static str>>;

pub(super) fn ledger(book: &Book<'_>, step: HourStep) -> Ledger {
    let campaign = book.campaign;
    let period = format!("登记时段：{}—{}", ledger_date(campaign.starts), ledger_date(campaign.ends));
    let block = vec![book.host("组织单位(盖章)"), period, "登记人：".to_owned(), "审核人：".to_owned()];
    let mut ledger =
        Ledger::begin("志愿服务时长登记表", book.title("志愿服务时长登记表（供打印盖章）"), block, &COLUMNS);
    let services = services(book);
    let work = work(book);
    let mut number = 0;
    for attendance in &services {
        number += 1;
        let tenths = attendance.served(step).map(|served| served.tenths);
        ledger.row(row(book, &work, number, attendance, tenths));
    }
    let sum: Served = services.iter().filter_map(|attendance| attendance.served(step)).sum();
    if services.is_empty() {
        ledger.row(COLUMNS.map(|_| Cell::none()));
    }
    let mut sums = COLUMNS.map(|_| Cell::not_counted());
    let [first, second, .., hours, _, _] = &mut sums;
    (*first, *second, *hours) =
        (Cell::text("合计"), Cell::text(format!("{number}人次")), Cell::Tenths(sum.tenths));
    ledger.row(sums);
    ledger.end(&format!(
        "时长按签到、签退之间的分钟数计，路上时间不计。{}，合计为各行之和。没有签退的不计时长，可向队长申请更正。",
        step.rule()
    ))
}

/// Who came, by day, then place, then as they came.
fn services<'a>(book: &Book<'a>) -> Vec<&'a Attendance> {
    let mut services: Vec<(UnixMs, &Attendance)> =
        book.set.each::<Attendance>().map(|it| (begins(book, it), it)).collect();
    services.sort_by_key(|(begins, it)| (begins.day(), it.zone, *begins, it.id));
    services.into_iter().map(|(_, it)| it).collect()
}

/// When she came, or when the slot began where only her going was said.
fn begins(book: &Book<'_>, attendance: &Attendance) -> UnixMs {
    let slot = || book.zone(attendance.zone)?.slot(attendance.slot).map(|slot| slot.starts);
    attendance.came().or_else(slot).unwrap_or_default()
}

fn work(book: &Book<'_>) -> Work {
    let mut work = Work::new();
    for spot in book.set.each::<Spot>() {
        let Some(zone) = spot.zone else { continue };
        for cleaning in spot.worked() {
            let done = work.entry((cleaning.by, zone, cleaning.at.day())).or_default();
            if !done.contains(&spot.category.zh()) {
                done.push(spot.category.zh());
            }
        }
    }
    work
}

fn row(
    book: &Book<'_>,
    work: &Work,
    number: u32,
    attendance: &Attendance,
    tenths: Option<u32>,
) -> [Cell; COLUMNS.len()] {
    let day = begins(book, attendance).day();
    let clock = |moment: Option<UnixMs>| Cell::Text(moment.map(UnixMs::clock).unwrap_or_default());
    let place = book
        .zone(attendance.zone)
        .map(|zone| format!("{}{}", book.community_name(zone.community), zone.name));
    let done =
        work.get(&(attendance.person, attendance.zone, day)).map(|done| format!("清理{}", done.join("、")));
    let own = book.set.stands_for(attendance.person);
    let by_others = attendance.events.iter().find(|event| book.set.stands_for(event.by) != own);
    let by = attendance.confirmed().map(|it| it.by).or(by_others.map(|event| event.by));
    let confirmed = by.and_then(|leader| book.person(leader)).map(|leader| leader.name.to_string());
    let remark = match (tenths, by_others) {
        _ if attendance.disputed() => "本人说时间不对",
        (None, _) => "没有签退，未计时长",
        (Some(_), Some(_)) => "队长代签",
        (Some(_), None) => "",
    };
    [
        Cell::Count(number),
        Cell::Text(book.person(attendance.person).map(|person| person.name.to_string()).unwrap_or_default()),
        Cell::none(),
        Cell::text(book.campaign.name.as_str()),
        Cell::Text(ledger_date(day)),
        Cell::Text(place.unwrap_or_default()),
        Cell::Text(done.unwrap_or_default()),
        clock(attendance.came()),
        clock(attendance.went()),
        tenths.map_or_else(Cell::none, Cell::Tenths),
        confirmed.map_or(Cell::Blank, Cell::Text),
        Cell::text(remark),
    ]
}
