//! 志愿者名册. Sex, age and political status are columns of the usual form that this drive never asks for: they stay, and
//! say 「无」. So does the volunteer's number, which the national system gives.

use crate::person::{Contact, Person};

use super::Phones;
use super::book::Book;
use super::table::{Cell, Column, Ledger, column};

const COLUMNS: [Column; 11] = [
    column("序号", 6.0),
    column("姓名", 11.0),
    column("性别", 6.0),
    column("年龄(或出生年月)", 10.0),
    column("政治面貌", 10.0),
    column("所在村(社区)", 15.0),
    column("服务队", 18.0),
    column("联系电话", 15.0),
    column("服务类别(清扫/清运/宣传/后勤)", 18.0),
    column("志愿者编号(全国系统)", 13.0),
    column("备注", 24.0),
];

pub(super) fn ledger(book: &Book<'_>, phones: Phones) -> Ledger {
    let block = vec![
        book.host("填报单位(盖章)"),
        book.today("填报时间"),
        "填表人：".to_owned(),
        "审核人：".to_owned(),
    ];
    let mut ledger = Ledger::begin("志愿者名册", book.title("志愿者名册"), block, &COLUMNS);
    let people = volunteers(book);
    let mut number = 0;
    for person in &people {
        number += 1;
        ledger.row(row(book, phones, number, person));
    }
    if people.is_empty() {
        ledger.row(COLUMNS.map(|_| Cell::none()));
    }
    let accompanying: u32 = people.iter().map(|person| u32::from(person.accompanying)).sum();
    let mut sums = COLUMNS.map(|_| Cell::not_counted());
    let [first, second, .., last] = &mut sums;
    (*first, *second) = (Cell::text("合计"), Cell::text(format!("{number}人")));
    *last = Cell::text(if accompanying > 0 {
        format!("另随行儿童{accompanying}人")
    } else {
        String::new()
    });
    ledger.row(sums);
    ledger.end(
        "不收身份证号、性别、年龄和政治面貌；志愿者编号以全国志愿服务信息系统为准。电话只用于本次活动联系。",
    )
}

/// Everybody who registered in a community and has not left, by community and team, then as they came, then by name: those of
/// one list came at once. Who was merged into
/// another is that one.
fn volunteers<'a>(book: &Book<'a>) -> Vec<&'a Person> {
    let registered = |person: &&Person| person.community.is_some() && person.takes_part();
    let mut people: Vec<&Person> = book.set.each::<Person>().filter(registered).collect();
    people.sort_by(|one, other| in_order(one).cmp(&in_order(other)));
    people
}

fn in_order(person: &Person) -> impl Ord {
    (person.community, person.team.is_none(), person.team, person.consent.at, person.name.as_str(), person.id)
}

fn row(book: &Book<'_>, phones: Phones, number: u32, person: &Person) -> [Cell; COLUMNS.len()] {
    let contact = book.set.get::<Contact>(person.id.uuid()).known();
    let phone = contact.and_then(|contact| contact.phone.as_ref()).map(|phone| phones.shown(phone));
    let team = person.team.and_then(|team| book.team(team)).map(|team| team.name.to_string());
    [
        Cell::Count(number),
        Cell::text(person.name.as_str()),
        Cell::none(),
        Cell::none(),
        Cell::none(),
        Cell::Text(person.community.map(|id| book.community_name(id)).unwrap_or_default()),
        Cell::Text(team.unwrap_or_default()),
        Cell::Text(phone.unwrap_or_default()),
        Cell::none(),
        Cell::none(),
        Cell::Text(remarks(book, person, contact)),
    ]
}

fn remarks(book: &Book<'_>, person: &Person, contact: Option<&Contact>) -> String {
    let mut said = Vec::new();
    if book.leads(person.id) {
        said.push("队长".to_owned());
    }
    if person.accompanying > 0 {
        said.push(format!("随行{}人", person.accompanying));
    }
    let guardian = person.registered_by.and_then(|id| book.person(id));
    if let Some(guardian) = guardian.filter(|guardian| guardian.id != person.id) {
        said.push(format!("{}代报名", guardian.name));
    }
    if contact.is_some_and(|contact| !contact.same_as.is_empty()) {
        said.push("同号".to_owned());
    }
    said.join("；")
}
