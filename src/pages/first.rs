//! The first page of `/join/CODE`: who asks, when, and that nothing is owed.

use crate::html::*;
use yingchun_domain::community::Welcome;

use super::mine::Call;
use super::said::day_of_year;
use super::shell::{CallLink, CareSwitch};
use crate::components::button::{Button, ButtonLink, IconLink, Look};
use crate::components::cut::Hero;
use crate::components::dock::Dock;
use crate::components::empty::Empty;
use crate::components::foot::Foot;
use crate::components::head::Head;
use crate::components::icons::Icon;
use crate::components::row::{IconRow, Rows};
use crate::components::skeleton::Skeleton;
use crate::device::duty;
use crate::device::hub::{HubFault, welcome};
use crate::sync::use_phone;
use crate::way::use_way;
use crate::words::use_tongue;

/// What a community's code opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// Being asked.
    Opening,
    /// The hub knows no such code any more.
    Expired,
    /// Neither the hub nor this phone can say.
    Offline,
    /// The drive and the community.
    Ready(Box<Welcome>),
}

/// The code in the address, what it opens, and the way to ask again.
#[derive(Debug, Clone, Copy)]
pub struct Code {
    /// The code.
    pub code: Memo<String>,
    /// What it opens.
    pub opened: RwSignal<Opened>,
    /// Asks the hub again.
    pub again: Callback<()>,
}

/// Reads the address of `/join/CODE` and what stands behind it.
pub fn use_code() -> Code {
    let code = use_way().part(1);
    let opened = RwSignal::new(Opened::Opening);
    let last = StoredValue::new(String::new());
    let ask = move |asked: String| {
        last.set_value(asked.clone());
        spawn_local(async move {
            let answer = match welcome(&asked).await {
                Ok(welcome) => {
                    if let Some(call) = Call::of_welcome(&welcome) {
                        duty::keep(&call.number);
                    }
                    Opened::Ready(Box::new(welcome))
                }
                Err(HubFault::Refused { .. }) => Opened::Expired,
                Err(HubFault::Unreachable | HubFault::Busy | HubFault::Broken) => Opened::Offline,
            };
            // The address may name another code by now, or the page may be gone.
            if last.try_get_value().is_some_and(|last| last == asked) {
                opened.try_set(answer);
            }
        });
    };
    Effect::new(move || ask(code.get()));
    Code { code, opened, again: Callback::new(move |()| ask(code.get_untracked())) }
}

/// The first page.
#[component]
pub fn FirstPage() -> impl IntoView {
    let Code { code, opened, again } = use_code();
    move || match opened.get() {
        Opened::Ready(welcome) => view! { <Invitation welcome=*welcome code=code.get()/> }.into_any(),
        Opened::Opening => {
            view! { <div class="page"><main class="page__body" id="main"><Skeleton cards=4/></main></div> }
                .into_any()
        }
        Opened::Expired | Opened::Offline => view! { <NotOpened opened again/> }.into_any(),
    }
}

/// Why the page of a code cannot be shown, and what to do.
#[component]
pub fn NotOpened(
    /// What the code opened, which was nothing.
    opened: RwSignal<Opened>,
    /// Asks again.
    again: Callback<()>,
) -> impl IntoView {
    let tongue = use_tongue();
    let duty = Signal::derive(Call::of_duty);
    let words = move || match opened.get() {
        Opened::Expired => tongue.words().first.code_expired,
        Opened::Offline | Opened::Opening | Opened::Ready(_) => tongue.words().first.no_network,
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().join.title small=""><CareSwitch/></Head>
            <main class="page__body" id="main">
                <Empty words>
                    <Show when=move || opened.get() == Opened::Offline>
                        <Button label=move || tongue.words().kit.try_again look=Look::Primary on_press=again/>
                    </Show>
                    <CallLink call=duty look=Look::Line/>
                    <ButtonLink label=move || tongue.words().first.enter_code_again href="/" look=Look::Line/>
                </Empty>
                <p class="quiet">{move || tongue.words().first.on_paper}</p>
            </main>
        </div>
    }
}

#[component]
fn Invitation(welcome: Welcome, code: String) -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let known = move || phone.me().with(Option::is_some);
    let Welcome { campaign, community } = welcome;
    let (starts, ends) = (campaign.starts, campaign.ends);
    let call = community.duty_phone.or(campaign.duty_phone).map(|number| format!("tel:{}", number.as_str()));
    let record = campaign.filing.map_or_else(|| "—".to_owned(), |filing| filing.to_string());
    let feedback = campaign.feedback.map(|feedback| feedback.to_string()).unwrap_or_default();
    let (committee, title, host) =
        (community.committee.to_string(), campaign.name.to_string(), campaign.host.to_string());
    let form = format!("/join/{code}/form");
    let family = format!("/join/{code}/family");
    let days = move || {
        let words = tongue.words();
        words.first.days(&day_of_year(words, starts), &day_of_year(words, ends))
    };
    let first = move || {
        if known() {
            view! { <ButtonLink label=move || tongue.words().join.to_today href="/today" look=Look::Primary/> }.into_any()
        } else {
            let form = form.clone();
            view! { <ButtonLink label=move || tongue.words().first.join href=form look=Look::Primary/> }
                .into_any()
        }
    };
    view! {
        <div class="page">
            <Hero kicker=move || tongue.words().first.invites(&committee) title corner=view! { <CareSwitch/> }>
                <p class="cut__line cut__line--lines">{days}</p>
            </Hero>
            <main class="page__body" id="main">
                <Rows>
                    <IconRow icon=Icon::Clock words=move || tongue.words().first.free_choice/>
                    <IconRow icon=Icon::Check words=move || tongue.words().first.nothing_owed/>
                    <IconRow icon=Icon::Home words=move || tongue.words().first.tools/>
                </Rows>
                <div class="row">
                    <ButtonLink label=move || tongue.words().first.come_back href="/back" look=Look::Line/>
                    <ButtonLink label=move || tongue.words().first.for_family href=family look=Look::Line/>
                </div>
                <p>{move || tongue.words().first.on_paper}</p>
                {call.map(|href| view! { <IconLink label=move || tongue.words().kit.call href icon=Icon::Call look=Look::Line/> })}
                <Foot host record feedback/>
            </main>
            <Dock>{first}</Dock>
        </div>
    }
}
