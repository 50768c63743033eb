//! Every line of a sheet with what becomes of it, and the way to bring in those that can be.

use std::sync::Arc;

use yingchun_domain::text::Phone;

use super::bring::loads;
use super::heads::{Column, Sort};
use super::plan::Planned;
use super::read::Plan;
use super::rules::{Fault, Verdict};
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::chip::Chip;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pager::{Pager, page_of};
use crate::components::panel::{DeskTable, Panel};
use crate::components::row::Track;
use crate::device::draft;
use crate::html::*;
use crate::pages::frame::deed;
use crate::pages::join::answers::consent;
use crate::pages::shell::use_doer;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, use_tongue};

/// Which lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Remarked,
    Left,
    Wrong,
}

impl Which {
    const fn shows(self, verdict: &Verdict) -> bool {
        match (self, verdict) {
            (Self::All, _) | (Self::Left, Verdict::Left(_)) | (Self::Wrong, Verdict::Wrong(_)) => true,
            (Self::Remarked, Verdict::Taken(_, remarks)) => !remarks.is_empty(),
            (Self::Remarked | Self::Left | Self::Wrong, _) => false,
        }
    }
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bringing {
    Waiting,
    Saving(usize),
    Stopped,
    Done(usize),
}

/// The plan, and what was done of it.
#[component]
pub fn Preview(
    /// The plan.
    plan: Arc<Plan>,
    /// What is brought in.
    sort: Sort,
    /// Called when the reader wants to begin anew.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let which = RwSignal::new(if plan.planner.counts.wrong > 0 { Which::Wrong } else { Which::All });
    let bringing = RwSignal::new(Bringing::Waiting);
    let counts = plan.planner.counts;
    let title = move || tongue.words().import.counts(counts.taken, counts.left, counts.wrong);
    let chip = move |one: Which, n: usize| {
        let label = move || {
            let words = &tongue.words().import;
            match one {
                Which::All => format!("{} {}", words.all, counts.taken + counts.left + counts.wrong),
                Which::Remarked => words.only_remarked(n),
                Which::Left => words.only_left(n),
                Which::Wrong => words.only_wrong(n),
            }
        };
        let shown = one == Which::All || n > 0;
        shown.then(|| view! { <Chip label=Signal::derive(label) pressed=move || which.get() == one on_press=move |()| which.set(one)/> })
    };
    let chips = [
        chip(Which::All, 0),
        chip(Which::Wrong, counts.wrong),
        chip(Which::Remarked, counts.remarked),
        chip(Which::Left, counts.left),
    ];
    let heads = Arc::clone(&plan);
    let table = Arc::clone(&plan);
    view! {
        <Panel title>
            <div class="stack">
                <HeadNotes plan=heads/>
                <Bring plan sort bringing on_done/>
                <div class="chips">{chips}</div>
                {move || view! { <Lines plan=Arc::clone(&table) sort which=which.get()/> }}
            </div>
        </Panel>
    }
}

/// Whether a line says no village, which one choice above mends for all of them.
fn lacks_village(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Wrong(faults) if faults.contains(&Fault::Missing(Column::Community)))
}

/// What was said of the columns, and of the whole file.
#[component]
fn HeadNotes(plan: Arc<Plan>) -> impl IntoView {
    let tongue = use_tongue();
    let planner = &plan.planner;
    let joined = |heads: &[String]| heads.join(tongue.words().kit.listed);
    let private =
        planner.heads.as_ref().map(|heads| joined(&heads.private)).filter(|heads| !heads.is_empty());
    let unused = planner.heads.as_ref().map(|heads| joined(&heads.unused)).filter(|heads| !heads.is_empty());
    let homeless = planner.rows.iter().filter(|row| lacks_village(&row.verdict)).count();
    let (wrong, cut, is_list) = (planner.counts.wrong, planner.cut, plan.is_list);
    let quiet = |words: String| view! { <p class="quiet">{words}</p> };
    view! {
        {private.map(|heads| view! {
            <Note tone=Tone::Care icon=Icon::Warning><p>{move || tongue.words().import.private_heads(&heads)}</p></Note>
        })}
        {(homeless > 0).then(|| view! {
            <Note tone=Tone::Care icon=Icon::Warning><p>{move || tongue.words().import.choose_village(homeless)}</p></Note>
        })}
        {unused.map(|heads| quiet(tongue.words().import.unused_heads(&heads)))}
        {is_list.then(|| quiet(tongue.words().import.list_read.to_owned()))}
        {cut.then(|| quiet(tongue.words().import.cut.to_owned()))}
        {(wrong > 0).then(|| quiet(tongue.words().import.wrong_stay(wrong)))}
    }
}

/// The act, how far it has come, and what comes after.
#[component]
fn Bring(plan: Arc<Plan>, sort: Sort, bringing: RwSignal<Bringing>, on_done: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let all = plan.planner.counts.taken;
    let bring = move |()| {
        if bringing.get_untracked() != Bringing::Waiting {
            return;
        }
        bringing.set(Bringing::Saving(0));
        let loads = loads(plan.planner.taken(), &consent(phone.now().get_untracked()).wording);
        spawn_local(async move {
            let mut saved = 0;
            for load in loads {
                if let Err(trouble) = phone.act(deed(load.act, load.target, Undo::AtOnce)).await {
                    doer.trouble(trouble);
                    bringing.try_set(Bringing::Stopped);
                    return;
                }
                saved += load.rows;
                bringing.try_set(Bringing::Saving(saved));
            }
            draft::end(super::DRAFT);
            bringing.try_set(Bringing::Done(saved));
        });
    };
    let bring = Callback::new(bring);
    move || {
        match bringing.get() {
        Bringing::Waiting if all == 0 => ().into_any(),
        Bringing::Waiting => view! {
            <div class="row desk__acts"><Button label=move || tongue.words().import.bring_in(all) look=Look::Primary on_press=bring/></div>
        }
        .into_any(),
        Bringing::Saving(done) => view! {
            <p role="status">{move || tongue.words().import.saving(done, all)}</p>
            <Track name=move || tongue.words().import.saving(done, all) percent=move || percent(done, all)/>
        }
        .into_any(),
        Bringing::Stopped => view! {
            <Note tone=Tone::Care icon=Icon::Warning><p role="alert">{move || tongue.words().import.stopped}</p></Note>
        }
        .into_any(),
        Bringing::Done(saved) => view! {
            <Note tone=Tone::Good icon=Icon::Check><p role="status">{move || tongue.words().import.saved(saved)}</p></Note>
            <div class="row desk__acts">
                <Button label=move || tongue.words().import.import_others look=Look::Line on_press=on_done/>
                <ButtonLink label=move || see(tongue.words(), sort).0 href=see(tongue.words(), sort).1 look=Look::Primary/>
            </div>
        }
        .into_any(),
    }
    }
}

fn percent(done: usize, all: usize) -> u8 {
    u8::try_from(done * 100 / all.max(1)).unwrap_or(100)
}

/// Where what was brought in stands.
const fn see(words: &Words, sort: Sort) -> (&'static str, &'static str) {
    match sort {
        Sort::People => (words.import.see_people, "/office/people"),
        Sort::Zones | Sort::Spots => (words.import.see_zones, "/office/zones"),
    }
}

/// The lines of one sort, a page at a time.
#[component]
fn Lines(plan: Arc<Plan>, sort: Sort, which: Which) -> impl IntoView {
    let tongue = use_tongue();
    let page = RwSignal::new(0_usize);
    let fitting = plan.planner.rows.iter().enumerate().filter(|(_, row)| which.shows(&row.verdict));
    let fitting: Vec<usize> = fitting.map(|(at, _)| at).collect();
    let count = fitting.len();
    // A column that the sheet does not have is not drawn: eleven of them are wider than a desk.
    let has = |column: &Column| plan.planner.heads.as_ref().is_none_or(|heads| heads.has(*column));
    let columns: Arc<[(usize, Column)]> =
        sort.takes().iter().copied().enumerate().filter(|(_, column)| has(column)).collect();
    let named = Arc::clone(&columns);
    let heads = move || {
        let words = tongue.words();
        let columns = named.iter().map(|(_, column)| words.column(*column));
        [words.import.line].into_iter().chain(columns).chain([words.import.outcome]).collect::<Vec<_>>()
    };
    let rows = move || {
        let shown = page_of(&fitting, page.get());
        let shown = shown.into_iter().filter_map(|at| plan.planner.rows.get(at));
        shown.map(|row| line(tongue.words(), &columns, row)).collect_view()
    };
    view! {
        <DeskTable caption=move || tongue.words().import.title heads>{rows}</DeskTable> <Pager page rows=count/>
    }
}

fn line(words: &'static Words, columns: &[(usize, Column)], row: &Planned) -> Html {
    let cells = columns.iter().map(|(at, column)| {
        let cell = row.cells.get(*at).cloned().unwrap_or_default();
        // A number that is right is masked here as everywhere; one that is wrong has to be seen.
        match (column, Phone::try_from(cell.as_str())) {
            (Column::Phone, Ok(phone)) => view! { <td class="nb">{phone.to_string()}</td> }.into_any(),
            (Column::Number | Column::Amount | Column::Unit, _) => view! { <td>{cell}</td> }.into_any(),
            _ => view! { <td class="table__words">{cell}</td> }.into_any(),
        }
    });
    let wrong = matches!(row.verdict, Verdict::Wrong(_));
    let left = matches!(row.verdict, Verdict::Left(_));
    view! {
        <tr class:table__row--wrong=wrong class:table__row--left=left>
            <td class="num">{row.line}</td> {cells.collect_view()} <td class="table__words">{words.verdict(&row.verdict)}</td>
        </tr>
    }
}
