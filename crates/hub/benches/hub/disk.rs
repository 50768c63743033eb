//! The disk alone: the same bytes written, hashed, fsynced and renamed by as many threads.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::check_off::Load;
use crate::picture::Picture;

/// Files per second.
pub(crate) fn write(folder: &Path, load: &Load) -> f64 {
    let (staged, whole) = (folder.join("staged"), folder.join("whole"));
    for room in [&staged, &whole] {
        fs::create_dir_all(room).expect("a folder can be made");
    }
    let picture = Picture::paint();
    let start = Instant::now();
    std::thread::scope(|scope| {
        for first in 0..load.phones {
            let (mut picture, staged, whole) = (picture.clone(), &staged, &whole);
            scope.spawn(move || {
                for number in (first * load.spots..).take(load.spots) {
                    picture.turn(u64::try_from(number).unwrap_or(u64::MAX));
                    put(&picture, &staged.join(number.to_string()), whole);
                }
            });
        }
    });
    crate::rate(load.phones * load.spots, start.elapsed())
}

fn put(picture: &Picture, staged: &Path, whole: &Path) {
    let mut file = File::create(staged).expect("a file can be made");
    file.write_all(picture.bytes()).expect("a file takes bytes");
    let hash = picture.sha256();
    file.sync_all().expect("the disk keeps it");
    fs::rename(staged, whole.join(hash.to_string())).expect("a file can be renamed");
}
