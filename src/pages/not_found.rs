//! An address that leads nowhere.

use crate::html::*;

use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <div class="page">
            <Head title=move || tongue.words().strip.unknown_page small="">""</Head>
            <main class="page__body" id="main">
                <Empty words=move || tongue.words().kit.on_paper>
                    <ButtonLink label=move || tongue.words().strip.to_today href="/" look=Look::Primary/>
                </Empty>
            </main>
        </div>
    }
}
