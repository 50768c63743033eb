//! 今天: what a volunteer does now. One red card says the one next thing; her spots stand below.

pub mod card;
pub mod day;
pub mod done;
pub mod family;
pub mod lead;
pub mod more;
pub mod safety;
pub mod share;
pub mod spots;
pub mod thanks;
pub mod told_time;
pub mod waiting;

use crate::html::*;
use yingchun_domain::attendance::Way;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::{AttendanceId, PersonId};
use yingchun_domain::lunar::lunar_day;
use yingchun_domain::row::Kind;
use yingchun_domain::time::UnixMs;

use self::card::NextThing;
use self::day::Day;
use self::done::DayDone;
use self::family::FamilyToday;
use self::lead::WaitsForLeader;
use self::more::MoreRows;
use self::safety::{SafetySheet, use_safety};
use self::spots::MySpots;
use self::thanks::DriveOver;
use self::told_time::ForgottenSigns;
use self::waiting::{WaitingSpots, waiting_spots};
use super::mine::{Call, Turn, use_call, use_mine};
use super::newer::NewerNote;
use super::said::feast_line;
use super::shell::{
    Below, CallLink, CameraSheetUp, CareSwitch, FaultStrip, FieldTabs, NotedBar, SyncPill, use_doer,
};
use crate::components::button::{Button, IconButton, Look};
use crate::components::icons::Icon;
use crate::components::leaf::DayLeaf;
use crate::components::setting::use_settings;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::use_tongue;

/// Says 我到了 or 我走了 of a turn, her own or one of her family's; the same deed from the card and from the three big buttons.
fn sign_deed(turn: &Turn, me: PersonId, way: Way, said_at: Option<UnixMs>) -> Deed {
    let (zone, slot, whose) = (turn.zone.id, turn.slot.id, turn.assignment.person);
    let sign = Sign { zone, slot, said_at };
    let attendance = AttendanceId::of(zone, slot, whose);
    let end = match way {
        Way::In => "sign-in",
        Way::Out => "sign-out",
    };
    Deed {
        base: std::collections::BTreeMap::new(),
        act: match way {
            Way::In => Act::SignIn(sign),
            Way::Out => Act::SignOut(sign),
        },
        target: attendance.uuid(),
        on_behalf_of: (whose != me).then_some(whose),
        shown: Shown { zone: Some(zone), spot: None },
        photos: vec![],
        // Nothing is typed; the name keeps a second touch in one frame from being a second word.
        draft: Some(format!("{end}.{attendance}")),
        undo: Undo::Grace,
    }
}

/// Says 我到了 or 我走了 when it is called.
pub fn use_sign() -> Callback<(Turn, Way)> {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let safety = use_safety();
    Callback::new(move |(turn, way): (Turn, Way)| {
        let Some(me) = phone.me().get_untracked() else { return };
        let clock = phone.now().get_untracked().clock();
        let words = tongue.words();
        let said = match way {
            Way::In => words.today.signed_in(&clock),
            Way::Out => words.today.signed_out(&clock),
        };
        doer.act(sign_deed(&turn, me.person, way, None), said, move |_| {
            if way == Way::In {
                safety.once();
            }
        });
    })
}

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let settings = use_settings();
    let day = use_mine(Day::of);
    let call = use_call();
    let zone = Memo::new(move |_| day.with(|day| day.as_ref()?.zone()));
    let leads = Memo::new(move |_| day.with(|day| matches!(day, Some(Day::Leading { .. }))));
    let waiting = use_mine(waiting_spots);
    let waiting = Memo::new(move |_| waiting.get().unwrap_or_default());
    // What the red card is about is not said twice.
    let above = Memo::new(move |_| {
        let mut above = waiting.get();
        day.with(|day| {
            if let Some(Day::During { first: Some(first), .. }) = day {
                above.retain(|id| *id != first.id);
            }
        });
        above
    });
    // While her day is about nothing of today, what yesterday left open comes first.
    let asks_first = Memo::new(move |_| {
        day.with(|day| !matches!(day, Some(Day::Before(_) | Day::During { .. } | Day::Done { .. })))
    });
    let body = move || match day.get() {
        None => ().into_any(),
        Some(Day::Done { turn, came, went }) => view! { <DayDone turn came went/> }.into_any(),
        Some(Day::Over) => view! { <DriveOver call/> }.into_any(),
        Some(day) => view! { <NextThing day call/> }.into_any(),
    };
    view! {
        <div class="page">
            <TodayHead/>
            <FaultStrip/>
            <main class="page__body" id="main">
                <Show when=move || asks_first.get()><ForgottenSigns/></Show>
                <WaitingSpots waiting=above/> {body}
                <Show when=move || !asks_first.get()><ForgottenSigns/></Show>
                <WaitsForLeader/> <FamilyToday/> <MySpots zone leads waiting/> <NewerNote kind=Kind::Spot/>
                <MoreRows day/>
            </main>
            <ShowOr when=move || settings.care() fallback=|| view! { <Below><FieldTabs/></Below> }><BigButtons day call/></ShowOr>
            <SafetySheet/>
        </div>
    }
}

/// The day leaf, the date and the days to New Year's Eve.
#[component]
fn TodayHead() -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let phone = use_phone();
    let today = Memo::new(move |_| phone.now().get().day());
    let lunar = move || lunar_day(today.get());
    view! {
        <DayLeaf month=Signal::derive(move || lunar().map(|it| it.month_zh().to_owned()).unwrap_or_default())
            day=Signal::derive(move || lunar().map(|it| it.day_zh()).unwrap_or_default())
            title=Signal::derive(move || tongue.words().day_weekday(today.get()))
            line=Signal::derive(move || feast_line(tongue.words(), today.get()))>
            <SyncPill/>
            <Show when=move || settings.care()><CareSwitch/></Show>
        </DayLeaf>
    }
}

/// 大字版: three big buttons from the bottom.
#[component]
fn BigButtons(day: Memo<Option<Day>>, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let camera = expect_context::<CameraSheetUp>().0;
    let sign = use_sign();
    let act = move || {
        match day.get() {
        Some(Day::Before(turn)) => view! {
            <Button label=move || tongue.words().today.sign_in look=Look::LargePrimary on_press=move |()| sign.run((turn.clone(), Way::In))/>
        }
        .into_any(),
        Some(Day::During { turn, .. }) => view! {
            <Button label=move || tongue.words().today.sign_out look=Look::LargePrimary on_press=move |()| sign.run((turn.clone(), Way::Out))/>
        }
        .into_any(),
        Some(Day::Merged | Day::Left | Day::Free { .. } | Day::Asked(_) | Day::Leading { .. } | Day::Later(_) | Day::Done { .. } | Day::Over) | None => ().into_any(),
    }
    };
    view! {
        <div class="bottom bottom--tall">
            <NotedBar/>
            <div class="bigs">
                {act}
                <IconButton label=move || tongue.words().tabs.camera icon=Icon::Camera look=Look::Large on_press=move |()| camera.set(true)/>
                <CallLink call look=Look::Large/>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests;
