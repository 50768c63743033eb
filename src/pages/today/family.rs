//! 家里人今天: what those of her family do today who have no phone of their own. She signs them in and out, and answers for them.

use crate::html::*;
use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::attendance::Way;
use yingchun_domain::time::UnixMs;

use super::sign_deed;
use crate::components::button::{Button, Look};
use crate::components::row::LinkRow;
use crate::pages::mine::{Mine, Turn, use_mine};
use crate::pages::said::gather;
use crate::pages::shell::use_doer;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// What one of her family does, or is asked for.
#[derive(Debug, Clone, PartialEq)]
struct Theirs {
    name: String,
    turn: Turn,
    came: Option<UnixMs>,
    went: Option<UnixMs>,
}

impl Theirs {
    fn of(mine: Mine<'_>, name: &str, turn: Turn) -> Self {
        let attendance = mine.attendance(&turn);
        let (came, went) = (attendance.and_then(|it| it.came()), attendance.and_then(|it| it.went()));
        Self { name: name.to_owned(), turn, came, went }
    }

    /// What can be said next: 到了, then 走了.
    fn next(&self, now: UnixMs) -> Option<Way> {
        match (self.came, self.went) {
            (None, _) if self.turn.slot.ends > now => Some(Way::In),
            (Some(came), went) if went.is_none_or(|went| went < came) => Some(Way::Out),
            _ => None,
        }
    }
}

/// Today's turns of a family in a state.
fn theirs(mine: Mine<'_>, state: AssignmentState, shown: impl Fn(&Turn) -> bool) -> Vec<Theirs> {
    let mut all = Vec::new();
    for (person, name) in mine.family() {
        let hers = mine.with_eyes_of(person);
        let turns = hers.turns(state).into_iter().filter(&shown);
        all.extend(turns.map(|turn| Theirs::of(hers, &name, turn)));
    }
    all
}

fn today(mine: Mine<'_>) -> Vec<Theirs> {
    theirs(mine, AssignmentState::Accepted, |turn| turn.slot.starts.day() == mine.now.day())
}

fn asked(mine: Mine<'_>) -> Vec<Theirs> {
    theirs(mine, AssignmentState::Offered, |turn| turn.slot.ends > mine.now)
}

/// Offers to be answered, then today's turns; nothing where she speaks for nobody.
#[component]
pub fn FamilyToday() -> impl IntoView {
    let tongue = use_tongue();
    let (turns, offers) = (use_mine(today), use_mine(asked));
    let offer = move |Theirs { name, turn, .. }: Theirs| {
        let starts = turn.slot.starts;
        view! {
            <LinkRow label=move || tongue.words().offer.title_of(&name) aside=Signal::derive(move || tongue.words().day_weekday(starts.day()))
                href=format!("/offers/{}", turn.assignment.id)/>
        }
    };
    let list = move || {
        let turns = turns.get().unwrap_or_default();
        (!turns.is_empty()).then(|| {
            let cards = turns.into_iter().map(|theirs| view! { <FamilyTurn theirs/> }).collect_view();
            view! { <h2>{move || tongue.words().today.family}</h2> {cards} }
        })
    };
    view! { {list} <div>{move || offers.get().unwrap_or_default().into_iter().map(offer).collect_view()}</div> }
}

/// One turn: where, when, and 到了 or 走了.
#[component]
fn FamilyTurn(theirs: Theirs) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let (title, turn) = (theirs.name.clone(), theirs.turn.clone());
    let line =
        move || [turn.zone.name.to_string(), gather(tongue.words(), &turn)].join(tongue.words().kit.comma);
    let stamps = (theirs.came, theirs.went);
    let noted = move || {
        let today = &tongue.words().today;
        let said = [
            stamps.0.map(|at| today.signed_in(&at.clock())),
            stamps.1.map(|at| today.signed_out(&at.clock())),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(tongue.words().kit.comma)
    };
    let theirs = StoredValue::new(theirs);
    let next = Memo::new(move |_| theirs.with_value(|it| it.next(phone.now().get())));
    let say = move |way: Way| {
        let Some(me) = phone.me().get_untracked() else { return };
        let (turn, clock) = (theirs.with_value(|it| it.turn.clone()), phone.now().get_untracked().clock());
        let today = &tongue.words().today;
        let said = if way == Way::In { today.signed_in(&clock) } else { today.signed_out(&clock) };
        let deed = sign_deed(&turn, me.person, way, None);
        doer.act(deed, theirs.with_value(|it| tongue.words().kit.of(&it.name, &said)), |_| ());
    };
    let act = move || {
        let way = next.get()?;
        let label = move || {
            theirs.with_value(|it| {
                let today = &tongue.words().today;
                if way == Way::In { today.family_here(&it.name) } else { today.family_gone(&it.name) }
            })
        };
        Some(view! { <Button label=Signal::derive(label) look=Look::Line on_press=move |()| say(way)/> })
    };
    view! {
        <article class="ask">
            <h3 class="ask__zone">{title}</h3>
            <p>{line}</p>
            <p class="quiet">{noted}</p>
            {act}
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{MEMBER, OTHER, World, at, id};

    #[test]
    fn her_familys_offers_and_turns_of_today_are_hers_to_see() {
        let world = World::new().registered_by(OTHER, MEMBER).asked(OTHER, AssignmentState::Offered);
        let mine = world.seen_by(MEMBER, at(8, 0));
        assert_eq!(asked(mine).len(), 1);
        assert_eq!(today(mine), []);
        assert_eq!(asked(world.seen_by(OTHER, at(8, 0))), [], "her own offer is the red card's");
        assert_eq!(asked(world.seen_by(MEMBER, at(11, 31))), [], "the slot is over");

        let accepted = World::new().registered_by(OTHER, MEMBER).asked(OTHER, AssignmentState::Accepted);
        let turns = today(accepted.seen_by(MEMBER, at(8, 0)));
        assert_eq!(turns.iter().map(|it| it.next(at(8, 0))).collect::<Vec<_>>(), [Some(Way::In)]);
        assert_eq!(turns[0].next(at(11, 31)), None);
    }

    #[test]
    fn whoever_came_is_signed_out_next_and_in_the_childs_name() {
        let world = World::new().registered_by(OTHER, MEMBER).asked(OTHER, AssignmentState::Accepted);
        let world = world.came(OTHER, OTHER);
        let turn = today(world.seen_by(MEMBER, at(12, 0))).remove(0);
        assert_eq!(turn.next(at(12, 0)), Some(Way::Out));
        let deed = sign_deed(&turn.turn, id(MEMBER), Way::Out, None);
        assert_eq!(deed.on_behalf_of, Some(id(OTHER)));
        assert_eq!(deed.target, world.seen_by(OTHER, at(12, 0)).attendance(&turn.turn).unwrap().id.uuid());
    }
}
