//! Photo 照片: the record of a picture. Its bytes come later, or are declared lost; the record says which.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, EntryId, PersonId, PhotoId, SpotId};
use crate::time::UnixMs;

/// The most bytes of one photo: 1,600 px of JPEG with room to spare.
pub const PHOTO_BYTES_MAX: u32 = 4 << 20;

/// A SHA-256, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

/// A text that is no SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct NotASha256;

impl TryFrom<String> for Sha256 {
    type Error = NotASha256;
    fn try_from(text: String) -> Result<Self, NotASha256> {
        let mut hash = [0; 32];
        if text.len() != 64 {
            return Err(NotASha256);
        }
        for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| NotASha256)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NotASha256)?;
        }
        Ok(Self(hash))
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> Self {
        hash.to_string()
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sha256({self})")
    }
}

/// When in the work a photo was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 整治前
    Before,
    /// 整治中
    During,
    /// 整治后
    After,
    /// 督查
    Inspection,
}

/// Where a photo came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// 拍照
    Camera,
    /// 来自相册: lawful, and said.
    Album,
}

/// What an entry says of a photo that rides on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoRecord {
    /// Which one: the hub names its file by this.
    pub id: PhotoId,
    /// Of the bytes that will be sent.
    pub sha256: Sha256,
    /// How many bytes will be sent.
    pub len: u32,
    /// When in the work it was taken.
    pub phase: Phase,
    /// Where it came from.
    pub source: Source,
    /// When it was taken or chosen, by the phone's clock.
    pub at: UnixMs,
}

/// A photo of a spot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Which one.
    pub id: PhotoId,
    /// What it shows.
    pub spot: SpotId,
    /// When in the work it was taken.
    pub phase: Phase,
    /// Where it came from.
    pub source: Source,
    /// Whose work it shows, or who looked.
    pub taken_by: PersonId,
    /// The phone that keeps its bytes until they are safe.
    pub device: DeviceId,
    /// The entry on which it rode.
    pub entry: EntryId,
    /// When it was taken, by the phone's clock: nothing proves that clock.
    pub at: UnixMs,
    /// What the phone knew of its clock's error then: hub minus phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// Of its bytes.
    pub sha256: Sha256,
    /// How many bytes.
    pub len: u32,
    /// Where its bytes are.
    pub bytes: Bytes,
}

/// Where a photo's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "are", rename_all = "snake_case")]
pub enum Bytes {
    /// On the phone still.
    Awaited,
    /// On the hub's disk, checked against the record.
    Received {
        /// By the hub's clock.
        at: UnixMs,
    },
    /// The phone could not read them back.
    Lost {
        /// By the hub's clock.
        at: UnixMs,
    },
}

const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// 照片编号 `HKQM-TX7R`: seven signs of the id's random part and a check sign, burnt into the picture from the start.
/// The signs leave out 0, O, 1 and I.
#[must_use]
pub fn number(id: PhotoId) -> String {
    let mut bits = id.uuid().as_u128();
    let mut check: u128 = 0;
    let mut signs: Vec<u8> = (1..=7)
        .map(|place| {
            let sign = bits & 31;
            bits >>= 5;
            check = (check + sign * place) % 31;
            sign_of(sign)
        })
        .collect();
    signs.push(sign_of(check));
    let text: String = signs.into_iter().map(char::from).collect();
    let (head, tail) = text.split_at(4);
    format!("{head}-{tail}")
}

fn sign_of(value: u128) -> u8 {
    usize::try_from(value).ok().and_then(|index| SIGNS.get(index)).copied().unwrap_or(b'2')
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_hash_reads_its_own_digits_back() {
        let hash = Sha256([0xab; 32]);
        assert_eq!(Sha256::try_from(hash.to_string()), Ok(hash));
        for bad in ["", "ab", &"g".repeat(64), &"é".repeat(32)] {
            assert_eq!(Sha256::try_from(bad.to_owned()), Err(NotASha256), "{bad}");
        }
    }

    #[test]
    fn a_photo_number_has_two_groups_of_four_clear_signs() {
        let shown = number(Uuid::from_u128(0x0123_4567_89ab_cdef).into());
        assert_eq!(shown.len(), 9);
        assert!(shown.bytes().all(|sign| sign == b'-' || SIGNS.contains(&sign)), "{shown}");
    }

    #[test]
    fn one_wrong_sign_is_noticed_by_the_check_sign() {
        let right = number(Uuid::from_u128(0b00001).into());
        let wrong = number(Uuid::from_u128(0b00010).into());
        assert_ne!(right.chars().last(), wrong.chars().last());
    }
}
