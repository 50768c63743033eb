//! A copy of database and photos, taken while the hub runs.
//!
//! `VACUUM INTO` reads one moment of the database and writes a file that needs no log beside it. Photos follow: those
//! that this moment calls received; each is there once for all copies, and is read back every time.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, bail};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use super::copy::{self, arrived, arriving, opened};
use super::shelf::{Manifest, Shelf, Whole, volume};
use super::{half, notes};
use crate::photos::{staged, whole};
use crate::serve::STOP_PATIENCE;
use crate::store::photo::Named;
use crate::{clock, store};

/// Puts a copy of a folder's database and photos on a shelf. The hub may run meanwhile.
///
/// # Errors
/// Where there is no database or no shelf, the shelf cannot be written, or a photo that was received is missing: what was
/// copied stays until the next one is begun, and is no verified copy.
pub async fn backup(data: &Path, to: &Path) -> anyhow::Result<()> {
    half::refuse(data)?;
    if !data.join(store::FILE).exists() {
        bail!("there is no database in {}", data.display());
    }
    let (shelf, made) = (Shelf::there(to)?, clock::now());
    shelf.sweep()?;
    let file = shelf.database(made);
    vacuum(&data.join(store::FILE), &arriving(&file)).await?;
    let (mut conn, stored) = opened(&arriving(&file), SqliteConnectOptions::new().read_only(true)).await?;
    let received = store::photo::all_received(&mut conn, stored.campaign).await;
    let received = received.map_err(crate::error::HubError::from)?;
    conn.close().await?;
    File::open(arriving(&file))?.sync_all().context("the copy is not on the disk")?;
    arrived(&file)?;
    let missing = received.iter().filter(|photo| !bring(data, &shelf, photo)).count();
    if missing > 0 {
        bail!(
            "{missing} photos that were received are not whole in {}: the copy is not complete. `yingchun check --ask` \
             asks the phones for them",
            data.display()
        );
    }
    let manifest = Manifest {
        campaign: stored.campaign,
        epoch: stored.epoch,
        commit: stored.head,
        made,
        volume: volume(to),
        database: copy::hash(&file)?.0,
        photos: received.iter().map(|it| Whole { id: it.photo, sha256: it.sha256 }).collect(),
    };
    copy::write(&shelf.manifest(made), &serde_json::to_vec(&manifest)?)?;
    shelf.thin_out()?;
    notes::verified(data, &manifest)
}

async fn vacuum(database: &Path, to: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(database).busy_timeout(STOP_PATIENCE);
    let mut conn =
        options.connect().await.with_context(|| format!("{} cannot be read", database.display()))?;
    let path = to.to_str().context("the folder's name is not text")?;
    sqlx::query("vacuum into $1").bind(path).execute(&mut conn).await.context("the copy failed")?;
    Ok(conn.close().await?)
}

/// Brings a photo to the shelf, where it is not there as it should be; false where it is not to be had.
fn bring(data: &Path, shelf: &Shelf, photo: &Named) -> bool {
    let to = shelf.photo(photo.photo);
    if copy::hash(&to).is_ok_and(|(sha256, _)| sha256 == photo.sha256) {
        return true;
    }
    let photos = data.join("photos");
    // One that came a moment ago may still stand under its staged name.
    let from = [whole(&photos, photo.photo), staged(&photos, photo.photo)];
    from.iter().any(|from| {
        let done = copy::copy(from, &to, photo.sha256);
        if let Err(error) = &done {
            tracing::warn!(photo = %photo.photo, error = format!("{error:#}"), "a photo was not copied");
        }
        done.is_ok()
    })
}
