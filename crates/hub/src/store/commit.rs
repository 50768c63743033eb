//! `commit`: the random tag of each commit. A cursor that carries a foreign one betrays a database rolled back.

use yingchun_domain::id::CampaignId;
use yingchun_domain::row::CommitNo;
use yingchun_domain::time::UnixMs;

use super::{Conn, Fault, bits63};

/// Writes a commit's tag, of 63 bits.
pub(crate) async fn save(
    conn: &mut Conn,
    campaign: CampaignId,
    commit: CommitNo,
    tag: u64,
    at: UnixMs,
) -> Result<(), Fault> {
    let sql = "insert into \"commit\" (campaign, commit_no, tag, at) values ($1, $2, $3, $4)";
    sqlx::query(sql)
        .bind(campaign.to_string())
        .bind(bits63(commit.0))
        .bind(bits63(tag))
        .bind(at.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// The tag of a commit, if there is one.
pub(crate) async fn tag(
    conn: &mut Conn,
    campaign: CampaignId,
    commit: CommitNo,
) -> Result<Option<u64>, Fault> {
    let sql = "select tag from \"commit\" where campaign = $1 and commit_no = $2";
    let tag: Option<i64> = sqlx::query_scalar(sql)
        .bind(campaign.to_string())
        .bind(bits63(commit.0))
        .fetch_optional(conn)
        .await?;
    Ok(tag.map(i64::unsigned_abs))
}
