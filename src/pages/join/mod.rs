//! The registration form of `/join/CODE/form`, for herself or for one of the family. What is typed is a draft from the
//! first keystroke on; what is sent is saved on this phone first.

pub mod answers;
pub mod days;
pub mod saved;
mod wechat;

use crate::html::*;
use yingchun_domain::community::Welcome;
use yingchun_domain::id::EntryId;
use yingchun_domain::person::Person;

use self::answers::{Answers, Wrong};
use self::days::DayRows;
use self::saved::Saved;
use super::first::{Code, NotOpened, Opened, use_code};
use super::kept::use_kept;
use super::mine::{Call, use_mine};
use super::shell::{CallLink, CareSwitch, Doer, FaultStrip, use_doer};
use crate::components::button::{ButtonLink, Look, SubmitButton};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::field::{Entry, Field};
use crate::components::focus::focus_on;
use crate::components::fold::Fold;
use crate::components::head::Head;
use crate::components::skeleton::Skeleton;
use crate::components::step::Step;
use crate::components::tick::Tick;
use crate::sync::joining::{Joining, Whose};
use crate::sync::{Phone, Ready, use_phone};
use crate::words::{Words, use_tongue};

/// The page for oneself.
#[component]
pub fn JoinPage() -> impl IntoView {
    view! { <Form about=Whose::Own/> }
}

/// The page for one of the family: a form of its own, so that the two are not mixed up. On a phone that is nobody's yet it asks
/// for herself first: what is written of her family hangs on her.
#[component]
pub fn JoinFamilyPage() -> impl IntoView {
    view! { <Form about=Whose::Family/> }
}

/// A registration that was saved.
#[derive(Clone, PartialEq)]
struct Registered {
    id: EntryId,
    name: String,
    whose: Whose,
    call: Option<Call>,
}

const fn title_of(words: &Words, whose: Whose) -> &'static str {
    match whose {
        Whose::Own => words.join.title,
        Whose::Family => words.first.for_family,
    }
}

/// Which draft a form is.
const fn draft_of(whose: Whose) -> &'static str {
    match whose {
        Whose::Own => "join",
        Whose::Family => "join.family",
    }
}

#[component]
fn Form(about: Whose) -> impl IntoView {
    let phone = use_phone();
    let Code { code, opened, again } = use_code();
    let saved = RwSignal::new(None::<Registered>);
    let read = Memo::new(move |_| phone.ready().get() != Ready::Opening);
    // Whoever left may sign up again, as somebody new.
    let gone = use_mine(|mine| mine.person().is_some_and(Person::has_left));
    let taken = move || phone.me().with_untracked(Option::is_some) && gone.get_untracked() != Some(true);
    move || match (saved.get(), opened.get()) {
        (Some(Registered { id, name, whose, call }), _) => {
            let family_next = whose != about;
            view! { <Saved id name code=code.into() family_next call on_another=move |()| saved.set(None)/> }
                .into_any()
        }
        (None, Opened::Ready(_)) if read.get() && about == Whose::Own && taken() => {
            view! { <SignedUpBefore code=code.get()/> }.into_any()
        }
        (None, Opened::Ready(welcome)) if read.get() => {
            let on_saved = Callback::new(move |done| saved.set(Some(done)));
            let whose = if taken() { about } else { Whose::Own };
            let herself_first = whose != about;
            view! { <Questions welcome=*welcome code=code.get() whose herself_first on_saved/> }.into_any()
        }
        (None, Opened::Opening | Opened::Ready(_)) => {
            view! { <div class="page"><main class="page__body" id="main"><Skeleton cards=4/></main></div> }
                .into_any()
        }
        (None, Opened::Expired | Opened::Offline) => view! { <NotOpened opened again/> }.into_any(),
    }
}

/// Whoever goes back to the form, or opens it again, has signed up already.
#[component]
fn SignedUpBefore(code: String) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <div class="page">
            <Head title=move || tongue.words().join.title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <Empty words=move || tongue.words().join.signed_up_before>
                    <ButtonLink label=move || tongue.words().join.to_today href="/today" look=Look::Primary/>
                    <ButtonLink label=move || tongue.words().first.for_family href=format!("/join/{code}/family") look=Look::Line/>
                </Empty>
            </main>
        </div>
    }
}

#[component]
fn Questions(
    welcome: Welcome,
    code: String,
    whose: Whose,
    /// She came to register one of her family.
    herself_first: bool,
    on_saved: Callback<Registered>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let doer = use_doer();
    let answers = use_kept::<Answers>(draft_of(whose).to_owned());
    let wrongs = RwSignal::new(Vec::<Wrong>::new());
    let busy = RwSignal::new(false);
    let place = (welcome.community.name.to_string(), welcome.campaign.name.to_string());
    let call = Call::of_welcome(&welcome);
    let sessions = StoredValue::new(welcome.campaign.sessions.clone());
    let back = format!("/join/{code}");
    let standing = standing(answers, wrongs, code.clone(), phone);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let register = match answers.with_untracked(|it| it.register(&code, phone.now().get_untracked())) {
            Ok(register) => register,
            Err(found) => {
                wrongs.set(found);
                focus_on("wrongs");
                return;
            }
        };
        wrongs.set(vec![]);
        busy.set(true);
        let done = move |saved: Option<Registered>| {
            busy.try_set(false);
            if let Some(saved) = saved {
                on_saved.try_run(saved);
            }
        };
        let joining = Joining { welcome: welcome.clone(), register, draft: draft_of(whose), whose };
        save(phone, doer, joining, done);
    };
    view! {
        <form class="page" novalidate on:submit=on_submit>
            <Head title=move || title_of(tongue.words(), whose) small=move || tongue.words().join.where_to(&place.0, &place.1)>
                <CareSwitch/>
            </Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <WrongSummary wrongs standing/>
                {herself_first.then(|| view! { <p>{move || tongue.words().join.herself_first}</p> })}
                <WhoFields answers wrongs=standing whose/>
                <DayRows answers sessions/>
                <Folds answers wrongs=standing/>
                <Tick name="consent" label=move || tongue.words().join.consent ticked=Signal::derive(move || answers.with(|it| it.consent))
                    error=wrong_of(standing, "consent") on_tick=move |yes| answers.update(|it| it.consent = yes)/>
                <CallLink call=Signal::stored(call) look=Look::Quiet/>
            </main>
            <Dock>
                <BackLink href=back/>
                <SubmitButton label=move || tongue.words().join.submit look=Look::Primary/>
                <p class="dock__words">{move || tongue.words().join.works_offline}</p>
            </Dock>
        </form>
    }
}

/// What she has put right is not complained of at its field any more; the list above ticks it off, so that nothing jumps.
fn standing(
    answers: RwSignal<Answers>,
    wrongs: RwSignal<Vec<Wrong>>,
    code: String,
    phone: Phone,
) -> Memo<Vec<Wrong>> {
    Memo::new(move |_| {
        let found = wrongs.get();
        if found.is_empty() {
            return found;
        }
        let now =
            answers.with(|it| it.register(&code, phone.now().get_untracked()).err().unwrap_or_default());
        found.into_iter().filter(|it| now.contains(it)).collect()
    })
}

/// Saves the registration on this phone, and hands on what was saved, or nothing where it was not.
fn save(phone: Phone, doer: Doer, joining: Joining, done: impl FnOnce(Option<Registered>) + 'static) {
    let (name, whose) = (joining.register.name.to_string(), joining.whose);
    let call = Call::of_welcome(&joining.welcome);
    spawn_local(async move {
        match phone.join(joining).await {
            Ok(id) => done(Some(Registered { id, name, whose, call })),
            Err(trouble) => {
                doer.trouble(trouble);
                done(None);
            }
        }
    });
}

/// What is wrong with a field, in words.
fn wrong_of(wrongs: impl Into<Signal<Vec<Wrong>>>, field: &'static str) -> Signal<Option<String>> {
    let tongue = use_tongue();
    let wrongs = wrongs.into();
    Signal::derive(move || {
        let wrongs = wrongs.get();
        let wrong = wrongs.iter().find(|wrong| wrong.field() == field)?;
        Some(wrong.words(tongue.words()).to_owned())
    })
}

/// Everything that is wrong, above the form, each line leading to its field; what was put right since is ticked off.
#[component]
fn WrongSummary(wrongs: RwSignal<Vec<Wrong>>, standing: Memo<Vec<Wrong>>) -> impl IntoView {
    let tongue = use_tongue();
    let line = move |wrong: Wrong| {
        let go = move |clicked: leptos::ev::MouseEvent| {
            clicked.prevent_default();
            focus_on(wrong.field());
        };
        let mended = Memo::new(move |_| standing.with(|standing| !standing.contains(&wrong)));
        view! {
            <li>
                <a href=format!("#{}", wrong.field()) on:click=go>
                    {move || wrong.words(tongue.words())}
                    {move || mended.get().then(|| view! { <b class="wrongs__mended">{move || tongue.words().join.mended}</b> })}
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !wrongs.with(Vec::is_empty)>
            <div class="wrongs" id="wrongs" role="alert" tabindex="-1">
                <h2 class="wrongs__title">{move || tongue.words().join.look_again}</h2>
                <ul class="wrongs__list">{move || wrongs.get().into_iter().map(line).collect_view()}</ul>
            </div>
        </Show>
    }
}

/// Name and number.
#[component]
pub fn WhoFields(
    /// What is typed.
    answers: RwSignal<Answers>,
    /// What is wrong with it.
    #[prop(into)]
    wrongs: Signal<Vec<Wrong>>,
    /// Whose.
    whose: Whose,
) -> impl IntoView {
    let tongue = use_tongue();
    let own = whose == Whose::Own;
    let name = move || if own { tongue.words().join.name } else { tongue.words().join.family_name };
    let hint =
        move || if own { tongue.words().join.phone_hint } else { tongue.words().join.family_phone_hint };
    view! {
        <Field name="name" label=name hint="" takes=Entry::Name
            value=Signal::derive(move || answers.with(|it| it.name.clone())) error=wrong_of(wrongs, "name")
            on_type=move |typed| answers.update(|it| it.name = typed)/>
        <Field name="phone" label=move || tongue.words().join.phone hint takes=Entry::Phone
            value=Signal::derive(move || answers.with(|it| it.phone.clone())) error=wrong_of(wrongs, "phone")
            on_type=move |typed| answers.update(|it| it.phone = typed)/>
    }
}

/// What few need, and what all should have read.
#[component]
fn Folds(answers: RwSignal<Answers>, wrongs: Memo<Vec<Wrong>>) -> impl IntoView {
    let tongue = use_tongue();
    let children = Signal::derive(move || answers.with(|it| u32::from(it.accompanying)));
    let children_said = move || match children.get() {
        0 => String::new(),
        n => tongue.words().kit.companions(n),
    };
    let risks_said =
        move || if answers.with(|it| it.risks_read) { tongue.words().join.risks_read } else { "" };
    let risks_wrong = wrong_of(wrongs, "risks");
    view! {
        <div>
            <Fold label=move || tongue.words().join.with_children aside=Signal::derive(children_said) on_open=|()| ()>
                <p class="quiet">{move || tongue.words().join.companions_hint}</p>
                <Step label=move || tongue.words().join.companions value=children most=u32::from(yingchun_domain::person::ACCOMPANYING_MOST)
                    on_change=move |n| answers.update(|it| it.bring(n))>""</Step>
            </Fold>
            <EmergencyFold answers wrongs/>
            <div id="risks" tabindex="-1">
                <Fold label=move || tongue.words().join.risks aside=Signal::derive(move || risks_said().to_owned())
                    on_open=move |()| answers.update(|it| it.risks_read = true)>
                    <p>{move || tongue.words().join.risks_river}</p>
                    <p>{move || tongue.words().join.risks_road}</p>
                    <p>{move || tongue.words().join.risks_heavy}</p>
                </Fold>
                <Show when=move || risks_wrong.with(Option::is_some)><p class="field__error">{move || risks_wrong.get()}</p></Show>
            </div>
            <Fold label=move || tongue.words().join.notice aside="" on_open=|()| ()>
                <p>{move || tongue.words().join.notice_use}</p>
                <p>{move || tongue.words().join.notice_kept}</p>
                <p>{move || tongue.words().join.notice_delete}</p>
            </Fold>
        </div>
    }
}

/// 紧急联系人（可以不填）
#[component]
fn EmergencyFold(answers: RwSignal<Answers>, wrongs: Memo<Vec<Wrong>>) -> impl IntoView {
    let tongue = use_tongue();
    let wrong = wrong_of(wrongs, "emergency");
    view! {
        <div id="emergency" tabindex="-1">
            <Fold label=move || tongue.words().join.emergency_name aside=move || answers.with(|it| it.emergency_name.clone()) on_open=|()| ()>
                <Field name="emergency-name" label=move || tongue.words().join.emergency_name hint=move || tongue.words().join.emergency_hint
                    takes=Entry::Words value=Signal::derive(move || answers.with(|it| it.emergency_name.clone())) error=None
                    on_type=move |typed| answers.update(|it| it.emergency_name = typed)/>
                <Field name="emergency-phone" label=move || tongue.words().join.emergency_phone hint="" takes=Entry::Phone
                    value=Signal::derive(move || answers.with(|it| it.emergency_phone.clone())) error=None
                    on_type=move |typed| answers.update(|it| it.emergency_phone = typed)/>
            </Fold>
            <Show when=move || wrong.with(Option::is_some)><p class="field__error">{move || wrong.get()}</p></Show>
        </div>
    }
}
