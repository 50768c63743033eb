//! `quarantine`: what could not be read or judged, as bytes, for its author and the office.

use serde::Serialize;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;

use super::each::{each, from_hex};
use super::{Conn, Fault, list};

/// One line that is kept apart.
#[derive(Clone, Debug)]
pub(crate) struct Apart {
    pub(crate) entry: EntryId,
    pub(crate) sha256: Sha256,
    pub(crate) device: DeviceId,
    pub(crate) author: PersonId,
    pub(crate) code: &'static str,
    pub(crate) received: UnixMs,
    pub(crate) bytes: Vec<u8>,
}

/// What names a line that is kept apart: its id may be another line's too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ApartKey {
    pub(crate) entry: EntryId,
    pub(crate) sha256: Sha256,
}

/// A line that is kept apart and that nobody has settled.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub(crate) key: ApartKey,
    pub(crate) device: DeviceId,
    pub(crate) author: PersonId,
    pub(crate) code: String,
    pub(crate) received: UnixMs,
    pub(crate) bytes: Vec<u8>,
}

fn read(row: &SqliteRow) -> Result<Open, Fault> {
    let sha256: String = row.try_get("sha256")?;
    Ok(Open {
        key: ApartKey {
            entry: row.try_get::<&str, _>("entry")?.parse().map_err(|_| Fault::Data)?,
            sha256: sha256.try_into().map_err(|_| Fault::Data)?,
        },
        device: row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?,
        author: row.try_get::<&str, _>("author")?.parse().map_err(|_| Fault::Data)?,
        code: row.try_get("code")?,
        received: UnixMs(row.try_get("received")?),
        bytes: row.try_get("bytes")?,
    })
}

/// Those that nobody has settled, the oldest first.
pub(crate) async fn open(conn: &mut Conn, campaign: CampaignId, at_most: u32) -> Result<Vec<Open>, Fault> {
    let sql = "select entry, sha256, device, author, code, received, bytes from quarantine \
        where campaign = $1 and ended is null order by received, entry, sha256 limit $2";
    let rows = sqlx::query(sql).bind(campaign.to_string()).bind(i64::from(at_most)).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// One that nobody has settled.
pub(crate) async fn find(
    conn: &mut Conn,
    campaign: CampaignId,
    key: ApartKey,
) -> Result<Option<Open>, Fault> {
    let sql = "select entry, sha256, device, author, code, received, bytes from quarantine \
        where campaign = $1 and entry = $2 and sha256 = $3 and ended is null";
    let row = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(key.entry.to_string())
        .bind(key.sha256.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(read).transpose()
}

/// Whether one is kept, settled or not.
pub(crate) async fn has(conn: &mut Conn, campaign: CampaignId, key: ApartKey) -> Result<bool, Fault> {
    let sql = "select 1 from quarantine where campaign = $1 and entry = $2 and sha256 = $3";
    let query = sqlx::query(sql).bind(campaign.to_string());
    let row = query.bind(key.entry.to_string()).bind(key.sha256.to_string()).fetch_optional(conn).await?;
    Ok(row.is_some())
}

/// Writes down that somebody settled one. Its bytes stay.
pub(crate) async fn end(
    conn: &mut Conn,
    campaign: CampaignId,
    key: ApartKey,
    by: PersonId,
    how: &'static str,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql = "update quarantine set ended = $4, ended_by = $5, ended_how = $6 \
        where campaign = $1 and entry = $2 and sha256 = $3 and ended is null";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(key.entry.to_string())
        .bind(key.sha256.to_string())
        .bind(at.0)
        .bind(by.to_string())
        .bind(how)
        .execute(conn)
        .await?;
    Ok(())
}

#[derive(Serialize)]
struct Columns<'a>(EntryId, Sha256, DeviceId, PersonId, &'a str, UnixMs, String);

/// Writes lines apart; the same bytes under the same id are there once. What was judged again, waited, and could not be
/// judged when its turn came is before the office once more.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, apart: &[Apart]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into quarantine (campaign, entry, sha256, device, author, code, received, bytes) ",
        "select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, ",
        "cast(r.value ->> 5 as bigint), ",
        from_hex!("r.value ->> 6"),
        " from ",
        each!("$2"),
        " where true on conflict (campaign, entry, sha256) do update ",
        "set code = excluded.code, device = excluded.device, author = excluded.author, ",
        "received = excluded.received, ended = null, ended_by = null, ended_how = null ",
        "where quarantine.ended_how in ('brought_again', 'retried') ",
        "or (quarantine.ended is null and quarantine.code <> excluded.code)",
    );
    if apart.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = apart
        .iter()
        .map(|it| {
            Columns(
                it.entry,
                it.sha256,
                it.device,
                it.author,
                it.code,
                it.received,
                crate::hex::of(&it.bytes),
            )
        })
        .collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}
