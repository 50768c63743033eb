//! A zone's words and its team.

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
use crate::pages::edits::{EditLine, LastEdit, edit_deed, refused};
use crate::pages::mine::use_mine;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

fn typed(text: Option<&str>) -> RwSignal<String> {
    RwSignal::new(text.unwrap_or_default().to_owned())
}

/// A zone's name, bounds, what to bring, and whether only adults are asked.
#[component]
pub(super) fn WordsEdit(zone: Zone, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let name = typed(Some(zone.name.as_str()));
    let bounds = typed(zone.bounds.as_ref().map(Note::as_str));
    let bring = typed(zone.bring.as_ref().map(Line::as_str));
    let hazard = RwSignal::new(zone.hazard);
    let tried = RwSignal::new(false);
    let (id, versions) = (zone.id, zone.versions.clone());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let named = Name::try_from(name.get_untracked().as_str());
        let (Ok(name), Ok(bounds), Ok(bring)) =
            (named, optional::<Note>(&bounds.get_untracked()), optional::<Line>(&bring.get_untracked()))
        else {
            return;
        };
        let said = tongue.words().desk_settings.edited(name.as_str());
        let act = Act::EditZone(EditZone::Words { name, bounds, bring, hazard: hazard.get_untracked() });
        save(doer, edit_deed(act, id.uuid(), WORDS, &versions), said, editing);
    };
    let name_wrong = refused(tried, move || Name::try_from(name.get().as_str()).err());
    let bounds_wrong = refused(tried, move || optional::<Note>(&bounds.get()).err());
    let bring_wrong = refused(tried, move || optional::<Line>(&bring.get()).err());
    let insured = move || hazard.get().is_some_and(|hazard| hazard.insured);
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <LastEdit versions=zone.versions group=WORDS/>
            <EditLine name="edit-name" label=move || tongue.words().office.name_of value=name error=name_wrong/>
            <EditLine name="edit-bounds" label=move || tongue.words().zone.bounds value=bounds error=bounds_wrong/>
            <EditLine name="edit-bring" label=move || tongue.words().office.bring value=bring error=bring_wrong/>
            <Tick name="edit-hazard" label=move || tongue.words().office.hazard ticked=move || hazard.get().is_some() error=None
                on_tick=move |is: bool| hazard.set(is.then_some(Hazard { insured: insured() }))/>
            <Show when=move || hazard.get().is_some()>
                <Tick name="edit-insured" label=move || tongue.words().office.insured ticked=insured error=None
                    on_tick=move |insured: bool| hazard.set(Some(Hazard { insured }))/>
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
    let team = typed(zone.team.map(|team| team.to_string()).as_deref());
    let community = zone.community;
    let here = use_mine(move |mine| {
        let teams = mine.set.each::<Team>().filter(|team| team.community == community);
        teams.map(|team| (team.id.to_string(), team.name.to_string())).collect::<Vec<Choice>>()
    });
    let (id, versions, name) = (zone.id, zone.versions.clone(), zone.name.to_string());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let act = Act::EditZone(EditZone::Leader { team: team.get_untracked().parse().ok() });
        let said = tongue.words().desk_settings.edited(&name);
        save(doer, edit_deed(act, id.uuid(), LEADER, &versions), said, editing);
    };
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <LastEdit versions=zone.versions group=LEADER/>
            <SelectField name="edit-team" label=move || tongue.words().office.team unchosen=move || tongue.words().office.no_team
                choices=move || here.get().unwrap_or_default() value=team error=None on_choose=move |chosen| team.set(chosen)/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}
