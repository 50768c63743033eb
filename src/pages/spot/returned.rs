//! A spot that came back, as she sees it who cleaned it: the place, the day, what she may answer, and that her hours are safe.

use crate::html::*;
use yingchun_domain::entry::Act;
use yingchun_domain::id::EntryId;
use yingchun_domain::spot::Return;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::time::UnixMs;

use super::led::{leader_acts, someone_instead};
use super::{Answer, Seen, SpotHead, above, url_of};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::pair::Pair;
use crate::pages::said::due;
use crate::pages::shell::{Below, CallLink, use_doer};
use crate::sync::use_phone;
use crate::words::use_tongue;

/// The page of a returned spot, until she goes to clean it or objects.
#[component]
pub fn ReturnedView(
    /// The spot.
    seen: Signal<Option<Seen>>,
    /// The return.
    returned: Return,
    /// What she chooses.
    answer: RwSignal<Answer>,
) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let to_me = seen.with_untracked(|it| it.as_ref().is_some_and(|it| it.to_me));
    let (concerned, leads) =
        seen.with_untracked(|it| it.as_ref().map_or((false, false), |it| (it.concerned, it.leads)));
    let begged = Memo::new(move |_| seen.with(|it| it.as_ref().and_then(|it| it.begged.clone())));
    let wants_another = move || leads && begged.with(Option::is_some);
    let cleans = Callback::new(move |()| answer.set(Answer::Cleans));
    let clean = move |look| view! { <Button label=move || tongue.words().returned.clean_again look on_press=cleans/> };
    let (name, returned_at) = (returned.by_name.to_string(), returned.at);
    let place = returned.place.to_string();
    let reason = returned.reason;
    let entry = returned.entry;
    let pair = view! { <ReturnedPair seen at=returned.at to_me/> };
    let when = move || due(tongue.words(), &returned, phone.now().get());
    let call = Signal::derive(move || seen.get().and_then(|it| it.call));
    let safe = move || to_me.then(|| format!("{} · ", tongue.words().returned.hours_safe));
    let title = Signal::derive(move || Some(tongue.words().returned.title.to_owned()));
    let inspector = move || {
        let words = tongue.words();
        words.returned.inspector(&name, &words.moment_near(returned_at, phone.now().get()))
    };
    view! {
        <SpotHead seen title/>
        <main class="page__body" id="main">
            {pair}
            <div class="stack stack--close">
                <p><b>{place}</b></p>
                <p>{move || tongue.words().shortfall(reason)}</p>
                <p>{when}</p>
                <p class="quiet">{safe} {inspector}</p>
            </div>
            {leads.then(|| view! { <Begged begged still=move || tongue.words().returned.begged_to_leader/> })}
            {leader_acts(seen)}
            <Show when=wants_another>{clean(Look::Line)}</Show>
            {(concerned && !leads).then(|| view! { <SomeoneElse seen begged entry/> })}
            {concerned.then(|| view! {
                <Button label=move || tongue.words().returned.object look=Look::Quiet on_press=move |()| answer.set(Answer::Objects)/>
            })}
            <CallLink call look=Look::Line/>
        </main>
        <Below>
            <Dock>
                <BackLink href=above(seen)/>
                <ShowOr when=wants_another fallback=move || clean(Look::Primary)>{someone_instead(seen)}</ShowOr>
            </Dock>
        </Below>
    }
}

/// The inspector's photo beside hers.
#[component]
fn ReturnedPair(seen: Signal<Option<Seen>>, at: UnixMs, to_me: bool) -> impl IntoView {
    let tongue = use_tongue();
    let photos = seen.get_untracked().map(|it| (it.inspected, it.before, it.after));
    let (inspected, before, own) = photos.unwrap_or_default();
    let phone = use_phone();
    let moment = move |at: UnixMs| tongue.words().moment_near(at, phone.now().get());
    // Where the inspector took no photo, the one from before stands beside hers.
    let first = inspected.or(before);
    let inspectors = Signal::derive(move || match (inspected, before) {
        (Some(_), _) => tongue.words().returned.inspector_photo(&moment(at)),
        (None, Some((_, at))) => tongue.words().spot.before_at(&moment(at)),
        (None, None) => String::new(),
    });
    let yours = Signal::derive(move || {
        own.map_or_else(String::new, |(_, at)| {
            let words = tongue.words();
            if to_me { words.returned.your_photo(&moment(at)) } else { words.spot.after_at(&moment(at)) }
        })
    });
    (first.is_some() || own.is_some()).then(|| {
        view! { <Pair before=url_of(first) after=url_of(own) before_caption=inspectors after_caption=yours>""</Pair> }
    })
}

/// Who said that she cannot go, and what comes of it.
#[component]
fn Begged(begged: Memo<Option<String>>, #[prop(into)] still: Signal<String>) -> impl IntoView {
    move || {
        let said = begged.get()?;
        Some(
            view! { <Note tone=Tone::Calm icon=Icon::User><p><b>{said}</b><br/>{move || still.get()}</p></Note> },
        )
    }
}

/// 去不了，请队长换人; once said, that it was said, and that she may still come.
#[component]
fn SomeoneElse(seen: Signal<Option<Seen>>, begged: Memo<Option<String>>, entry: EntryId) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let beg = move |()| {
        let Some(seen) = seen.get_untracked() else { return };
        let act = Act::BegOff(BegOff { returned: Some(entry), words: None });
        doer.act(seen.deed(act), tongue.words().returned.begged.to_owned(), |_| ());
    };
    view! {
        <Begged begged still=move || tongue.words().returned.begged_still/>
        <Show when=move || begged.with(Option::is_none)>
            <Button label=move || tongue.words().returned.someone_else look=Look::Line on_press=beg/>
        </Show>
    }
}
