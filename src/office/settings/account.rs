//! The reader's own way in: her passphrase, and where she is signed in.

use crate::components::button::{Button, Look, SubmitButton};
use crate::components::live::use_announcer;
use crate::components::panel::Panel;
use crate::components::passphrase_field::{Passphrase, PassphraseField};
use crate::components::row::{Row, Rows};
use crate::device::desk::{self, Session};
use crate::device::hub::HubFault;
use crate::html::*;
use crate::words::{Words, use_tongue};

/// Both panels.
#[component]
pub fn Account() -> impl IntoView {
    // Setting a passphrase ends the other sessions, so the list is asked for anew.
    let asked = RwSignal::new(0_u32);
    view! { <OwnPassphrase asked/> <Sessions asked/> }
}

#[component]
fn OwnPassphrase(asked: RwSignal<u32>) -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let (current, fresh) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let wrong = RwSignal::new(None::<HubFault>);
    let done = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        done.set(false);
        spawn_local(async move {
            let (before, after) = (current.get_untracked(), fresh.get_untracked());
            let before = Some(before.as_str()).filter(|before| !before.is_empty());
            match desk::set_passphrase(&after, before).await {
                Ok(()) => {
                    announcer.say(tongue.words().desk_settings.is_set);
                    wrong.try_set(None);
                    current.try_set(String::new());
                    fresh.try_set(String::new());
                    done.try_set(true);
                    asked.try_update(|asked| *asked += 1);
                }
                Err(fault) => {
                    wrong.try_set(Some(fault));
                }
            }
        });
    };
    let error = move || wrong.get().map(|fault| tongue.words().hub_fault(tongue.lang(), &fault));
    view! {
        <Panel title=move || tongue.words().desk_settings.passphrase>
            <form class="stack" novalidate on:submit=on_submit>
                <p class="quiet">{move || tongue.words().desk_settings.passphrase_about}</p>
                <PassphraseField name="passphrase-current" label=move || tongue.words().desk_settings.current hint="" which=Passphrase::Current
                    value=current error=None on_type=move |typed| current.set(typed)/>
                <PassphraseField name="passphrase-new" label=move || tongue.words().desk_settings.fresh hint=move || tongue.words().desk_settings.fresh_hint
                    which=Passphrase::New value=fresh error on_type=move |typed| fresh.set(typed)/>
                <div class="row desk__acts"><SubmitButton label=move || tongue.words().desk_settings.set look=Look::Line/></div>
                {move || done.get().then(|| view! { <p role="status">{tongue.words().desk_settings.is_set}</p> })}
            </form>
        </Panel>
    }
}

fn proof(words: &Words, proof: &str) -> &'static str {
    let settings = &words.desk_settings;
    match proof {
        "invitation" => settings.by_invitation,
        "passphrase" => settings.by_passphrase,
        _ => settings.by_key,
    }
}

#[component]
fn Sessions(asked: RwSignal<u32>) -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let listed = RwSignal::new(None::<Result<Vec<Session>, HubFault>>);
    Effect::new(move || {
        asked.track();
        spawn_local(async move {
            listed.try_set(Some(desk::sessions().await));
        });
    });
    let row = move |session: Session| {
        let (id, this) = (session.id, session.this);
        let small = move || {
            let words = tongue.words();
            let parts = [
                this.then_some(words.desk_settings.this_one.to_owned()),
                Some(proof(words, &session.proof).to_owned()),
                Some(words.desk_settings.good_until(&words.moment(session.expires))),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("　")
        };
        let opened = session.opened;
        let end = move |()| {
            spawn_local(async move {
                if desk::end_session(id).await.is_ok() {
                    announcer.say(tongue.words().desk_settings.ended);
                }
                asked.try_update(|asked| *asked += 1);
            });
        };
        view! {
            <Row title=move || tongue.words().desk_settings.opened(&tongue.words().moment(opened)) small>
                <Button label=move || tongue.words().desk_settings.end look=Look::LineSmall on_press=end/>
            </Row>
        }
    };
    let shown = move || match listed.get() {
        None => ().into_html(),
        Some(Err(fault)) => {
            view! { <p class="quiet" role="status">{tongue.words().hub_fault(tongue.lang(), &fault)}</p> }
        }
        Some(Ok(all)) => view! { <Rows>{all.into_iter().map(row).collect::<Vec<_>>()}</Rows> },
    };
    view! { <Panel title=move || tongue.words().desk_settings.sessions>{shown}</Panel> }
}
