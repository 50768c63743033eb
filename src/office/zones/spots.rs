//! All spots of the drive in one table, by number.

use crate::html::*;
use yingchun_domain::community::Community;
use yingchun_domain::spot::Spot;
use yingchun_domain::zone::Zone;

use crate::arrange::Arrange as _;
use crate::components::badge::{Badge, SpotMark};
use crate::components::button::{Button, Look};
use crate::components::pager::{Pager, fitting, fitting_of};
use crate::components::panel::{DeskTable, Panel};
use crate::office::edits::Editing;
use crate::office::search::{NothingFound, SearchField, found};
use crate::pages::mine::{Mine, use_mine};
use crate::pages::said::mark_of;
use crate::words::{Words, use_tongue};

/// A spot as the table shows it.
#[derive(Debug, Clone, PartialEq)]
struct SpotLine {
    spot: Spot,
    mark: SpotMark,
    community: String,
    zone: String,
}

fn lines(mine: Mine<'_>) -> Vec<SpotLine> {
    let name =
        |spot: &Spot| mine.set.get::<Community>(spot.community.uuid()).known().map(|it| it.name.to_string());
    let zone = |spot: &Spot| mine.set.get::<Zone>(spot.zone?.uuid()).known().map(|it| it.name.to_string());
    let mut all: Vec<SpotLine> = mine
        .set
        .each::<Spot>()
        .map(|spot| SpotLine {
            mark: mark_of(spot, mine.now),
            community: name(spot).unwrap_or_default(),
            zone: zone(spot).unwrap_or_default(),
            spot: spot.clone(),
        })
        .collect();
    all.arrange_by(|line| (line.spot.number.unwrap_or(u32::MAX), line.spot.found_at));
    all
}

fn matches(words: &Words, line: &SpotLine, query: &str) -> bool {
    let doer = line.spot.last_cleaning().map(|cleaning| cleaning.by_name.as_str()).unwrap_or_default();
    let texts = [
        line.spot.place.as_str(),
        &line.community,
        &line.zone,
        doer,
        line.mark.words(words),
        words.category(line.spot.category),
    ];
    found(query, &texts)
}

/// 点位 27 处，另有待核实 3、已取消 2: what counts as elsewhere, then what else is in the table.
fn heading(words: &Words, marks: &[SpotMark]) -> String {
    let count = |mark: SpotMark| marks.iter().filter(|it| **it == mark).count();
    let besides = [SpotMark::Reported, SpotMark::Cancelled].map(|mark| (mark, count(mark)));
    let listed = marks.len() - besides.iter().map(|(_, n)| n).sum::<usize>();
    let besides =
        besides.iter().filter(|(_, n)| *n > 0).map(|(mark, n)| format!("{} {n}", mark.words(words)));
    let besides = besides.collect::<Vec<_>>().join(words.kit.listed);
    let listed = words.office.spots_n(listed);
    if besides.is_empty() { listed } else { words.office.spots_besides(&listed, &besides) }
}

/// The panel.
#[component]
pub fn Spots(
    /// What is being changed.
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let query = RwSignal::new(String::new());
    let page = RwSignal::new(0);
    let all = use_mine(lines);
    let matching = Memo::new(move |_| {
        let words = tongue.words();
        let fits = |line: &SpotLine| query.with(|query| matches(words, line, query));
        all.with(|all| fitting(all.as_deref().unwrap_or_default(), fits))
    });
    let count = Signal::derive(move || matching.with(Vec::len));
    let title = move || {
        let marks = |all: &[SpotLine], fitting: &Vec<usize>| -> Vec<SpotMark> {
            fitting.iter().filter_map(|at| all.get(*at)).map(|line| line.mark).collect()
        };
        let marks =
            matching.with(|fitting| all.with(|all| marks(all.as_deref().unwrap_or_default(), fitting)));
        heading(tongue.words(), &marks)
    };
    let rows = move || {
        let page = page.get();
        let all = |fitting: &Vec<usize>| {
            all.with(|all| fitting_of(all.as_deref().unwrap_or_default(), fitting, page))
        };
        let shown = matching.with(all);
        shown.into_iter().map(|line| view! { <SpotRow line editing/> }).collect_view()
    };
    let heads = move || {
        let office = &tongue.words().office;
        vec![
            office.number,
            office.spot,
            office.community,
            office.zone,
            office.category,
            office.state,
            office.cleaned_by,
            office.due,
            office.act,
        ]
    };
    view! {
        <Panel title>
            <div class="stack">
                <SearchField query/>
                <DeskTable caption=move || tongue.words().office.spot heads>{rows}</DeskTable>
                <NothingFound query rows=count/>
                <Pager page rows=count/>
            </div>
        </Panel>
    }
}

#[component]
fn SpotRow(line: SpotLine, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let SpotLine { spot, mark, community, zone } = line;
    let number = spot.number.map(|number| number.to_string()).unwrap_or_default();
    let doer = spot.last_cleaning().map(|cleaning| cleaning.by_name.to_string()).unwrap_or_default();
    let due = spot.standing_return().map(|returned| returned.due);
    let category = spot.category;
    let own = spot.clone();
    view! {
        <tr>
            <td class="num">{number}</td>
            <td class="table__words"><a class="table__link" rel="external" href=format!("/inspect/{}", spot.id)>{spot.place.to_string()}</a></td>
            <td class="table__name">{community}</td> <td class="table__name">{zone}</td> <td>{move || tongue.words().category(category)}</td>
            <td><Badge mark label=move || mark.words(tongue.words())/></td> <td class="table__name">{doer}</td>
            <td class="nb">{move || due.map(|due| format!("{} {}", tongue.words().day(due.day()), due.clock()))}</td>
            <td class="table__acts"><Button label=move || tongue.words().desk_settings.edit look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Spot(Box::new(own.clone()))))/></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, words};

    #[test]
    fn the_heading_counts_as_the_overview_does_and_says_what_else_is_listed() {
        let said = |marks: &[SpotMark]| heading(words(Lang::Zh), marks);
        assert_eq!(said(&[SpotMark::Open, SpotMark::Closed]), "点位 2 处");
        let all = [SpotMark::Open, SpotMark::Reported, SpotMark::Cancelled, SpotMark::Reported];
        assert_eq!(said(&all), "点位 1 处，另有待核实 2、已取消 1");
    }
}
