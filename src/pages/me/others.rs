//! Others on this phone: a phone passed from hand to hand keeps each person's things apart, and finds the way back.

use crate::components::button::{Button, Look};
use crate::html::*;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// A button for each of them; not there where she is the only one.
#[component]
pub(super) fn Others() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let others = phone.others();
    let change = move || {
        let button = move |other: crate::sync::Other| {
            let device = other.device;
            let name = move || other.name.clone().unwrap_or_else(|| tongue.words().me.somebody.to_owned());
            // Where storage fails she stays who she is, and may press again.
            let change = move |()| spawn_local(async move { drop(phone.change_to(device).await) });
            view! { <Button label=Signal::derive(move || tongue.words().me.change_to(&name())) look=Look::Line on_press=change/> }
        };
        others.get().into_iter().map(button).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <h2>{move || tongue.words().me.also_here}</h2>
            <p class="quiet">{move || tongue.words().me.also_how}</p>
            {change}
        </Show>
    }
}
