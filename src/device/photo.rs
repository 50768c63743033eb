//! A picture, from the camera or the album to bytes that are saved on this phone.
//!
//! Encoded anew it is upright, has no EXIF, and carries the *stamp*: who, where, when and the photo's number. The file in
//! the album is only read. Keeps invariants 7 (photos byte-exact) and 9 (full is said).

use crate::html::*;
use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use serde::Serialize;
use sha2::Digest as _;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::{PHOTO_BYTES_MAX, Phase, PhotoRecord, Sha256, Source, number};

use super::cover::Discs;
use super::promises::{self, PhotoRow};
use super::room::{self, Room};
use super::second;
use super::shelf::{self, Size};
use super::store::{self, StoreFault};
use super::{clock, ids, interop};

/// A picture as the phone handed it over.
#[derive(Clone, Debug)]
pub struct Picked(pub(super) web_sys::File);

/// By how many quarters, clockwise, a picture is turned that does not say itself how it was held, or says it wrongly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Quarters(u32);

impl Quarters {
    const fn next(self) -> Self {
        Self((self.0 + 1) % 4)
    }
}

/// What is done to a picture before it is stamped. What lies under the discs is in no byte that is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retouch {
    turned: Quarters,
    discs: Discs,
}

impl Retouch {
    /// Turned by one quarter more, its discs along with it.
    pub fn turn(&mut self) {
        self.turned = self.turned.next();
        self.discs.turn();
    }

    /// Covered by these discs.
    pub fn cover(&mut self, discs: Discs) {
        self.discs = discs;
    }

    /// The discs that lie on it.
    #[must_use]
    pub const fn discs(&self) -> &Discs {
        &self.discs
    }
}

/// What the stamp says, but for the photo's number, which the pipeline gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StampWords {
    /// 10:17
    pub time: String,
    /// Where the time comes from: 手机时间 or 已校时.
    pub source: String,
    /// Date, place, phase: a line each.
    pub lines: Vec<String>,
    /// What stands before the number on the last line: `王桂兰　照片编号`.
    pub before_number: String,
}

/// A picture that is saved on this phone, to ride on an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// What the entry says of it.
    pub record: PhotoRecord,
    /// The stamped picture, for `<img src>`.
    pub preview_url: String,
    /// The small one.
    pub thumb_url: String,
}

/// Why a picture was not taken; the original in the album is untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoRefused {
    /// This phone cannot read it.
    #[error("the picture cannot be opened")]
    CannotOpen,
    /// HEIC, which this browser does not read.
    #[error("a HEIC picture, which this browser cannot open")]
    Heic,
    /// The phone is full.
    #[error("the phone is full")]
    Full,
    /// The phone's storage does not work.
    #[error("the phone's storage does not work")]
    Storage,
}

impl From<StoreFault> for PhotoRefused {
    fn from(fault: StoreFault) -> Self {
        match fault {
            StoreFault::Full => Self::Full,
            StoreFault::Broken(_) => Self::Storage,
        }
    }
}

/// The stamp as the canvas draws it.
#[derive(Serialize)]
struct Drawn<'a> {
    time: &'a str,
    source: &'a str,
    lines: Vec<String>,
}

/// The longest side of a photo and of its small picture, in pixels.
const LONGEST_PX: u32 = 1_600;
const LONGEST_SMALL_PX: u32 = 320;

/// What comes out of the canvas.
struct Developed {
    bytes: Vec<u8>,
    sha256: Sha256,
    thumb: ArrayBuffer,
}

/// Decodes, scales, retouches, stamps and encodes a picture, and saves its bytes. When this returns, they are saved.
///
/// # Errors
/// [`PhotoRefused`] where nothing was saved.
pub async fn prepare(
    file: &Picked,
    stamp: &StampWords,
    phase: Phase,
    source: Source,
    retouch: &Retouch,
) -> Result<Prepared, PhotoRefused> {
    let id = PhotoId::from(ids::fresh_id());
    let Some(Developed { bytes, sha256, thumb }) = develop(file, stamp, id, retouch).await else {
        return Err(if is_heic(file).await { PhotoRefused::Heic } else { PhotoRefused::CannotOpen });
    };
    let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    if !(1..=PHOTO_BYTES_MAX).contains(&len) {
        return Err(PhotoRefused::CannotOpen);
    }
    let at = clock::now();
    let record = PhotoRecord { id, sha256, len, phase, source, at };
    let row = PhotoRow {
        id,
        record: record.clone(),
        entry: None,
        chunks: 0,
        thumb_sent: false,
        done: false,
        epoch: None,
        named_at: at,
    };
    keep(&row, &bytes, &thumb).await?;
    let small = Uint8Array::new(&thumb).to_vec();
    let preview_url = shelf::put(id, Size::Full, &bytes).ok_or(PhotoRefused::Storage)?;
    let thumb_url = shelf::put(id, Size::Small, &small).ok_or(PhotoRefused::Storage)?;
    Ok(Prepared { record, preview_url, thumb_url })
}

/// Saves a photo; where the phone is full, second copies and bytes that the hub has make room first.
async fn keep(row: &PhotoRow, bytes: &[u8], thumb: &ArrayBuffer) -> Result<(), StoreFault> {
    let mut kept = promises::keep_photo(row, bytes, thumb).await;
    if kept == Err(StoreFault::Full) && second::thin().await {
        kept = promises::keep_photo(row, bytes, thumb).await;
    }
    if kept == Err(StoreFault::Full) && promises::make_room().await? {
        kept = promises::keep_photo(row, bytes, thumb).await;
    }
    if kept.is_ok() {
        room::met(Room::Enough);
        second::lay(row.id);
    }
    kept
}

async fn develop(file: &Picked, stamp: &StampWords, id: PhotoId, retouch: &Retouch) -> Option<Developed> {
    let last = format!("{} {}", stamp.before_number, number(id));
    let lines = stamp.lines.iter().cloned().chain([last]).collect();
    let words = store::to_js(&Drawn { time: &stamp.time, source: &stamp.source, lines }).ok()?;
    let (turned, discs) = (retouch.turned.0, store::to_js(&retouch.discs.all()).ok()?);
    let developing = interop::develop(&file.0, LONGEST_PX, LONGEST_SMALL_PX, &words, turned, &discs);
    let developed = JsFuture::from(developing).await.ok()?;
    let part =
        |name: &str| -> Option<ArrayBuffer> { Reflect::get(&developed, &name.into()).ok()?.dyn_into().ok() };
    let (bytes, thumb) = (part("bytes")?, part("thumb")?);
    let bytes = Uint8Array::new(&bytes).to_vec();
    let digest = part("sha256").and_then(|digest| Uint8Array::new(&digest).to_vec().try_into().ok());
    let sha256 = Sha256(digest.unwrap_or_else(|| sha2::Sha256::digest(&bytes).into()));
    Some(Developed { bytes, sha256, thumb })
}

/// Whether the file says of itself that it is HEIC: a box `ftyp` of one of its brands.
async fn is_heic(file: &Picked) -> bool {
    let Ok(head) = file.0.slice_with_i32_and_i32(0, 12) else { return false };
    let Ok(head) = JsFuture::from(head.array_buffer()).await else { return false };
    brand_is_heic(&Uint8Array::new(&head).to_vec())
}

fn brand_is_heic(head: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"];
    head.get(4..8) == Some(b"ftyp") && head.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// Where to show a photo from: the phone's own bytes, else the hub's. `None` while the phone looks.
#[must_use]
pub fn url(id: PhotoId) -> Signal<Option<String>> {
    shown(id, Size::Full)
}

/// Where to show a small picture of a photo from: the phone's own, else the hub's. `None` while the phone looks.
#[must_use]
pub fn thumb_url(id: PhotoId) -> Signal<Option<String>> {
    shown(id, Size::Small)
}

fn shown(id: PhotoId, size: Size) -> Signal<Option<String>> {
    let url = RwSignal::new(shelf::get(id, size));
    if url.with_untracked(Option::is_none) {
        spawn_local(async move {
            let bytes = local(id, size).await;
            let local = bytes.and_then(|bytes| shelf::put(id, size, &bytes));
            // The page may be gone meanwhile.
            url.try_set(Some(local.unwrap_or_else(|| size.at_hub(id))));
        });
    }
    url.into()
}

/// The phone's own bytes; the small picture stands in where those of the large one were let go.
async fn local(id: PhotoId, size: Size) -> Option<Vec<u8>> {
    if size == Size::Full
        && let Some((_, Some(bytes))) = promises::bytes_of(id).await.ok()?
    {
        return Some(bytes);
    }
    promises::thumb_of(id).await.ok()?
}

/// Drops a picture that no entry names: she took another one.
pub fn forget(id: PhotoId) {
    shelf::clear(id);
    // What is not dropped is swept in seven days.
    spawn_local(async move { drop(promises::forget(id).await) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_says_itself_that_it_is_heic() {
        assert!(brand_is_heic(b"\0\0\0\x18ftypheic"));
        assert!(brand_is_heic(b"\0\0\0\x18ftypmif1"));
        for other in [&b"\xff\xd8\xff\xe0"[..], b"", b"\0\0\0\x18ftypisom", b"ftypheic"] {
            assert!(!brand_is_heic(other), "{other:?}");
        }
    }
}
