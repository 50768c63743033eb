//! Putting a copy back. The database begins another life: whoever reads begins anew, and phones push again what they
//! kept ([`crate::hub`]). Nobody is locked out: a link for an organiser is handed out with it.
//!
//! It may be killed at any moment. The copy is made ready beside the database; from the mark on the hub does not serve
//! the folder; what was there before goes aside, database and log together; a second run ends what the first began.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use yingchun_domain::grant::Role;
use yingchun_domain::id::PhotoId;

use super::check::missing;
use super::copy::{self, opened};
use super::half;
use super::shelf::{Manifest, Shelf};
use crate::fail::point;
use crate::hub::{Hub, Opened};
use crate::photos::whole;
use crate::serve::{Handed, STOP_PATIENCE, invitation};
use crate::store;

/// Where the database is made ready.
const ARRIVING: &str = "arriving";

/// Puts a copy in the place of a folder's database, where one is given: the newest of a shelf, or a file. What was there
/// before stays beside it. Photos that the copy has and the folder has not come with it; phones are asked for the rest.
/// Gives out a link for an organiser: those that were open before are good no more.
///
/// # Errors
/// Where the hub runs, there is no database, or the copy is no whole one.
pub async fn restore(data: &Path, from: Option<&Path>) -> anyhow::Result<Handed> {
    match from {
        Some(from) => put_back(data, from).await?,
        None => {
            half::refuse(data)?;
            if !data.join(store::FILE).exists() {
                bail!("there is no database in {}: name a copy with `--from`", data.display());
            }
        }
    }
    let Opened { hub, writing, .. } = Hub::open(data).await?;
    hub.begin_epoch(hub.epoch()).await?;
    point("restore.reborn");
    let lost = missing(&hub, data).await?;
    hub.await_again(lost).await?;
    let (invitation, link) = invitation(Role::Organiser, "organiser");
    hub.plant(vec![invitation.into()]).await?;
    hub.close(writing, STOP_PATIENCE).await;
    point("restore.handed");
    if from.is_some() {
        half::end(data)?;
    }
    Ok(link)
}

async fn put_back(data: &Path, from: &Path) -> anyhow::Result<()> {
    let chosen = Chosen::of(from)?;
    fs::create_dir_all(data)?;
    let lock = store::lock(data)?;
    let ready = make_ready(data, &chosen.database).await?;
    point("restore.ready");
    let aside = half::begin(data)?;
    point("restore.begun");
    for (photo, from) in &chosen.photos {
        let to = whole(&data.join("photos"), photo.id);
        if copy::hash(&to).is_ok_and(|(sha256, _)| sha256 == photo.sha256) {
            continue;
        }
        // Its phone is asked for it.
        if let Err(error) = copy::copy(from, &to, photo.sha256) {
            tracing::warn!(photo = %photo.id, error = format!("{error:#}"), "a photo did not come back");
        }
    }
    set_aside(data, &aside)?;
    point("restore.aside");
    fs::rename(ready, data.join(store::FILE))?;
    copy::sync(data)?;
    point("restore.arrived");
    drop(lock);
    Ok(())
}

/// A copy that was chosen.
struct Chosen {
    database: PathBuf,
    photos: Vec<(super::shelf::Whole, PathBuf)>,
}

impl Chosen {
    fn of(from: &Path) -> anyhow::Result<Self> {
        if !from.is_dir() {
            return Ok(Self { database: from.to_owned(), photos: vec![] });
        }
        let shelf = Shelf::at(from);
        let none = || format!("no verified copy stands in {}", from.display());
        let Manifest { made, database, photos, .. } =
            shelf.copies()?.into_iter().next().with_context(none)?;
        let file = shelf.database(made);
        if copy::hash(&file)?.0 != database {
            bail!("{} is not as it was written", file.display());
        }
        let beside = |id: PhotoId| shelf.photo(id);
        let photos = photos.into_iter().map(|photo| (photo, beside(photo.id)));
        Ok(Self { database: file, photos: photos.collect() })
    }
}

/// Copies a database beside its place, with the log that stands beside it, and brings both together.
async fn make_ready(data: &Path, database: &Path) -> anyhow::Result<PathBuf> {
    let folder = data.join(ARRIVING);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let ready = folder.join(store::FILE);
    for ending in ["", "-wal"] {
        let from = with_ending(database, ending);
        if ending.is_empty() || from.exists() {
            let copied = fs::copy(&from, with_ending(&ready, ending));
            copied.with_context(|| format!("{} cannot be copied", from.display()))?;
        }
    }
    let (mut conn, _) = opened(&ready, SqliteConnectOptions::new()).await?;
    sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut conn).await?;
    conn.close().await?;
    fs::File::open(&ready)?.sync_all()?;
    copy::sync(&folder)?;
    Ok(ready)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Moves what is there into a folder of its own, so that log and database stay together.
fn set_aside(data: &Path, aside: &Path) -> anyhow::Result<()> {
    // The log first: without its database it changes nothing, and a database without it would be short.
    for ending in ["-shm", "-wal", ""] {
        let there = with_ending(&data.join(store::FILE), ending);
        if there.exists() {
            fs::create_dir_all(aside)?;
            fs::rename(&there, with_ending(&aside.join(store::FILE), ending))?;
            point("restore.parted");
        }
    }
    if aside.exists() {
        copy::sync(aside)?;
    }
    Ok(copy::sync(data)?)
}
