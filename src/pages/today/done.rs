//! The end of the day: thanks, the hours, what became of the place, what comes next.

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::attendance::Way;
use yingchun_domain::attendance::served::{HourStep, Served};
use yingchun_domain::community::Community;
use yingchun_domain::entry::Act;
use yingchun_domain::photo::Phase;
use yingchun_domain::progress::Spots;
use yingchun_domain::spot::SpotState;
use yingchun_domain::time::UnixMs;

use super::day::next_turn;
use super::share::{SharePair, Shared};
use super::told_time::{SignedByLeader, TellTime};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::cut::Cut;
use crate::components::flower::FlowerMeter;
use crate::components::fold::Fold;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pair::Pair;
use crate::components::seal::Seal;
use crate::device::{hub, photo};
use crate::pages::mine::{Mine, Turn, is_done, use_call, use_mine};
use crate::pages::offer::use_answer;
use crate::pages::shell::CallLink;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// One of her spots, before and after.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    pair: Shared,
    passed: bool,
}

/// The page's body.
#[component]
pub fn DayDone(
    /// Where she was.
    turn: Turn,
    /// From when.
    came: UnixMs,
    /// Until when.
    went: UnixMs,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let zone = turn.zone.id;
    let name = use_mine(|mine| mine.person().map(|person| person.name.to_string()).unwrap_or_default());
    let (total, cleaned, progress_said) = use_village(&turn);
    let call = use_call();
    let own = turn.clone();
    let standing = use_mine(move |mine| {
        mine.attendance(&own).map(|it| (it.confirmed().is_some(), it.disputed())).unwrap_or_default()
    });
    let counted = move || {
        let today = &tongue.words().today;
        match standing.get().unwrap_or_default() {
            (_, true) => today.disputed,
            (true, false) => today.confirmed,
            (false, false) => today.counted_later,
        }
    };
    let served = Served::of(went.since(came) / 60_000, HourStep::default());
    let worked = move || tongue.words().served(served);
    let photos_left = move || phone.status().with(|status| status.photos_waiting);
    view! {
        <Cut kicker=move || tongue.words().today.nothing
            title=Signal::derive(move || tongue.words().today.well_done_name(&name.get().unwrap_or_default()))>
            <p class="cut__line">{move || tongue.words().today.hours_noted(&came.clock(), &went.clock(), &worked())}</p>
            <p class="cut__aside">{counted}</p>
        </Cut>
        <TodaysPair zone/>
        <div class="meter">
            <FlowerMeter total cleaned label=progress_said/>
            <p class="meter__text"><b>{progress_said}</b></p>
        </div>
        <Show when=move || { photos_left() > 0 }>
            <Note tone=Tone::Calm icon=Icon::Phone><p>{move || tongue.words().today.photos_left(photos_left())}</p></Note>
        </Show>
        <NextTime/>
        <SignedByLeader turn=turn.clone()/>
        <Fold label=move || tongue.words().today.time_wrong aside="" on_open=|()| ()>
            <TellTime turn=turn.clone() way=Way::In/>
            <TellTime turn way=Way::Out/>
            <p>{move || tongue.words().kit.or_tell_leader}</p>
        </Fold>
        <CallLink call look=Look::Line/>
    }
}

/// How many spots her village has, how many are cleaned, and the sentence that says so. It is the hub's count; until it is
/// here, and without network, her zone as this phone sees it.
fn use_village(turn: &Turn) -> (Signal<usize>, Signal<usize>, Signal<String>) {
    let tongue = use_tongue();
    let (zone, community) = (turn.zone.id, turn.zone.community);
    let place = turn.zone.name.to_string();
    let counted = RwSignal::new(None::<Spots>);
    spawn_local(async move {
        if let Ok(progress) = hub::progress().await {
            let villages = progress.communities.into_iter();
            counted.try_set(villages.filter(|it| it.community == community).map(|it| it.spots).next());
        }
    });
    let seen = use_mine(move |mine| {
        let spots = mine.spots(zone);
        let village = mine.set.get::<Community>(community.uuid()).known().map(|it| it.name.to_string());
        (village, spots.len(), spots.iter().filter(|spot| is_done(spot)).count())
    });
    let shown = Memo::new(move |_| {
        let (village, total, cleaned) = seen.get().unwrap_or_default();
        match village.zip(counted.get()) {
            Some((village, Spots { spots, clean })) => (village, spots as usize, clean as usize),
            None => (place.clone(), total, cleaned),
        }
    });
    (
        Signal::derive(move || shown.with(|it| it.1)),
        Signal::derive(move || shown.with(|it| it.2)),
        Signal::derive(move || {
            shown.with(|(place, total, cleaned)| {
                tongue.words().today.village_progress(place, *total, *cleaned)
            })
        }),
    )
}

/// Her best pair of the day in the zone, and the picture of it for the village's group.
#[component]
fn TodaysPair(zone: yingchun_domain::id::ZoneId) -> impl IntoView {
    let tongue = use_tongue();
    let pair = use_mine(move |mine| pair_of(mine, zone));
    move || {
        let Shown { pair, passed } = pair.get().flatten()?;
        let words = move || tongue.words();
        let ((before, before_at), (after, after_at)) = (pair.before, pair.after);
        Some(view! {
            <Pair before=photo::url(before) after=photo::url(after)
                before_caption=Signal::derive(move || words().spot.before_at(&before_at.clock()))
                after_caption=Signal::derive(move || words().spot.after_at(&after_at.clock()))>
                {passed.then(|| view! { <span class="pair__seal"><Seal words=move || tongue.words().states.seal/></span> })}
            </Pair>
            <SharePair pair/>
        })
    }
}

fn pair_of(mine: Mine<'_>, zone: yingchun_domain::id::ZoneId) -> Option<Shown> {
    let spots = mine.spots(zone);
    let mut own: Vec<&_> = spots.iter().filter(|spot| spot.worked_on_by(mine.me)).collect();
    own.arrange_by(|spot| !matches!(spot.state, SpotState::Passed | SpotState::Closed));
    own.into_iter().find_map(|spot| {
        let at = |phase| mine.photo(spot.id, phase).map(|photo| (photo.id, photo.at));
        let pair = Shared::of(mine, spot, at(Phase::Before)?, at(Phase::After)?);
        Some(Shown { pair, passed: matches!(spot.state, SpotState::Passed | SpotState::Closed) })
    })
}

/// What comes next: a promise, or an offer to answer here.
#[component]
fn NextTime() -> impl IntoView {
    let tongue = use_tongue();
    let answer = use_answer();
    let next = use_mine(next_turn);
    move || {
        let turn = next.get().flatten()?;
        let slot = turn.slot.clone();
        let when = move || tongue.words().span(slot.starts, slot.ends);
        let asked = turn.assignment.state == AssignmentState::Offered;
        let place = turn.zone.name.to_string();
        let href = format!("/offers/{}", turn.assignment.id);
        let turn = StoredValue::new(turn);
        let say = move |act: Act| answer.run((turn.get_value(), act));
        let buttons = if asked {
            view! {
                <div class="row">
                    <Button label=move || tongue.words().offer.cannot look=Look::Line on_press=move |()| say(Act::Decline(Decline::default()))/>
                    <Button label=move || tongue.words().offer.go look=Look::Line on_press=move |()| say(Act::Accept(Accept {}))/>
                </div>
            }
            .into_any()
        } else {
            view! { <ButtonLink label=move || tongue.words().offer.changed_mind href look=Look::Quiet/> }
                .into_any()
        };
        Some(view! { <h2>{move || tongue.words().today.next_time}</h2> <p>{when}<br/>{place}</p> {buttons} })
    }
}
