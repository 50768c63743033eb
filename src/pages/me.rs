//! 我的: who she is here, her hours, how the app looks, and where to say something.

use crate::html::*;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::team::Team;

use super::mine::{Mine, use_call, use_mine};
use super::said::hours;
use super::shell::{CallLink, FaultStrip, FieldTabs, NotedBar, SyncPill, use_counted};
use crate::components::button::Look;
use crate::components::chip::Chip;
use crate::components::facts::{Fact, Facts};
use crate::components::fold::Fold;
use crate::components::foot::Foot;
use crate::components::head::Head;
use crate::components::row::LinkRow;
use crate::components::setting::{Theme, use_settings};
use crate::components::tick::Tick;
use crate::words::{Lang, use_tongue};

/// What the page tells about her.
#[derive(Debug, Clone, Default, PartialEq)]
struct About {
    name: String,
    team: Option<String>,
    minutes: i64,
    host: String,
    record: Option<String>,
}

fn about(mine: Mine<'_>) -> About {
    let person = mine.person();
    let team = person.and_then(|person| person.team);
    let team = team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
    let campaign = mine.set.each::<Campaign>().next();
    About {
        name: person.map(|person| person.name.to_string()).unwrap_or_default(),
        team: team.map(|team| team.name.to_string()),
        minutes: mine.minutes(),
        host: campaign.map(|it| it.host.to_string()).unwrap_or_default(),
        record: campaign.and_then(|it| it.filing.as_ref()).map(ToString::to_string),
    }
}

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let tongue = use_tongue();
    let status = use_counted();
    let about = use_mine(about);
    let about = Memo::new(move |_| about.get().unwrap_or_default());
    let call = use_call();
    let waiting = move || status.with(|status| status.waiting);
    let outbox = move || match waiting() {
        0 => tongue.words().sync.all_sent.to_owned(),
        n => tongue.words().sync.waiting(n),
    };
    let team =
        move || about.with(|it| it.team.clone()).unwrap_or_else(|| tongue.words().me.no_team.to_owned());
    let host = Signal::derive(move || about.with(|it| it.host.clone()));
    let record = Signal::derive(move || about.with(|it| it.record.clone().unwrap_or_else(|| "—".to_owned())));
    view! {
        <div class="page">
            <Head title=Signal::derive(move || about.with(|it| it.name.clone())) small=Signal::derive(team)><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <Facts>
                    <Fact term=move || tongue.words().me.hours value=Signal::derive(move || tongue.words().dates.hours(&hours(about.with(|it| it.minutes))))/>
                </Facts>
                <p class="quiet">{move || tongue.words().today.counted_later}</p>
                <div>
                    <LinkRow label=move || tongue.words().me.outbox aside=Signal::derive(outbox) href="/outbox"/>
                    <LinkRow label=move || tongue.words().me.help aside="" href="/help"/>
                    <Fold label=move || tongue.words().me.install aside="" on_open=|()| ()><InstallWords waiting=Signal::derive(waiting)/></Fold>
                </div>
                <LookChoices/>
                <CallLink call look=Look::Line/>
                <Foot host record/>
            </main>
            <NotedBar/>
            <FieldTabs/>
        </div>
    }
}

/// How to put it on the home screen; only once nothing is left here, because the two keep apart stores.
#[component]
fn InstallWords(waiting: Signal<usize>) -> impl IntoView {
    let tongue = use_tongue();
    let words = move || match waiting.get() {
        0 => tongue.words().me.install_steps.to_owned(),
        n => tongue.words().me.install_wait(n),
    };
    view! { <p>{words}</p> }
}

/// Text size, colours, language.
#[component]
fn LookChoices() -> impl IntoView {
    let tongue = use_tongue();
    let settings = use_settings();
    let theme = move |theme: Theme| {
        let label = move || {
            let me = &tongue.words().me;
            match theme {
                Theme::Light => me.light,
                Theme::Dark => me.dark,
                Theme::System => me.system,
            }
        };
        view! {
            <Chip label=Signal::derive(move || label().to_owned()) pressed=Signal::derive(move || settings.theme() == theme)
                on_press=move |()| settings.set_theme(theme)/>
        }
    };
    let lang = move |lang: Lang| {
        let label = move || {
            let me = &tongue.words().me;
            match lang {
                Lang::Zh => me.chinese,
                Lang::En => me.english,
            }
        };
        view! {
            <Chip label=Signal::derive(move || label().to_owned()) pressed=Signal::derive(move || tongue.lang() == lang)
                on_press=move |()| settings.speak(lang)/>
        }
    };
    view! {
        <Tick name="care" label=move || tongue.words().me.large ticked=Signal::derive(move || settings.care()) error=None
            on_tick=move |on| settings.set_care(on)/>
        <Tick name="sun" label=move || tongue.words().me.sun ticked=Signal::derive(move || settings.sun()) error=None
            on_tick=move |on| settings.set_sun(on)/>
        <div class="field" role="group" aria-label=move || tongue.words().me.theme>
            <p class="field__label">{move || tongue.words().me.theme}</p>
            <div class="chips">{theme(Theme::Light)} {theme(Theme::Dark)} {theme(Theme::System)}</div>
        </div>
        <div class="field" role="group" aria-label=move || tongue.words().me.language>
            <p class="field__label">{move || tongue.words().me.language}</p>
            <div class="chips">{lang(Lang::Zh)} {lang(Lang::En)}</div>
        </div>
    }
}
