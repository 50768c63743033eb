//! Files that are whole or not there: copied beside their place, fsynced, read back, renamed.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use sha2::Digest as _;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use yingchun_domain::photo::Sha256;

use crate::serve::STOP_PATIENCE;
use crate::store::campaign::Stored;
use crate::store::{self, Conn};

/// What a file is called until it is whole.
const ARRIVING: &str = "arriving";
const CHUNK_BYTES: usize = 64 << 10;

/// SHA-256 and length of a file's bytes.
pub(super) fn hash(path: &Path) -> io::Result<(Sha256, u64)> {
    let mut file = File::open(path)?;
    let mut hasher = sha2::Sha256::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut len = 0;
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok((Sha256(hasher.finalize().into()), len));
        }
        hasher.update(chunk.get(..read).unwrap_or_default());
        len += read as u64;
    }
}

/// Keeps the names in a folder.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    crate::photos::sync(folder)
}

/// The name under which a file comes.
pub(super) fn arriving(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".");
    name.push(ARRIVING);
    name.into()
}

/// Renames what has arrived, and keeps the name.
pub(super) fn arrived(to: &Path) -> io::Result<()> {
    fs::rename(arriving(to), to)?;
    sync(to.parent().unwrap_or(to))
}

/// Copies a file whose bytes are known; what was written is read back before it is there.
pub(super) fn copy(from: &Path, to: &Path, sha256: Sha256) -> anyhow::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = arriving(to);
    fs::copy(from, &beside).with_context(|| format!("{} cannot be copied", from.display()))?;
    File::open(&beside)?.sync_all()?;
    if hash(&beside)?.0 != sha256 {
        fs::remove_file(&beside)?;
        bail!("{} was not copied as it is", from.display());
    }
    Ok(arrived(to)?)
}

/// Writes a small file.
pub(super) fn write(to: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut file = File::create(arriving(to))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(arrived(to)?)
}

/// Opens a database, and looks whether it is a whole one of a hub.
pub(super) async fn opened(file: &Path, options: SqliteConnectOptions) -> anyhow::Result<(Conn, Stored)> {
    let options = options.filename(file).busy_timeout(STOP_PATIENCE);
    let mut conn = options.connect().await.with_context(|| format!("{} cannot be read", file.display()))?;
    let said: String = sqlx::query_scalar("pragma integrity_check")
        .fetch_one(&mut conn)
        .await
        .with_context(|| format!("{} is no database", file.display()))?;
    if said != "ok" {
        bail!("{} is damaged: {said}", file.display());
    }
    match store::campaign::find(&mut conn).await {
        Ok(Some(stored)) => Ok((conn, stored)),
        Ok(None) | Err(_) => {
            conn.close().await?;
            bail!("{} holds no campaign", file.display())
        }
    }
}
