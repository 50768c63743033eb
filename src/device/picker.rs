//! Two ways to a picture: the camera, one at a time, and the album.

use crate::html::*;
use leptos::html::Input;
use yingchun_domain::photo::Source;

use super::interop;
use super::photo::Picked;
use crate::components::button::{IconButton, Look};
use crate::components::icons::Icon;
use crate::words::use_tongue;

/// The two buttons. A picture given up is no event.
#[component]
pub fn PhotoButtons(
    /// How much the camera weighs on the page: its one next act, or one among others.
    camera_look: Look,
    /// Called with each picture.
    on_pick: Callback<(Picked, Source)>,
) -> impl IntoView {
    let tongue = use_tongue();
    let (camera, album) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let open = |input: NodeRef<Input>| {
        Callback::new(move |()| {
            interop::ready();
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        })
    };
    let picked = move |input: NodeRef<Input>, source| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_pick.run((Picked(file), source));
        }
        // The same file chosen again is an event again.
        input.set_value("");
    };
    view! {
        <input node_ref=camera type="file" accept="image/*" capture="environment" hidden
            on:change=move |_| picked(camera, Source::Camera)/>
        <input node_ref=album type="file" accept="image/*" hidden on:change=move |_| picked(album, Source::Album)/>
        <IconButton label=Signal::derive(move || tongue.words().photo.open_camera.to_owned()) icon=Icon::Camera
            look=camera_look on_press=open(camera)/>
        <IconButton label=Signal::derive(move || tongue.words().photo.from_album.to_owned()) icon=Icon::Album
            look=Look::Line on_press=open(album)/>
    }
}
