//! `/inspect/ID`: before and after side by side, the facts, and two acts that nobody takes for each other.

use crate::html::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::SpotId;
use yingchun_domain::photo::{Phase, Photo};
use yingchun_domain::spot::inspect::Pass;
use yingchun_domain::spot::{Spot, SpotState};

use super::facts::{Looked, LookedFacts};
use super::queue::Queue;
use super::send_back::SendBackSheet;
use super::titled;
use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{IconButton, Look};
use crate::components::chip::Chip;
use crate::components::dock::BackLink;
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::next_keys::{Key, use_keys};
use crate::components::pair::{Pair, PairSlide, Shot};
use crate::components::seal::Seal;
use crate::components::skeleton::Skeleton;
use crate::device::photo::url;
use crate::pages::frame::{NotYours, deed};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::{Below, BusyPill, FaultStrip, use_doer};
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    NotYours,
    Unknown,
    Ready { looked: Box<Looked>, place: Option<(usize, usize)>, before: Option<SpotId>, next: Option<SpotId> },
}

impl View {
    fn of(mine: Mine<'_>, id: Option<SpotId>) -> Self {
        let Some(queue) = Queue::of(mine) else { return Self::NotYours };
        let spot = id.and_then(|id| mine.set.get::<Spot>(id.uuid()).known());
        spot.map_or(Self::Unknown, |spot| Self::Ready {
            looked: Box::new(Looked::of(mine, spot)),
            place: queue.position(spot.id).map(|at| (at, queue.waiting.len())),
            before: queue.before(spot.id),
            next: queue.after(spot.id),
        })
    }

    fn looked(self) -> Option<(Looked, Option<SpotId>)> {
        match self {
            Self::Opening | Self::NotYours | Self::Unknown => None,
            Self::Ready { looked, next, .. } => Some((*looked, next)),
        }
    }
}

/// Where to go on when a spot was judged.
fn onward(next: Option<SpotId>) -> String {
    next.map_or_else(|| "/inspect".to_owned(), |next| format!("/inspect/{next}"))
}

/// The page.
#[component]
pub fn InspectSpotPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let read = use_mine(move |mine| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse().ok());
        View::of(mine, id)
    });
    let view = Memo::new(move |_| read.get().unwrap_or(View::Opening));
    let returning = RwSignal::new(false);
    let navigate = use_navigate();
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    use_keys(move |key| match (key, view.get_untracked()) {
        _ if returning.get_untracked() => {}
        (Key::Next, View::Ready { next: Some(next), .. }) => go.run(onward(Some(next))),
        (Key::Before, View::Ready { before: Some(before), .. }) => go.run(onward(Some(before))),
        (Key::Leave, _) => go.run(onward(None)),
        (Key::Next | Key::Before, _) => {}
    });
    let judged =
        Signal::derive(move || view.get().looked().map(|(looked, next)| (looked.spot, onward(next))));
    let shown = Memo::new(move |_| judged.with(|judged| judged.as_ref().map(|(spot, _)| spot.id)));
    let title = move || {
        view.get().looked().map_or_else(
            || tongue.words().inspect.title.to_owned(),
            |(looked, _)| titled(tongue.words(), &looked.spot),
        )
    };
    let small = move || match view.get() {
        View::Ready { place: Some((at, all)), .. } => tongue.words().inspect.position(at, all),
        View::Opening | View::NotYours | View::Unknown | View::Ready { place: None, .. } => String::new(),
    };
    view! {
        <div class="page">
            <Head title small><BusyPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                {move || match view.get() {
                    View::Opening => view! { <Skeleton cards=2/> }.into_any(),
                    View::NotYours => view! { <NotYours words=move || tongue.words().strip.not_inspector/> }.into_any(),
                    View::Unknown => view! { <Empty words=move || tongue.words().inspect.unknown>""</Empty> }.into_any(),
                    View::Ready { looked, place, next, .. } => view! { <Pictures looked=(*looked).clone() next=next.filter(|_| place.is_some())/> <LookedFacts looked=*looked/> }.into_any(),
                }}
            </main>
            <Below>
                <div class="dock dock--apart">
                    {move || match view.get().looked() {
                        Some((looked, next)) if waits(&looked) => view! { <Judge looked next returning/> }.into_any(),
                        Some(_) | None => view! { <BackLink href="/inspect"/> }.into_any(),
                    }}
                </div>
            </Below>
        </div>
        // A sheet for each spot: what was typed outlives news about the same spot.
        {move || shown.get().map(|id| view! { <SendBackSheet id judged open=returning/> })}
    }
}

/// Whether the reader may judge it now.
const fn waits(looked: &Looked) -> bool {
    matches!(looked.spot.state, SpotState::Cleaned { .. }) && !looked.own_work && !looked.another
}

/// 〔退回整改〕 and 〔验收通过〕: apart in width, place and colour.
#[component]
fn Judge(looked: Looked, next: Option<SpotId>, returning: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let navigate = use_navigate();
    let pass = move |()| {
        let Some(deed) = pass_deed(&looked.spot) else { return };
        let navigate = navigate.clone();
        let words = tongue.words();
        let said = words.kit.of(&titled(words, &looked.spot), words.inspect.passed);
        doer.act(deed, said, move |_| {
            navigate(&onward(next), NavigateOptions::default());
        });
    };
    view! {
        <IconButton label=move || tongue.words().inspect.send_back icon=Icon::Return look=Look::Return on_press=move |()| returning.set(true)/>
        <IconButton label=move || tongue.words().inspect.pass icon=Icon::Check look=Look::Pass on_press=pass/>
    }
}

fn pass_deed(spot: &Spot) -> Option<Deed> {
    let cleaning = spot.last_cleaning()?.entry;
    let shown = Shown { zone: spot.zone, spot: Some(spot.id) };
    Some(Deed { shown, ..deed(Act::Pass(Pass { cleaning }), spot.id.uuid(), Undo::Grace) })
}

/// How the two pictures are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    SideBySide,
    Slide,
}

#[component]
fn Pictures(looked: Looked, next: Option<SpotId>) -> impl IntoView {
    let tongue = use_tongue();
    let compare = RwSignal::new(Compare::SideBySide);
    let address = |photo: &Option<Photo>| photo.as_ref().map(|photo| url(photo.id));
    let (before, after) = (address(&looked.before), address(&looked.after));
    let before = Signal::derive(move || before.and_then(|url| url.get()));
    let after = Signal::derive(move || after.and_then(|url| url.get()));
    let both = Signal::derive(move || before.get().zip(after.get()));
    let (mark, own_work, another) = (SpotMark::from(&looked.spot.state), looked.own_work, looked.another);
    let asked = looked.spot.asked.is_some();
    let sealed = matches!(mark, SpotMark::Passed | SpotMark::Closed);
    let others = looked.others.clone();
    let captions = StoredValue::new(looked);
    let caption = move |phase: Phase| captions.with_value(|looked| looked.caption(tongue.words(), phase));
    let pair = move || {
        match (compare.get(), both.get()) {
        (Compare::Slide, Some((before, after))) => {
            view! { <PairSlide before after name=move || tongue.words().inspect.slide/> }.into_any()
        }
        (Compare::SideBySide, _) | (Compare::Slide, None) => view! {
            <Pair before after before_caption=move || caption(Phase::Before) after_caption=move || caption(Phase::After)>
                {sealed.then(|| view! { <div class="pair__seal"><Seal words=move || tongue.words().states.seal/></div> })}
            </Pair>
        }
        .into_any(),
    }
    };
    let chip = move |way: Compare, word: fn(&crate::words::Inspect) -> &'static str| {
        view! {
            <Chip label=move || word(tongue.words().inspect) pressed=move || compare.get() == way on_press=move |()| compare.set(way)/>
        }
    };
    view! {
        {pair}
        <Show when=move || both.with(Option::is_some)>
            <div class="chips chips--even">
                {chip(Compare::SideBySide, |words| words.side_by_side)} {chip(Compare::Slide, |words| words.slide)}
            </div>
        </Show>
        {(!others.is_empty()).then(|| view! {
            <div class="pair">{others.into_iter().map(|photo| view! { <OtherShot photo/> }).collect_view()}</div>
        })}
        <div class="ask__head">
            <span class="grow"><Badge mark label=move || mark.words(tongue.words())/></span>
            {next.map(|next| view! { <a class="btn btn--quiet btn--small" href=onward(Some(next))>{move || tongue.words().inspect.later}</a> })}
        </div>
        {own_work.then(|| view! { <p class="quiet">{move || tongue.words().inspect.own_work}</p> })}
        {(another && !own_work).then(|| view! { <p class="quiet">{move || tongue.words().inspect.another}</p> })}
        {asked.then(|| view! { <p class="quiet">{move || tongue.words().inspect.asked}</p> })}
    }
}

/// One picture more: an inspector's, an earlier one, one that an objection brought.
#[component]
fn OtherShot(photo: Photo) -> impl IntoView {
    let tongue = use_tongue();
    let src = url(photo.id);
    view! { <Shot src caption=move || Looked::other_caption(tongue.words(), &photo)/> }
}
