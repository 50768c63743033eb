//! A shelf of copies: `TIME.db`, `TIME.json` beside it, and `photos/` for all of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use yingchun_domain::id::{CampaignId, Epoch, PhotoId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::row::CommitNo;
use yingchun_domain::time::UnixMs;

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

/// The folder.
#[derive(Clone, Debug)]
pub(super) struct Shelf(PathBuf);

impl Shelf {
    pub(super) fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
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
