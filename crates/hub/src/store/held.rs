//! `held`: entries that wait for a row to appear, as the bytes in which they came.

use std::collections::BTreeMap;

use serde::Serialize;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::again::Earlier;
use yingchun_domain::id::{CampaignId, EntryId};
use yingchun_domain::row::RowKey;
use yingchun_domain::time::UnixMs;

use super::each::{each, from_hex};
use super::{Conn, Fault, list};

/// One entry that waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) entry: EntryId,
    pub(crate) waits_for: RowKey,
    /// When the hub had it first.
    pub(crate) received: UnixMs,
    pub(crate) bytes: Vec<u8>,
    /// What is known of it from earlier lives of the database.
    pub(crate) earlier: Earlier,
}

/// How it is written: in the column `again`.
const fn number(earlier: Earlier) -> u8 {
    match earlier {
        Earlier::Nothing => 0,
        Earlier::Held => 1,
        Earlier::Unshown => 2,
    }
}

fn numbered(number: i64) -> Result<Earlier, Fault> {
    match number {
        0 => Ok(Earlier::Nothing),
        1 => Ok(Earlier::Held),
        2 => Ok(Earlier::Unshown),
        _ => Err(Fault::Data),
    }
}

/// How many wait.
pub(crate) async fn count(conn: &mut Conn, campaign: CampaignId) -> Result<u64, Fault> {
    let sql = "select count(entry) from held where campaign = $1";
    let count: i64 = sqlx::query_scalar(sql).bind(campaign.to_string()).fetch_one(conn).await?;
    Ok(count.unsigned_abs())
}

/// Those that wait for one of these rows, in the order in which they were made.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    rows: &[RowKey],
) -> Result<Vec<Waiting>, Fault> {
    const SQL: &str = concat!(
        "select h.entry, h.waits_kind, h.waits_id, h.received, h.bytes, h.again from ",
        each!("$2"),
        " cross join held as h where h.campaign = $1 and h.waits_kind = r.value ->> 0 ",
        "and h.waits_id = r.value ->> 1 order by h.entry",
    );
    let keys: Vec<_> = rows.iter().map(|key| (key.kind.as_str(), key.id)).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&keys)?).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Waiting, Fault> {
    let kind = row.try_get::<&str, _>("waits_kind")?.parse().map_err(|_| Fault::Data)?;
    let id = row.try_get::<&str, _>("waits_id")?.parse().map_err(|_| Fault::Data)?;
    Ok(Waiting {
        entry: row.try_get::<&str, _>("entry")?.parse().map_err(|_| Fault::Data)?,
        waits_for: RowKey { kind, id },
        received: UnixMs(row.try_get("received")?),
        bytes: row.try_get("bytes")?,
        earlier: numbered(row.try_get("again")?)?,
    })
}

/// All that wait, the oldest first.
pub(crate) async fn all(conn: &mut Conn, campaign: CampaignId, at_most: u32) -> Result<Vec<Waiting>, Fault> {
    let sql = "select entry, waits_kind, waits_id, received, bytes, again from held where campaign = $1 \
        order by received, entry limit $2";
    let rows = sqlx::query(sql).bind(campaign.to_string()).bind(i64::from(at_most)).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// One that waits.
pub(crate) async fn find(
    conn: &mut Conn,
    campaign: CampaignId,
    entry: EntryId,
) -> Result<Option<Waiting>, Fault> {
    let sql = "select entry, waits_kind, waits_id, received, bytes, again from held \
        where campaign = $1 and entry = $2";
    let row =
        sqlx::query(sql).bind(campaign.to_string()).bind(entry.to_string()).fetch_optional(conn).await?;
    row.as_ref().map(read).transpose()
}

/// What is known from earlier lives of the database of those of these that wait.
pub(crate) async fn earlier(
    conn: &mut Conn,
    campaign: CampaignId,
    entries: &[EntryId],
) -> Result<BTreeMap<EntryId, Earlier>, Fault> {
    const SQL: &str = concat!(
        "select h.entry, h.again from ",
        each!("$2"),
        " cross join held as h where h.campaign = $1 and h.entry = r.value ->> 0",
    );
    if entries.is_empty() {
        return Ok(BTreeMap::new());
    }
    let entries: Vec<_> = entries.iter().map(|entry| [entry]).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&entries)?).fetch_all(conn).await?;
    let read = |row: &SqliteRow| {
        let entry = row.try_get::<&str, _>("entry")?.parse().map_err(|_| Fault::Data)?;
        Ok((entry, numbered(row.try_get("again")?)?))
    };
    rows.iter().map(read).collect()
}

/// Another life of the database begins: of what waits in it, and is of the life before, nobody has shown what came of it.
pub(crate) async fn mark_unshown(conn: &mut Conn, campaign: CampaignId) -> Result<(), Fault> {
    let sql = "update held set again = $2 where campaign = $1 and again = $3";
    let numbers = [Earlier::Unshown, Earlier::Nothing].map(|it| i64::from(number(it)));
    let marked = sqlx::query(sql).bind(campaign.to_string()).bind(numbers[0]).bind(numbers[1]);
    marked.execute(conn).await?;
    Ok(())
}

#[derive(Serialize)]
struct Columns<'a>(EntryId, &'a str, uuid::Uuid, UnixMs, String, u8);

/// Writes entries that wait; one that waits already waits for another row from now on.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, waiting: &[Waiting]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into held (campaign, entry, waits_kind, waits_id, received, bytes, again) ",
        "select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2, cast(r.value ->> 3 as bigint), ",
        from_hex!("r.value ->> 4"),
        ", cast(r.value ->> 5 as bigint) from ",
        each!("$2"),
        " where true on conflict (campaign, entry) do update ",
        "set waits_kind = excluded.waits_kind, waits_id = excluded.waits_id, ",
        "received = excluded.received, again = excluded.again",
    );
    if waiting.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = waiting
        .iter()
        .map(|it| {
            let RowKey { kind, id } = it.waits_for;
            Columns(it.entry, kind.as_str(), id, it.received, crate::hex::of(&it.bytes), number(it.earlier))
        })
        .collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}

/// Lets go of entries that wait no longer.
pub(crate) async fn remove(conn: &mut Conn, campaign: CampaignId, entries: &[EntryId]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "delete from held where campaign = $1 and entry in (select r.value ->> 0 from ",
        each!("$2"),
        ")"
    );
    if entries.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = entries.iter().map(|entry| [entry]).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}
