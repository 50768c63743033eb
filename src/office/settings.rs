//! 设置: invitations, who holds which right, the villages' codes.

pub mod account;
pub mod campaign;
pub mod codes;
pub mod invite;
pub mod rights;

use crate::html::*;

use self::account::Account;
use self::campaign::CampaignPanel;
use self::codes::Codes;
use self::invite::InvitePanel;
use self::rights::Rights;
use crate::components::rail::DeskHead;
use crate::words::{Words, use_tongue};
use yingchun_domain::grant::Role;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <DeskHead title=move || tongue.words().office.settings small=move || tongue.words().office.settings_about>""</DeskHead>
        <InvitePanel/> <Codes/> <Rights/> <CampaignPanel/> <Account/>
    }
}

/// 队长 · 银龄志愿队
pub fn role_words(words: &Words, role: Option<Role>, team: Option<&str>) -> String {
    let account = &words.account;
    match role {
        Some(Role::Leader { .. }) => team
            .map_or_else(|| account.as_leader.to_owned(), |team| format!("{} · {team}", account.as_leader)),
        Some(Role::Inspector) => account.as_inspector.to_owned(),
        Some(Role::Organiser) => account.as_organiser.to_owned(),
        None => account.as_volunteer.to_owned(),
    }
}
