//! Entries out of a plan: rows that belong together, at most a hundred an entry and no longer than an entry may be.

use std::collections::BTreeMap;

use uuid::Uuid;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{CommunityId, TeamId, ZoneId};
use yingchun_domain::import::ROWS_MOST;
use yingchun_domain::import::people::{ImportPeople, PersonRow};
use yingchun_domain::import::spots::{ImportSpots, SpotRow};
use yingchun_domain::import::zones::{ImportZones, ZoneRow};
use yingchun_domain::spot::Finding;
use yingchun_domain::text::Line;

use super::rules::Row;

/// Rows of one entry are no longer than this; the rest of [`yingchun_domain::entry::LINE_BYTES_MAX`] is for all around them.
const ROWS_BYTES_MAX: usize = 48 << 10;

/// An entry to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// What it does.
    pub act: Act,
    /// On what.
    pub target: Uuid,
    /// How many rows it holds.
    pub rows: usize,
}

/// All entries, in the order of the rows.
pub fn loads<'r>(rows: impl Iterator<Item = &'r Row>, wording: &Line) -> Vec<Load> {
    let mut people: BTreeMap<(CommunityId, Option<TeamId>), Vec<PersonRow>> = BTreeMap::new();
    let mut zones: BTreeMap<CommunityId, Vec<ZoneRow>> = BTreeMap::new();
    let mut spots: BTreeMap<ZoneId, Vec<SpotRow>> = BTreeMap::new();
    for row in rows.cloned() {
        match row {
            Row::Person(belongs, row) => people.entry(belongs).or_default().push(row),
            Row::Zone(community, row) => zones.entry(community).or_default().push(row),
            Row::Spot(zone, row) => spots.entry(zone).or_default().push(row),
        }
    }
    let mut loads = Vec::new();
    for ((community, team), rows) in people {
        loads.extend(cut(rows).into_iter().map(|rows| {
            let wording = wording.clone();
            let count = rows.len();
            let act = Act::ImportPeople(ImportPeople { community, team, wording, rows });
            Load { act, target: community.uuid(), rows: count }
        }));
    }
    for (community, rows) in zones {
        loads.extend(cut(rows).into_iter().map(|rows| {
            let count = rows.len();
            Load {
                act: Act::ImportZones(ImportZones { community, rows }),
                target: community.uuid(),
                rows: count,
            }
        }));
    }
    for (zone, rows) in spots {
        loads.extend(cut(rows).into_iter().map(|rows| {
            let count = rows.len();
            let act = Act::ImportSpots(ImportSpots { zone, found_by: Finding::OwnSurvey, rows });
            Load { act, target: zone.uuid(), rows: count }
        }));
    }
    loads
}

/// Cuts rows into entries.
fn cut<T: serde::Serialize>(rows: Vec<T>) -> Vec<Vec<T>> {
    let mut cut: Vec<Vec<T>> = Vec::new();
    let mut bytes = 0;
    for row in rows {
        let long = serde_json::to_string(&row).map_or(0, |line| line.len() + 1);
        let fits = cut.last().is_some_and(|last| last.len() < ROWS_MOST && bytes + long <= ROWS_BYTES_MAX);
        if fits {
            bytes += long;
        } else {
            cut.push(Vec::new());
            bytes = long;
        }
        if let Some(last) = cut.last_mut() {
            last.push(row);
        }
    }
    cut
}

#[cfg(test)]
mod tests {
    use yingchun_domain::text::{Name, Note};

    use super::*;

    fn row(village: u128, n: usize, note: &str) -> Row {
        let name = Name::try_from(format!("人{n}")).unwrap();
        let row = PersonRow { name, phone: None, note: Note::try_from(note).ok() };
        Row::Person((Uuid::from_u128(village).into(), None), row)
    }

    #[test]
    fn no_entry_holds_more_than_a_hundred_rows_or_is_longer_than_an_entry_may_be() {
        let mut rows: Vec<Row> = (0..250).map(|n| row(1, n, "")).collect();
        rows.extend((0..100).map(|n| row(2, n, &"长".repeat(1900))));
        let loads = loads(rows.iter(), &Line::try_from("2027-1").unwrap());
        let first: Vec<usize> = loads.iter().take(3).map(|load| load.rows).collect();
        assert_eq!(first, [100, 100, 50]);
        assert_eq!(loads.iter().map(|load| load.rows).sum::<usize>(), 350);
        let longest = loads.iter().map(|load| {
            let Act::ImportPeople(args) = &load.act else { return usize::MAX };
            serde_json::to_string(args).unwrap().len()
        });
        assert!(longest.max().unwrap() < yingchun_domain::entry::LINE_BYTES_MAX - 2048);
    }
}
