//! Changing what was set up. An edit names the version that it replaces, as it stood when the form came up, so that nobody
//! writes over what somebody else has changed meanwhile without being told.

pub mod place;

use serde::{Deserialize, Serialize};
use yingchun_domain::community::{Community, EditCommunity};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::{EditTeam, Team};
use yingchun_domain::text::{DutyPhone, Name};
use yingchun_domain::zone::Zone;

use self::place::{LeaderEdit, WordsEdit};
use super::forms::{CalledInstead, duty_phone};
use crate::components::button::{Look, SubmitButton};
use crate::components::fold::Fold;
use crate::components::sheet::Sheet;
use crate::html::*;
use crate::pages::edits::slots::SlotsEdit;
use crate::pages::edits::{EditLine, refused, use_edit};
use crate::pages::shell::{Doer, use_doer};
use crate::pages::spot::calling_off::{CallOff, can_be_called_off};
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
            Editing::Slots(zone) => view! { <SlotsEdit zone on_saved=move |()| editing.set(None)/> },
            Editing::Spot(spot) => view! { <SpotEdit spot=*spot editing/> },
        })
    };
    view! {
        <Sheet title=Signal::derive(title) open=Signal::derive(move || editing.with(Option::is_some)) on_close=move |()| editing.set(None)>
            {form}
        </Sheet>
    }
}

/// A village's or a team's name and number, as they are typed; a team has no committee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    committee: String,
    phone: String,
}

impl Typed {
    fn of(name: &Name, committee: Option<&Name>, phone: Option<&DutyPhone>) -> Self {
        Self {
            name: name.to_string(),
            committee: committee.map(ToString::to_string).unwrap_or_default(),
            phone: phone.map_or_else(String::new, |it| it.as_str().to_owned()),
        }
    }

    fn community(&self) -> Option<EditCommunity> {
        Some(EditCommunity {
            name: Name::try_from(self.name.as_str()).ok()?,
            committee: Name::try_from(self.committee.as_str()).ok()?,
            duty_phone: duty_phone(&self.phone).ok()?,
        })
    }

    fn team(&self) -> Option<EditTeam> {
        let name = Name::try_from(self.name.as_str()).ok()?;
        Some(EditTeam { name, duty_phone: duty_phone(&self.phone).ok()? })
    }
}

/// What is written of a spot; and the way to take it off where nothing is to be done there any more.
#[component]
fn SpotEdit(spot: Spot, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let close = move |()| editing.set(None);
    let called_off = can_be_called_off(&spot).then(|| {
        let spot = spot.clone();
        view! {
            <Fold label=move || tongue.words().assign.call_off aside="" on_open=|()| ()>
                <div class="stack"><CallOff spot on_done=close/></div>
            </Fold>
        }
    });
    view! { <SpotWritten spot on_saved=close/> {called_off} }
}

#[component]
fn CommunityEdit(community: Community, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = community.id;
    let stands = Typed::of(&community.name, Some(&community.committee), community.duty_phone.as_ref());
    let edit = use_edit(format!("edit.community.{id}"), WORDS, &community.versions, stands);
    let tried = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = edit.get_untracked().community() else { return };
        let said = tongue.words().desk_settings.edited(args.name.as_str());
        save(doer, edit.deed(Act::EditCommunity(args), id.uuid()), said, editing);
    };
    let name_wrong = refused(tried, move || edit.with(|it| Name::try_from(it.name.as_str()).err()));
    let committee_wrong = refused(tried, move || edit.with(|it| Name::try_from(it.committee.as_str()).err()));
    let phone_wrong = refused(tried, move || edit.with(|it| duty_phone(&it.phone).err()));
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <EditLine name="edit-name" label=move || tongue.words().office.name_of line=edit.line(|it| &mut it.name) error=name_wrong/>
            <EditLine name="edit-committee" label=move || tongue.words().office.committee line=edit.line(|it| &mut it.committee) error=committee_wrong/>
            <EditLine name="edit-phone" label=move || tongue.words().office.duty_phone line=edit.line(|it| &mut it.phone) error=phone_wrong/>
            <CalledInstead typed=move || edit.with(|it| !it.phone.trim().is_empty())/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}

#[component]
fn TeamEdit(team: Team, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = team.id;
    let stands = Typed::of(&team.name, None, team.duty_phone.as_ref());
    let edit = use_edit(format!("edit.team.{id}"), WORDS, &team.versions, stands);
    let tried = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = edit.get_untracked().team() else { return };
        let said = tongue.words().desk_settings.edited(args.name.as_str());
        save(doer, edit.deed(Act::EditTeam(args), id.uuid()), said, editing);
    };
    let name_wrong = refused(tried, move || edit.with(|it| Name::try_from(it.name.as_str()).err()));
    let phone_wrong = refused(tried, move || edit.with(|it| duty_phone(&it.phone).err()));
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            {edit.head()}
            <EditLine name="edit-name" label=move || tongue.words().office.name_of line=edit.line(|it| &mut it.name) error=name_wrong/>
            <EditLine name="edit-phone" label=move || tongue.words().office.duty_phone line=edit.line(|it| &mut it.phone) error=phone_wrong/>
            <SubmitButton label=move || tongue.words().office.save look=Look::Primary/>
        </form>
    }
}
