//! 活动: what the drive is called, who runs it, when it is, and where suggestions go.

use yingchun_domain::campaign::{Campaign, EditCampaign};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::Act;
use yingchun_domain::text::{Line, Name};

use crate::components::button::{Look, SubmitButton};
use crate::components::panel::Panel;
use crate::html::*;
use crate::office::forms::{duty_phone, optional};
use crate::pages::edits::{EditLine, LastEdit, edit_deed, refused};
use crate::pages::mine::use_mine;
use crate::pages::shell::use_doer;
use crate::words::use_tongue;

/// The panel; it begins anew whenever the drive was changed.
#[component]
pub fn CampaignPanel() -> impl IntoView {
    let campaign = use_mine(|mine| mine.set.each::<Campaign>().next().cloned());
    move || campaign.get().flatten().map(|campaign| view! { <CampaignForm campaign/> })
}

#[component]
fn CampaignForm(campaign: Campaign) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let typed = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let name = typed(Some(campaign.name.as_str()));
    let host = typed(Some(campaign.host.as_str()));
    let filing = typed(campaign.filing.as_ref().map(Line::as_str));
    let phone = typed(campaign.duty_phone.as_ref().map(|phone| phone.as_str()));
    let feedback = typed(campaign.feedback.as_ref().map(Line::as_str));
    let starts = RwSignal::new(campaign.starts.to_string());
    let ends = RwSignal::new(campaign.ends.to_string());
    let tried = RwSignal::new(false);
    let (id, versions) = (campaign.id, campaign.versions.clone());
    let read = move || -> Option<EditCampaign> {
        Some(EditCampaign {
            name: Name::try_from(name.get().as_str()).ok()?,
            host: Line::try_from(host.get().as_str()).ok()?,
            filing: optional(&filing.get()).ok()?,
            duty_phone: duty_phone(&phone.get()).ok()?,
            feedback: optional(&feedback.get()).ok()?,
            starts: starts.get().parse().ok()?,
            ends: ends.get().parse().ok()?,
        })
    };
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        tried.set(true);
        let Some(args) = untrack(read).filter(|args| args.starts <= args.ends) else { return };
        let said = tongue.words().desk_settings.saved.to_owned();
        doer.act(edit_deed(Act::EditCampaign(args), id.uuid(), WORDS, &versions), said, |_| {});
    };
    let name_wrong = refused(tried, move || Name::try_from(name.get().as_str()).err());
    let host_wrong = refused(tried, move || Line::try_from(host.get().as_str()).err());
    let may = move |text: RwSignal<String>| refused(tried, move || optional::<Line>(&text.get()).err());
    let (filing_wrong, feedback_wrong) = (may(filing), may(feedback));
    let phone_wrong = refused(tried, move || duty_phone(&phone.get()).err());
    // Dates of the browser's own fields can be compared as they are written.
    let days_wrong = move || {
        tried.get() && (starts.get().is_empty() || ends.get().is_empty() || starts.get() > ends.get())
    };
    view! {
        <Panel title=move || tongue.words().desk_settings.campaign>
            <form class="stack" novalidate on:submit=on_submit>
                <LastEdit versions=campaign.versions group=WORDS/>
                <div class="fields">
                    <EditLine name="campaign-name" label=move || tongue.words().desk_settings.campaign_name value=name error=name_wrong/>
                    <EditLine name="campaign-host" label=move || tongue.words().desk_settings.host value=host error=host_wrong/>
                    <EditLine name="campaign-filing" label=move || tongue.words().desk_settings.filing value=filing error=filing_wrong/>
                    <EditLine name="campaign-phone" label=move || tongue.words().desk_settings.duty_phone value=phone error=phone_wrong/>
                    <EditLine name="campaign-feedback" label=move || tongue.words().desk_settings.feedback value=feedback error=feedback_wrong/>
                    <DayLine name="campaign-starts" label=move || tongue.words().desk_settings.starts value=starts/>
                    <DayLine name="campaign-ends" label=move || tongue.words().desk_settings.ends value=ends/>
                </div>
                {move || days_wrong().then(|| view! { <p class="field__error" role="alert">{tongue.words().desk_settings.order_wrong}</p> })}
                <div class="row desk__acts"><SubmitButton label=move || tongue.words().office.save look=Look::Line/></div>
            </form>
        </Panel>
    }
}

/// A day of the calendar.
#[component]
fn DayLine(
    /// Names the field, and ties the label to it.
    name: &'static str,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What stands in it: 2027-01-23.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>{move || label.get()}</label>
            <input class="field__input" type="date" id=name name=name prop:value=move || value.get()
                on:input:target=move |typed| value.set(typed.target().value())/>
        </div>
    }
}
