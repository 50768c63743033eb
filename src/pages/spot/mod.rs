//! One spot: photos before and after, how much it was, 清理完了; and what became of it.

pub mod returned;
pub mod work;
pub mod working;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::entry::{Act, Shown as OnScreen};
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::Phase;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::{Return, Spot, SpotState};
use yingchun_domain::time::UnixMs;

use self::returned::ReturnedView;
use self::working::Working;
use super::mine::{Call, Mine, use_mine};
use super::said::{Told, told};
use super::shell::{BusyPill, CallLink, FaultStrip, NotedBar, SyncPill, use_doer};
use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pair::Pair;
use crate::components::seal::Seal;
use crate::device::photo;
use crate::sync::{Deed, Undo};
use crate::words::use_tongue;

/// A photo that the replica knows, and when it was taken.
pub type Taken = (PhotoId, UnixMs);

/// A spot as its page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    spot: Spot,
    told: Told,
    before: Option<Taken>,
    after: Option<Taken>,
    inspected: Option<Taken>,
    /// The return that waits names her.
    to_me: bool,
    call: Option<Call>,
}

/// What can be done on the page.
#[derive(Debug, Clone, PartialEq)]
enum Stands {
    Unknown,
    /// It waits for hands.
    ToDo,
    /// It came back.
    Returned(Return),
    /// Nothing to do: a sentence says how it stands.
    Settled,
}

impl Seen {
    fn of(mine: Mine<'_>, spot: &Spot, words: &crate::words::Words) -> Self {
        let taken = |phase| mine.photo(spot.id, phase).map(|photo| (photo.id, photo.at));
        let zone = spot.zone.and_then(|zone| mine.set.get(zone.uuid()).known());
        Self {
            spot: spot.clone(),
            told: told(mine, spot, words),
            before: taken(Phase::Before),
            after: taken(Phase::After),
            inspected: taken(Phase::Inspection),
            to_me: mine.is_returned_to_me(spot),
            call: mine.call(zone),
        }
    }

    fn stands(&self) -> Stands {
        match &self.spot.state {
            SpotState::Open | SpotState::Claimed { .. } => Stands::ToDo,
            SpotState::Returned { .. } => {
                self.spot.standing_return().cloned().map_or(Stands::ToDo, Stands::Returned)
            }
            SpotState::Reported
            | SpotState::Cleaned { .. }
            | SpotState::Passed
            | SpotState::Closed
            | SpotState::Cancelled { .. } => Stands::Settled,
        }
    }
}

/// The page.
#[component]
pub fn SpotPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|id| Uuid::try_parse(&id).ok())));
    let seen = use_mine(move |mine| {
        let spot = id.get().and_then(|id| mine.spot(id.into()));
        spot.map(|spot| Seen::of(mine, spot, tongue.words()))
    });
    let seen = Memo::new(move |_| seen.get().flatten());
    let stands = Memo::new(move |_| seen.with(|seen| seen.as_ref().map_or(Stands::Unknown, Seen::stands)));
    let at_it = RwSignal::new(false);
    let done_with = StoredValue::new(None);
    let known = Signal::derive(move || seen.get());
    view! {
        <div class="page">
            {move || match stands.get() {
                Stands::Unknown => view! {
                    <Head title=move || tongue.words().zone.spots small=""><SyncPill/></Head>
                    <main class="page__body" id="main"><Empty words=move || tongue.words().spot.unknown>""</Empty></main>
                    <Dock><BackLink href="/today"/></Dock>
                }
                .into_any(),
                Stands::ToDo => view! { <Working seen=known answers=None done_with/> }.into_any(),
                Stands::Returned(returned) if at_it.get() => {
                    view! { <Working seen=known answers=Some(returned.entry) done_with/> }.into_any()
                }
                Stands::Returned(returned) => {
                    view! { <ReturnedView seen=known returned on_go=move |()| at_it.set(true)/> }.into_any()
                }
                Stands::Settled => view! { <Settled seen=known/> }.into_any(),
            }}
        </div>
    }
}

/// The head of a known spot: its name, its state, the pill.
#[component]
fn SpotHead(
    seen: Signal<Option<Seen>>,
    /// The title, where it is not the spot's name.
    #[prop(into)]
    title: Signal<Option<String>>,
) -> impl IntoView {
    let name = move || seen.with(|it| it.as_ref().map(|it| it.told.title.clone()).unwrap_or_default());
    let detail = move || seen.with(|it| it.as_ref().map(|it| it.told.detail.clone()).unwrap_or_default());
    let small = move || if title.with(Option::is_some) { name() } else { detail() };
    let mark = Signal::derive(move || seen.with(|it| it.as_ref().map_or(SpotMark::Open, |it| it.told.mark)));
    let label = Signal::derive(move || {
        seen.with(|it| it.as_ref().map(|it| it.told.label.clone()).unwrap_or_default())
    });
    view! {
        <Head title=Signal::derive(move || title.get().unwrap_or_else(name)) small=Signal::derive(small)>
            <Badge mark label/> <BusyPill/>
        </Head>
        <FaultStrip/>
    }
}

/// Where 〔‹ 返回〕 of a spot leads: to its zone.
fn above(seen: Signal<Option<Seen>>) -> Signal<String> {
    Signal::derive(move || {
        let zone = seen.with(|it| it.as_ref().and_then(|it| it.spot.zone));
        zone.map_or_else(|| "/today".to_owned(), |zone| format!("/zones/{zone}"))
    })
}

/// 我来清: a lease, not a duty.
#[component]
fn ClaimButton(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let claim = move |()| {
        let Some(spot) = seen.get_untracked().map(|it| it.spot) else { return };
        let deed = Deed {
            act: Act::Claim(Claim {}),
            target: spot.id.uuid(),
            on_behalf_of: None,
            shown: OnScreen { zone: spot.zone, spot: Some(spot.id) },
            photos: vec![],
            draft: None,
            undo: Undo::Grace,
        };
        doer.act(deed, tongue.words().kit.noted.to_owned(), |_| ());
    };
    let free = move || seen.with(|it| it.as_ref().is_some_and(|it| it.told.mark == SpotMark::Open));
    view! {
        <Show when=free><Button label=move || tongue.words().spot.claim look=Look::Line on_press=claim/></Show>
    }
}

/// A spot that asks for nothing: how it stands, with its photos.
#[component]
fn Settled(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let state = move || seen.get().map(|it| (it.spot.state, it.spot.cleanings.len()));
    let words = move || {
        let words = tongue.words();
        match state() {
            None | Some((SpotState::Reported, _)) => words.states.reported_plain.to_owned(),
            Some((SpotState::Cleaned { .. }, n @ 2..)) => words.returned.handed_in(n),
            Some((SpotState::Cleaned { .. }, _)) => words.spot.waiting.to_owned(),
            Some((SpotState::Passed | SpotState::Closed, _)) => words.spot.passed.to_owned(),
            Some((SpotState::Cancelled { .. }, _)) => words.spot.cancelled_kept.to_owned(),
            Some((SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. }, _)) => {
                words.spot.by_others.to_owned()
            }
        }
    };
    let passed = move || matches!(state(), Some((SpotState::Passed | SpotState::Closed, _)));
    let said = move || {
        let cleaning = seen.get()?.spot.last_cleaning().cloned()?;
        let amount = cleaning.quantity.map(|quantity| tongue.words().quantity(quantity));
        let parts = [Some(cleaning.by_name.to_string()), amount, cleaning.note.map(|note| note.to_string())];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join("，"))
    };
    let call = Signal::derive(move || seen.get().and_then(|it| it.call));
    view! {
        <SpotHead seen title=None/>
        <main class="page__body" id="main">
            <SpotPair seen passed=Signal::derive(passed)/>
            <Note tone=Tone::Good icon=Icon::Check><p>{words}</p></Note>
            <p>{said}</p>
            <CallLink call look=Look::Quiet/>
        </main>
        <NotedBar/>
        <Dock><BackLink href=above(seen)/></Dock>
    }
}

/// The newest photos before and after, with the seal once it was passed.
#[component]
fn SpotPair(seen: Signal<Option<Seen>>, passed: Signal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let pair = Memo::new(move |_| seen.get().map(|it| (it.before, it.after)));
    move || {
        let (before, after) = pair.get()?;
        let words = move || tongue.words();
        let caption = move |taken: Option<Taken>, before: bool| {
            Signal::derive(move || match (taken, before) {
                (Some((_, at)), true) => words().spot.before_at(&at.clock()),
                (Some((_, at)), false) => words().spot.after_at(&at.clock()),
                (None, true) => words().spot.before.to_owned(),
                (None, false) => words().spot.after.to_owned(),
            })
        };
        Some(view! {
            <Pair before=url_of(before) after=url_of(after) before_caption=caption(before, true) after_caption=caption(after, false)>
                <Show when=move || passed.get()><span class="pair__seal"><Seal words=move || tongue.words().states.seal/></span></Show>
            </Pair>
        })
    }
}

/// Where a photo is shown from; nothing where there is none.
fn url_of(taken: Option<Taken>) -> Signal<Option<String>> {
    taken.map_or_else(|| Signal::derive(|| None), |(id, _)| photo::url(id))
}
