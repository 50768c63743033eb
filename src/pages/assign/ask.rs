//! The sheet 「请谁去」: the team's people who were not asked yet, those free at that time first and chosen already.

use crate::html::*;
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, PersonId};

use super::board::{Candidate, SlotBoard};
use crate::components::button::{Button, Look};
use crate::components::pick::PickRow;
use crate::components::sheet::Sheet;
use crate::device::draft::{self, Recovered};
use crate::pages::frame::deed;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo};
use crate::words::{Words, dotted, use_tongue};

/// Those who are proposed: free at that time and not asked before, as many as are missing.
fn proposed(slot: &SlotBoard) -> Vec<PersonId> {
    let fitting = slot.candidates.iter().filter(|it| it.free && !it.asked_before && !it.elsewhere);
    fitting.take(slot.missing()).map(|it| it.person).collect()
}

/// Asks these people for a slot.
pub fn offers(slot: &SlotBoard, people: &[PersonId]) -> Vec<Deed> {
    let offer = |(at, person): (usize, &PersonId)| {
        let id = AssignmentId::of(slot.zone, slot.slot.id, *person);
        let args = Offer { zone: slot.zone, slot: slot.slot.id, person: *person };
        let draft = (at == 0).then(|| draft_key(slot));
        Deed { draft, ..deed(Act::Offer(args), id.uuid(), Undo::Grace) }
    };
    people.iter().enumerate().map(offer).collect()
}

/// The name of the draft of who was ticked for a slot.
fn draft_key(slot: &SlotBoard) -> String {
    format!("ask.{}", slot.slot.id)
}

/// Those who were ticked when the sheet was left, of those who can be asked now.
fn left(slot: &SlotBoard, draft: &str) -> Vec<PersonId> {
    let ticked = draft.split(' ').filter_map(|id| id.parse::<PersonId>().ok());
    ticked.filter(|id| slot.candidates.iter().any(|it| it.person == *id)).collect()
}

fn about(words: &Words, candidate: &Candidate) -> String {
    let free = if candidate.free { words.assign.free_then } else { words.assign.not_said_free };
    let before = candidate.asked_before.then_some(words.assign.asked_before);
    let elsewhere = candidate.elsewhere.then_some(words.assign.elsewhere);
    dotted([Some(free), elsewhere, before].map(|said| said.map(ToOwned::to_owned)))
}

/// Who is ticked for the slot that is asked for; kept as a draft of the slot from the first touch on.
#[derive(Clone, Copy)]
struct Ticked {
    asked: Signal<Option<SlotBoard>>,
    chosen: RwSignal<Vec<PersonId>>,
}

impl Ticked {
    /// A sheet that comes up proposes, unless somebody was ticked by hand for this very slot before.
    fn begin(self) {
        let chosen = self.chosen;
        let Some(slot) = self.asked.get_untracked() else { return chosen.set(vec![]) };
        let at_first = proposed(&slot);
        chosen.set(at_first.clone());
        spawn_local(async move {
            let Recovered::Typed(draft) = draft::recover(&draft_key(&slot)).await else { return };
            if chosen.try_with_untracked(|now| *now == at_first) == Some(true) {
                chosen.try_set(left(&slot, &draft));
            }
        });
    }

    fn tick(self, person: PersonId, on: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|it| *it != person);
            if on {
                chosen.push(person);
            }
        });
        let ticked: Vec<String> =
            self.chosen.with_untracked(|chosen| chosen.iter().map(PersonId::to_string).collect());
        if let Some(slot) = self.asked.get_untracked() {
            draft::keep(&draft_key(&slot), &ticked.join(" "));
        }
    }
}

/// The sheet.
#[component]
pub fn AskSheet(
    /// The slot that people are asked for; the sheet is down while there is none.
    asked: Signal<Option<SlotBoard>>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let open = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|slot| (slot.zone, slot.slot.id))));
    let ticked = Ticked { asked, chosen: RwSignal::new(vec![]) };
    let chosen = ticked.chosen;
    Effect::new(move || {
        open.track();
        ticked.begin();
    });
    let send = Callback::new(move |()| {
        let Some(slot) = asked.get_untracked() else { return };
        let people = chosen.get_untracked();
        if !people.is_empty() {
            doer.act_all(offers(&slot, &people), tongue.words().assign.offered.to_owned());
        }
        on_close.run(());
    });
    let row = move |candidate: Candidate| {
        let person = candidate.person;
        view! {
            <PickRow title=candidate.name.clone() small=move || about(tongue.words(), &candidate)
                ticked=move || chosen.with(|chosen| chosen.contains(&person)) on_tick=move |on| ticked.tick(person, on)/>
        }
    };
    let candidates = move || asked.get().map(|slot| slot.candidates).unwrap_or_default();
    let when = move || {
        asked.get().map(|slot| {
            format!("{} {}", slot.zone_name, tongue.words().span(slot.slot.starts, slot.slot.ends))
        })
    };
    view! {
        <Sheet title=move || tongue.words().assign.choose_people open=move || open.get().is_some() on_close>
            <p class="quiet">{when}</p>
            <ul class="rows">{rows(candidates, |candidate| candidate.person, row)}</ul>
            <Button label=move || ask_words(tongue.words(), chosen.with(Vec::len)) look=Look::Primary on_press=send/>
        </Sheet>
    }
}

/// 请 3 人来
pub(super) fn ask_words(words: &Words, n: usize) -> String {
    if n == 0 { words.assign.send_offer.to_owned() } else { words.assign.ask_n(n) }
}
