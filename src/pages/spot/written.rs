//! What is written of a spot, changed: by the office, and by the leader of the zone's team.

use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::edit::EditSpot;
use yingchun_domain::spot::{Category, Spot};
use yingchun_domain::text::{Line, Note};

use super::work::{MOST, UNITS};
use crate::components::button::{Look, SubmitButton};
use crate::components::chip::Chip;
use crate::components::select::SelectField;
use crate::components::step::Step;
use crate::html::*;
use crate::pages::edits::{EditLine, LastEdit, edit_deed, refused};
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

fn typed(text: Option<&str>) -> RwSignal<String> {
    RwSignal::new(text.unwrap_or_default().to_owned())
}

/// 序号, which may be left out; `None` where something else than a number stands there.
fn spot_number(typed: &str) -> Option<Option<u32>> {
    match typed.trim() {
        "" => Some(None),
        typed => typed.parse().ok().map(Some),
    }
}

/// The form.
#[component]
pub fn SpotWritten(
    /// The spot as it stood when the form came up.
    spot: Spot,
    /// Called once the change is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let place = typed(Some(spot.place.as_str()));
    let note = typed(spot.note.as_ref().map(Note::as_str));
    let number = typed(spot.number.map(|number| number.to_string()).as_deref());
    let category = RwSignal::new(spot.category.zh().to_owned());
    let found = RwSignal::new(spot.found);
    let tried = RwSignal::new(false);
    let classes = move || {
        Category::ALL
            .map(|category| (category.zh().to_owned(), tongue.words().category(category).to_owned()))
            .to_vec()
    };
    let (id, versions, before) = (spot.id, spot.versions.clone(), EditSpot::of(&spot));
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let placed = Line::try_from(place.get_untracked().as_str());
        let noted = Note::optional(&note.get_untracked());
        let (Ok(place), Ok(note), Some(number)) = (placed, noted, spot_number(&number.get_untracked()))
        else {
            return;
        };
        let chosen = category.get_untracked();
        let category = Category::ALL.into_iter().find(|it| it.zh() == chosen).unwrap_or(before.category);
        let said = tongue.words().desk_settings.edited(place.as_str());
        let act = Act::EditSpot(EditSpot { number, place, category, note, found: found.get_untracked() });
        doer.act(edit_deed(act, id.uuid(), WORDS, &versions), said, move |_| on_saved.run(()));
    };
    let place_wrong = refused(tried, move || Line::try_from(place.get().as_str()).err());
    let note_wrong = refused(tried, move || Note::optional(&note.get()).err());
    let number_wrong = move || {
        let wrong = tried.get() && spot_number(&number.get()).is_none();
        wrong.then(|| tongue.words().desk_edit.number_wrong.to_owned())
    };
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <LastEdit versions=spot.versions group=WORDS/>
            <EditLine name="edit-place" label=move || tongue.words().office.spot_place value=place error=place_wrong/>
            <EditLine name="edit-number" label=move || tongue.words().office.number value=number error=number_wrong/>
            <SelectField name="edit-category" label=move || tongue.words().office.category unchosen="" choices=classes value=category error=None
                on_choose=move |chosen| category.set(chosen)/>
            <FoundAmount found/>
            <EditLine name="edit-note" label=move || tongue.words().office.spot_note value=note error=note_wrong/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

/// How much is there, about: by ones, in the units that people count in. What nobody touches stays as it was written.
#[component]
fn FoundAmount(found: RwSignal<Option<Quantity>>) -> impl IntoView {
    let tongue = use_tongue();
    let unit = move || found.get().map_or(Unit::Load, |found| found.unit);
    let count = Signal::derive(move || found.get().map_or(0, |found| found.hundredths / 100));
    let counted = move |count: u32, unit| {
        found.set((count > 0).then_some(Quantity { hundredths: count.min(MOST) * 100, unit }));
    };
    let chips = UNITS.map(|one| {
        view! {
            <Chip label=move || tongue.words().unit(one) pressed=Signal::derive(move || unit() == one)
                on_press=move |()| counted(count.get_untracked(), one)/>
        }
    });
    view! {
        <div class="field">
            <p class="field__label">{move || tongue.words().desk_edit.found}</p>
            <Step label=move || tongue.words().desk_edit.found value=count most=MOST on_change=move |count| counted(count, unit())>{chips}</Step>
        </div>
    }
}
