//! 换个时间: other slots of the zone that would suit her, and a line to the leader. It is a no to this slot only.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::assignment::answer::Decline;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, SlotId};
use yingchun_domain::text::{Note, TextRefused};
use yingchun_domain::zone::Slot;

use super::{Offer, answer_deed};
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::field::TextField;
use crate::components::focus::focus_on;
use crate::components::live::use_announcer;
use crate::pages::kept::use_kept;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, use_phone};
use crate::words::use_tongue;

/// What would suit her better, not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    #[serde(default)]
    slots: Vec<SlotId>,
    #[serde(default)]
    words: String,
}

impl Typed {
    fn toggle(&mut self, slot: SlotId) {
        match self.slots.iter().position(|chosen| *chosen == slot) {
            Some(at) => drop(self.slots.remove(at)),
            None => self.slots.push(slot),
        }
    }

    /// The answer, once it says something.
    fn answer(&self) -> Result<Decline, TextRefused> {
        let words = Note::optional(&self.words)?;
        if words.is_none() && self.slots.is_empty() {
            return Err(TextRefused::Empty);
        }
        Ok(Decline { rather: self.slots.clone(), words })
    }
}

fn draft_key(assignment: AssignmentId) -> String {
    format!("rather.{assignment}")
}

/// The chips, the line, and 告诉队长.
#[component]
pub fn RatherForm(
    /// What was offered.
    offer: Offer,
    /// How 告诉队长 looks: a sheet has one primary act.
    look: Look,
    /// Called once it is said.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let (doer, phone) = (use_doer(), use_phone());
    let Offer { turn, others, .. } = offer;
    let key = draft_key(turn.assignment.id);
    let typed = use_kept::<Typed>(key.clone());
    let announcer = use_announcer();
    let pressed = RwSignal::new(false);
    let told = move |why| tongue.words().text_refused(why, tongue.words().offer.rather_empty);
    let send = move |()| match typed.with_untracked(Typed::answer) {
        Err(why) => {
            pressed.set(true);
            announcer.say(&told(why));
            focus_on("rather");
        }
        Ok(answer) => {
            let Some(me) = phone.me().get_untracked() else { return };
            let answer = answer_deed(&turn, me.person, Act::Decline(answer));
            let deed = Deed { draft: Some(key.clone()), ..answer };
            doer.act(deed, tongue.words().offer.rather_told.to_owned(), |_| ());
            on_done.run(());
        }
    };
    let nothing_else = others.is_empty();
    let chip = move |slot: Slot| {
        let (id, starts) = (slot.id, slot.starts);
        view! {
            <Chip label=Signal::derive(move || tongue.words().moment(starts)) pressed=Signal::derive(move || typed.with(|it| it.slots.contains(&id)))
                on_press=move |()| typed.update(|it| it.toggle(id))/>
        }
    };
    let ask = move || {
        let words = &tongue.words().offer;
        if nothing_else { words.rather_none } else { words.rather_ask }
    };
    let error = Signal::derive(move || {
        let why = typed.with(Typed::answer).err()?;
        // Nothing said yet is no fault before she has pressed.
        (pressed.get() || why != TextRefused::Empty).then(|| told(why))
    });
    view! {
        <div class="field" role="group" aria-label=ask>
            <p class="field__label">{ask}</p>
            <div class="chips">{others.into_iter().map(chip).collect_view()}</div>
        </div>
        <TextField name="rather" label=move || tongue.words().offer.rather_say hint="" error
            value=Signal::derive(move || typed.with(|it| it.words.clone())) on_type=move |words| typed.update(|it| it.words = words)/>
        <Button label=move || tongue.words().offer.rather_send look on_press=send/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn another_time_is_a_slot_or_a_line_or_both() {
        let mut typed = Typed { slots: vec![], words: " ".into() };
        assert_eq!(typed.answer(), Err(TextRefused::Empty));
        let slot = SlotId::from(Uuid::from_u128(3));
        typed.toggle(slot);
        assert_eq!(typed.answer(), Ok(Decline { rather: vec![slot], words: None }));
        typed.toggle(slot);
        assert_eq!(typed.answer(), Err(TextRefused::Empty));
    }

    #[test]
    fn a_line_that_is_too_long_is_said_and_never_dropped() {
        let slot = SlotId::from(Uuid::from_u128(3));
        let typed = Typed { slots: vec![slot], words: "话".repeat(2_001) };
        assert_eq!(typed.answer(), Err(TextRefused::TooLong { most: 2_000 }));
    }
}
