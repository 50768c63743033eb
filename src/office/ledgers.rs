//! 台账与归档: everything that was entered once, printed as offices file it.

use crate::html::*;

use yingchun_domain::ledger::Which;

use super::print::name_of;
use crate::components::button::{ButtonLink, IconLink, Look};
use crate::components::icons::Icon;
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::components::row::{Row, Rows};
use crate::components::tick::Tick;
use crate::device::hub::{SignInNumbers, ledger_url};
use crate::sync::use_phone;
use crate::words::{Ledger, use_tongue};

/// The page.
#[component]
pub fn LedgersPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let as_of = move || {
        let words = tongue.words();
        let now = phone.now().get();
        words.ledger.as_of(&format!("{} {}", words.day(now.day()), now.clock()))
    };
    let sheet = move |which: Which,
                      title: fn(&Ledger) -> &'static str,
                      about: fn(&Ledger) -> &'static str| {
        view! {
            <Row title=move || title(tongue.words().ledger) small=move || about(tongue.words().ledger)>
                <ButtonLink label=move || tongue.words().ledger.print href=format!("/office/print/{}", name_of(which)) look=Look::LineSmall/>
            </Row>
        }
    };
    let whole = RwSignal::new(false);
    let numbers = move || if whole.get() { SignInNumbers::Whole } else { SignInNumbers::Masked };
    view! {
        <DeskHead title=move || tongue.words().ledger.title small=as_of>
            <IconLink label=move || tongue.words().office.export href=Signal::derive(move || ledger_url(numbers()).to_owned()) icon=Icon::Download look=Look::Primary/>
        </DeskHead>
        <Panel title=move || tongue.words().ledger.sheets>
            <div class="stack">
                <Rows>
                    {sheet(Which::Roster, |words| words.roster, |words| words.roster_about)} {sheet(Which::Problems, |words| words.spots, |words| words.spots_about)}
                    {sheet(Which::SignIn, |words| words.sign_in, |words| words.sign_in_about)}
                    {sheet(Which::Hours, |words| words.hours, |words| words.hours_about)} {sheet(Which::Progress, |words| words.daily, |words| words.daily_about)}
                </Rows>
                <Tick name="sign-in-whole" label=move || tongue.words().ledger.sign_in_whole ticked=whole error=None on_tick=move |ticked| whole.set(ticked)/>
                <p class="quiet">{move || tongue.words().ledger.audited}</p>
            </div>
        </Panel>
    }
}
