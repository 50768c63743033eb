//! `entity`: every thing of the drive as its own JSON, with the scopes in which it stands.

use std::sync::Arc;

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::id::{CampaignId, EntryId};
use yingchun_domain::row::{CommitNo, Entity, Kind, Row, SCHEMA};
use yingchun_domain::scope::Scope;

use super::each::each;
use super::{Conn, Fault, bits63, list};

/// Every row of a kind as it is stored, in the order of ids; [`read`] takes one.
pub(crate) async fn stored(
    conn: &mut Conn,
    campaign: CampaignId,
    kind: Kind,
) -> Result<Vec<SqliteRow>, Fault> {
    let sql = "select kind, id, version, commit_no, scopes, body from entity where campaign = $1 and kind = $2 order by id";
    Ok(sqlx::query(sql).bind(campaign.to_string()).bind(kind.as_str()).fetch_all(conn).await?)
}

/// Every row of a kind, in the order of ids: for kinds of which there are few.
pub(crate) async fn each_of(conn: &mut Conn, campaign: CampaignId, kind: Kind) -> Result<Vec<Row>, Fault> {
    stored(conn, campaign, kind).await?.iter().map(read).collect()
}

/// Writes rows in the places of those with the same keys.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, rows: &[Arc<Row>]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into entity (campaign, kind, id, version, commit_no, schema, scopes, body) ",
        "select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2, $3, $4, r.value ->> 3, r.value ->> 4 from ",
        each!("$2"),
        " where true on conflict (campaign, kind, id) do update set version = excluded.version, ",
        "commit_no = excluded.commit_no, schema = excluded.schema, scopes = excluded.scopes, body = excluded.body",
    );
    let Some(commit) = rows.first().map(|row| row.commit) else { return Ok(()) };
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let key = row.entity.key();
            let scopes = serde_json::to_string(&row.scopes)?;
            Ok((key.kind.as_str(), key.id, row.version, scopes, row.entity.to_body()?))
        })
        .collect::<Result<_, serde_json::Error>>()
        .map_err(|_| Fault::Data)?;
    sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(list(&rows)?)
        .bind(bits63(commit.0))
        .bind(i64::from(SCHEMA))
        .execute(conn)
        .await?;
    Ok(())
}

/// One row of `select kind, id, version, commit_no, scopes, body`.
pub(crate) fn read(row: &SqliteRow) -> Result<Row, Fault> {
    let kind: Kind = row.try_get::<&str, _>("kind")?.parse().map_err(|_| Fault::Data)?;
    let version: EntryId = row.try_get::<&str, _>("version")?.parse().map_err(|_| Fault::Data)?;
    let scopes: Vec<Scope> = serde_json::from_str(row.try_get("scopes")?).map_err(|_| Fault::Data)?;
    let entity = Entity::from_body(kind, row.try_get("body")?).map_err(|_| Fault::Data)?;
    let commit = CommitNo(row.try_get::<i64, _>("commit_no")?.unsigned_abs());
    Ok(Row { entity, version, commit, scopes })
}
