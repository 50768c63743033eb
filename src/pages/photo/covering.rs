//! 遮住人脸: a finger puts a disc of coarse squares wherever somebody could be known.

use crate::html::*;

use super::{Camera, Taking};
use crate::components::button::{Button, Look};
use crate::components::dock::Dock;
use crate::device::cover::{CoverFrame, Discs, Touch};
use crate::device::way;
use crate::words::use_tongue;

/// The page of a picture on which faces are being covered.
#[component]
pub fn Covering(
    /// The page's camera.
    camera: Camera,
) -> impl IntoView {
    let tongue = use_tongue();
    let discs = RwSignal::new(camera.discs());
    let touch = move |touch: Touch| {
        discs.update(|discs| match touch {
            Touch::Down(place) => discs.put(place),
            Touch::Along(place) => discs.drag(place),
        });
    };
    let key = move |key: String| discs.try_update(|discs| discs.nudge(&key)).unwrap_or_default();
    let frame = move || {
        let src = camera.prepared()?.preview_url;
        Some(view! {
            <CoverFrame src discs=Signal::from(discs) name=move || tongue.words().photo.cover_how on_touch=touch on_key=key/>
        })
    };
    let done = move |()| match discs.get_untracked() {
        same if same == camera.discs() => camera.turn(Taking::Preview),
        discs => camera.cover(discs),
    };
    let uncovered = move |()| camera.turn(Taking::Preview);
    let _back = StoredValue::new_local(way::watch_back(move || uncovered(())));
    view! {
        <main class="page__body" id="main">
            <h1 class="page__title" tabindex="-1">{move || tongue.words().photo.hide_faces}</h1>
            <p>{move || tongue.words().photo.cover_how}</p>
            <div class="stamp-frame stamp-frame--whole">{frame}</div>
            <Show when=move || !discs.with(Discs::is_empty)>
                <div class="row">
                    <Button label=move || tongue.words().photo.cover_smaller look=Look::Line on_press=move |()| discs.update(Discs::shrink)/>
                    <Button label=move || tongue.words().photo.cover_larger look=Look::Line on_press=move |()| discs.update(Discs::grow)/>
                    <Button label=move || tongue.words().photo.cover_undo look=Look::Line on_press=move |()| discs.update(Discs::undo)/>
                </div>
            </Show>
        </main>
        <Dock>
            <Button label=move || tongue.words().photo.cover_none look=Look::Line on_press=uncovered/>
            <Button label=move || tongue.words().photo.cover_done look=Look::Primary on_press=done/>
        </Dock>
    }
}
