//! 等您确认的时长: what was signed in the leader's zones and waits for her word, one by one or all at once.

use crate::html::*;
use yingchun_domain::attendance::Attendance;

use super::visit::{TimesSheet, Visit};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::more::{More, PIECE};
use crate::components::row::{Row, Rows};
use crate::pages::assign::board::{teams_of, zones_of};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::words::{dotted, use_tongue};

/// What waits for the reader's word, the oldest first.
pub fn unconfirmed(mine: Mine<'_>) -> Vec<Visit> {
    let teams = teams_of(mine);
    let zones: Vec<_> = teams.iter().flat_map(|team| zones_of(mine, team.id)).map(|zone| zone.id).collect();
    let here = mine.set.each::<Attendance>().filter(|it| zones.contains(&it.zone));
    let waits = |visit: &Visit| visit.waits() || visit.never_ended(mine.now);
    let mut visits: Vec<Visit> = here.filter_map(|it| Visit::of(mine, it)).filter(waits).collect();
    visits.arrange(|one, other| (one.slot.starts, &one.name).cmp(&(other.slot.starts, &other.name)));
    visits
}

/// The part of `/people`.
#[component]
pub fn Unconfirmed() -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let visits = use_mine(unconfirmed);
    let drawn = RwSignal::new(PIECE);
    let all = move |()| {
        // Whatever somebody disputes is looked at by itself.
        let visits = visits.get_untracked().unwrap_or_default();
        let deeds: Vec<_> = visits
            .iter()
            .filter(|visit| visit.waits() && !visit.disputed)
            .filter_map(Visit::confirm)
            .collect();
        if !deeds.is_empty() {
            let said = tongue.words().assign.confirmed_n(deeds.len());
            doer.act_all(deeds, said);
        }
    };
    let row = |visit: Visit| view! { <VisitRow visit/> };
    move || {
        let visits = visits.get().unwrap_or_default();
        let count = visits.len();
        let several = visits.iter().filter(|visit| visit.waits() && !visit.disputed).count() > 1;
        (count > 0).then(|| {
            view! {
                <section class="stack stack--close">
                    <h2>{move || tongue.words().assign.unconfirmed_n(count)}</h2>
                    <Rows>{visits.into_iter().take(drawn.get()).map(row).collect_view()}</Rows>
                    <More all=count drawn piece=PIECE/>
                    {several.then(|| view! {
                        <div class="row"><Button label=move || tongue.words().assign.confirm_all look=Look::Line on_press=all/></div>
                    })}
                </section>
            }
        })
    }
}

/// One of them, with 〔确认〕; where nobody knows when she went, the leader says it.
#[component]
fn VisitRow(visit: Visit) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let (name, told) = (visit.name.clone(), visit.clone());
    let small = move || {
        let words = tongue.words();
        let other = told.disputed.then(|| words.assign.disputed.to_owned());
        dotted([other, Some(told.title(words)), Some(told.hours(words))])
    };
    let (open, changing) = (!visit.waits(), RwSignal::new(false));
    let shown = StoredValue::new(visit);
    let confirm = move |()| match shown.with_value(Visit::confirm).filter(|_| !open) {
        Some(deed) => doer.act(deed, tongue.words().assign.confirmed.to_owned(), |_| {}),
        None => changing.set(true),
    };
    let label = move || {
        let words = &tongue.words().assign;
        if open { words.change_times } else { words.confirm }
    };
    view! {
        <Row title=name small=Signal::derive(small)>
            <Button label=Signal::derive(move || label().to_owned()) look=Look::LineSmall on_press=confirm/>
        </Row>
        {open.then(|| view! { <TimesSheet shown changing/> })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at};

    #[test]
    fn who_does_not_remember_when_she_went_waits_for_her_leaders_word_once_the_slot_is_over() {
        let world = World::new().came(MEMBER, MEMBER);
        assert_eq!(unconfirmed(world.seen_by(LEADER, at(11, 0))), []);
        let waiting = unconfirmed(world.seen_by(LEADER, at(11, 31)));
        assert_eq!(waiting.len(), 1);
        assert!(!waiting[0].waits(), "one tap cannot say when she went");
    }
}
