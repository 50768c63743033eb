//! A zone's words and its team.

use serde::{Deserialize, Serialize};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::team::Team;
use yingchun_domain::text::{Line, Name, Note};
use yingchun_domain::zone::edit::{EditZone, LEADER};
use yingchun_domain::zone::{Hazard, Zone};

use super::{Editing, save};
use crate::components::button::{Look, SubmitButton};
use crate::components::select::{Choice, SelectField};
use crate::components::tick::Tick;
use crate::html::*;
use crate::office::forms::optional;
use crate::pages::edits::{EditLine, LineOf, refused, use_edit};
use crate::pages::mine::use_mine;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// What the form of a zone's words holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    bounds: String,
    bring: String,
    hazard: Option<Hazard>,
}

impl Typed {
    fn of(zone: &Zone) -> Self {
        Self {
            name: zone.name.to_string(),
            bounds: zone.bounds.as_ref().map(ToString::to_string).unwrap_or_default(),
            bring: zone.bring.as_ref().map(ToString::to_string).unwrap_or_default(),
            hazard: zone.hazard,
        }
    }

    fn read(&self) -> Option<EditZone> {
        Some(EditZone::Words {
            name: Name::try_from(self.name.as_str()).ok()?,
            bounds: optional::<Note>(&self.bounds).ok()?,
            bring: optional::<Line>(&self.bring).ok()?,
            hazard: self.hazard,
        })
    }

    fn is_insured(&self) -> bool {
        self.hazard.is_some_and(|hazard| hazard.insured)
    }
}

/// A zone's name, bounds, what to bring, and whether only adults are asked.
#[component]
pub(super) fn WordsEdit(zone: Zone, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = zone.id;
    let edit = use_edit(format!("edit.words.{id}"), WORDS, &zone.versions, Typed::of(&zone));
    let tried = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let typed = edit.get_untracked();
        let Some(args) = typed.read() else { return };
        let said = tongue.words().desk_settings.edited(typed.name.trim());
        save(doer, edit.deed(Act::EditZone(args), id.uuid()), said, editing);
    };
    let name_wrong = refused(tried, move || edit.with(|it| Name::try_from(it.name.as_str()).err()));
    let bounds_wrong = refused(tried, move || edit.with(|it| optional::<Note>(&it.bounds).err()));
    let bring_wrong = refused(tried, move || edit.with(|it| optional::<Line>(&it.bring).err()));
    let hazardous = move || edit.with(|it| it.hazard.is_some());
    let set = move |is: bool| edit.update(|it| it.hazard = is.then_some(Hazard { insured: it.is_insured() }));
    let insure = move |insured: bool| edit.update(|it| it.hazard = Some(Hazard { insured }));
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <EditLine name="edit-name" label=move || tongue.words().office.name_of line=edit.line(|it| &mut it.name) error=name_wrong/>
            <EditLine name="edit-bounds" label=move || tongue.words().zone.bounds line=edit.line(|it| &mut it.bounds) error=bounds_wrong/>
            <EditLine name="edit-bring" label=move || tongue.words().office.bring line=edit.line(|it| &mut it.bring) error=bring_wrong/>
            <Tick name="edit-hazard" label=move || tongue.words().office.hazard ticked=hazardous error=None on_tick=set/>
            <Show when=hazardous>
                <Tick name="edit-insured" label=move || tongue.words().office.insured ticked=move || edit.with(Typed::is_insured) error=None on_tick=insure/>
            </Show>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

/// Which team has a zone; a card where two desks gave it away at once.
#[component]
pub(super) fn LeaderEdit(zone: Zone, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let (id, name, community) = (zone.id, zone.name.to_string(), zone.community);
    let stands = zone.team.map(|team| team.to_string()).unwrap_or_default();
    let edit = use_edit(format!("edit.leader.{id}"), LEADER, &zone.versions, stands);
    let here = use_mine(move |mine| {
        let teams = mine.set.each::<Team>().filter(|team| team.community == community);
        teams.map(|team| (team.id.to_string(), team.name.to_string())).collect::<Vec<Choice>>()
    });
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let act = Act::EditZone(EditZone::Leader { team: edit.get_untracked().parse().ok() });
        let said = tongue.words().desk_settings.edited(&name);
        save(doer, edit.deed(act, id.uuid()), said, editing);
    };
    let LineOf { value, on_type } = edit.line(|team| team);
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <SelectField name="edit-team" label=move || tongue.words().office.team unchosen=move || tongue.words().office.no_team
                choices=move || here.get().unwrap_or_default() value error=None on_choose=on_type/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}
