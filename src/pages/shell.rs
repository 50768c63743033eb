//! What every page of the field stands in: the pill, the strip of what happened, the tabs, the bar that takes an act back.

use crate::html::*;
use yingchun_domain::id::EntryId;
use yingchun_domain::sync::{Stage, Status};

use super::fault::{Said, Way, is_old, provide_network, use_way_to_hub, which};
use super::messages::use_unread;
use super::mine::{Call, Who, use_mine};
use super::outbox::told::waiting;
use super::strip_acts::{ComeInAgain, TakeNewer};
use crate::components::button::{Button, ButtonLink, IconLink, Look};
use crate::components::icons::Icon;
use crate::components::live::{Announcer, use_announcer};
use crate::components::pill::{Pill, PillState};
use crate::components::setting::use_settings;
use crate::components::sheet::SheetTrouble;
use crate::components::strip::Strip;
use crate::components::tabs::{TabSet, Tabs};
use crate::components::undo::Undo as UndoBar;
use crate::device::offline::{Offline, use_offline};
use crate::device::{duty, room};
use crate::sync::{Deed, NotSaved, Phone, use_phone};
use crate::words::{Words, use_tongue};

/// Whether the sheet 「拍哪一处？」 is up.
#[derive(Debug, Clone, Copy)]
pub struct CameraSheetUp(pub RwSignal<bool>);

/// How an app says why something was not saved: the field in plain words, the office in its own.
pub type SayNotSaved = fn(&NotSaved, &Words) -> &'static str;

/// To whom it is said: whoever is of the village, and officials.
#[derive(Debug, Clone, Copy)]
pub struct Voices {
    /// In the village's words.
    pub plain: SayNotSaved,
    /// In officials' terms.
    pub official: SayNotSaved,
}

/// What was just done, and why something was not saved.
#[derive(Debug, Clone, Copy)]
struct JustDone {
    noted: RwSignal<Option<(Vec<EntryId>, String)>>,
    trouble: RwSignal<Option<NotSaved>>,
    say: Voices,
    /// Drafts that are being saved as a deed: a second press on the same button is no second deed.
    saving: StoredValue<Vec<String>>,
}

/// Lets everything below use [`use_doer`]. Called once, at a root.
pub fn provide_done(say: Voices) {
    let tongue = use_tongue();
    let trouble = RwSignal::new(None);
    let official = use_official();
    provide_context(SheetTrouble(Signal::derive(move || {
        let say = if official.get() { say.official } else { say.plain };
        trouble.with(|it| it.as_ref().map(|it| say(it, tongue.words()).to_owned()))
    })));
    provide_network();
    provide_context(JustDone { noted: RwSignal::new(None), trouble, say, saving: StoredValue::new(vec![]) });
}

/// Lets everything below use [`use_doer`] and the camera's sheet. Called once, in `Field` and in `Office`.
pub fn provide_shell(say: Voices) {
    provide_done(say);
    provide_context(CameraSheetUp(RwSignal::new(false)));
    let call = use_mine(|mine| mine.call(None));
    Effect::new(move || {
        if let Some(call) = call.get().flatten() {
            duty::keep(&call.number);
        }
    });
}

/// Does what a person chose and says so.
#[derive(Debug, Clone, Copy)]
pub struct Doer {
    phone: Phone,
    announcer: Announcer,
    done: JustDone,
}

/// The way in which a page acts.
pub fn use_doer() -> Doer {
    Doer { phone: use_phone(), announcer: use_announcer(), done: expect_context() }
}

impl Doer {
    /// Saves `deed`; once it is saved, says `said` with the way back, and goes on with `then`.
    pub fn act(self, deed: Deed, said: String, then: impl FnOnce(EntryId) + 'static) {
        let draft = deed.draft.clone();
        if !self.begin(draft.as_deref()) {
            return;
        }
        spawn_local(async move {
            match self.phone.act(deed).await {
                Ok(id) => {
                    self.announcer.say(&said);
                    self.done.trouble.try_set(None);
                    self.done.noted.try_set(Some((vec![id], said)));
                    then(id);
                }
                Err(trouble) => self.trouble(trouble),
            }
            self.end(draft.as_deref());
        });
    }

    /// Whether the deed of a draft may be saved; it may not while the same draft is being saved.
    fn begin(self, draft: Option<&str>) -> bool {
        let Some(draft) = draft else { return true };
        let begun = self.done.saving.try_update_value(|saving| {
            let first = saving.iter().all(|it| it != draft);
            if first {
                saving.push(draft.to_owned());
            }
            first
        });
        begun.unwrap_or(true)
    }

    fn end(self, draft: Option<&str>) {
        if let Some(draft) = draft {
            self.done.saving.try_update_value(|saving| saving.retain(|it| it != draft));
        }
    }

    /// Saves several deeds that are one act to the person, and says `said` once with one way back for all of them.
    pub fn act_all(self, deeds: Vec<Deed>, said: String) {
        self.act_all_then(deeds, said, || ());
    }

    /// The same, and goes on with `then` once all of them are saved.
    pub fn act_all_then(self, deeds: Vec<Deed>, said: String, then: impl FnOnce() + 'static) {
        let draft = deeds.iter().find_map(|deed| deed.draft.clone());
        if !self.begin(draft.as_deref()) {
            return;
        }
        spawn_local(async move {
            let all = deeds.len();
            let mut ids = Vec::with_capacity(all);
            self.done.trouble.try_set(None);
            for deed in deeds {
                match self.phone.act(deed).await {
                    Ok(id) => ids.push(id),
                    Err(trouble) => {
                        self.trouble(trouble);
                        break;
                    }
                }
            }
            if ids.len() == all {
                then();
            }
            // What was saved before the trouble can be taken back like the rest.
            if !ids.is_empty() {
                self.announcer.say(&said);
                self.done.noted.try_set(Some((ids, said)));
            }
            self.end(draft.as_deref());
        });
    }

    /// Says why something was not saved.
    pub fn trouble(self, trouble: NotSaved) {
        self.done.trouble.try_set(Some(trouble));
    }
}

/// What the phone does, its entries counted as the outbox page counts them.
pub fn use_counted() -> Memo<Status> {
    let phone = use_phone();
    let waiting = Memo::new(move |_| waiting(&phone.outbox().get(), &phone.shown().get()));
    Memo::new(move |_| Status { waiting: waiting.get(), photos_waiting: 0, ..phone.status().get() })
}

/// What the pill says.
pub fn use_pill() -> Memo<PillState> {
    let (status, room) = (use_counted(), room::room());
    Memo::new(move |_| PillState::of(status.get(), room.get()))
}

/// Whether something has waited here for a day, which deserves a word.
fn use_old() -> Memo<bool> {
    let phone = use_phone();
    Memo::new(move |_| {
        let (now, outbox) = (phone.now().get(), phone.outbox().get());
        let waits = |it| waiting(std::slice::from_ref(it), &phone.shown().get()) > 0;
        outbox.iter().any(|it| is_old(it.saved_at, now) && waits(it))
    })
}

/// Whether an official reads.
fn use_official() -> Signal<bool> {
    let official = use_mine(|mine| mine.is_official());
    Signal::derive(move || official.get() == Some(true))
}

/// The pill for a page's head.
#[component]
pub fn SyncPill() -> impl IntoView {
    let pill = use_pill();
    view! { <Pill state=pill official=use_official()/> }
}

/// The pill where a head has little room: only while the phone holds something.
#[component]
pub fn BusyPill() -> impl IntoView {
    let pill = use_pill();
    view! { <Show when=move || pill.get() != PillState::AllSent><SyncPill/></Show> }
}

/// Why something was not saved, and what to do.
pub fn not_saved(trouble: &NotSaved, words: &Words) -> &'static str {
    match trouble {
        NotSaved::Full => words.strip.phone_full,
        NotSaved::NoDevice => words.strip.nobody_here,
        NotSaved::TooLong => words.strip.too_long,
        NotSaved::Storage(_) => words.strip.no_storage,
    }
}

/// The strip: what happened, what is safe, what to do. The same everywhere, and mostly not there.
#[component]
pub fn FaultStrip() -> impl IntoView {
    let status = use_counted();
    let trouble = expect_context::<JustDone>().trouble;
    let (way, old, offline) = (use_way_to_hub(), use_old(), use_offline());
    let said = Memo::new(move |_| {
        let status = status.get();
        let said = Said::of(&status, way.get(), trouble.get());
        said.or_old(status.waiting, old.get()).or_newer(offline.is_some_and(Offline::newer))
    });
    view! { <SaidStrip said/> }
}

/// The strip where the page itself tells what waits and whether there is network: only what the reader must do.
#[component]
pub fn DutyStrip() -> impl IntoView {
    let status = use_counted();
    let trouble = expect_context::<JustDone>().trouble;
    let said = Memo::new(move |_| match Said::of(&status.get(), Way::Open, trouble.get()) {
        said @ (Said::NotSaved(_) | Said::SessionGone { .. }) => said,
        Said::Nothing
        | Said::Offline { .. }
        | Said::Shaky { .. }
        | Said::Old { .. }
        | Said::HubDown
        | Said::Newer => Said::Nothing,
    });
    view! { <SaidStrip said/> }
}

/// What was not saved, alone.
#[component]
pub fn NotSavedStrip() -> impl IntoView {
    let trouble = expect_context::<JustDone>().trouble;
    let said = Memo::new(move |_| trouble.get().map_or(Said::Nothing, Said::NotSaved));
    view! { <SaidStrip said/> }
}

#[component]
fn SaidStrip(said: Memo<Said>) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let JustDone { trouble, say, .. } = expect_context();
    let official = use_official();
    let words = Signal::derive(move || {
        let words = tongue.words();
        said.with(|said| match official.get() {
            true => said.official_words(words, say.official),
            false => said.words(words, say.plain),
        })
    });
    let act = move || {
        match said.get() {
        Said::Nothing | Said::HubDown | Said::Offline { waiting: 0 } | Said::Shaky { waiting: 0, .. } => ().into_any(),
        Said::Shaky { .. } => view! {
            <Button label=move || tongue.words().strip.send_now look=Look::LineSmall on_press=move |()| phone.press()/>
        }
        .into_any(),
        Said::NotSaved(_) => view! {
            <Button label=move || tongue.words().kit.understood look=Look::LineSmall on_press=move |()| trouble.set(None)/>
        }
        .into_any(),
        Said::Offline { waiting } | Said::Old { waiting } => view! {
            <ButtonLink label=move || which(tongue.words(), waiting) href="/outbox" look=Look::LineSmall/>
        }
        .into_any(),
        Said::SessionGone { .. } => view! { <ComeInAgain/> },
        Said::Newer => view! { <TakeNewer/> },
    }
    };
    view! {
        <Show when=move || said.get() != Said::Nothing>
            {move || view! { <Strip icon=said.get().icon() words>{act}</Strip> }}
        </Show>
    }
}

/// 「记下了　撤回」, or 「已通过　撤销」, while the act can still be taken back.
#[component]
pub fn NotedBar() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let noted = expect_context::<JustDone>().noted;
    let announcer = use_announcer();
    // Volunteers take back what they said; whoever decides undoes it.
    let decides = use_mine(|mine| mine.set.roles_of(mine.me, mine.now).next().is_some());
    let label = move || {
        let kit = &tongue.words().kit;
        if decides.get() == Some(true) { kit.undo } else { kit.withdraw }
    };
    let shown = Memo::new(move |_| {
        let (ids, said) = noted.get()?;
        let now = phone.now().get();
        let outbox = phone.outbox().get();
        let mut noted = outbox.iter().filter(|it| ids.contains(&it.id));
        let waits = |stage: &Stage| matches!(stage, Stage::Queued { grace_until } if now < *grace_until);
        noted.any(|it| waits(&it.stage)).then_some((ids, said))
    });
    let take_back = move |ids: Vec<EntryId>| {
        let said = tongue.words().kit.taken_back;
        spawn_local(async move {
            let mut any = false;
            for id in ids {
                any |= phone.undo(id).await;
            }
            if any {
                noted.try_set(None);
                announcer.say(said);
            }
        });
    };
    move || {
        shown.get().map(|(ids, said)| {
            view! {
                <UndoBar words=said label=Signal::derive(move || label().to_owned()) on_undo=move |()| take_back(ids.clone())/>
            }
        })
    }
}

/// What stays at the bottom of a page: 「记下了　撤回」 above its dock and tabs, one block, so that none covers another.
#[component]
pub fn Below(
    /// Dock, tabs, or both.
    children: Children,
) -> impl IntoView {
    view! { <div class="bottom"><NotedBar/> {children()}</div> }
}

/// The tabs of whoever this phone belongs to.
#[component]
pub fn FieldTabs() -> impl IntoView {
    let camera = expect_context::<CameraSheetUp>().0;
    let tabs = use_mine(|mine| mine.tabs());
    let set = Signal::derive(move || tabs.get().unwrap_or(TabSet::Volunteer));
    let unread = use_unread();
    view! { <Tabs set on_camera=move |()| camera.set(true) unread/> }
}

/// 大字版, or back to 普通版: in the same place on every page that has it.
#[component]
pub fn CareSwitch() -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let label = move || {
        let kit = &tongue.words().kit;
        if settings.care() { kit.plain } else { kit.large }
    };
    view! { <Button label=Signal::derive(move || label().to_owned()) look=Look::LineSmall on_press=move |()| settings.set_care(!settings.care())/> }
}

/// 打电话给队长, or to whoever else answers; nothing where no number is known.
#[component]
pub fn CallLink(
    /// Whom.
    #[prop(into)]
    call: Signal<Option<Call>>,
    /// How it looks.
    look: Look,
) -> impl IntoView {
    let tongue = use_tongue();
    move || {
        call.get().map(|call| {
            let href = call.href();
            let label = move || match &call.who {
                Who::Leader => tongue.words().kit.call_leader.to_owned(),
                Who::Named(name) => tongue.words().kit.call_someone(name),
                Who::Somebody => tongue.words().kit.call.to_owned(),
            };
            view! { <IconLink label=Signal::derive(label) href icon=Icon::Call look/> }
        })
    }
}
