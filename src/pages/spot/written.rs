//! What is written of a spot, changed: by the office, and by the leader of the zone's team.

use serde::{Deserialize, Serialize};
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
use crate::pages::edits::{EditLine, refused, use_edit};
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// 序号, which may be left out; `None` where something else than a number stands there.
fn spot_number(typed: &str) -> Option<Option<u32>> {
    match typed.trim() {
        "" => Some(None),
        typed => typed.parse().ok().map(Some),
    }
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    place: String,
    number: String,
    category: Category,
    found: Option<Quantity>,
    note: String,
}

impl Typed {
    fn of(spot: &Spot) -> Self {
        Self {
            place: spot.place.to_string(),
            number: spot.number.map(|number| number.to_string()).unwrap_or_default(),
            category: spot.category,
            found: spot.found,
            note: spot.note.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }

    fn read(&self) -> Option<EditSpot> {
        Some(EditSpot {
            number: spot_number(&self.number)?,
            place: Line::try_from(self.place.as_str()).ok()?,
            category: self.category,
            note: Note::optional(&self.note).ok()?,
            found: self.found,
        })
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
    let id = spot.id;
    let edit = use_edit(format!("edit.spot.{id}"), WORDS, &spot.versions, Typed::of(&spot));
    let tried = RwSignal::new(false);
    let classes = move || {
        Category::ALL
            .map(|category| (category.zh().to_owned(), tongue.words().category(category).to_owned()))
            .to_vec()
    };
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = edit.get_untracked().read() else { return };
        let said = tongue.words().desk_settings.edited(args.place.as_str());
        doer.act(edit.deed(Act::EditSpot(args), id.uuid()), said, move |_| on_saved.run(()));
    };
    let place_wrong = refused(tried, move || edit.with(|it| Line::try_from(it.place.as_str()).err()));
    let note_wrong = refused(tried, move || edit.with(|it| Note::optional(&it.note).err()));
    let number_wrong = move || {
        let wrong = tried.get() && edit.with(|it| spot_number(&it.number).is_none());
        wrong.then(|| tongue.words().desk_edit.number_wrong.to_owned())
    };
    let choose = move |chosen: String| {
        if let Some(category) = Category::ALL.into_iter().find(|it| it.zh() == chosen) {
            edit.update(|it| it.category = category);
        }
    };
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <EditLine name="edit-place" label=move || tongue.words().office.spot_place line=edit.line(|it| &mut it.place) error=place_wrong/>
            <EditLine name="edit-number" label=move || tongue.words().office.number line=edit.line(|it| &mut it.number) error=number_wrong/>
            <SelectField name="edit-category" label=move || tongue.words().office.category unchosen="" choices=classes
                value=move || edit.with(|it| it.category.zh().to_owned()) error=None on_choose=choose/>
            <FoundAmount found=move || edit.with(|it| it.found) on_change=move |found| edit.update(|it| it.found = found)/>
            <EditLine name="edit-note" label=move || tongue.words().office.spot_note line=edit.line(|it| &mut it.note) error=note_wrong/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

/// How much is there, about: by ones, in the units that people count in. What nobody touches stays as it was written.
#[component]
pub fn FoundAmount(
    /// How much, where anybody said.
    #[prop(into)]
    found: Signal<Option<Quantity>>,
    /// Called when it is changed.
    #[prop(into)]
    on_change: Callback<Option<Quantity>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let unit = move || found.get().map_or(Unit::Load, |found| found.unit);
    let count = Signal::derive(move || found.get().map_or(0, |found| found.hundredths / 100));
    let counted = move |count: u32, unit| {
        on_change.run((count > 0).then_some(Quantity { hundredths: count.min(MOST) * 100, unit }));
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
