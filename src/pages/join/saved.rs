//! After 报名: where the registration is, until the hub has it.

use crate::html::*;
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::Outcome;

use super::wechat::WeChatNote;
use crate::components::button::{ButtonLink, Look};
use crate::components::cut::Cut;
use crate::components::dock::Dock;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::pages::mine::Call;
use crate::pages::shell::{CallLink, FaultStrip, SyncPill};
use crate::sync::{OutboxEntry, use_phone};
use crate::words::{Words, registration_code_words, use_tongue};

/// Where the registration is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Where {
    Here,
    Arrived,
    NotTaken { code: String },
}

impl Where {
    fn of(entry: Option<&OutboxEntry>) -> Self {
        match entry.and_then(|it| it.receipt.as_ref()) {
            None => Self::Here,
            Some(receipt) if receipt.outcome == Outcome::Refused => {
                Self::NotTaken { code: receipt.code.clone().unwrap_or_default() }
            }
            Some(_) => Self::Arrived,
        }
    }

    const fn title(&self, words: &Words) -> &'static str {
        match self {
            Self::Here => words.join.saved_title,
            Self::Arrived => words.join.sent_title,
            Self::NotTaken { .. } => words.kit.not_used,
        }
    }
}

/// The page after the form.
#[component]
pub fn Saved(
    /// The entry.
    id: EntryId,
    /// Who was registered.
    name: String,
    /// The community's code.
    code: Signal<String>,
    /// She came to register one of her family, and was asked for herself first.
    family_next: bool,
    /// Whom to call.
    call: Option<Call>,
    /// Registers another of the family.
    #[prop(into)]
    on_another: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let at = Memo::new(move |_| Where::of(phone.outbox().get().iter().find(|it| it.id == id)));
    let title = move || at.with(|at| at.title(tongue.words()));
    let next = move || match at.get() {
        Where::Here => tongue.words().join.saved_waiting,
        Where::Arrived => tongue.words().join.sent_next,
        Where::NotTaken { code } => registration_code_words(tongue.lang(), &code),
    };
    let family = move || {
        let href = move || format!("/join/{}/family", code.get());
        let label = move || {
            let words = tongue.words();
            if family_next { words.first.for_family } else { words.join.another }
        };
        let look = if family_next { Look::Primary } else { Look::Line };
        view! { <a class=look.class() href=href on:click=move |_| on_another.run(())>{label}</a> }
    };
    let today =
        move |look| view! { <ButtonLink label=move || tongue.words().join.to_today href="/today" look/> };
    let (in_body, in_dock) = if family_next {
        (today(Look::Line).into_any(), family().into_any())
    } else {
        (family().into_any(), today(Look::Primary).into_any())
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().join.thanks(&name) small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <Cut kicker="" title=Signal::derive(move || title().to_owned())><p class="cut__line">{next}</p></Cut>
                <WeChatNote/>
                <Note tone=Tone::Calm icon=Icon::Clock><p>{move || tongue.words().first.free_choice}</p></Note>
                <p>{move || tongue.words().kit.or_tell_leader}</p>
                <CallLink call=Signal::stored(call) look=Look::Line/>
                {in_body}
            </main>
            <Dock>{in_dock}</Dock>
        </div>
    }
}
