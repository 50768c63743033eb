//! `come_back`: who asks to come back on another phone, until her leader nods.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::id::{CampaignId, DeviceId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;
use yingchun_domain::time::{DAY_MS, UnixMs};

use super::device::Bound;
use super::each::each;
use super::{Conn, Fault, list};

/// A request that nobody answered is forgotten after this long.
pub(crate) const WAITS_MS: i64 = 3 * DAY_MS;
/// Phones that wait to be one person's: she has not more of them, and strangers may ask without end.
const OF_ONE_MOST: u32 = 5;

/// A phone that asks, as whose it says it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    pub(crate) bound: Bound,
    pub(crate) asked: UnixMs,
}

/// Those who asked within the last three days as somebody who stands in one of these scopes, or as anybody; at most so
/// many, the latest first.
pub(crate) async fn waiting(
    conn: &mut Conn,
    campaign: CampaignId,
    now: UnixMs,
    among: Option<&[Scope]>,
    at_most: u32,
) -> Result<Vec<Asking>, Fault> {
    const SQL: &str = concat!(
        "select device, person, key_hash, plain, asked from come_back where campaign = $1 and asked > $2 ",
        "and ($3 or person in (select v.id from ",
        each!("$4"),
        " cross join view as v where v.campaign = $1 and v.scope = r.value ->> 0 and v.kind = $5 and v.gone = 0)) ",
        "order by asked desc, device limit $6",
    );
    let scopes: Vec<_> = among.into_iter().flatten().map(|scope| [scope]).collect();
    let rows = sqlx::query(SQL)
        .bind(campaign.to_string())
        .bind(now.0 - WAITS_MS)
        .bind(among.is_none())
        .bind(list(&scopes)?)
        .bind(Kind::Person.as_str())
        .bind(i64::from(at_most))
        .fetch_all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// The request of one device, where it still waits.
pub(crate) async fn of_device(
    conn: &mut Conn,
    campaign: CampaignId,
    now: UnixMs,
    device: DeviceId,
) -> Result<Option<Asking>, Fault> {
    let sql = "select device, person, key_hash, plain, asked from come_back \
        where campaign = $1 and device = $2 and asked > $3";
    let query = sqlx::query(sql).bind(campaign.to_string()).bind(device.to_string()).bind(now.0 - WAITS_MS);
    query.fetch_optional(conn).await?.as_ref().map(read).transpose()
}

fn read(row: &SqliteRow) -> Result<Asking, Fault> {
    let device: DeviceId = row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?;
    let key_hash: String = row.try_get("key_hash")?;
    let key_hash: Sha256 = key_hash.try_into().map_err(|_| Fault::Data)?;
    let person = row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)?;
    let asked = UnixMs(row.try_get("asked")?);
    let plain = row.try_get::<i64, _>("plain")? != 0;
    Ok(Asking { bound: Bound { device, person, key_hash, plain }, asked })
}

/// Keeps a request in the place of an earlier one of the same phone. What waited too long is forgotten, and of one person all but
/// the latest few.
pub(crate) async fn keep(conn: &mut Conn, campaign: CampaignId, asking: &Asking) -> Result<(), Fault> {
    let campaign = campaign.to_string();
    sqlx::query("delete from come_back where campaign = $1 and asked <= $2")
        .bind(&campaign)
        .bind(asking.asked.0 - WAITS_MS)
        .execute(&mut *conn)
        .await?;
    let sql = "insert into come_back (campaign, device, person, key_hash, plain, asked) \
        values ($1, $2, $3, $4, $5, $6) on conflict (campaign, device) do update set person = excluded.person, \
        key_hash = excluded.key_hash, plain = excluded.plain, asked = excluded.asked";
    sqlx::query(sql)
        .bind(&campaign)
        .bind(asking.bound.device.to_string())
        .bind(asking.bound.person.to_string())
        .bind(asking.bound.key_hash.to_string())
        .bind(i64::from(asking.bound.plain))
        .bind(asking.asked.0)
        .execute(&mut *conn)
        .await?;
    let sql = "delete from come_back where campaign = $1 and person = $2 and device not in (select device \
        from come_back where campaign = $1 and person = $2 order by asked desc, device limit $3)";
    sqlx::query(sql)
        .bind(&campaign)
        .bind(asking.bound.person.to_string())
        .bind(i64::from(OF_ONE_MOST))
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets a request.
pub(crate) async fn forget(conn: &mut Conn, campaign: CampaignId, device: DeviceId) -> Result<(), Fault> {
    let sql = "delete from come_back where campaign = $1 and device = $2";
    sqlx::query(sql).bind(campaign.to_string()).bind(device.to_string()).execute(conn).await?;
    Ok(())
}
