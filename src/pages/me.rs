//! 我的: who she is here, her hours, what is written about her, how the app looks, and where to say something.

mod family;
mod install;
pub mod leave;
pub mod look;
mod others;
mod passphrase;
mod profile;
mod record;
mod typed;

use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::Served;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::grant::Role;
use yingchun_domain::id::PersonId;
use yingchun_domain::team::Team;

use self::family::Family;
use self::install::InstallCard;
use self::leave::{LeaveButton, LeftNote};
use self::look::LookChoices;
use self::others::Others;
use self::passphrase::PassphraseFold;
use self::profile::ProfileCard;
use self::record::RecordFold;
use super::messages::use_unread;
use super::mine::{Mine, use_call, use_mine};
use super::shell::{Below, CallLink, FaultStrip, FieldTabs, SyncPill, use_pill};
use crate::components::button::Look;
use crate::components::facts::{Fact, Facts};
use crate::components::foot::Foot;
use crate::components::head::Head;
use crate::components::row::LinkRow;
use crate::components::tabs::TabSet;
use crate::html::*;
use crate::words::{Lang, Words, use_tongue};

/// What the page tells about her.
#[derive(Debug, Clone, Default, PartialEq)]
struct About {
    name: String,
    team: Option<String>,
    /// The right that she uses most.
    role: Option<Role>,
    served: Served,
    /// Whether all of it is confirmed.
    confirmed: bool,
    left: bool,
    host: String,
    record: Option<String>,
    feedback: String,
}

fn about(mine: Mine<'_>) -> About {
    let person = mine.person();
    let team = person.and_then(|person| person.team);
    let team = team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
    let campaign = mine.set.each::<Campaign>().next();
    let mut own = mine.set.each::<Attendance>().filter(|it| it.person == mine.me && it.minutes().is_some());
    About {
        name: person.map(|person| person.name.to_string()).unwrap_or_default(),
        team: team.map(|team| team.name.to_string()),
        role: mine.set.roles_of(mine.me, mine.now).next(),
        served: mine.served(),
        confirmed: mine.served().minutes > 0 && own.all(|it| it.confirmed().is_some()),
        left: person.is_some_and(|person| person.has_left()),
        host: campaign.map(|it| it.host.to_string()).unwrap_or_default(),
        record: campaign.and_then(|it| it.filing.as_ref()).map(ToString::to_string),
        feedback: campaign.and_then(|it| it.feedback.as_ref()).map(ToString::to_string).unwrap_or_default(),
    }
}

/// What she is who is in no team.
const fn teamless(role: Option<Role>, words: &Words) -> &'static str {
    match role {
        Some(Role::Organiser) => words.account.as_organiser,
        Some(Role::Inspector) => words.account.as_inspector,
        Some(Role::Leader { .. }) => words.account.as_leader,
        None => words.me.no_team,
    }
}

/// The page. Most of its words are plain, so that it is drawn anew where she chooses another language on it.
#[component]
pub fn MePage() -> impl IntoView {
    let tongue = use_tongue();
    move || match tongue.lang() {
        Lang::Zh | Lang::En => view! { <Whole/> },
    }
}

#[component]
fn Whole() -> impl IntoView {
    let tongue = use_tongue();
    let about = use_mine(about);
    let about = Memo::new(move |_| about.get().unwrap_or_default());
    let me = use_mine(|mine| mine.me);
    let official = use_mine(|mine| mine.tabs() != TabSet::Volunteer);
    let call = use_call();
    let of = move || {
        about.with(|it| it.team.clone().unwrap_or_else(|| teamless(it.role, tongue.words()).to_owned()))
    };
    let host = Signal::derive(move || about.with(|it| it.host.clone()));
    let record = Signal::derive(move || about.with(|it| it.record.clone().unwrap_or_else(|| "—".to_owned())));
    let feedback = Signal::derive(move || about.with(|it| it.feedback.clone()));
    let here = Memo::new(move |_| me.get().filter(|_| !about.with(|it| it.left)));
    let left = move || about.with(|it| it.left);
    let title =
        move || if left() { tongue.words().tabs.me.to_owned() } else { about.with(|it| it.name.clone()) };
    let small = move || if left() { String::new() } else { of() };
    let own = move || here.get().map(|person| view! { <Own person/> });
    view! {
        <div class="page">
            <Head title=Signal::derive(title) small=Signal::derive(small)><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <ShowOr when=left fallback=move || view! { <HoursFacts about/> }><LeftNote/></ShowOr>
                {own}
                <Others/>
                <h2>{move || tongue.words().me.looks}</h2>
                <LookChoices/>
                <Show when=move || official.get().unwrap_or_default()><PassphraseFold/></Show>
                <CallLink call look=Look::Line/>
                <Show when=move || !left()><InstallCard/></Show>
                <Foot host record feedback/>
            </main>
            <Below><FieldTabs/></Below>
        </div>
    }
}

#[component]
fn HoursFacts(about: Memo<About>) -> impl IntoView {
    let tongue = use_tongue();
    let pill = use_pill();
    let outbox = move || pill.get().words(tongue.words());
    let worked = move || tongue.words().served(about.with(|it| it.served));
    let official = use_mine(|mine| mine.tabs() != TabSet::Volunteer);
    // An official who was at no work has no hours to speak of.
    let desk = use_mine(|mine| mine.is_official());
    let serves = Memo::new(move |_| desk.get() != Some(true) || about.with(|it| it.served.minutes > 0));
    let unread = use_unread();
    let new = move || match unread.get() {
        0 => String::new(),
        new => format!("{new}{}", tongue.words().tabs.unread),
    };
    let counts = move || {
        let today = &tongue.words().today;
        if about.with(|it| it.confirmed) { today.confirmed } else { today.counted_later }
    };
    view! {
        <Show when=move || serves.get()>
            <Facts><Fact term=move || tongue.words().me.hours value=Signal::derive(worked)/></Facts>
            <p class="quiet">{counts}</p>
        </Show>
        <div>
            <Show when=move || official.get() == Some(true)>
                <LinkRow label=move || tongue.words().tabs.messages aside=Signal::derive(new) href="/messages"/>
            </Show>
            <LinkRow label=move || tongue.words().me.outbox aside=Signal::derive(outbox) href="/outbox"/>
            <Show when=move || serves.get()><LinkRow label=move || tongue.words().me.hours_record aside="" href="/hours"/></Show>
            <LinkRow label=move || tongue.words().me.help aside="" href="/help"/>
        </div>
    }
}

/// What is written about her and hers, and the way out.
#[component]
fn Own(person: PersonId) -> impl IntoView {
    let tongue = use_tongue();
    view! {
        <h2>{move || tongue.words().me.about_me}</h2>
        <ProfileCard person/>
        <Family/>
        <RecordFold/>
        <LeaveButton person/>
    }
}
