//! A spot that came back, as she sees it who cleaned it: the place, the day, and that her hours are safe.

use leptos::prelude::*;
use yingchun_domain::spot::Return;

use super::{Seen, SpotHead, above, url_of};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::pair::Pair;
use crate::pages::said::due;
use crate::pages::shell::{CallLink, NotedBar};
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The page of a returned spot, until she goes to clean it.
#[component]
pub fn ReturnedView(
    /// The spot.
    seen: Signal<Option<Seen>>,
    /// The return.
    returned: Return,
    /// 去清，再拍一张
    #[prop(into)]
    on_go: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let photos = seen.get_untracked().map(|it| (it.inspected, it.after, it.to_me));
    let (inspected, own, to_me) = photos.unwrap_or_default();
    let at = returned.at;
    let moment = move |at: yingchun_domain::time::UnixMs| {
        let words = tongue.words();
        format!("{} {}", words.day_lunar(at.day()), words.hour(at))
    };
    let inspectors = Signal::derive(move || tongue.words().returned.inspector_photo(&moment(at)));
    let yours = Signal::derive(move || {
        own.map_or_else(String::new, |(_, at)| {
            let words = tongue.words();
            if to_me { words.returned.your_photo(&moment(at)) } else { words.spot.after_at(&moment(at)) }
        })
    });
    let name = returned.by_name.to_string();
    let place = returned.place.to_string();
    let reason = returned.reason;
    let when = move || due(tongue.words(), &returned, phone.now().get());
    let call = Signal::derive(move || seen.get().and_then(|it| it.call));
    let safe = move || to_me.then(|| format!("{} · ", tongue.words().returned.hours_safe));
    let title = Signal::derive(move || Some(tongue.words().returned.title.to_owned()));
    view! {
        <SpotHead seen title/>
        <main class="page__body" id="main">
            {(inspected.is_some() || own.is_some()).then(|| view! {
                <Pair before=url_of(inspected) after=url_of(own) before_caption=inspectors after_caption=yours>""</Pair>
            })}
            <div class="stack stack--close">
                <p><b>{place}</b></p>
                <p>{move || tongue.words().shortfall(reason)}</p>
                <p>{when}</p>
                <p class="quiet">{safe} {move || tongue.words().returned.inspector(&name)}</p>
            </div>
            <p class="quiet">{move || tongue.words().returned.someone_else}</p>
            <CallLink call look=Look::Line/>
        </main>
        <NotedBar/>
        <Dock>
            <BackLink href=above(seen)/>
            <Button label=move || tongue.words().returned.clean_again look=Look::Primary on_press=on_go/>
        </Dock>
    }
}
