//! Inside WeChat on an iPhone, after signing up: nothing opens there without network, and what helps.

use std::collections::BTreeSet;

use crate::components::button::{Button, Look};
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::steps::Steps;
use crate::device::browser::Browser;
use crate::device::marks;
use crate::html::*;
use crate::words::use_tongue;

/// The list of what was seen, and its line.
const LIST: &str = "wechat";
const UNDERSTOOD: &str = "understood";

/// The note, until she has understood it.
#[component]
pub fn WeChatNote() -> impl IntoView {
    let tongue = use_tongue();
    let due = Browser::this() == Browser::WeChatOnIPhone && !marks::seen(LIST).contains(UNDERSTOOD);
    let (due, shown_how) = (RwSignal::new(due), RwSignal::new(false));
    let understood = move |()| {
        marks::see(LIST, &BTreeSet::from([UNDERSTOOD.to_owned()]));
        due.set(false);
    };
    view! {
        <Show when=move || due.get()>
            <Note tone=Tone::Calm icon=Icon::Phone>
                <div class="stack stack--close">
                    <p>{move || tongue.words().first.wechat_offline}</p>
                    <Show when=move || shown_how.get()><Steps/></Show>
                    <div class="row">
                        <Show when=move || !shown_how.get()>
                            <Button label=move || tongue.words().first.show_how look=Look::LineSmall on_press=move |()| shown_how.set(true)/>
                        </Show>
                        <Button label=move || tongue.words().kit.understood look=Look::LineSmall on_press=understood/>
                    </div>
                </div>
            </Note>
        </Show>
    }
}
