//! `device`: one person on one phone, with the hash of the key under which it writes.

use sqlx::Row as _;
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;

use super::{Conn, Fault};

/// A device whose key is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) device: DeviceId,
    pub(crate) person: PersonId,
    pub(crate) key_hash: Sha256,
    /// Whether the key was ever shown over plain http.
    pub(crate) plain: bool,
}

impl Bound {
    /// Whether it is the same phone of the same person, however its key was shown.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Self { plain: other.plain, ..*self } == *other
    }
}

/// The device of this id.
pub(crate) async fn find(
    conn: &mut Conn,
    campaign: CampaignId,
    device: DeviceId,
) -> Result<Option<Bound>, Fault> {
    let sql = "select person, key_hash, plain from device where campaign = $1 and device = $2";
    let row =
        sqlx::query(sql).bind(campaign.to_string()).bind(device.to_string()).fetch_optional(conn).await?;
    let Some(row) = row else { return Ok(None) };
    let key_hash: String = row.try_get("key_hash")?;
    Ok(Some(Bound {
        device,
        person: row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)?,
        key_hash: key_hash.try_into().map_err(|_| Fault::Data)?,
        plain: row.try_get::<i64, _>("plain")? != 0,
    }))
}

/// Writes down that the key of a device was shown over plain http.
pub(crate) async fn mark_plain(conn: &mut Conn, campaign: CampaignId, device: DeviceId) -> Result<(), Fault> {
    let sql = "update device set plain = 1 where campaign = $1 and device = $2";
    sqlx::query(sql).bind(campaign.to_string()).bind(device.to_string()).execute(conn).await?;
    Ok(())
}

/// Binds a device to its person and key, for good.
pub(crate) async fn bind(
    conn: &mut Conn,
    campaign: CampaignId,
    bound: &Bound,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql = "insert into device (campaign, device, person, key_hash, bound, plain) values ($1, $2, $3, $4, $5, $6)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(bound.device.to_string())
        .bind(bound.person.to_string())
        .bind(bound.key_hash.to_string())
        .bind(at.0)
        .bind(i64::from(bound.plain))
        .execute(conn)
        .await?;
    Ok(())
}
