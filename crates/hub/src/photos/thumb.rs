//! Thumbnails: the phone's comes first, so that a leader on a thin line sees something; the hub's own replaces it,
//! made from the bytes that were checked. Decoding is done by one worker, off the threads that answer, one photo at a
//! time, within limits, and for a small share of the time while more photos come in.
//!
//! A thumbnail can be had again as long as its photo is there: it is written without an fsync, and one that a power cut
//! has left half written is no thumbnail.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::time::Instant;

use axum::body::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, ImageReader, Limits};
use tokio::sync::mpsc;
use yingchun_domain::id::PhotoId;

use super::disk::{Disk, Folder, read};
use super::{PhotoError, THUMB_BYTES_MAX, picture};

/// The longer side of a thumbnail.
const SIDE_PX: u32 = 320;
const QUALITY: u8 = 76;
/// Photos that may wait for the worker; one that finds no place is asked for again when somebody looks at it.
const QUEUE: usize = 4096;
/// After each photo the worker rests for so many times as long as it took, while others wait for it: uploads go first,
/// and those who look have the phone's thumbnail meanwhile.
const REST: u32 = 9;
/// 4,096 × 4,096 pixels of three bytes, and the decoder's own needs.
const DECODE_BYTES_MAX: u64 = 96 << 20;

/// The last bytes of a JPEG.
const END: [u8; 2] = [0xff, 0xd9];

const OWN: &str = "hub.jpg";
const PHONES: &str = "phone.jpg";

/// The thumbnails of a folder of photos, and the worker that makes them.
#[derive(Clone, Debug)]
pub struct Thumbnails {
    disk: Disk,
    queue: mpsc::Sender<PhotoId>,
}

impl Thumbnails {
    /// Starts the worker; it ends when the last clone of this is dropped. Called inside a tokio runtime.
    #[must_use]
    pub fn start(disk: Disk) -> Self {
        let (queue, mut asked) = mpsc::channel(QUEUE);
        let folder = disk.clone();
        tokio::spawn(async move {
            while let Some(id) = asked.recv().await {
                let began = Instant::now();
                if let Err(error) = make(&folder, id).await {
                    tracing::warn!(photo = %id, code = error.code(), "no thumbnail could be made");
                }
                if !asked.is_empty() {
                    tokio::time::sleep(began.elapsed() * REST).await;
                }
            }
        });
        Self { disk, queue }
    }

    /// Asks for the hub's own thumbnail of a photo whose bytes are here.
    pub fn ask(&self, id: PhotoId) {
        if self.queue.try_send(id).is_err() {
            tracing::debug!(photo = %id, "the thumbnail waits until somebody looks at it");
        }
    }

    /// Keeps the phone's thumbnail until the hub has its own.
    ///
    /// # Errors
    /// Where it is no small JPEG without texts, or the disk is full or fails.
    pub async fn put(&self, id: PhotoId, jpeg: Bytes) -> Result<(), PhotoError> {
        if jpeg.len() > THUMB_BYTES_MAX {
            return Err(PhotoError::TooLarge);
        }
        picture::check(&mut Cursor::new(&jpeg))?;
        if !jpeg.ends_with(&END) {
            return Err(PhotoError::NotAJpeg);
        }
        self.disk.has_room()?;
        let path = self.disk.thumb(id, PHONES);
        self.disk.with(id, move |folder| folder.put(id, &path, &jpeg)).await
    }

    /// Makes the hub's own thumbnail at once, where the photo is here and has none.
    ///
    /// # Errors
    /// Where the picture cannot be decoded within limits, or the disk is full or fails.
    pub async fn make(&self, id: PhotoId) -> Result<(), PhotoError> {
        make(&self.disk, id).await
    }

    /// The best thumbnail that is here.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn read(&self, id: PhotoId) -> Result<Option<Bytes>, PhotoError> {
        if let Some(own) = read(self.disk.thumb(id, OWN)).await?.filter(is_picture) {
            return Ok(Some(own));
        }
        let phones = read(self.disk.thumb(id, PHONES)).await?;
        self.ask(id);
        Ok(phones.filter(is_picture))
    }
}

async fn make(disk: &Disk, id: PhotoId) -> Result<(), PhotoError> {
    let (whole, own) = (disk.whole(id), disk.thumb(id, OWN));
    disk.has_room()?;
    let work = move |folder: &Folder| {
        let made = fs::read(&own).is_ok_and(|own| is_picture(&own.into()));
        if made || !whole.is_file() { Ok(()) } else { folder.put(id, &own, &shrink(&whole)?) }
    };
    disk.with(id, work).await
}

/// Whether a file is a picture from end to end.
fn is_picture(jpeg: &Bytes) -> bool {
    jpeg.ends_with(&END) && picture::check(&mut Cursor::new(jpeg)).is_ok()
}

fn shrink(path: &Path) -> Result<Vec<u8>, PhotoError> {
    let mut reader = ImageReader::open(path)?;
    reader.set_format(ImageFormat::Jpeg);
    let mut limits = Limits::default();
    limits.max_image_width = Some(u32::from(picture::SIDE_PX_MAX));
    limits.max_image_height = Some(u32::from(picture::SIDE_PX_MAX));
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    reader.limits(limits);
    let whole = reader.decode().map_err(|_| PhotoError::NotAJpeg)?;
    let small =
        if whole.width().max(whole.height()) > SIDE_PX { whole.thumbnail(SIDE_PX, SIDE_PX) } else { whole };
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    small.to_rgb8().write_with_encoder(encoder).map_err(|_| PhotoError::NotAJpeg)?;
    Ok(jpeg)
}
