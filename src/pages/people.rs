//! `/people` and `/people/ID`: the leader's people, how to reach them, when they are free and when they came.

pub mod come_back;
pub mod confirm;
pub mod edit;
pub mod one;
pub mod same;
pub mod visit;

use crate::html::*;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::time::Half;

use self::come_back::ComingBackList;
use self::confirm::Unconfirmed;
use super::assign::board::{is_in, teams_of};
use super::frame::{NotYours, TabPage};
use super::mine::{Mine, use_mine};
use crate::arrange::Arrange as _;
use crate::components::button::{ButtonLink, IconLink, Look};
use crate::components::empty::Empty;
use crate::components::field::{Entry, Field};
use crate::components::icons::Icon;
use crate::components::more::{More, PIECE};
use crate::components::row::{RowLink, Rows};
use crate::components::skeleton::Skeleton;
use crate::words::{Words, dotted, use_tongue};

/// From so many people on a name is looked for rather than found by eye.
pub(super) const SEARCHED: usize = 12;

/// A team with its people, as the list shows them.
#[derive(Debug, Clone, PartialEq)]
struct TeamList {
    name: String,
    people: Vec<Member>,
}

impl TeamList {
    /// Those whose name holds `wanted`.
    fn found(mut self, wanted: &str) -> Self {
        let wanted = wanted.trim();
        self.people.retain(|member| member.person.name.as_str().contains(wanted));
        self
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Member {
    person: Person,
    call: Option<String>,
    same_phone: bool,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    NotYours,
    Empty,
    Ready(Vec<TeamList>),
}

impl View {
    fn of(lists: Option<Vec<TeamList>>) -> Self {
        match lists {
            None => Self::Opening,
            Some(lists) if lists.is_empty() => Self::NotYours,
            Some(lists) if lists.iter().all(|list| list.people.is_empty()) => Self::Empty,
            Some(lists) => Self::Ready(lists),
        }
    }
}

fn lists(mine: Mine<'_>) -> Vec<TeamList> {
    let list = |team: yingchun_domain::team::Team| {
        let name = team.name.to_string();
        let own = [team];
        let of_team = mine.set.each::<Person>().filter(|person| is_in(person, &own));
        let mut people: Vec<Member> = of_team.map(|person| member(mine, person)).collect();
        people.arrange(|one, other| one.person.name.cmp(&other.person.name));
        TeamList { name, people }
    };
    teams_of(mine).into_iter().map(list).collect()
}

fn member(mine: Mine<'_>, person: &Person) -> Member {
    let contact = mine.set.get::<Contact>(person.id.uuid()).known();
    Member {
        person: person.clone(),
        call: call_of(mine, person.id),
        same_phone: contact.is_some_and(|contact| !contact.same_as.is_empty()),
    }
}

/// The address of a link that dials a person, where the reader may know her number.
pub fn call_of(mine: Mine<'_>, person: PersonId) -> Option<String> {
    let contact = mine.set.get::<Contact>(person.uuid()).known()?;
    contact.phone.as_ref().map(|phone| format!("tel:{}", phone.digits()))
}

/// 有空：1月29日上午、1月30日下午; nothing where she did not say.
pub fn free_words(words: &Words, person: &Person) -> String {
    let days = free_days(words, person);
    if days.is_empty() { days } else { words.assign.free(&days) }
}

/// 1月29日上午、1月30日下午
pub fn free_days(words: &Words, person: &Person) -> String {
    if person.any_day {
        return words.join.any_day.to_owned();
    }
    let mut free = person.free.clone();
    free.arrange(Ord::cmp);
    let half = |half: Half| match half {
        Half::Morning => words.join.morning,
        Half::Afternoon => words.join.afternoon,
    };
    let days: Vec<String> =
        free.iter().map(|it| words.assign.half_day(&words.day(it.day), half(it.half))).collect();
    days.join(words.kit.listed)
}

/// The list.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let tongue = use_tongue();
    let lists = use_mine(lists);
    let wanted = RwSignal::new(String::new());
    let many = Memo::new(move |_| {
        lists.with(|lists| lists.iter().flatten().map(|list| list.people.len()).sum::<usize>() >= SEARCHED)
    });
    let count =
        move || lists.with(|lists| lists.iter().flatten().map(|list| list.people.len()).sum::<usize>());
    view! {
        <TabPage title=move || tongue.words().assign.people small=move || tongue.words().assign.people_n(count())>
            <ComingBackList/> <Unconfirmed/>
            {move || many.get().then(|| view! {
                <Field name="people-search" label=move || tongue.words().assign.search hint="" takes=Entry::Words value=wanted error=None
                    on_type=move |typed| wanted.set(typed)/>
            })}
            {move || match View::of(lists.get()) {
                View::Opening => view! { <Skeleton cards=3/> }.into_any(),
                View::NotYours => view! { <NotYours words=move || tongue.words().strip.not_volunteer/> }.into_any(),
                View::Empty => view! {
                    <Empty words=move || tongue.words().assign.team_empty>
                        <ButtonLink label=move || tongue.words().assign.title href="/assign" look=Look::Primary/>
                    </Empty>
                }
                .into_any(),
                View::Ready(lists) => {
                    let wanted = wanted.get();
                    let lists = lists.into_iter().map(|list| list.found(&wanted));
                    let lists = lists.filter(|list| !list.people.is_empty()).collect::<Vec<_>>();
                    if lists.is_empty() {
                        view! { <p class="quiet">{move || tongue.words().assign.not_found(&wanted)}</p> }.into_any()
                    } else {
                        lists.into_iter().map(|list| view! { <Team list/> }).collect_view().into_any()
                    }
                }
            }}
        </TabPage>
    }
}

#[component]
fn Team(list: TeamList) -> impl IntoView {
    let (all, drawn) = (list.people.len(), RwSignal::new(PIECE));
    let people = StoredValue::new(list.people);
    let rows = move || {
        let piece: Vec<Member> =
            people.with_value(|people| people.iter().take(drawn.get()).cloned().collect());
        piece.into_iter().map(|member| view! { <MemberRow member/> }).collect_view()
    };
    view! { <section class="stack stack--close"><h2>{list.name}</h2> <Rows>{rows}</Rows> <More all drawn piece=PIECE/></section> }
}

#[component]
fn MemberRow(member: Member) -> impl IntoView {
    let tongue = use_tongue();
    let Member { person, call, same_phone } = member;
    let (name, page) = (person.name.to_string(), format!("/people/{}", person.id));
    let called = name.clone();
    let call = call.map(|href| view! { <CallLink name=called href/> });
    let small = Signal::derive(move || about(tongue.words(), &person, same_phone));
    view! {
        <RowLink title=name small href=page>{call}</RowLink>
    }
}

fn about(words: &Words, person: &Person, same_phone: bool) -> String {
    let companions = (person.accompanying > 0).then(|| words.kit.companions(u32::from(person.accompanying)));
    let same = same_phone.then(|| words.assign.same_phone.to_owned());
    dotted([Some(free_words(words, person)), companions, same])
}

/// A telephone icon that dials; its name says whom.
#[component]
pub fn CallLink(
    /// Whom it calls.
    name: String,
    /// The `tel:` address.
    href: String,
) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <a class=Look::LineSmall.class() href=href aria-label=move || tongue.words().kit.call_someone(&name)>
            <crate::components::icons::Glyph icon=Icon::Call/>
        </a>
    }
}

/// A wide telephone button.
#[component]
pub fn CallButton(
    /// Whom it calls.
    name: String,
    /// The `tel:` address.
    href: String,
) -> impl IntoView {
    let tongue = use_tongue();
    view! { <IconLink label=move || tongue.words().kit.call_someone(&name) href icon=Icon::Call look=Look::Line/> }
}
