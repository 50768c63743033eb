//! 「按 8:30 记　改」 and the sheet behind it.

use crate::html::*;
use yingchun_domain::attendance::Way;
use yingchun_domain::time::UnixMs;

use super::noted::{Noted, clock, offered};
use super::turnout::Turnout;
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::sheet::Sheet;
use crate::components::when_field::{When, WhenField};
use crate::sync::use_phone;
use crate::words::use_tongue;

/// What the leader is calling: who comes, until all have come; then who goes.
fn calls(turnout: &Turnout) -> Way {
    if turnout.rows.iter().any(|row| row.came.is_none()) { Way::In } else { Way::Out }
}

/// The line: what each tap is noted as.
#[component]
pub fn NotedLine(
    /// The slot that is called.
    called: Turnout,
    /// What the leader chose.
    noted: RwSignal<Noted>,
    /// 改
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let way = calls(&called);
    let says = move || {
        let words = tongue.words();
        let at = noted.get().said_at(&called.slot, way, phone.now().get());
        at.map_or_else(|| words.roll.by_now.to_owned(), |at| words.roll.noted_as(&at.clock()))
    };
    view! {
        <p class="noted-as">
            <span class="noted-as__words">{says}</span>
            <Button label=move || tongue.words().roll.change look=Look::LineSmall on_press=on_change/>
        </p>
    }
}

/// The sheet: now, the half hours of the slot that have passed, or another time.
#[component]
pub fn TimeSheet(
    /// The slot that is called.
    turnout: Signal<Option<Turnout>>,
    /// What the leader chose.
    noted: RwSignal<Noted>,
    /// Whether the sheet is up.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let typed = RwSignal::new(String::new());
    let ahead = RwSignal::new(false);
    let way = move || turnout.with(|turnout| turnout.as_ref().map_or(Way::In, calls));
    let choose = move |chosen: Noted| {
        noted.set(chosen);
        typed.set(String::new());
        ahead.set(false);
        on_close.run(());
    };
    let on_time = move |text: String| {
        let day = turnout.with_untracked(|turnout| turnout.as_ref().map(|turnout| turnout.slot.starts.day()));
        let at = day.zip(clock(&text)).map(|(day, minutes)| UnixMs::at_china(day, minutes));
        ahead.set(at.is_some_and(|at| phone.now().get_untracked() < at));
        if let Some(at) = at.filter(|_| !ahead.get_untracked()) {
            noted.set(Noted::At(at));
        }
        typed.set(text);
    };
    let shown = move || match noted.get() {
        Noted::At(at) if typed.with(String::is_empty) => format!("{:0>5}", at.clock()),
        Noted::At(_) | Noted::Usual | Noted::ByTap => typed.get(),
    };
    let chip = move |at: UnixMs| {
        view! { <Chip label=at.clock() pressed=move || noted.get() == Noted::At(at) on_press=move |()| choose(Noted::At(at))/> }
    };
    let chips = move || {
        let times = turnout.with(|turnout| {
            turnout.as_ref().map(|turnout| offered(&turnout.slot, calls(turnout), phone.now().get()))
        });
        times.unwrap_or_default().into_iter().map(chip).collect_view()
    };
    let title = move || {
        let words = &tongue.words().roll;
        if way() == Way::In { words.when_came } else { words.when_went }
    };
    view! {
        <Sheet title open on_close>
            <div class="chips">
                <Chip label=move || tongue.words().roll.now pressed=move || noted.get() == Noted::ByTap on_press=move |()| choose(Noted::ByTap)/>
                {chips}
            </div>
            <WhenField name="roll-time" when=When::Clock label=move || tongue.words().roll.own_time value=Signal::derive(shown)
                error=move || ahead.get().then(|| tongue.words().roll.time_ahead.to_owned()) on_choose=on_time/>
        </Sheet>
    }
}
