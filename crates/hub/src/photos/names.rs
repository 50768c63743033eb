//! Names that outlive a power cut: a file is found again only once the folder that names it was fsynced.
//!
//! Photos come together and stand together: whoever waits for a *round* of fsyncs is served by it with all others that
//! came before it began. One of those who wait does it for all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Folders stand in a room, and rooms in the folder of photos: so many above a file's own.
const ABOVE: usize = 2;

/// Fsyncs of folders, shared by those who wait for them.
#[derive(Debug, Default)]
pub(super) struct Names {
    state: Mutex<State>,
    /// Wakes whoever waits to run the next round.
    free: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Whether a round runs.
    running: bool,
    /// The round that begins after it, once somebody waits for one.
    next: Option<Arc<Round>>,
    /// The folders of that round.
    folders: BTreeSet<PathBuf>,
    /// Folders whose own names were kept by an earlier round.
    known: BTreeSet<PathBuf>,
}

/// Fsyncs for those who came before it began. Only they are woken at its end.
#[derive(Debug, Default)]
struct Round {
    /// The first fault of any of its folders, told to all who wait.
    ended: Mutex<Option<Result<(), Fault>>>,
    told: Condvar,
}

#[derive(Clone, Copy, Debug)]
struct Fault {
    kind: io::ErrorKind,
    os: Option<i32>,
}

impl Names {
    /// Moves a file into its folder, made where it is missing.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::rename(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = to.parent().unwrap_or(to);
                fs::create_dir_all(folder)?;
                self.lock().known.remove(folder);
                fs::rename(from, to)
            }
            moved => moved,
        }
    }

    /// Returns when the names in a folder are kept, and its own. Whoever comes first runs the round for all who come
    /// until it begins.
    pub(super) fn keep(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.lock();
        state.folders.insert(folder.to_owned());
        if let Some(round) = state.next.clone() {
            drop(state);
            return round.wait();
        }
        let round = Arc::new(Round::default());
        state.next = Some(Arc::clone(&round));
        while state.running {
            state = self.free.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.running = true;
        state.next = None;
        let folders = mem::take(&mut state.folders);
        let new: Vec<PathBuf> = folders.difference(&state.known).cloned().collect();
        drop(state);
        let above = new.iter().flat_map(|folder| folder.ancestors().skip(1).take(ABOVE));
        let all: BTreeSet<&Path> = folders.iter().map(PathBuf::as_path).chain(above).collect();
        let done = all.into_iter().try_for_each(sync);
        let mut state = self.lock();
        if done.is_ok() {
            state.known.extend(new);
        }
        state.running = false;
        drop(state);
        self.free.notify_one();
        round.end(done.as_ref().map_err(Fault::from).copied());
        done
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Round {
    fn wait(&self) -> io::Result<()> {
        let mut ended = self.lock();
        loop {
            if let Some(ended) = *ended {
                return ended.map_err(io::Error::from);
            }
            ended = self.told.wait(ended).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn end(&self, how: Result<(), Fault>) {
        *self.lock() = Some(how);
        self.told.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Option<Result<(), Fault>>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<&io::Error> for Fault {
    fn from(error: &io::Error) -> Self {
        Self { kind: error.kind(), os: error.raw_os_error() }
    }
}

impl From<Fault> for io::Error {
    fn from(Fault { kind, os }: Fault) -> Self {
        os.map_or_else(|| kind.into(), Self::from_raw_os_error)
    }
}

#[cfg(unix)]
pub(crate) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file; the file system's journal has the rename.
#[cfg(not(unix))]
pub(crate) fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_who_wait_are_all_answered() {
        let root = tempfile::tempdir().unwrap();
        let names = Names::default();
        std::thread::scope(|scope| {
            for n in 0..32 {
                let (names, root) = (&names, root.path());
                scope.spawn(move || {
                    let from = root.join(format!("half-{n}"));
                    fs::write(&from, [0]).unwrap();
                    let folder = root.join("whole").join(format!("{}", n % 3));
                    names.rename(&from, &folder.join(n.to_string())).unwrap();
                    names.keep(&folder).unwrap();
                });
            }
        });
        let known = names.lock().known.len();
        assert_eq!(known, 3);
        let files =
            (0..3).map(|n| fs::read_dir(root.path().join("whole").join(n.to_string())).unwrap().count());
        assert_eq!(files.sum::<usize>(), 32);
    }

    #[test]
    fn a_folder_that_is_gone_is_a_fault_for_those_who_wait_and_not_for_those_after_them() {
        let root = tempfile::tempdir().unwrap();
        let names = Names::default();
        let gone = names.keep(&root.path().join("gone")).unwrap_err();
        assert_eq!(gone.kind(), io::ErrorKind::NotFound);
        names.keep(root.path()).unwrap();
    }

    #[test]
    fn a_folder_made_anew_is_not_taken_for_kept() {
        let root = tempfile::tempdir().unwrap();
        let names = Names::default();
        let folder = root.path().join("a").join("b");
        let put = |n: u8| {
            let from = root.path().join("half");
            fs::write(&from, [n]).unwrap();
            names.rename(&from, &folder.join(n.to_string())).unwrap();
        };
        put(1);
        names.keep(&folder).unwrap();
        assert!(names.lock().known.contains(&folder));
        fs::remove_dir_all(&folder).unwrap();
        put(2);
        assert!(!names.lock().known.contains(&folder));
    }
}
