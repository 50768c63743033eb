//! 活动: what the drive is called, who runs it, when it is, and where suggestions go.

use serde::{Deserialize, Serialize};
use yingchun_domain::campaign::{Campaign, EditCampaign};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::text::{Line, Name};

use crate::components::button::{Look, SubmitButton};
use crate::components::panel::Panel;
use crate::components::when_field::{When, WhenField};
use crate::html::*;
use crate::office::forms::{duty_phone, optional};
use crate::pages::edits::{EditLine, refused, use_edit};
use crate::pages::mine::use_mine;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// The panel; it begins anew whenever the drive was changed.
#[component]
pub fn CampaignPanel() -> impl IntoView {
    let campaign = use_mine(|mine| mine.set.each::<Campaign>().next().cloned());
    move || campaign.get().flatten().map(|campaign| view! { <CampaignForm campaign/> })
}

/// What the form holds; days as the browser's own fields have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    host: String,
    filing: String,
    phone: String,
    feedback: String,
    starts: String,
    ends: String,
}

impl Typed {
    fn of(campaign: &Campaign) -> Self {
        let line = |line: &Option<Line>| line.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            name: campaign.name.to_string(),
            host: campaign.host.to_string(),
            filing: line(&campaign.filing),
            phone: campaign.duty_phone.as_ref().map_or_else(String::new, |phone| phone.as_str().to_owned()),
            feedback: line(&campaign.feedback),
            starts: campaign.starts.to_string(),
            ends: campaign.ends.to_string(),
        }
    }

    fn read(&self) -> Option<EditCampaign> {
        let args = EditCampaign {
            name: Name::try_from(self.name.as_str()).ok()?,
            host: Line::try_from(self.host.as_str()).ok()?,
            filing: optional(&self.filing).ok()?,
            duty_phone: duty_phone(&self.phone).ok()?,
            feedback: optional(&self.feedback).ok()?,
            starts: self.starts.parse().ok()?,
            ends: self.ends.parse().ok()?,
        };
        self.has_days().then_some(args)
    }

    /// Dates of the browser's own fields can be compared as they are written.
    fn has_days(&self) -> bool {
        !self.starts.is_empty() && !self.ends.is_empty() && self.starts <= self.ends
    }
}

#[component]
fn CampaignForm(campaign: Campaign) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let id = campaign.id;
    let edit = use_edit(format!("edit.campaign.{id}"), WORDS, &campaign.versions, Typed::of(&campaign));
    let tried = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = edit.get_untracked().read() else { return };
        let said = tongue.words().desk_settings.saved.to_owned();
        doer.act(edit.deed(Act::EditCampaign(args), id.uuid()), said, |_| {});
    };
    let name_wrong = refused(tried, move || edit.with(|it| Name::try_from(it.name.as_str()).err()));
    let host_wrong = refused(tried, move || edit.with(|it| Line::try_from(it.host.as_str()).err()));
    let filing_wrong = refused(tried, move || edit.with(|it| optional::<Line>(&it.filing).err()));
    let feedback_wrong = refused(tried, move || edit.with(|it| optional::<Line>(&it.feedback).err()));
    let phone_wrong = refused(tried, move || edit.with(|it| duty_phone(&it.phone).err()));
    let (starts, ends) = (edit.line(|it| &mut it.starts), edit.line(|it| &mut it.ends));
    let days_wrong = move || tried.get() && edit.with(|it| !it.has_days());
    view! {
        <Panel title=move || tongue.words().desk_settings.campaign>
            <form class="stack" novalidate on:submit=on_submit>
                {edit.head()}
                <div class="fields">
                    <EditLine name="campaign-name" label=move || tongue.words().desk_settings.campaign_name line=edit.line(|it| &mut it.name) error=name_wrong/>
                    <EditLine name="campaign-host" label=move || tongue.words().desk_settings.host line=edit.line(|it| &mut it.host) error=host_wrong/>
                    <EditLine name="campaign-filing" label=move || tongue.words().desk_settings.filing line=edit.line(|it| &mut it.filing) error=filing_wrong/>
                    <EditLine name="campaign-phone" label=move || tongue.words().desk_settings.duty_phone line=edit.line(|it| &mut it.phone) error=phone_wrong/>
                    <EditLine name="campaign-feedback" label=move || tongue.words().desk_settings.feedback line=edit.line(|it| &mut it.feedback) error=feedback_wrong/>
                    <WhenField name="campaign-starts" when=When::Day label=move || tongue.words().desk_settings.starts value=starts.value error=None on_choose=starts.on_type/>
                    <WhenField name="campaign-ends" when=When::Day label=move || tongue.words().desk_settings.ends value=ends.value error=None on_choose=ends.on_type/>
                </div>
                {move || days_wrong().then(|| view! { <p class="field__error" role="alert">{tongue.words().desk_settings.order_wrong}</p> })}
                <div class="row desk__acts"><SubmitButton label=move || tongue.words().office.save look=Look::Line/></div>
            </form>
        </Panel>
    }
}
