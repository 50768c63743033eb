//! What the strip offers to do: coming in again, taking a newer release.

use super::mine::use_mine;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::icons::Icon;
use crate::components::strip::Strip;
use crate::device::offline::{Offline, Taken, use_offline};
use crate::html::*;
use crate::words::use_tongue;

/// The way back to reading: whoever holds a right comes in by her passphrase, others by their leader's word.
#[component]
pub fn ComeInAgain() -> impl IntoView {
    let tongue = use_tongue();
    let official = use_mine(|mine| mine.set.roles_of(mine.me, mine.now).next().is_some());
    let official = move || official.get() == Some(true);
    let label = move || {
        let words = tongue.words();
        if official() { words.kit.sign_in } else { words.strip.go_on }
    };
    let href = move || if official() { "/sign-in" } else { "/back" };
    view! { <ButtonLink label=Signal::derive(move || label().to_owned()) href=Signal::derive(move || href().to_owned()) look=Look::LineSmall/> }
}

/// 〔现在更新〕〔等会儿〕, and why it was not done.
#[component]
pub fn TakeNewer() -> impl IntoView {
    let tongue = use_tongue();
    let offline = use_offline();
    let not_yet = RwSignal::new(None::<Taken>);
    let take = move |()| {
        let Some(offline) = offline else { return };
        spawn_local(async move {
            let taken = offline.take().await;
            not_yet.try_set(Some(taken).filter(|taken| *taken != Taken::Yes));
        });
    };
    let later = move |()| {
        if let Some(offline) = offline {
            offline.later();
        }
    };
    let why = move || {
        let strip = &tongue.words().strip;
        match not_yet.get() {
            Some(Taken::Typed) => strip.update_typed,
            Some(Taken::NotThere) => strip.update_not_there,
            Some(Taken::Yes) | None => "",
        }
    };
    view! {
        <Button label=move || tongue.words().strip.update_now look=Look::LineSmall on_press=take/>
        <Button label=move || tongue.words().strip.later look=Look::LineSmall on_press=later/>
        <p class="strip__why" role="status">{why}</p>
    }
}

/// The strip where nothing else of the page says it.
#[component]
pub fn NewerStrip() -> impl IntoView {
    let tongue = use_tongue();
    let offline = use_offline();
    view! {
        <Show when=move || offline.is_some_and(Offline::newer)>
            <Strip icon=Icon::Phone words=move || tongue.words().strip.update.to_owned()><TakeNewer/></Strip>
        </Show>
    }
}
