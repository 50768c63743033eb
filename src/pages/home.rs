//! `/`: goes on where this phone's person is at home, or asks for the village's code.

use crate::html::*;

use super::mine::{OFFICE, use_arriving, use_mine};
use super::over::{WayBack, is_evicted, nothing_opens, what_was_cleared};
use super::shell::CareSwitch;
use crate::components::button::{Button, ButtonLink, Look, SubmitButton};
use crate::components::cut::Hero;
use crate::components::field::{Entry, Field};
use crate::components::foot::Foot;
use crate::components::icons::Icon;
use crate::components::note::{Note, Tone};
use crate::components::skeleton::Skeleton;
use crate::device::door;
use crate::sync::{Ready, use_phone};
use crate::way::use_way;
use crate::words::use_tongue;

/// Where `/` leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Opening,
    AskCode,
    /// Her page, by its path.
    Of(&'static str),
}

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let phone = use_phone();
    let home = use_mine(|mine| mine.home());
    let arriving = use_arriving();
    // Behind the newcomers' door nothing arrives; the page that only the field has says so.
    let is_small_door = use_context::<WayBack>().is_some();
    let home = Memo::new(move |_| match (phone.ready().get(), home.get()) {
        (Ready::Opening, _) => Home::Opening,
        (_, Some(Some(home))) => Home::Of(home),
        (_, Some(None)) if arriving.get() && !is_small_door => Home::Opening,
        (_, Some(None)) => Home::Of("/today"),
        (Ready::Ready | Ready::NoStorage(_), None) => Home::AskCode,
    });
    let way = use_way();
    let go = move |path| {
        if path == OFFICE {
            door::open(path)
        } else {
            way.go(path)
        }
        Html::Nothing
    };
    move || match home.get() {
        Home::Opening => {
            view! { <div class="page"><main class="page__body" id="main"><Skeleton cards=3/></main></div> }
                .into_any()
        }
        Home::Of(path) => go(path),
        Home::AskCode => view! { <AskCode/> }.into_any(),
    }
}

#[component]
fn AskCode() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let code = RwSignal::new(String::new());
    let shut = Signal::derive(move || phone.ready().with(|ready| matches!(ready, Ready::NoStorage(_))));
    let way = use_way();
    let on_submit = move |submitted: leptos::ev::SubmitEvent| {
        submitted.prevent_default();
        let code = code.with(|code| code.trim().to_owned());
        if !code.is_empty() {
            way.go(&format!("/join/{code}"));
        }
    };
    view! {
        <div class="page">
            <Hero kicker=move || tongue.words().first.invited title=move || tongue.words().first.title
                corner=view! { <CareSwitch/> }>
                <p class="cut__line">{move || tongue.words().join.works_offline}</p>
            </Hero>
            <main class="page__body" id="main">
                <Show when=move || is_evicted(phone)>
                    <Note tone=Tone::Care icon=Icon::Phone>
                        <p>{move || what_was_cleared(tongue)}</p>
                        <ButtonLink label=move || tongue.words().strip.go_on href="/back" look=Look::LineSmall/>
                    </Note>
                </Show>
                <Show when=move || shut.get()>
                    <Note tone=Tone::Care icon=Icon::Phone>
                        <p>{move || nothing_opens(tongue)}</p>
                        <Button label=move || tongue.words().kit.try_again look=Look::LineSmall on_press=move |()| door::again()/>
                    </Note>
                </Show>
                <form class="stack" on:submit=on_submit>
                    <Field name="code" label=move || tongue.words().first.enter_code hint=move || tongue.words().first.enter_code_hint
                        takes=Entry::Code value=code error=None on_type=move |typed| code.set(typed)/>
                    <SubmitButton label=move || tongue.words().first.code_go look=Look::Primary/>
                </form>
                <ButtonLink label=move || tongue.words().first.come_back href="/back" look=Look::Line/>
                <p>{move || tongue.words().first.on_paper}</p>
                <Foot host="" record="" feedback=""/>
            </main>
        </div>
    }
}
