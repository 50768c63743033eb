//! 人居环境整治问题排查整改台账: one row a spot, from its discovery to 销号.

use crate::photo::{self, Bytes, Phase};
use crate::spot::{Shortfall, Spot, SpotState};
use crate::time::{UnixMs, ledger_date};

use super::book::Book;
use super::table::{Cell, Column, Ledger, NOT_COUNTED, column};

const COLUMNS: [Column; 19] = [
    column("序号", 6.0),
    column("村(社区)", 12.0),
    column("点位(具体位置)", 20.0),
    column("问题类别", 11.0),
    column("问题描述", 20.0),
    column("发现时间", 11.0),
    column("发现方式(自查/督查/暗访/群众反映)", 12.0),
    column("牵头单位", 14.0),
    column("责任单位", 14.0),
    column("责任人", 10.0),
    column("整改措施", 14.0),
    column("整改时限", 11.0),
    column("整改前照片", 14.0),
    column("整改后照片", 14.0),
    column("完成情况", 9.0),
    column("完成时间", 11.0),
    column("复核人", 9.0),
    column("销号时间", 11.0),
    column("备注", 20.0),
];

pub(super) fn ledger(book: &Book<'_>) -> Ledger {
    let block = vec![
        book.host("填报单位(盖章)"),
        book.today("填报时间"),
        "填表人：".to_owned(),
        "审核人：".to_owned(),
        "包联领导：".to_owned(),
    ];
    let mut ledger =
        Ledger::begin("排查整改台账", book.title("人居环境整治问题排查整改台账"), block, &COLUMNS);
    let mut spots: Vec<&Spot> = book.set.each::<Spot>().collect();
    spots.sort_by_key(|spot| (spot.community, spot.number.unwrap_or(u32::MAX), spot.found_at, spot.id));
    let (mut number, mut done) = (0, 0);
    for spot in &spots {
        number += u32::from(is_listed(spot));
        done += u32::from(progress(spot) == DONE);
        ledger.row(row(book, number, spot));
    }
    if spots.is_empty() {
        ledger.row(COLUMNS.map(|_| Cell::none()));
    }
    let mut sums = COLUMNS.map(|_| Cell::not_counted());
    let [first, second, .., finished, _, _, _, remarks] = &mut sums;
    (*first, *second) = (Cell::text("合计"), Cell::text(format!("{number}处")));
    *finished = Cell::text(format!("{DONE}{done}处"));
    *remarks = Cell::text(besides(&spots));
    ledger.row(sums);
    ledger.end("照片编号印在照片上。“已完成”指已清理并留有整改后照片；验收通过才有复核人，销号才有销号时间。数量按原计量单位填写，不作换算。")
}

const DONE: &str = "已完成";

/// Whether a spot is one of the drive: a report that nobody checked yet is not, nor what was taken off again.
const fn is_listed(spot: &Spot) -> bool {
    !matches!(spot.state, SpotState::Reported | SpotState::Cancelled { .. })
}

/// 另有待核实3处、已取消2处: rows that the sum leaves out.
fn besides(spots: &[&Spot]) -> String {
    let reported = spots.iter().filter(|spot| spot.state == SpotState::Reported).count();
    let cancelled = spots.len() - reported - spots.iter().filter(|spot| is_listed(spot)).count();
    let said = [("待核实", reported), ("已取消", cancelled)].into_iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(word, count)| format!("{word}{count}处")).collect();
    if said.is_empty() { String::new() } else { format!("另有{}", said.join("、")) }
}

/// 完成情况, in the three words that such ledgers know.
fn progress(spot: &Spot) -> &'static str {
    match spot.state {
        SpotState::Open => "未完成",
        SpotState::Claimed { .. } | SpotState::Returned { .. } => "整改中",
        SpotState::Cleaned { .. } | SpotState::Passed | SpotState::Closed => DONE,
        SpotState::Reported | SpotState::Cancelled { .. } => NOT_COUNTED,
    }
}

fn row(book: &Book<'_>, number: u32, spot: &Spot) -> [Cell; COLUMNS.len()] {
    let zone = spot.zone.and_then(|zone| book.zone(zone));
    let community = book.community(spot.community);
    let passing = spot.passing.as_ref();
    let progress = progress(spot);
    let cleaned = spot.last_cleaning().filter(|_| progress == DONE).map(|cleaning| cleaning.at);
    let date =
        |moment: Option<UnixMs>| Cell::Text(moment.map(|it| ledger_date(it.day())).unwrap_or_default());
    [
        if is_listed(spot) { Cell::Count(number) } else { Cell::not_counted() },
        Cell::Text(book.community_name(spot.community)),
        Cell::text(spot.place.as_str()),
        Cell::text(spot.category.zh()),
        Cell::Text(described(spot)),
        date(Some(spot.found_at)),
        Cell::text(spot.found_by.zh()),
        Cell::text(book.campaign.host.as_str()),
        Cell::Text(community.map(|community| community.committee.to_string()).unwrap_or_default()),
        Cell::Text(book.leaders(zone.and_then(|zone| zone.team))),
        Cell::Text(measures(spot)),
        Cell::Text(due(book, spot)),
        Cell::Text(photos(book, spot, Phase::Before)),
        Cell::Text(photos(book, spot, Phase::After)),
        Cell::text(progress),
        date(cleaned),
        Cell::Text(passing.map(|passing| passing.by_name.to_string()).unwrap_or_default()),
        date(passing.and_then(|passing| passing.closed_at)),
        Cell::Text(remarks(spot)),
    ]
}

/// What it looks like, and how much there is, in the unit in which somebody counted it.
fn described(spot: &Spot) -> String {
    let note = spot.note.as_ref().map(ToString::to_string);
    let found = spot.found.map(|found| format!("约{found}"));
    note.into_iter().chain(found).collect::<Vec<_>>().join("，")
}

/// What was done: how much was carried off, each time.
fn measures(spot: &Spot) -> String {
    let hauled = spot.worked().filter_map(|cleaning| cleaning.quantity);
    let hauled: Vec<String> = hauled.map(|quantity| format!("清理{quantity}")).collect();
    match (hauled.is_empty(), spot.worked().next().is_none()) {
        (false, _) => hauled.join("；"),
        (true, false) => "人工清理".to_owned(),
        (true, true) => String::new(),
    }
}

/// The last return's deadline, else the last slot of the zone, else the last day of the drive.
fn due(book: &Book<'_>, spot: &Spot) -> String {
    let slots = spot.zone.and_then(|zone| book.zone(zone)).into_iter().flat_map(|zone| &zone.slots);
    let moment = spot.returns.last().map(|returned| returned.due).or(slots.map(|slot| slot.ends).max());
    ledger_date(moment.map_or(book.campaign.ends, UnixMs::day))
}

/// The numbers that are burnt into the photos; what is not on the hub yet says so.
fn photos(book: &Book<'_>, spot: &Spot, phase: Phase) -> String {
    let mut taken: Vec<_> =
        book.photos(spot.id).iter().filter(|photo| photo.phase == phase && spot.shows_work(photo)).collect();
    taken.sort_by_key(|photo| (photo.at, photo.id));
    let named = taken.into_iter().map(|photo| {
        let state = match photo.bytes {
            Bytes::Received { .. } => "",
            Bytes::Awaited => "（待传）",
            Bytes::Lost { .. } => "（没有存下）",
        };
        format!("{}{state}", photo::number(photo.id))
    });
    let named = named.collect::<Vec<_>>().join("、");
    if named.is_empty() { named } else { format!("见照片{named}") }
}

const fn shortfall_zh(reason: Shortfall) -> &'static str {
    match reason {
        Shortfall::NotClean => "没清干净",
        Shortfall::NotHauled => "垃圾没运走",
        Shortfall::OnlyMoved => "只挪了地方",
        Shortfall::NewLitter => "又有新垃圾",
        Shortfall::OtherSpot => "不是这一处",
    }
}

fn remarks(spot: &Spot) -> String {
    let mut said = Vec::new();
    if spot.state == SpotState::Reported {
        said.push("待核实".to_owned());
    }
    if let SpotState::Cancelled { reason } = &spot.state {
        said.push(format!("已取消：{reason}"));
    }
    if let Some(returned) = spot.returns.last() {
        let reason = shortfall_zh(returned.reason);
        said.push(format!("退回整改{}次，最近：{reason}（{}）", spot.returns.len(), returned.place));
    }
    said.extend(spot.last_cleaning().and_then(|cleaning| cleaning.note.as_ref()).map(ToString::to_string));
    said.join("；")
}
