//! 设置: invitations, who holds which right, the villages' codes.

pub mod account;
pub mod campaign;
pub mod codes;
pub mod invite;
pub mod nods;
pub mod rights;
pub mod take_in;

use crate::html::*;

use self::account::Account;
use self::campaign::CampaignPanel;
use self::codes::Codes;
use self::invite::InvitePanel;
use self::nods::Nods;
use self::rights::Rights;
use self::take_in::TakeIn;
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::pages::me::look::LookChoices;
use crate::words::{Lang, Words, use_tongue};
use yingchun_domain::grant::Role;

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let tongue = use_tongue();
    // Most of its words are plain, so that it is drawn anew where another language is chosen on it.
    move || match tongue.lang() {
        Lang::Zh | Lang::En => view! {
            <DeskHead title=move || tongue.words().office.settings small=move || tongue.words().office.settings_about>""</DeskHead>
            <Nods/> <CampaignPanel/> <InvitePanel/> <Codes/> <Rights/> <TakeIn/> <Account/>
            <Panel title=move || tongue.words().me.looks><div class="stack"><LookChoices/></div></Panel>
        },
    }
}

/// 队长 · 银龄志愿队
pub fn role_words(words: &Words, role: Option<Role>, team: Option<&str>) -> String {
    let role = words.role(role);
    team.map_or_else(|| role.to_owned(), |team| format!("{role} · {team}"))
}
