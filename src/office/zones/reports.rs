//! 随手拍待核实: a report gets its zone, or is called off with a reason.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::ZoneId;
use yingchun_domain::spot::close::Cancel;
use yingchun_domain::spot::open::Open;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::text::Line;
use yingchun_domain::zone::Zone;

use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::pair::Shot;
use crate::components::panel::Panel;
use crate::components::row::{Row, Rows};
use crate::components::select::{Choice, SelectField};
use crate::components::sheet::Sheet;
use crate::components::thumb::Thumb;
use crate::device::photo::url;
use crate::office::forms::spot::next_number;
use crate::pages::frame::deed;
use crate::pages::inspect::use_newest_thumb;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::{Deed, Undo};
use crate::words::{dotted, use_tongue};

fn reported(mine: Mine<'_>) -> Vec<Spot> {
    let mut all: Vec<Spot> =
        mine.set.each::<Spot>().filter(|spot| spot.state == SpotState::Reported).cloned().collect();
    all.arrange_by(|spot| spot.found_at);
    all
}

/// The panel; nothing is drawn while there is nothing to check.
#[component]
pub fn Reports() -> impl IntoView {
    let tongue = use_tongue();
    let reports = use_mine(reported);
    let checked = RwSignal::new(None::<Spot>);
    let rows = move || {
        let all = reports.get().unwrap_or_default();
        (!all.is_empty()).then(|| {
            let rows = all.into_iter().map(|spot| view! { <ReportRow spot checked/> }).collect_view();
            view! { <Panel title=move || tongue.words().office.reports_to_check><Rows>{rows}</Rows></Panel> }
        })
    };
    view! { {rows} <CheckSheet checked/> }
}

#[component]
fn ReportRow(spot: Spot, checked: RwSignal<Option<Spot>>) -> impl IntoView {
    let tongue = use_tongue();
    let id = spot.id;
    let thumb = use_newest_thumb(id);
    let (category, found_at) = (spot.category, spot.found_at);
    let note = spot.note.clone().map(|note| note.to_string());
    let small = move || {
        let words = tongue.words();
        let when = format!("{} {}", words.day(found_at.day()), found_at.clock());
        dotted([Some(words.category(category).to_owned()), Some(when), note.clone()])
    };
    let title = spot.place.to_string();
    view! {
        <Row title small>
            <Thumb src=thumb/>
            <Button label=move || tongue.words().office.check look=Look::LineSmall on_press=move |()| checked.set(Some(spot.clone()))/>
        </Row>
    }
}

/// Zones of the report's community.
fn zones_near(mine: Mine<'_>, spot: &Spot) -> Vec<Choice> {
    let near = mine.set.each::<Zone>().filter(|zone| zone.community == spot.community);
    near.map(|zone| (zone.id.to_string(), zone.name.to_string())).collect()
}

/// The report's newest picture and what was said of it.
#[component]
fn Seen(spot: Spot) -> impl IntoView {
    let tongue = use_tongue();
    let id = spot.id;
    let newest = use_mine(move |mine| mine.newest_photo(id));
    let address = Memo::new(move |_| newest.get().flatten().map(url));
    let src = Signal::derive(move || address.get().and_then(|address| address.get()));
    let note = spot.note.map(|note| note.to_string()).unwrap_or_default();
    let caption = move || format!("{}　{note}", tongue.words().category(spot.category));
    view! { <Shot src caption/> }
}

#[component]
fn CheckSheet(checked: RwSignal<Option<Spot>>) -> impl IntoView {
    let title = move || checked.get().map(|spot| spot.place.to_string()).unwrap_or_default();
    view! {
        <Sheet title open=move || checked.with(Option::is_some) on_close=move |()| checked.set(None)>
            {move || checked.get().map(|spot| view! { <Seen spot=spot.clone()/> <CheckForm spot checked/> })}
        </Sheet>
    }
}

/// Its zone, or that it is none.
#[component]
fn CheckForm(spot: Spot, checked: RwSignal<Option<Spot>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = spot.id;
    let key = format!("check.{id}");
    let zone = use_kept::<String>(key.clone());
    let missing = RwSignal::new(false);
    let near = use_mine(move |mine| zones_near(mine, &spot));
    let number = use_mine(next_number);
    let act = Callback::new(move |(act, said): (Act, &'static str)| {
        let deed = Deed { draft: Some(key.clone()), ..deed(act, id.uuid(), Undo::Grace) };
        doer.act(deed, said.to_owned(), move |_| {
            checked.try_set(None);
        });
    });
    let open = move |()| match zone.get_untracked().parse::<ZoneId>() {
        Ok(zone) => {
            let number = number.get_untracked().flatten();
            act.run((Act::Open(Open { zone, number }), tongue.words().office.opened));
        }
        Err(_) => missing.set(true),
    };
    let cancel = move |()| {
        if let Ok(reason) = Line::try_from(tongue.words().office.not_a_spot) {
            act.run((Act::Cancel(Cancel { reason }), tongue.words().states.cancelled));
        }
    };
    view! {
        <SelectField name="report-zone" label=move || tongue.words().office.zone unchosen=move || tongue.words().office.choose
            choices=move || near.get().unwrap_or_default() value=zone error=move || missing.get().then(|| tongue.words().office.required.to_owned())
            on_choose=move |chosen| zone.set(chosen)/>
        <Button label=move || tongue.words().office.open_spot look=Look::Primary on_press=open/>
        <Button label=move || tongue.words().office.cancel_report look=Look::Line on_press=cancel/>
    }
}
