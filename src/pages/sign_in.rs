//! `/sign-in`: leaders, inspectors and organisers come in with a number or a name and their passphrase.

use leptos_router::hooks::{use_location, use_navigate};

use super::mine::{OFFICE, use_call};
use super::shell::{CallLink, CareSwitch};
use crate::components::button::{ButtonLink, Look, SubmitButton};
use crate::components::dock::{BackLink, Dock};
use crate::components::field::{Entry, Field};
use crate::components::head::Head;
use crate::components::passphrase_field::{Passphrase, PassphraseField};
use crate::device::hub::HubFault;
use crate::html::*;
use crate::sync::use_phone;
use crate::words::{Tongue, code_words, use_tongue};

/// Why the hub gave no good answer, in words.
pub fn fault_words(fault: &HubFault, tongue: Tongue) -> &'static str {
    match fault {
        HubFault::Unreachable => tongue.words().account.needs_network,
        HubFault::Busy | HubFault::Broken => tongue.words().account.hub_busy,
        HubFault::Refused { code } => code_words(tongue.lang(), code),
    }
}

/// Goes on to where she came from.
fn go_on(search: &str, navigate: impl FnOnce()) {
    let to_office = search.trim_start_matches('?') == "to=/office";
    if !to_office || location().assign(OFFICE).is_err() {
        navigate();
    }
}

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let navigate = StoredValue::new_local(use_navigate());
    let search = use_location().search;
    let call = use_call();
    let (name, passphrase) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (missing, said) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let busy = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let (who, phrase) = (name.get_untracked().trim().to_owned(), passphrase.get_untracked());
        missing.set(who.is_empty().then(|| tongue.words().account.who_missing.to_owned()));
        said.set(phrase.is_empty().then(|| tongue.words().account.phrase_missing.to_owned()));
        if who.is_empty() || phrase.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let came = phone.sign_in(who, phrase).await;
            busy.try_set(false);
            match came {
                Ok(()) => {
                    let came_from = search.try_get_untracked().unwrap_or_default();
                    go_on(&came_from, || {
                        navigate.try_with_value(|navigate| navigate("/", Default::default()));
                    });
                }
                Err(fault) => {
                    said.try_set(Some(fault_words(&fault, tongue).to_owned()));
                }
            }
        });
    };
    view! {
        <form class="page" novalidate on:submit=on_submit>
            <Head title=move || tongue.words().account.sign_in_title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <Field name="who" label=move || tongue.words().account.who hint="" takes=Entry::Name value=name error=missing
                    on_type=move |text| name.set(text)/>
                <PassphraseField name="phrase" label=move || tongue.words().account.sign_in_phrase hint="" which=Passphrase::Current value=passphrase error=said
                    on_type=move |text| passphrase.set(text)/>
                <p class="quiet">{move || tongue.words().account.lost_phrase}</p>
                <ButtonLink label=move || tongue.words().account.volunteer_back href="/back" look=Look::Line/>
                <CallLink call look=Look::Line/>
            </main>
            <Dock><BackLink href="/"/> <SubmitButton label=move || tongue.words().kit.sign_in look=Look::Primary/></Dock>
        </form>
    }
}
