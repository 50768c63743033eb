//! 〔拍问题处〕: a photo of what is left, and a ring that a tap draws around it; burnt in before the return is saved.

use crate::html::*;
use yingchun_domain::photo::{Phase, PhotoRecord, Source};

use crate::components::button::{Button, Look};
use crate::components::thumb::Thumb;
use crate::device::cover::{CoverFrame, Discs, Place, Touch};
use crate::device::photo::{PhotoRefused, Picked, Retouch, StampWords, forget, prepare, thumb_url};
use crate::device::picker::PhotoButtons;
use crate::pages::photo::refused_words;
use crate::words::use_tongue;

/// The picture as it came, so that it can be developed once more.
#[derive(Clone)]
struct Negative {
    picked: Picked,
    stamp: StampWords,
    source: Source,
}

/// The photo of what is left, and what is drawn on it.
#[derive(Clone, Copy)]
pub struct Problem {
    negative: StoredValue<Option<Negative>, LocalStorage>,
    preview: RwSignal<Option<String>>,
    ring: RwSignal<Discs>,
    refused: RwSignal<Option<PhotoRefused>>,
}

/// A problem of which there is no photo yet.
pub fn use_problem() -> Problem {
    Problem {
        negative: StoredValue::new_local(None),
        preview: RwSignal::new(None),
        ring: RwSignal::new(Discs::default()),
        refused: RwSignal::new(None),
    }
}

impl Problem {
    /// Takes a picture: it is saved at once, without a ring.
    async fn take(self, picked: Picked, stamp: StampWords, source: Source) -> Option<PhotoRecord> {
        match prepare(&picked, &stamp, Phase::Inspection, source, &Retouch::default()).await {
            Ok(prepared) => {
                self.negative.try_set_value(Some(Negative { picked, stamp, source }));
                self.ring.try_set(Discs::default());
                self.refused.try_set(None);
                self.preview.try_set(Some(prepared.preview_url));
                Some(prepared.record)
            }
            Err(why) => {
                self.refused.try_set(Some(why));
                None
            }
        }
    }

    /// The photos with the ring burnt in, where one was drawn; `None` where that failed, and why is on the screen.
    pub async fn burnt(self, photos: Vec<PhotoRecord>) -> Option<Vec<PhotoRecord>> {
        let ring = self.ring.try_get_untracked().filter(|ring| !ring.is_empty());
        let (Some(ring), Some(negative)) = (ring, self.negative.try_get_value().flatten()) else {
            return Some(photos);
        };
        let mut retouch = Retouch::default();
        retouch.cover(ring);
        let Negative { picked, stamp, source } = negative;
        match prepare(&picked, &stamp, Phase::Inspection, source, &retouch).await {
            Ok(prepared) => {
                photos.iter().for_each(|photo| forget(photo.id));
                Some(vec![prepared.record])
            }
            Err(why) => {
                self.refused.try_set(Some(why));
                None
            }
        }
    }
}

/// The part of the sheet.
#[component]
pub fn ProblemPhoto(
    /// The photo and what is drawn on it.
    problem: Problem,
    /// The photos of the sheet's draft.
    #[prop(into)]
    photos: Signal<Vec<PhotoRecord>>,
    /// What a picture is stamped with.
    stamp: Callback<Source, StampWords>,
    /// Called with the photo that takes the place of the one before.
    #[prop(into)]
    on_photo: Callback<PhotoRecord>,
) -> impl IntoView {
    let tongue = use_tongue();
    let Problem { preview, ring, refused, .. } = problem;
    let on_pick = Callback::new(move |(picked, source): (Picked, Source)| {
        let stamp = stamp.run(source);
        spawn_local(async move {
            if let Some(photo) = problem.take(picked, stamp, source).await {
                on_photo.run(photo);
            }
        });
    });
    let frame = move || {
        match preview.get() {
        Some(src) => view! { <RingFrame src ring/> }.into_any(),
        // The picture as it came is gone with the page; what was saved of it cannot be drawn on.
        None => photos.with(|photos| photos.first().map(|photo| view! {
            <Thumb src=thumb_url(photo.id)/> <p class="quiet">{move || tongue.words().return_sheet.ring_gone}</p>
        }))
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--close">
            <p class="field__label">{move || tongue.words().return_sheet.take_photo} <span class="field__aside">{move || tongue.words().kit.optional}</span></p>
            {frame}
            {move || refused.get().map(|why| view! { <p class="field__error" role="alert">{refused_words(why, tongue.words())}</p> })}
            <div class="row"><PhotoButtons camera_look=Look::Line on_pick/></div>
        </div>
    }
}

/// The picture with the ring on it, drawn by a tap or from the keyboard.
#[component]
fn RingFrame(src: String, ring: RwSignal<Discs>) -> impl IntoView {
    let tongue = use_tongue();
    let touch = move |touch: Touch| {
        ring.update(|ring| match touch {
            Touch::Down(place) => ring.circle(place),
            Touch::Along(place) => ring.drag(place),
        });
    };
    let key = move |key: String| {
        ring.try_update(|ring| {
            let first = ring.is_empty() && key.starts_with("Arrow");
            if first {
                ring.circle(Place::MIDDLE);
            }
            first || ring.nudge(&key)
        })
        .unwrap_or_default()
    };
    view! {
        <p class="quiet">{move || tongue.words().return_sheet.circle_it}</p>
        <CoverFrame src discs=ring name=move || tongue.words().return_sheet.circle_it on_touch=touch on_key=key/>
        <div class="row">
            <Button label=move || tongue.words().photo.cover_smaller look=Look::LineSmall on_press=move |()| ring.update(Discs::shrink)/>
            <Button label=move || tongue.words().photo.cover_larger look=Look::LineSmall on_press=move |()| ring.update(Discs::grow)/>
            <Button label=move || tongue.words().return_sheet.no_ring look=Look::LineSmall on_press=move |()| ring.set(Discs::default())/>
        </div>
    }
}
