//! Reads the checkout's own files.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the checkout, its path relative to the root and with `/` everywhere.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("crates/xtask lies two deep")
        .to_path_buf()
}

/// All text files with one of these endings, in the rooms where people write.
pub(crate) fn sources(endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    for room in ["crates", "docs", "public", "src", "style", "tests"] {
        walk(&root().join(room), endings, &mut found);
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn walk(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            walk(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
            let relative = path
                .strip_prefix(root())
                .expect("a path under the root")
                .to_string_lossy()
                .replace('\\', "/");
            found.push(Source { path: relative, text: fs::read_to_string(&path).expect("UTF-8") });
        }
    }
}
