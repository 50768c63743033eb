//! The photos that will go with 清理完了: each can be taken out, and the last one that went can be had back.

use crate::html::*;
use yingchun_domain::photo::{Phase, PhotoRecord};

use super::work::Work;
use crate::components::button::{Button, Look};
use crate::components::row::Rows;
use crate::components::thumb::Thumb;
use crate::device::photo;
use crate::words::{Words, use_tongue};

/// 清理后 10:17
fn caption(photo: &PhotoRecord, words: &Words) -> String {
    let clock = photo.at.clock();
    match photo.phase {
        Phase::Before => words.spot.before_at(&clock),
        Phase::During | Phase::After | Phase::Inspection => words.spot.after_at(&clock),
    }
}

/// The rows, and the ways back.
#[component]
pub fn TakenPhotos(
    /// The draft.
    work: RwSignal<Work>,
) -> impl IntoView {
    let tongue = use_tongue();
    let photos = Memo::new(move |_| work.with(|work| work.photos.clone()));
    let row = move |taken: PhotoRecord| {
        let (id, said) = (taken.id, caption(&taken, tongue.words()));
        let take_out = move |_| work.update(|work| work.remove(id));
        let name = format!("{} {said}", tongue.words().photo.remove);
        view! {
            <li class="rows__row">
                <Thumb src=photo::thumb_url(id)/> <span class="rows__text">{said}</span>
                <button type="button" class=Look::LineSmall.class() aria-label=name on:click=take_out>{tongue.words().photo.remove}</button>
            </li>
        }
    };
    view! {
        <Rows>{move || photos.get().into_iter().map(row).collect_view()}</Rows>
        <Show when=move || work.with(|work| work.replaced.is_some())>
            <p role="status">{move || tongue.words().photo.replaced}</p>
            <Button label=move || tongue.words().photo.find_last look=Look::Line on_press=move |()| work.update(Work::find_last)/>
        </Show>
        <Show when=move || work.with(|work| work.removed.is_some())>
            <p role="status">{move || tongue.words().photo.removed}</p>
            <Button label=move || tongue.words().photo.put_back look=Look::Line on_press=move |()| work.update(Work::put_back)/>
        </Show>
    }
}
