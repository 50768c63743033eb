//! `gap`: entries of which a phone said that it had saved them and has them no more. Those that came, before or after it said
//! so, have a receipt, and are no gap.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::gap::Gap;
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::time::UnixMs;

use super::each::each;
use super::{Conn, Fault, list};

/// Entries of one device that are kept: two phones may be one device, and no phone loses more without end.
const OF_ONE_MOST: u32 = 200;

/// What is missing of one device.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing {
    pub(crate) device: DeviceId,
    pub(crate) person: PersonId,
    pub(crate) entries: u32,
    pub(crate) told: UnixMs,
}

/// Keeps what a person's phone said of a device, once, as far as it has not come.
pub(crate) async fn keep(
    conn: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
    gap: &Gap,
    told: UnixMs,
) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into gap (campaign, device, entry, person, told) select $1, $2, r.value ->> 0, $3, $4 from ",
        each!("$5"),
        " where not exists (select 1 from receipt as k where k.campaign = $1 and k.entry = r.value ->> 0) ",
        "on conflict (campaign, device, entry) do nothing",
    );
    let (campaign, device) = (campaign.to_string(), gap.device.to_string());
    let entries: Vec<_> = gap.entries.iter().map(|entry| [entry]).collect();
    sqlx::query(SQL)
        .bind(&campaign)
        .bind(&device)
        .bind(person.to_string())
        .bind(told.0)
        .bind(list(&entries)?)
        .execute(&mut *conn)
        .await?;
    let sql = "delete from gap where campaign = $1 and device = $2 and entry not in (select entry from gap \
        where campaign = $1 and device = $2 order by told, entry limit $3)";
    sqlx::query(sql).bind(&campaign).bind(&device).bind(i64::from(OF_ONE_MOST)).execute(conn).await?;
    Ok(())
}

/// What never came and nobody has seen to, a line a device, the first that was told of first.
pub(crate) async fn open(conn: &mut Conn, campaign: CampaignId, at_most: u32) -> Result<Vec<Missing>, Fault> {
    let sql = "select g.device, g.person, count(*) as entries, min(g.told) as told from gap as g \
        where g.campaign = $1 and g.ended is null \
        and not exists (select 1 from receipt as k where k.campaign = $1 and k.entry = g.entry) \
        group by g.device, g.person order by told, g.device limit $2";
    let rows = sqlx::query(sql).bind(campaign.to_string()).bind(i64::from(at_most)).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Missing, Fault> {
    Ok(Missing {
        device: row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?,
        person: row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)?,
        entries: u32::try_from(row.try_get::<i64, _>("entries")?).map_err(|_| Fault::Data)?,
        told: UnixMs(row.try_get("told")?),
    })
}

/// Writes down that somebody has seen to what is missing of a device; false where nothing is.
pub(crate) async fn end(
    conn: &mut Conn,
    campaign: CampaignId,
    device: DeviceId,
    by: PersonId,
    at: UnixMs,
) -> Result<bool, Fault> {
    let sql =
        "update gap set ended = $3, ended_by = $4 where campaign = $1 and device = $2 and ended is null";
    let done = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(device.to_string())
        .bind(at.0)
        .bind(by.to_string())
        .execute(conn)
        .await?;
    Ok(done.rows_affected() > 0)
}
