//! `campaign`: the campaign of this database, its life, its locked counter and the hub's own secret.

use sqlx::Row as _;
use yingchun_domain::id::{CampaignId, Epoch};
use yingchun_domain::row::CommitNo;

use super::{Conn, Fault, bits63};

/// The one row.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) campaign: CampaignId,
    pub(crate) epoch: Epoch,
    pub(crate) head: CommitNo,
    pub(crate) safe: CommitNo,
    /// Hexadecimal: the key under which receipts and cursors are signed.
    pub(crate) secret: String,
}

/// The campaign of this database; `None` before the first start.
pub(crate) async fn find(conn: &mut Conn) -> Result<Option<Stored>, Fault> {
    let sql =
        "select campaign, epoch, commit_no, safe_commit, secret from campaign order by campaign limit 1";
    let Some(row) = sqlx::query(sql).fetch_optional(conn).await? else { return Ok(None) };
    let (campaign, epoch): (String, String) = (row.try_get("campaign")?, row.try_get("epoch")?);
    Ok(Some(Stored {
        campaign: campaign.parse().map_err(|_| Fault::Data)?,
        epoch: epoch.parse().map_err(|_| Fault::Data)?,
        head: CommitNo(row.try_get::<i64, _>("commit_no")?.unsigned_abs()),
        safe: CommitNo(row.try_get::<i64, _>("safe_commit")?.unsigned_abs()),
        secret: row.try_get("secret")?,
    }))
}

/// Writes the row of a new database.
pub(crate) async fn found(conn: &mut Conn, stored: &Stored) -> Result<(), Fault> {
    let sql =
        "insert into campaign (campaign, epoch, commit_no, safe_commit, secret) values ($1, $2, $3, $4, $5)";
    sqlx::query(sql)
        .bind(stored.campaign.to_string())
        .bind(stored.epoch.to_string())
        .bind(bits63(stored.head.0))
        .bind(bits63(stored.safe.0))
        .bind(&stored.secret)
        .execute(conn)
        .await?;
    Ok(())
}

/// Counts on and locks the row to the end of the transaction, so that numbers become visible in order.
pub(crate) async fn next_commit(conn: &mut Conn, campaign: CampaignId) -> Result<CommitNo, Fault> {
    let sql = "update campaign set commit_no = commit_no + 1 where campaign = $1 returning commit_no";
    let number: i64 = sqlx::query_scalar(sql).bind(campaign.to_string()).fetch_one(conn).await?;
    Ok(CommitNo(number.unsigned_abs()))
}

/// Writes the row as it is.
pub(crate) async fn touch(conn: &mut Conn, campaign: CampaignId) -> Result<(), Fault> {
    let sql = "update campaign set commit_no = commit_no where campaign = $1";
    sqlx::query(sql).bind(campaign.to_string()).execute(conn).await?;
    Ok(())
}

/// Notes up to where copies on other disks have everything; it never goes back, nor beyond the head.
pub(crate) async fn set_safe(conn: &mut Conn, campaign: CampaignId, safe: CommitNo) -> Result<(), Fault> {
    let sql = "update campaign set safe_commit = $2 \
        where campaign = $1 and safe_commit < $2 and $2 <= commit_no";
    sqlx::query(sql).bind(campaign.to_string()).bind(bits63(safe.0)).execute(conn).await?;
    Ok(())
}

/// Begins another life: whoever holds a cursor of the old one reads anew.
pub(crate) async fn begin_epoch(conn: &mut Conn, campaign: CampaignId, epoch: Epoch) -> Result<(), Fault> {
    let sql = "update campaign set epoch = $2, safe_commit = 0 where campaign = $1";
    sqlx::query(sql).bind(campaign.to_string()).bind(epoch.to_string()).execute(conn).await?;
    Ok(())
}
