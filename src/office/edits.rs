//! Changing what was set up. An edit names the version that it replaces, as it stood when the form came up, so that nobody
//! writes over what somebody else has changed meanwhile without being told.

pub mod place;
pub mod slots;

use yingchun_domain::community::{Community, EditCommunity};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::{EditTeam, Team};
use yingchun_domain::text::Name;
use yingchun_domain::zone::Zone;

use self::place::{LeaderEdit, WordsEdit};
use self::slots::SlotsEdit;
use super::forms::duty_phone;
use crate::components::button::{Look, SubmitButton};
use crate::components::sheet::Sheet;
use crate::html::*;
use crate::pages::edits::{EditLine, LastEdit, edit_deed, refused};
use crate::pages::shell::{Doer, use_doer};
use crate::pages::spot::written::SpotWritten;
use crate::sync::Deed;
use crate::words::{Words, use_tongue};

/// What is being changed, as it stood when the form came up.
#[derive(Debug, Clone, PartialEq)]
pub enum Editing {
    /// A village.
    Community(Community),
    /// A team.
    Team(Team),
    /// A zone's name and what is to be known of it.
    Words(Zone),
    /// Which team has a zone.
    Leader(Zone),
    /// When and where people meet.
    Slots(Zone),
    /// A spot.
    Spot(Box<Spot>),
}

impl Editing {
    const fn title(&self, words: &Words) -> &'static str {
        let edit = &words.desk_edit;
        match self {
            Self::Community(_) => edit.edit_community,
            Self::Team(_) => edit.edit_team,
            Self::Words(_) => edit.edit_words,
            Self::Leader(_) => edit.edit_leader,
            Self::Slots(_) => edit.edit_slots,
            Self::Spot(_) => edit.edit_spot,
        }
    }
}

/// Saves an edit and lowers the sheet.
pub(super) fn save(doer: Doer, deed: Deed, said: String, editing: RwSignal<Option<Editing>>) {
    doer.act(deed, said, move |_| {
        editing.try_set(None);
    });
}

/// The sheet, whatever is changed.
#[component]
pub fn EditSheet(
    /// What is being changed.
    editing: RwSignal<Option<Editing>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let title = move || editing.with(|it| it.as_ref().map_or("", |it| it.title(tongue.words())).to_owned());
    let form = move || {
        editing.get().map(|it| match it {
            Editing::Community(community) => view! { <CommunityEdit community editing/> },
            Editing::Team(team) => view! { <TeamEdit team editing/> },
            Editing::Words(zone) => view! { <WordsEdit zone editing/> },
            Editing::Leader(zone) => view! { <LeaderEdit zone editing/> },
            Editing::Slots(zone) => view! { <SlotsEdit zone editing/> },
            Editing::Spot(spot) => view! { <SpotWritten spot=*spot on_saved=move |()| editing.set(None)/> },
        })
    };
    view! {
        <Sheet title=Signal::derive(title) open=Signal::derive(move || editing.with(Option::is_some)) on_close=move |()| editing.set(None)>
            {form}
        </Sheet>
    }
}

#[component]
fn CommunityEdit(community: Community, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let name = RwSignal::new(community.name.to_string());
    let committee = RwSignal::new(community.committee.to_string());
    let phone =
        RwSignal::new(community.duty_phone.as_ref().map_or_else(String::new, |it| it.as_str().to_owned()));
    let tried = RwSignal::new(false);
    let (id, versions) = (community.id, community.versions.clone());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let named = |text: RwSignal<String>| Name::try_from(text.get_untracked().as_str());
        let (Ok(name), Ok(committee), Ok(duty_phone)) =
            (named(name), named(committee), duty_phone(&phone.get_untracked()))
        else {
            return;
        };
        let said = tongue.words().desk_settings.edited(name.as_str());
        let act = Act::EditCommunity(EditCommunity { name, committee, duty_phone });
        save(doer, edit_deed(act, id.uuid(), WORDS, &versions), said, editing);
    };
    let name_wrong =
        move |text: RwSignal<String>| refused(tried, move || Name::try_from(text.get().as_str()).err());
    let phone_wrong = refused(tried, move || duty_phone(&phone.get()).err());
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <LastEdit versions=community.versions group=WORDS/>
            <EditLine name="edit-name" label=move || tongue.words().office.name_of value=name error=name_wrong(name)/>
            <EditLine name="edit-committee" label=move || tongue.words().office.committee value=committee error=name_wrong(committee)/>
            <EditLine name="edit-phone" label=move || tongue.words().office.duty_phone value=phone error=phone_wrong/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

#[component]
fn TeamEdit(team: Team, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let name = RwSignal::new(team.name.to_string());
    let phone = RwSignal::new(team.duty_phone.as_ref().map_or_else(String::new, |it| it.as_str().to_owned()));
    let tried = RwSignal::new(false);
    let (id, versions) = (team.id, team.versions.clone());
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let named = Name::try_from(name.get_untracked().as_str());
        let (Ok(name), Ok(duty_phone)) = (named, duty_phone(&phone.get_untracked())) else { return };
        let said = tongue.words().desk_settings.edited(name.as_str());
        let act = Act::EditTeam(EditTeam { name, duty_phone });
        save(doer, edit_deed(act, id.uuid(), WORDS, &versions), said, editing);
    };
    let name_wrong = refused(tried, move || Name::try_from(name.get().as_str()).err());
    let phone_wrong = refused(tried, move || duty_phone(&phone.get()).err());
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <LastEdit versions=team.versions group=WORDS/>
            <EditLine name="edit-name" label=move || tongue.words().office.name_of value=name error=name_wrong/>
            <EditLine name="edit-phone" label=move || tongue.words().office.duty_phone value=phone error=phone_wrong/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}
