//! `import_zones` 导入片区: the list of a community's zones, each with the name of the team that gets it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{imported, lawful, number};
use crate::community::Community;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::edit::Versions;
use crate::id::{CommunityId, EntryId, TeamId};
use crate::lookup::Lookup;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::team::Team;
use crate::text::{Line, Name, Note};
use crate::zone::Zone;

/// A list of zones of one community. The target is the community's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportZones {
    /// The community in which they lie.
    pub community: CommunityId,
    /// 1 to 100 zones.
    pub rows: Vec<ZoneRow>,
}

/// One line of the list. Its slots are set later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneRow {
    /// 片区
    pub name: Name,
    /// 四至
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Note>,
    /// 集合点
    pub meeting: Line,
    /// 服务队, by its name; one that is not known leaves the zone without a team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Name>,
}

impl ImportZones {
    pub(crate) fn needs(&self, id: EntryId, asking: &mut Asking<'_>) {
        asking.row(Kind::Community, self.community.uuid());
        asking.all(Lookup::ZonesOfCommunity, self.community.to_string());
        asking.all(Lookup::TeamsOfCommunity, self.community.to_string());
        for place in 0..self.rows.len().min(super::ROWS_MOST) {
            let made: Uuid = id.creates(number(place));
            asking.row(Kind::Zone, made);
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &ImportZones) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let community = case.there::<Community>(args.community.uuid())?;
    if community.id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    lawful(&args.rows)?;
    let zones = case.set.all::<Zone>(Lookup::ZonesOfCommunity, community.id.uuid());
    let mut names: Vec<&Name> = zones.map(|zone| &zone.name).collect();
    let teams: Vec<&Team> = case.set.all(Lookup::TeamsOfCommunity, community.id.uuid()).collect();
    let team_of = |row: &ZoneRow| -> Option<TeamId> {
        teams.iter().find(|team| Some(&team.name) == row.team.as_ref()).map(|team| team.id)
    };
    let (mut changes, mut without) = (vec![], false);
    for (place, row) in args.rows.iter().enumerate() {
        if names.contains(&&row.name) {
            continue;
        }
        names.push(&row.name);
        let team = team_of(row);
        without |= row.team.is_some() && team.is_none();
        let zone = Zone {
            id: case.entry.id.creates(number(place)).into(),
            community: community.id,
            name: row.name.clone(),
            bounds: row.bounds.clone(),
            meeting: row.meeting.clone(),
            bring: None,
            team,
            slots: vec![],
            hazard: None,
            past_slots: vec![],
            led_before: vec![],
            versions: Versions::default(),
        };
        changes.push(Change::Put(zone.into()));
    }
    let known = args.rows.len() - changes.len();
    Ok(imported(changes, known).remarked(without.then_some(Remark::ImportTeamUnknown)))
}
