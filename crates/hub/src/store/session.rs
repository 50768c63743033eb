//! `session`: who may read, by the hash of an opaque token.

use sqlx::Row as _;
use yingchun_domain::id::{CampaignId, DeviceId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;

use super::{Conn, Fault};

/// A reader who signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Session {
    pub(crate) token_hash: Sha256,
    pub(crate) person: PersonId,
    pub(crate) device: DeviceId,
    pub(crate) expires: UnixMs,
}

/// Whose session a token opens, where it has not expired at `now`.
pub(crate) async fn reader(
    conn: &mut Conn,
    campaign: CampaignId,
    token_hash: Sha256,
    now: UnixMs,
) -> Result<Option<PersonId>, Fault> {
    let sql = "select person from session where campaign = $1 and token_hash = $2 and expires > $3";
    let row = sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(token_hash.to_string())
        .bind(now.0)
        .fetch_optional(conn)
        .await?;
    row.map(|row| row.try_get::<&str, _>("person")?.parse().map_err(|_| Fault::Data)).transpose()
}

/// Opens a session, and lets go of those that have expired.
pub(crate) async fn open(
    conn: &mut Conn,
    campaign: CampaignId,
    session: &Session,
    now: UnixMs,
) -> Result<(), Fault> {
    let sql = "delete from session where campaign = $1 and expires <= $2";
    sqlx::query(sql).bind(campaign.to_string()).bind(now.0).execute(&mut *conn).await?;
    let sql =
        "insert into session (campaign, token_hash, person, device, expires) values ($1, $2, $3, $4, $5)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(session.token_hash.to_string())
        .bind(session.person.to_string())
        .bind(session.device.to_string())
        .bind(session.expires.0)
        .execute(conn)
        .await?;
    Ok(())
}
