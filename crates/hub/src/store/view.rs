//! `view`: where rows are visible, and where they no longer are, in the order in which readers go.
//!
//! A row that is written again leaves its old places for new ones; that it is gone from a scope is said once each time
//! it goes.

use sqlx::Row as _;
use uuid::Uuid;
use yingchun_domain::id::CampaignId;
use yingchun_domain::page::Position;
use yingchun_domain::row::{CommitNo, Kind};
use yingchun_domain::scope::Scope;

use super::each::each;
use super::{Conn, Fault, bits63, list};

/// A row's standing in a scope after a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) scope: Scope,
    pub(crate) kind: Kind,
    pub(crate) id: Uuid,
    pub(crate) gone: bool,
}

/// A place that a row had until it was written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) scope: Scope,
    pub(crate) commit: CommitNo,
    pub(crate) kind: Kind,
    pub(crate) id: Uuid,
}

/// Each place is found by its whole key: older versions of SQLite than the bundled one would read all of its scope.
macro_rules! leave {
    () => {
        concat!(
            "delete from view where campaign = $1 and (scope, commit_no, kind, id) in (",
            "select r.value ->> 0, cast(r.value ->> 1 as bigint), r.value ->> 2, r.value ->> 3 from ",
            each!("$2"),
            ")",
        )
    };
}

/// Takes rows from the places that they had.
pub(crate) async fn leave(conn: &mut Conn, campaign: CampaignId, places: &[Place]) -> Result<(), Fault> {
    if places.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> =
        places.iter().map(|it| (it.scope, bits63(it.commit.0), it.kind.as_str(), it.id)).collect();
    sqlx::query(leave!()).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}

/// Writes where rows stand.
pub(crate) async fn save(
    conn: &mut Conn,
    campaign: CampaignId,
    commit: CommitNo,
    standings: &[Standing],
) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into view (campaign, scope, commit_no, kind, id, gone) ",
        "select $1, r.value ->> 0, $3, r.value ->> 1, r.value ->> 2, cast(r.value ->> 3 as bigint) from ",
        each!("$2"),
    );
    if standings.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> =
        standings.iter().map(|it| (it.scope, it.kind.as_str(), it.id, i32::from(it.gone))).collect();
    sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(list(&rows)?)
        .bind(bits63(commit.0))
        .execute(conn)
        .await?;
    Ok(())
}

/// A change as a reader gets it, body still unread: it may be of a newer schema.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) at: Position,
    /// The scope in which it was found; `None` where whole kinds are read.
    pub(crate) scope: Option<Scope>,
    pub(crate) gone: bool,
    pub(crate) schema: u32,
    pub(crate) version: String,
    /// All scopes in which it stands, as JSON.
    pub(crate) scopes: String,
    pub(crate) body: String,
}

fn seen(row: &sqlx::sqlite::SqliteRow, scope: Option<Scope>, gone: bool) -> Result<Seen, Fault> {
    let id: &str = row.try_get("id")?;
    Ok(Seen {
        at: Position {
            commit: CommitNo(row.try_get::<i64, _>("commit_no")?.unsigned_abs()),
            kind: row.try_get("kind")?,
            id: Uuid::try_parse(id).map_err(|_| Fault::Data)?,
        },
        scope,
        gone,
        schema: u32::try_from(row.try_get::<i64, _>("schema")?).map_err(|_| Fault::Data)?,
        version: row.try_get("version")?,
        scopes: row.try_get("scopes")?,
        body: row.try_get("body")?,
    })
}

/// What changed in scopes after a position in each, in the order commit, kind, id; at most so many rows, of which
/// one thing takes as many as the scopes in which it stands.
pub(crate) async fn changed(
    conn: &mut Conn,
    campaign: CampaignId,
    since: &[(Scope, Position)],
    at_most: usize,
) -> Result<Vec<Seen>, Fault> {
    // What left a scope is of no use to somebody who has not read it yet.
    const SQL: &str = concat!(
        "select p.scope, p.kind, p.id, p.commit_no, p.gone, e.schema, e.version, e.scopes, e.body from (",
        "select v.scope, v.kind, v.id, v.commit_no, v.gone from ",
        each!("$2"),
        " cross join view as v where v.campaign = $1 and v.scope = r.value ->> 0 and (v.commit_no, v.kind, v.id) > ",
        "(cast(r.value ->> 1 as bigint), r.value ->> 2, r.value ->> 3) ",
        "and (v.gone = 0 or cast(r.value ->> 1 as bigint) > 0) ",
        "order by v.commit_no, v.kind, v.id limit $3) as p ",
        "cross join entity as e where e.campaign = $1 and e.kind = p.kind and e.id = p.id ",
        "order by p.commit_no, p.kind, p.id",
    );
    let since: Vec<_> =
        since.iter().map(|(scope, at)| (scope, bits63(at.commit.0), &at.kind, at.id)).collect();
    let rows = sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(list(&since)?)
        .bind(i64::try_from(at_most).unwrap_or(i64::MAX))
        .fetch_all(conn)
        .await?;
    rows.iter()
        .map(|row| {
            let scope: Scope = row.try_get::<&str, _>("scope")?.parse().map_err(|_| Fault::Data)?;
            seen(row, Some(scope), row.try_get::<i64, _>("gone")? != 0)
        })
        .collect()
}

/// What changed in whole kinds after a position, in the order commit, kind, id.
pub(crate) async fn changed_kinds(
    conn: &mut Conn,
    campaign: CampaignId,
    kinds: &[Kind],
    since: &Position,
    at_most: usize,
) -> Result<Vec<Seen>, Fault> {
    const SQL: &str = concat!(
        "select e.kind, e.id, e.commit_no, e.schema, e.version, e.scopes, e.body from entity as e ",
        "where e.campaign = $1 and (e.commit_no, e.kind, e.id) > ($3, $4, $5) and e.kind in (select r.value ->> 0 from ",
        each!("$2"),
        ") order by e.commit_no, e.kind, e.id limit $6",
    );
    let kinds: Vec<_> = kinds.iter().map(|kind| [kind.as_str()]).collect();
    let rows = sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(list(&kinds)?)
        .bind(bits63(since.commit.0))
        .bind(&since.kind)
        .bind(since.id.to_string())
        .bind(i64::try_from(at_most).unwrap_or(i64::MAX))
        .fetch_all(conn)
        .await?;
    rows.iter().map(|row| seen(row, None, false)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_row_leaves_a_scope_without_a_look_at_the_others_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut opened = crate::store::open(folder.path()).await.unwrap();
        let plan = sqlx::query(concat!("explain query plan ", leave!()));
        let steps = plan.bind("c").bind("[]").fetch_all(&mut opened.writer).await.unwrap();
        let steps: Vec<&str> = steps.iter().map(|row| row.get("detail")).collect();
        let finds =
            "SEARCH view USING PRIMARY KEY (campaign=? AND scope=? AND commit_no=? AND kind=? AND id=?)";
        assert!(steps.contains(&finds), "{steps:?}");
    }
}
