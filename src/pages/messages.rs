//! 消息: what was asked of her, what came back, what became of her work. Read from the replica, so that nothing is said twice.

use crate::html::*;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::time::UnixMs;

use super::mine::{Mine, use_mine};
use super::said::due_day;
use super::shell::{FaultStrip, FieldTabs, NotedBar, SyncPill};
use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::{Glyph, Icon};
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// One message.
#[derive(Debug, Clone, PartialEq)]
struct Message {
    at: UnixMs,
    /// It waits for her.
    open: bool,
    icon: Icon,
    title: String,
    small: String,
    href: String,
}

/// All messages, those that wait for her first, then the newest.
fn messages(mine: Mine<'_>, words: &Words) -> Vec<Message> {
    let asked = mine.set.assignments_of(mine.me).filter_map(|it| offer(mine, it, words));
    let worked = mine.set.each::<Spot>().filter_map(|spot| outcome(mine, spot, words));
    let mut all: Vec<Message> = asked.chain(worked).collect();
    all.sort_by_key(|message| (!message.open, std::cmp::Reverse(message.at)));
    all
}

fn offer(mine: Mine<'_>, assignment: &Assignment, words: &Words) -> Option<Message> {
    let turn = mine.turn(assignment)?;
    let past = turn.slot.ends < mine.now;
    let (icon, title, open) = match assignment.state {
        AssignmentState::Offered if past => return None,
        AssignmentState::Offered => (Icon::Bell, words.offer.title, true),
        AssignmentState::Accepted => (Icon::Check, words.offer.answered_yes, false),
        AssignmentState::Declined => (Icon::Dash, words.offer.cannot, false),
        AssignmentState::Withdrawn => (Icon::Dash, words.offer.withdrawn, false),
    };
    Some(Message {
        at: turn.slot.starts,
        open,
        icon,
        title: title.to_owned(),
        small: format!("{}，{}", turn.zone.name, words.span(turn.slot.starts, turn.slot.ends)),
        href: format!("/offers/{}", assignment.id),
    })
}

fn outcome(mine: Mine<'_>, spot: &Spot, words: &Words) -> Option<Message> {
    let worked = spot.worked_on_by(mine.me);
    let message = |at, open, icon, title: &str, small: String| {
        Some(Message { at, open, icon, title: title.to_owned(), small, href: format!("/spots/{}", spot.id) })
    };
    match &spot.state {
        SpotState::Returned { .. } if mine.is_returned_to_me(spot) => {
            let returned = spot.standing_return()?;
            let small = format!("{}，{}", spot.place, words.dates.by(&due_day(words, returned.due)));
            message(returned.at, true, Icon::Return, words.returned.title, small)
        }
        SpotState::Passed | SpotState::Closed if worked => {
            let at = spot.passing.as_ref()?.at;
            message(at, false, Icon::Check, words.spot.passed, spot.place.to_string())
        }
        SpotState::Cancelled { reason } if worked => {
            let at = spot.last_cleaning()?.at;
            message(at, false, Icon::Dash, words.spot.cancelled_kept, format!("{}，{reason}", spot.place))
        }
        SpotState::Open | SpotState::Cancelled { .. } if spot.reported_by == Some(mine.me) => {
            let title = if spot.state == SpotState::Open {
                words.report.taken_up
            } else {
                words.states.cancelled_plain
            };
            message(spot.found_at, false, Icon::Camera, title, spot.place.to_string())
        }
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => None,
    }
}

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let all = use_mine(move |mine| messages(mine, tongue.words()));
    let to_look_at = move || phone.status().with(|status| status.to_look_at);
    let body = move || {
        let all = all.get().unwrap_or_default();
        if all.is_empty() {
            return view! { <Empty words=move || tongue.words().me.no_messages>""</Empty> }.into_any();
        }
        all.into_iter().map(|message| view! { <MessageRow message/> }).collect_view().into_any()
    };
    view! {
        <div class="page">
            <Head title=move || tongue.words().me.messages small=""><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                <Show when=move || { to_look_at() > 0 }>
                    <ButtonLink label=move || tongue.words().sync.needs_look(to_look_at()) href="/outbox" look=Look::Line/>
                </Show>
                <div class="rows">{body}</div>
            </main>
            <NotedBar/>
            <FieldTabs/>
        </div>
    }
}

#[component]
fn MessageRow(message: Message) -> impl IntoView {
    view! {
        <a class="rows__row" href=message.href>
            <Glyph icon=message.icon/>
            <span class="rows__text"><b class="rows__title">{message.title}</b> <small class="rows__small">{message.small}</small></span>
            <Glyph icon=Icon::ChevronRight/>
        </a>
    }
}
