//! 志愿者: the roster. Numbers are masked on the screen; a call dials the whole number.

use crate::html::*;
use yingchun_domain::community::Community;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::team::Team;

use super::search::{NothingFound, ROWS_MOST, SearchField, found};
use super::tally::volunteers;
use crate::components::panel::DeskTable;
use crate::components::rail::DeskHead;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::people::free_days;
use crate::words::use_tongue;

/// A volunteer as the table shows her.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    person: Person,
    community: String,
    team: Option<String>,
    /// Masked, and as it is dialled.
    phone: Option<(String, String)>,
    same_phone: bool,
}

fn lines(mine: Mine<'_>) -> Vec<Line> {
    let mut all: Vec<Line> = volunteers(mine).map(|person| line(mine, person)).collect();
    all.sort_by(|one, other| {
        (&one.community, &one.team, &one.person.name).cmp(&(
            &other.community,
            &other.team,
            &other.person.name,
        ))
    });
    all
}

fn line(mine: Mine<'_>, person: &Person) -> Line {
    let contact = mine.set.get::<Contact>(person.id.uuid()).known();
    let community = person.community.and_then(|id| mine.set.get::<Community>(id.uuid()).known());
    let team = person.team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    Line {
        community: community.map(|it| it.name.to_string()).unwrap_or_default(),
        team: team.map(|it| it.name.to_string()),
        phone: phone.map(|phone| (phone.to_string(), format!("tel:{}", phone.digits()))),
        same_phone: contact.is_some_and(|contact| !contact.same_as.is_empty()),
        person: person.clone(),
    }
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let tongue = use_tongue();
    let query = RwSignal::new(String::new());
    let all = use_mine(lines);
    let matching = Memo::new(move |_| {
        let all = all.get().unwrap_or_default();
        let fits = |line: &Line, query: &str| {
            found(
                query,
                &[line.person.name.as_str(), &line.community, line.team.as_deref().unwrap_or_default()],
            )
        };
        query.with(|query| all.into_iter().filter(|line| fits(line, query)).collect::<Vec<_>>())
    });
    let count = move || matching.with(Vec::len);
    let rows = move || {
        matching.get().into_iter().take(ROWS_MOST).map(|line| view! { <PersonRow line/> }).collect_view()
    };
    let heads = move || {
        let words = tongue.words();
        let office = &words.office;
        vec![
            office.name,
            office.community,
            office.team,
            office.phone,
            words.assign.free_days,
            words.join.companions,
            office.registered,
        ]
    };
    view! {
        <DeskHead title=move || tongue.words().office.people small=move || tongue.words().assign.people_n(count())>""</DeskHead>
        <SearchField query/>
        <DeskTable caption=move || tongue.words().office.people heads>{rows}</DeskTable>
        <NothingFound query rows=count/>
        <Show when=move || { count() > ROWS_MOST }><p class="quiet">{move || tongue.words().office.first_rows(ROWS_MOST)}</p></Show>
    }
}

#[component]
fn PersonRow(line: Line) -> impl IntoView {
    let tongue = use_tongue();
    let Line { person, community, team, phone, same_phone } = line;
    let team = move || team.clone().unwrap_or_else(|| tongue.words().office.unplaced_one.to_owned());
    let phone = phone.map(|(masked, href)| view! { <a class="table__link" href=href>{masked}</a> });
    let same = move || same_phone.then(|| format!(" {}", tongue.words().assign.same_phone));
    let (companions, at) = (person.accompanying, person.consent.at);
    let name = person.name.to_string();
    view! {
        <tr>
            <td><b>{name}</b></td> <td>{community}</td> <td>{team}</td> <td class="nb">{phone}{same}</td>
            <td>{move || free_days(tongue.words(), &person)}</td> <td class="num">{companions}</td>
            <td class="nb">{move || format!("{} {}", tongue.words().day(at.day()), at.clock())}</td>
        </tr>
    }
}
