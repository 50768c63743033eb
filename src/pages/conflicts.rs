//! `/conflicts/ID`: two who changed the same thing. Two equal cards, what holds until somebody chooses, and whom to call.

use leptos_router::hooks::use_params_map;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::edit::Version;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{CardId, PersonId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::team::Team;
use yingchun_domain::zone::edit::EditZone;
use yingchun_domain::zone::{Slot, Zone};

use super::assign::board::{teams_of, zones_of};
use super::frame::deed;
use super::mine::{Mine, use_mine};
use super::people::{CallButton, call_of};
use super::shell::{Below, FaultStrip, SyncPill, use_doer};
use crate::components::button::{Button, Look};
use crate::components::dock::{BackLink, Dock};
use crate::components::empty::Empty;
use crate::components::head::Head;
use crate::components::skeleton::Skeleton;
use crate::html::*;
use crate::sync::Undo;
use crate::words::{Words, use_tongue};

/// A value and who wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    by: Option<Version>,
    said: String,
}

/// A card as it is shown to whoever may settle it.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    id: CardId,
    /// The zone that it is about.
    pub zone: String,
    /// What two people changed.
    pub what: &'static str,
    current: Value,
    offered: Value,
    settled: bool,
    /// The other one of the two.
    other: Option<String>,
    /// Whom to call: the other one, or whoever answers for the office where her number is not for the reader.
    call: Option<(String, String)>,
    /// How many people said yes to the zone.
    people: usize,
}

/// The cards that wait for the reader's word: those of her zones that she may settle, with the zone's name.
pub fn waiting(mine: Mine<'_>) -> Vec<(CardId, String)> {
    let teams = teams_of(mine);
    let zones: Vec<&Zone> = teams.iter().flat_map(|team| zones_of(mine, team.id)).collect();
    let open = mine.set.each::<ConflictCard>().filter(|card| card.settled.is_none());
    let hers = open.filter(|card| matches!(card.offered, EditZone::Slot { .. }));
    hers.filter_map(|card| {
        let zone = zones.iter().find(|zone| zone.id.uuid() == card.about.id)?;
        Some((card.id, zone.name.to_string()))
    })
    .collect()
}

/// A card with the eyes of the reader.
pub fn read(mine: Mine<'_>, id: CardId, words: &Words) -> Option<Shown> {
    let card = mine.set.get::<ConflictCard>(id.uuid()).known()?;
    let zone = mine.set.get::<Zone>(card.about.id).known()?;
    let (current, offered) = values(mine, words, &card.current, &card.offered);
    let versions = [card.current_by.as_ref(), Some(&card.offered_by)];
    let other = versions.into_iter().flatten().find(|version| version.by != mine.me);
    let reached = other.and_then(|version| Some((version.by_name.to_string(), call_of(mine, version.by)?)));
    let assignments = mine.set.all::<Assignment>(Lookup::AssignmentsOfZone, zone.id.uuid());
    let mut people: Vec<PersonId> =
        assignments.filter(|it| it.state == AssignmentState::Accepted).map(|it| it.person).collect();
    people.sort_unstable();
    people.dedup();
    Some(Shown {
        id,
        zone: zone.name.to_string(),
        what: what(words, &card.offered),
        current: Value { by: card.current_by.clone(), said: current },
        offered: Value { by: Some(card.offered_by.clone()), said: offered },
        settled: card.settled.is_some(),
        other: other.map(|version| version.by_name.to_string()),
        call: reached.or_else(|| mine.call_office().map(|(name, call)| (name, call.href()))),
        people: people.len(),
    })
}

/// 集合时间和地点, 服务队, 名称
const fn what(words: &Words, edit: &EditZone) -> &'static str {
    match edit {
        EditZone::Leader { .. } => words.office.team,
        EditZone::Slot { .. } => words.conflict.times,
        EditZone::Words { .. } => words.office.name_of,
    }
}

/// The two values, by what differs between them.
fn values(mine: Mine<'_>, words: &Words, current: &EditZone, offered: &EditZone) -> (String, String) {
    match (current, offered) {
        (EditZone::Slot { slots, meeting }, EditZone::Slot { slots: others, meeting: elsewhere }) => {
            let said = |own: &[Slot], other: &[Slot], place: &str, moved: bool| {
                let changed = own.iter().filter(|slot| !other.contains(slot));
                let spans = changed.map(|slot| words.span(slot.starts, slot.ends));
                let parts: Vec<String> = moved.then(|| place.to_owned()).into_iter().chain(spans).collect();
                if parts.is_empty() { words.kit.none.to_owned() } else { parts.join(words.kit.comma) }
            };
            let moved = meeting != elsewhere;
            (said(slots, others, meeting.as_str(), moved), said(others, slots, elsewhere.as_str(), moved))
        }
        (EditZone::Leader { .. } | EditZone::Slot { .. } | EditZone::Words { .. }, _) => {
            (whole(mine, words, current), whole(mine, words, offered))
        }
    }
}

/// A value in one line, where it is short.
fn whole(mine: Mine<'_>, words: &Words, edit: &EditZone) -> String {
    match edit {
        EditZone::Leader { team } => {
            let team = team.and_then(|id| mine.set.get::<Team>(id.uuid()).known());
            team.map_or_else(|| words.office.no_team.to_owned(), |team| team.name.to_string())
        }
        EditZone::Slot { meeting, .. } => meeting.to_string(),
        EditZone::Words { name, bounds, .. } => {
            let bounds = bounds.as_ref().map(ToString::to_string);
            [Some(name.to_string()), bounds].into_iter().flatten().collect::<Vec<_>>().join(words.kit.listed)
        }
    }
}

/// The page.
#[component]
pub fn ConflictPage() -> impl IntoView {
    let tongue = use_tongue();
    let params = use_params_map();
    let shown = use_mine(move |mine| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse::<CardId>().ok());
        id.and_then(|id| read(mine, id, tongue.words()))
    });
    let title = move || {
        let words = tongue.words();
        let what = shown.get().flatten().map_or(words.conflict.times, |shown| shown.what);
        words.conflict.title(what)
    };
    let small = move || shown.get().flatten().map(|shown| shown.zone).unwrap_or_default();
    view! {
        <div class="page">
            <Head title small><SyncPill/></Head>
            <FaultStrip/>
            <main class="page__body" id="main">
                {move || match shown.get() {
                    None => view! { <Skeleton cards=2/> }.into_any(),
                    Some(None) => view! { <Empty words=move || tongue.words().conflict.unknown>""</Empty> }.into_any(),
                    Some(Some(shown)) => view! { <Cards shown/> }.into_any(),
                }}
            </main>
            <Below><Dock><BackLink href="/assign"/></Dock></Below>
        </div>
    }
}

/// The two values, what holds meanwhile, the choice, and whom to call.
#[component]
pub fn Cards(
    /// The card.
    shown: Shown,
) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let Shown { id, current, offered, settled, other, call, people, .. } = shown;
    let named = other.unwrap_or_default();
    let values = (current.said.clone(), offered.said.clone());
    let choose = move |keep: Keep| {
        let conflict = &tongue.words().conflict;
        let said = match keep {
            Keep::Current => conflict.kept(&values.0, &named, people),
            Keep::Offered => conflict.changed(&values.1, &named, people),
        };
        doer.act(deed(Act::Resolve(Resolve { keep }), id.uuid(), Undo::Grace), said, |_| {});
    };
    let choose = Callback::new(choose);
    let (held, wanted, meanwhile) = (current.said.clone(), offered.said.clone(), current.said.clone());
    let acts = (!settled).then(|| {
        view! {
            <p>{move || tongue.words().conflict.meanwhile(&meanwhile)}</p>
            <div class="two">
                <Button label=move || tongue.words().conflict.keep(&held) look=Look::Line on_press=move |()| choose.run(Keep::Current)/>
                <Button label=move || tongue.words().conflict.change_to(&wanted) look=Look::Line on_press=move |()| choose.run(Keep::Offered)/>
            </div>
        }
    });
    view! {
        <div class="two">
            <ValueCard value=current state=move || tongue.words().conflict.in_use/>
            <ValueCard value=offered state=move || tongue.words().conflict.not_used/>
        </div>
        {settled.then(|| view! { <p>{move || tongue.words().conflict.settled}</p> })}
        {acts}
        {call.map(|(name, href)| view! { <div class="row"><CallButton name href/></div> })}
    }
}

/// 孙丽，10:05 改成 9:00, 现在用的
#[component]
fn ValueCard(value: Value, #[prop(into)] state: Signal<String>) -> impl IntoView {
    let tongue = use_tongue();
    let me = crate::sync::use_phone().me();
    // Officials are not spoken to: each is named.
    let official = use_mine(|mine| mine.is_official());
    let Value { by, said } = value;
    let who = move || {
        let words = tongue.words();
        let by = by.as_ref()?;
        let own =
            me.with(|me| me.as_ref().is_some_and(|me| me.person == by.by)) && official.get() != Some(true);
        let time = by.at.clock();
        Some(if own {
            words.conflict.you_changed(&time)
        } else {
            words.conflict.other_changed(by.by_name.as_str(), &time)
        })
    };
    view! {
        <article class="two__card">
            <p class="quiet">{who}</p> <p><b>{said}</b></p> <p class="quiet">{move || state.get()}</p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, World, at, id};
    use crate::words::{Lang, words};
    use yingchun_domain::campaign::Campaign;
    use yingchun_domain::edit::Versions;
    use yingchun_domain::row::{Kind, RowKey};
    use yingchun_domain::text::DutyPhone;

    fn slots(hour: u16, meeting: &str) -> EditZone {
        let slot = |n: u128, hour: u16| Slot { id: id(n), starts: at(hour, 30), ends: at(11, 30), wanted: 6 };
        EditZone::Slot { slots: vec![slot(1, hour), slot(2, 7)], meeting: meeting.try_into().unwrap() }
    }

    #[test]
    fn whom_she_cannot_reach_she_asks_the_office_for_and_not_herself() {
        let day = at(8, 0).day();
        let number = |text: &str| Some(DutyPhone::try_from(text.to_owned()).unwrap());
        let campaign = Campaign {
            id: id(1),
            name: "清洁家园迎新春".try_into().unwrap(),
            host: "柳溪街道办".try_into().unwrap(),
            filing: None,
            duty_phone: number("0571-8800000"),
            starts: day,
            ends: day,
            feedback: None,
            versions: Versions::default(),
            sessions: vec![],
        };
        let by = |n: u128, name: &str| Version {
            entry: id(n + 900),
            by: id(n),
            by_name: name.try_into().unwrap(),
            at: at(10, 5),
        };
        let card = ConflictCard {
            id: id(70),
            about: RowKey { kind: Kind::Zone, id: id(22) },
            group: "slot".to_owned(),
            current: slots(9, "老槐树下"),
            current_by: Some(by(77, "孙丽")),
            offered: slots(8, "老槐树下"),
            offered_by: by(LEADER, "赵建国"),
            settled: None,
        };
        let world = World::new().with(campaign).with(card);
        let shown = read(world.seen_by(LEADER, at(11, 0)), id(70), words(Lang::Zh)).unwrap();
        assert_eq!(shown.other.as_deref(), Some("孙丽"));
        assert_eq!(shown.call, Some(("柳溪街道办".to_owned(), "tel:0571-8800000".to_owned())));
    }

    #[test]
    fn only_what_differs_is_said() {
        let world = World::new();
        let values = |words, one: &EditZone, other: &EditZone| {
            values(world.seen_by(LEADER, at(8, 0)), words, one, other)
        };
        let (current, offered) = values(words(Lang::Zh), &slots(9, "老槐树下"), &slots(8, "老槐树下"));
        assert_eq!(current, "1月29日 周五（廿二） 上午 9:30 到 11:30");
        assert_eq!(offered, "1月29日 周五（廿二） 上午 8:30 到 11:30");
        let (current, offered) = values(words(Lang::Zh), &slots(9, "老槐树下"), &slots(9, "村口"));
        assert_eq!((current.as_str(), offered.as_str()), ("老槐树下", "村口"));
    }
}
