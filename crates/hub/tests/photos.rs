//! Photos on a real disk: what is acknowledged is there, byte for byte, and what is not there is never acknowledged.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use image::{ImageFormat, Rgb, RgbImage};
use sha2::Digest as _;
use uuid::Uuid;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::UnixMs;
use yingchun_hub::photos::{Disk, PhotoError, Record, Standing, Thumbnails};

/// A folder of photos on a disk with room to spare.
struct Hub {
    folder: tempfile::TempDir,
    disk: Disk,
}

impl Hub {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::open(folder.path(), 0).unwrap();
        Self { folder, disk }
    }

    /// The same folder, opened by another life of the hub.
    fn restarted(&self) -> Disk {
        Disk::open(self.folder.path(), 0).unwrap()
    }

    fn staged(&self, photo: Record) -> PathBuf {
        self.folder.path().join("staged").join(photo.id.to_string())
    }

    /// Sends a whole photo in pieces.
    async fn send(&self, photo: Record, bytes: &[u8]) -> Result<Standing, PhotoError> {
        let mut standing = Standing::Staged { offset: 0 };
        let mut offset = 0;
        for piece in bytes.chunks(1000) {
            standing = self.disk.append(photo, offset, Bytes::copy_from_slice(piece)).await?;
            offset += piece.len() as u64;
        }
        Ok(standing)
    }
}

fn thumb_of(hub: &Hub, photo: PhotoId, whose: &str) -> PathBuf {
    let name = photo.to_string();
    hub.folder.path().join("thumb").join(&name[..6]).join(format!("{name}.{whose}.jpg"))
}

fn id(n: u128) -> PhotoId {
    Uuid::from_u128(n).into()
}

/// A scene of the field, `n` of them.
fn scene(width: u32, height: u32, n: u8) -> Vec<u8> {
    let scene = RgbImage::from_fn(width, height, |x, y| {
        let grain = u8::try_from((x * 7 + y * 13) % 64).unwrap();
        Rgb([grain + 100, grain + 90 + n, 80])
    });
    let mut jpeg = Cursor::new(Vec::new());
    scene.write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

fn record(id: PhotoId, bytes: &[u8]) -> Record {
    let sha256 = Sha256(sha2::Sha256::digest(bytes).into());
    Record { id, sha256, len: u32::try_from(bytes.len()).unwrap() }
}

fn files_under(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.map(|path| if path.is_dir() { files_under(&path) } else { 1 }).sum()
}

#[tokio::test]
async fn a_failed_request_never_counts_as_done() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(1), &bytes);

    let short = hub.disk.append(photo, 0, Bytes::copy_from_slice(&bytes[..bytes.len() - 1])).await.unwrap();
    assert_eq!(short, Standing::Staged { offset: bytes.len() as u64 - 1 });
    let wrong = Bytes::from_static(b"?");
    let refused = hub.disk.append(photo, bytes.len() as u64 - 1, wrong).await.unwrap_err();
    assert_eq!(refused.code(), "photo.hash_mismatch");

    assert_eq!(hub.disk.standing(photo).await.unwrap(), Standing::Staged { offset: 0 });
    assert_eq!(hub.disk.read(photo.id).await.unwrap(), None);
    assert_eq!(hub.send(photo, &bytes).await.unwrap(), Standing::Whole);
    assert_eq!(hub.disk.read(photo.id).await.unwrap().unwrap(), bytes);
}

#[tokio::test]
async fn a_missing_file_never_counts_as_done() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(2), &bytes);
    assert_eq!(hub.send(photo, &bytes).await.unwrap(), Standing::Whole);

    // Somebody tidied up the disk by hand, or a backup was put back without its photos.
    fs::remove_dir_all(hub.folder.path().join("whole")).unwrap();
    assert_eq!(hub.disk.read(photo.id).await.unwrap(), None);
    assert_eq!(hub.disk.standing(photo).await.unwrap(), Standing::Staged { offset: 0 });
    let empty = hub.disk.append(photo, u64::from(photo.len), Bytes::new()).await.unwrap_err();
    assert!(matches!(empty, PhotoError::Offset { offset: 0 }), "{empty}");
    assert_eq!(hub.send(photo, &bytes).await.unwrap(), Standing::Whole);
}

#[tokio::test]
async fn two_pictures_in_one_second_are_two() {
    let hub = Hub::start();
    let (one, other) = (scene(300, 200, 0), scene(300, 200, 9));
    let moment = UnixMs(1_800_000_000_000);
    // The third is the first picture once more: a photo is an act of somebody, not its bytes.
    let photos = [(1, &one), (2, &other), (3, &one)];
    for (n, bytes) in photos {
        let photo = record(PhotoId::v7(moment, &[n; 10]), bytes);
        assert_eq!(hub.send(photo, bytes).await.unwrap(), Standing::Whole);
    }
    assert_eq!(files_under(&hub.folder.path().join("whole")), 3);
    for (n, bytes) in photos {
        assert_eq!(&hub.disk.read(PhotoId::v7(moment, &[n; 10])).await.unwrap().unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_photo_goes_on_where_it_was_cut_off() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(4), &bytes);
    hub.disk.append(photo, 0, Bytes::copy_from_slice(&bytes[..2000])).await.unwrap();

    let disk = hub.restarted();
    assert_eq!(disk.standing(photo).await.unwrap(), Standing::Staged { offset: 2000 });
    let twice = disk.append(photo, 0, Bytes::copy_from_slice(&bytes[..2000])).await.unwrap_err();
    assert!(matches!(twice, PhotoError::Offset { offset: 2000 }), "{twice}");
    let rest = Bytes::copy_from_slice(&bytes[2000..]);
    assert_eq!(disk.append(photo, 2000, rest).await.unwrap(), Standing::Whole);
    assert_eq!(disk.read(photo.id).await.unwrap().unwrap(), bytes);
}

#[tokio::test]
async fn a_photo_sent_twice_at_once_is_kept_once() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(16), &bytes);
    let send = || hub.disk.append(photo, 0, Bytes::copy_from_slice(&bytes));
    let (one, other) = tokio::join!(send(), send());
    assert_eq!((one.unwrap(), other.unwrap()), (Standing::Whole, Standing::Whole));
    assert_eq!(hub.disk.read(photo.id).await.unwrap().unwrap(), bytes);
    assert_eq!(files_under(&hub.folder.path().join("whole")), 1);
}

#[tokio::test]
async fn a_torn_staged_file_is_noticed_and_sent_again() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(5), &bytes);
    hub.disk.append(photo, 0, Bytes::copy_from_slice(&bytes[..2000])).await.unwrap();
    // After a power cut the length may be on the disk and the bytes not.
    fs::write(hub.staged(photo), vec![0; 2000]).unwrap();

    let rest = Bytes::copy_from_slice(&bytes[2000..]);
    let refused = hub.disk.append(photo, 2000, rest).await.unwrap_err();
    assert_eq!(refused.code(), "photo.hash_mismatch");
    assert_eq!(hub.send(photo, &bytes).await.unwrap(), Standing::Whole);
}

#[tokio::test]
async fn a_hub_killed_between_rename_and_record_says_whole_when_asked_again() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(6), &bytes);
    hub.send(photo, &bytes).await.unwrap();

    // The row still says "awaited": the phone asks where to go on, and sends what is left, which is nothing.
    let disk = hub.restarted();
    assert_eq!(disk.standing(photo).await.unwrap(), Standing::Whole);
    assert_eq!(disk.append(photo, u64::from(photo.len), Bytes::new()).await.unwrap(), Standing::Whole);
    assert_eq!(files_under(&hub.folder.path().join("staged")), 0);
}

#[tokio::test]
async fn more_bytes_than_the_record_says_are_not_taken() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(7), &bytes);
    let long = Bytes::from([bytes.as_slice(), b"more"].concat());
    assert_eq!(hub.disk.append(photo, 0, long).await.unwrap_err().code(), "photo.too_large");
    assert_eq!(hub.disk.standing(photo).await.unwrap(), Standing::Staged { offset: 0 });
}

#[tokio::test]
async fn a_picture_that_tells_where_it_was_taken_is_refused() {
    let hub = Hub::start();
    for (n, name) in [(8, "DSCN0010.jpg"), (9, "portrait_6.jpg")] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/photos").join(name);
        let bytes = fs::read(path).unwrap();
        let photo = record(id(n), &bytes);
        let refused = hub.send(photo, &bytes).await.unwrap_err();
        assert_eq!(refused.code(), "photo.carries_exif", "{name}");
        assert_eq!(hub.disk.read(photo.id).await.unwrap(), None, "{name}");
    }
}

#[tokio::test]
async fn what_is_no_picture_is_refused_though_its_hash_is_right() {
    let hub = Hub::start();
    let bytes = b"<script>alert(1)</script>";
    let refused = hub.send(record(id(10), bytes), bytes).await.unwrap_err();
    assert_eq!(refused.code(), "photo.not_a_jpeg");
    assert_eq!(files_under(hub.folder.path()), 0);
}

#[tokio::test]
async fn a_nearly_full_disk_takes_no_photo_and_shows_those_it_has() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let here = record(id(11), &bytes);
    hub.send(here, &bytes).await.unwrap();

    let full = Disk::open(hub.folder.path(), u64::MAX).unwrap();
    let refused = full.append(record(id(12), &bytes), 0, bytes.clone().into()).await.unwrap_err();
    assert_eq!(refused.code(), "photo.disk_full");
    assert_eq!(full.read(here.id).await.unwrap().unwrap(), bytes);
    // A phone that lost the answer to its last piece still learns that its photo is safe.
    assert_eq!(full.append(here, u64::from(here.len), Bytes::new()).await.unwrap(), Standing::Whole);
}

#[tokio::test]
async fn the_hubs_thumbnail_takes_the_place_of_the_phones() {
    let hub = Hub::start();
    let bytes = scene(1600, 1200, 0);
    let photo = record(id(13), &bytes);
    let thumbnails = Thumbnails::start(hub.disk.clone());

    assert_eq!(thumbnails.read(photo.id).await.unwrap(), None);
    let phones = scene(160, 120, 3);
    thumbnails.put(photo.id, phones.clone().into()).await.unwrap();
    assert_eq!(thumbnails.read(photo.id).await.unwrap().unwrap(), phones);

    hub.send(photo, &bytes).await.unwrap();
    thumbnails.make(photo.id).await.unwrap();
    let own = thumbnails.read(photo.id).await.unwrap().unwrap();
    let shown = image::load_from_memory(&own).unwrap();
    assert_eq!((shown.width(), shown.height()), (320, 240));
}

#[tokio::test]
async fn a_phones_thumbnail_is_written_down_where_its_photo_does_not_come_and_nowhere_else() {
    let hub = Hub::start();
    let (first, second) = (scene(640, 480, 0), scene(640, 480, 5));
    let (late, quick) = (record(id(0x0301), &first), record(id(0x0302), &second));
    let thumbnails = Thumbnails::start(hub.disk.clone());
    let phones = scene(160, 120, 3);
    for photo in [late, quick] {
        thumbnails.put(photo.id, phones.clone().into()).await.unwrap();
    }
    hub.send(quick, &second).await.unwrap();
    thumbnails.arrived(quick.id);
    thumbnails.settle().await;
    assert!(!thumb_of(&hub, quick.id, "phone").exists());

    // As after a restart: what was written down is there, and of a photo that is here one is made for whoever looks.
    let again = Thumbnails::start(hub.disk.clone());
    assert_eq!(again.read(late.id).await.unwrap().unwrap(), phones);
    let own = again.read(quick.id).await.unwrap().unwrap();
    assert_eq!(image::load_from_memory(&own).unwrap().width(), 320);
}

#[tokio::test]
async fn a_thumbnail_that_was_never_made_is_shown_on_a_disk_that_is_nearly_full() {
    let hub = Hub::start();
    let bytes = scene(640, 480, 0);
    let photo = record(id(0x0303), &bytes);
    hub.send(photo, &bytes).await.unwrap();
    let full = Thumbnails::start(Disk::open(hub.folder.path(), u64::MAX).unwrap());
    assert_eq!(image::load_from_memory(&full.read(photo.id).await.unwrap().unwrap()).unwrap().width(), 320);
    assert!(!thumb_of(&hub, photo.id, "hub").exists());
}

#[tokio::test]
async fn a_thumbnail_is_a_small_picture_and_nothing_else() {
    let hub = Hub::start();
    let thumbnails = Thumbnails::start(hub.disk.clone());
    let not_a_jpeg = thumbnails.put(id(14), Bytes::from_static(b"GIF89a")).await.unwrap_err();
    assert_eq!(not_a_jpeg.code(), "photo.not_a_jpeg");
    let large = thumbnails.put(id(14), Bytes::from(vec![0; (64 << 10) + 1])).await.unwrap_err();
    assert_eq!(large.code(), "photo.too_large");
    assert_eq!(files_under(hub.folder.path()), 0);
}

#[tokio::test]
async fn a_thumbnail_that_a_power_cut_left_half_written_is_none() {
    let hub = Hub::start();
    let bytes = scene(640, 480, 0);
    let photo = record(id(0x0300), &bytes);
    let thumbnails = Thumbnails::start(hub.disk.clone());
    let phones = scene(160, 120, 3);
    for torn in [vec![], vec![0; phones.len()], phones[..phones.len() - 9].to_vec()] {
        thumbnails.put(photo.id, phones.clone().into()).await.unwrap();
        thumbnails.settle().await;
        fs::write(thumb_of(&hub, photo.id, "phone"), torn).unwrap();
        assert_eq!(thumbnails.read(photo.id).await.unwrap(), None);
    }

    hub.send(photo, &bytes).await.unwrap();
    thumbnails.make(photo.id).await.unwrap();
    fs::write(thumb_of(&hub, photo.id, "hub"), []).unwrap();
    thumbnails.make(photo.id).await.unwrap();
    let own = thumbnails.read(photo.id).await.unwrap().unwrap();
    assert_eq!(image::load_from_memory(&own).unwrap().width(), 320);
}

#[tokio::test]
async fn a_large_picture_that_is_made_small_holds_up_no_photo_beside_it() {
    let hub = Hub::start();
    let bytes = scene(3000, 2000, 0);
    let photo = record(id(0x0301), &bytes);
    hub.disk.append(photo, 0, bytes.into()).await.unwrap();
    let thumbnails = Thumbnails::start(hub.disk.clone());
    let making = tokio::spawn(async move { thumbnails.make(photo.id).await });
    // Each asks for the lock that the large one's own files are under.
    let mut asked = 0;
    while !making.is_finished() {
        assert_eq!(hub.disk.standing(photo).await.unwrap(), Standing::Whole);
        asked += 1;
    }
    making.await.unwrap().unwrap();
    assert!(asked > 20, "asked {asked} times while it was made small");
}

#[tokio::test]
async fn a_whole_in_one_piece_that_is_another_picture_never_touches_the_disk() {
    let hub = Hub::start();
    let (one, other) = (scene(300, 200, 0), scene(300, 200, 9));
    let photo = Record { sha256: record(id(18), &other).sha256, ..record(id(18), &one) };
    let refused = hub.disk.append(photo, 0, one.clone().into()).await.unwrap_err();
    assert_eq!(refused.code(), "photo.hash_mismatch");
    assert_eq!(files_under(hub.folder.path()), 0);
}

#[tokio::test]
async fn a_hub_killed_before_the_rename_finishes_what_it_has_when_asked() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(19), &bytes);
    fs::write(hub.staged(photo), &bytes).unwrap();
    // All bytes are here, but nobody has looked at them yet: a phone that is told their number sends no more.
    assert_eq!(hub.disk.standing(photo).await.unwrap(), Standing::Whole);
    assert_eq!(hub.disk.read(photo.id).await.unwrap().unwrap(), bytes);

    let torn = record(id(20), &bytes);
    fs::write(hub.staged(torn), vec![0; bytes.len()]).unwrap();
    assert_eq!(hub.disk.standing(torn).await.unwrap(), Standing::Staged { offset: 0 });
    assert_eq!(hub.send(torn, &bytes).await.unwrap(), Standing::Whole);
}

#[tokio::test]
async fn a_hub_that_starts_knows_what_is_staged() {
    let hub = Hub::start();
    let bytes = scene(300, 200, 0);
    let photo = record(id(21), &bytes);
    hub.disk.append(photo, 0, Bytes::copy_from_slice(&bytes[..2000])).await.unwrap();
    fs::write(hub.folder.path().join("staged").join("no photo"), []).unwrap();
    assert_eq!(hub.restarted().staged_ids().unwrap(), [photo.id]);
}
