//! One spot: photos before and after, how much it was, 清理完了; and what became of it.

pub mod calling_off;
pub mod led;
pub mod objecting;
pub mod returned;
pub mod settled;
pub mod taken;
pub mod work;
pub mod working;
pub mod written;
pub mod wrong;

use crate::html::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::entry::{Act, Shown as OnScreen};
use yingchun_domain::id::{PersonId, PhotoId};
use yingchun_domain::photo::{Phase, Source};
use yingchun_domain::row::Kind;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::{Return, Spot, SpotState};
use yingchun_domain::time::UnixMs;

use self::objecting::ObjectingView;
use self::returned::ReturnedView;
use self::settled::Settled;
use self::working::Working;
use super::mine::{Call, Mine, use_call, use_mine};
use super::newer::use_newer;
use super::photo::stamp::use_stamp;
use super::said::{Told, begged, told};
use super::shell::{BusyPill, CallLink, FaultStrip, SyncPill, use_doer};
use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::device::photo::{self, StampWords};
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
    /// The return that waits names her, or one of her family.
    to_me: bool,
    /// She had a hand in it, or leads there: she may say that she cannot go, or that it is clean.
    concerned: bool,
    /// She leads there.
    leads: bool,
    /// Who said that she cannot go, in words.
    begged: Option<String>,
    /// In whose name she acts, where it is one of her family's turn and not her own.
    voice: Option<PersonId>,
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

/// What she does about a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// She reads it.
    Reads,
    /// 去清，再拍一张
    Cleans,
    /// 我觉得已经干净了
    Objects,
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
            to_me: mine.is_returned_to_mine(spot),
            concerned: mine.is_concerned(spot),
            leads: mine.leads_spot(spot),
            begged: begged(mine, spot, words),
            voice: mine.voice_on(spot),
            call: mine.call(zone),
        }
    }

    /// An act on the spot, hers or in the name of one of her family.
    fn deed(&self, act: Act) -> Deed {
        Deed { on_behalf_of: self.voice, ..deed_on(&self.spot, act) }
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
    let call = use_call();
    let newer = use_newer(Kind::Spot, id);
    let unknown = move || {
        let words = tongue.words();
        (if newer.get() { words.sync.newer } else { words.spot.unknown }).to_owned()
    };
    let answer = RwSignal::new(Answer::Reads);
    let known = Signal::derive(move || seen.get());
    view! {
        <div class="page">
            {move || match stands.get() {
                Stands::Unknown => view! {
                    <Head title=move || tongue.words().zone.spots small=""><SyncPill/></Head>
                    <main class="page__body" id="main"><Empty words=Signal::derive(unknown)><CallLink call look=Look::Line/></Empty></main>
                    <Dock><BackLink href="/today"/></Dock>
                }
                .into_any(),
                Stands::ToDo => view! { <Working seen=known answers=None/> }.into_any(),
                Stands::Returned(returned) => match answer.get() {
                    Answer::Reads => view! { <ReturnedView seen=known returned answer/> }.into_any(),
                    Answer::Cleans => view! { <Working seen=known answers=Some(returned.entry)/> }.into_any(),
                    Answer::Objects => view! {
                        <ObjectingView seen=known returned=returned.entry on_back=move |()| answer.set(Answer::Reads)/>
                    }
                    .into_any(),
                },
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

/// An act on a spot that says nothing beside itself.
fn deed_on(spot: &Spot, act: Act) -> Deed {
    Deed {
        base: std::collections::BTreeMap::new(),
        act,
        target: spot.id.uuid(),
        on_behalf_of: None,
        shown: OnScreen { zone: spot.zone, spot: Some(spot.id) },
        photos: vec![],
        draft: None,
        undo: Undo::Grace,
    }
}

/// 我来清: a lease, not a duty.
#[component]
fn ClaimButton(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let claim = move |()| {
        let Some(seen) = seen.get_untracked() else { return };
        doer.act(seen.deed(Act::Claim(Claim {})), tongue.words().kit.noted.to_owned(), |_| ());
    };
    let free = move || seen.with(|it| it.as_ref().is_some_and(|it| it.told.mark == SpotMark::Open));
    view! {
        <Show when=free><Button label=move || tongue.words().spot.claim look=Look::Line on_press=claim/></Show>
    }
}

/// What the stamp of a photo of the spot on the page says.
fn stamp_of(
    seen: Signal<Option<Seen>>,
) -> impl Fn(Phase, Source) -> StampWords + Clone + Send + Sync + 'static {
    use_stamp(move || seen.get_untracked().map(|it| it.spot))
}

/// Where a photo is shown from; nothing where there is none.
fn url_of(taken: Option<Taken>) -> Signal<Option<String>> {
    taken.map_or_else(|| Signal::derive(|| None), |(id, _)| photo::url(id))
}
