//! What waits for the leader's word beside people: spots that came back, and reports that nobody has opened.

use crate::html::*;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::{PersonId, SpotId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use super::board::ReturnedSpot;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::row::{RowLink, Rows};
use crate::components::sheet::Sheet;
use crate::pages::frame::deed;
use crate::pages::mine::Mine;
use crate::pages::said::due_day;
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo, use_phone};
use crate::words::{Words, dotted, use_tongue};

/// The spots of these zones that came back: first those to which somebody cannot go, then what is due first.
pub fn returned(mine: Mine<'_>, zones: &[&Zone]) -> Vec<ReturnedSpot> {
    let here = |spot: &&Spot| zones.iter().any(|zone| spot.zone == Some(zone.id));
    let mut returned: Vec<ReturnedSpot> =
        mine.set.each::<Spot>().filter(here).filter_map(|spot| returned_spot(mine, spot)).collect();
    returned.arrange_by(|it| (it.begged.is_none(), it.due, it.spot.id));
    returned
}

fn returned_spot(mine: Mine<'_>, spot: &Spot) -> Option<ReturnedSpot> {
    let back = spot.standing_return()?;
    let cleaned = || spot.worked().rev().find(|it| it.by == back.to).map(|it| it.by_name.to_string());
    let mender = mine.name_of(back.mender()).or_else(cleaned).unwrap_or_default();
    let others = accepted(mine, spot).into_iter().filter(|(person, _)| *person != back.mender()).collect();
    let begged = spot.begged.as_ref().map(|it| it.by_name.to_string());
    Some(ReturnedSpot { due: back.due, mender, begged, others, spot: spot.clone() })
}

/// Those who said yes to a slot of the spot's zone, by name.
pub fn accepted(mine: Mine<'_>, spot: &Spot) -> Vec<(PersonId, String)> {
    let Some(zone) = spot.zone else { return vec![] };
    let assignments = mine.set.all::<Assignment>(Lookup::AssignmentsOfZone, zone.uuid());
    let yes = assignments.filter(|it| it.state == AssignmentState::Accepted);
    let mut people: Vec<(String, PersonId)> =
        yes.filter_map(|it| Some((mine.name_of(it.person)?, it.person))).collect();
    people.sort();
    people.dedup();
    people.into_iter().map(|(name, person)| (person, name)).collect()
}

/// Reports of the teams' communities without a zone, the oldest first.
pub fn reports(mine: Mine<'_>, teams: &[Team]) -> Vec<Spot> {
    let here = |spot: &&Spot| {
        spot.state == SpotState::Reported && teams.iter().any(|team| team.community == spot.community)
    };
    let mut reports: Vec<Spot> = mine.set.each::<Spot>().filter(here).cloned().collect();
    reports.arrange_by(|spot| (spot.found_at, spot.id));
    reports
}

/// 王桂兰 · 1月30日（廿三）中午 12 点前; 王桂兰说去不了 · …
fn about(words: &Words, back: &ReturnedSpot, now: UnixMs) -> String {
    let due = words.dates.by(&due_day(words, back.due));
    let late = (back.due < now).then(|| words.inspect.overdue.to_owned());
    let begged = back.begged.as_ref().map(|name| words.returned.begged_by(name));
    let who = begged.unwrap_or_else(|| back.mender.clone());
    dotted([Some(who), late, Some(due)])
}

/// A spot that changes hands, and who may be asked, by name.
pub type Handing = (Spot, Vec<(PersonId, String)>);

/// Gives a spot to somebody else.
pub fn hand_over(spot: &Spot, to: PersonId) -> Deed {
    let shown = Shown { zone: spot.zone, spot: Some(spot.id) };
    Deed { shown, ..deed(Act::HandOver(HandOver { to }), spot.id.uuid(), Undo::Grace) }
}

/// The spots that came back, each with 〔换人〕.
#[component]
pub fn ReturnedSpots(
    /// The spots.
    returned: Vec<ReturnedSpot>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let handing = RwSignal::new(None::<SpotId>);
    let count = returned.len();
    let handed = returned.clone();
    let chosen = Signal::derive(move || {
        let id = handing.get()?;
        handed.iter().find(|it| it.spot.id == id).map(|it| (it.spot.clone(), it.others.clone()))
    });
    let row = move |back: ReturnedSpot| {
        let (id, can) = (back.spot.id, !back.others.is_empty());
        let title = back.spot.place.to_string();
        let small = Signal::derive(move || about(tongue.words(), &back, phone.now().get()));
        let give = can.then(|| {
            view! { <Button label=move || tongue.words().assign.hand_over look=Look::LineSmall on_press=move |()| handing.set(Some(id))/> }
        });
        view! { <RowLink title small href=format!("/spots/{id}")>{give}</RowLink> }
    };
    (count > 0).then(|| {
        view! {
            <section class="stack stack--close">
                <h2>{move || tongue.words().assign.returned_n(count)}</h2>
                <Rows>{returned.into_iter().map(row).collect_view()}</Rows>
                <HandSheet chosen on_close=move |()| handing.set(None)/>
            </section>
        }
    })
}

/// The sheet 「换谁来清」: those who said yes to the zone.
#[component]
pub fn HandSheet(
    /// The spot with those who may be asked; the sheet is down while there is none.
    chosen: Signal<Option<Handing>>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let give = move |to: PersonId, name: &str| {
        if let Some((spot, _)) = chosen.get_untracked() {
            doer.act(hand_over(&spot, to), tongue.words().assign.handed_to(name), |_| {});
        }
        on_close.run(());
    };
    let one = move |(person, name): (PersonId, String)| {
        let label = name.clone();
        view! { <Button label look=Look::Line on_press=move |()| give(person, &name)/> }
    };
    let place = move || chosen.get().map(|(spot, _)| spot.place.to_string());
    let people = move || {
        chosen.get().map(|(_, people)| people).unwrap_or_default().into_iter().map(one).collect_view()
    };
    view! {
        <Sheet title=move || tongue.words().assign.hand_to open=move || chosen.with(Option::is_some) on_close>
            <p class="quiet">{place}</p> {people}
            <p class="quiet">{move || tongue.words().assign.hand_about}</p>
        </Sheet>
    }
}

/// Reports to look at: each leads to its page, where it gets its zone or is called off.
#[component]
pub fn Reports(
    /// The reports.
    reports: Vec<Spot>,
) -> impl IntoView {
    let tongue = use_tongue();
    let count = reports.len();
    let row = move |spot: Spot| {
        let (title, href) = (spot.place.to_string(), format!("/spots/{}", spot.id));
        let small = move || {
            let words = tongue.words();
            dotted([Some(words.category(spot.category).to_owned()), Some(words.moment(spot.found_at))])
        };
        view! { <RowLink title small=Signal::derive(small) href>""</RowLink> }
    };
    (count > 0).then(|| {
        view! {
            <section class="stack stack--close">
                <h2>{move || tongue.words().assign.reports_n(count)}</h2>
                <Rows>{reports.into_iter().map(row).collect_view()}</Rows>
            </section>
        }
    })
}
