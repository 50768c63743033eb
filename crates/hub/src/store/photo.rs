//! `photo`: the photos that any stored entry names, whatever became of the entry, and whether their bytes are here.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use yingchun_domain::id::{CampaignId, DeviceId, EntryId, PhotoId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;

use super::each::each;
use super::{Conn, Fault, list};

/// A photo that is welcome.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub(crate) photo: PhotoId,
    pub(crate) device: DeviceId,
    pub(crate) entry: EntryId,
    pub(crate) sha256: Sha256,
    pub(crate) len: u32,
    /// When the bytes were whole.
    pub(crate) received: Option<UnixMs>,
}

/// Reads photos by their ids.
pub(crate) async fn load(
    conn: &mut Conn,
    campaign: CampaignId,
    photos: &[PhotoId],
) -> Result<Vec<Named>, Fault> {
    const SQL: &str = concat!(
        "select p.photo, p.device, p.entry, p.sha256, p.len, p.received from ",
        each!("$2"),
        " cross join photo as p where p.campaign = $1 and p.photo = r.value ->> 0",
    );
    let photos: Vec<_> = photos.iter().map(|photo| [photo]).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&photos)?).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Named, Fault> {
    let sha256: String = row.try_get("sha256")?;
    Ok(Named {
        photo: row.try_get::<&str, _>("photo")?.parse().map_err(|_| Fault::Data)?,
        device: row.try_get::<&str, _>("device")?.parse().map_err(|_| Fault::Data)?,
        entry: row.try_get::<&str, _>("entry")?.parse().map_err(|_| Fault::Data)?,
        sha256: sha256.try_into().map_err(|_| Fault::Data)?,
        len: u32::try_from(row.try_get::<i64, _>("len")?).map_err(|_| Fault::Data)?,
        received: row.try_get::<Option<i64>, _>("received")?.map(UnixMs),
    })
}

/// All whose bytes are noted as whole.
pub(crate) async fn all_received(conn: &mut Conn, campaign: CampaignId) -> Result<Vec<Named>, Fault> {
    let sql = "select photo, device, entry, sha256, len, received from photo \
        where campaign = $1 and received is not null order by photo";
    let rows = sqlx::query(sql).bind(campaign.to_string()).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Notes that the bytes of photos are not here after all.
pub(crate) async fn await_again(
    conn: &mut Conn,
    campaign: CampaignId,
    photos: &[PhotoId],
) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "update photo set received = null where campaign = $1 and photo in (select r.value ->> 0 from ",
        each!("$2"),
        ")",
    );
    let photos: Vec<_> = photos.iter().map(|photo| [photo]).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&photos)?).execute(conn).await?;
    Ok(())
}

/// Writes photos that entries name, and gives back those that nobody had named before: whoever named one first keeps it.
pub(crate) async fn save(
    conn: &mut Conn,
    campaign: CampaignId,
    named: &[Named],
) -> Result<Vec<Named>, Fault> {
    const SQL: &str = concat!(
        "insert into photo (campaign, photo, device, entry, sha256, len, received) ",
        "select $1, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, cast(r.value ->> 4 as bigint), null from ",
        each!("$2"),
        " where true on conflict (campaign, photo) do nothing ",
        "returning photo, device, entry, sha256, len, received",
    );
    if named.is_empty() {
        return Ok(vec![]);
    }
    let rows: Vec<_> = named.iter().map(|it| (it.photo, it.device, it.entry, it.sha256, it.len)).collect();
    let rows = sqlx::query(SQL).bind(campaign.to_string()).bind(list(&rows)?).fetch_all(conn).await?;
    rows.iter().map(read).collect()
}

/// Notes that the bytes of photos are whole.
pub(crate) async fn receive(
    conn: &mut Conn,
    campaign: CampaignId,
    photos: &[PhotoId],
    at: UnixMs,
) -> Result<(), Fault> {
    const SQL: &str = concat!(
        "update photo set received = coalesce(received, $3) where campaign = $1 and photo in (select r.value ->> 0 from ",
        each!("$2"),
        ")",
    );
    let photos: Vec<_> = photos.iter().map(|photo| [photo]).collect();
    sqlx::query(SQL).bind(campaign.to_string()).bind(list(&photos)?).bind(at.0).execute(conn).await?;
    Ok(())
}
