//! When and where a zone's people meet: half a day a line, with how many are wanted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use yingchun_domain::entry::Act;
use yingchun_domain::id::SlotId;
use yingchun_domain::text::Line;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::edit::{EditZone, SLOT};
use yingchun_domain::zone::{Slot, Zone};

use super::{Edit, EditLine, refused, use_edit};
use crate::components::button::{Button, Look, SubmitButton};
use crate::components::sheet::Sheet;
use crate::device::ids::fresh_id;
use crate::html::*;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// The most people that a slot asks for.
const WANTED_MOST: u16 = 200;

/// A slot as it is typed, in the words of the browser's own fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TypedSlot {
    id: SlotId,
    day: String,
    starts: String,
    ends: String,
    wanted: String,
}

impl TypedSlot {
    fn of(slot: &Slot) -> Self {
        Self {
            id: slot.id,
            day: slot.starts.day().to_string(),
            starts: two_digits(slot.starts),
            ends: two_digits(slot.ends),
            wanted: slot.wanted.to_string(),
        }
    }

    fn read(&self) -> Option<Slot> {
        let day: NaiveDate = self.day.trim().parse().ok()?;
        let (starts, ends) = (minutes(&self.starts)?, minutes(&self.ends)?);
        let wanted = self.wanted.trim().parse::<u16>().ok().filter(|wanted| *wanted <= WANTED_MOST)?;
        let slot = Slot {
            id: self.id,
            starts: UnixMs::at_china(day, starts),
            ends: UnixMs::at_china(day, ends),
            wanted,
        };
        (starts < ends).then_some(slot)
    }
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    meeting: String,
    slots: Vec<TypedSlot>,
}

impl Typed {
    fn of(zone: &Zone) -> Self {
        Self { meeting: zone.meeting.to_string(), slots: zone.slots.iter().map(TypedSlot::of).collect() }
    }

    fn read(&self) -> Option<EditZone> {
        let slots = self.slots.iter().map(TypedSlot::read).collect::<Option<Vec<Slot>>>()?;
        Some(EditZone::Slot { slots, meeting: Line::try_from(self.meeting.as_str()).ok()? })
    }

    /// One slot more, like the last one.
    fn add(&mut self, id: SlotId) {
        let next = self.slots.last().cloned().map(|last| TypedSlot { id, ..last });
        self.slots.push(next.unwrap_or_else(|| TypedSlot {
            id,
            day: String::new(),
            starts: "08:30".into(),
            ends: "11:30".into(),
            wanted: "6".into(),
        }));
    }

    fn slot(&self, id: SlotId) -> Option<&TypedSlot> {
        self.slots.iter().find(|slot| slot.id == id)
    }

    fn slot_mut(&mut self, id: SlotId) -> Option<&mut TypedSlot> {
        self.slots.iter_mut().find(|slot| slot.id == id)
    }
}

/// 08:30, as a field of hours has it.
fn two_digits(at: UnixMs) -> String {
    let clock = at.clock();
    if clock.len() < 5 { format!("0{clock}") } else { clock }
}

/// Minutes since midnight.
fn minutes(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.trim().split_once([':', '：'])?;
    let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.get(..2)?.parse::<u16>().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// The form.
#[component]
pub fn SlotsEdit(
    /// The zone as it stood when the form came up.
    zone: Zone,
    /// Called once the change is saved.
    #[prop(into)]
    on_saved: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let edit = use_edit(format!("edit.slots.{}", zone.id), SLOT, &zone.versions, Typed::of(&zone));
    let tried = RwSignal::new(false);
    let (id, name) = (zone.id, zone.name.to_string());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = edit.get_untracked().read() else { return };
        let said = tongue.words().desk_settings.edited(&name);
        doer.act(edit.deed(Act::EditZone(args), id.uuid()), said, move |_| on_saved.run(()));
    };
    let meeting_wrong = refused(tried, move || edit.with(|it| Line::try_from(it.meeting.as_str()).err()));
    let wrong = move || tried.get() && edit.with(|it| it.slots.iter().any(|slot| slot.read().is_none()));
    let ids = move || edit.with(|it| it.slots.iter().map(|slot| slot.id).collect::<Vec<_>>());
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <EditLine name="edit-meeting" label=move || tongue.words().office.meeting line=edit.line(|it| &mut it.meeting) error=meeting_wrong/>
            {rows(ids, |id: &SlotId| *id, move |id| view! { <SlotLine id edit/> })}
            {move || wrong().then(|| view! { <p class="field__error" role="alert">{tongue.words().desk_edit.time_wrong}</p> })}
            <Button label=move || tongue.words().desk_edit.add_slot look=Look::Line on_press=move |()| edit.update(|it| it.add(fresh_id().into()))/>
            <p class="quiet">{move || tongue.words().desk_edit.slots_about}</p>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

/// The form in a sheet: up while there is a zone.
#[component]
pub fn SlotsSheet(
    /// The zone as it stood when the sheet came up.
    editing: RwSignal<Option<Zone>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let close = move |()| {
        editing.try_set(None);
    };
    let form = move || editing.get().map(|zone| view! { <SlotsEdit zone on_saved=close/> });
    view! {
        <Sheet title=move || tongue.words().desk_edit.edit_slots open=Signal::derive(move || editing.with(Option::is_some)) on_close=close>
            {form}
        </Sheet>
    }
}

#[component]
fn SlotLine(id: SlotId, edit: Edit<Typed>) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let read = move |field: fn(&TypedSlot) -> &String| {
        edit.with(|it| it.slot(id).map(|slot| field(slot).clone())).unwrap_or_default()
    };
    let write = move |set: fn(&mut TypedSlot, String), typed: String| {
        edit.update(|it| {
            if let Some(slot) = it.slot_mut(id) {
                set(slot, typed);
            }
        });
    };
    let remove = move |()| edit.update(|it| it.slots.retain(|slot| slot.id != id));
    view! {
        <fieldset class="slot-line">
            <input class="field__input" type="date" aria-label=words.desk_edit.day prop:value=move || read(|slot| &slot.day)
                on:input:target=move |typed| write(|slot, day| slot.day = day, typed.target().value())/>
            <input class="field__input" type="time" aria-label=words.desk_edit.starts prop:value=move || read(|slot| &slot.starts)
                on:input:target=move |typed| write(|slot, starts| slot.starts = starts, typed.target().value())/>
            <input class="field__input" type="time" aria-label=words.desk_edit.ends prop:value=move || read(|slot| &slot.ends)
                on:input:target=move |typed| write(|slot, ends| slot.ends = ends, typed.target().value())/>
            <span class="slot-line__wanted">
                <input class="field__input" type="text" inputmode="numeric" aria-label=words.office.wanted prop:value=move || read(|slot| &slot.wanted)
                    on:input:target=move |typed| write(|slot, wanted| slot.wanted = wanted, typed.target().value())/>
                {words.office.unit_people}
            </span>
            <Button label=words.desk_edit.remove_slot look=Look::LineSmall on_press=remove/>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_reads_back_as_it_was_and_one_that_ends_before_it_begins_does_not() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let slot = Slot {
            id: uuid::Uuid::from_u128(7).into(),
            starts: UnixMs::at_china(day, 510),
            ends: UnixMs::at_china(day, 690),
            wanted: 6,
        };
        let typed = TypedSlot::of(&slot);
        assert_eq!((typed.starts.as_str(), typed.read()), ("08:30", Some(slot)));
        for wrong in [
            TypedSlot { ends: "8:00".into(), ..typed.clone() },
            TypedSlot { day: "明天".into(), ..typed.clone() },
            TypedSlot { wanted: "很多".into(), ..typed.clone() },
            TypedSlot { starts: "25:00".into(), ..typed },
        ] {
            assert_eq!(wrong.read(), None, "{wrong:?}");
        }
    }
}
