//! Photos on the hub's disk: pieces are staged, a whole is checked and kept, thumbnails are made.
//!
//! A *record* is what the photo's entry said of its bytes; a *whole* is a file whose bytes were found to be those.
//! Files are named by the photo's id and never by their content: the same picture twice is two files, and a hash
//! opens nothing. Keeps invariant 7: a photo is byte-exact, or visibly not here. Nothing a phone says about its bytes
//! is believed before they were hashed here.

mod disk;
mod names;
mod picture;
mod records;
mod thumb;

use std::io;

use axum::http::StatusCode;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::{Photo, Sha256};

pub use self::disk::{Disk, LOW_WATER_BYTES, Standing};
pub(crate) use self::disk::{staged, whole};
pub(crate) use self::names::sync;
pub(crate) use self::records::Records;
pub use self::thumb::Thumbnails;
use crate::error::HubError;

/// The most bytes of one piece.
pub const PIECE_BYTES_MAX: usize = 1 << 20;
/// The most bytes of a thumbnail that a phone sends.
pub const THUMB_BYTES_MAX: usize = 64 << 10;

/// What a photo's entry said of its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which photo.
    pub id: PhotoId,
    /// Of its bytes.
    pub sha256: Sha256,
    /// How many bytes.
    pub len: u32,
}

impl From<&Photo> for Record {
    fn from(photo: &Photo) -> Self {
        Self { id: photo.id, sha256: photo.sha256, len: photo.len }
    }
}

/// Why bytes were not taken.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// The piece does not begin where the staged bytes end.
    #[error("the piece does not fit: {offset} bytes are here")]
    Offset {
        /// Where the next piece is to begin.
        offset: u64,
    },
    /// All bytes came and are not those of the record; they were dropped, the phone begins anew.
    #[error("the bytes are not those that the record names")]
    HashMismatch,
    /// The bytes are those of the record and no JPEG.
    #[error("not a JPEG")]
    NotAJpeg,
    /// More bytes than the record says, or a picture of more than 4,096 px a side.
    #[error("too many bytes or pixels")]
    TooLarge,
    /// The picture tells more than what is to be seen on it: a place, a camera, a time.
    #[error("the picture carries a place, a camera or a text")]
    CarriesExif,
    /// Photos have to wait until there is room; entries are taken all the same.
    #[error("the disk is nearly full")]
    DiskFull,
    /// The disk does not do what it is told.
    #[error("the disk fails: {0}")]
    Disk(#[source] io::Error),
}

impl PhotoError {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Offset { .. } => "photo.offset",
            Self::HashMismatch => "photo.hash_mismatch",
            Self::NotAJpeg => "photo.not_a_jpeg",
            Self::TooLarge => "photo.too_large",
            Self::CarriesExif => "photo.carries_exif",
            Self::DiskFull => "photo.disk_full",
            Self::Disk(_) => "photo.disk",
        }
    }

    const fn status(&self) -> StatusCode {
        match self {
            Self::Offset { .. } => StatusCode::CONFLICT,
            Self::HashMismatch | Self::NotAJpeg | Self::TooLarge | Self::CarriesExif => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Disk(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<io::Error> for PhotoError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) {
            Self::DiskFull
        } else {
            Self::Disk(error)
        }
    }
}

impl From<PhotoError> for HubError {
    fn from(error: PhotoError) -> Self {
        let said = Self::new(error.status(), error.code(), error.to_string());
        if let PhotoError::Offset { offset } = error { said.with("offset", offset) } else { said }
    }
}
