//! 活动签到表: who came and went, by slot and zone, with room for her own hand. Whoever said yes stands on it too, so that
//! it can be printed beforehand. Where another signed for her, the remark names who (代签须注明代签人).

use std::collections::{BTreeMap, BTreeSet};

use crate::assignment::{Assignment, AssignmentState};
use crate::attendance::{Attendance, Way};
use crate::community::Community;
use crate::id::{PersonId, SlotId, ZoneId};
use crate::person::Contact;
use crate::time::{UnixMs, ledger_date};
use crate::zone::Slot;

use super::Phones;
use super::book::Book;
use super::table::{Cell, Column, Ledger, column};

const COLUMNS: [Column; 8] = [
    column("序号", 6.0),
    column("姓名", 12.0),
    column("单位(村/社区)", 18.0),
    column("联系电话", 16.0),
    column("签到时间", 11.0),
    column("签退时间", 11.0),
    column("本人签名", 16.0),
    column("备注", 26.0),
];
/// Villages that the head names before it says how many there are.
const PLACES_MOST: usize = 3;

/// One meeting: where and when.
type Meeting = (UnixMs, ZoneId, SlotId);

pub(super) fn ledger(book: &Book<'_>, phones: Phones) -> Ledger {
    let campaign = book.campaign;
    let block = vec![
        format!("活动名称：{}", campaign.name),
        format!("活动时间：{}—{}", ledger_date(campaign.starts), ledger_date(campaign.ends)),
        format!("活动地点：{}", places(book)),
        format!("{}　负责人：", book.host("组织单位")),
    ];
    let mut ledger = Ledger::begin("活动签到表", book.title("活动签到表"), block, &COLUMNS);
    let came: BTreeMap<(ZoneId, SlotId, PersonId), &Attendance> =
        book.set.each::<Attendance>().map(|it| ((it.zone, it.slot, it.person), it)).collect();
    let mut number = 0;
    for ((_, zone, slot), people) in meetings(book) {
        ledger.part(heading(book, zone, slot));
        for person in people {
            number += 1;
            ledger.row(row(book, phones, number, person, came.get(&(zone, slot, person)).copied()));
        }
    }
    if number == 0 {
        ledger.row(COLUMNS.map(|_| Cell::none()));
    }
    ledger.end("签到不是义务，只为记时长和安全。代签须注明代签人；没有签到的由本人在现场签名补上。")
}

/// Those who said yes or came, by meeting.
fn meetings(book: &Book<'_>) -> BTreeMap<Meeting, BTreeSet<PersonId>> {
    let said_yes = book.set.each::<Assignment>().filter(|it| it.state == AssignmentState::Accepted);
    let said_yes = said_yes.map(|it| (it.zone, it.slot, it.person));
    let came = book.set.each::<Attendance>().map(|it| (it.zone, it.slot, it.person));
    let mut meetings: BTreeMap<Meeting, BTreeSet<PersonId>> = BTreeMap::new();
    for (zone, slot, person) in said_yes.chain(came) {
        let starts = known_slot(book, zone, slot).map(|slot| slot.starts).unwrap_or_default();
        meetings.entry((starts, zone, slot)).or_default().insert(person);
    }
    meetings
}

fn known_slot<'a>(book: &Book<'a>, zone: ZoneId, slot: SlotId) -> Option<&'a Slot> {
    book.zone(zone)?.slot_ever(slot)
}

/// 2027.1.29 8:30—11:30 青石村青石河东岸（负责人：赵建国）
fn heading(book: &Book<'_>, zone: ZoneId, slot: SlotId) -> String {
    let hours = known_slot(book, zone, slot).map(|slot| {
        format!("{} {}—{} ", ledger_date(slot.starts.day()), slot.starts.clock(), slot.ends.clock())
    });
    let Some(zone) = book.zone(zone) else { return hours.unwrap_or_default() };
    let leaders = book.leaders(zone.team);
    let leaders = if leaders.is_empty() { leaders } else { format!("（负责人：{leaders}）") };
    format!("{}{}{}{leaders}", hours.unwrap_or_default(), book.community_name(zone.community), zone.name)
}

fn places(book: &Book<'_>) -> String {
    let names: Vec<&str> = book.set.each::<Community>().map(|it| it.name.as_str()).collect();
    let first: Vec<&str> = names.iter().copied().take(PLACES_MOST).collect();
    let more = if names.len() > PLACES_MOST {
        format!("等{}个村（社区）", names.len())
    } else {
        String::new()
    };
    format!("{}{more}", first.join("、"))
}

fn row(
    book: &Book<'_>,
    phones: Phones,
    number: u32,
    id: PersonId,
    attendance: Option<&Attendance>,
) -> [Cell; COLUMNS.len()] {
    let person = book.person(id);
    let contact = person.and_then(|person| book.set.get::<Contact>(person.id.uuid()).known());
    let phone = contact.and_then(|contact| contact.phone.as_ref()).map(|phone| phones.shown(phone));
    let clock = |moment: Option<UnixMs>| moment.map_or(Cell::Blank, |moment| Cell::Text(moment.clock()));
    [
        Cell::Count(number),
        Cell::Text(person.map(|person| person.name.to_string()).unwrap_or_default()),
        Cell::Text(person.and_then(|it| it.community).map(|id| book.community_name(id)).unwrap_or_default()),
        Cell::Text(phone.unwrap_or_default()),
        clock(attendance.and_then(Attendance::came)),
        clock(attendance.and_then(Attendance::went)),
        Cell::Blank,
        attendance.map_or(Cell::Blank, |it| remark(book, it)),
    ]
}

/// 赵建国代签到、代签退: ways of which she herself said nothing.
fn remark(book: &Book<'_>, attendance: &Attendance) -> Cell {
    let herself = book.set.stands_for(attendance.person);
    let mut signed: BTreeMap<PersonId, Vec<&str>> = BTreeMap::new();
    for (way, words) in [(Way::In, "代签到"), (Way::Out, "代签退")] {
        let said = || attendance.events.iter().filter(|it| it.way == way);
        let own = said().any(|it| book.set.stands_for(it.by) == herself);
        if let Some(other) = said().next().filter(|_| !own) {
            signed.entry(other.by).or_default().push(words);
        }
    }
    let named = |by: PersonId| book.person(by).map(|it| it.name.to_string()).unwrap_or_default();
    let said: Vec<String> =
        signed.into_iter().map(|(by, words)| format!("{}{}", named(by), words.join("、"))).collect();
    if said.is_empty() { Cell::Blank } else { Cell::Text(said.join("；")) }
}
