//! 接着用: the ways back to what was registered before. Without a password: the leader knows her.

use crate::html::*;

use super::mine::use_call;
use super::shell::{CallLink, CareSwitch};
use crate::components::button::{ButtonLink, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::row::{IconRow, Rows};
use crate::words::use_tongue;

/// The page.
#[component]
pub fn BackPage() -> impl IntoView {
    let tongue = use_tongue();
    let call = use_call();
    view! {
        <div class="page">
            <Head title=move || tongue.words().account.back_title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <p>{move || tongue.words().account.back_how}</p>
                <Rows>
                    <IconRow icon=Icon::Camera words=move || tongue.words().account.scan_leader/>
                    <IconRow icon=Icon::Phone words=move || tongue.words().account.leader_link/>
                </Rows>
                <Note tone=Tone::Calm icon=Icon::Phone><p>{move || tongue.words().account.meanwhile}</p></Note>
                <p>{move || tongue.words().first.on_paper}</p>
                <CallLink call look=Look::Line/>
                <ButtonLink label=move || tongue.words().account.officials href="/sign-in" look=Look::Quiet/>
            </main>
            <Dock><BackLink href="/"/></Dock>
        </div>
    }
}
