//! `lookup`: other ways to find rows than by their keys.

use std::collections::BTreeSet;

use serde::Serialize;
use uuid::Uuid;
use yingchun_domain::id::CampaignId;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::row::{Row, RowKey};

use sqlx::Row as _;

use super::each::each;
use super::{Conn, Fault, entity, list};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) lookup: Lookup,
    pub(crate) key: String,
}

/// A row with what found it: the place in the list of what was wanted, or its own key.
pub(crate) struct Found {
    pub(crate) wanted: Option<usize>,
    pub(crate) row: Row,
}

/// Reads rows by their keys and the rows that lookups find, at most so many for each lookup, those of the lowest ids.
/// One statement: a round of what rules ask for is one way to the database and back.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    keys: &[RowKey],
    wanted: &[Wanted],
    at_most: u32,
) -> Result<Vec<Found>, Fault> {
    const SQL: &str = concat!(
        "select null as wanted, e.kind, e.id, e.version, e.commit_no, e.scopes, e.body from ",
        each!("$2"),
        " cross join entity as e where e.campaign = $1 and e.kind = r.value ->> 0 and e.id = r.value ->> 1 ",
        "union all ",
        "select r.value ->> 3 as wanted, e.kind, e.id, e.version, e.commit_no, e.scopes, e.body from ",
        each!("$3"),
        " cross join entity as e where e.campaign = $1 and e.kind = r.value ->> 2 and e.id in (",
        "select l.id from lookup as l where l.campaign = $1 and l.name = r.value ->> 0 ",
        "and l.key = r.value ->> 1 order by l.id limit $4)",
    );
    let keys: Vec<(&str, Uuid)> = keys.iter().map(|key| (key.kind.as_str(), key.id)).collect();
    let wanted: Vec<_> = wanted
        .iter()
        .enumerate()
        .map(|(place, it)| (it.lookup.as_str(), &it.key, it.lookup.finds().as_str(), place.to_string()))
        .collect();
    let rows = sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(list(&keys)?)
        .bind(list(&wanted)?)
        .bind(i64::from(at_most))
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let wanted: Option<&str> = row.try_get("wanted")?;
            let wanted = wanted.map(str::parse).transpose().map_err(|_| Fault::Data)?;
            Ok(Found { wanted, row: entity::read(row)? })
        })
        .collect()
}

/// A lookup of a row that came or went.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    pub(crate) name: &'static str,
    pub(crate) key: String,
    pub(crate) id: Uuid,
}

impl Changed {
    fn columns(&self) -> (&str, &str, Uuid) {
        (self.name, &self.key, self.id)
    }
}

/// Writes lookups; those that are there already stay.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, come: &[Changed]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into lookup (campaign, name, key, id) select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2 from ",
        each!("$2"),
        " where true on conflict (campaign, name, key, id) do nothing",
    );
    if come.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = come.iter().map(Changed::columns).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}

/// Which of these keys a lookup knows that finds itself by its key.
pub(crate) async fn known(
    conn: &mut Conn,
    campaign: CampaignId,
    name: &'static str,
    keys: &BTreeSet<Uuid>,
) -> Result<Vec<Uuid>, Fault> {
    const SQL: &str = concat!(
        "select l.key from ",
        each!("$3"),
        " cross join lookup as l where l.campaign = $1 and l.name = $2 and l.key = r.value ->> 0",
    );
    if keys.is_empty() {
        return Ok(vec![]);
    }
    let keys: Vec<_> = keys.iter().map(|key| [key]).collect();
    let found = sqlx::query(SQL).bind(campaign.to_string()).bind(name).bind(list(&keys)?);
    let rows = found.fetch_all(conn).await?;
    rows.iter().map(|row| row.try_get::<&str, _>("key")?.parse().map_err(|_| Fault::Data)).collect()
}

/// Takes lookups away.
pub(crate) async fn remove(conn: &mut Conn, campaign: CampaignId, gone: &[Changed]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "delete from lookup where campaign = $1 and (name, key, id) in (",
        "select r.value ->> 0, r.value ->> 1, r.value ->> 2 from ",
        each!("$2"),
        ")",
    );
    if gone.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = gone.iter().map(Changed::columns).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}
