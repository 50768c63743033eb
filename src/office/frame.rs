//! The frame of every office page: the rail, who is signed in, the strip, and the gate before it all.

use crate::html::*;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::sync::Session;

use super::tally::is_organiser;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::icons::Icon;
use crate::components::rail::{Desk, DeskHead};
use crate::components::skeleton::Skeleton;
use crate::components::strip::Strip;
use crate::device::door;
use crate::pages::mine::use_mine;
use crate::pages::shell::{NotSavedStrip, NotedBar, SyncPill};
use crate::pages::strip_acts::NewerStrip;
use crate::sync::{Ready, use_phone};
use crate::words::use_tongue;

/// How a reader stands before the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Opening,
    NoStorage,
    NoRight,
    Open,
}

/// The rail with a page, for organisers.
#[component]
pub fn OfficeFrame(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let who = use_mine(|mine| mine.person().map(|person| person.name.to_string()));
    let office =
        use_mine(|mine| mine.set.each::<Campaign>().next().map(|campaign| campaign.host.to_string()));
    let right = use_mine(is_organiser);
    let gate = Memo::new(move |_| match (phone.ready().get(), right.get()) {
        (Ready::Opening, _) => Gate::Opening,
        (Ready::Ready | Ready::NoStorage(_), Some(true)) => Gate::Open,
        (Ready::NoStorage(_), Some(false) | None) => Gate::NoStorage,
        (Ready::Ready, Some(false) | None) => Gate::NoRight,
    });
    let who = move || {
        let name = who.get().flatten().unwrap_or_default();
        if name.is_empty() { String::new() } else { tongue.words().office.who(&name) }
    };
    view! {
        <Desk who office=move || office.get().flatten().unwrap_or_default()>
            <OfficeStrip/>
            {move || match gate.get() {
                Gate::Opening => view! { <Skeleton cards=4/> }.into_any(),
                Gate::NoStorage => view! { <Empty words=move || tongue.words().office.no_storage>
                    <Button label=move || tongue.words().kit.try_again look=Look::Primary on_press=move |()| door::again()/>
                </Empty> }.into_any(),
                Gate::NoRight => view! {
                    <DeskHead title=move || tongue.words().office.no_right small="">""</DeskHead>
                    <Empty words=move || tongue.words().office.no_right_how><SignIn/></Empty>
                }
                .into_any(),
                Gate::Open => children.draw(),
            }}
            <NotedBar/>
        </Desk>
    }
}

/// The way in for whoever has a passphrase, and back to the office.
#[component]
fn SignIn() -> impl IntoView {
    let tongue = use_tongue();
    view! { <ButtonLink label=move || tongue.words().kit.sign_in href="/sign-in?to=/office" look=Look::LineSmall/> }
}

/// What the office must know of its own browser: what was not saved, what waits, and whether figures are of the last update.
#[component]
fn OfficeStrip() -> impl IntoView {
    let tongue = use_tongue();
    let status = use_phone().status();
    let offline = Memo::new(move |_| status.get().last_fault.is_some());
    let gone = Memo::new(move |_| status.get().session == Session::Refused);
    let said = move || {
        let words = &tongue.words().office;
        if gone.get() { words.session_gone } else { words.offline }
    };
    let quiet = Memo::new(move |_| status.get().waiting == 0 && status.get().to_look_at == 0);
    view! {
        <NotSavedStrip/>
        <Show when=move || offline.get() || gone.get()>
            <Strip icon=Icon::Phone words=said><Show when=move || gone.get()><SignIn/></Show></Strip>
        </Show>
        <NewerStrip/>
        <Show when=move || !quiet.get()><div class="row desk__pill"><SyncPill/></div></Show>
    }
}
