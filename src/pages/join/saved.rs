//! After 报名: where the registration is, until the hub has it.

use crate::html::*;
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::Outcome;

use crate::components::button::{ButtonLink, Look};
use crate::components::cut::Cut;
use crate::components::dock::Dock;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::pages::shell::{FaultStrip, SyncPill};
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
    /// Registers another of the family.
    #[prop(into)]
    on_another: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let at = Memo::new(move |_| Where::of(phone.outbox().get().iter().find(|it| it.entry.id == id)));
    let title = move || at.with(|at| at.title(tongue.words()));
    let next = move || match at.get() {
        Where::Here => tongue.words().join.saved_waiting,
        Where::Arrived => tongue.words().join.sent_next,
        Where::NotTaken { code } => registration_code_words(tongue.lang(), &code),
    };
    let family = move || format!("/join/{}/family", code.get());
    view! {
        <div class="page">
            <Head title=move || tongue.words().join.thanks(&name) small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <Cut kicker="" title=Signal::derive(move || title().to_owned())><p class="cut__line">{next}</p></Cut>
                <Note tone=Tone::Calm icon=Icon::Clock><p>{move || tongue.words().first.free_choice}</p></Note>
                <p>{move || tongue.words().kit.or_tell_leader}</p>
                <a class=Look::Line.class() href=family on:click=move |_| on_another.run(())>{move || tongue.words().join.another}</a>
            </main>
            <Dock><ButtonLink label=move || tongue.words().join.to_today href="/today" look=Look::Primary/></Dock>
        </div>
    }
}
