//! An address that leads nowhere.

use crate::html::*;

use super::mine::use_call;
use super::shell::{CallLink, CareSwitch};
use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let tongue = use_tongue();
    let call = use_call();
    let phone = use_phone();
    let on = move || match phone.me().with(Option::is_some) {
        true => tongue.words().strip.to_today,
        false => tongue.words().first.enter_code_again,
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().strip.unknown_page small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <Empty words=move || tongue.words().strip.unknown_page_how>
                    <ButtonLink label=on href="/" look=Look::Primary/>
                    <CallLink call look=Look::Line/>
                </Empty>
                <p class="quiet">{move || tongue.words().first.on_paper}</p>
            </main>
        </div>
    }
}
