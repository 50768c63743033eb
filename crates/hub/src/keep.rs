//! Keeping the database safe: a copy of it taken while the hub runs, and putting one back while it does not.
//!
//! A database that was put back begins another life ([`crate::hub`]): whoever reads begins anew, and phones push again
//! what they kept. Nobody is locked out: a link for an organiser is handed out with it.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context as _, bail};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use yingchun_domain::grant::Role;

use crate::hub::{Hub, Opened};
use crate::serve::{Handed, STOP_PATIENCE, invitation};
use crate::{clock, store};

/// Writes a copy of a folder's database into a file that is not there yet. The hub may run meanwhile.
///
/// # Errors
/// Where there is no database, or the file is there already or cannot be written.
pub async fn backup(folder: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        bail!("{} is there already", to.display());
    }
    let database = folder.join(store::FILE);
    let options = SqliteConnectOptions::new().filename(&database).busy_timeout(STOP_PATIENCE);
    let mut conn =
        options.connect().await.with_context(|| format!("{} cannot be read", database.display()))?;
    let path = to.to_str().context("the file's name is not text")?;
    sqlx::query("vacuum into $1").bind(path).execute(&mut conn).await.context("the copy failed")?;
    conn.close().await?;
    check(to).await?;
    File::open(to)?.sync_all().context("the copy is not on the disk")
}

/// Puts a copy in the place of a folder's database, where one is given, and begins another life. What was there before
/// stays beside it. Gives out a link for an organiser: those that were open before are good no more.
///
/// # Errors
/// Where the hub runs, or the copy is no whole database of a hub.
pub async fn restore(folder: &Path, from: Option<&Path>) -> anyhow::Result<Handed> {
    if let Some(from) = from {
        check(from).await?;
        put_back(folder, from)?;
    }
    let Opened { hub, writing, .. } = Hub::open(folder).await?;
    hub.begin_epoch(hub.epoch()).await?;
    let (invitation, link) = invitation(Role::Organiser, "organiser");
    hub.plant(vec![invitation.into()]).await?;
    hub.close(writing, STOP_PATIENCE).await;
    Ok(link)
}

/// Whether a file is a whole database of a hub.
async fn check(file: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let mut conn = options.connect().await.with_context(|| format!("{} cannot be read", file.display()))?;
    let said: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await?;
    if said != "ok" {
        bail!("{} is damaged: {said}", file.display());
    }
    if store::campaign::find(&mut conn).await?.is_none() {
        bail!("{} holds no campaign", file.display());
    }
    Ok(conn.close().await?)
}

fn put_back(folder: &Path, from: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    let lock = store::lock(folder)?;
    let arrived = folder.join("yingchun.db.arriving");
    fs::copy(from, &arrived).context("the copy cannot be written beside the database")?;
    File::open(&arrived)?.sync_all()?;
    let now = clock::now().0;
    for ending in ["", "-wal", "-shm"] {
        let there = folder.join(format!("{}{ending}", store::FILE));
        if there.exists() {
            fs::rename(&there, folder.join(format!("{}.before-{now}{ending}", store::FILE)))?;
        }
    }
    fs::rename(&arrived, folder.join(store::FILE))?;
    drop(lock);
    Ok(())
}
