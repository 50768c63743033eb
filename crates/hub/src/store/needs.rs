//! Loading what rules ask for: rows by key and rows by lookup, one statement a round.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;
use yingchun_domain::decide::{Need, needs_of_reader};
use yingchun_domain::id::{CampaignId, PersonId};
use yingchun_domain::row::{Row, RowKey};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::time::UnixMs;

use super::lookup::Wanted;
use super::{Conn, Fault, lookup};

/// Rounds after which what is still asked for is a defect of `needs`.
pub(crate) const ROUNDS_MOST: u32 = 3;

/// One round: puts into the set what is needed and says of the rest that it is absent. Rows that the set holds
/// already stay as they are; `written` are those that this transaction has changed and not saved yet.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    needs: &[Need],
    written: &BTreeMap<RowKey, Arc<Row>>,
    set: &mut Set,
) -> Result<usize, Fault> {
    let (mut keys, mut wanted, mut most) = (Vec::new(), Vec::new(), 0);
    for need in needs {
        match need {
            Need::Row(key) => keys.push(*key),
            Need::All { lookup, key, at_most } => {
                wanted.push(Wanted { lookup: *lookup, key: key.clone() });
                most = most.max(*at_most);
            }
        }
    }
    keys.retain(|key| !set.asked(*key));
    if keys.is_empty() && wanted.is_empty() {
        return Ok(0);
    }
    let found = lookup::load(conn, campaign, &keys, &wanted, most).await?;
    let count = keys.len() + wanted.len() + found.len();
    put(&wanted, found, written, set);
    for key in keys {
        set.put_absent(key);
    }
    Ok(count)
}

fn put(wanted: &[Wanted], found: Vec<lookup::Found>, written: &BTreeMap<RowKey, Arc<Row>>, set: &mut Set) {
    let mut ids: Vec<BTreeSet<Uuid>> = vec![BTreeSet::new(); wanted.len()];
    for lookup::Found { wanted, row } in found {
        let key = row.entity.key();
        // The database does not know yet what this transaction made of the row.
        if written.contains_key(&key) {
            continue;
        }
        if let Some(ids) = wanted.and_then(|place| ids.get_mut(place)) {
            ids.insert(key.id);
        }
        if !set.asked(key) {
            set.put(Arc::new(row));
        }
    }
    for (it, mut ids) in wanted.iter().zip(ids) {
        let now = written.values().filter(|row| {
            let found_by = yingchun_domain::lookup::lookups_of(&row.entity);
            found_by.iter().any(|(lookup, key)| *lookup == it.lookup && *key == it.key)
        });
        ids.extend(now.map(|row| row.entity.key().id));
        set.put_lookup(it.lookup, it.key.clone(), ids);
    }
}

/// A set that holds what some needs name and nothing else.
pub(crate) async fn set_of(conn: &mut Conn, campaign: CampaignId, needs: &[Need]) -> Result<Set, Fault> {
    let mut set = Set::new(Reach::Asked);
    load(conn, campaign, needs, &BTreeMap::new(), &mut set).await?;
    Ok(set)
}

/// A set that says what a reader holds.
pub(crate) async fn set_of_reader(
    conn: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
    at: UnixMs,
) -> Result<Set, Fault> {
    let mut set = Set::new(Reach::Asked);
    for _ in 0..=ROUNDS_MOST {
        let needs = needs_of_reader(person, &set, at);
        if needs.is_empty() {
            break;
        }
        load(conn, campaign, &needs, &BTreeMap::new(), &mut set).await?;
    }
    Ok(set)
}
