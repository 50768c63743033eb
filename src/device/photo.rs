//! A picture, from the camera or the album to bytes that are saved on this phone.

use leptos::prelude::*;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::{Phase, PhotoRecord, Source};

/// A picture as the phone handed it over.
#[derive(Clone, Debug)]
pub struct Picked(pub(super) web_sys::File);

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

/// Decodes, scales, stamps and encodes a picture, and saves its bytes. When this returns, they are saved.
///
/// # Errors
/// [`PhotoRefused`] where nothing was saved.
pub async fn prepare(
    file: &Picked,
    stamp: &StampWords,
    phase: Phase,
    source: Source,
) -> Result<Prepared, PhotoRefused> {
    let _ = (file, stamp, phase, source);
    Err(PhotoRefused::Storage)
}

/// Where to show a photo from: the phone's own bytes, else the hub's. `None` while the phone looks.
#[must_use]
pub fn url(id: PhotoId) -> Signal<Option<String>> {
    let _ = id;
    Signal::derive(|| None)
}

/// Where to show a small picture of a photo from: the phone's own, else the hub's. `None` while the phone looks.
#[must_use]
pub fn thumb_url(id: PhotoId) -> Signal<Option<String>> {
    url(id)
}

/// Drops a picture that no entry names: she took another one.
pub fn forget(id: PhotoId) {
    let _ = id;
}
