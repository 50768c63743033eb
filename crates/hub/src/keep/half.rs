//! A restore that was begun: the hub does not serve what is half of one life and half of another.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::copy;

fn mark(data: &Path) -> PathBuf {
    data.join("restoring")
}

/// Says that a restore has begun.
pub(super) fn begin(data: &Path) -> anyhow::Result<()> {
    copy::write(&mark(data), b"yingchun restore has begun here and has not ended\n")
}

/// Says that it has ended.
pub(super) fn end(data: &Path) -> anyhow::Result<()> {
    fs::remove_file(mark(data))?;
    Ok(copy::sync(data)?)
}

/// Refuses a folder in which a restore was begun and did not end.
///
/// # Errors
/// With what to do.
pub fn refuse(data: &Path) -> anyhow::Result<()> {
    if !mark(data).exists() {
        return Ok(());
    }
    let folder = data.display();
    bail!(
        "a restore of {folder} was interrupted: run `yingchun restore --data {folder} --from COPY` once more"
    )
}
