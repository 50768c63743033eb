//! `/people/ID`: one person as her leader may know her.

use std::collections::BTreeSet;

use crate::html::*;
use leptos_router::hooks::use_params_map;
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::{HourStep, Served};
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::{Contact, Person};

use super::come_back::HelpBack;
use super::edit::EditSheet;
use super::same::{SamePhone, Twin};
use super::visit::{Visit, VisitCard};
use super::{CallButton, free_days};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::facts::{Fact, Facts};
use crate::components::head::Head;
use crate::components::sheet::Sheet;
use crate::components::skeleton::Skeleton;
use crate::pages::frame::deed;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::{Below, FaultStrip, SyncPill, use_doer};
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// All that the page says of her.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    person: Person,
    team: Option<String>,
    /// Digits; empty where she has none.
    phone: String,
    same: Vec<Twin>,
    visits: Vec<Visit>,
    served: Served,
    /// The reader wrote her down, so that nobody else can take her off.
    may_erase: bool,
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
    // Who came later is marked; who came first has the same question.
    let marked = contact.into_iter().flat_map(|contact| contact.same_as.iter().copied());
    let later = mine.set.each::<Contact>().filter(|other| other.same_as.contains(&id)).map(|it| it.person);
    let same_as: BTreeSet<PersonId> = marked.chain(later).collect();
    let hers = mine.set.each::<Attendance>().filter(|it| mine.set.stands_for(it.person) == id);
    let own: Vec<&Attendance> = hers.collect();
    let mut visits: Vec<Visit> = own.iter().filter_map(|it| Visit::of(mine, it)).collect();
    visits.arrange_by(|visit| std::cmp::Reverse(visit.slot.starts));
    Some(Shown {
        team: Twin::of(mine, id).and_then(|twin| twin.team),
        phone: phone.map(|phone| phone.digits().to_owned()).unwrap_or_default(),
        same: same_as.into_iter().filter_map(|other| Twin::of(mine, other)).collect(),
        served: own.iter().filter_map(|it| it.served(HourStep::default())).sum(),
        visits,
        may_erase: person.added_by.is_some() && person.takes_part(),
        person: person.clone(),
    })
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
            <Below><Dock><BackLink href="/people"/></Dock></Below>
        </div>
    }
}

/// 无 where nothing was said.
fn or_none(words: &Words, said: String) -> String {
    if said.is_empty() { words.kit.none.to_owned() } else { said }
}

/// 没说 where she named no day: that is not to have no time.
fn free_or_unsaid(words: &Words, person: &Person) -> String {
    let free = free_days(words, person);
    if free.is_empty() { words.assign.not_said.to_owned() } else { free }
}

#[component]
fn Whole(shown: Shown) -> impl IntoView {
    let tongue = use_tongue();
    let Shown { person, phone, same, visits, served, team, may_erase } = shown;
    let name = person.name.to_string();
    let call = (!phone.is_empty()).then(|| format!("tel:{phone}"));
    let companions = u32::from(person.accompanying);
    let (editing, erasing) = (RwSignal::new(false), RwSignal::new(false));
    let takes_part = person.takes_part();
    let (edited, digits, no_photo) = (person.clone(), phone.clone(), person.no_photo);
    let one = Twin { person: person.clone(), team };
    let same = same.into_iter().map(|other| view! { <SamePhone one=one.clone() other/> }).collect_view();
    let none = visits.is_empty();
    let (id, gone) = (person.id, name.clone());
    let visits = visits.into_iter().map(|visit| view! { <VisitCard visit/> }).collect_view();
    view! {
        <div class="row">
            {call.map(|href| view! { <CallButton name href/> })}
            {takes_part.then(|| view! { <Button label=move || tongue.words().assign.edit look=Look::Line on_press=move |()| editing.set(true)/> })}
        </div>
        {same}
        <Facts>
            <Fact term=move || tongue.words().join.phone value=move || or_none(tongue.words(), phone.clone())/>
            <Fact term=move || tongue.words().assign.free_days value=move || free_or_unsaid(tongue.words(), &person)/>
            <Fact term=move || tongue.words().join.companions value=move || tongue.words().assign.people_n(companions as usize)/>
            {no_photo.then(|| view! { <Fact term=move || tongue.words().inspect.photo value=move || tongue.words().assign.no_photo/> })}
            <Fact term=move || tongue.words().me.hours value=move || tongue.words().served(served)/>
        </Facts>
        <section class="stack stack--close">
            <h2>{move || tongue.words().assign.visits}</h2>
            {none.then(|| view! { <p class="quiet">{move || tongue.words().assign.no_visits}</p> })}
            {visits}
        </section>
        {takes_part.then(|| view! { <HelpBack person=id/> })}
        {may_erase.then(|| view! { <Button label=move || tongue.words().assign.erase look=Look::Quiet on_press=move |()| erasing.set(true)/> })}
        <EditSheet person=edited phone=digits open=editing/>
        <EraseSheet id name=gone open=erasing/>
    }
}

/// 删掉她的信息: this one asks first, for it cannot be taken back.
#[component]
fn EraseSheet(id: PersonId, name: String, open: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let erase = move |()| {
        let act = Act::WithdrawConsent(WithdrawConsent {});
        doer.act(deed(act, id.uuid(), Undo::Grace), tongue.words().assign.erased.to_owned(), |_| {});
        open.set(false);
    };
    view! {
        <Sheet title=move || tongue.words().assign.erase_title(&name) open on_close=move |()| open.set(false)>
            <p>{move || tongue.words().assign.erase_about}</p>
            <Button label=move || tongue.words().assign.erase look=Look::Primary on_press=erase/>
        </Sheet>
    }
}
