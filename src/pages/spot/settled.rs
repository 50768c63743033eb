//! A spot on which the work is done: how it stands, and whether an inspector would like to see one photo more.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::spot::clean::AddPhotos;
use yingchun_domain::spot::{Spot, SpotState};

use super::led::leader_acts;
use super::wrong::{Corrected, WrongSpot};
use super::{Seen, SpotHead, Taken, above, stamp_of, url_of};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::fold::Fold;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pair::{Pair, Shot};
use crate::components::seal::Seal;
use crate::device::photo;
use crate::pages::kept::use_kept;
use crate::pages::photo::{Camera, CameraButtons, PhotoPreview, use_camera};
use crate::pages::shell::{Below, CallLink, use_doer};
use crate::sync::Deed;
use crate::words::{Words, use_tongue};

/// The photo that an inspector asks for: a draft from the moment it is taken, until it is handed over.
#[derive(Clone, Copy)]
struct Extra {
    camera: Camera,
    added: RwSignal<Option<PhotoRecord>>,
    add: Callback<()>,
}

/// How a spot stands, in a sentence; a report waits for whoever leads there.
fn standing(seen: &Seen, words: &Words) -> String {
    let spot = &seen.spot;
    match (&spot.state, spot.worked().count()) {
        (SpotState::Reported, _) if seen.leads => words.report.look_at_it.to_owned(),
        (SpotState::Reported, _) => words.states.reported_plain.to_owned(),
        (SpotState::Cleaned { .. }, _) if spot.standing_objection().is_some() => {
            words.returned.object_sent.to_owned()
        }
        (SpotState::Cleaned { .. }, n @ 2..) => words.returned.handed_in(n),
        (SpotState::Cleaned { .. }, _) => words.spot.waiting.to_owned(),
        (SpotState::Passed | SpotState::Closed, _) => words.spot.passed.to_owned(),
        (SpotState::Cancelled { .. }, _) => words.spot.cancelled_kept.to_owned(),
        (SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. }, _) => {
            words.spot.by_others.to_owned()
        }
    }
}

/// Who cleaned it, how much it was, what was said; an objection's own line where it stands. Of a report what was found.
fn particulars(spot: &Spot, words: &Words) -> Option<String> {
    if spot.state == SpotState::Reported {
        let found = spot.found.map(|found| words.quantity(found));
        let said = spot.note.as_ref().map(ToString::to_string);
        let parts = [found, said];
        return Some(parts.into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma));
    }
    let cleaning = spot.last_cleaning()?;
    let amount = cleaning.quantity.map(|quantity| words.quantity(quantity));
    let objected = spot.standing_objection().and_then(|it| it.words.clone());
    let said = objected.or_else(|| cleaning.note.clone()).map(|note| note.to_string());
    let parts = [Some(cleaning.by_name.to_string()), amount, said];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma))
}

/// The page.
#[component]
pub fn Settled(
    /// The spot.
    seen: Signal<Option<Seen>>,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let key = seen.get_untracked().map(|it| format!("added.{}", it.spot.id)).unwrap_or_default();
    let added = use_kept::<Option<PhotoRecord>>(key.clone());
    let put = |added: &mut Option<PhotoRecord>, photo| *added = Some(photo);
    let camera = use_camera(Signal::derive(|| Phase::After), stamp_of(seen), added, put);
    let add = Callback::new(move |()| {
        let (Some(seen), Some(photo)) = (seen.get_untracked(), added.get_untracked()) else { return };
        let deed = seen.deed(Act::AddPhotos(AddPhotos {}));
        let deed = Deed { photos: vec![photo], draft: Some(key.clone()), ..deed };
        let over = move |_| {
            added.try_set(None);
        };
        doer.act(deed, tongue.words().spot.added.to_owned(), over);
    });
    let extra = Extra { camera, added, add };
    move || {
        if camera.previewing() {
            view! { <PhotoPreview camera on_use=move |_| add.run(()) on_back=|()| ()/> }.into_any()
        } else {
            view! { <Standing seen extra/> }.into_any()
        }
    }
}

#[component]
fn Standing(seen: Signal<Option<Seen>>, extra: Extra) -> impl IntoView {
    let tongue = use_tongue();
    let words = move || seen.with(|it| it.as_ref().map(|it| standing(it, tongue.words())));
    let reported = Memo::new(move |_| {
        seen.with(|it| it.as_ref().is_some_and(|it| it.spot.state == SpotState::Reported))
    });
    let said = move || seen.with(|it| particulars(&it.as_ref()?.spot, tongue.words()));
    let passed = move || {
        seen.with(|it| {
            it.as_ref().is_some_and(|it| matches!(it.spot.state, SpotState::Passed | SpotState::Closed))
        })
    };
    let call = Signal::derive(move || seen.get().and_then(|it| it.call));
    view! {
        <SpotHead seen title=None/>
        <main class="page__body" id="main">
            <ShowOr when=move || reported.get() fallback=move || view! { <SpotPair seen passed=Signal::derive(passed)/> }>
                <ReportedShot seen/>
            </ShowOr>
            {move || {
                let (tone, icon) = if reported.get() { (Tone::Calm, Icon::Question) } else { (Tone::Good, Icon::Check) };
                view! { <Note tone icon><p>{words}</p></Note> }
            }}
            <Corrected seen/>
            <p>{said}</p>
            <AskedPhoto seen extra/>
            {leader_acts(seen)}
            <WrongSpot seen/>
            <CallLink call look=Look::Quiet/>
        </main>
        <Below><Dock><BackLink href=above(seen)/></Dock></Below>
    }
}

/// 请补一张照片: neither a return nor a count, answered with one photo.
#[component]
fn AskedPhoto(seen: Signal<Option<Seen>>, extra: Extra) -> impl IntoView {
    let tongue = use_tongue();
    let asked = Memo::new(move |_| seen.with(|it| it.as_ref().and_then(|it| it.spot.asked.clone())));
    move || {
        let asked = asked.get()?;
        let words = tongue.words();
        let when = words.dates.day_at(&words.day_lunar(asked.at.day()), &asked.at.clock());
        let name = words.returned.inspector(asked.by_name.as_str(), &when);
        Some(view! {
            <Note tone=Tone::Care icon=Icon::Camera>
                <p><b>{tongue.words().outbox.ask_photo}</b></p>
                <p>{asked.words.map(|words| words.to_string())}</p>
                <p class="quiet">{tongue.words().spot.asked_not_returned} {name}</p>
            </Note>
            <ExtraPhoto extra/>
        })
    }
}

/// The camera; or the photo that was taken and not handed over yet.
#[component]
fn ExtraPhoto(extra: Extra) -> impl IntoView {
    let tongue = use_tongue();
    let Extra { camera, added, add } = extra;
    let picture = Memo::new(move |_| added.with(|added| added.as_ref().map(|photo| photo.id)));
    move || {
        match picture.get() {
        None => view! { <CameraButtons camera/> }.into_any(),
        Some(id) => view! {
            <Shot src=photo::url(id) caption=move || tongue.words().photo.saved_here/>
            <Button label=move || tongue.words().photo.use_this look=Look::Primary on_press=add/>
            <Fold label=move || tongue.words().photo.retake aside="" on_open=|()| ()><CameraButtons camera/></Fold>
        }
        .into_any(),
    }
    }
}

/// The photo of a report alone: nothing was cleaned that a second one could show.
#[component]
fn ReportedShot(seen: Signal<Option<Seen>>) -> impl IntoView {
    let tongue = use_tongue();
    let before = Memo::new(move |_| seen.with(|it| it.as_ref().and_then(|it| it.before)));
    move || {
        let (id, at) = before.get()?;
        let caption = move || tongue.words().moment_short(at);
        Some(view! { <div class="pair pair--one"><Shot src=photo::url(id) caption/></div> })
    }
}

/// The newest photos before and after, with the seal once it was passed.
#[component]
fn SpotPair(seen: Signal<Option<Seen>>, passed: Signal<bool>) -> impl IntoView {
    let tongue = use_tongue();
    let pair = Memo::new(move |_| seen.get().map(|it| (it.before, it.after)));
    move || {
        let (before, after) = pair.get()?;
        let words = move || tongue.words();
        let caption = move |taken: Option<Taken>, before: bool| {
            Signal::derive(move || match (taken, before) {
                (Some((_, at)), true) => words().spot.before_at(&at.clock()),
                (Some((_, at)), false) => words().spot.after_at(&at.clock()),
                (None, true) => words().spot.before.to_owned(),
                (None, false) => words().spot.after.to_owned(),
            })
        };
        Some(view! {
            <Pair before=url_of(before) after=url_of(after) before_caption=caption(before, true) after_caption=caption(after, false)>
                <Show when=move || passed.get()><span class="pair__seal"><Seal words=move || tongue.words().states.seal/></span></Show>
            </Pair>
        })
    }
}
