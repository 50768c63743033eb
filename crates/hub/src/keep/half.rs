//! A restore that was begun: the hub does not serve what is half of one life and half of another.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::copy;
use crate::{clock, store};

fn mark(data: &Path) -> PathBuf {
    data.join("restoring")
}

/// Says that a restore has begun, and gives the folder into which what was there before goes: the same one to whoever
/// goes on with it, so that a log stays with its database. Once a database stands there what is in its place is another.
pub(super) fn begin(data: &Path) -> anyhow::Result<PathBuf> {
    let begun = fs::read_to_string(mark(data)).unwrap_or_default();
    let begun = begun.trim();
    let is_ours = begun.starts_with("before-") && !begun.contains(['/', '\\']);
    let goes_on = is_ours && !data.join(begun).join(store::FILE).exists();
    let aside = if goes_on { begun.to_owned() } else { format!("before-{}", clock::now().0) };
    copy::write(&mark(data), aside.as_bytes())?;
    Ok(data.join(aside))
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
