//! Notes to the hub that runs, as files in its folder: only one process writes the database.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use yingchun_domain::id::{Epoch, PhotoId};
use yingchun_domain::row::CommitNo;

use super::copy;
use super::shelf::{Manifest, volume};
use crate::hub::Hub;

/// How soon the hub finds a note.
const EVERY: Duration = Duration::from_secs(30);
/// Disks beside the hub's own that have to have a commit before phones may let photos of it go: a shelf has every photo
/// once, however many copies stand on it.
const DISKS: usize = 2;
/// Copies that are remembered, the newest of each disk.
const REMEMBERED_MOST: usize = 16;

/// A copy that was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Verified {
    epoch: Epoch,
    commit: CommitNo,
    volume: Option<u64>,
}

fn verified_file(data: &Path) -> PathBuf {
    data.join("verified.json")
}

fn asked_file(data: &Path) -> PathBuf {
    data.join("asked.json")
}

fn read<T: for<'de> Deserialize<'de>>(file: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Notes that a copy was verified, in the place of an earlier one on the same disk.
pub(super) fn verified(data: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let Manifest { epoch, commit, volume, .. } = *manifest;
    let mut all: Vec<Verified> = read(&verified_file(data)).unwrap_or_default();
    all.retain(|it| it.volume != volume);
    all.push(Verified { epoch, commit, volume });
    let last = all.split_off(all.len().saturating_sub(REMEMBERED_MOST));
    copy::write(&verified_file(data), &serde_json::to_vec(&last)?)
}

/// Notes that photos are missing.
pub(super) fn ask(data: &Path, wanted: &[PhotoId]) -> anyhow::Result<()> {
    copy::write(&asked_file(data), &serde_json::to_vec(wanted)?)
}

/// Up to where two disks beside this one have everything of this life.
fn safe(all: &[Verified], epoch: Epoch, here: Option<u64>) -> Option<CommitNo> {
    let mut reached: BTreeMap<u64, CommitNo> = BTreeMap::new();
    for copy in all.iter().filter(|it| it.epoch == epoch && it.volume != here) {
        let disk = copy.volume.map(|disk| reached.entry(disk).or_default());
        disk.into_iter().for_each(|commit| *commit = copy.commit.max(*commit));
    }
    let mut commits: Vec<CommitNo> = reached.into_values().collect();
    commits.sort_by_key(|commit| std::cmp::Reverse(*commit));
    commits.get(DISKS - 1).copied()
}

/// Looks for notes until the hub stops.
pub(crate) async fn follow(hub: Hub, data: PathBuf) {
    let mut stopping = hub.stopping();
    let mut looks = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = looks.tick() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        if let Err(error) = heed(&hub, &data).await {
            tracing::warn!(error = format!("{error:#}"), "a note was not heeded");
        }
    }
}

/// Does what notes say.
async fn heed(hub: &Hub, data: &Path) -> anyhow::Result<()> {
    if let Some(wanted) = read::<Vec<PhotoId>>(&asked_file(data)) {
        hub.await_again(wanted).await?;
        fs::remove_file(asked_file(data))?;
    }
    let all: Vec<Verified> = read(&verified_file(data)).unwrap_or_default();
    if let Some(safe) = safe(&all, hub.epoch(), volume(data)) {
        hub.writer().safe(safe).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn copies_on_two_other_disks_make_a_commit_safe() {
        let (now, before) = (Uuid::from_u128(2).into(), Uuid::from_u128(1).into());
        let copy = |epoch, commit, volume| Verified { epoch, commit: CommitNo(commit), volume };
        let here = Some(1);
        assert_eq!(safe(&[copy(now, 9, Some(2))], now, here), None);
        assert_eq!(
            safe(&[copy(now, 9, Some(2)), copy(now, 5, Some(2))], now, here),
            None,
            "one stick, two nights"
        );
        assert_eq!(safe(&[copy(now, 9, Some(2)), copy(now, 5, Some(3))], now, here), Some(CommitNo(5)));
        assert_eq!(safe(&[copy(now, 9, Some(2)), copy(now, 5, here)], now, here), None, "the same disk");
        assert_eq!(safe(&[copy(now, 9, Some(2)), copy(before, 5, Some(3))], now, here), None, "another life");
        assert_eq!(safe(&[copy(now, 9, None), copy(now, 5, None)], now, here), None, "no disk is named");
        let three = [copy(now, 3, Some(2)), copy(now, 5, Some(3)), copy(now, 9, Some(2))];
        assert_eq!(safe(&three, now, here), Some(CommitNo(5)));
    }
}
