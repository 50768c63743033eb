//! Files of releases before this one. A page that was opened yesterday, or is kept for use without a network, still asks
//! for the files of its own release by their hashed names: they stay for 90 days after the last start that had them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use yingchun_domain::time::{DAY_MS, UnixMs};

use super::{Assets, Inside, Source, name};

const KEPT_MS: i64 = 90 * DAY_MS;

impl Assets {
    /// Keeps this release's hashed files in a folder, drops those that no release had for 90 days, and answers with
    /// what is left where this release has nothing. On a full disk nothing is kept, and what is there is answered.
    #[must_use]
    pub fn keeping(self, folder: PathBuf, now: UnixMs) -> Self {
        if let Err(error) = self.keep(&folder, now) {
            tracing::warn!(%error, "files of this release cannot be kept for those who come back after the next");
        }
        Self { old: Some(Arc::new(folder)), ..self }
    }

    fn keep(&self, folder: &Path, now: UnixMs) -> io::Result<()> {
        for path in self.hashed()? {
            let kept = folder.join(&path);
            if !kept.is_file() {
                fs::create_dir_all(kept.parent().unwrap_or(folder))?;
                // Written beside first: half a file under a name that says what it holds would stay half for ever.
                let arriving = kept.with_extension("arriving");
                self.copy(&path, &arriving)?;
                fs::rename(&arriving, &kept)?;
            }
            let at = UNIX_EPOCH + Duration::from_millis(now.0.max(0).unsigned_abs());
            File::options().append(true).open(&kept)?.set_modified(at)?;
        }
        if folder.is_dir() {
            for path in files(folder)? {
                if modified(&path)?.is_some_and(|at| now.since(at) > KEPT_MS) {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    /// The paths of all hashed files of this release.
    fn hashed(&self) -> io::Result<Vec<String>> {
        let paths: Vec<String> = match &self.source {
            Source::Inside => Inside::iter().map(std::borrow::Cow::into_owned).collect(),
            Source::Folder(folder) => {
                let found = if folder.is_dir() { files(folder)? } else { vec![] };
                let relative = |path: &PathBuf| Some(path.strip_prefix(&**folder).ok()?.to_str()?.to_owned());
                found.iter().filter_map(relative).map(|path| path.replace('\\', "/")).collect()
            }
        };
        Ok(paths.into_iter().filter(|path| name::lawful(path) && name::is_hashed(path)).collect())
    }

    fn copy(&self, path: &str, to: &Path) -> io::Result<()> {
        match &self.source {
            Source::Inside => fs::write(to, Inside::get(path).map(|file| file.data).unwrap_or_default()),
            Source::Folder(folder) => fs::copy(folder.join(path), to).map(|_| ()),
        }
    }
}

fn modified(path: &Path) -> io::Result<Option<UnixMs>> {
    let since = fs::metadata(path)?.modified()?.duration_since(UNIX_EPOCH);
    Ok(since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).map(UnixMs))
}

/// Every file of a folder and the folders in it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "field-0123456789abcdef_bg.wasm";
    const SECOND: &str = "field-fedcba9876543210_bg.wasm";

    fn release(wasm: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(wasm), wasm).unwrap();
        fs::write(folder.path().join("sw.js"), wasm).unwrap();
        folder
    }

    #[tokio::test]
    async fn files_of_a_release_before_are_answered_for_90_days_and_nothing_else_of_it() {
        let (first, second) = (release(FIRST), release(SECOND));
        let folder = tempfile::tempdir().unwrap();
        let old = || folder.path().join("assets-old");
        let day = |day: i64| UnixMs(1_800_000_000_000 + day * DAY_MS);
        let started = |release: &tempfile::TempDir, at| Assets::folder(release.path()).keeping(old(), at);
        drop(started(&first, day(0)));
        let assets = started(&second, day(1));
        assert_eq!(assets.read(FIRST).await.unwrap().unwrap(), FIRST);
        assert_eq!(assets.read("sw.js").await.unwrap().unwrap(), SECOND);
        fs::remove_file(second.path().join("sw.js")).unwrap();
        assert_eq!(assets.read("sw.js").await.unwrap(), None);
        // A start in between with the first release counts anew.
        drop(started(&first, day(30)));
        let assets = started(&second, day(119));
        assert!(assets.read(FIRST).await.unwrap().is_some());
        let assets = started(&second, day(121));
        assert_eq!(assets.read(FIRST).await.unwrap(), None);
        assert!(assets.read(SECOND).await.unwrap().is_some());
    }
}
