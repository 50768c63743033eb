//! The outbox as a file, for whoever brings it to the hub in her place: the lines that wait, as they were promised, one under the
//! other. rescue.js writes the same.

use yingchun_domain::sync::outbox::StageName;

use super::interop;
use super::promises;

/// Saves the lines that wait and gives back the file's name; nothing where none waits, or storage cannot be read.
pub async fn outbox() -> Option<String> {
    let (_, rows) = promises::read_entries().await.ok()?;
    let waits = |stage: StageName| matches!(stage, StageName::Queued | StageName::Sent);
    let lines: Vec<String> = rows.into_iter().filter(|row| waits(row.stage)).map(|row| row.line).collect();
    if lines.is_empty() {
        return None;
    }
    let name = format!("yingchun-{}.jsonl", lines.len());
    interop::save_file(&name, &format!("{}\n", lines.join("\n")));
    Some(name)
}
