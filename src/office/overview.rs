//! 总览: what is to be done today, then the numbers, then how each community has come along.

use crate::html::*;

use super::attention::ToSettle;
use super::attention::count::Counted;
use super::daily::daily;
use super::tally::{FirstRun, Progress, SpotCount, Tally};
use crate::components::badge::{Badge, SpotMark};
use crate::components::bars::{DayBars, StateBar};
use crate::components::button::{IconLink, Look};
use crate::components::copy::CopyButton;
use crate::components::icons::{Glyph, Icon};
use crate::components::panel::{Panel, TodoAct, TodoRow};
use crate::components::rail::DeskHead;
use crate::components::sheet::Sheet;
use crate::components::tile::Tile;
use crate::device::hub::{SignInNumbers, ledger_url};
use crate::pages::mine::use_mine;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let tally = use_mine(Tally::of);
    // The gate before this page has seen an organiser; until her numbers are counted there is nothing to draw.
    let tally = Memo::new(move |_| tally.get().flatten());
    let title = move || {
        tally
            .with(|tally| campaign_name(tally.as_ref()))
            .unwrap_or_else(|| tongue.words().office.overview.to_owned())
    };
    let small = move || {
        tally
            .with(|tally| {
                let updated = tongue.words().updated(phone.read_at().get(), phone.now().get());
                tally.as_ref().map(|tally| day_words(tongue.words(), tally, updated))
            })
            .unwrap_or_default()
    };
    let report = use_daily();
    view! {
        <DeskHead title small>
            <CopyButton label=move || tongue.words().office.copy_daily done=move || tongue.words().office.copied text=report/>
            <IconLink label=move || tongue.words().office.export href=ledger_url(SignInNumbers::Masked) icon=Icon::Download look=Look::Primary/>
        </DeskHead>
        {move || tally.get().map(|tally| view! { <Whole tally/> })}
    }
}

/// 群日报, of the moment to which the figures belong.
fn use_daily() -> Signal<String> {
    let tongue = use_tongue();
    let phone = use_phone();
    let text = use_mine(move |mine| {
        let at = phone.read_at().get().unwrap_or(mine.now);
        Tally::of(mine).map(|tally| daily(tongue.words(), &tally, at))
    });
    Signal::derive(move || text.get().flatten().unwrap_or_default())
}

fn campaign_name(tally: Option<&Tally>) -> Option<String> {
    Some(tally?.campaign.as_ref()?.name.to_string())
}

/// 第 7 天，离除夕 7 天。15:20 更新
fn day_words(words: &Words, tally: &Tally, updated: String) -> String {
    let day = tally.day.map(|(nth, left)| words.office.day_of(nth, left));
    let said = day.into_iter().chain((!updated.is_empty()).then_some(updated));
    said.collect::<Vec<_>>().join(words.kit.full_stop)
}

#[component]
fn Whole(tally: Tally) -> impl IntoView {
    let first_run = tally.first_run;
    let (communities, days, silent) = (tally.communities.clone(), tally.days.clone(), tally.silent);
    view! {
        {(!first_run.is_over()).then(|| view! { <FirstSteps first_run/> })}
        <Tiles tally/>
        <div class="desk__cols">
            <Todos silent/> <Communities communities/> <ByDay days/>
        </div>
    }
}

/// Seven ticks for a new office.
#[component]
fn FirstSteps(first_run: FirstRun) -> impl IntoView {
    let tongue = use_tongue();
    let step = move |done: bool, word: fn(&crate::words::Office) -> &'static str, href: &'static str| {
        let icon = if done { Icon::Check } else { Icon::Ring };
        view! {
            <li><a class="first-step" class:first-step--done=done href=href><Glyph icon/> {move || word(tongue.words().office)}</a></li>
        }
    };
    view! {
        <Panel title=move || tongue.words().office.first_run>
            <ol class="first-steps">
                {step(first_run.campaign, |words| words.run_campaign, "/office/settings")}
                {step(first_run.community, |words| words.run_community, "/office/zones")}
                {step(first_run.team, |words| words.run_team, "/office/zones")}
                {step(first_run.people, |words| words.run_import, "/office/import")}
                {step(first_run.zone, |words| words.run_zones, "/office/zones")}
                {step(first_run.code, |words| words.run_code, "/office/settings")}
                {step(first_run.leader, |words| words.run_leaders, "/office/settings")}
            </ol>
        </Panel>
    }
}

#[component]
fn Tiles(tally: Tally) -> impl IntoView {
    let tongue = use_tongue();
    let Tally { volunteers, new_today, turnouts, heads, zones_out, spots, .. } = tally;
    let SpotCount { all, passed, overdue, .. } = spots;
    let late = overdue > 0;
    let small_overdue = move || if late { tongue.words().office.see_list } else { tongue.words().kit.none };
    view! {
        <div class="desk__tiles">
            <Tile label=move || tongue.words().office.volunteers number=volunteers.to_string() unit=move || tongue.words().office.unit_people
                small=move || tongue.words().office.new_today(new_today) urgent=false/>
            <Tile label=move || tongue.words().office.out_today number=turnouts.to_string() unit=move || tongue.words().office.unit_turnouts
                small=move || tongue.words().office.heads_zones(heads, zones_out) urgent=false/>
            <Tile label=move || tongue.words().office.passed_spots number=passed.to_string() unit=move || tongue.words().office.of_spots(all)
                small=move || tongue.words().office.share(spots.percent()) urgent=false/>
            <a href="/office/inspections">
                <Tile label=move || tongue.words().office.overdue number=overdue.to_string() unit=move || tongue.words().office.unit_spots
                    small=small_overdue urgent=late/>
            </a>
        </div>
    }
}

/// 今天要办
#[component]
fn Todos(silent: usize) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let seen = RwSignal::new(false);
    let report = use_daily();
    let counted = use_mine(|mine| Counted::of(mine).whole());
    let to_settle = move || match counted.get() {
        None | Some(0) => tongue.words().office.see.to_owned(),
        Some(n) => n.to_string(),
    };
    let to_look_at = move || phone.status().get().to_look_at;
    view! {
        <Panel title=move || tongue.words().office.to_do>
            <ToSettle all=false/>
            <TodoAct label=move || tongue.words().office.daily_ready act=move || tongue.words().office.look on_press=move |()| seen.set(true)/>
            <Show when=move || { silent > 0 }>
                <TodoRow label=move || tongue.words().office.silent_villages count=silent.to_string() href="/office/ledgers"/>
            </Show>
            <Show when=move || { to_look_at() > 0 }>
                <TodoRow label=move || tongue.words().office.quarantined count=move || to_look_at().to_string() href="/outbox"/>
            </Show>
            <TodoRow label=move || tongue.words().attention.title count=to_settle href="/office/attention"/>
        </Panel>
        <Sheet title=move || tongue.words().office.daily_ready open=seen on_close=move |()| seen.set(false)>
            <p class="lines">{move || report.get()}</p>
            <CopyButton label=move || tongue.words().office.copy_daily done=move || tongue.words().office.copied text=report/>
        </Sheet>
    }
}

/// 各村（社区）完成情况
#[component]
fn Communities(communities: Vec<Progress>) -> impl IntoView {
    let tongue = use_tongue();
    let none = communities.is_empty();
    let row = move |progress: Progress| {
        let (counts, done, all) = (progress.count.bar(), progress.count.passed, progress.count.all);
        view! {
            <div class="bars-row">
                <span>{progress.name}</span> <StateBar counts=counts/>
                <span class="bars-row__number">{move || tongue.words().office.fraction(done, all)}</span>
            </div>
        }
    };
    let key = move |mark: SpotMark| view! { <Badge mark label=move || mark.words(tongue.words())/> };
    view! {
        <Panel title=move || tongue.words().office.by_village>
            <Show when=move || none><p class="quiet">{move || tongue.words().office.no_rows}</p></Show>
            {communities.into_iter().map(row).collect_view()}
            <div class="row">{[SpotMark::Passed, SpotMark::Cleaned, SpotMark::Returned, SpotMark::Claimed, SpotMark::Open].map(key)}</div>
        </Panel>
    }
}

/// 每日完成（处）, under the lunar days.
#[component]
fn ByDay(days: Vec<(chrono::NaiveDate, usize)>) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let under = |day| words.lunar(day).map_or_else(|| words.day(day), |lunar| lunar.day_zh());
    let drawn: Vec<(String, usize)> = days.iter().map(|(day, count)| (under(*day), *count)).collect();
    let label = move || {
        let words = tongue.words();
        days.iter()
            .map(|(day, count)| format!("{} {count}", words.day(*day)))
            .collect::<Vec<_>>()
            .join(words.kit.listed)
    };
    view! { <Panel title=move || tongue.words().office.by_day><DayBars days=drawn label/></Panel> }
}
