//! `/roll`: the leader calls the roll, for hours and safety; each entry says that she signed in somebody's place.

pub mod add;
pub mod noted;
pub mod paper;
pub mod paper_sheet;
#[cfg(test)]
mod tests;
pub mod time;
pub mod turnout;

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::Way;
use yingchun_domain::id::{PersonId, SlotId, ZoneId};

use self::add::AddSheet;
use self::noted::Noted;
use self::paper_sheet::PaperSheet;
use self::time::{NotedLine, TimeSheet};
use self::turnout::{Expected, How, Said, Turnout, current};
use super::frame::NotYours;
use super::kept::use_kept;
use super::mine::use_mine;
use super::people::CallLink;
use super::shell::{Below, FaultStrip, FieldTabs, SyncPill, use_doer};
use crate::components::button::{Button, ButtonLink, IconButton, Look};
use crate::components::chip::Chip;
use crate::components::dock::Dock;
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::row::{Row, RowMark, RowTick, Rows};
use crate::components::skeleton::Skeleton;
use crate::sync::use_phone;
use crate::words::{Words, dotted, use_tongue};

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Opening,
    NotYours,
    NothingToday,
    Ready { today: Vec<Turnout>, called: Turnout },
}

impl View {
    fn of(today: Option<Option<Vec<Turnout>>>, called: Option<(ZoneId, SlotId)>) -> Self {
        match today {
            None => Self::Opening,
            Some(None) => Self::NotYours,
            Some(Some(today)) => {
                let found = called.and_then(|called| today.iter().find(|it| (it.zone, it.slot.id) == called));
                match found.cloned() {
                    Some(called) => Self::Ready { today, called },
                    None => Self::NothingToday,
                }
            }
        }
    }

    fn called(&self) -> Option<&Turnout> {
        match self {
            Self::Opening | Self::NotYours | Self::NothingToday => None,
            Self::Ready { called, .. } => Some(called),
        }
    }
}

/// 青石河东岸 上午 8:30　到 4 人，约 6 人
fn heading(words: &Words, turnout: &Turnout) -> String {
    // 上午 and its hour stay in one line.
    let hour = words.hour(turnout.slot.starts).replace(' ', "\u{a0}");
    let place = words.roll.heading(&turnout.zone_name, &hour);
    format!("{place}　{}", words.roll.arrived(turnout.here(), turnout.about()))
}

/// The page.
#[component]
pub fn RollPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let today = use_mine(Turnout::today);
    let chosen = RwSignal::new(None::<(ZoneId, SlotId)>);
    let called = Memo::new(move |_| {
        chosen.get().or_else(|| today.with(|today| current(today.as_ref()?.as_ref()?, phone.now().get())))
    });
    let view = Memo::new(move |_| View::of(today.get(), called.get()));
    let up = RwSignal::new(None::<Up>);
    // What she chose is there again after whatever happened to the page; the next day begins as usual.
    let noted = use_kept::<Noted>(format!("roll.{}", phone.now().get_untracked().day()));
    let turnout = Signal::derive(move || view.with(|view| view.called().cloned()));
    let small = move || {
        view.with(|view| view.called().map(|called| heading(tongue.words(), called)).unwrap_or_default())
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().roll.title small><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                {move || match view.get() {
                    View::Opening => view! { <Skeleton cards=4/> }.into_any(),
                    View::NotYours => view! { <NotYours words=move || tongue.words().strip.not_volunteer/> }.into_any(),
                    View::NothingToday => view! {
                        <Empty words=move || tongue.words().roll.no_slot>
                            <ButtonLink label=move || tongue.words().assign.title href="/assign" look=Look::Line/>
                            <Button label=move || tongue.words().roll.from_paper look=Look::Line on_press=move |()| up.set(Some(Up::Paper))/>
                        </Empty>
                    }
                    .into_any(),
                    View::Ready { today, called } => view! { <SlotChoice today chosen noted called=(called.zone, called.slot.id)/> <Called called up noted/> }.into_any(),
                }}
            </main>
            <Below><RollDock view noted/> <FieldTabs/></Below>
        </div>
        <AddSheet turnout noted open=move || up.get() == Some(Up::Add) on_close=move |()| up.set(None)/>
        <TimeSheet turnout noted open=move || up.get() == Some(Up::Time) on_close=move |()| up.set(None)/>
        <PaperSheet called=turnout open=move || up.get() == Some(Up::Paper) on_close=move |()| up.set(None)/>
    }
}

/// Which sheet is up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Up {
    Add,
    Time,
    Paper,
}

/// Which slot is called, where the day has several.
#[component]
fn SlotChoice(
    today: Vec<Turnout>,
    chosen: RwSignal<Option<(ZoneId, SlotId)>>,
    noted: RwSignal<Noted>,
    called: (ZoneId, SlotId),
) -> impl IntoView {
    let tongue = use_tongue();
    let several = today.len() > 1;
    // Where the day is about one zone, the hour tells its slots apart.
    let one_zone = today.iter().all(|it| it.zone == called.0);
    let chip = move |turnout: Turnout| {
        let which = (turnout.zone, turnout.slot.id);
        let label = move || {
            let hour = tongue.words().hour(turnout.slot.starts);
            if one_zone { hour } else { tongue.words().roll.heading(&turnout.zone_name, &hour) }
        };
        let choose = move |()| {
            noted.set(Noted::Usual);
            chosen.set(Some(which));
        };
        view! { <Chip label pressed=which == called on_press=choose/> }
    };
    several.then(|| view! { <div class="chips">{today.into_iter().map(chip).collect_view()}</div> })
}

#[component]
fn Called(called: Turnout, up: RwSignal<Option<Up>>, noted: RwSignal<Noted>) -> impl IntoView {
    let tongue = use_tongue();
    let nobody = called.rows.is_empty();
    let turnout = StoredValue::new(called.clone());
    let rows = called.rows.iter().cloned().map(|row| view! { <RollRow row turnout noted/> }).collect_view();
    view! {
        {nobody.then(|| view! { <p class="quiet">{move || tongue.words().roll.nobody}</p> })}
        {(!nobody).then(|| view! { <NotedLine called noted on_change=move |()| up.set(Some(Up::Time))/> })}
        <Rows>{rows}</Rows>
        <div class="row">
            <IconButton label=move || tongue.words().roll.add icon=Icon::Plus look=Look::Line on_press=move |()| up.set(Some(Up::Add))/>
            <Button label=move || tongue.words().roll.from_paper look=Look::Line on_press=move |()| up.set(Some(Up::Paper))/>
        </div>
        <p class="quiet">{move || tongue.words().roll.only_for_hours}</p>
    }
}

#[component]
fn RollRow(row: Expected, turnout: StoredValue<Turnout>, noted: RwSignal<Noted>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let phone = use_phone();
    let (person, name) = (row.person, row.name.clone());
    let (came, went) = (row.came.is_some(), row.went.is_some());
    let (title, called, gone) = (name.clone(), name.clone(), name.clone());
    let sign = move |way: Way, said: String| {
        let now = phone.now().get_untracked();
        let deed = turnout.with_value(|turnout| {
            turnout.sign(person, way, noted.get_untracked().said_at(&turnout.slot, way, now))
        });
        doer.act(deed, said, |_| {});
    };
    let here = move |()| sign(Way::In, tongue.words().roll.mark_here(&name));
    let leaves = move |()| sign(Way::Out, tongue.words().roll.mark_gone(&gone));
    let call = row.call.clone().filter(|_| !came).map(|href| view! { <CallLink name=called href/> });
    let end = match (came, went) {
        (false, _) => {
            view! { <Button label=move || tongue.words().roll.here look=Look::LineSmall on_press=here/> }
                .into_any()
        }
        (true, false) => view! {
            <RowTick words=move || tongue.words().roll.here/>
            <Button label=move || tongue.words().roll.gone look=Look::LineSmall on_press=leaves/>
        }
        .into_any(),
        (true, true) => view! { <RowMark words=move || tongue.words().roll.gone/> }.into_any(),
    };
    view! { <Row title small=move || row_words(tongue.words(), &row)>{call} {end}</Row> }
}

/// 8:31 自己签的 · 11:30 走的 · 随行 1 人
fn row_words(words: &Words, row: &Expected) -> String {
    let silent = match (row.came, row.answer) {
        (None, Some(AssignmentState::Offered)) => Some(words.assign.no_answer.to_owned()),
        (None, Some(AssignmentState::Accepted)) => Some(words.assign.accepted.to_owned()),
        (Some(_), _) | (None, Some(AssignmentState::Declined | AssignmentState::Withdrawn) | None) => None,
    };
    let came = row.came.map(|said| said_words(words, said));
    let went = row.went.map(|said| words.roll.went_at(&said.at.clock()));
    let companions = (row.companions > 0).then(|| words.kit.companions(u32::from(row.companions)));
    dotted([silent, came, went, companions])
}

/// 8:31 自己签的, 8:30 队长代签
pub fn said_words(words: &Words, said: Said) -> String {
    let at = said.at.clock();
    match said.how {
        How::Tapped => words.roll.signed_at(&at),
        How::Told => words.roll.told_at(&at),
        How::ByLeader => words.roll.leader_signed_at(&at),
        How::Confirmed => words.roll.confirmed_at(&at),
    }
}

/// 〔全队签退〕〔都到了〕: the primary act is the one that the slot waits for.
#[component]
fn RollDock(view: Memo<View>, noted: RwSignal<Noted>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let phone = use_phone();
    let call = move |way: Way, people: fn(&Turnout) -> Vec<PersonId>, said: fn(&Words, usize) -> String| {
        let Some(turnout) = view.with_untracked(|view| view.called().cloned()) else { return };
        let people = people(&turnout);
        if !people.is_empty() {
            let at = noted.get_untracked().said_at(&turnout.slot, way, phone.now().get_untracked());
            doer.act_all(turnout.call(&people, way, at), said(tongue.words(), people.len()));
        }
    };
    let all_here = move |()| call(Way::In, Turnout::missing, |words, n| words.roll.all_noted(n));
    let all_out = move |()| call(Way::Out, Turnout::staying, |words, n| words.roll.all_gone(n));
    let waiting = move |people: fn(&Turnout) -> Vec<PersonId>| {
        view.with(|view| view.called().is_some_and(|called| !people(called).is_empty()))
    };
    move || {
        let (missing, staying) = (waiting(Turnout::missing), waiting(Turnout::staying));
        (missing || staying).then(|| {
            view! {
                <Dock>
                    {staying.then(|| view! { <Button label=move || tongue.words().roll.all_out look=out_look(missing) on_press=all_out/> })}
                    {missing.then(|| view! { <Button label=move || tongue.words().roll.all_here look=Look::Primary on_press=all_here/> })}
                </Dock>
            }
        })
    }
}

const fn out_look(others_wait: bool) -> Look {
    if others_wait { Look::Line } else { Look::Primary }
}
