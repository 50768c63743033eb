//! 消息: what was asked of her, what came back, what became of her work. Read from the replica, so that nothing is said twice;
//! which of them she has read is a mark that only her phone knows.

use std::collections::BTreeSet;

use crate::html::*;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::served::HourStep;
use yingchun_domain::grant::Grant;
use yingchun_domain::notice::Notice;
use yingchun_domain::person::Person;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::time::UnixMs;

use super::mine::{Call, Mine, use_call, use_mine};
use super::said::due_day;
use super::shell::{Below, CallLink, FaultStrip, FieldTabs, SyncPill};
use crate::arrange::Arrange as _;
use crate::components::button::{ButtonLink, Look};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::icons::{Glyph, Icon};
use crate::device::marks;
use crate::sync::use_phone;
use crate::words::{Words, use_tongue};

/// The list of messages that were read.
const LIST: &str = "messages";

/// One message.
#[derive(Debug, Clone, PartialEq)]
struct Message {
    /// What it is about and how that stands: it is new again when it stands otherwise.
    key: String,
    at: UnixMs,
    /// It waits for her.
    open: bool,
    icon: Icon,
    title: String,
    small: String,
    leads: Leads,
}

/// Where a message leads.
#[derive(Debug, Clone, PartialEq)]
enum Leads {
    /// To a page.
    To(String),
    /// To somebody who can be called; to nobody where no number is known.
    Call(Option<Call>),
}

/// Which messages were read on this phone.
#[derive(Debug, Clone, Copy)]
pub struct Read(RwSignal<BTreeSet<String>>);

/// Lets everything below use [`use_unread`]. Called once, in `Field`.
pub fn provide_read() {
    provide_context(Read(RwSignal::new(marks::seen(LIST))));
}

/// How many messages she has not read.
pub fn use_unread() -> Signal<usize> {
    let tongue = use_tongue();
    let read = expect_context::<Read>().0;
    let keys = use_mine(move |mine| {
        messages(mine, tongue.words()).into_iter().map(|message| message.key).collect::<Vec<_>>()
    });
    Signal::derive(move || {
        let keys = keys.get().unwrap_or_default();
        read.with(|read| keys.iter().filter(|key| !read.contains(*key)).count())
    })
}

/// All messages, those that wait for her first, then the newest.
fn messages(mine: Mine<'_>, words: &Words) -> Vec<Message> {
    let mut all = about(mine, None, words);
    for (person, name) in mine.family() {
        // What she herself was told of a spot is not told of her family again.
        let mut of_family = about(mine.with_eyes_of(person), Some(&name), words);
        of_family.retain(|message| all.iter().all(|it| it.key != message.key));
        all.extend(of_family);
    }
    all.extend(mine.set.each::<Notice>().filter_map(|notice| told(mine, notice)));
    all.extend(mine.set.each::<Grant>().filter_map(|grant| ended(mine, grant, words)));
    all.arrange_by(|message| (!message.open, std::cmp::Reverse(message.at)));
    all
}

/// What one person is told; `name` where it is one of her family.
fn about(mine: Mine<'_>, name: Option<&str>, words: &Words) -> Vec<Message> {
    let asked = mine.set.assignments_of(mine.me).filter_map(|it| offer(mine, it, words));
    let worked = mine.set.each::<Spot>().filter_map(|spot| outcome(mine, spot, words));
    let counted = mine.set.each::<Attendance>().filter_map(|it| counted(mine, it, words));
    let mut all: Vec<Message> = asked.chain(worked).chain(counted).chain(placed(mine, words)).collect();
    if let Some(name) = name {
        for message in &mut all {
            message.title = of_another(&message.title, name, words);
        }
    }
    all
}

/// The title of a message to one of her family: 队长请王大山来.
fn of_another(title: &str, name: &str, words: &Words) -> String {
    match title {
        own if own == words.offer.title => words.offer.title_of(name),
        own if own == words.me.hours_confirmed => words.me.hours_confirmed_of(name),
        own if own == words.me.placed => words.me.placed_of(name),
        other => words.kit.of(name, other),
    }
}

fn offer(mine: Mine<'_>, assignment: &Assignment, words: &Words) -> Option<Message> {
    let turn = mine.turn(assignment)?;
    let past = turn.slot.ends < mine.now;
    let (key, icon, title, open) = match assignment.state {
        AssignmentState::Offered if past => return None,
        AssignmentState::Offered => ("offered", Icon::Bell, words.offer.title, true),
        AssignmentState::Accepted => ("accepted", Icon::Check, words.offer.answered_yes, false),
        AssignmentState::Declined => ("declined", Icon::Dash, words.offer.cannot, false),
        AssignmentState::Withdrawn => ("withdrawn", Icon::Dash, words.offer.withdrawn, false),
    };
    Some(Message {
        key: format!("{}.{key}", assignment.id),
        at: turn.slot.starts,
        open,
        icon,
        title: title.to_owned(),
        small: [turn.zone.name.as_str(), &words.span(turn.slot.starts, turn.slot.ends)].join(words.kit.comma),
        leads: Leads::To(format!("/offers/{}", assignment.id)),
    })
}

/// What the office or a leader tells.
fn told(mine: Mine<'_>, notice: &Notice) -> Option<Message> {
    notice.stands_at(mine.now).then(|| Message {
        key: format!("{}.notice", notice.id),
        at: notice.at,
        open: false,
        icon: Icon::Bell,
        title: notice.title.to_string(),
        small: notice.by_name.to_string(),
        leads: Leads::To(format!("/notices/{}", notice.id)),
    })
}

/// That the office took a right of hers back, and whom to ask about it; nothing while she holds it by another grant.
fn ended(mine: Mine<'_>, grant: &Grant, words: &Words) -> Option<Message> {
    let hers = grant.person == mine.me && mine.person().is_some_and(Person::takes_part);
    let again = mine.set.roles_of(mine.me, mine.now).any(|role| role == grant.role);
    let at = grant.to.filter(|_| hers && !again && !grant.waits)?;
    Some(Message {
        key: format!("{}.ended", grant.id),
        at,
        open: false,
        icon: Icon::Dash,
        title: words.me.right_ended(words.role(Some(grant.role))),
        small: words.moment_short(at),
        leads: Leads::Call(mine.call_office().map(|(_, call)| call)),
    })
}

/// Hours that a leader confirmed.
fn counted(mine: Mine<'_>, attendance: &Attendance, words: &Words) -> Option<Message> {
    let confirmed = attendance.confirmed().filter(|_| attendance.person == mine.me)?;
    let worked = words.served(attendance.served(HourStep::default()).unwrap_or_default());
    Some(Message {
        key: format!("{}.confirmed", confirmed.entry),
        at: confirmed.at,
        open: false,
        icon: Icon::Clock,
        title: words.me.hours_confirmed.to_owned(),
        small: [
            words.day_weekday(confirmed.came.day()),
            words.today.hours_noted(&confirmed.came.clock(), &confirmed.went.clock(), &worked),
        ]
        .join(words.kit.comma),
        leads: Leads::To("/me".to_owned()),
    })
}

/// That a leader took her into a team.
fn placed(mine: Mine<'_>, words: &Words) -> Option<Message> {
    let person = mine.person()?;
    let team: &Team = mine.set.get(person.team?.uuid()).known()?;
    Some(Message {
        key: format!("{}.{}.placed", team.id, person.id),
        at: person.consent.at,
        open: false,
        icon: Icon::User,
        title: words.me.placed.to_owned(),
        small: team.name.to_string(),
        leads: Leads::To("/me".to_owned()),
    })
}

/// What became of a spot that she worked on or reported.
fn outcome(mine: Mine<'_>, spot: &Spot, words: &Words) -> Option<Message> {
    let worked = spot.worked_on_by(mine.me);
    let message = |key: &str, at, open, icon, title: &str, small: String| {
        let key = format!("{}.{key}.{}", spot.id, spot.cleanings.len());
        Some(Message {
            key,
            at,
            open,
            icon,
            title: title.to_owned(),
            small,
            leads: Leads::To(format!("/spots/{}", spot.id)),
        })
    };
    match &spot.state {
        SpotState::Returned { .. } if mine.is_returned_to_me(spot) => {
            let returned = spot.standing_return()?;
            let small =
                [spot.place.as_str(), &words.dates.by(&due_day(words, returned.due))].join(words.kit.comma);
            message("returned", returned.at, true, Icon::Return, words.returned.title, small)
        }
        SpotState::Cleaned { .. } if worked => {
            let asked = spot.asked.as_ref()?;
            message("asked", asked.at, true, Icon::Camera, words.outbox.ask_photo, spot.place.to_string())
        }
        SpotState::Passed | SpotState::Closed if worked => {
            let passing = spot.passing.as_ref()?;
            let objected = spot.objections.iter().any(|it| it.by == mine.me && it.cleaning.is_some());
            let title = if objected { words.returned.object_heard } else { words.spot.passed };
            message("passed", passing.at, false, Icon::Check, title, spot.place.to_string())
        }
        SpotState::Cancelled { reason } if worked => {
            let at = spot.last_cleaning()?.at;
            let small = [spot.place.as_str(), reason.as_str()].join(words.kit.comma);
            message("cancelled", at, false, Icon::Dash, words.spot.cancelled_kept, small)
        }
        SpotState::Open | SpotState::Cancelled { .. } if spot.reported_by == Some(mine.me) => {
            let (key, title) = if spot.state == SpotState::Open {
                ("taken-up", words.report.taken_up)
            } else {
                ("not-needed", words.states.cancelled_plain)
            };
            message(key, spot.found_at, false, Icon::Camera, title, spot.place.to_string())
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

/// The page. What it shows counts as read once she leaves it.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let tongue = use_tongue();
    let phone = use_phone();
    let read = expect_context::<Read>().0;
    let before = read.get_untracked();
    let all = use_mine(move |mine| messages(mine, tongue.words()));
    let call = use_call();
    let to_look_at = move || phone.status().with(|status| status.to_look_at);
    Effect::new(move || {
        let Some(all) = all.get().filter(|all| !all.is_empty()) else { return };
        let keys: BTreeSet<String> = all.into_iter().map(|message| message.key).collect();
        marks::see(LIST, &keys);
        read.set(keys);
    });
    let body = move || {
        let all = all.get().unwrap_or_default();
        if all.is_empty() {
            return view! { <Empty words=move || tongue.words().me.no_messages>""</Empty> }.into_any();
        }
        let row = |message: Message| {
            let new = !before.contains(&message.key);
            view! { <MessageRow message new/> }
        };
        all.into_iter().map(row).collect_view().into_any()
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
                <CallLink call look=Look::Line/>
            </main>
            <Below><FieldTabs/></Below>
        </div>
    }
}

#[component]
fn MessageRow(message: Message, new: bool) -> impl IntoView {
    let tongue = use_tongue();
    let Message { icon, title, small, leads, .. } = message;
    let said = view! {
        <Glyph icon/>
        <span class="rows__text"><b class="rows__title">{title}</b> <small class="rows__small">{small}</small></span>
        {new.then(|| view! { <span class="mark">{tongue.words().me.unread}</span> })}
    };
    match leads {
        Leads::To(href) => {
            view! { <a class="rows__row" href=href>{said} <Glyph icon=Icon::ChevronRight/></a> }
        }
        Leads::Call(call) => view! {
            <div class="rows__row">{said} <CallLink call=Signal::stored(call) look=Look::LineSmall/></div>
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, OTHER, World, at, id};
    use crate::words::{Lang, words};
    use yingchun_domain::grant::Role;

    #[test]
    fn a_message_is_new_again_when_what_it_is_about_stands_otherwise() {
        let keys = |state| {
            let world = World::new().asked(MEMBER, state);
            let all = messages(world.seen_by(MEMBER, at(8, 0)), words(Lang::Zh));
            all.into_iter().map(|message| message.key).collect::<BTreeSet<_>>()
        };
        let (offered, withdrawn) = (keys(AssignmentState::Offered), keys(AssignmentState::Withdrawn));
        assert_eq!(offered.difference(&withdrawn).count(), 1);
        assert_eq!(offered.intersection(&withdrawn).count(), 1, "that she was placed stays as it was");
    }

    #[test]
    fn what_her_family_is_asked_is_told_to_whoever_registered_them() {
        let world = World::new().registered_by(OTHER, MEMBER).asked(OTHER, AssignmentState::Offered);
        let told = |me| messages(world.seen_by(me, at(8, 0)), words(Lang::Zh));
        let offers: Vec<Message> = told(MEMBER).into_iter().filter(|it| it.open).collect();
        assert_eq!(offers.iter().map(|it| it.title.as_str()).collect::<Vec<_>>(), ["队长请人3来"]);
        assert_eq!(told(OTHER)[0].title, "队长请您来");
        assert!(told(LEADER).iter().all(|it| !it.open));
    }

    #[test]
    fn a_right_that_was_taken_back_is_told_until_she_holds_it_again() {
        let role = Role::Leader { team: id(21) };
        let held = Grant::from(id(101), id(LEADER), role, at(0, 0));
        let taken_back = Grant { to: Some(at(8, 0)), ..held };
        let ended = |world: &World, me| {
            let all = messages(world.seen_by(me, at(8, 1)), words(Lang::Zh));
            let ended = all.into_iter().find(|it| it.key.ends_with(".ended"));
            ended.map(|it| [it.title, it.small].join("，"))
        };
        let world = World::new().with(taken_back);
        let told = "街道办收回了您队长的权限，1月29日 8:00";
        assert_eq!([ended(&world, LEADER).as_deref(), ended(&world, MEMBER).as_deref()], [Some(told), None]);
        let again = world.with(Grant::from(id(102), id(LEADER), role, at(8, 1)));
        assert_eq!(ended(&again, LEADER), None);
        let waits = Grant::waiting(id(101), id(LEADER), role, at(0, 0));
        assert_eq!(ended(&World::new().with(waits), LEADER), None);
    }

    #[test]
    fn what_waits_for_her_stands_first() {
        let world = World::new().asked(MEMBER, AssignmentState::Offered);
        let all = messages(world.seen_by(MEMBER, at(8, 0)), words(Lang::Zh));
        assert!(all.first().is_some_and(|message| message.open));
    }
}
