//! What never came: entries that stood on a phone when its browser cleared it away. Only she knows what they said, so she is
//! called.

use super::apart::{List, named, use_number};
use crate::components::button::{Button, IconLink, Look};
use crate::components::icons::Icon;
use crate::components::live::use_announcer;
use crate::components::panel::Panel;
use crate::components::row::{Row, Rows};
use crate::device::desk::{self, Missing, Reached};
use crate::device::hub::HubFault;
use crate::html::*;
use crate::words::use_tongue;

/// A row for each phone.
#[component]
pub fn Gaps(
    /// What never came.
    gaps: Vec<Missing>,
    /// The panel of which this is a part.
    list: List,
) -> impl IntoView {
    let tongue = use_tongue();
    let rows = gaps.into_iter().map(|it| view! { <GapRow gap=it list/> }).collect::<Vec<_>>();
    view! {
        <Panel title=move || tongue.words().attention.gaps>
            <p class="quiet">{move || tongue.words().attention.gaps_about}</p> <Rows>{rows}</Rows>
        </Panel>
    }
}

#[component]
fn GapRow(gap: Missing, list: List) -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let masked = use_number(Some(&gap.author));
    let reached = RwSignal::new(None::<Result<Reached, HubFault>>);
    let phone = move || reached.get()?.ok()?.phone;
    let author = gap.author.clone();
    let title = move || named(tongue.words(), Some(&author), phone().or(masked.get()).as_deref());
    let small = move || {
        let words = tongue.words();
        let missing = words.never_came(gap.entries, gap.told);
        let trouble = reached.get().and_then(Result::err).map(|fault| words.hub_fault(tongue.lang(), &fault));
        [Some(missing), trouble].into_iter().flatten().collect::<Vec<_>>().join("　")
    };
    let person = gap.author.id;
    let see_number = move |()| {
        spawn_local(async move {
            reached.try_set(Some(desk::reach(person).await));
        });
    };
    let call = move || {
        match phone() {
        Some(number) => view! {
            <IconLink label=move || tongue.words().kit.call icon=Icon::Call href=format!("tel:{number}") look=Look::LineSmall/>
        }
        .into_any(),
        None if masked.get().is_some() => view! {
            <Button label=move || tongue.words().roster.see_number look=Look::LineSmall on_press=see_number/>
        }
        .into_any(),
        None => ().into_any(),
    }
    };
    let see = move |()| {
        spawn_local(async move {
            if list.ended(desk::see_gap(gap.device).await).await {
                announcer.say(tongue.words().attention.seen_to);
            }
        });
    };
    view! {
        <Row title small>
            <div class="row rows__acts">
                {call}
                <Button label=move || tongue.words().kit.understood look=Look::LineSmall on_press=see/>
            </div>
        </Row>
    }
}
