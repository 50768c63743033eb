//! The outbox as a file, for whoever brings it to the hub in her place: the lines that wait, one under the other, as they
//! would be pushed. rescue.js writes the same.

use super::interop;
use super::promises;

/// Saves the lines that wait and gives back the file's name; nothing where none waits, or storage cannot be read.
pub async fn outbox() -> Option<String> {
    let lines = promises::waiting_lines().await.ok()?;
    if lines.is_empty() {
        return None;
    }
    let name = format!("yingchun-{}.jsonl", lines.len());
    interop::save_file(&name, &format!("{}\n", lines.join("\n")));
    Some(name)
}
