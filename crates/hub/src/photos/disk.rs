//! The folder of photos: `staged/ID` while pieces come, `whole/TIME/ID.jpg` once checked, `thumb/TIME/…` beside it.
//!
//! A whole is written, fsynced under its staged name, and the folder of staged files fsynced, before anybody is told
//! that it is here; one fsync of that folder serves all photos that come together. The rename after it may be lost with
//! the current: what is staged and of full length is checked and renamed when a hub starts or a phone asks. `TIME` is
//! the head of the id, four hours and a half of photos.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Cursor, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use axum::body::Bytes;
use sha2::Digest as _;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::{DAY_MS, UnixMs};

use super::names::{self, Names};
use super::{PhotoError, Record, picture};
use crate::fail::point;

/// Below this, photos wait (507) and entries are still taken.
pub const LOW_WATER_BYTES: u64 = 512 << 20;

const LOCKS: usize = 64;
/// The ending of what is written beside its place.
const HALF: &str = "half";
/// What is staged and was not added to for so long is no longer on its way.
const ABANDONED_MS: i64 = 7 * DAY_MS;

/// How much of a photo is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// So many bytes, not checked.
    Staged {
        /// Where the next piece begins.
        offset: u64,
    },
    /// All of it, checked against its record and on the disk for good.
    Whole,
}

/// The folder of photos.
#[derive(Clone, Debug)]
pub struct Disk(Arc<Folder>);

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    low_water_bytes: u64,
    names: Names,
    /// One photo is worked on by one request at a time; photos share locks by their id.
    locks: [Mutex<()>; LOCKS],
}

impl Disk {
    /// Opens the folder, made where it is missing. Photos are refused while less than `low_water_bytes` are free.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn open(folder: impl Into<PathBuf>, low_water_bytes: u64) -> Result<Self, PhotoError> {
        let path = folder.into();
        for room in ["staged", "whole", "thumb"] {
            fs::create_dir_all(path.join(room))?;
        }
        names::sync(&path)?;
        sweep_halves(&path.join("staged"))?;
        let locks = [const { Mutex::new(()) }; LOCKS];
        Ok(Self(Arc::new(Folder { path, low_water_bytes, names: Names::default(), locks })))
    }

    /// How much of a photo is here. A file that somebody took away counts as missing, whatever a row says.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn standing(&self, record: Record) -> Result<Standing, PhotoError> {
        self.with(record.id, move |folder| folder.standing(record)).await
    }

    /// Adds a piece at the end of what is staged; with the last one the whole is checked and kept. A piece of a photo
    /// that is whole already changes nothing.
    ///
    /// # Errors
    /// See [`PhotoError`]; bytes that are not the record's are dropped, so that the phone can begin anew.
    pub async fn append(&self, record: Record, offset: u64, piece: Bytes) -> Result<Standing, PhotoError> {
        self.with(record.id, move |folder| folder.append(record, offset, &piece)).await
    }

    /// Photos of which something is staged.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn staged_ids(&self) -> Result<Vec<PhotoId>, PhotoError> {
        let names = fs::read_dir(self.0.staged_folder())?;
        let ids = names.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
        Ok(ids.collect())
    }

    /// Drops what is staged of a photo and was not added to for seven days; its phone begins anew, should it come back.
    /// What is of full length may have been acknowledged: it is checked and kept, however old it is.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn sweep(&self, record: Record, now: UnixMs) -> Result<Standing, PhotoError> {
        self.with(record.id, move |folder| folder.sweep(record, now)).await
    }

    /// The bytes of a whole photo; `None` where it is not here.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn read(&self, id: PhotoId) -> Result<Option<Bytes>, PhotoError> {
        read(self.whole(id)).await
    }

    /// Where a photo's checked bytes are, once they are.
    pub(super) fn whole(&self, id: PhotoId) -> PathBuf {
        self.0.whole(id)
    }

    /// Where a thumbnail is: the hub's own, or the phone's until then.
    pub(super) fn thumb(&self, id: PhotoId, whose: &str) -> PathBuf {
        self.0.file("thumb", id, whose)
    }

    /// Refuses to write while the disk is nearly full.
    pub(super) fn has_room(&self) -> Result<(), PhotoError> {
        self.0.has_room()
    }

    /// Works on one photo's files, away from the threads that answer requests.
    pub(super) async fn with<T: Send + 'static>(
        &self,
        id: PhotoId,
        work: impl FnOnce(&Folder) -> Result<T, PhotoError> + Send + 'static,
    ) -> Result<T, PhotoError> {
        let folder = Arc::clone(&self.0);
        let worked = tokio::task::spawn_blocking(move || {
            let lock = folder.lock_of(id);
            // The files tell how far a panicking request came; the lock guards no data.
            let _held = lock.map(|lock| lock.lock().unwrap_or_else(PoisonError::into_inner));
            work(&folder)
        });
        worked.await.unwrap_or_else(|failed| Err(io::Error::other(failed).into()))
    }
}

/// The bytes of a file; `None` where there is none.
pub(super) async fn read(path: PathBuf) -> Result<Option<Bytes>, PhotoError> {
    match tokio::fs::read(path).await {
        Ok(bytes) => Ok(Some(bytes.into())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Where the pieces of a photo are, in a folder of photos.
pub(crate) fn staged(folder: &Path, id: PhotoId) -> PathBuf {
    folder.join("staged").join(id.to_string())
}

/// Where the checked bytes of a photo are, in a folder of photos.
pub(crate) fn whole(folder: &Path, id: PhotoId) -> PathBuf {
    file(folder, "whole", id, "jpg")
}

fn file(folder: &Path, room: &str, id: PhotoId, ending: &str) -> PathBuf {
    let name = id.to_string();
    let time = name.get(..6).unwrap_or_default();
    folder.join(room).join(time).join(format!("{name}.{ending}"))
}

impl Folder {
    fn lock_of(&self, id: PhotoId) -> Option<&Mutex<()>> {
        let [.., last] = id.uuid().into_bytes();
        self.locks.get(usize::from(last) % LOCKS)
    }

    fn staged_folder(&self) -> PathBuf {
        self.path.join("staged")
    }

    fn staged(&self, id: PhotoId) -> PathBuf {
        staged(&self.path, id)
    }

    fn whole(&self, id: PhotoId) -> PathBuf {
        whole(&self.path, id)
    }

    fn file(&self, room: &str, id: PhotoId, ending: &str) -> PathBuf {
        file(&self.path, room, id, ending)
    }

    pub(super) fn has_room(&self) -> Result<(), PhotoError> {
        let free = fs4::available_space(&self.path)?;
        if free < self.low_water_bytes { Err(PhotoError::DiskFull) } else { Ok(()) }
    }

    fn standing(&self, record: Record) -> Result<Standing, PhotoError> {
        let expected = u64::from(record.len);
        if length(&self.whole(record.id))? == Some(expected) {
            return Ok(Standing::Whole);
        }
        let path = self.staged(record.id);
        match length(&path)?.unwrap_or(0) {
            // A hub was killed before it looked at them.
            offset if offset == expected => {
                let file = OpenOptions::new().read(true).append(true).open(&path)?;
                match self.finish(file, record) {
                    Err(PhotoError::HashMismatch) => Ok(Standing::Staged { offset: 0 }),
                    finished => finished,
                }
            }
            offset => Ok(Standing::Staged { offset }),
        }
    }

    fn append(&self, record: Record, offset: u64, piece: &[u8]) -> Result<Standing, PhotoError> {
        let here = match self.standing(record)? {
            Standing::Whole => return Ok(Standing::Whole),
            Standing::Staged { offset } => offset,
        };
        self.has_room()?;
        if offset != here {
            return Err(PhotoError::Offset { offset: here });
        }
        let after = here.saturating_add(piece.len() as u64);
        let expected = u64::from(record.len);
        if after > expected {
            return Err(PhotoError::TooLarge);
        }
        let path = self.staged(record.id);
        if here == 0 && after == expected {
            // All of it in one piece: what is not the photo's never reaches the disk.
            check_hash(sha2::Sha256::digest(piece), record.sha256)?;
            picture::check(&mut Cursor::new(piece))?;
        }
        let mut file = OpenOptions::new().create(true).append(true).read(true).open(&path)?;
        point("write.before");
        if let Err(error) = file.write_all(piece) {
            // Half a piece is no piece: the phone sends it again from where it began.
            file.set_len(here)?;
            return Err(error.into());
        }
        point("write.after");
        if after < expected {
            return Ok(Standing::Staged { offset: after });
        }
        if here > 0 {
            return self.finish(file, record);
        }
        self.keep(&file, record.id)?;
        Ok(Standing::Whole)
    }

    fn sweep(&self, record: Record, now: UnixMs) -> Result<Standing, PhotoError> {
        let standing = self.standing(record)?;
        let path = self.staged(record.id);
        let abandoned = touched(&path)?.is_some_and(|at| now.since(at) > ABANDONED_MS);
        if standing == Standing::Whole || !abandoned {
            return Ok(standing);
        }
        fs::remove_file(path)?;
        Ok(Standing::Staged { offset: 0 })
    }

    /// Checks a staged file of full length and keeps it, or drops it.
    fn finish(&self, mut file: File, record: Record) -> Result<Standing, PhotoError> {
        if let Err(refused) = check(&mut file, record.sha256) {
            fs::remove_file(self.staged(record.id))?;
            return Err(refused);
        }
        self.keep(&file, record.id)?;
        Ok(Standing::Whole)
    }

    /// Sees to it that a staged photo is there after the current fails, bytes and name, and brings it to its place.
    fn keep(&self, file: &File, id: PhotoId) -> Result<(), PhotoError> {
        point("fsync.before");
        file.sync_data()?;
        self.names.keep(&self.staged_folder())?;
        point("fsync.after");
        point("rename.before");
        self.names.rename(&self.staged(id), &self.whole(id))?;
        point("rename.after");
        Ok(())
    }

    /// Writes what can be had again: beside its place first, so that nobody reads half of it, and without an fsync.
    pub(super) fn put(&self, id: PhotoId, path: &Path, bytes: &[u8]) -> Result<(), PhotoError> {
        let half = self.staged(id).with_extension(HALF);
        fs::write(&half, bytes)?;
        Ok(self.names.rename(&half, path)?)
    }
}

/// Drops what a hub was killed over while it wrote: nobody else writes here yet, and all of it can be had again.
fn sweep_halves(staged: &Path) -> io::Result<()> {
    for entry in fs::read_dir(staged)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == HALF) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// When a file was written to last.
fn touched(path: &Path) -> Result<Option<UnixMs>, PhotoError> {
    let at = match fs::metadata(path).and_then(|found| found.modified()) {
        Ok(at) => at,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok(Some(UnixMs(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))))
}

fn length(path: &Path) -> Result<Option<u64>, PhotoError> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(found.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Reads pieces back: first that nothing was lost between them, then what it is.
fn check(file: &mut File, expected: Sha256) -> Result<(), PhotoError> {
    file.rewind()?;
    let mut hash = sha2::Sha256::new();
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hash.update(bytes);
    }
    check_hash(hash.finalize(), expected)?;
    file.rewind()?;
    picture::check(&mut BufReader::new(file))
}

fn check_hash(found: impl Into<[u8; 32]>, expected: Sha256) -> Result<(), PhotoError> {
    if Sha256(found.into()) == expected { Ok(()) } else { Err(PhotoError::HashMismatch) }
}
