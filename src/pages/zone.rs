//! One zone: words first, who comes, then its spots; a picture is an extra.

use crate::html::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::Way;
use yingchun_domain::id::SpotId;
use yingchun_domain::row::Kind;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use super::edits::slots::SlotsSheet;
use super::mine::{Call, Mine, is_done, use_call, use_mine};
use super::newer::{NewerNote, use_newer};
use super::offer::HazardNote;
use super::said::{company, mark_of};
use super::shell::{Below, CallLink, FaultStrip, SyncPill};
use super::today::day::Day;
use super::today::safety::SafetySheet;
use super::today::spots::SpotItem;
use super::today::use_sign;
use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::flower::FlowerMeter;
use crate::components::head::Head;
use crate::components::tabs::TabSet;
use crate::words::use_tongue;

/// Names that are said before the rest are counted.
const NAMES_SAID: usize = 3;

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    zone: Zone,
    names: Vec<String>,
    spots: Vec<SpotId>,
    counts: Vec<(SpotMark, usize)>,
    cleaned: usize,
    next: Option<(UnixMs, UnixMs)>,
    /// How many are wanted in the next slot.
    wanted: u16,
    leader: Option<String>,
    /// Her phone holds the zone's spots: it is hers, or one of her family's.
    hers: bool,
    call: Option<Call>,
    /// Whether the reader leads there.
    leads: bool,
}

fn seen(mine: Mine<'_>, zone: &Zone) -> Seen {
    let spots = mine.spots(zone.id);
    let next = zone.slots.iter().filter(|slot| slot.ends > mine.now).min_by_key(|slot| slot.starts);
    Seen {
        zone: zone.clone(),
        names: mine.names_in(zone.id),
        counts: counts(&spots, mine.now),
        cleaned: spots.iter().filter(|spot| is_done(spot)).count(),
        spots: spots.iter().map(|spot| spot.id).collect(),
        next: next.map(|slot| (slot.starts, slot.ends)),
        wanted: next.map_or(0, |slot| slot.wanted),
        leader: mine.leader_of(zone),
        hers: is_hers(mine, zone),
        call: mine.call(Some(zone)),
        leads: mine.led().iter().any(|led| led.id == zone.id),
    }
}

/// Whether the phone holds what lies in a zone: she works there or leads, or one of her family works there.
pub fn is_hers(mine: Mine<'_>, zone: &Zone) -> bool {
    let works = |person| {
        let mut all = mine.set.assignments_of(person);
        all.any(|it| it.zone == zone.id && it.state == AssignmentState::Accepted)
    };
    let leads = || mine.led().iter().any(|led| led.id == zone.id);
    mine.is_official() || works(mine.me) || leads() || mine.family().iter().any(|(person, _)| works(*person))
}

/// How many spots are in each state, the settled ones first.
fn counts(spots: &[Spot], now: UnixMs) -> Vec<(SpotMark, usize)> {
    let order = [SpotMark::Passed, SpotMark::Cleaned, SpotMark::Returned, SpotMark::Claimed, SpotMark::Open];
    let mark = |spot: &Spot| {
        if spot.state == SpotState::Closed { SpotMark::Passed } else { mark_of(spot, now) }
    };
    let count = |of| spots.iter().filter(|spot| mark(spot) == of).count();
    order.into_iter().map(|of| (of, count(of))).filter(|(_, n)| *n > 0).collect()
}

/// The page.
#[component]
pub fn ZonePage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|it| it.get("id").and_then(|id| Uuid::try_parse(&id).ok())));
    let page = use_mine(move |mine| {
        let zone = id.get().and_then(|id| mine.set.get::<Zone>(id).known());
        zone.map(|zone| seen(mine, zone))
    });
    let page = Memo::new(move |_| page.get().flatten());
    let newer = use_newer(Kind::Zone, id);
    let unknown = move || {
        let words = tongue.words();
        (if newer.get() { words.sync.newer } else { words.zone.unknown }).to_owned()
    };
    let timing = RwSignal::new(None::<Zone>);
    let tabs = use_mine(|mine| mine.tabs());
    let home = move || tabs.get().unwrap_or(TabSet::Volunteer);
    let title = move || {
        page.with(|it| {
            it.as_ref().map_or(tongue.words().zone.title.to_owned(), |it| it.zone.name.to_string())
        })
    };
    let (call, sign) = (use_call(), use_sign());
    // On the day of her turn here, what she does next.
    let coming = use_mine(move |mine| {
        let Day::Before(turn) = Day::of(mine) else { return None };
        Some(turn).filter(|turn| Some(turn.zone.id.uuid()) == id.get())
    });
    let act = move || {
        match coming.get().flatten() {
        Some(turn) => view! {
            <Button label=move || tongue.words().today.sign_in look=Look::Primary on_press=move |()| sign.run((turn.clone(), Way::In))/>
        }
        .into_any(),
        None => view! { <ButtonLink label=move || home().words(tongue.words()) href=move || home().home() look=Look::Line/> }.into_any(),
    }
    };
    view! {
        <div class="page">
            <Head title=Signal::derive(title) small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                {move || match page.get() {
                    None => view! { <Empty words=Signal::derive(unknown)><CallLink call look=Look::Line/></Empty> }.into_any(),
                    Some(seen) => view! { <ZoneBody seen timing/> }.into_any(),
                }}
                <NewerNote kind=Kind::Spot/>
            </main>
            <SlotsSheet editing=timing/>
            <Below>
                <Dock>
                    <BackLink href="/zones"/>
                    {act}
                </Dock>
            </Below>
            <SafetySheet/>
        </div>
    }
}

#[component]
fn ZoneBody(seen: Seen, timing: RwSignal<Option<Zone>>) -> impl IntoView {
    let tongue = use_tongue();
    let own = seen.zone.clone();
    let times = seen.leads.then(|| {
        view! { <Button label=move || tongue.words().assign.times look=Look::Line on_press=move |()| timing.set(Some(own.clone()))/> }
    });
    let Seen { zone, names, spots, counts, cleaned, next, wanted, leader, hers, call, leads: _ } = seen;
    let meeting = zone.meeting.to_string();
    let gather = move || {
        let words = tongue.words();
        match next {
            Some((starts, _)) => words.zone.gather(&meeting, &words.hour(starts)),
            None => words.offer.gather_at(&meeting),
        }
    };
    let when = move || next.map(|(starts, ends)| tongue.words().span(starts, ends));
    let shown = zone.clone();
    let together = {
        let n = names.len();
        move || company(tongue.words(), &shown, n, leader.as_deref())
    };
    let who = move || {
        let words = tongue.words();
        let said = names.iter().take(NAMES_SAID).cloned().collect::<Vec<_>>().join(words.kit.listed);
        match names.len() {
            0 | 1 => String::new(),
            ..=NAMES_SAID => said,
            n => words.zone.and_more(&said, n - NAMES_SAID),
        }
    };
    let wanted = move || (!hers && wanted > 0).then(|| tongue.words().zone.wants(wanted.into()));
    view! {
        <div class="stack stack--close">
            {zone.bounds.map(|bounds| view! { <p>{bounds.to_string()}</p> })}
            <p>{gather}</p>
            <p>{when}</p>
            <p>{wanted}</p>
            {zone.bring.map(|bring| view! { <p>{bring.to_string()}</p> })}
        </div>
        {zone.hazard.map(|hazard| view! { <HazardNote hazard/> })}
        <div class="row"><CallLink call=Signal::stored(call) look=Look::Line/> {times}</div>
        <div class="stack stack--close"><p>{together}</p> <p class="quiet">{who}</p></div>
        {hers.then(|| view! { <Spots spots counts cleaned/> })}
    }
}

/// How far its spots have come, and each of them.
#[component]
fn Spots(spots: Vec<SpotId>, counts: Vec<(SpotMark, usize)>, cleaned: usize) -> impl IntoView {
    let tongue = use_tongue();
    let total = spots.len();
    if total == 0 {
        return view! { <p>{move || tongue.words().zone.no_spots}</p> }.into_any();
    }
    let progress = Signal::derive(move || tongue.words().zone.progress(total, cleaned));
    let badges = counts.into_iter().map(move |(mark, n)| {
        let label = move || tongue.words().states.counted(mark.words(tongue.words()), n);
        view! { <Badge mark label=Signal::derive(label)/> }
    });
    view! {
        <div class="meter">
            <FlowerMeter total=Signal::stored(total) cleaned=Signal::stored(cleaned) label=progress/>
            <div class="meter__text"><b>{progress}</b> <span class="row">{badges.collect_view()}</span></div>
        </div>
        {spots.into_iter().map(|id| view! { <SpotItem id/> }).collect_view()}
    }
    .into_any()
}
