//! One coming slot of a zone: how many are wanted, who answered what.

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::assignment::offer::{Offer, Withdraw};
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, PersonId, SlotId, ZoneId};
use yingchun_domain::zone::Slot;

use super::board::{Answer, SlotBoard};
use crate::components::button::{Button, IconButton, Look};
use crate::components::copy::CopyButton;
use crate::components::icons::Icon;
use crate::components::row::RowMark;
use crate::pages::frame::deed;
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// 要 6 人：5 人答应，1 人没回
fn wants(words: &Words, slot: &SlotBoard) -> String {
    let (wanted, accepted) = (usize::from(slot.slot.wanted), slot.accepted());
    match slot.missing() {
        0 if accepted >= wanted => words.assign.complete(wanted),
        0 => words.assign.wants(wanted, accepted, slot.silent()),
        missing => words.assign.short_of(wanted, missing),
    }
}

/// Whether an offer stands, so that it can be taken back.
const fn is_open(state: AssignmentState) -> bool {
    matches!(state, AssignmentState::Accepted | AssignmentState::Offered)
}

const fn change_words(words: &Words, changing: bool) -> &'static str {
    if changing { words.assign.change_done } else { words.assign.change }
}

/// The slot's card.
#[component]
pub fn SlotCard(
    /// The slot.
    board: SlotBoard,
    /// Called by 请人.
    #[prop(into)]
    on_ask: Callback<(ZoneId, SlotId)>,
    /// Called by 改时间、地点.
    #[prop(into)]
    on_times: Callback<ZoneId>,
) -> impl IntoView {
    let tongue = use_tongue();
    let which = (board.zone, board.slot.id);
    let zone = board.zone;
    let copied = board.clone();
    let lacks = board.missing() > 0;
    let can_ask = !board.candidates.is_empty();
    let (name, answers) = (board.zone_name.clone(), board.answers.clone());
    let changing = RwSignal::new(false);
    let any_open = board.answers.iter().any(|answer| is_open(answer.state));
    let (starts, ends) = (board.slot.starts, board.slot.ends);
    let on_ask = Callback::new(move |()| on_ask.run(which));
    view! {
        <article class="ask">
            <header class="ask__head">
                <h3 class="ask__zone"><a class="ask__link" href=format!("/zones/{zone}")>{name}</a></h3> <p class="ask__when">
                    <span class="ask__part">{move || tongue.words().day_full(starts.day())}</span> " "
                    <span class="ask__part">{move || tongue.words().hours_span(starts, ends)}</span>
                </p>
            </header>
            <p class="ask__wants">{move || wants(tongue.words(), &board)}</p>
            <ul>{answers.into_iter().map(|answer| view! { <AnswerRow answer zone changing/> }).collect_view()}</ul>
            <div class="row">
                <Show when=move || can_ask>
                    <IconButton label=move || tongue.words().assign.ask icon=Icon::Plus look=Look::Line on_press=on_ask/>
                </Show>
                {lacks.then(|| view! {
                    <CopyButton label=move || tongue.words().assign.copy_group done=move || tongue.words().assign.copied text=move || group_words(tongue.words(), &copied)/>
                })}
                <Button label=move || tongue.words().assign.times look=Look::Line on_press=move |()| on_times.run(zone)/>
                <Show when=move || any_open>
                    <Button label=move || change_words(tongue.words(), changing.get()) look=Look::Line on_press=move |()| changing.update(|changing| *changing = !*changing)/>
                </Show>
            </div>
        </article>
    }
}

#[component]
fn AnswerRow(answer: Answer, zone: ZoneId, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let Answer { assignment, person, name, state, rather, said } = answer;
    let mark = move || match state {
        AssignmentState::Accepted => {
            view! { <RowMark words=move || tongue.words().assign.accepted/> }.into_any()
        }
        AssignmentState::Offered => {
            view! { <span class="ask__answer">{move || tongue.words().assign.no_answer}</span> }.into_any()
        }
        AssignmentState::Declined | AssignmentState::Withdrawn => {
            view! { <span class="ask__answer">{move || tongue.words().assign.busy}</span> }.into_any()
        }
    };
    let said_of = name.clone();
    let withdraw = Callback::new(move |()| {
        let said = tongue.words().assign.withdrawn(&said_of);
        doer.act(deed(Act::Withdraw(Withdraw {}), assignment.uuid(), Undo::Grace), said, |_| {});
    });
    let open = is_open(state);
    let end = move || {
        match changing.get() && open {
        true => view! { <Button label=move || tongue.words().assign.withdraw look=Look::LineSmall on_press=withdraw/> }.into_any(),
        false => mark().into_any(),
    }
    };
    let wishes = !rather.is_empty() || said.is_some();
    let called = name.clone();
    view! {
        <li class="ask__row">
            <a class="ask__name" href=format!("/people/{person}")>{name}</a> {end}
            {wishes.then(|| view! { <Wishes zone person name=called rather said/> })}
        </li>
    }
}

/// 「想换到 1月30日 上午 8:30」, with one tap that asks her for it.
#[component]
fn Wishes(
    zone: ZoneId,
    person: PersonId,
    name: String,
    rather: Vec<Slot>,
    said: Option<String>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let name = StoredValue::new(name);
    let wish = move |slot: Slot| {
        let (id, starts) = (slot.id, slot.starts);
        let ask = move |()| {
            let target = AssignmentId::of(zone, id, person).uuid();
            let offer = Act::Offer(Offer { zone, slot: id, person });
            let said =
                name.with_value(|name| tongue.words().assign.asked_for(name, &tongue.words().moment(starts)));
            doer.act(deed(offer, target, Undo::Grace), said, |_| {});
        };
        let label = move || tongue.words().assign.ask_for(&tongue.words().moment(starts));
        view! { <Button label look=Look::LineSmall on_press=ask/> }
    };
    let any = !rather.is_empty();
    view! {
        <div class="ask__wish">
            {any.then(|| view! { <span class="ask__answer">{move || tongue.words().assign.rather}</span> })}
            {said.map(|said| view! { <span>{format!("「{said}」")}</span> })}
            {rather.into_iter().map(wish).collect_view()}
        </div>
    }
}

/// 「青石河东岸 1月29日 … 还缺 3 人」 for the village's group.
fn group_words(words: &Words, board: &SlotBoard) -> String {
    let when = words.span(board.slot.starts, board.slot.ends);
    words.assign.slot_text(&board.zone_name, &when, board.missing())
}
