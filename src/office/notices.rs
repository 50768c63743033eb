//! 公告: what an office tells everybody.

use crate::html::*;

use crate::components::empty::Empty;
use crate::components::rail::DeskHead;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <DeskHead title=move || tongue.words().office.notices small="">""</DeskHead>
        <Empty words=move || tongue.words().office.no_notices>""</Empty>
    }
}
