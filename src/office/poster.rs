//! 报名海报: a village's way in, on a page of its own, from which it is printed.

use leptos_router::hooks::use_params_map;
use yingchun_domain::id::CommunityId;

use crate::components::empty::Empty;
use crate::components::rail::DeskHead;
use crate::html::*;
use crate::pages::poster::PosterOf;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn PosterPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let of = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<CommunityId>().ok())
    });
    view! {
        <DeskHead title=move || tongue.words().poster.title small=move || tongue.words().poster.about>""</DeskHead>
        {move || match of.get() {
            Some(community) => view! { <PosterOf community/> },
            None => view! { <Empty words=move || tongue.words().poster.no_village>""</Empty> },
        }}
    }
}
