//! At work on a spot: the photos, how much it was, a word, 清理完了. All of it is a draft from the first touch on.

use crate::html::*;
use yingchun_domain::id::EntryId;
use yingchun_domain::photo::{Phase, PhotoRecord};

use super::led::{leader_acts, whose_work};
use super::taken::TakenPhotos;
use super::work::{MOST, UNITS, Work, draft_key};
use super::wrong::Corrected;
use super::{ClaimButton, Seen, SpotHead, above, stamp_of, url_of};
use crate::components::button::{Button, Look};
use crate::components::chip::Chip;
use crate::components::dock::{BackLink, Dock};
use crate::components::field::TextField;
use crate::components::focus::focus_on;
use crate::components::fold::Fold;
use crate::components::icons::Icon;
use crate::components::live::use_announcer;
use crate::components::note::{Note, Tone};
use crate::components::pair::{Pair, Shot};
use crate::components::step::Step;
use crate::pages::kept::use_kept;
use crate::pages::photo::{Camera, CameraButtons, PhotoPreview, use_camera};
use crate::pages::shell::{Below, CallLink, use_doer};
use crate::words::use_tongue;

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    seen: Signal<Option<Seen>>,
    work: RwSignal<Work>,
    phase: RwSignal<Phase>,
    replacing: RwSignal<bool>,
    camera: Camera,
}

impl Desk {
    /// Whether a photo of a phase is there, here or from before.
    fn has(self, phase: Phase) -> bool {
        let before = phase == Phase::Before;
        self.has_own(phase)
            || (before && self.seen.with(|it| it.as_ref().is_some_and(|it| it.before.is_some())))
    }

    /// Whether a photo before is hers to take: none is known, or it is in her own draft.
    fn may_add_before(self) -> bool {
        self.has_own(Phase::Before) || !self.has(Phase::Before)
    }

    /// Whether a photo of a phase stands in her own draft.
    fn has_own(self, phase: Phase) -> bool {
        self.work.with(|work| work.photo(phase).is_some())
    }

    /// The camera for a photo of `phase`, which takes the place of the newest one or stands beside it.
    fn camera_for(self, phase: Phase, replacing: bool) -> Camera {
        self.camera.meant(move || {
            self.phase.set(phase);
            self.replacing.set(replacing);
        })
    }

    /// After a photo that she took, the next one is of what was done.
    fn goes_on(self) {
        self.replacing.set(false);
        self.phase.set(Phase::After);
    }
}

/// The page of a spot that waits for hands.
#[component]
pub fn Working(
    /// The spot.
    seen: Signal<Option<Seen>>,
    /// The return that this work answers.
    answers: Option<EntryId>,
) -> impl IntoView {
    let key = seen.get_untracked().map(|it| draft_key(&it.spot)).unwrap_or_default();
    let work = use_kept::<Work>(key);
    let has_before = seen.with_untracked(|it| it.as_ref().is_some_and(|it| it.before.is_some()))
        || work.with_untracked(|work| work.photo(Phase::Before).is_some());
    let phase = RwSignal::new(if has_before || answers.is_some() { Phase::After } else { Phase::Before });
    let replacing = RwSignal::new(false);
    // One photo before is enough: another takes its place.
    let put = move |work: &mut Work, photo: PhotoRecord| {
        let replaces = replacing.get_untracked() || photo.phase == Phase::Before;
        if replaces { work.replace(photo) } else { work.add(photo) }
    };
    let camera = use_camera(phase.into(), stamp_of(seen), work, put);
    let desk = Desk { seen, work, phase, replacing, camera };
    view! {
        <ShowOr when=move || camera.previewing() fallback=move || view! { <Bench desk answers/> }>
            <PhotoPreview camera on_use=move |_| desk.goes_on() on_back=move |()| desk.goes_on()/>
        </ShowOr>
    }
}

#[component]
fn Bench(desk: Desk, answers: Option<EntryId>) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let announcer = use_announcer();
    let missing = RwSignal::new(false);
    let ready = Memo::new(move |_| desk.has(Phase::After));
    let done = move |()| {
        let Some(seen) = desk.seen.get_untracked() else { return };
        if !ready.get_untracked() {
            missing.set(true);
            announcer.say(tongue.words().spot.need_after);
            return;
        }
        if let Some(why) = desk.work.with_untracked(Work::note_refused) {
            announcer.say(&tongue.words().text_refused(why, ""));
            focus_on("note");
            return;
        }
        let deed = desk.work.with_untracked(|work| work.deed(&seen.spot, answers, seen.voice));
        doer.act(deed, tongue.words().spot.done_noted.to_owned(), |_| ());
    };
    let note_error =
        move || desk.work.with(Work::note_refused).map(|why| tongue.words().text_refused(why, ""));
    let note_error = Signal::derive(note_error);
    let call = Signal::derive(move || desk.seen.get().and_then(|it| it.call));
    view! {
        <SpotHead seen=desk.seen title=None/>
        <main class="page__body" id="main">
            <Corrected seen=desk.seen/>
            <Frames desk/>
            <Show when=move || missing.get() && !ready.get()>
                <Note tone=Tone::Care icon=Icon::Warning><p>{move || tongue.words().spot.need_after}</p></Note>
            </Show>
            <Take desk ready/>
            <Amount work=desk.work/>
            <TextField name="note" label=move || tongue.words().spot.say hint=move || tongue.words().spot.say_example
                value=Signal::derive(move || desk.work.with(|work| work.note.clone())) error=note_error
                on_type=move |typed| desk.work.update(|work| work.note = typed)/>
            <ClaimButton seen=desk.seen/>
            {leader_acts(desk.seen)}
            <CallLink call look=Look::Quiet/>
        </main>
        <Below>
            <Dock>
                <Show when=move || ready.get()>{whose_work(desk.seen, desk.work)}</Show>
                <BackLink href=above(desk.seen)/>
                {move || {
                    let look = if ready.get() { Look::Primary } else { Look::Line };
                    view! { <Button label=move || tongue.words().spot.done look on_press=done/> }
                }}
            </Dock>
        </Below>
    }
}

/// The two frames, her own draft first, else what the replica knows; while the photo after is still to be taken, the one before
/// alone, large, so that she finds the place and the angle again.
#[component]
fn Frames(desk: Desk) -> impl IntoView {
    let tongue = use_tongue();
    let shown = Memo::new(move |_| {
        let own = |phase| desk.work.with(|work| work.photo(phase).map(|photo| (photo.id, photo.at)));
        let before = own(Phase::Before).or_else(|| desk.seen.get().and_then(|it| it.before));
        (before, own(Phase::After), desk.phase.get())
    });
    move || {
        let (before, after, phase) = shown.get();
        let words = move || tongue.words();
        let before_caption = Signal::derive(move || {
            before
                .map_or_else(|| words().spot.before.to_owned(), |(_, at)| words().spot.before_at(&at.clock()))
        });
        let after_caption = Signal::derive(move || {
            after.map_or_else(|| words().spot.after.to_owned(), |(_, at)| words().spot.after_at(&at.clock()))
        });
        if before.is_some() && after.is_none() && phase == Phase::After {
            return view! { <div class="pair pair--one"><Shot src=url_of(before) caption=before_caption/></div> }
                .into_any();
        }
        view! { <Pair before=url_of(before) after=url_of(after) before_caption after_caption>""</Pair> }
            .into_any()
    }
}

/// The way to the next photo: which one it is, and the two buttons; once there is one after cleaning, out of the way.
#[component]
fn Take(desk: Desk, ready: Memo<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let chip = move |phase: Phase| {
        let label = move || {
            let spot = &tongue.words().spot;
            if phase == Phase::Before { spot.before } else { spot.after }
        };
        view! {
            <Chip label=Signal::derive(move || label().to_owned()) pressed=Signal::derive(move || desk.phase.get() == phase)
                on_press=move |()| desk.phase.set(phase)/>
        }
    };
    let angle = move || desk.phase.get() == Phase::After && desk.has(Phase::Before);
    view! {
        <ShowOr
            when=move || ready.get()
            fallback=move || view! {
                <Show when=move || desk.may_add_before()><div class="chips chips--even">{chip(Phase::Before)} {chip(Phase::After)}</div></Show>
                <Show when=angle><p>{move || tongue.words().photo.same_angle}</p></Show>
                <CameraButtons camera=desk.camera/>
            }
        >
            <Note tone=Tone::Calm icon=Icon::Phone><p>{move || tongue.words().spot.photos_kept}</p></Note>
            <Fold label=move || tongue.words().spot.retake aside="" on_open=|()| ()>
                <CameraButtons camera=desk.camera_for(Phase::After, true)/>
            </Fold>
            <Fold label=move || tongue.words().spot.again aside="" on_open=|()| ()>
                <CameraButtons camera=desk.camera_for(Phase::After, false)/>
            </Fold>
            <BeforeAgain desk/>
            <TakenPhotos work=desk.work/>
        </ShowOr>
    }
}

/// The photo before that was forgotten, or that is to be another one.
#[component]
fn BeforeAgain(desk: Desk) -> impl IntoView {
    let tongue = use_tongue();
    let label = move || {
        let spot = &tongue.words().spot;
        if desk.has_own(Phase::Before) { spot.before_retake } else { spot.before_late }
    };
    view! {
        <Show when=move || desk.may_add_before()>
            <Fold label=move || label().to_owned() aside="" on_open=|()| ()><CameraButtons camera=desk.camera_for(Phase::Before, true)/></Fold>
        </Show>
    }
}

/// 清出来多少: a number and its unit.
#[component]
fn Amount(work: RwSignal<Work>) -> impl IntoView {
    let tongue = use_tongue();
    let chips = UNITS.map(|unit| {
        view! {
            <Chip label=move || tongue.words().unit(unit) pressed=Signal::derive(move || work.with(|work| work.unit() == unit))
                on_press=move |()| work.update(|work| work.unit = Some(unit))/>
        }
    });
    view! {
        <div class="field">
            <p class="field__label">{move || tongue.words().spot.how_much} <span class="field__aside">{move || tongue.words().kit.optional}</span></p>
            <Step label=move || tongue.words().spot.how_much value=Signal::derive(move || work.with(|work| work.count)) most=MOST
                on_change=move |count| work.update(|work| work.count = count)>{chips}</Step>
        </div>
    }
}
