//! 接着用, the leader's side: a link for one of her people, and those who ask by name and number.

use yingchun_domain::id::{DeviceId, PersonId};

use crate::components::button::{Button, Look};
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::sheet::Sheet;
use crate::device::hub::{ComingBack, coming_back, let_in, turn_down};
use crate::html::*;
use crate::pages::links::{LinkToGive, invite};
use crate::pages::shell::use_doer;
use crate::pages::sign_in::fault_words;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// 帮本人接着用: makes a link that lets her in once, and shows it as a code to scan.
#[component]
pub fn HelpBack(
    /// Whom the link lets in.
    person: PersonId,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let phone = use_phone();
    let open = RwSignal::new(false);
    let link = RwSignal::new(None::<String>);
    let make = move |()| {
        invite(phone, doer, None, Some(person), move |made| {
            link.try_set(Some(made));
            open.try_set(true);
        });
    };
    view! {
        <Button label=move || tongue.words().account.help_back look=Look::Line on_press=make/>
        <Sheet title=move || tongue.words().account.help_back open on_close=move |()| open.set(false)>
            <p>{move || tongue.words().account.help_back_how}</p>
            {move || link.get().map(|link| view! { <LinkToGive link label=move || tongue.words().account.leader_link/> })}
        </Sheet>
    }
}

/// Those who ask to come back and whom the reader leads, asked for anew as time goes on, and the way to ask at once.
pub fn use_coming_back() -> (Signal<Vec<ComingBack>>, Callback<()>) {
    let phone = use_phone();
    let listed = RwSignal::new(Vec::<ComingBack>::new());
    let read = Callback::new(move |()| {
        spawn_local(async move {
            // Without network the list stays as it was: the hub keeps it.
            if let Ok(now) = coming_back().await {
                listed.try_set(now);
            }
        });
    });
    Effect::new(move || {
        phone.now().with(|_| ());
        read.run(());
    });
    (listed.into(), read)
}

/// Each of them; nothing where nobody asks.
#[component]
pub fn ComingBackList() -> impl IntoView {
    let (listed, read) = use_coming_back();
    move || listed.get().into_iter().map(|one| view! { <Asker one read/> }).collect_view()
}

/// One who asks.
#[component]
fn Asker(one: ComingBack, read: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let said = RwSignal::new(None::<&'static str>);
    let ComingBack { device, name, sign, .. } = one;
    let settle = move |device: DeviceId, lets_in: bool| {
        spawn_local(async move {
            let done = if lets_in { let_in(device).await } else { turn_down(device).await };
            match done {
                Ok(()) => read.run(()),
                Err(fault) => {
                    said.try_set(Some(fault_words(&fault, tongue)));
                }
            }
        });
    };
    view! {
        <Note tone=Tone::Calm icon=Icon::Phone>
            <div class="stack stack--close">
                <p><b>{name.to_string()}</b> " " {move || tongue.words().account.asks_back}</p>
                <p>{move || tongue.words().account.compare(&sign)}</p>
                <p role="status">{move || said.get()}</p>
                <div class="row">
                    <Button label=move || tongue.words().account.not_she look=Look::Line on_press=move |()| settle(device, false)/>
                    <Button label=move || tongue.words().account.let_in look=Look::Primary on_press=move |()| settle(device, true)/>
                </div>
            </div>
        </Note>
    }
}
