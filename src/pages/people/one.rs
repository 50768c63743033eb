//! `/people/ID`: one person as her leader may know her.

use crate::html::*;
use leptos_router::hooks::use_params_map;
use yingchun_domain::attendance::Attendance;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use super::{CallButton, free_days};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::facts::{Fact, Facts};
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::row::{Row, Rows};
use crate::components::skeleton::Skeleton;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::said;
use crate::pages::shell::{FaultStrip, NotedBar, SyncPill};
use crate::words::{Words, use_tongue};

/// All that the page says of her.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    person: Person,
    team: Option<String>,
    /// As it is read out, and as it is dialled.
    phone: Option<(String, String)>,
    same_as: Vec<String>,
    visits: Vec<Visit>,
    minutes: i64,
}

/// One coming and going.
#[derive(Debug, Clone, PartialEq)]
struct Visit {
    zone: String,
    came: Option<UnixMs>,
    went: Option<UnixMs>,
    minutes: Option<i64>,
    by_leader: bool,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    Unknown,
    Ready(Box<Shown>),
}

fn read(mine: Mine<'_>, id: PersonId) -> Option<Shown> {
    let person = mine.set.get::<Person>(id.uuid()).known()?;
    let contact = mine.set.get::<Contact>(id.uuid()).known();
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    let same_as = contact.map(|contact| contact.same_as.as_slice()).unwrap_or_default();
    let own: Vec<&Attendance> = mine.set.each::<Attendance>().filter(|it| it.person == id).collect();
    let mut visits: Vec<Visit> = own.iter().map(|it| visit(mine, it)).collect();
    visits.sort_by_key(|visit| std::cmp::Reverse(visit.came.or(visit.went)));
    Some(Shown {
        team: person
            .team
            .and_then(|team| mine.set.get::<Team>(team.uuid()).known())
            .map(|team| team.name.to_string()),
        phone: phone.map(|phone| (phone.digits().to_owned(), format!("tel:{}", phone.digits()))),
        same_as: same_as.iter().filter_map(|other| mine.name_of(*other)).collect(),
        minutes: own.iter().filter_map(|it| it.minutes()).sum(),
        visits,
        person: person.clone(),
    })
}

fn visit(mine: Mine<'_>, attendance: &Attendance) -> Visit {
    let zone = mine.set.get::<Zone>(attendance.zone.uuid()).known();
    Visit {
        zone: zone.map(|zone| zone.name.to_string()).unwrap_or_default(),
        came: attendance.came(),
        went: attendance.went(),
        minutes: attendance.minutes(),
        by_leader: attendance.events.iter().any(|event| event.by != attendance.person),
    }
}

/// 8:31 到 11:30，记 3 小时 · 队长代签
fn visit_words(words: &Words, visit: &Visit) -> String {
    let clock = |at: Option<UnixMs>| at.map_or_else(|| words.kit.none.to_owned(), UnixMs::clock);
    let (came, went) = (clock(visit.came), clock(visit.went));
    let hours = match visit.minutes {
        Some(minutes) => words.today.hours_noted(&came, &went, &said::hours(minutes)),
        None => words.today.signed_in(&came),
    };
    let day = visit.came.or(visit.went).map(|at| words.day_full(at.day()));
    let by = visit.by_leader.then(|| words.roll.by_leader.to_owned());
    [day, Some(hours), by].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let shown = use_mine(move |mine| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse::<PersonId>().ok());
        id.and_then(|id| read(mine, id))
    });
    let view = Memo::new(move |_| match shown.get() {
        None => View::Opening,
        Some(None) => View::Unknown,
        Some(Some(shown)) => View::Ready(Box::new(shown)),
    });
    let title = move || match view.get() {
        View::Opening | View::Unknown => tongue.words().assign.people.to_owned(),
        View::Ready(shown) => shown.person.name.to_string(),
    };
    view! {
        <div class="page">
            <Head title small=move || match view.get() {
                View::Opening | View::Unknown => String::new(),
                View::Ready(shown) => shown.team.unwrap_or_else(|| tongue.words().assign.newcomers.to_owned()),
            }><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                {move || match view.get() {
                    View::Opening => view! { <Skeleton cards=2/> }.into_any(),
                    View::Unknown => view! { <Empty words=move || tongue.words().assign.person_unknown>""</Empty> }.into_any(),
                    View::Ready(shown) => view! { <Whole shown=*shown/> }.into_any(),
                }}
            </main>
            <NotedBar/> <Dock><BackLink href="/people"/></Dock>
        </div>
    }
}

/// 无 where nothing was said.
fn or_none(words: &Words, said: String) -> String {
    if said.is_empty() { words.kit.none.to_owned() } else { said }
}

#[component]
fn Whole(shown: Shown) -> impl IntoView {
    let tongue = use_tongue();
    let Shown { person, phone, same_as, visits, minutes, .. } = shown;
    let name = person.name.to_string();
    let (digits, call) = phone.unzip();
    let companions = u32::from(person.accompanying);
    let same = (!same_as.is_empty()).then(|| {
        view! {
            <Note tone=Tone::Care icon=Icon::Warning><p>{move || tongue.words().assign.same_phone_as(&same_as.join("、"))}</p></Note>
        }
    });
    let none = visits.is_empty();
    let rows = visits.into_iter().map(|visit| {
        let zone = visit.zone.clone();
        view! { <Row title=zone small=move || visit_words(tongue.words(), &visit)>""</Row> }
    });
    let rows = rows.collect_view();
    view! {
        {call.map(|href| view! { <div class="row"><CallButton name href/></div> })}
        {same}
        <Facts>
            <Fact term=move || tongue.words().join.phone value=move || or_none(tongue.words(), digits.clone().unwrap_or_default())/>
            <Fact term=move || tongue.words().assign.free_days value=move || or_none(tongue.words(), free_days(tongue.words(), &person))/>
            <Fact term=move || tongue.words().join.companions value=move || tongue.words().assign.people_n(companions as usize)/>
            <Fact term=move || tongue.words().me.hours value=move || tongue.words().dates.hours(&said::hours(minutes))/>
        </Facts>
        <section class="stack stack--close">
            <h2>{move || tongue.words().assign.visits}</h2>
            <Show when=move || none><p class="quiet">{move || tongue.words().assign.no_visits}</p></Show>
            <Rows>{rows}</Rows>
        </section>
    }
}
