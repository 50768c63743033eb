//! `/back` 接着用: the ways back to what was registered before. Without a password: the leader knows her.

use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};
use yingchun_domain::text::{Name, Phone};

use super::kept::use_kept;
use super::mine::{Call, use_call};
use super::shell::{CallLink, CameraSheetUp, CareSwitch};
use super::sign_in::fault_words;
use crate::components::button::{Button, ButtonLink, IconButton, Look, SubmitButton};
use crate::components::dock::{BackLink, Dock};
use crate::components::field::{Entry, Field};
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::html::*;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The name of the page's draft.
const DRAFT: &str = "back";

/// What is typed, until the leader was told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Who {
    name: String,
    number: String,
}

/// What was typed, and what is wrong with it.
#[derive(Clone, Copy)]
struct Typed {
    who: RwSignal<Who>,
    name_wrong: RwSignal<Option<String>>,
    number_wrong: RwSignal<Option<String>>,
}

impl Typed {
    fn new() -> Self {
        Self {
            who: use_kept(DRAFT.to_owned()),
            name_wrong: RwSignal::new(None),
            number_wrong: RwSignal::new(None),
        }
    }

    fn read(self, words: &crate::words::Words) -> Option<(Name, Phone)> {
        let (name, number) = self
            .who
            .with_untracked(|who| (Name::try_from(who.name.as_str()), Phone::try_from(who.number.as_str())));
        self.name_wrong.set(name.is_err().then(|| words.join.name_missing.to_owned()));
        let empty = self.who.with_untracked(|who| who.number.trim().is_empty());
        let wrong = if empty { words.join.phone_missing } else { words.join.phone_wrong };
        self.number_wrong.set(number.is_err().then(|| wrong.to_owned()));
        Some((name.ok()?, number.ok()?))
    }
}

/// The page.
#[component]
pub fn BackPage() -> impl IntoView {
    let tongue = use_tongue();
    let call = use_call();
    let phone = use_phone();
    let typed = Typed::new();
    let (sign, said) = (RwSignal::new(None::<String>), RwSignal::new(None::<&'static str>));
    spawn_local(async move {
        if let Some(waiting) = phone.asks_back().await {
            sign.try_set(Some(waiting));
        }
    });
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let Some((name, number)) = typed.read(tongue.words()) else { return };
        spawn_local(async move {
            match phone.ask_back(&name, &number).await {
                Ok(digits) => {
                    typed.who.try_set(Who::default());
                    said.try_set(None);
                    sign.try_set(Some(digits));
                }
                Err(fault) => {
                    said.try_set(Some(fault_words(&fault, tongue)));
                }
            }
        });
    };
    view! {
        <form class="page" novalidate on:submit=on_submit>
            <Head title=move || tongue.words().account.back_title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                {move || sign.get().map(|digits| view! { <Asked digits call/> })}
                <p>{move || tongue.words().account.back_how}</p>
                <ol class="ways">
                    <li>{move || tongue.words().account.scan_leader}</li>
                    <li>{move || tongue.words().account.leader_link}</li>
                </ol>
                <Show when=move || sign.with(Option::is_none)><AskFields typed/></Show>
                {move || said.get().map(|words| view! { <Note tone=Tone::Care icon=Icon::Warning><p role="alert">{words}</p></Note> })}
                <p>{move || tongue.words().first.on_paper}</p>
                <Show when=move || sign.with(Option::is_none)><CallLink call look=Look::Line/></Show>
                <ButtonLink label=move || tongue.words().account.officials href="/sign-in" look=Look::Quiet/>
            </main>
            <Dock>
                <BackLink href="/"/>
                {move || sign.with(Option::is_none).then(|| view! { <SubmitButton label=move || tongue.words().account.ask look=Look::Primary/> })}
            </Dock>
        </form>
    }
}

/// Name and number.
#[component]
fn AskFields(typed: Typed) -> impl IntoView {
    let tongue = use_tongue();
    let Typed { who, name_wrong, number_wrong } = typed;
    let name = Signal::derive(move || who.with(|who| who.name.clone()));
    let number = Signal::derive(move || who.with(|who| who.number.clone()));
    view! {
        <h2>{move || tongue.words().account.back_by_name}</h2>
        <Field name="name" label=move || tongue.words().join.name hint="" takes=Entry::Name value=name error=name_wrong
            on_type=move |text| who.update(|who| who.name = text)/>
        <Field name="phone" label=move || tongue.words().join.phone hint="" takes=Entry::Phone value=number error=number_wrong
            on_type=move |text| who.update(|who| who.number = text)/>
    }
}

/// The leader was told: the digits, whom to read them to, and how she photographs meanwhile. The page looks by itself whether
/// she nodded, as often as the clock is read.
#[component]
fn Asked(digits: String, call: Signal<Option<Call>>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let camera = expect_context::<CameraSheetUp>().0;
    // What a phone takes that is nobody's hangs on nobody: there the phone's own camera serves.
    let hers = move || phone.me().with(Option::is_some);
    let meanwhile = move || {
        let account = &tongue.words().account;
        if hers() { account.meanwhile } else { account.meanwhile_album }
    };
    let navigate = StoredValue::new_local(use_navigate());
    let answer = RwSignal::new(None::<&'static str>);
    let look = move |asked: bool| {
        spawn_local(async move {
            match phone.came_back().await {
                Ok(true) => {
                    navigate.try_with_value(|navigate| navigate("/", Default::default()));
                }
                Ok(false) if asked => {
                    answer.try_set(Some(tongue.words().account.not_yet));
                }
                Err(fault) if asked => {
                    answer.try_set(Some(fault_words(&fault, tongue)));
                }
                Ok(false) | Err(_) => {}
            }
        });
    };
    Effect::new(move || {
        phone.now().with(|_| ());
        look(false);
    });
    view! {
        <Note tone=Tone::Good icon=Icon::Check>
            <div class="stack stack--close">
                <p><b>{move || tongue.words().account.asked_leader}</b></p>
                <p>{move || tongue.words().account.asked_sign} <b>{digits}</b></p>
            </div>
        </Note>
        <CallLink call look=Look::Line/>
        <p>{meanwhile}</p>
        <Show when=hers>
            <IconButton label=move || tongue.words().tabs.camera icon=Icon::Camera look=Look::Line on_press=move |()| camera.set(true)/>
        </Show>
        <Button label=move || tongue.words().account.look_again look=Look::Line on_press=move |()| look(true)/>
        <p role="status">{move || answer.get()}</p>
    }
}
