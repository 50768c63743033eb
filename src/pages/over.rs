//! From one door of the app to another ([`yingchun_domain::door`]): newcomers have one of their own, which has few screens. The
//! way leads over a page that the hub gives out, so it is only taken while the hub answers, and never where somebody may be
//! typing.

use crate::html::*;
use yingchun_domain::door::Door;

use crate::components::button::{Button, Look};
use crate::components::empty::Empty;
use crate::components::skeleton::Skeleton;
use crate::device::offline::provide_offline;
use crate::device::{door, waits};
use crate::sync::{Phone, Ready, use_phone};
use crate::way::use_way;
use crate::words::{Tongue, use_tongue};

/// The screen to which the way back leads from a page that only the field has.
#[derive(Clone, Copy)]
pub struct WayBack(pub Signal<String>);

/// In the field: its door is opened from here on where somebody has joined on this phone, also where the browser has since cleared
/// away what she kept there: the field says so ([`is_evicted`]).
#[component]
pub fn KeepDoor() -> impl IntoView {
    let phone = use_phone();
    Effect::new(move || {
        if phone.ready().get() == Ready::Ready && phone.me().with(Option::is_some) {
            door::keep();
        }
    });
}

/// Whether somebody had joined on this phone, and the browser cleared away what the app kept.
pub fn is_evicted(phone: Phone) -> bool {
    phone.ready().get() == Ready::Ready && phone.me().with(Option::is_none) && door::remembers()
}

/// What is said then, with how much had not been sent.
pub fn what_was_cleared(tongue: Tongue) -> String {
    let words = &tongue.words().strip;
    match waits::lost() {
        0 => words.evicted.into(),
        unsent => words.evicted_unsent(unsent),
    }
}

/// What is said where storage does not open: whoever joined here has something in it, a stranger's browser lets nothing in.
pub fn nothing_opens(tongue: Tongue) -> String {
    let words = &tongue.words().strip;
    if door::remembers() { words.does_not_open } else { words.no_storage }.into()
}

/// Has a worker open this door without network once it stands. Called once, at a root.
pub fn keep_offline(door: Door) {
    let phone = use_phone();
    let offline = provide_offline();
    let begun = StoredValue::new(false);
    Effect::new(move || {
        // Not before the page stands: what the worker brings takes nothing from the first load.
        if phone.ready().get() != Ready::Opening && !begun.get_value() {
            begun.set_value(true);
            offline.begin(door);
        }
    });
}

/// Where newcomers come in: whoever has joined before goes over while the app opens, whoever only looks finds her page again
/// without network, and whoever fills in the form gets the field's files meanwhile.
#[component]
pub fn LeaveDoor() -> impl IntoView {
    let phone = use_phone();
    let path = use_way().path();
    let opened = StoredValue::new(false);
    Effect::new(move || {
        let joined = phone.me().with_untracked(Option::is_some);
        if phone.ready().get() != Ready::Ready || opened.get_value() {
            return;
        }
        opened.set_value(true);
        if joined && door::keep() {
            let path = path.get_untracked();
            spawn_local(async move {
                if door::reaches(&path).await {
                    door::open(&path);
                }
            });
        } else {
            // Not before the page stands: what the worker brings takes nothing from the first load.
            door::keep_this();
        }
    });
    let asked = StoredValue::new(false);
    Effect::new(move || {
        let fills_in = path.with(|path| path.ends_with("/form") || path.ends_with("/family"));
        if fills_in && !asked.get_value() {
            asked.set_value(true);
            door::bring_field();
        }
    });
}

/// Where newcomers come in: a page that only the field has. Without network it says so, and goes over by itself once there is.
#[component]
pub fn OverPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let path = use_way().path();
    let WayBack(back) = expect_context();
    let missed = RwSignal::new(false);
    let go = Callback::new(move |()| {
        let path = path.get_untracked();
        spawn_local(async move {
            if door::reaches(&path).await {
                door::open(&path);
            } else {
                missed.try_set(true);
            }
        });
    });
    Effect::new(move || {
        phone.now().with(|_| ());
        go.run(());
    });
    move || {
        match missed.get() {
        false => {
            view! { <div class="page"><main class="page__body" id="main"><Skeleton cards=3/></main></div> }
                .into_any()
        }
        true => view! {
            <div class="page">
                <main class="page__body" id="main">
                    <Empty words=move || tongue.words().first.no_network>
                        <Button label=move || tongue.words().kit.try_again look=Look::Primary on_press=go/>
                        <a class=Look::Line.class() href=move || back.get()>{move || tongue.words().kit.back}</a>
                    </Empty>
                </main>
            </div>
        }
        .into_any(),
    }
    }
}
