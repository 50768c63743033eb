//! What only the hub knows: lines that it could not read, entries that wait for another, and what never came.

use yingchun_domain::id::EntryId;
use yingchun_domain::person::Contact;
use yingchun_domain::row::RowKey;
use yingchun_domain::text::Line;
use yingchun_domain::time::UnixMs;

use super::gaps::Gaps;
use crate::components::button::{Button, ButtonLink, Look, SubmitButton};
use crate::components::field::{Entry, Field};
use crate::components::live::use_announcer;
use crate::components::panel::Panel;
use crate::components::row::{Row, Rows};
use crate::components::sheet::Sheet;
use crate::components::skeleton::Skeleton;
use crate::device::desk::{self, Apart, Author, Held, Waiting};
use crate::device::draft;
use crate::device::hub::HubFault;
use crate::html::*;
use crate::pages::kept::use_kept;
use crate::pages::mine::use_mine;
use crate::sync::use_phone;
use crate::words::{Words, code_words, use_tongue};

/// What the hub said.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Asking,
    Refused(HubFault),
    Waiting(Waiting),
}

/// What is being dismissed.
#[derive(Debug, Clone, PartialEq)]
enum Settling {
    Apart(Apart),
    Held(Held),
}

impl Settling {
    const fn entry(&self) -> EntryId {
        match self {
            Self::Apart(apart) => apart.entry,
            Self::Held(held) => held.entry,
        }
    }
}

/// The panel's state, and the one way to ask again.
#[derive(Debug, Clone, Copy)]
pub struct List {
    told: RwSignal<Told>,
    settling: RwSignal<Option<Settling>>,
    /// Why the last act was not done.
    trouble: RwSignal<Option<HubFault>>,
    /// What was judged again, and when.
    judged: RwSignal<Option<(EntryId, UnixMs)>>,
}

impl List {
    async fn ask(self) {
        let told = match desk::waiting().await {
            Ok(waiting) => Told::Waiting(waiting),
            Err(fault) => Told::Refused(fault),
        };
        self.told.try_set(told);
    }

    /// What came of an act; the list is asked for anew either way, since somebody else may have settled it.
    pub(super) async fn ended(self, ended: Result<(), HubFault>) -> bool {
        let done = ended.is_ok();
        self.trouble.try_set(ended.err());
        self.ask().await;
        done
    }
}

/// The lists.
#[component]
pub fn FromHub() -> impl IntoView {
    let tongue = use_tongue();
    let list = List {
        told: RwSignal::new(Told::Asking),
        settling: RwSignal::new(None),
        trouble: RwSignal::new(None),
        judged: RwSignal::new(None),
    };
    spawn_local(list.ask());
    let fault = move |fault: &HubFault| tongue.words().hub_fault(tongue.lang(), fault);
    let lists = move || {
        match list.told.get() {
        Told::Asking => view! { <Skeleton cards=1/> }.into_any(),
        Told::Refused(why) => view! {
            <Panel title=move || tongue.words().attention.apart>
                <p class="quiet" role="status">{fault(&why)}</p>
                <Button label=move || tongue.words().kit.try_again look=Look::LineSmall on_press=move |()| spawn_local(list.ask())/>
            </Panel>
        }
        .into_any(),
        Told::Waiting(waiting) => view! { <Lists waiting list/> }.into_any(),
    }
    };
    view! {
        {move || list.trouble.get().map(|why| view! { <p class="field__error" role="alert">{fault(&why)}</p> })}
        {lists}
        <Dismissing list/>
    }
}

#[component]
fn Lists(waiting: Waiting, list: List) -> impl IntoView {
    let tongue = use_tongue();
    let Waiting { apart, held, gaps, more } = waiting;
    let listed: Vec<EntryId> = apart.iter().map(|it| it.entry).collect();
    let read = move || {
        let (_, at) = list.judged.get().filter(|(entry, _)| !listed.contains(entry))?;
        let words = tongue.words().attention.read_now(&at.clock());
        Some(view! { <p class="quiet" role="status">{words}</p> })
    };
    let (any_apart, any_held, any_gaps) = (!apart.is_empty(), !held.is_empty(), !gaps.is_empty());
    let apart = apart.into_iter().map(|it| view! { <ApartRow apart=it list/> }).collect::<Vec<_>>();
    let held = held.into_iter().map(|it| view! { <HeldRow held=it list/> }).collect::<Vec<_>>();
    view! {
        {read}
        {any_gaps.then(|| view! { <Gaps gaps list/> })}
        {any_apart.then(|| view! {
            <Panel title=move || tongue.words().attention.apart>
                <p class="quiet">{move || tongue.words().attention.apart_about}</p> <Rows>{apart}</Rows>
            </Panel>
        })}
        {any_held.then(|| view! {
            <Panel title=move || tongue.words().attention.held>
                <p class="quiet">{move || tongue.words().attention.held_about}</p> <Rows>{held}</Rows>
            </Panel>
        })}
        {more.then(|| view! { <p class="quiet">{move || tongue.words().attention.not_listed}</p> })}
    }
}

/// 李晓梅（138****2047）, as far as she is known.
pub(super) fn named(words: &Words, author: Option<&Author>, number: Option<&str>) -> String {
    let name = author.and_then(|author| author.name.as_ref()).map(ToString::to_string);
    match (name, number) {
        (Some(name), Some(number)) => words.attention.with_number(&name, number),
        (Some(name), None) => name,
        (None, _) => words.attention.nobody.to_owned(),
    }
}

/// An author's number, masked.
pub(super) fn use_number(author: Option<&Author>) -> Memo<Option<String>> {
    let author = author.map(|author| author.id);
    let number = use_mine(move |mine| {
        let contact = mine.set.get::<Contact>(author?.uuid()).known();
        contact.and_then(|contact| contact.phone.as_ref()).map(ToString::to_string)
    });
    Memo::new(move |_| number.get().flatten())
}

#[component]
fn ApartRow(apart: Apart, list: List) -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let (kind, author, code) = (apart.kind.clone(), apart.author.clone(), apart.code.clone());
    let phone = use_phone();
    let (id, received, bytes, href) = (apart.entry, apart.received, apart.bytes, apart.bytes_url());
    let number = use_number(Some(&author));
    let small = move || {
        let words = tongue.words();
        let name = named(words, Some(&author), number.get().as_deref());
        let from = words.attention.from(&name, &words.moment(received));
        let again = list
            .judged
            .get()
            .filter(|(entry, _)| *entry == id)
            .map(|(_, at)| words.attention.still_apart(&at.clock()));
        let why = code_words(tongue.lang(), &code).to_owned();
        [Some(from), Some(why), Some(words.attention.bytes(bytes)), again]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("　")
    };
    let again = apart.clone();
    let retry = move |()| {
        let again = again.clone();
        spawn_local(async move {
            if list.ended(desk::retry(&again).await).await {
                list.judged.try_set(Some((again.entry, phone.now().get_untracked())));
                announcer.say(tongue.words().attention.judged);
            }
        });
    };
    let dismiss = move |()| list.settling.set(Some(Settling::Apart(apart.clone())));
    view! {
        <Row title=move || tongue.words().kind_or_name(kind.as_deref()) small>
            <div class="row rows__acts">
                <ButtonLink label=move || tongue.words().attention.original href look=Look::Quiet/>
                <Button label=move || tongue.words().attention.dismiss look=Look::LineSmall on_press=dismiss/>
                <Button label=move || tongue.words().attention.retry look=Look::LineSmall on_press=retry/>
            </div>
        </Row>
    }
}

/// What an entry waits for, by the kind of the thing; what takes a cleaning back waits for that cleaning on its spot.
fn waited_for(words: &'static Words, kind: Option<&str>, key: RowKey) -> String {
    use yingchun_domain::row::Kind;
    let office = &words.office;
    let what = match key.kind {
        Kind::Spot if kind == Some("take_back") => words.kinds.clean,
        Kind::Zone => office.zone,
        Kind::Spot => office.spot,
        Kind::Team => office.team,
        Kind::Community => office.community,
        Kind::Person | Kind::Contact => office.name,
        Kind::Assignment => words.attention.waited_offer,
        Kind::Attendance => words.attention.waited_sign,
        Kind::Campaign
        | Kind::ConflictCard
        | Kind::Grant
        | Kind::Invitation
        | Kind::Notice
        | Kind::Outcome
        | Kind::Photo => words.attention.waited_other,
    };
    words.attention.waits_for(what)
}

#[component]
fn HeldRow(held: Held, list: List) -> impl IntoView {
    let tongue = use_tongue();
    let (kind, author) = (held.kind.clone(), held.author.clone());
    let (received, waits_for) = (held.received, held.waits_for);
    let its_kind = kind.clone();
    let number = use_number(author.as_ref());
    let small = move || {
        let words = tongue.words();
        let name = named(words, author.as_ref(), number.get().as_deref());
        let from = words.attention.from(&name, &words.moment(received));
        format!("{from}　{}", waited_for(words, its_kind.as_deref(), waits_for))
    };
    let dismiss = move |()| list.settling.set(Some(Settling::Held(held.clone())));
    view! {
        <Row title=move || tongue.words().kind_or_name(kind.as_deref()) small>
            <div class="row rows__acts"><Button label=move || tongue.words().attention.dismiss look=Look::LineSmall on_press=dismiss/></div>
        </Row>
    }
}

/// The reason, which the author will read.
#[component]
fn Dismissing(list: List) -> impl IntoView {
    let tongue = use_tongue();
    let close = move || list.settling.set(None);
    let form = move || list.settling.get().map(|settling| view! { <DismissForm settling list/> });
    view! {
        <Sheet title=move || tongue.words().attention.dismiss open=Signal::derive(move || list.settling.get().is_some()) on_close=move |()| close()>
            {form}
        </Sheet>
    }
}

/// The draft stays until the hub has taken the reason.
#[component]
fn DismissForm(settling: Settling, list: List) -> impl IntoView {
    let tongue = use_tongue();
    let announcer = use_announcer();
    let key = format!("dismiss.{}", settling.entry());
    let reason = use_kept::<String>(key.clone());
    let missing = RwSignal::new(false);
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let Ok(why) = Line::try_from(reason.get_untracked().as_str()) else { return missing.set(true) };
        list.settling.set(None);
        let (settling, key) = (settling.clone(), key.clone());
        spawn_local(async move {
            let ended = match settling {
                Settling::Apart(apart) => desk::dismiss(&apart, why.as_str()).await,
                Settling::Held(held) => desk::dismiss_held(held.entry, why.as_str()).await,
            };
            if list.ended(ended).await {
                draft::end(&key);
                announcer.say(tongue.words().attention.dismissed);
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=on_submit>
            <Field name="dismiss-reason" label=move || tongue.words().attention.reason hint=move || tongue.words().attention.reason_hint
                takes=Entry::Words value=reason error=move || missing.get().then(|| tongue.words().office.required.to_owned())
                on_type=move |typed| reason.set(typed)/>
            <SubmitButton label=move || tongue.words().attention.dismiss look=Look::Primary/>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, words};
    use yingchun_domain::row::Kind;

    #[test]
    fn what_takes_a_cleaning_back_waits_for_that_cleaning() {
        let waits =
            |kind| waited_for(words(Lang::Zh), kind, RowKey { kind: Kind::Spot, id: uuid::Uuid::nil() });
        assert_eq!(waits(Some("take_back")), "等待：清理情况");
        assert_eq!(waits(Some("clean")), "等待：点位");
    }
}
