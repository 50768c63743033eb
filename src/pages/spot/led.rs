//! What a leader may do on a spot's page beside a volunteer: give a report its zone, call a spot off, ask somebody else, and
//! write down who of her people cleaned it (队长代记).

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{PersonId, ZoneId};
use yingchun_domain::person::Person;
use yingchun_domain::spot::open::Open;
use yingchun_domain::spot::{Spot, SpotState};

use super::calling_off::{CallOff, can_be_called_off};
use super::work::Work;
use super::written::SpotWritten;
use super::{Seen, deed_on};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::select::{Choice, SelectField};
use crate::components::sheet::Sheet;
use crate::pages::assign::board::{is_in, teams_of, zones_of};
use crate::pages::assign::hands::{HandSheet, accepted};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// How the leader's parts of a spot's page are drawn: provided where leaders' pages are, so that a volunteer's page does not
/// carry them.
#[derive(Clone, Copy)]
pub struct LeaderParts {
    acts: fn(Signal<Option<Seen>>) -> Html,
    whose: fn(Signal<Option<Seen>>, RwSignal<Work>) -> Html,
    instead: fn(Signal<Option<Seen>>) -> Html,
}

/// The parts.
pub const PARTS: LeaderParts = LeaderParts {
    acts: |seen| view! { <LeaderActs seen/> },
    whose: |seen, work| view! { <OnBehalf seen work/> },
    instead: |seen| view! { <Instead seen/> },
};

/// What a leader may do beside a volunteer, where the parts are provided.
pub fn leader_acts(seen: Signal<Option<Seen>>) -> Html {
    use_context::<LeaderParts>().map_or(Html::Nothing, |parts| (parts.acts)(seen))
}

/// 谁清的, for a leader.
pub fn whose_work(seen: Signal<Option<Seen>>, work: RwSignal<Work>) -> Html {
    use_context::<LeaderParts>().map_or(Html::Nothing, |parts| (parts.whose)(seen, work))
}

/// 〔换人〕, a leader's next act where somebody cannot go.
pub fn someone_instead(seen: Signal<Option<Seen>>) -> Html {
    use_context::<LeaderParts>().map_or(Html::Nothing, |parts| (parts.instead)(seen))
}

/// A spot with the eyes of its leader.
#[derive(Debug, Clone, PartialEq)]
struct Led {
    spot: Spot,
    /// The zones that a report may get, with the next number in each.
    zones: Vec<(ZoneId, String, u32)>,
    /// Whose work it may be: those who said yes to the zone, then the rest of the team.
    people: Vec<(PersonId, String)>,
    /// Those who may be asked instead of whoever is at it.
    others: Vec<(PersonId, String)>,
    /// The page's own next act is to ask another.
    wants_another: bool,
}

impl Led {
    /// Nothing where the reader does not lead there.
    fn of(mine: Mine<'_>, spot: &Spot) -> Option<Self> {
        let teams = teams_of(mine);
        let here = teams.iter().filter(|team| team.community == spot.community);
        let zones: Vec<_> = here.flat_map(|team| zones_of(mine, team.id)).collect();
        if zones.is_empty() || spot.zone.is_some_and(|zone| zones.iter().all(|it| it.id != zone)) {
            return None;
        }
        let next = |zone: ZoneId| {
            let numbers =
                mine.set.each::<Spot>().filter(|it| it.zone == Some(zone)).filter_map(|it| it.number);
            numbers.max().unwrap_or(0) + 1
        };
        let joined = accepted(mine, spot);
        let of_team = mine.set.each::<Person>().filter(|person| is_in(person, &teams));
        let mut rest: Vec<(PersonId, String)> = of_team
            .filter(|person| joined.iter().all(|(known, _)| *known != person.id))
            .map(|person| (person.id, person.name.to_string()))
            .collect();
        rest.arrange(|one, other| one.1.cmp(&other.1));
        let busy = match &spot.state {
            SpotState::Claimed { by, .. } => Some(*by),
            SpotState::Returned { .. } => spot.standing_return().map(yingchun_domain::spot::Return::mender),
            SpotState::Reported
            | SpotState::Open
            | SpotState::Cleaned { .. }
            | SpotState::Passed
            | SpotState::Closed
            | SpotState::Cancelled { .. } => None,
        };
        let others =
            joined.iter().filter(|(person, _)| busy.is_some_and(|busy| busy != *person)).cloned().collect();
        Some(Self {
            spot: spot.clone(),
            zones: zones.into_iter().map(|zone| (zone.id, zone.name.to_string(), next(zone.id))).collect(),
            people: joined.into_iter().chain(rest).filter(|(person, _)| *person != mine.me).collect(),
            others,
            wants_another: spot.begged.is_some() && matches!(spot.state, SpotState::Returned { .. }),
        })
    }
}

/// The spot on the page with the eyes of its leader, read again whenever something moves.
fn use_led(seen: Signal<Option<Seen>>) -> Signal<Option<Led>> {
    let led = use_mine(move |mine| seen.with(|seen| Led::of(mine, &seen.as_ref()?.spot)));
    Signal::derive(move || led.get().flatten())
}

/// 换人 with its sheet: up while `handing` says so.
#[component]
fn HandOver(led: Signal<Option<Led>>, handing: RwSignal<bool>) -> impl IntoView {
    let chosen = Signal::derive(move || {
        let led = led.get().filter(|_| handing.get())?;
        Some((led.spot, led.others))
    });
    view! { <HandSheet chosen on_close=move |()| handing.set(false)/> }
}

#[component]
fn LeaderActs(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let led = use_led(seen);
    let cancelling = RwSignal::new(None::<Spot>);
    let handing = RwSignal::new(false);
    let writing = RwSignal::new(None::<Spot>);
    let acts = move || {
        let led = led.get()?;
        let (reported, can_cancel) = (led.spot.state == SpotState::Reported, can_be_called_off(&led.spot));
        let can_hand = !led.others.is_empty() && !led.wants_another;
        let (written, called_off) = (led.spot.clone(), led.spot.clone());
        let has_zone = written.zone.is_some();
        Some(view! {
            <section class="stack stack--close">
                <h2>{move || tongue.words().assign.as_leader}</h2>
                {reported.then(|| view! { <OpenReport led=led.clone()/> })}
                <div class="row">
                    {can_hand.then(|| view! { <Button label=move || tongue.words().assign.hand_over look=Look::Line on_press=move |()| handing.set(true)/> })}
                    {can_cancel.then(|| view! { <Button label=move || tongue.words().assign.call_off look=Look::Line on_press=move |()| cancelling.set(Some(called_off.clone()))/> })}
                    {has_zone.then(|| view! { <Button label=move || tongue.words().desk_edit.edit_spot look=Look::Line on_press=move |()| writing.set(Some(written.clone()))/> })}
                </div>
            </section>
        })
    };
    view! {
        {acts}
        <CancelSheet cancelling/>
        <WrittenSheet writing/>
        <HandOver led handing/>
    }
}

/// 〔换人〕; where nobody else said yes to the zone, the way to those who may be asked.
#[component]
fn Instead(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let led = use_led(seen);
    let handing = RwSignal::new(false);
    let others = Memo::new(move |_| led.with(|led| led.as_ref().is_some_and(|led| !led.others.is_empty())));
    let act = move || match others.get() {
        true => view! {
            <Button label=move || tongue.words().assign.hand_over look=Look::Primary on_press=move |()| handing.set(true)/>
        },
        false => {
            view! { <ButtonLink label=move || tongue.words().assign.ask href="/assign" look=Look::Primary/> }
        }
    };
    view! { {act} <HandOver led handing/> }
}

/// Gives a report its zone, once.
#[component]
fn OpenReport(led: Led) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let first = led.zones.first().filter(|_| led.zones.len() == 1).map(|(id, ..)| id.to_string());
    let zone = RwSignal::new(first.unwrap_or_default());
    let missing = RwSignal::new(false);
    let choices: Vec<Choice> = led.zones.iter().map(|(id, name, _)| (id.to_string(), name.clone())).collect();
    let open = move |()| {
        let chosen = led.zones.iter().find(|(id, ..)| zone.with_untracked(|zone| *zone == id.to_string()));
        missing.set(chosen.is_none());
        if let Some((id, name, next)) = chosen {
            let act = Act::Open(Open { zone: *id, number: Some(*next) });
            doer.act(deed_on(&led.spot, act), tongue.words().assign.opened(name), |_| ());
        }
    };
    view! {
        <SelectField name="open-zone" label=move || tongue.words().assign.which_zone unchosen=move || tongue.words().assign.choose_zone
            choices=Signal::stored(choices) value=zone error=move || missing.get().then(|| tongue.words().assign.choose_zone.to_owned())
            on_choose=move |chosen| zone.set(chosen)/>
        <Button label=move || tongue.words().assign.open look=Look::Primary on_press=open/>
    }
}

/// 谁清的: hers, or somebody's of her team who has no phone at hand.
#[component]
fn OnBehalf(seen: Signal<Option<Seen>>, work: RwSignal<Work>) -> impl IntoView {
    let tongue = use_tongue();
    let led = use_led(seen);
    let people = Memo::new(move |_| led.with(|led| led.as_ref().map(|led| led.people.clone())));
    let choices = move || -> Vec<Choice> {
        let people = people.get().unwrap_or_default();
        people.into_iter().map(|(person, name)| (person.to_string(), name)).collect()
    };
    let value = move || work.with(|work| work.by.map(|by| by.to_string()).unwrap_or_default());
    view! {
        <Show when=move || people.with(|people| people.as_ref().is_some_and(|people| !people.is_empty()))>
            <div class="dock__row">
                <SelectField name="cleaned-by" label=move || tongue.words().assign.who_cleaned unchosen=move || tongue.words().assign.myself
                    choices value error=None on_choose=move |chosen: String| work.update(|work| work.by = chosen.parse().ok())/>
            </div>
        </Show>
    }
}

/// 修改点位: the spot as it stood when the sheet came up.
#[component]
fn WrittenSheet(writing: RwSignal<Option<Spot>>) -> impl IntoView {
    let tongue = use_tongue();
    let close = move |()| {
        writing.try_set(None);
    };
    let form = move || writing.get().map(|spot| view! { <SpotWritten spot on_saved=close/> });
    view! {
        <Sheet title=move || tongue.words().desk_edit.edit_spot open=Signal::derive(move || writing.with(Option::is_some)) on_close=close>
            {form}
        </Sheet>
    }
}

/// 不用清了: the spot as it stood when the sheet came up.
#[component]
fn CancelSheet(cancelling: RwSignal<Option<Spot>>) -> impl IntoView {
    let tongue = use_tongue();
    let close = move |()| {
        cancelling.try_set(None);
    };
    let form = move || cancelling.get().map(|spot| view! { <CallOff spot on_done=close/> });
    view! {
        <Sheet title=move || tongue.words().assign.call_off open=Signal::derive(move || cancelling.with(Option::is_some)) on_close=close>
            {form}
        </Sheet>
    }
}
