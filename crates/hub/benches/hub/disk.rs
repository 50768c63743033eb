//! The disk alone: the same bytes written, hashed, fsynced and renamed by as many threads.
//!
//! A bare put leaves the name to the file system: a power cut may take it back. To be as durable as an acknowledged
//! photo, the folder that names it is fsynced, too.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::check_off::Load;
use crate::picture::Picture;
use crate::program::Spent;

/// Whether the name of a file outlives a power cut as its bytes do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name {
    Risked,
    Kept,
}

/// Files per second, and what they took of the processor.
pub(crate) fn write(folder: &Path, load: &Load, name: Name) -> (f64, Spent) {
    let (staged, whole) = (folder.join("staged"), folder.join("whole"));
    for room in [&staged, &whole] {
        fs::create_dir_all(room).expect("a folder can be made");
    }
    let picture = Picture::paint();
    let (start, before) = (Instant::now(), Spent::here());
    std::thread::scope(|scope| {
        for first in 0..load.phones {
            let (mut picture, staged, whole) = (picture.clone(), &staged, &whole);
            scope.spawn(move || {
                for number in (first * load.spots..).take(load.spots) {
                    picture.turn(u64::try_from(number).unwrap_or(u64::MAX));
                    put(&picture, &staged.join(number.to_string()), whole, name);
                }
            });
        }
    });
    (crate::rate(load.count(), start.elapsed()), Spent::here().since(before))
}

fn put(picture: &Picture, staged: &Path, whole: &Path, name: Name) {
    let mut file = File::create(staged).expect("a file can be made");
    file.write_all(picture.bytes()).expect("a file takes bytes");
    let hash = picture.sha256();
    file.sync_all().expect("the disk keeps it");
    fs::rename(staged, whole.join(hash.to_string())).expect("a file can be renamed");
    if matches!(name, Name::Kept) {
        File::open(whole).and_then(|folder| folder.sync_all()).expect("the disk keeps its name");
    }
}
