//! 忘了签, 时间不对: she says about when it was. The leader confirms it; until then it is what she says.

use std::collections::BTreeSet;

use crate::html::*;
use chrono::{Datelike as _, NaiveDate};
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::{Attendance, Known, Way};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};
use yingchun_domain::zone::Slot;

use super::sign_deed;
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::field::{Entry, Field};
use crate::components::fold::Fold;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::device::marks;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, Turn, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Deed, use_phone};
use crate::words::{Words, use_tongue};

/// For how many days a forgotten sign is asked for.
const DAYS_ASKED: i64 = 3;
/// The hour from which a day counts as over, 18:00.
const EVENING_MINUTES: u16 = 18 * 60;
const HALF_HOUR_MS: i64 = 30 * 60_000;
/// Who works in the evening and types 0:20 means the night that follows, so far after the slot's end.
const NIGHT_MS: i64 = 6 * HOUR_MS;
/// The list of turns of which she said 不记得，听队长的.
const LEFT_TO_LEADER: &str = "left";

/// A turn of which one end was never said, or only told afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Forgotten {
    /// The turn.
    pub turn: Turn,
    /// Which end.
    pub way: Way,
    /// What she told of it, which her leader has not confirmed yet.
    pub told: Option<UnixMs>,
}

/// What she forgot in the last days, the newest first: going, where she came; coming, where the slot is over; and what she
/// told of either since.
pub fn forgotten(mine: Mine<'_>) -> Vec<Forgotten> {
    let mut turns = mine.turns(AssignmentState::Accepted);
    turns.retain(|turn| {
        turn.slot.starts <= mine.now && mine.now.since(turn.slot.starts) < DAYS_ASKED * DAY_MS
    });
    turns.reverse();
    turns.into_iter().filter_map(|turn| forgotten_of(mine, turn)).collect()
}

fn forgotten_of(mine: Mine<'_>, turn: Turn) -> Option<Forgotten> {
    let attendance = mine.attendance(&turn);
    let told = |way| attendance.and_then(|it| told_of(it, way)).map(|at| (way, Some(at)));
    let open = ends_open(mine, &turn).map(|way| told(way).unwrap_or((way, None)));
    // The day's own card says it while the day lasts.
    let past = turn.slot.starts.day() != mine.now.day();
    let said = || told(Way::Out).or_else(|| told(Way::In)).filter(|_| past);
    let (way, told) = open.or_else(said)?;
    Some(Forgotten { turn, way, told })
}

/// What she told of an end in her last word about it, where no leader has confirmed it since.
fn told_of(attendance: &Attendance, way: Way) -> Option<UnixMs> {
    let mut own = attendance.events.iter().filter(|it| it.way == way && it.by == attendance.person);
    let last = own.next_back().filter(|_| attendance.confirmed().is_none() || attendance.disputed())?;
    match last.known {
        Known::Told | Known::Astray => Some(last.at),
        Known::ByTap => None,
    }
}

fn ends_open(mine: Mine<'_>, turn: &Turn) -> Option<Way> {
    let attendance = mine.attendance(turn);
    let came = attendance.and_then(|it| it.came());
    let went = attendance.and_then(|it| it.went());
    let evening = UnixMs::at_china(turn.slot.starts.day(), EVENING_MINUTES);
    match (came, went) {
        (Some(_), None) if mine.now >= evening.max(turn.slot.ends) => Some(Way::Out),
        (None, _) if mine.now > turn.slot.ends => Some(Way::In),
        (Some(_) | None, _) => None,
    }
}

/// The times that are offered: about the slot's own, none that is still to come.
fn choices(slot: &Slot, way: Way, now: UnixMs) -> Vec<UnixMs> {
    let near = match way {
        Way::In => [slot.starts, slot.starts.plus(HALF_HOUR_MS), slot.starts.plus(2 * HALF_HOUR_MS)],
        Way::Out => [slot.ends.plus(-HALF_HOUR_MS), slot.ends, slot.ends.plus(HALF_HOUR_MS)],
    };
    near.into_iter().filter(|at| *at <= now).collect()
}

/// 8:30 as a time field gives it, on the slot's day; or in the night after it, where she went home from an evening's work.
fn typed_time(text: &str, way: Way, slot: &Slot) -> Option<UnixMs> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    let at = (hour < 24 && minute < 60).then(|| UnixMs::at_china(slot.starts.day(), hour * 60 + minute))?;
    let night = at.plus(DAY_MS);
    Some(if way == Way::Out && at < slot.starts && night.since(slot.ends) <= NIGHT_MS { night } else { at })
}

/// 23:29; a time of the day after is said as such.
fn time_words(words: &Words, at: UnixMs, day: NaiveDate) -> String {
    if at.day() > day { words.today.next_day(&at.clock()) } else { at.clock() }
}

fn question(words: &Words, way: Way, day: NaiveDate, today: NaiveDate) -> String {
    match (way, today.num_days_from_ce() - day.num_days_from_ce()) {
        (Way::In, 0) => words.today.came_about.to_owned(),
        (Way::In, _) => words.today.came_on(&words.day_weekday(day)),
        (Way::Out, 0) => words.today.left_about.to_owned(),
        (Way::Out, 1) => words.today.left_yesterday.to_owned(),
        (Way::Out, _) => words.today.left_on(&words.day_weekday(day)),
    }
}

/// 您大概几点到的？ with times to tap, and her own.
#[component]
pub fn TellTime(
    /// Of which turn.
    turn: Turn,
    /// Coming or going.
    way: Way,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let (slot, day) = (turn.slot.clone(), turn.slot.starts.day());
    let name = match way {
        Way::In => "came-at",
        Way::Out => "left-at",
    };
    let key = format!("{name}.{}", turn.assignment.id);
    let (typed, chosen) = (use_kept::<String>(key.clone()), RwSignal::new(false));
    // Her own time is open where she chose it, and where she had typed one before.
    let own = Signal::derive(move || chosen.get() || !typed.with(String::is_empty));
    let tell = Callback::new(move |at: UnixMs| {
        let Some(me) = phone.me().get_untracked() else { return };
        let deed = Deed { draft: Some(key.clone()), ..sign_deed(&turn, me.person, way, Some(at)) };
        doer.act(deed, tongue.words().today.told_leader.to_owned(), move |_| {
            typed.try_set(String::new());
            chosen.try_set(false);
        });
    });
    let choose = move |()| {
        let open = own.get_untracked();
        typed.set(String::new());
        chosen.set(!open);
    };
    let chip = move |at: UnixMs| {
        let label = Signal::derive(move || time_words(tongue.words(), at, day));
        view! { <Chip label pressed=Signal::derive(|| false) on_press=move |()| tell.run(at)/> }
    };
    let ask = move || question(tongue.words(), way, day, phone.now().get().day());
    let own_slot = slot.clone();
    let send = Callback::new(move |()| {
        if let Some(at) = typed_time(&typed.get_untracked(), way, &own_slot) {
            tell.run(at);
        }
    });
    view! {
        <div class="field" role="group" aria-label=ask>
            <p class="field__label">{ask}</p>
            <div class="chips">
                {choices(&slot, way, phone.now().get_untracked()).into_iter().map(chip).collect_view()}
                <Chip label=move || tongue.words().today.choose_time pressed=own on_press=choose/>
            </div>
        </div>
        <Show when=move || own.get()>
            <Field name label=Signal::derive(ask) hint="" takes=Entry::Clock value=typed error=None on_type=move |text| typed.set(text)/>
            <Button label=move || tongue.words().today.this_time look=Look::Line on_press=send/>
        </Show>
    }
}

/// 「您说 23:29 走的，等队长看」, in place of the question that it answers.
#[component]
fn Told(turn: Turn, way: Way, at: UnixMs) -> impl IntoView {
    let tongue = use_tongue();
    let day = turn.slot.starts.day();
    let said = move || {
        let words = tongue.words();
        let time = time_words(words, at, day);
        match way {
            Way::In => words.today.told_came(&time),
            Way::Out => words.today.told_left(&time),
        }
    };
    let place = turn.zone.name.to_string();
    let about = Signal::derive(move || format!("{} {place}", tongue.words().day_weekday(day)));
    let turn = StoredValue::new(turn);
    view! {
        <Note tone=Tone::Calm icon=Icon::Clock>
            <p class="quiet">{about}</p>
            <Fold label=Signal::derive(said) aside=move || tongue.words().today.not_right on_open=|()| ()>
                <TellTime turn=turn.get_value() way/>
            </Fold>
        </Note>
    }
}

/// What was forgotten: a question where she came and never left, a line to open where she never came, and what she has told
/// of either.
#[component]
pub fn ForgottenSigns() -> impl IntoView {
    let tongue = use_tongue();
    let all = use_mine(forgotten);
    let left = RwSignal::new(marks::seen(LEFT_TO_LEADER));
    let leave = Callback::new(move |key: String| {
        left.update(|left| left.extend([key]));
        left.with_untracked(|left: &BTreeSet<String>| marks::see(LEFT_TO_LEADER, left));
    });
    let one = move |Forgotten { turn, way, told }: Forgotten| {
        if let Some(at) = told {
            return view! { <Told turn way at/> }.into_any();
        }
        let key = turn.assignment.id.to_string();
        if way == Way::Out && left.with(|left| left.contains(&key)) {
            return ().into_any();
        }
        let place = turn.zone.name.to_string();
        match way {
            Way::Out => view! {
                <Note tone=Tone::Calm icon=Icon::Clock>
                    <p class="quiet">{place}</p>
                    <TellTime turn way/>
                    <Button label=move || tongue.words().today.leader_knows look=Look::Quiet on_press=move |()| leave.run(key.clone())/>
                </Note>
            }
            .into_any(),
            Way::In => view! {
                <Fold label=move || tongue.words().today.forgot_at(&place) aside="" on_open=|()| ()><TellTime turn way/></Fold>
            }
            .into_any(),
        }
    };
    move || all.get().unwrap_or_default().into_iter().map(one).collect_view()
}

/// 忘了签, on the day itself, with the other ways to be counted.
#[component]
pub fn ForgotFold(
    /// The turn of today.
    turn: Turn,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let starts = turn.slot.starts;
    let begun = Memo::new(move |_| phone.now().get() >= starts);
    let turn = StoredValue::new(turn);
    view! {
        <Fold label=move || tongue.words().today.forgot aside="" on_open=|()| ()>
            <Show when=move || begun.get()><TellTime turn=turn.get_value() way=Way::In/></Show>
            <p>{move || tongue.words().kit.or_tell_leader}</p>
            <p class="quiet">{move || tongue.words().today.only_for_hours}</p>
        </Fold>
    }
}

/// Who signed her in, where she did not do it herself.
fn signed_by(mine: Mine<'_>, turn: &Turn) -> Option<String> {
    let events = &mine.attendance(turn)?.events;
    let coming = || events.iter().filter(|event| event.way == Way::In);
    if coming().any(|event| event.by == mine.me) {
        return None;
    }
    mine.name_of(coming().next_back()?.by)
}

/// When her leader signed her in, and what counts, where she did it herself as well.
fn signed_twice(mine: Mine<'_>, turn: &Turn) -> Option<(UnixMs, UnixMs)> {
    let attendance = mine.attendance(turn)?;
    let coming = || attendance.events.iter().filter(|event| event.way == Way::In);
    let leader = coming().filter(|event| event.by != mine.me).map(|event| event.at).next_back()?;
    let counts = attendance.came()?;
    (coming().any(|event| event.by == mine.me) && leader.clock() != counts.clock())
        .then_some((leader, counts))
}

/// 「队长赵建国给您签的到　不对？」; 「队长也给您签了到（8:35）。算 8:31，不用管」.
#[component]
pub fn SignedByLeader(
    /// Of which turn.
    turn: Turn,
) -> impl IntoView {
    let tongue = use_tongue();
    let asked = turn.clone();
    let names = use_mine(move |mine| (signed_by(mine, &asked), signed_twice(mine, &asked)));
    move || {
        let (name, twice) = names.get()?;
        if let Some((leader, counts)) = twice {
            let said = tongue.words().today.leader_too(&leader.clock(), &counts.clock());
            return Some(view! { <p class="quiet">{said}</p> }.into_any());
        }
        let name = name?;
        let turn = turn.clone();
        Some(view! {
            <Fold label=move || tongue.words().today.leader_signed(&name) aside=move || tongue.words().today.not_right on_open=|()| ()>
                <TellTime turn way=Way::In/>
            </Fold>
        }
        .into_any())
    }
}

#[cfg(test)]
mod tests;
