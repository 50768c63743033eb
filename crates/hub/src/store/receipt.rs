//! `receipt`: what became of each entry, as first said; an interim word is replaced by the last one.

use sqlx::Row as _;
use yingchun_domain::id::{CampaignId, DeviceId, EntryId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::CommitNo;
use yingchun_domain::time::UnixMs;

use super::each::each;
use super::{Conn, Fault, bits63, list};

/// One receipt as it is kept: its mac is worked out when it is answered.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) entry: EntryId,
    pub(crate) device: DeviceId,
    pub(crate) seq: u64,
    pub(crate) sha256: Sha256,
    pub(crate) outcome: Outcome,
    pub(crate) code: Option<String>,
    pub(crate) commit: CommitNo,
    pub(crate) received: UnixMs,
}

/// Reads the receipts of entries; entries without one are not among them.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    entries: &[EntryId],
) -> Result<Vec<Kept>, Fault> {
    const SQL: &str = concat!(
        "select k.entry, k.device, k.seq, k.sha256, k.outcome, k.code, k.commit_no, k.received from ",
        each!("$2"),
        " cross join receipt as k where k.campaign = $1 and k.entry = r.value ->> 0",
    );
    let entries: Vec<_> = entries.iter().map(|entry| [entry]).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&entries)?).fetch_all(conn).await?;
    rows.iter()
        .map(|row| {
            let outcome: String = row.try_get("outcome")?;
            let sha256: String = row.try_get("sha256")?;
            Ok(Kept {
                entry: row.try_get::<&str, _>("entry")?.parse().map_err(|_| Fault::Data)?,
                device: row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?,
                seq: row.try_get::<i64, _>("seq")?.unsigned_abs(),
                sha256: sha256.try_into().map_err(|_| Fault::Data)?,
                outcome: serde_json::from_value(outcome.into()).map_err(|_| Fault::Data)?,
                code: row.try_get("code")?,
                commit: CommitNo(row.try_get::<i64, _>("commit_no")?.unsigned_abs()),
                received: UnixMs(row.try_get("received")?),
            })
        })
        .collect()
}

/// Writes receipts; one that is there already was an interim one.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, kept: &[Kept]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into receipt (campaign, entry, device, seq, sha256, outcome, code, commit_no, received) ",
        "select $1, r.value ->> 0, r.value ->> 1, cast(r.value ->> 2 as bigint), r.value ->> 3, r.value ->> 4, ",
        "r.value ->> 5, cast(r.value ->> 6 as bigint), cast(r.value ->> 7 as bigint) from ",
        each!("$2"),
        " where true on conflict (campaign, entry) do update set device = excluded.device, ",
        "seq = excluded.seq, outcome = excluded.outcome, code = excluded.code, ",
        "commit_no = excluded.commit_no, received = excluded.received",
    );
    if kept.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = kept
        .iter()
        .map(|it| {
            let (seq, commit) = (bits63(it.seq), bits63(it.commit.0));
            (it.entry, it.device, seq, it.sha256, it.outcome.as_str(), &it.code, commit, it.received)
        })
        .collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).execute(conn).await?;
    Ok(())
}
