//! 两人同时改过: two values for one thing, equal before the reader, until somebody chooses. What stands meanwhile is said.

use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::edit::Version;
use yingchun_domain::entry::Act;
use yingchun_domain::person::Contact;
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;
use yingchun_domain::zone::edit::EditZone;

use crate::components::button::{Button, IconLink, Look};
use crate::components::empty::Empty;
use crate::components::icons::Icon;
use crate::components::panel::Panel;
use crate::components::rail::DeskHead;
use crate::html::*;
use crate::pages::frame::deed;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::shell::use_doer;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// A card as the page shows it.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    card: ConflictCard,
    zone: String,
    current: String,
    offered: String,
    /// The number of whoever wrote the other value.
    call: Option<(String, String)>,
}

/// Cards that nobody has settled.
pub fn open(mine: Mine<'_>) -> Vec<ConflictCard> {
    mine.set.each::<ConflictCard>().filter(|card| card.settled.is_none()).cloned().collect()
}

fn shown(mine: Mine<'_>, words: &Words) -> Vec<Shown> {
    let told = |card: ConflictCard| {
        let zone = mine.set.get::<Zone>(card.about.id).known();
        Shown {
            zone: zone.map(|zone| zone.name.to_string()).unwrap_or_default(),
            current: value(mine, words, &card.current),
            offered: value(mine, words, &card.offered),
            call: other(mine, &card),
            card,
        }
    };
    open(mine).into_iter().map(told).collect()
}

/// Whoever of the two is not the reader, and how to reach her.
fn other(mine: Mine<'_>, card: &ConflictCard) -> Option<(String, String)> {
    let versions = [card.current_by.as_ref(), Some(&card.offered_by)];
    let other = versions.into_iter().flatten().find(|version| version.by != mine.me)?;
    let contact = mine.set.get::<Contact>(other.by.uuid()).known()?;
    let phone = contact.phone.as_ref()?;
    Some((other.by_name.to_string(), format!("tel:{}", phone.digits())))
}

/// A value in one line: the team, or when and where people meet.
fn value(mine: Mine<'_>, words: &Words, edit: &EditZone) -> String {
    match edit {
        EditZone::Leader { team } => {
            let team = team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
            team.map_or_else(|| words.office.no_team.to_owned(), |team| team.name.to_string())
        }
        EditZone::Slot { slots, meeting } => {
            let spans = slots.iter().map(|slot| words.span(slot.starts, slot.ends));
            [meeting.to_string()].into_iter().chain(spans).collect::<Vec<_>>().join("，")
        }
        EditZone::Words { name, bounds, .. } => {
            let bounds = bounds.as_ref().map(ToString::to_string);
            [Some(name.to_string()), bounds].into_iter().flatten().collect::<Vec<_>>().join("，")
        }
    }
}

/// 服务队, 集合时间和地点
const fn what(words: &Words, edit: &EditZone) -> &'static str {
    match edit {
        EditZone::Leader { .. } => words.office.team,
        EditZone::Slot { .. } => words.desk_edit.slots_and_meeting,
        EditZone::Words { .. } => words.office.name_of,
    }
}

/// The page.
#[component]
pub fn ConflictsPage() -> impl IntoView {
    let tongue = use_tongue();
    let all = use_mine(move |mine| shown(mine, tongue.words()));
    let cards = move || {
        let all = all.get().unwrap_or_default();
        if all.is_empty() {
            return view! { <Empty words=move || tongue.words().attention.nothing>""</Empty> };
        }
        all.into_iter().map(|shown| view! { <Card shown/> }).collect_view()
    };
    view! {
        <DeskHead title=move || tongue.words().attention.conflicts small="">""</DeskHead> {cards}
    }
}

/// 孙丽，10:05 改成
fn by_whom(words: &Words, version: Option<&Version>) -> String {
    version.map_or_else(
        || words.conflict.in_use.to_owned(),
        |version| words.conflict.other_changed(version.by_name.as_str(), &version.at.clock()),
    )
}

#[component]
fn Card(shown: Shown) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let doer = use_doer();
    let Shown { card, zone, current, offered, call } = shown;
    let id = card.id;
    let choose = move |keep: Keep| {
        let said = tongue.words().desk_settings.saved.to_owned();
        doer.act(deed(Act::Resolve(Resolve { keep }), id.uuid(), Undo::Grace), said, |_| {});
    };
    let title = format!("{zone}　{}", words.conflict.title(what(words, &card.offered)));
    let (held, wanted) = (current.clone(), offered.clone());
    view! {
        <Panel title>
            <div class="two">
                <div class="panel panel--hair">
                    <p class="quiet">{by_whom(words, card.current_by.as_ref())}</p> <p><b>{current}</b></p> <p class="quiet">{words.conflict.in_use}</p>
                </div>
                <div class="panel panel--hair">
                    <p class="quiet">{by_whom(words, Some(&card.offered_by))}</p> <p><b>{offered}</b></p> <p class="quiet">{words.conflict.not_used}</p>
                </div>
            </div>
            <p>{words.conflict.meanwhile(&held)}</p>
            <div class="two">
                <Button label=words.conflict.keep(&held) look=Look::Line on_press=move |()| choose(Keep::Current)/>
                <Button label=words.conflict.change_to(&wanted) look=Look::Line on_press=move |()| choose(Keep::Offered)/>
            </div>
            {call.map(|(name, href)| view! {
                <div class="row"><IconLink label=words.kit.call_someone(&name) href icon=Icon::Call look=Look::Line/></div>
            })}
        </Panel>
    }
}
