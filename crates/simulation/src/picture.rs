//! The one picture that everybody takes: eight grey pixels wide, and as high.

use yingchun_domain::photo::{PhotoRecord, Sha256};

use crate::common::drive;

/// A JPEG that a hub takes.
pub const JPEG: &[u8] = include_bytes!("heap.jpg");

const SHA256: [u8; 32] = [
    0xa8, 0x76, 0xa4, 0x25, 0x5a, 0x55, 0xc3, 0xfa, 0x6d, 0xce, 0x76, 0xff, 0x58, 0x2b, 0x79, 0xfb, 0xcd,
    0x29, 0x18, 0x8d, 0x3e, 0x34, 0x3d, 0xff, 0xd7, 0xbf, 0x04, 0xa7, 0x5f, 0x04, 0xa7, 0x03,
];

/// What an entry says of it.
pub fn record(n: u128) -> PhotoRecord {
    let len = u32::try_from(JPEG.len()).expect("a small picture");
    PhotoRecord { sha256: Sha256(SHA256), len, ..drive::after_photo(n) }
}
