//! `/assign`: newcomers find a team, and the coming slots of the leader's zones find people.

pub mod ask;
pub mod board;
pub mod hands;
pub mod slot;
pub mod suggest;
#[cfg(test)]
mod tests;

use crate::html::*;
use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{CardId, SlotId, ZoneId};
use yingchun_domain::person::place::Place;
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

use self::ask::AskSheet;
use self::board::{Board, Newcomer};
use self::hands::{Reports, ReturnedSpots};
use self::slot::SlotCard;
use self::suggest::Suggestion;
use super::edits::slots::SlotsSheet;
use super::frame::{NotYours, TabPage, deed};
use super::links::join_link;
use super::mine::use_mine;
use super::people::come_back::ComingBackList;
use super::people::{SEARCHED, free_words};
use super::poster::PosterOf;
use super::shell::use_doer;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::copy::CopyButton;
use crate::components::empty::Empty;
use crate::components::field::{Entry, Field};
use crate::components::icons::Icon;
use crate::components::more::{More, SMALL_PIECE};
use crate::components::note::{Note, Tone};
use crate::components::row::{LinkRow, RowLink, Rows};
use crate::components::sheet::Sheet;
use crate::components::skeleton::Skeleton;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, dotted, use_tongue};

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    NotYours,
    Ready(Box<Board>),
}

impl View {
    fn of(board: Option<Option<Board>>) -> Self {
        match board {
            None => Self::Opening,
            Some(None) => Self::NotYours,
            Some(Some(board)) => Self::Ready(Box::new(board)),
        }
    }

    const fn board(&self) -> Option<&Board> {
        match self {
            Self::Opening | Self::NotYours => None,
            Self::Ready(board) => Some(board),
        }
    }
}

/// The page.
#[component]
pub fn AssignPage() -> impl IntoView {
    let tongue = use_tongue();
    let board = use_mine(Board::of);
    let view = Memo::new(move |_| View::of(board.get()));
    let asking = RwSignal::new(None::<(ZoneId, SlotId)>);
    let timing = RwSignal::new(None::<Zone>);
    let looking = Looking::new();
    let small = move || {
        view.with(|view| view.board().map(|board| summary(tongue.words(), board)).unwrap_or_default())
    };
    let asked = Signal::derive(move || {
        let (zone, slot) = asking.get()?;
        view.with(|view| view.board()?.slot(zone, slot).cloned())
    });
    view! {
        <TabPage title=move || tongue.words().assign.title small>
            {move || match view.get() {
                View::Opening => view! { <Skeleton cards=3/> }.into_any(),
                View::NotYours => view! { <NotYours words=move || tongue.words().strip.not_volunteer/> }.into_any(),
                View::Ready(board) => view! { <Whole board=*board asking timing looking/> }.into_any(),
            }}
            <AskSheet asked on_close=move |()| asking.set(None)/>
            <SlotsSheet editing=timing/>
        </TabPage>
    }
}

/// 青石村 23 人，4 个片区
fn summary(words: &Words, board: &Board) -> String {
    let places: Vec<&str> = board.communities.iter().map(|it| it.name.as_str()).collect();
    words.assign.summary(&places.join(words.kit.listed), board.people, board.zones)
}

/// 「还没人报名。把报名码发到村里的群」, with the poster to be scanned from the leader's phone.
#[component]
fn NobodyYet(communities: Vec<Community>) -> impl IntoView {
    let tongue = use_tongue();
    let posters = communities.clone();
    let copies =
        communities.into_iter().map(|community| view! { <CopyInvitation community/> }).collect_view();
    let seen = RwSignal::new(false);
    view! {
        <Empty words=move || tongue.words().assign.nobody>
            {copies} <Button label=move || tongue.words().assign.see_poster look=Look::Line on_press=move |()| seen.set(true)/>
        </Empty>
        <Sheet title=move || tongue.words().poster.title open=seen on_close=move |()| seen.set(false)>
            {posters.iter().map(|community| view! { <PosterOf community=community.id/> }).collect_view()}
        </Sheet>
    }
}

/// 〔复制文字〕: the words and the link for the village's group.
#[component]
fn CopyInvitation(community: Community) -> impl IntoView {
    let tongue = use_tongue();
    let text = Signal::derive(move || {
        let link = join_link(community.code.as_str());
        tongue.words().assign.group_text(community.committee.as_str(), &link)
    });
    view! { <CopyButton label=move || tongue.words().assign.copy_text done=move || tongue.words().assign.copied text/> }
}

#[component]
fn Whole(
    board: Board,
    asking: RwSignal<Option<(ZoneId, SlotId)>>,
    timing: RwSignal<Option<Zone>>,
    looking: Looking,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let nobody = board.has_nobody().then(|| board.communities.clone());
    let times = move |zone: ZoneId| {
        timing.set(phone.shown().with_untracked(|set| set.get::<Zone>(zone.uuid()).known().cloned()));
    };
    let Board { communities, people, zones, newcomers, slots, conflicts, returned, reports, .. } =
        board.clone();
    let has_zones = zones > 0;
    view! {
        {nobody.map(|communities| view! { <NobodyYet communities/> })}
        <ComingBackList/> <Suggestion board=board.clone()/>
        {conflicts.into_iter().map(|(id, zone)| view! { <TwoChanged id zone/> }).collect_view()}
        <ReturnedSpots returned/>
        <Reports reports/>
        {(!newcomers.is_empty()).then(|| view! { <Newcomers newcomers board=board.clone() looking/> })}
        <Show when=move || !has_zones><p class="quiet">{move || tongue.words().assign.no_zones}</p></Show>
        {slots.into_iter().map(|slot| view! { <SlotCard board=slot on_ask=move |which| asking.set(Some(which)) on_times=times/> }).collect_view()}
        <div>
            <LinkRow label=move || tongue.words().assign.people aside=move || tongue.words().assign.people_n(people) href="/people"/>
        </div>
        <div class="row">{communities.into_iter().map(|community| view! { <CopyInvitation community/> }).collect_view()}</div>
        <p class="quiet">{move || tongue.words().assign.copy_about}</p>
    }
}

/// 「青石河东岸：集合时间，两个人都改了」
#[component]
fn TwoChanged(id: CardId, zone: String) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <Note tone=Tone::Care icon=Icon::Warning>
            <div class="row">
                <p class="grow">{move || tongue.words().assign.two_changed(&zone)}</p>
                <ButtonLink label=move || tongue.words().assign.see href=format!("/conflicts/{id}") look=Look::LineSmall/>
            </div>
        </Note>
    }
}

/// So many newcomers are shown at first: the day's work stands below them.
const NEWCOMERS_FIRST: usize = 5;

/// Whom she looks for among the newcomers, and how many of them are drawn: it outlives each change of the board.
#[derive(Clone, Copy)]
struct Looking {
    wanted: RwSignal<String>,
    drawn: RwSignal<usize>,
}

impl Looking {
    fn new() -> Self {
        Self { wanted: RwSignal::new(String::new()), drawn: RwSignal::new(NEWCOMERS_FIRST) }
    }
}

/// People who signed up and have no team yet: the first of them, the others a piece at a time or by name.
#[component]
fn Newcomers(newcomers: Vec<Newcomer>, board: Board, looking: Looking) -> impl IntoView {
    let tongue = use_tongue();
    let Looking { wanted, drawn } = looking;
    let (count, searched) = (newcomers.len(), newcomers.len() > SEARCHED);
    let list = move || {
        let wanted = wanted.get();
        let found = |newcomer: &&Newcomer| newcomer.person.name.as_str().contains(wanted.trim());
        let found: Vec<&Newcomer> = newcomers.iter().filter(found).collect();
        let all = found.len();
        if all == 0 {
            return view! { <p class="quiet">{move || tongue.words().assign.not_found(&wanted)}</p> }
                .into_any();
        }
        let row = |newcomer: &Newcomer| {
            let teams = board.teams_for(&newcomer.person);
            view! { <NewcomerRow newcomer=newcomer.clone() teams/> }
        };
        let rows = found.into_iter().take(drawn.get()).map(row).collect_view();
        view! { <Rows>{rows}</Rows> <More all drawn piece=SMALL_PIECE/> }.into_any()
    };
    view! {
        <section class="stack stack--close">
            <h2>{move || tongue.words().assign.newcomers_n(count)}</h2>
            {searched.then(|| view! {
                <Field name="newcomers-search" label=move || tongue.words().assign.search hint="" takes=Entry::Words value=wanted error=None
                    on_type=move |typed| wanted.set(typed)/>
            })}
            {list}
        </section>
    }
}

#[component]
fn NewcomerRow(newcomer: Newcomer, teams: Vec<Team>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let Newcomer { person, same_phone } = newcomer;
    let (id, name) = (person.id, person.name.to_string());
    let small = Signal::derive(move || {
        let words = tongue.words();
        let same = same_phone.then(|| words.assign.same_phone.to_owned());
        dotted([Some(free_words(words, &person)), same])
    });
    let title = name.clone();
    // Where she leads two teams of the village, she says into which.
    let several = teams.len() > 1;
    let take = teams.into_iter().map(move |team| {
        let (name, into) = (name.clone(), team.name.to_string());
        let called = into.clone();
        let on_press = move |()| {
            let said = tongue.words().assign.taken_into(&name, &into);
            doer.act(deed(Act::Place(Place { team: team.id }), id.uuid(), Undo::Grace), said, |_| {});
        };
        let label = move || {
            let words = &tongue.words().assign;
            if several { words.take_into(&called) } else { words.take_in.to_owned() }
        };
        view! { <Button label=Signal::derive(label) look=Look::LineSmall on_press/> }
    });
    let take = take.collect_view();
    view! { <RowLink title small href=format!("/people/{id}")>{take}</RowLink> }
}
