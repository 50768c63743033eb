//! `/roll`: the leader calls the roll, for hours and safety; each entry says that she signed in somebody's place.

pub mod add;
#[cfg(test)]
mod tests;
pub mod turnout;

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::Way;
use yingchun_domain::id::{SlotId, ZoneId};

use self::add::AddSheet;
use self::turnout::{Expected, Said, Turnout, current};
use super::frame::NotYours;
use super::mine::use_mine;
use super::people::CallLink;
use super::shell::{FaultStrip, FieldTabs, NotedBar, SyncPill, use_doer};
use crate::components::button::{Button, ButtonLink, IconButton, Look};
use crate::components::chip::Chip;
use crate::components::dock::Dock;
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::row::{Row, RowMark, Rows};
use crate::components::skeleton::Skeleton;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

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
    let place = words.roll.heading(&turnout.zone_name, &words.hour(turnout.slot.starts));
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
    let adding = RwSignal::new(false);
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
                        </Empty>
                    }
                    .into_any(),
                    View::Ready { today, called } => view! { <SlotChoice today chosen called=(called.zone, called.slot.id)/> <Called called adding/> }.into_any(),
                }}
            </main>
            <div class="bottom"><NotedBar/> <RollDock view/> <FieldTabs/></div>
        </div>
        <AddSheet turnout open=adding/>
    }
}

/// Which slot is called, where the day has several.
#[component]
fn SlotChoice(
    today: Vec<Turnout>,
    chosen: RwSignal<Option<(ZoneId, SlotId)>>,
    called: (ZoneId, SlotId),
) -> impl IntoView {
    let tongue = use_tongue();
    let several = today.len() > 1;
    let chip = move |turnout: Turnout| {
        let which = (turnout.zone, turnout.slot.id);
        let label = move || {
            tongue.words().roll.heading(&turnout.zone_name, &tongue.words().hour(turnout.slot.starts))
        };
        view! { <Chip label pressed=which == called on_press=move |()| chosen.set(Some(which))/> }
    };
    several.then(|| view! { <div class="chips">{today.into_iter().map(chip).collect_view()}</div> })
}

#[component]
fn Called(called: Turnout, adding: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let nobody = called.rows.is_empty();
    let turnout = StoredValue::new(called.clone());
    let rows = called.rows.into_iter().map(|row| view! { <RollRow row turnout/> }).collect_view();
    view! {
        <Show when=move || nobody><p class="quiet">{move || tongue.words().roll.nobody}</p></Show>
        <Rows>{rows}</Rows>
        <div class="row">
            <IconButton label=move || tongue.words().roll.add icon=Icon::Plus look=Look::Line on_press=move |()| adding.set(true)/>
        </div>
        <p class="quiet">{move || tongue.words().roll.only_for_hours}</p>
    }
}

#[component]
fn RollRow(row: Expected, turnout: StoredValue<Turnout>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let (person, name) = (row.person, row.name.clone());
    let (came, went) = (row.came.is_some(), row.went.is_some());
    let title = name.clone();
    let called = name.clone();
    let sign = move |way: Way, said: String| {
        doer.act(turnout.with_value(|turnout| turnout.sign(person, way)), said, |_| {});
    };
    let here = {
        let name = name.clone();
        move |()| sign(Way::In, tongue.words().roll.mark_here(&name))
    };
    let call = row.call.clone().filter(|_| !came).map(|href| view! { <CallLink name=called href/> });
    let end = match (came, went) {
        (false, _) => {
            view! { <Button label=move || tongue.words().roll.here look=Look::LineSmall on_press=here/> }
                .into_any()
        }
        (true, false) => view! { <RowMark words=move || tongue.words().roll.here/> }.into_any(),
        (true, true) => view! { <RowMark words=move || tongue.words().roll.gone/> }.into_any(),
    };
    view! { <Row title small=move || row_words(tongue.words(), &row)>{call} {end}</Row> }
}

/// 8:31 自己签的 · 11:30 队长代签 · 随行 1 人
fn row_words(words: &Words, row: &Expected) -> String {
    let signed = |said: Said| match said.by_leader {
        true => words.roll.leader_signed_at(&said.at.clock()),
        false => words.roll.signed_at(&said.at.clock()),
    };
    let silent = match (row.came, row.answer) {
        (None, Some(AssignmentState::Offered)) => Some(words.assign.no_answer.to_owned()),
        (None, Some(AssignmentState::Accepted)) => Some(words.assign.accepted.to_owned()),
        (Some(_), _) | (None, Some(AssignmentState::Declined | AssignmentState::Withdrawn) | None) => None,
    };
    let went = row.went.map(|said| words.roll.went_at(&said.at.clock()));
    let companions = (row.companions > 0).then(|| words.roll.companions(u32::from(row.companions)));
    [silent, row.came.map(signed), went, companions].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// 〔全队签退〕〔都到了〕: the primary act is the one that the slot waits for.
#[component]
fn RollDock(view: Memo<View>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let with = move |read: fn(&Turnout) -> Vec<crate::sync::Deed>| {
        view.with_untracked(|view| view.called().map(read).unwrap_or_default())
    };
    let all_here = move |()| {
        let deeds = with(Turnout::all_here);
        if !deeds.is_empty() {
            let said = tongue.words().roll.all_noted(deeds.len());
            doer.act_all(deeds, said);
        }
    };
    let all_out = move |()| {
        let deeds = with(Turnout::all_out);
        if !deeds.is_empty() {
            let said = tongue.words().roll.all_gone(deeds.len());
            doer.act_all(deeds, said);
        }
    };
    let waiting = move |read: fn(&Turnout) -> Vec<crate::sync::Deed>| {
        view.with(|view| view.called().is_some_and(|called| !read(called).is_empty()))
    };
    view! {
        <Show when=move || waiting(Turnout::all_here) || waiting(Turnout::all_out)>
            <Dock>
                <Show when=move || waiting(Turnout::all_out)>
                    {move || view! { <Button label=move || tongue.words().roll.all_out look=out_look(waiting(Turnout::all_here)) on_press=all_out/> }}
                </Show>
                <Show when=move || waiting(Turnout::all_here)>
                    <Button label=move || tongue.words().roll.all_here look=Look::Primary on_press=all_here/>
                </Show>
            </Dock>
        </Show>
    }
}

const fn out_look(others_wait: bool) -> Look {
    if others_wait { Look::Line } else { Look::Primary }
}
