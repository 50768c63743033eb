//! The red card: the one next thing, with its act.

use crate::html::*;
use yingchun_domain::attendance::Way;
use yingchun_domain::spot::Spot;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use super::day::Day;
use super::told_time::{ForgotFold, SignedByLeader};
use super::use_sign;
use crate::components::button::{Button, ButtonLink, IconLink, Look};
use crate::components::cut::Cut;
use crate::components::empty::Empty;
use crate::components::icons::Icon;
use crate::components::setting::use_settings;
use crate::pages::me::leave::LeftNote;
use crate::pages::mine::{Call, Turn, use_mine};
use crate::pages::said::{due_day, gather};
use crate::pages::shell::CallLink;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// Minutes before the start from which they are counted down.
const SOON_MINUTES: i64 = 90;

/// The card of a day.
#[component]
pub fn NextThing(
    /// The day.
    day: Day,
    /// Whom to call.
    call: Signal<Option<Call>>,
) -> impl IntoView {
    match day {
        Day::Merged => view! { <MergedNote call/> }.into_any(),
        Day::Left => view! { <LeftNote/> }.into_any(),
        Day::Free { placed } => view! { <NothingAsked placed call/> }.into_any(),
        Day::Asked(turn) => view! { <AskedCard turn call/> }.into_any(),
        Day::Leading { zone, slot } => view! { <LeadingCard zone next=slot/> }.into_any(),
        Day::Later(turn) => view! { <ComingCard turn today=false call/> }.into_any(),
        Day::Before(turn) => view! { <ComingCard turn today=true call/> }.into_any(),
        Day::During { turn, came, first } => view! { <WorkingCard turn came first call/> }.into_any(),
        Day::Done { .. } | Day::Over => ().into_any(),
    }
}

/// Nobody asked her for anything: what that means, and what she may do.
#[component]
fn NothingAsked(placed: bool, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let arrived = use_mine(|mine| mine.set.each::<yingchun_domain::campaign::Campaign>().next().is_some());
    let waiting = move || phone.status().with(|status| status.waiting > 0);
    let words = move || {
        let today = &tongue.words().today;
        match (placed, arrived.get()) {
            (true, _) => today.none_for_you,
            (false, Some(true)) => today.waiting_for_leader,
            (false, _) if waiting() => today.not_sent_yet,
            (false, _) => today.waiting_for_leader,
        }
    };
    view! {
        <Empty words=Signal::derive(move || words().to_owned())>
            <ButtonLink label=move || tongue.words().today.see_zones href="/zones" look=Look::Line/>
            <CallLink call look=Look::Line/>
        </Empty>
    }
}

/// Another row stands for her: what is here is safe, and how she goes on.
#[component]
fn MergedNote(call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <Empty words=move || tongue.words().today.merged>
            <ButtonLink label=move || tongue.words().strip.go_on href="/back" look=Look::Primary/>
            <CallLink call look=Look::Line/>
        </Empty>
    }
}

/// A leader asks her to come: the answer is on the offer's own page.
#[component]
fn AskedCard(turn: Turn, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let slot = turn.slot.clone();
    let meeting = turn.zone.meeting.to_string();
    view! {
        <Cut kicker=move || tongue.words().offer.title title=turn.zone.name.to_string()>
            <p class="cut__line">{move || tongue.words().span(slot.starts, slot.ends)}</p>
            <p class="cut__aside">{move || tongue.words().offer.gather_at(&meeting)}</p>
            <div class="cut__acts">
                <ButtonLink label=move || tongue.words().kit.look href=format!("/offers/{}", turn.assignment.id) look=Look::Gold/>
                <CallLink call look=Look::OnRed/>
            </div>
        </Cut>
    }
}

/// She leads: the next slot of her teams' zones, 点名 on its day and 分派 before it.
#[component]
fn LeadingCard(zone: Zone, next: Slot) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let (starts, ends) = (next.starts, next.ends);
    let today = Memo::new(move |_| phone.now().get().day() == starts.day());
    let meeting = zone.meeting.to_string();
    let href = Signal::derive(move || if today.get() { "/roll" } else { "/assign" }.to_owned());
    let kicker = move || match phone.now().get() < starts {
        true => tongue.words().today.next,
        false => tongue.words().today.now,
    };
    let label = move || if today.get() { tongue.words().tabs.roll } else { tongue.words().tabs.assign };
    view! {
        <Cut kicker title=zone.name.to_string()>
            <p class="cut__line">{move || tongue.words().span(starts, ends)}</p>
            <p class="cut__aside">{move || tongue.words().offer.gather_at(&meeting)}</p>
            <div class="cut__acts"><ButtonLink label=Signal::derive(move || label().to_owned()) href look=Look::Gold/></div>
        </Cut>
    }
}

/// She promised to come: place, time, what to bring, and on the day 我到了，签到.
#[component]
fn ComingCard(turn: Turn, today: bool, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let care = use_settings();
    let sign = use_sign();
    let starts = turn.slot.starts;
    let kicker = move || {
        let words = tongue.words();
        match starts.since(phone.now().get()) / 60_000 {
            _ if !today => words.day_full(starts.day()),
            ..=0 => words.today.started.to_owned(),
            minutes @ ..=SOON_MINUTES => words.today.gather_in(minutes),
            _ => words.today.next.to_owned(),
        }
    };
    let bring = turn.zone.bring.as_ref().map(ToString::to_string);
    let line = {
        let turn = turn.clone();
        move || gather(tongue.words(), &turn)
    };
    let zone = format!("/zones/{}", turn.zone.id);
    let name = turn.zone.name.to_string();
    let turn = StoredValue::new(turn);
    view! {
        <Cut kicker=Signal::derive(kicker) title=name>
            <p class="cut__line">{line}</p>
            {bring.map(|bring| view! { <p class="cut__aside">{bring}</p> })}
            <div class="cut__acts">
                <Show when=move || today && !care.care()>
                    <Button label=move || tongue.words().today.sign_in look=Look::Gold on_press=move |()| sign.run((turn.get_value(), Way::In))/>
                </Show>
                <IconLink label=move || tongue.words().today.way href=zone icon=Icon::Pin look=Look::OnRed/>
                <Show when=move || !care.care()><CallLink call look=Look::OnRed/></Show>
            </div>
        </Cut>
        <Show when=move || today>
            <p class="quiet">{move || tongue.words().today.when_there}</p>
            <ForgotFold turn=turn.get_value()/>
        </Show>
    }
}

/// She is there: what to do first, and 我走了，签退.
#[component]
fn WorkingCard(turn: Turn, came: UnixMs, first: Option<Spot>, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let care = use_settings();
    let sign = use_sign();
    let place = first.as_ref().map(|spot| spot.place.to_string());
    let zone = turn.zone.name.to_string();
    let title = move || match &place {
        Some(place) => tongue.words().today.first(place),
        None => tongue.words().today.all_cleaned(&zone),
    };
    let returned = first.as_ref().and_then(|spot| spot.standing_return().cloned());
    let line = move || {
        returned.as_ref().map(|it| {
            let by = tongue.words().dates.by(&due_day(tongue.words(), it.due));
            view! { <p class="cut__line">{it.place.to_string()}</p> <p class="cut__aside">{by}</p> }
        })
    };
    let photo = first.map(|spot| format!("/spots/{}", spot.id));
    let turn = StoredValue::new(turn);
    view! {
        <Cut kicker=move || tongue.words().today.now_signed_in(&came.clock()) title=Signal::derive(title)>
            {line}
            <div class="cut__acts">
                {photo.map(|href| view! { <IconLink label=move || tongue.words().today.take_photo href icon=Icon::Camera look=Look::Gold/> })}
                <Show when=move || !care.care()>
                    <Button label=move || tongue.words().today.sign_out look=Look::OnRed on_press=move |()| sign.run((turn.get_value(), Way::Out))/>
                    <CallLink call look=Look::OnRed/>
                </Show>
            </div>
        </Cut>
        <SignedByLeader turn=turn.get_value()/>
    }
}
