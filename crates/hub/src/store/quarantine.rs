//! `quarantine`: what could not be read or judged, as bytes, for its author and the office.

use serde::Serialize;
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

#[derive(Serialize)]
struct Columns<'a>(EntryId, Sha256, DeviceId, PersonId, &'a str, UnixMs, String);

/// Writes lines apart; the same bytes under the same id are there once.
pub(crate) async fn save(conn: &mut Conn, campaign: CampaignId, apart: &[Apart]) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "insert into quarantine (campaign, entry, sha256, device, author, code, received, bytes) ",
        "select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, ",
        "cast(r.value ->> 5 as bigint), ",
        from_hex!("r.value ->> 6"),
        " from ",
        each!("$2"),
        " where true on conflict (campaign, entry, sha256) do nothing",
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
