//! 志愿者: the roster. Numbers are masked on the screen; whoever asks for a whole one is noted by the hub.

pub mod list;
pub mod merge;
pub mod one;

use std::collections::BTreeSet;

use leptos_router::hooks::use_query_map;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{PersonId, TeamId};
use yingchun_domain::person::Person;
use yingchun_domain::person::place::Place;
use yingchun_domain::set::Set;
use yingchun_domain::team::Team;

use self::list::{Line, Wanted, Which, lines};
use self::one::PersonSheet;
use super::forms::communities;
use super::search::{NothingFound, SearchField};
use crate::arrange::Arrange as _;
use crate::components::button::{Button, ButtonLink, Look};
use crate::components::chip::Chip;
use crate::components::empty::Empty;
use crate::components::pager::{Pager, fitting, fitting_of};
use crate::components::panel::{DeskTable, Panel};
use crate::components::rail::DeskHead;
use crate::components::select::{Choice, SelectField};
use crate::html::*;
use crate::pages::frame::deed;
use crate::pages::mine::{Mine, use_mine};
use crate::pages::people::free_days;
use crate::pages::shell::use_doer;
use crate::sync::{Undo, use_phone};
use crate::words::{Words, use_tongue};

/// So many are ticked with one press: each becomes an entry of its own.
const CHOSEN_AT_ONCE: usize = 500;

/// What the page knows.
#[derive(Debug, Clone, Copy)]
struct Roster {
    query: RwSignal<String>,
    community: RwSignal<String>,
    team: RwSignal<String>,
    which: RwSignal<Which>,
    page: RwSignal<usize>,
    chosen: RwSignal<BTreeSet<PersonId>>,
    opened: RwSignal<Option<PersonId>>,
}

impl Roster {
    /// Everybody, or those whom the address asks for.
    fn new() -> Self {
        let asked = use_query_map().with_untracked(|query| query.get("show").map(|show| Which::named(&show)));
        Self {
            query: RwSignal::new(String::new()),
            community: RwSignal::new(String::new()),
            team: RwSignal::new(String::new()),
            which: RwSignal::new(asked.unwrap_or(Which::All)),
            page: RwSignal::new(0),
            chosen: RwSignal::new(BTreeSet::new()),
            opened: RwSignal::new(None),
        }
    }

    /// What a line has to be to stand in the table.
    fn wanted(self) -> Wanted {
        Wanted {
            query: self.query.get(),
            community: self.community.with(|id| id.parse().ok()),
            team: self.team.with(|id| id.parse().ok()),
            which: self.which.get(),
        }
    }
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let tongue = use_tongue();
    let roster = Roster::new();
    let all = use_mine(lines);
    let matching = Memo::new(move |_| {
        let wanted = roster.wanted();
        all.with(|all| fitting(all.as_deref().unwrap_or_default(), |line: &Line| wanted.fits(line)))
    });
    let count = Signal::derive(move || matching.with(Vec::len));
    let nobody = Memo::new(move |_| all.with(|all| all.as_ref().is_some_and(Vec::is_empty)));
    let choose = move |()| {
        let ids = matching.with_untracked(|fitting| {
            all.with_untracked(|all| ids_of(all.as_deref().unwrap_or_default(), fitting))
        });
        roster.chosen.update(|chosen| chosen.extend(ids));
    };
    let rows = move || {
        let page = roster.page.get();
        let all = |fitting: &Vec<usize>| {
            all.with(|all| fitting_of(all.as_deref().unwrap_or_default(), fitting, page))
        };
        let shown = matching.with(all);
        shown.into_iter().map(|line| view! { <PersonRow line roster/> }).collect_view()
    };
    view! {
        <DeskHead title=move || tongue.words().office.people small=move || tongue.words().assign.people_n(count.get())>
            <ButtonLink label=move || tongue.words().import.title href="/office/import" look=Look::Line/>
        </DeskHead>
        <Filters roster/>
        <ChooseAll count on_press=choose/>
        <Chosen roster/>
        <Show when=move || nobody.get()>
            <Empty words=move || tongue.words().assign.nobody>
                <ButtonLink label=move || tongue.words().office.run_code href="/office/settings" look=Look::Primary/>
                <ButtonLink label=move || tongue.words().office.run_import href="/office/import" look=Look::Line/>
            </Empty>
        </Show>
        <Show when=move || !nobody.get()>
            <DeskTable caption=move || tongue.words().office.people heads=move || heads(tongue.words())>{rows}</DeskTable>
            <NothingFound query=roster.query rows=count/>
        </Show>
        <Pager page=roster.page rows=count/>
        <PersonSheet opened=roster.opened/>
    }
}

/// What the columns hold.
fn heads(words: &Words) -> Vec<&'static str> {
    let office = &words.office;
    vec![
        words.roster.choose,
        office.name,
        office.community,
        office.team,
        office.phone,
        words.assign.free_days,
        office.companions,
        office.registered,
    ]
}

/// 选中全部 N 人, or the first of very many.
#[component]
fn ChooseAll(count: Signal<usize>, #[prop(into)] on_press: Callback<()>) -> impl IntoView {
    let tongue = use_tongue();
    let label = move || {
        let words = &tongue.words().roster;
        if count.get() > CHOSEN_AT_ONCE {
            words.choose_first(CHOSEN_AT_ONCE)
        } else {
            words.choose_all(count.get())
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <div class="row desk__acts"><Button label look=Look::LineSmall on_press/></div>
        </Show>
    }
}

/// The first of those that fit.
fn ids_of(all: &[Line], fitting: &[usize]) -> Vec<PersonId> {
    fitting.iter().take(CHOSEN_AT_ONCE).filter_map(|at| all.get(*at)).map(|line| line.person.id).collect()
}

/// 青石村 银龄志愿队, by village.
pub fn teams(mine: Mine<'_>) -> Vec<Choice> {
    let named = |team: &Team| {
        let community = mine.set.get::<yingchun_domain::community::Community>(team.community.uuid()).known();
        let community = community.map(|it| it.name.to_string()).unwrap_or_default();
        (team.id.to_string(), format!("{community} {}", team.name))
    };
    let mut all: Vec<Choice> = mine.set.each::<Team>().map(named).collect();
    all.arrange(|one, other| one.1.cmp(&other.1));
    all
}

#[component]
fn Filters(roster: Roster) -> impl IntoView {
    let tongue = use_tongue();
    let villages = communities();
    let all_teams = use_mine(teams);
    let first = move || roster.page.set(0);
    let chip = move |which: Which| {
        view! {
            <Chip label=move || which.words(tongue.words()) pressed=move || roster.which.get() == which
                on_press=move |()| { first(); roster.which.set(which) }/>
        }
    };
    view! {
        <div class="filters">
            <SearchField query=roster.query/>
            <SelectField name="people-village" label=move || tongue.words().office.community unchosen=move || tongue.words().import.all
                choices=villages value=roster.community error=None on_choose=move |chosen| { first(); roster.community.set(chosen) }/>
            <SelectField name="people-team" label=move || tongue.words().office.team unchosen=move || tongue.words().import.all
                choices=move || all_teams.get().unwrap_or_default() value=roster.team error=None
                on_choose=move |chosen| { first(); roster.team.set(chosen) }/>
        </div>
        <div class="chips">{Which::ALL.map(chip)}</div>
    }
}

/// What is done with all those who are ticked.
#[component]
fn Chosen(roster: Roster) -> impl IntoView {
    let tongue = use_tongue();
    let doer = use_doer();
    let all_teams = use_mine(teams);
    let into = RwSignal::new(String::new());
    let (missing, elsewhere) = (RwSignal::new(false), RwSignal::new(false));
    let phone = use_phone();
    let place = move |()| {
        let Ok(team) = into.get_untracked().parse::<TeamId>() else { return missing.set(true) };
        missing.set(false);
        let (chosen, others): (BTreeSet<PersonId>, BTreeSet<PersonId>) =
            phone.shown().with_untracked(|set| {
                roster.chosen.get_untracked().into_iter().partition(|one| fits(set, *one, team))
            });
        if chosen.is_empty() {
            return elsewhere.set(true);
        }
        let said = tongue.words().roster.placed_n(chosen.len());
        let deeds =
            chosen.into_iter().map(|person| deed(Act::Place(Place { team }), person.uuid(), Undo::Grace));
        doer.act_all(deeds.collect(), said);
        elsewhere.set(!others.is_empty());
        roster.chosen.set(others);
    };
    let error = move || match (missing.get(), elsewhere.get()) {
        (true, _) => Some(tongue.words().office.required.to_owned()),
        (false, true) => Some(tongue.words().roster.elsewhere.to_owned()),
        (false, false) => None,
    };
    let any = Memo::new(move |_| roster.chosen.with(|chosen| !chosen.is_empty()));
    view! {
        <Show when=move || any.get()>
            <Panel title=move || tongue.words().roster.chosen_n(roster.chosen.with(BTreeSet::len))>
                <div class="filters">
                    <SelectField name="people-into" label=move || tongue.words().roster.place_into unchosen=move || tongue.words().office.choose
                        choices=move || all_teams.get().unwrap_or_default() value=into
                        error=error on_choose=move |chosen| into.set(chosen)/>
                    <Button label=move || tongue.words().roster.place look=Look::Primary on_press=place/>
                    <Button label=move || tongue.words().roster.choose_none look=Look::Line on_press=move |()| roster.chosen.set(BTreeSet::new())/>
                </div>
            </Panel>
        </Show>
    }
}

/// A team takes in people of its own village.
fn fits(set: &Set, person: PersonId, team: TeamId) -> bool {
    let team = set.get::<Team>(team.uuid()).known();
    let person = set.get::<Person>(person.uuid()).known();
    team.zip(person).is_some_and(|(team, person)| person.community == Some(team.community))
}

#[component]
fn PersonRow(line: Line, roster: Roster) -> impl IntoView {
    let tongue = use_tongue();
    let words = tongue.words();
    let Line { person, community, team, phone, same_phone } = line;
    let id = person.id;
    let team = team.unwrap_or_else(|| words.office.unplaced_one.to_owned());
    let same = same_phone.then(|| format!(" {}", words.assign.same_phone));
    let at = person.consent.at;
    let name = person.name.to_string();
    let ticked = move || roster.chosen.with(|chosen| chosen.contains(&id));
    let tick = move |_| {
        roster.chosen.update(|chosen| {
            if !chosen.remove(&id) {
                chosen.insert(id);
            }
        });
    };
    view! {
        <tr>
            <td><label class="table__tick"><input class="tick__box" type="checkbox" aria-label=words.roster.choose_one(&name) prop:checked=ticked on:change=tick/></label></td>
            <td class="table__name"><button type="button" class="table__link table__link--name" on:click=move |_| roster.opened.set(Some(id))>{name}</button></td>
            <td>{community}</td> <td>{team}</td> <td class="nb">{phone}{same}</td>
            <td class="table__words table__days">{free_days(words, &person)}</td> <td class="num">{person.accompanying}</td>
            <td class="nb">{format!("{} {}", words.day(at.day()), at.clock())}</td>
        </tr>
    }
}
