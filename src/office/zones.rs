//! 片区与点位: reports that wait for a check, every community with its teams and zones, all spots.

pub mod reports;
pub mod spots;

use crate::html::*;
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::community::Community;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

use self::reports::Reports;
use self::spots::Spots;
use super::edits::{EditSheet, Editing};
use super::forms::Form;
use super::forms::community::CommunityForm;
use super::forms::spot::SpotForm;
use super::forms::team::TeamForm;
use super::forms::zone::ZoneForm;
use crate::arrange::Arrange as _;
use crate::components::button::{Button, Look};
use crate::components::empty::Empty;
use crate::components::panel::{DeskTable, Panel};
use crate::components::rail::DeskHead;
use crate::pages::mine::{Mine, counts, use_mine};
use crate::words::{Words, use_tongue};

/// One community with what was set up in it.
#[derive(Debug, Clone, PartialEq)]
struct Village {
    community: Community,
    teams: Vec<Team>,
    zones: Vec<ZoneLine>,
}

/// A zone as its table shows it.
#[derive(Debug, Clone, PartialEq)]
struct ZoneLine {
    zone: Zone,
    team: Option<String>,
    accepted: usize,
    wanted: usize,
    passed: usize,
    spots: usize,
}

fn villages(mine: Mine<'_>) -> Vec<Village> {
    let mut all: Vec<Village> = mine
        .set
        .each::<Community>()
        .map(|community| Village {
            teams: mine.set.each::<Team>().filter(|team| team.community == community.id).cloned().collect(),
            zones: zone_lines(mine, community),
            community: community.clone(),
        })
        .collect();
    all.arrange(|one, other| one.community.name.cmp(&other.community.name));
    all
}

fn zone_lines(mine: Mine<'_>, community: &Community) -> Vec<ZoneLine> {
    let here = mine.set.each::<Zone>().filter(|zone| zone.community == community.id);
    let mut lines: Vec<ZoneLine> = here.map(|zone| zone_line(mine, zone)).collect();
    lines.arrange(|one, other| one.zone.name.cmp(&other.zone.name));
    lines
}

fn zone_line(mine: Mine<'_>, zone: &Zone) -> ZoneLine {
    let assignments = mine.set.all::<Assignment>(Lookup::AssignmentsOfZone, zone.id.uuid());
    let spots: Vec<&Spot> =
        mine.set.each::<Spot>().filter(|spot| spot.zone == Some(zone.id) && counts(spot)).collect();
    let team = zone.team.and_then(|team| mine.set.get::<Team>(team.uuid()).known());
    ZoneLine {
        team: team.map(|team| team.name.to_string()),
        accepted: assignments.filter(|it| it.state == AssignmentState::Accepted).count(),
        wanted: zone.slots.iter().map(|slot| usize::from(slot.wanted)).sum(),
        passed: spots.iter().filter(|spot| spot.passing.is_some()).count(),
        spots: spots.len(),
        zone: zone.clone(),
    }
}

/// The page.
#[component]
pub fn ZonesPage() -> impl IntoView {
    let tongue = use_tongue();
    let villages = use_mine(villages);
    let up = RwSignal::new(None::<Form>);
    let editing = RwSignal::new(None::<Editing>);
    let small = move || {
        villages.with(|all| {
            let all = all.as_deref().unwrap_or_default();
            let zones = all.iter().map(|village| village.zones.len()).sum();
            tongue.words().office.villages_zones(all.len(), zones)
        })
    };
    let none = Memo::new(move |_| villages.with(|all| all.as_deref().unwrap_or_default().is_empty()));
    view! {
        <DeskHead title=move || tongue.words().office.zones small>
            <Button label=move || tongue.words().office.create_community look=Look::Line on_press=move |()| up.set(Some(Form::Community))/>
            <Show when=move || !none.get()>
                <Button label=move || tongue.words().office.create_team look=Look::Line on_press=move |()| up.set(Some(Form::Team))/>
                <Button label=move || tongue.words().office.create_zone look=Look::Line on_press=move |()| up.set(Some(Form::Zone))/>
                <Button label=move || tongue.words().office.create_spot look=Look::Primary on_press=move |()| up.set(Some(Form::Spot))/>
            </Show>
        </DeskHead>
        <Show when=move || none.get()><Empty words=move || tongue.words().office.no_villages>""</Empty></Show>
        <Reports/>
        {move || villages.get().unwrap_or_default().into_iter().map(|village| view! { <VillagePanel village editing/> }).collect_view()}
        <Show when=move || !none.get()><Spots editing/></Show>
        <EditSheet editing/> <CommunityForm up/> <TeamForm up/> <ZoneForm up/> <SpotForm up/>
    }
}

/// 银龄志愿队、青年突击队
fn team_names(words: &Words, teams: &[Team]) -> String {
    let names: Vec<&str> = teams.iter().map(|team| team.name.as_str()).collect();
    if names.is_empty() { words.office.no_team.to_owned() } else { names.join(words.kit.listed) }
}

#[component]
fn VillagePanel(village: Village, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let Village { community, teams, zones } = village;
    let code = community.code.as_str().to_owned();
    let has_zones = !zones.is_empty();
    let own = community.clone();
    let edit_team = move |team: Team| {
        let label = team.name.to_string();
        view! { <Button label=format!("{} {label}", tongue.words().desk_settings.edit) look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Team(team.clone())))/> }
    };
    let edit_teams = teams.clone().into_iter().map(edit_team).collect_view();
    let caption = community.name.to_string();
    let lines = zones.into_iter().map(|line| view! { <ZoneRow line editing/> }).collect_view();
    let heads = move || {
        let office = &tongue.words().office;
        vec![
            office.zone,
            office.team,
            office.slots,
            office.people_wanted,
            office.spots_passed,
            office.meeting,
            office.act,
        ]
    };
    view! {
        <Panel title=community.name.to_string()>
            <div class="panel__about">
                <p class="quiet">
                    {move || tongue.words().office.teams_line(&team_names(tongue.words(), &teams))} "　"
                    {move || tongue.words().office.code_line(&code)}
                </p>
                <div class="row">
                    <Button label=move || tongue.words().desk_edit.edit_community look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Community(own.clone())))/>
                    {edit_teams}
                </div>
            </div>
            {if has_zones {
                view! { <div class="even"><DeskTable caption heads>{lines}</DeskTable></div> }.into_any()
            } else {
                view! { <p class="quiet">{move || tongue.words().office.no_zones}</p> }.into_any()
            }}
        </Panel>
    }
}

#[component]
fn ZoneRow(line: ZoneLine, editing: RwSignal<Option<Editing>>) -> impl IntoView {
    let tongue = use_tongue();
    let ZoneLine { zone, team, accepted, wanted, passed, spots } = line;
    let slots = zone.slots.len();
    let (words_of, leader_of, slots_of) = (zone.clone(), zone.clone(), zone.clone());
    let team = move || team.clone().unwrap_or_else(|| tongue.words().office.no_team.to_owned());
    view! {
        <tr>
            <td><b>{zone.name.to_string()}</b></td> <td>{team}</td>
            <td class="num">{move || tongue.words().office.slots_n(slots)}</td>
            <td class="num">{move || tongue.words().office.people_fraction(accepted, wanted)}</td>
            <td class="num">{move || tongue.words().office.spots_fraction(passed, spots)}</td>
            <td class="table__words">{zone.meeting.to_string()}</td>
            <td><div class="row">
                <Button label=move || tongue.words().desk_settings.edit look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Words(words_of.clone())))/>
                <Button label=move || tongue.words().desk_edit.edit_slots look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Slots(slots_of.clone())))/>
                <Button label=move || tongue.words().desk_edit.edit_leader look=Look::LineSmall on_press=move |()| editing.set(Some(Editing::Leader(leader_of.clone())))/>
            </div></td>
        </tr>
    }
}
