//! Looking whether what the database says is true: its pages, and the file of every photo that it calls received.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnectOptions;
use yingchun_domain::id::PhotoId;

use super::copy::{self, opened};
use super::{half, notes};
use crate::error::HubError;
use crate::hub::{Hub, Opened};
use crate::photos::{staged, whole};
use crate::serve::STOP_PATIENCE;
use crate::store::photo::Named;
use crate::store::{self, Fault};

/// What is done about photos that are not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Phones are asked for them.
    Phones,
    /// Nothing.
    Nobody,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Photos that are here, byte for byte.
    pub whole: usize,
    /// Photos that the database calls received and that have no file.
    pub missing: Vec<PhotoId>,
    /// Photos whose file holds other bytes.
    pub damaged: Vec<PhotoId>,
    /// Files of which the database knows nothing: after a restore their entries may still come.
    pub unknown: Vec<PathBuf>,
}

impl Found {
    /// Whether nothing is wrong. A file of which nothing is known is none.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.missing.is_empty() && self.damaged.is_empty()
    }
}

/// Looks at a folder; the hub may run meanwhile.
///
/// # Errors
/// Where the database is damaged, or cannot be read.
pub async fn check(data: &Path, ask: Ask) -> anyhow::Result<Found> {
    half::refuse(data)?;
    let (mut conn, stored) = opened(&data.join(store::FILE), SqliteConnectOptions::new()).await?;
    let received = store::photo::all_received(&mut conn, stored.campaign).await.map_err(HubError::from)?;
    conn.close().await?;
    let found = look(&data.join("photos"), &received)?;
    if ask == Ask::Phones && !found.is_good() {
        let mut wanted = found.missing.clone();
        for id in &found.damaged {
            let file = whole(&data.join("photos"), *id);
            fs::rename(&file, file.with_extension("damaged"))?;
            wanted.push(*id);
        }
        self::ask(data, wanted).await?;
    }
    Ok(found)
}

/// Through the hub that runs, which looks for notes; else by being the hub for a moment.
async fn ask(data: &Path, wanted: Vec<PhotoId>) -> anyhow::Result<()> {
    match store::lock(data) {
        Err(_) => notes::ask(data, &wanted),
        Ok(lock) => {
            drop(lock);
            let Opened { hub, writing, .. } = Hub::open(data).await?;
            hub.await_again(wanted).await?;
            hub.close(writing, STOP_PATIENCE).await;
            Ok(())
        }
    }
}

/// Photos that a hub calls received and that have no file.
pub(super) async fn missing(hub: &Hub, data: &Path) -> anyhow::Result<Vec<PhotoId>> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from).map_err(HubError::from)?;
    let received = store::photo::all_received(&mut conn, hub.campaign()).await.map_err(HubError::from)?;
    let photos = data.join("photos");
    let there = |it: &Named| whole(&photos, it.photo).exists() || staged(&photos, it.photo).exists();
    Ok(received.iter().filter(|it| !there(it)).map(|it| it.photo).collect())
}

fn look(photos: &Path, received: &[Named]) -> anyhow::Result<Found> {
    let mut found = Found::default();
    for it in received {
        let files = [whole(photos, it.photo), staged(photos, it.photo)];
        let Some(file) = files.iter().find(|file| file.exists()) else {
            found.missing.push(it.photo);
            continue;
        };
        match copy::hash(file)? {
            (sha256, _) if sha256 == it.sha256 => found.whole += 1,
            _ => found.damaged.push(it.photo),
        }
    }
    let known: BTreeSet<PathBuf> = received.iter().map(|it| whole(photos, it.photo)).collect();
    for folder in names(&photos.join("whole"))? {
        found.unknown.extend(names(&folder)?.into_iter().filter(|file| !known.contains(file)));
    }
    Ok(found)
}

fn names(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let mut names: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    names.sort();
    Ok(names)
}
