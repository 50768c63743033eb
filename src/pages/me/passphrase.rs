//! An official's own passphrase, with which she comes in on another phone.

use crate::components::button::{Button, Look};
use crate::components::fold::Fold;
use crate::components::live::use_announcer;
use crate::components::passphrase_field::{Passphrase, PassphraseField};
use crate::device::hub::{HubFault, set_passphrase};
use crate::html::*;
use crate::pages::sign_in::fault_words;
use crate::words::use_tongue;

/// The code by which the hub asks for the passphrase so far.
const ASKS_FOR_OLD: &str = "passphrase.wrong";

/// The form, folded away.
#[component]
pub fn PassphraseFold() -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let (typed, current) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let asks = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let done = RwSignal::new(false);
    let save = move |()| {
        let (new, old) = (typed.get_untracked(), current.get_untracked());
        spawn_local(async move {
            match set_passphrase(&new, Some(old.as_str()).filter(|old| !old.is_empty())).await {
                Ok(()) => {
                    announcer.say(tongue.words().account.passphrase_set);
                    for field in [typed, current] {
                        field.try_set(String::new());
                    }
                    said.try_set(None);
                    asks.try_set(false);
                    done.try_set(true);
                }
                Err(fault) => {
                    let old_wanted = matches!(&fault, HubFault::Refused { code } if code == ASKS_FOR_OLD);
                    let first = old_wanted && asks.try_get_untracked() == Some(false);
                    asks.try_update(|asks| *asks |= old_wanted);
                    said.try_set((!first).then(|| fault_words(&fault, tongue).to_owned()));
                }
            }
        });
    };
    view! {
        <Fold label=tongue.words().account.passphrase aside="" on_open=|()| ()>
            <PassphraseField name="passphrase" label=tongue.words().account.passphrase hint=tongue.words().account.passphrase_hint which=Passphrase::New
                value=typed error=said on_type=move |text| typed.set(text)/>
            <Show when=move || asks.get()>
                <PassphraseField name="passphrase-old" label=tongue.words().account.passphrase_old hint="" which=Passphrase::Current
                    value=current error=None on_type=move |text| current.set(text)/>
            </Show>
            <Show when=move || done.get()><p role="status">{tongue.words().account.passphrase_set}</p></Show>
            <Button label=tongue.words().me.save look=Look::Line on_press=save/>
        </Fold>
    }
}
