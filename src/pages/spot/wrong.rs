//! 记错了: whoever cleaned, or leads there, takes a wrong check-off back, or says which spot was meant.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::SpotId;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Cleaning, Spot, SpotState};

use super::{Seen, deed_on};
use crate::components::button::{Button, Look};
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::select::{Choice, SelectField};
use crate::components::sheet::Sheet;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Deed, OutboxEntry, use_phone};
use crate::words::{code_words, use_tongue};

/// What can be put right: the cleaning that waits to be looked at, and the spots that may have been meant.
#[derive(Debug, Clone, PartialEq)]
struct Mistake {
    spot: Spot,
    cleaning: Cleaning,
    others: Vec<Choice>,
}

impl Mistake {
    /// Nothing where the work was judged, or where the reader had no part in it and does not lead there.
    fn of(mine: Mine<'_>, spot: &Spot) -> Option<Self> {
        let SpotState::Cleaned { cleaning } = &spot.state else { return None };
        let cleaning = spot.cleaning(*cleaning)?.clone();
        let judged = spot.returns.iter().any(|back| back.at >= cleaning.at);
        let own = cleaning.by == mine.me || cleaning.recorded_by == Some(mine.me);
        if judged || !(own || mine.leads_spot(spot)) {
            return None;
        }
        let waits = |other: &Spot| {
            matches!(other.state, SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. })
        };
        let others = mine.spots(spot.zone?).into_iter().filter(|other| other.id != spot.id && waits(other));
        let choice = |other: Spot| {
            let number = other.number.map(|number| format!("{number}　")).unwrap_or_default();
            (other.id.to_string(), format!("{number}{}", other.place))
        };
        Some(Self { spot: spot.clone(), cleaning, others: others.map(choice).collect() })
    }

    fn act(&self, meant: Option<SpotId>) -> Act {
        Act::TakeBack(TakeBack { cleaning: self.cleaning.entry, meant })
    }
}

/// 〔记错了〕 with its sheet; nothing where there is nothing to put right.
#[component]
pub fn WrongSpot(
    /// The spot.
    seen: Signal<Option<Seen>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let mistake = use_mine(move |mine| seen.with(|seen| Mistake::of(mine, &seen.as_ref()?.spot)));
    let open = RwSignal::new(false);
    let key = seen.with_untracked(|seen| seen.as_ref().map(|seen| format!("wrong.{}", seen.spot.id)));
    let key = StoredValue::new(key.unwrap_or_default());
    let meant = use_kept::<String>(key.get_value());
    let put_right = move |which: Option<SpotId>| {
        let Some(mistake) = mistake.get_untracked().flatten() else { return };
        let deed = Deed { draft: Some(key.get_value()), ..deed_on(&mistake.spot, mistake.act(which)) };
        open.set(false);
        doer.act(deed, tongue.words().spot.put_right.to_owned(), move |_| {
            meant.try_set(String::new());
        });
    };
    let there = move |()| {
        if let Ok(which) = meant.with_untracked(|meant| meant.parse::<SpotId>()) {
            put_right(Some(which));
        }
    };
    let choices = move || mistake.get().flatten().map(|mistake| mistake.others).unwrap_or_default();
    let chosen = Memo::new(move |_| meant.with(|meant| !meant.is_empty()));
    let any_other =
        Memo::new(move |_| mistake.with(|it| it.iter().flatten().any(|it| !it.others.is_empty())));
    view! {
        {move || mistake.get().flatten().map(|_| view! {
            <Button label=move || tongue.words().spot.wrong look=Look::Quiet on_press=move |()| open.set(true)/>
        })}
        <Sheet title=move || tongue.words().spot.wrong open on_close=move |()| open.set(false)>
            <p>{move || tongue.words().spot.wrong_about}</p>
            <Button label=move || tongue.words().spot.not_cleaned look=Look::Line on_press=move |()| put_right(None)/>
            <Show when=move || any_other.get()>
                <SelectField name="meant" label=move || tongue.words().spot.meant unchosen=move || tongue.words().spot.meant_unchosen
                    choices=choices value=meant error=None on_choose=move |which| meant.set(which)/>
            </Show>
            {move || chosen.get().then(|| view! { <Button label=move || tongue.words().spot.move_there look=Look::Primary on_press=there/> })}
        </Sheet>
    }
}

/// The hub's word on the last correction that this phone made here, while nobody has worked on the spot since.
fn remarked(spot: &Spot, outbox: &[OutboxEntry]) -> Option<String> {
    let last = spot.cleanings.last()?.entry;
    let corrects = |it: &&OutboxEntry| {
        let act = it.entry.as_deref().map(|entry| &entry.act);
        matches!(act, Some(Act::TakeBack(args)) if args.cleaning == last)
    };
    outbox.iter().rev().find(corrects)?.receipt.as_ref()?.code.clone()
}

/// What became of a correction otherwise than the page said when it was made; nothing where all is as she said.
#[component]
pub fn Corrected(
    /// The spot.
    seen: Signal<Option<Seen>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let code = Memo::new(move |_| {
        let outbox = phone.outbox().get();
        seen.with(|seen| remarked(&seen.as_ref()?.spot, &outbox))
    });
    move || {
        let words = code_words(tongue.lang(), &code.get()?);
        Some(view! { <Note tone=Tone::Care icon=Icon::Return><p>{words}</p></Note> })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at, id};

    fn choices(world: &World) -> Vec<String> {
        let mine = world.seen_by(LEADER, at(11, 0));
        let mistake = Mistake::of(mine, mine.spot(id(50)).unwrap()).unwrap();
        mistake.others.into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn only_a_spot_that_waits_for_hands_may_have_been_meant() {
        let world = World::new().cleaned(50, MEMBER, 20).cleaned(51, MEMBER, 30);
        assert_eq!(choices(&world), [""; 0]);
        let waits = id::<SpotId>(51).to_string();
        assert_eq!(choices(&world.sent_back(51, MEMBER)), [waits]);
    }
}
