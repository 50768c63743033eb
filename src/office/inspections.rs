//! 督查整改: returns by deadline, what waits for inspection, what may be closed.

use crate::html::*;
use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::close::Close;
use yingchun_domain::time::UnixMs;

use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{Button, Look};
use crate::components::pager::{Pager, page_of};
use crate::components::panel::{DeskTable, Panel};
use crate::components::rail::DeskHead;
use crate::pages::frame::deed;
use crate::pages::inspect::queue::{Queue, cleaned_at};
use crate::pages::inspect::titled;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, use_tongue};

/// A spot with its community's name.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    spot: Spot,
    community: String,
}

/// The three lists.
#[derive(Debug, Clone, PartialEq)]
struct Lists {
    waiting: Vec<Line>,
    returned: Vec<Line>,
    passed: Vec<Line>,
}

fn lists(mine: Mine<'_>) -> Option<Lists> {
    let queue = Queue::of(mine)?;
    let line = |spot: Spot| {
        let community = mine.set.get::<Community>(spot.community.uuid()).known();
        Line { community: community.map(|it| it.name.to_string()).unwrap_or_default(), spot }
    };
    let lines = |spots: Vec<Spot>| spots.into_iter().map(line).collect();
    Some(Lists {
        waiting: lines(queue.waiting),
        returned: lines(queue.returned),
        passed: lines(queue.passed),
    })
}

fn day_clock(words: &Words, at: UnixMs) -> String {
    format!("{} {}", words.day(at.day()), at.clock())
}

/// The page.
#[component]
pub fn InspectionsPage() -> impl IntoView {
    let tongue = use_tongue();
    let lists = use_mine(lists);
    let lists = Memo::new(move |_| lists.get().flatten());
    // Which page of each list is open stays as the lists change.
    let [returned, waiting, passed] = [0; 3].map(RwSignal::new);
    let small = move || {
        let counts = lists
            .with(|lists| lists.as_ref().map(|it| (it.waiting.len(), it.returned.len(), it.passed.len())));
        let (waiting, returned, passed) = counts.unwrap_or_default();
        tongue.words().office.inspection_counts(waiting, returned, passed)
    };
    view! {
        <DeskHead title=move || tongue.words().office.inspections small>""</DeskHead>
        {move || lists.get().map(|lists| view! {
            <Returned lines=lists.returned page=returned/> <Waiting lines=lists.waiting page=waiting/> <ToClose lines=lists.passed page=passed/>
        })}
    }
}

/// A spot's name as a link to its pictures.
#[component]
fn SpotCells(line: Line) -> impl IntoView {
    let tongue = use_tongue();
    let Line { spot, community } = line;
    let href = format!("/inspect/{}", spot.id);
    view! {
        <td class="table__words"><a class="table__link" rel="external" href=href>{move || titled(tongue.words(), &spot)}</a></td> <td>{community}</td>
    }
}

/// What it means that a list is empty.
#[component]
fn NoRows(none: bool, means: fn(&Words) -> &'static str) -> impl IntoView {
    let tongue = use_tongue();
    none.then(|| view! { <p class="quiet">{move || means(tongue.words())}</p> })
}

/// 整改中, what is overdue first.
#[component]
fn Returned(lines: Vec<Line>, page: RwSignal<usize>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let none = lines.is_empty();
    let row = move |line: Line| {
        let returned = line.spot.standing_return().cloned();
        let due = returned.as_ref().map(|it| it.due);
        let overdue = move || due.is_some_and(|due| due < phone.now().get());
        let what = returned.clone().map(|it| (it.reason, it.place.to_string(), it.by_name.to_string()));
        let inspector = what.as_ref().map(|(_, _, by)| by.clone());
        let left = move || {
            what.as_ref()
                .map(|(reason, place, _)| tongue.words().kit.of(tongue.words().shortfall(*reason), place))
        };
        let round = line.spot.returns.len();
        view! {
            <tr>
                <SpotCells line/> <td class="table__words">{left}</td> <td class="num">{round}</td> <td>{inspector}</td>
                <td class="nb">{move || due.map(|due| day_clock(tongue.words(), due))}</td>
                <td><Show when=overdue><Badge mark=SpotMark::Returned label=move || tongue.words().inspect.overdue/></Show></td>
            </tr>
        }
    };
    let count = lines.len();
    let lines = StoredValue::new(lines);
    let rows = move || {
        let shown = lines.with_value(|lines| page_of(lines, page.get()));
        shown.into_iter().map(row).collect_view()
    };
    let heads = move || {
        let office = &tongue.words().office;
        vec![
            office.spot,
            office.community,
            office.problem,
            office.rounds,
            office.inspector,
            office.due,
            office.state,
        ]
    };
    view! {
        <Panel title=move || tongue.words().inspect.due_list>
            <NoRows none means=|words| words.office.none_returned/>
            {(!none).then(|| view! { <DeskTable caption=move || tongue.words().inspect.due_list heads>{rows}</DeskTable> <Pager page rows=Signal::stored(count)/> })}
        </Panel>
    }
}

/// 待验收, the oldest first.
#[component]
fn Waiting(lines: Vec<Line>, page: RwSignal<usize>) -> impl IntoView {
    let tongue = use_tongue();
    let none = lines.is_empty();
    let row = move |line: Line| {
        let doer = line.spot.last_cleaning().map(|it| it.by_name.to_string());
        let at = cleaned_at(&line.spot);
        view! {
            <tr><SpotCells line/> <td>{doer}</td> <td class="nb">{move || at.map(|at| day_clock(tongue.words(), at))}</td></tr>
        }
    };
    let count = lines.len();
    let lines = StoredValue::new(lines);
    let rows = move || {
        let shown = lines.with_value(|lines| page_of(lines, page.get()));
        shown.into_iter().map(row).collect_view()
    };
    let heads = move || {
        let office = &tongue.words().office;
        vec![office.spot, office.community, office.cleaned_by, office.cleaned_at]
    };
    view! {
        <Panel title=move || tongue.words().inspect.title>
            <NoRows none means=|words| words.inspect.none/>
            {(!none).then(|| view! { <DeskTable caption=move || tongue.words().inspect.title heads>{rows}</DeskTable> <Pager page rows=Signal::stored(count)/> })}
        </Panel>
    }
}

/// 可销号: closed by somebody who had no hand in the work.
#[component]
fn ToClose(lines: Vec<Line>, page: RwSignal<usize>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let none = lines.is_empty();
    let all: Vec<_> = lines.iter().map(|line| line.spot.id).collect();
    let close_deed = |id: yingchun_domain::id::SpotId| deed(Act::Close(Close {}), id.uuid(), Undo::Grace);
    let close_all = move |()| {
        let said = tongue.words().office.closed_n(all.len());
        doer.act_all(all.iter().copied().map(close_deed).collect(), said);
    };
    let row = move |line: Line| {
        let passing = line.spot.passing.clone();
        let by = passing.as_ref().map(|it| it.by_name.to_string());
        let at = passing.map(|it| it.at);
        let id = line.spot.id;
        let close = move |()| doer.act(close_deed(id), tongue.words().inspect.closed.to_owned(), |_| {});
        view! {
            <tr>
                <SpotCells line/> <td>{by}</td> <td class="nb">{move || at.map(|at| day_clock(tongue.words(), at))}</td>
                <td><Button label=move || tongue.words().inspect.close look=Look::LineSmall on_press=close/></td>
            </tr>
        }
    };
    let count = lines.len();
    let lines = StoredValue::new(lines);
    let rows = move || {
        let shown = lines.with_value(|lines| page_of(lines, page.get()));
        shown.into_iter().map(row).collect_view()
    };
    let heads = move || {
        let office = &tongue.words().office;
        vec![office.spot, office.community, office.inspector, office.passed_at, office.act]
    };
    view! {
        <Panel title=move || tongue.words().inspect.close_list>
            <NoRows none means=|words| words.office.none_to_close/>
            {(!none).then(|| view! {
                <div class="stack">
                    <DeskTable caption=move || tongue.words().inspect.close_list heads>{rows}</DeskTable> <Pager page rows=Signal::stored(count)/>
                    <div class="row desk__acts"><Button label=move || tongue.words().office.close_all look=Look::Line on_press=close_all/></div>
                </div>
            })}
        </Panel>
    }
}
