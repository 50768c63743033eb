//! 待上传: what this phone still holds, entry by entry, in words that calm.

mod hand_over;
mod lead;
pub mod told;

use crate::html::*;
use yingchun_domain::id::EntryId;

use self::told::{Shelf, ToldEntry, told};
use super::fault::{Way, use_way_to_hub};
use super::mine::{use_call, use_mine};
use super::shell::{CallLink, DutyStrip};
use crate::components::button::{Button, IconButton, Look};
use crate::components::copy::CopyButton;
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::fold::Fold;
use crate::components::head::Head;
use crate::components::icons::{Glyph, Icon};
use crate::components::live::use_announcer;
use crate::components::more::{More, SMALL_PIECE};
use crate::components::note::{Note, Tone};
use crate::components::row::{Rows, Track};
use crate::device::export;
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The page.
#[component]
pub fn OutboxPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let shelved = Memo::new(move |_| {
        let (set, outbox) = (phone.shown().get(), phone.outbox().get());
        outbox.iter().map(|it| (it.id, told::shelf_of(it, &set))).collect::<Vec<_>>()
    });
    let shelf = move |shelf| {
        Memo::new(move |_| {
            let ids: Vec<EntryId> = shelved.with(|all| {
                let on_it = all.iter().filter(|(_, it)| *it == shelf);
                on_it.map(|(id, _)| *id).collect()
            });
            // What has gone is looked up from the newest on, what waits in the order in which it goes.
            if shelf == Shelf::Sent { ids.into_iter().rev().collect() } else { ids }
        })
    };
    let (look, waiting, sent) = (shelf(Shelf::ToLookAt), shelf(Shelf::Waiting), shelf(Shelf::Sent));
    let history = RwSignal::new(false);
    let held = Memo::new(move |_| waiting.with(Vec::len));
    let others = move || phone.status().with(|status| status.others);
    let call = use_call();
    view! {
        <div class="page">
            <Head title=move || tongue.words().outbox.title small="">""</Head> <DutyStrip/>
            <main class="page__body" id="main">
                <Show when=move || !look.with(Vec::is_empty)>
                    <h2>{move || tongue.words().sync.needs_look(look.with(Vec::len))}</h2>
                    <EntryList entries=look/>
                    <CallLink call look=Look::Line/>
                </Show>
                <ShowOr when=move || { held.get() > 0 } fallback=move || view! { <AllSent look/> }>
                    <Held held/>
                    <EntryList entries=waiting/>
                    <Button label=move || tongue.words().outbox.send_now look=Look::Line on_press=move |()| phone.press()/>
                    <HandOver/>
                    <Show when=move || look.with(Vec::is_empty)><CallLink call look=Look::Line/></Show>
                    <p class="quiet">{move || tongue.words().outbox.keep_browser}</p>
                </ShowOr>
                <Show when=move || { others() > 0 }><p class="quiet">{move || tongue.words().outbox.others(others())}</p></Show>
                <Show when=move || !sent.with(Vec::is_empty)>
                    <Fold label=move || tongue.words().outbox.history aside=Signal::derive(move || sent.with(Vec::len).to_string()) on_open=move |()| history.set(true)>
                        <Show when=move || history.get()><EntryList entries=sent/></Show>
                    </Fold>
                </Show>
            </main>
            <Dock><BackLink href="/today"/></Dock>
        </div>
    }
}

/// 交给队长代传: the text, to be read before it is copied.
#[component]
fn HandOver() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let opened = RwSignal::new(false);
    let text = use_mine(move |mine| {
        opened.get().then(|| hand_over::text(mine, &phone.outbox().get(), tongue.words()))
    });
    let text = Signal::derive(move || text.get().flatten().unwrap_or_default());
    let saved = RwSignal::new(None::<String>);
    let save = move |()| {
        spawn_local(async move {
            saved.try_set(export::outbox().await);
        });
    };
    view! {
        <Fold label=move || tongue.words().outbox.by_leader aside="" on_open=move |()| opened.set(true)>
            <p>{move || tongue.words().outbox.hand_over_how}</p>
            <p class="lines">{move || text.get()}</p>
            <CopyButton label=move || tongue.words().outbox.copy done=move || tongue.words().outbox.copied text/>
            <p>{move || tongue.words().outbox.file_how}</p>
            <IconButton label=move || tongue.words().outbox.save_file icon=Icon::File look=Look::Line on_press=save/>
            <p role="status">{move || saved.get().map(|name| tongue.words().outbox.saved_file(&name))}</p>
        </Fold>
    }
}

/// Nothing is left here; not said where something wants a look.
#[component]
fn AllSent(look: Memo<Vec<EntryId>>) -> impl IntoView {
    let tongue = use_tongue();
    view! { <Show when=move || look.with(Vec::is_empty)><Empty words=move || tongue.words().outbox.empty>""</Empty></Show> }
}

/// How many are safe here, and what the phone does about them.
#[component]
fn Held(held: Memo<usize>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let way = use_way_to_hub();
    let does = move || {
        let words = tongue.words();
        let tried =
            phone.status().with(|status| status.last_fault.map(|(_, at)| words.outbox.tried(&at.clock())));
        match way.get() {
            Way::Offline => [words.outbox.offline, &tried.unwrap_or_default()].concat(),
            Way::Shaky { tried } => words.strip.shaky(&tried.clock()),
            Way::HubDown => words.strip.hub_down.to_owned(),
            Way::Open => words.outbox.online.to_owned(),
        }
    };
    let here = move || {
        let outbox = &tongue.words().outbox;
        if held.get() == 1 { outbox.here_one.to_owned() } else { outbox.all_here(held.get()) }
    };
    view! {
        <Note tone=Tone::Calm icon=Icon::Phone>
            <p><b>{here}</b><br/>{does}</p>
        </Note>
    }
}

/// A week without a line leaves a hundred entries: a piece of them is drawn, and words are made for what is drawn.
#[component]
fn EntryList(entries: Memo<Vec<EntryId>>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let drawn = RwSignal::new(SMALL_PIECE);
    let ids =
        Memo::new(move |_| entries.with(|all| all.iter().take(drawn.get()).copied().collect::<Vec<_>>()));
    let count = Memo::new(move |_| entries.with(Vec::len));
    let item = move |id: EntryId| {
        let entry = Memo::new(move |_| {
            let (set, status, outbox) = (phone.shown().get(), phone.status().get(), phone.outbox().get());
            outbox.iter().find(|it| it.id == id).map(|it| told(it, &set, &status, tongue.lang()))
        });
        move || entry.get().map(|entry| view! { <EntryRow entry/> })
    };
    view! {
        <Rows>{rows(move || ids.get(), |id| *id, item)}</Rows>
        {move || view! { <More all=count.get() drawn piece=SMALL_PIECE/> }}
    }
}

#[component]
fn EntryRow(entry: ToldEntry) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let announcer = use_announcer();
    let ToldEntry { id, shelf, icon, title, small, queued, photos, href } = entry;
    let take_back = move |()| {
        let said = tongue.words().kit.taken_back;
        spawn_local(async move {
            if phone.undo(id).await {
                announcer.say(said);
            }
        });
    };
    let see = move |()| spawn_local(async move { phone.see(id).await });
    let percent = u8::try_from((photos.arrived * 100).checked_div(photos.all).unwrap_or(0)).unwrap_or(100);
    let name = title.clone();
    let told = view! {
        <b class="rows__title">{title}</b> <small class="rows__small">{small}</small>
        {(photos.left() > 0).then(|| view! { <Track name percent/> })}
    };
    let told = match href {
        Some(href) => view! { <a class="rows__text rows__link" href=href>{told}</a> }.into_any(),
        None => view! { <span class="rows__text">{told}</span> }.into_any(),
    };
    view! {
        <li class="rows__row">
            <Glyph icon/>
            {told}
            {queued.then(|| view! { <Button label=move || tongue.words().outbox.withdraw look=Look::LineSmall on_press=take_back/> })}
            {(shelf == Shelf::ToLookAt).then(|| view! { <Button label=move || tongue.words().outbox.understood look=Look::LineSmall on_press=see/> })}
        </li>
    }
}
