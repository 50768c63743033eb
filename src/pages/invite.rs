//! `/invite#TOKEN`: what a link gives and by whom; taken with a name, a number and a yes.
//!
//! The token stays in the fragment, which no server sees; looking is no taking. Needs the network, and says so.

use crate::html::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use serde::{Deserialize, Serialize};
use yingchun_domain::grant::Role;
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::text::{Name, Phone as Number};

use super::join::answers::consent;
use super::kept::use_kept;
use super::mine::{use_call, use_mine};
use super::shell::{CallLink, CareSwitch};
use crate::components::button::{Button, ButtonLink, Look as ButtonLook, SubmitButton};
use crate::components::cut::Hero;
use crate::components::dock::Dock;
use crate::components::empty::Empty;
use crate::components::field::{Entry, Field};
use crate::components::focus::focus_title;
use crate::components::fold::Fold;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::skeleton::Skeleton;
use crate::components::tick::Tick;
use crate::device::draft;
use crate::device::hub::{HubFault, Look, look};
use crate::sync::use_phone;
use crate::words::{Words, code_words, use_tongue};

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
enum View {
    Looking,
    Offline,
    Gone,
    Ready(Box<Look>),
}

impl View {
    fn of(answer: Result<Look, HubFault>) -> Self {
        match answer {
            Ok(look) => Self::Ready(Box::new(look)),
            Err(HubFault::Refused { .. }) => Self::Gone,
            Err(HubFault::Unreachable | HubFault::Busy | HubFault::Broken) => Self::Offline,
        }
    }
}

/// Where the right that was taken is used. The office is an app of its own.
const fn home(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Leader { .. }) => "/assign",
        Some(Role::Inspector) => "/inspect",
        Some(Role::Organiser) => "/office",
        None => "/today",
    }
}

/// 银龄志愿队 · 青石村, or the drive's host.
fn place(look: &Look) -> String {
    match (&look.team, &look.community) {
        (Some(team), Some(community)) => format!("{}{}", community.name, team.name),
        (Some(team), None) => team.name.to_string(),
        (None, _) => look.campaign.host.to_string(),
    }
}

/// The page.
#[component]
pub fn InvitePage() -> impl IntoView {
    let tongue = use_tongue();
    let location = use_location();
    let token = Memo::new(move |_| location.hash.get().trim_start_matches('#').to_owned());
    let view = RwSignal::new(View::Looking);
    let phone = use_phone();
    let navigate = StoredValue::new_local(use_navigate());
    let ask = Callback::new(move |()| {
        let token = token.get_untracked();
        view.set(View::Looking);
        spawn_local(async move {
            // Where she said yes and only the answer was lost, the link is used up: the same yes lets her in.
            match phone.resume_invitation(token.clone()).await {
                Ok(true) => {
                    draft::end(DRAFT);
                    navigate.try_with_value(|navigate| {
                        navigate("/", NavigateOptions { replace: true, ..NavigateOptions::default() })
                    });
                }
                Ok(false) => {
                    view.try_set(View::of(look(&token).await));
                }
                Err(fault) => {
                    view.try_set(View::of(Err(fault)));
                }
            }
            focus_title();
        });
    });
    Effect::new(move || {
        token.track();
        ask.run(());
    });
    move || match view.get() {
        View::Looking => view! {
            <div class="page"><main class="page__body" id="main">
                <h1 class="head__title">{move || tongue.words().account.checking}</h1> <Skeleton cards=2/>
            </main></div>
        }
        .into_any(),
        View::Offline => view! {
            <Closed words=move || tongue.words().account.needs_network>
                <Button label=move || tongue.words().kit.try_again look=ButtonLook::Primary on_press=ask/>
            </Closed>
        },
        View::Gone => view! { <Closed words=move || tongue.words().account.invite_gone>""</Closed> },
        View::Ready(look) => view! { <Taking look=*look token=token.get_untracked() view/> }.into_any(),
    }
}

/// An invitation that cannot be taken: why, what may be tried, and the ways on for those who came in before.
#[component]
fn Closed(
    /// Why.
    #[prop(into)]
    words: Signal<String>,
    /// What may be tried; or nothing.
    children: Children,
) -> impl IntoView {
    let tongue = use_tongue();
    let call = use_call();
    let known = use_mine(|_| ());
    let on = move || {
        let words = tongue.words();
        if known.get().is_some() { words.strip.to_today } else { words.first.enter_code }
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().account.invite_title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <Empty words>
                    {children()} <CallLink call look=ButtonLook::Line/>
                    <ButtonLink label=move || tongue.words().account.officials href="/sign-in" look=ButtonLook::Line/>
                </Empty>
            </main>
            <Dock><ButtonLink label=Signal::derive(move || on().to_owned()) href="/" look=ButtonLook::Line/></Dock>
        </div>
    }
}

/// The name of the form's draft.
const DRAFT: &str = "invite";

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    name: String,
    phone: String,
    /// A yes is given anew each time.
    #[serde(skip)]
    agrees: bool,
}

/// What is wrong, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Wrong {
    name: Option<String>,
    phone: Option<String>,
    agrees: Option<String>,
}

/// Who takes the invitation: whether her name must be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Taker {
    /// Nobody knows her yet.
    New,
    /// She is known, by this name.
    Known(String),
}

impl Typed {
    /// Name and number, where they are asked; the number may be left out.
    fn read(&self, taker: &Taker, words: &Words) -> Result<(Option<Name>, Option<Number>), Wrong> {
        let name = match taker {
            Taker::Known(_) => Ok(None),
            Taker::New => Name::try_from(self.name.as_str()).map(Some),
        };
        let phone = match self.phone.trim() {
            "" => Ok(None),
            typed => Number::try_from(typed).map(Some),
        };
        match (name, phone, self.agrees) {
            (Ok(name), Ok(phone), true) => Ok((name, phone)),
            (name, phone, agrees) => Err(Wrong {
                name: name.err().map(|why| words.text_refused(why, words.join.name_missing)),
                phone: phone.err().map(|_| words.join.phone_wrong.to_owned()),
                agrees: (!agrees).then(|| words.account.consent_missing.to_owned()),
            }),
        }
    }
}

/// Why taking it did not work, in words.
fn fault_words(words: &Words, lang: crate::words::Lang, fault: &HubFault) -> String {
    match fault {
        HubFault::Refused { code } => code_words(lang, code).to_owned(),
        HubFault::Unreachable => words.account.needs_network.to_owned(),
        HubFault::Busy | HubFault::Broken => words.account.hub_busy.to_owned(),
    }
}

/// What comes of it once it was taken, or was not: where the right is used, or why on this page.
fn use_took(
    role: Option<Role>,
    view: RwSignal<View>,
    trouble: RwSignal<Option<HubFault>>,
) -> Callback<Result<(), HubFault>> {
    let navigate = use_navigate();
    Callback::new(move |taken: Result<(), HubFault>| {
        if taken.is_ok() {
            draft::end(DRAFT);
        }
        match taken {
            Ok(()) if role == Some(Role::Organiser) => leave_for(home(role)),
            Ok(()) => navigate(home(role), NavigateOptions { replace: true, ..NavigateOptions::default() }),
            Err(HubFault::Refused { code }) if code.starts_with("invitation.") => {
                view.try_set(View::Gone);
            }
            Err(fault) => {
                trouble.try_set(Some(fault));
            }
        }
    })
}

/// The invitation with its form.
#[component]
fn Taking(look: Look, token: String, view: RwSignal<View>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let me = use_mine(|mine| mine.person().map(|person| person.name.to_string()));
    let invited = look.person.as_ref().map(|person| person.name.to_string());
    let taker = Memo::new(move |_| {
        let known = invited.clone().or_else(|| me.get().flatten());
        known.map_or(Taker::New, Taker::Known)
    });
    let typed = use_kept::<Typed>(DRAFT.to_owned());
    let wrong = RwSignal::new(Wrong::default());
    let trouble = RwSignal::new(None::<HubFault>);
    let busy = RwSignal::new(false);
    let role = look.role;
    let stored = StoredValue::new(look);
    let took = use_took(role, view, trouble);
    let accept = move |args: AcceptInvitation| {
        let (look, token) = (stored.get_value(), token.clone());
        busy.set(true);
        spawn_local(async move {
            let taken = phone.accept_invitation(token, &look, args).await;
            busy.try_set(false);
            took.run(taken);
        });
    };
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        if busy.get_untracked() {
            return;
        }
        match typed.get_untracked().read(&taker.get_untracked(), tongue.words()) {
            Ok((name, phone_number)) => {
                wrong.set(Wrong::default());
                accept(AcceptInvitation {
                    name,
                    phone: phone_number,
                    consent: consent(phone.now().get_untracked()),
                });
            }
            Err(what) => wrong.set(what),
        }
    };
    let trouble_words = move || trouble.get().map(|fault| fault_words(tongue.words(), tongue.lang(), &fault));
    view! {
        <form class="page" novalidate on:submit=on_submit>
            <InviteHead look=stored/>
            <main class="page__body" id="main">
                <About look=stored/> <TakerFields taker typed wrong/>
                {move || trouble_words().map(|words| view! { <Note tone=Tone::Care icon=Icon::Warning><p role="alert">{words}</p></Note> })}
            </main>
            <Dock><SubmitButton label=move || submit_words(tongue.words(), role, busy.get()) look=ButtonLook::Primary/></Dock>
        </form>
    }
}

const fn submit_words(words: &Words, role: Option<Role>, busy: bool) -> &'static str {
    match role {
        _ if busy => words.account.accepting,
        Some(_) => words.account.accept_invite,
        None => words.account.back_title,
    }
}

/// Goes to the other entry: a page of its own.
fn leave_for(path: &str) {
    // A browser that refuses leaves the reader on this page, where the link in the words still works.
    if location().assign(path).is_err() {
        leptos::logging::warn!("the browser did not go to {path}");
    }
}

#[component]
fn InviteHead(look: StoredValue<Look>) -> impl IntoView {
    let tongue = use_tongue();
    let title = move || {
        let words = tongue.words();
        look.with_value(|look| match look.role {
            None => words.account.back_title.to_owned(),
            role => words.account.invited_as(words.role(role), &place(look)),
        })
    };
    let campaign = look.with_value(|look| look.campaign.name.to_string());
    view! { <Hero kicker=campaign title corner=Html::Nothing>""</Hero> }
}

/// By whom, until when, and what it lets her do.
#[component]
fn About(look: StoredValue<Look>) -> impl IntoView {
    let tongue = use_tongue();
    let may = move || {
        let words = &tongue.words().account;
        look.with_value(|look| match look.role {
            Some(Role::Leader { .. }) => words.leader_may,
            Some(Role::Inspector) => words.inspector_may,
            Some(Role::Organiser) => words.organiser_may,
            None => words.volunteer_may,
        })
    };
    let by = move || {
        look.with_value(|look| {
            tongue
                .words()
                .account
                .invited_by(look.campaign.host.as_str(), &tongue.words().moment(look.expires))
        })
    };
    view! { <p>{may}</p> <p class="quiet">{by}</p> }
}

#[component]
fn TakerFields(taker: Memo<Taker>, typed: RwSignal<Typed>, wrong: RwSignal<Wrong>) -> impl IntoView {
    let tongue = use_tongue();
    let fields = move || {
        match taker.get() {
        Taker::Known(name) => view! { <p><b>{move || tongue.words().account.you_are(&name)}</b></p> }.into_any(),
        Taker::New => view! {
            <Field name="name" label=move || tongue.words().account.own_name hint="" takes=Entry::Name value=move || typed.get().name
                error=move || wrong.get().name on_type=move |name| typed.update(|typed| typed.name = name)/>
            <Field name="phone" label=move || tongue.words().join.phone hint=move || tongue.words().account.phone_hint takes=Entry::Phone
                value=move || typed.get().phone error=move || wrong.get().phone on_type=move |phone| typed.update(|typed| typed.phone = phone)/>
        }
        .into_any(),
    }
    };
    view! {
        {fields}
        <Fold label=move || tongue.words().join.notice aside="" on_open=|()| ()>
            <div class="stack stack--close">
                <p>{move || tongue.words().join.notice_use}</p> <p>{move || tongue.words().join.notice_kept}</p>
                <p>{move || tongue.words().join.notice_delete}</p>
            </div>
        </Fold>
        <Tick name="consent" label=move || tongue.words().join.consent ticked=move || typed.get().agrees error=move || wrong.get().agrees
            on_tick=move |agrees| typed.update(|typed| typed.agrees = agrees)/>
    }
}
