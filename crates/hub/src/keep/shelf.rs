//! A shelf of copies: `TIME.db`, `TIME.json` beside it, and `photos/` for all of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use yingchun_domain::id::{CampaignId, Epoch, PhotoId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::row::CommitNo;
use yingchun_domain::time::UnixMs;

use super::copy;

/// Copies that a shelf keeps: a week of nights.
const KEPT_MOST: usize = 7;

/// A photo of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Whole {
    pub(super) id: PhotoId,
    pub(super) sha256: Sha256,
}

/// What a verified copy is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) campaign: CampaignId,
    pub(super) epoch: Epoch,
    pub(super) commit: CommitNo,
    pub(super) made: UnixMs,
    /// What names the disk on which it stands.
    pub(super) volume: Option<u64>,
    /// Of the database's file.
    pub(super) database: Sha256,
    pub(super) photos: Vec<Whole>,
}

/// What says that a folder is a shelf: the empty folder in which a disk stands once it is plugged in is none.
const MARK: &str = "yingchun-shelf";

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct Shelf(PathBuf);

/// Makes a folder a shelf.
///
/// # Errors
/// Where it cannot be written.
pub fn new_shelf(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    copy::write(&folder.join(MARK), b"copies of a yingchun hub stand here\n")
}

impl Shelf {
    pub(super) fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    /// A folder that was made a shelf, or is one because a copy stands there.
    pub(super) fn there(folder: &Path) -> anyhow::Result<Self> {
        let shelf = Self::at(folder);
        if folder.join(MARK).exists() || (folder.is_dir() && !shelf.copies()?.is_empty()) {
            return Ok(shelf);
        }
        bail!("{} is no folder of copies: is its disk plugged in? `--new` makes it one", folder.display())
    }

    pub(super) fn database(&self, made: UnixMs) -> PathBuf {
        self.0.join(format!("{}.db", made.0))
    }

    pub(super) fn manifest(&self, made: UnixMs) -> PathBuf {
        self.0.join(format!("{}.json", made.0))
    }

    pub(super) fn photo(&self, id: PhotoId) -> PathBuf {
        crate::photos::whole(&self.0.join("photos"), id)
    }

    /// The verified copies, the newest first.
    pub(super) fn copies(&self) -> anyhow::Result<Vec<Manifest>> {
        let names = fs::read_dir(&self.0).with_context(|| format!("{} cannot be read", self.0.display()))?;
        let files = names.filter_map(|entry| Some(entry.ok()?.path()));
        let read = |path: PathBuf| {
            let text = path.extension().is_some_and(|it| it == "json").then(|| fs::read(path).ok())??;
            serde_json::from_slice::<Manifest>(&text).ok()
        };
        let mut copies: Vec<Manifest> = files.filter_map(read).collect();
        copies.sort_by_key(|copy| std::cmp::Reverse(copy.made));
        Ok(copies)
    }

    /// Takes away what copies left that came to no end: files on their way, and databases that were never verified.
    pub(super) fn sweep(&self) -> anyhow::Result<()> {
        let names = fs::read_dir(&self.0).with_context(|| format!("{} cannot be read", self.0.display()))?;
        for path in names.filter_map(|entry| Some(entry.ok()?.path())) {
            let came_whole = copy::arriving(&path.with_extension("")) != path;
            let made = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok()).map(UnixMs);
            let is_copy = path.extension().is_some_and(|it| it == "db");
            let unverified = made.is_some_and(|made| is_copy && !self.manifest(made).exists());
            if !came_whole || unverified {
                fs::remove_file(&path).with_context(|| format!("{} cannot go", path.display()))?;
            }
        }
        Ok(())
    }

    /// Takes away the oldest databases beyond a week of nights. Photos stay.
    pub(super) fn thin_out(&self) -> anyhow::Result<()> {
        for old in self.copies()?.into_iter().skip(KEPT_MOST) {
            fs::remove_file(self.manifest(old.made))?;
            fs::remove_file(self.database(old.made))?;
        }
        Ok(())
    }
}

/// What names the disk of a folder.
#[cfg(unix)]
pub(super) fn volume(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Some(fs::metadata(folder).ok()?.dev())
}

/// Elsewhere no two folders are known to stand on different disks.
#[cfg(not(unix))]
pub(super) fn volume(_folder: &Path) -> Option<u64> {
    None
}
