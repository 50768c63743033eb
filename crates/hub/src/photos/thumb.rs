//! Thumbnails: the phone's comes first, so that a leader on a thin line sees something; the hub's own replaces it,
//! made from the bytes that were checked. Decoding is done by one worker, off the threads that answer, one photo at a
//! time, within limits, and for a small share of the time, a smaller one while photos come in; who looks before it came
//! so far has it made at once.
//!
//! Most photos come right after their thumbnails: for a moment the phone's is kept in memory, and only where the photo
//! does not come it is written down (docs/decisions/0021). A thumbnail can be had again as long as its photo is there: it
//! is written without an fsync, and one that a power cut has left half written is no thumbnail.

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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
/// After each photo the worker rests for so many times as long as it took, while others wait for it.
const REST: u32 = 9;
/// The same while photos come: they go first, and those who look have theirs made.
const REST_IN_A_RUSH: u32 = 99;
/// So long a phone's thumbnail waits in memory for its photo.
const MOMENT: Duration = Duration::from_secs(5);
/// As many may wait there, of 64 KiB at most; one more is written down at once.
const COMING_MOST: usize = 1024;
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
    coming: Coming,
    /// One decodes for those who look.
    looked_at: Arc<tokio::sync::Mutex<()>>,
}

/// Thumbnails of phones whose photos are about to come; clones share them.
#[derive(Clone, Debug, Default)]
struct Coming(Arc<Mutex<HashMap<PhotoId, Bytes>>>);

impl Coming {
    /// Keeps one, where there is room.
    fn keep(&self, id: PhotoId, jpeg: &Bytes) -> bool {
        let mut coming = self.lock();
        let room = coming.len() < COMING_MOST;
        if room {
            // The body's own buffer may be many times as large.
            coming.insert(id, Bytes::copy_from_slice(jpeg));
        }
        room
    }

    fn get(&self, id: PhotoId) -> Option<Bytes> {
        self.lock().get(&id).cloned()
    }

    fn forget(&self, id: PhotoId) {
        self.lock().remove(&id);
    }

    fn all(&self) -> Vec<PhotoId> {
        self.lock().keys().copied().collect()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PhotoId, Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
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
                let waiting = asked.len();
                if waiting > 0 {
                    tokio::time::sleep(began.elapsed() * REST).await;
                }
                if asked.len() > waiting {
                    tokio::time::sleep(began.elapsed() / (REST + 1) * (REST_IN_A_RUSH - REST)).await;
                }
            }
        });
        Self { disk, queue, coming: Coming::default(), looked_at: Arc::default() }
    }

    /// The bytes of a photo are here: its phone's thumbnail is needed no more, and the hub's own is made in time.
    pub fn arrived(&self, id: PhotoId) {
        self.coming.forget(id);
        self.ask(id);
    }

    fn ask(&self, id: PhotoId) {
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
        if !self.coming.keep(id, &jpeg) {
            return self.write_down(id, jpeg).await;
        }
        let thumbnails = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(MOMENT).await;
            thumbnails.let_go(id).await;
        });
        Ok(())
    }

    /// Writes down what waits in memory, as before the program ends.
    pub async fn settle(&self) {
        for id in self.coming.all() {
            self.let_go(id).await;
        }
    }

    /// The photo did not come in its moment: what is shown of it until then is written down.
    async fn let_go(&self, id: PhotoId) {
        let Some(jpeg) = self.coming.get(id) else { return };
        if let Err(error) = self.write_down(id, jpeg).await {
            tracing::warn!(photo = %id, code = error.code(), "a phone's thumbnail is lost");
        }
        self.coming.forget(id);
    }

    async fn write_down(&self, id: PhotoId, jpeg: Bytes) -> Result<(), PhotoError> {
        let (whole, path) = (self.disk.whole(id), self.disk.thumb(id, PHONES));
        let work = move |folder: &Folder| if whole.is_file() { Ok(()) } else { folder.put(id, &path, &jpeg) };
        self.disk.with(id, work).await
    }

    /// Makes the hub's own thumbnail at once, where the photo is here and has none.
    ///
    /// # Errors
    /// Where the picture cannot be decoded within limits, or the disk is full or fails.
    pub async fn make(&self, id: PhotoId) -> Result<(), PhotoError> {
        make(&self.disk, id).await
    }

    /// The best thumbnail that is here, or can be had at once.
    ///
    /// # Errors
    /// Where the disk fails.
    pub async fn read(&self, id: PhotoId) -> Result<Option<Bytes>, PhotoError> {
        if let Some(own) = read(self.disk.thumb(id, OWN)).await?.filter(is_picture) {
            return Ok(Some(own));
        }
        let phones = match self.coming.get(id) {
            Some(coming) => Some(coming),
            None => read(self.disk.thumb(id, PHONES)).await?.filter(is_picture),
        };
        if phones.is_some() {
            self.ask(id);
            return Ok(phones);
        }
        let _turn = self.looked_at.lock().await;
        match made(&self.disk, id).await {
            Err(PhotoError::NotAJpeg | PhotoError::TooLarge) => Ok(None),
            made => made,
        }
    }
}

async fn make(disk: &Disk, id: PhotoId) -> Result<(), PhotoError> {
    disk.has_room()?;
    made(disk, id).await.map(drop)
}

/// The hub's own thumbnail, made where there is none yet; `None` where the photo is not here.
async fn made(disk: &Disk, id: PhotoId) -> Result<Option<Bytes>, PhotoError> {
    let (whole, own) = (disk.whole(id), disk.thumb(id, OWN));
    if let Some(made) = read(own.clone()).await?.filter(is_picture) {
        return Ok(Some(made));
    }
    // A whole photo never changes: it is shrunk while others go on with the photos that share its lock.
    let shrunk = tokio::task::spawn_blocking(move || whole.is_file().then(|| shrink(&whole)).transpose());
    let shrunk = shrunk.await.unwrap_or_else(|failed| Err(std::io::Error::other(failed).into()));
    let Some(small) = shrunk?.map(Bytes::from) else { return Ok(None) };
    let kept = small.clone();
    // On a disk that is nearly full she sees it all the same.
    let work = move |folder: &Folder| match folder.has_room() {
        Ok(()) => folder.put(id, &own, &kept),
        Err(_) => Ok(()),
    };
    disk.with(id, work).await?;
    Ok(Some(small))
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
