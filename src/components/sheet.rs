//! A sheet that comes from below: a native dialog, so that focus stays in it and `Esc` leaves it.

use crate::html::*;
use leptos::html::Dialog;
use yingchun_domain::time::UnixMs;

use super::button::{Button, Look};
use super::icons::Icon;
use super::note::{Note, Tone};
use crate::device::clock;
use crate::words::use_tongue;

/// Why what was done last was not saved: said in the sheet too, because the page under it is out of reach.
#[derive(Debug, Clone, Copy)]
pub struct SheetTrouble(pub Signal<Option<String>>);

/// A second tap of the finger that brought the sheet up is not meant for what lies beside it.
const SETTLES_MS: i64 = 600;

/// A bottom sheet. Its last act is always 关闭; a touch beside it closes it too.
#[component]
pub fn Sheet(
    /// Its title, which also names it.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is up.
    #[prop(into)]
    open: Signal<bool>,
    /// Called when the reader leaves it; the page then lowers `open`.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it holds; built each time it comes up.
    children: ChildrenFn,
) -> impl IntoView {
    let tongue = use_tongue();
    let dialog = NodeRef::<Dialog>::new();
    let came_up = StoredValue::new(None::<UnixMs>);
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            came_up.set_value(Some(clock::now()));
            // An engine that refuses a modal still shows the sheet in its place.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let on_cancel = move |cancel: leptos::ev::Event| {
        cancel.prevent_default();
        on_close.run(());
    };
    let on_beside = move |click: leptos::ev::MouseEvent| {
        let since = came_up.get_value().map_or(0, |at| clock::now().since(at));
        if click.target() == click.current_target() && !(0..SETTLES_MS).contains(&since) {
            on_close.run(());
        }
    };
    view! {
        <dialog class="sheet" node_ref=dialog aria-label=move || title.get() on:cancel=on_cancel on:click=on_beside>
            <Show when=move || open.get()>
                <div class="sheet__body">
                    <h2 class="sheet__title" tabindex="-1" autofocus>{move || title.get()}</h2> {children.draw()}
                    <SheetFault/>
                    <Button label=move || tongue.words().kit.close look=Look::Quiet on_press=on_close/>
                </div>
            </Show>
        </dialog>
    }
}

#[component]
fn SheetFault() -> impl IntoView {
    let SheetTrouble(trouble) = expect_context();
    move || {
        trouble.get().map(
            |words| view! { <Note tone=Tone::Care icon=Icon::Warning><p role="alert">{words}</p></Note> },
        )
    }
}
