//! 「替您配好了，看看行不行」: people without work beside the slots that miss somebody, matched by the half days on which they
//! are free. A proposal: nothing is sent before the leader has looked, and nobody is assigned by force.

use crate::html::*;
use yingchun_domain::id::PersonId;

use super::ask::{ask_words, offers};
use super::board::{Board, SlotBoard};
use crate::components::button::{Button, Look};
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pick::PickRow;
use crate::components::sheet::Sheet;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// Whom one slot might ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The slot.
    pub slot: SlotBoard,
    /// The people, by name.
    pub people: Vec<(PersonId, String)>,
}

/// Idle people for slots that miss somebody: the next slot first, each person once, only who said that she is free then.
pub fn proposals(board: &Board) -> Vec<Proposal> {
    let mut idle = board.idle.clone();
    let mut proposals = vec![];
    for slot in &board.slots {
        let fits = slot.candidates.iter().filter(|it| it.free && !it.asked_before && !it.elsewhere);
        let fits = fits.filter(|it| idle.contains(&it.person)).take(slot.missing());
        let people: Vec<(PersonId, String)> = fits.map(|it| (it.person, it.name.clone())).collect();
        idle.retain(|person| people.iter().all(|(proposed, _)| proposed != person));
        if !people.is_empty() {
            proposals.push(Proposal { slot: slot.clone(), people });
        }
    }
    proposals
}

/// The note above the slots, with the sheet behind it.
#[component]
pub fn Suggestion(
    /// The leader's board.
    board: Board,
) -> impl IntoView {
    let tongue = use_tongue();
    let idle = board.idle.len();
    let proposed = StoredValue::new(proposals(&board));
    let any = proposed.with_value(|proposed| !proposed.is_empty());
    let open = RwSignal::new(false);
    let about = move || {
        let words = &tongue.words().assign;
        if any { words.suggestion } else { words.free_first }
    };
    (board.zones > 0 && idle > 0).then(|| {
        view! {
            <Note tone=Tone::Calm icon=Icon::People>
                <div class="row">
                    <div class="grow">
                        <p><b>{move || tongue.words().assign.unplaced(idle)}</b></p> <p class="quiet">{about}</p>
                    </div>
                    {any.then(|| view! { <Button label=move || tongue.words().assign.see look=Look::LineSmall on_press=move |()| open.set(true)/> })}
                </div>
            </Note>
            <ProposalSheet proposed open/>
        }
    })
}

#[component]
fn ProposalSheet(proposed: StoredValue<Vec<Proposal>>, open: RwSignal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let without = RwSignal::new(Vec::<PersonId>::new());
    let chosen = move || {
        let kept = |proposal: Proposal| {
            let people = proposal.people.iter().map(|(person, _)| *person);
            let people: Vec<PersonId> =
                people.filter(|person| without.with(|without| !without.contains(person))).collect();
            (proposal.slot, people)
        };
        proposed.get_value().into_iter().map(kept).collect::<Vec<_>>()
    };
    let count = move || chosen().iter().map(|(_, people)| people.len()).sum::<usize>();
    let send = move |()| {
        let deeds: Vec<_> = chosen().iter().flat_map(|(slot, people)| offers(slot, people)).collect();
        if !deeds.is_empty() {
            doer.act_all(deeds, tongue.words().assign.offered.to_owned());
        }
        open.set(false);
    };
    let toggle = move |person: PersonId, on: bool| {
        without.update(|without| {
            without.retain(|it| *it != person);
            if !on {
                without.push(person);
            }
        });
    };
    let row = move |(person, name): (PersonId, String)| {
        let ticked = move || without.with(|without| !without.contains(&person));
        view! {
            <PickRow title=name small=move || tongue.words().assign.free_then ticked=ticked on_tick=move |on| toggle(person, on)/>
        }
    };
    let part = move |proposal: Proposal| {
        let slot = proposal.slot.slot;
        let zone = proposal.slot.zone_name;
        view! {
            <section class="stack stack--close">
                <h3>{zone}</h3> <p class="quiet">{move || tongue.words().span(slot.starts, slot.ends)}</p>
                <ul class="rows">{proposal.people.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    };
    view! {
        <Sheet title=move || tongue.words().assign.suggested open on_close=move |()| open.set(false)>
            {move || proposed.get_value().into_iter().map(part).collect_view()}
            <p class="quiet">{move || tongue.words().assign.suggest_about}</p>
            <Button label=move || ask_words(tongue.words(), count()) look=Look::Primary on_press=send/>
        </Sheet>
    }
}
