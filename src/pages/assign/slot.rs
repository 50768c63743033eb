//! One coming slot of a zone: how many are wanted, who answered what.

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::assignment::offer::Withdraw;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{SlotId, ZoneId};

use super::board::{Answer, SlotBoard};
use crate::components::button::{Button, IconButton, Look};
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
) -> impl IntoView {
    let tongue = use_tongue();
    let which = (board.zone, board.slot.id);
    let can_ask = !board.candidates.is_empty();
    let (name, answers) = (board.zone_name.clone(), board.answers.clone());
    let changing = RwSignal::new(false);
    let any_open = board.answers.iter().any(|answer| is_open(answer.state));
    let (starts, ends) = (board.slot.starts, board.slot.ends);
    let on_ask = Callback::new(move |()| on_ask.run(which));
    view! {
        <article class="ask">
            <header class="ask__head">
                <h3 class="ask__zone">{name}</h3> <p class="ask__when">
                    <span class="ask__part">{move || tongue.words().day_full(starts.day())}</span> " "
                    <span class="ask__part">{move || tongue.words().hours_span(starts, ends)}</span>
                </p>
            </header>
            <p class="ask__wants">{move || wants(tongue.words(), &board)}</p>
            <ul>{answers.into_iter().map(|answer| view! { <AnswerRow answer changing/> }).collect_view()}</ul>
            <div class="row">
                <Show when=move || can_ask>
                    <IconButton label=move || tongue.words().assign.ask icon=Icon::Plus look=Look::Line on_press=on_ask/>
                </Show>
                <Show when=move || any_open>
                    <Button label=move || change_words(tongue.words(), changing.get()) look=Look::Line on_press=move |()| changing.update(|changing| *changing = !*changing)/>
                </Show>
            </div>
        </article>
    }
}

#[component]
fn AnswerRow(answer: Answer, changing: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let Answer { assignment, person, name, state } = answer;
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
    let withdraw = move |()| {
        let said = tongue.words().assign.withdrawn(&said_of);
        doer.act(deed(Act::Withdraw(Withdraw {}), assignment.uuid(), Undo::Grace), said, |_| {});
    };
    let withdraw = Callback::new(withdraw);
    let open = is_open(state);
    let end = move || {
        match changing.get() && open {
        true => view! { <Button label=move || tongue.words().assign.withdraw look=Look::LineSmall on_press=withdraw/> }.into_any(),
        false => mark().into_any(),
    }
    };
    view! {
        <li class="ask__row">
            <a class="ask__name" href=format!("/people/{person}")>{name}</a> {end}
        </li>
    }
}
