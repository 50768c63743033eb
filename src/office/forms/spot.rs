//! 新建点位: one line of the survey. The number counts on by itself.

use crate::html::*;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::Act;
use yingchun_domain::id::ZoneId;
use yingchun_domain::quantity::Quantity;
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::{Category, Finding, Spot};
use yingchun_domain::text::Line;
use yingchun_domain::zone::Zone;

use super::{Form, is_up, made, optional, text_wrong};
use crate::arrange::Arrange as _;
use crate::components::button::{Look, SubmitButton};
use crate::components::chip::Chip;
use crate::components::field::{Entry, Field, TextField};
use crate::components::select::{Choice, SelectField};
use crate::components::sheet::Sheet;
use crate::pages::kept::use_kept;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::pages::spot::written::FoundAmount;
use crate::words::use_tongue;

/// How an office finds a spot.
const FOUND_BY: [Finding; 3] = [Finding::OwnSurvey, Finding::Inspection, Finding::Unannounced];

/// The name of the form's draft.
const DRAFT: &str = "office.spot";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    zone: String,
    place: String,
    category: Option<Category>,
    note: String,
    found_by: Finding,
    #[serde(default)]
    found: Option<Quantity>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Wrong {
    zone: bool,
    place: bool,
    category: bool,
    note: bool,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            zone: String::new(),
            place: String::new(),
            category: None,
            note: String::new(),
            found_by: Finding::OwnSurvey,
            found: None,
        }
    }
}

impl Typed {
    fn read(&self, number: Option<u32>) -> Result<CreateSpot, Wrong> {
        let zone = self.zone.parse::<ZoneId>();
        let place = Line::try_from(self.place.as_str());
        match (zone, place, self.category, optional(&self.note)) {
            (Ok(zone), Ok(place), Some(category), Ok(note)) => Ok(CreateSpot {
                zone,
                number,
                place,
                category,
                note,
                found: self.found,
                found_by: self.found_by,
            }),
            (zone, place, category, note) => Err(Wrong {
                zone: zone.is_err(),
                place: place.is_err(),
                category: category.is_none(),
                note: note.is_err(),
            }),
        }
    }
}

/// Every zone with its community's name before it.
pub fn zones(mine: Mine<'_>) -> Vec<Choice> {
    let named = |zone: &Zone| {
        let community = mine.set.get::<yingchun_domain::community::Community>(zone.community.uuid()).known();
        let community = community.map(|it| it.name.to_string()).unwrap_or_default();
        (zone.id.to_string(), format!("{community} {}", zone.name))
    };
    let mut all: Vec<Choice> = mine.set.each::<Zone>().map(named).collect();
    all.arrange(|one, other| one.1.cmp(&other.1));
    all
}

/// The number after the last one of the drive.
pub fn next_number(mine: Mine<'_>) -> Option<u32> {
    let last = mine.set.each::<Spot>().filter_map(|spot| spot.number).max().unwrap_or(0);
    last.checked_add(1)
}

/// The sheet.
#[component]
pub fn SpotForm(
    /// Which form is up.
    up: RwSignal<Option<Form>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let zones = use_mine(zones);
    let number = use_mine(next_number);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        match typed.get_untracked().read(number.get_untracked().flatten()) {
            Err(what) => wrong.set(what),
            Ok(args) => {
                let said = tongue.words().office.created(args.place.as_str());
                // The next spot of a survey is mostly in the same zone.
                let next = Typed { zone: args.zone.to_string(), ..Typed::default() };
                doer.act(made(DRAFT, Act::CreateSpot(args)), said, move |_| {
                    typed.try_set(next);
                    up.try_set(None);
                });
                wrong.set(Wrong::default());
            }
        }
    };
    let required = move |is: bool| is.then(|| tongue.words().office.required.to_owned());
    view! {
        <Sheet title=move || tongue.words().office.create_spot open=is_up(up, Form::Spot) on_close=move |()| up.set(None)>
            <form class="stack" novalidate on:submit=on_submit>
                <SelectField name="spot-zone" label=move || tongue.words().office.zone unchosen=move || tongue.words().office.choose
                    choices=move || zones.get().unwrap_or_default() value=move || typed.get().zone error=move || required(wrong.get().zone)
                    on_choose=move |zone| typed.update(|typed| typed.zone = zone)/>
                <Field name="spot-place" label=move || tongue.words().office.spot_place hint=move || tongue.words().office.spot_place_hint takes=Entry::Words
                    value=move || typed.get().place error=move || text_wrong(wrong.get().place, &typed.get().place, tongue.words())
                    on_type=move |place| typed.update(|typed| typed.place = place)/>
                <KindFields typed wrong/>
                <FoundAmount found=move || typed.with(|typed| typed.found) on_change=move |found| typed.update(|typed| typed.found = found)/>
                <TextField name="spot-note" label=move || tongue.words().office.spot_note hint="" value=move || typed.get().note
                    error=move || wrong.get().note.then(|| tongue.words().office.too_long.to_owned())
                    on_type=move |note| typed.update(|typed| typed.note = note)/>
                <SubmitButton label=move || tongue.words().office.create_spot look=Look::Primary/>
            </form>
        </Sheet>
    }
}

/// 问题类别 and 发现方式
#[component]
fn KindFields(typed: RwSignal<Typed>, wrong: RwSignal<Wrong>) -> impl IntoView {
    let tongue = use_tongue();
    let category = move |category: Category| {
        view! {
            <Chip label=move || tongue.words().category(category) pressed=move || typed.with(|typed| typed.category == Some(category))
                on_press=move |()| typed.update(|typed| typed.category = Some(category))/>
        }
    };
    let finding = move |finding: Finding| {
        view! {
            <Chip label=move || tongue.words().finding(finding) pressed=move || typed.with(|typed| typed.found_by == finding)
                on_press=move |()| typed.update(|typed| typed.found_by = finding)/>
        }
    };
    view! {
        <fieldset class="stack stack--close">
            <legend class="field__label">{move || tongue.words().office.category}</legend> <div class="chips">{Category::ALL.map(category)}</div>
            <Show when=move || wrong.get().category><p class="field__error">{move || tongue.words().office.required}</p></Show>
        </fieldset>
        <fieldset class="stack stack--close">
            <legend class="field__label">{move || tongue.words().office.found_by}</legend> <div class="chips">{FOUND_BY.map(finding)}</div>
        </fieldset>
    }
}
