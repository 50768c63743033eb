//! A picture of the size that phones send: 1,600 × 1,200 px and 150 kB, of which each is another file.

use std::ops::Range;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use sha2::Digest as _;
use yingchun_domain::photo::Sha256;

const BYTES: usize = 150_000;
/// Where the number stands: in a comment at the head, behind the marker and length of it.
const NUMBER: Range<usize> = 6..14;
/// What a comment takes beside its words.
const COMMENT: usize = 4;

#[derive(Clone)]
pub(crate) struct Picture {
    jpeg: Vec<u8>,
}

impl Picture {
    /// A heap in a yard, encoded as well as the bytes allow; a second comment fills what is left.
    pub(crate) fn paint() -> Self {
        let scene = scene(1_600, 1_200);
        let room = BYTES - (COMMENT + NUMBER.len()) - COMMENT;
        let mut encoded = (10..=90).rev().map(|quality| encode(&scene, quality));
        let jpeg = encoded.find(|jpeg| jpeg.len() <= room).expect("some quality is small enough");
        let (start, rest) = jpeg.split_at(2);
        let filling = vec![b' '; room - jpeg.len()];
        Self { jpeg: [start, &comment(&[0; 8]), &comment(&filling), rest].concat() }
    }

    /// Makes it the picture of this number.
    pub(crate) fn turn(&mut self, number: u64) {
        let place = self.jpeg.get_mut(NUMBER).expect("the comment stands at the head");
        place.copy_from_slice(&number.to_be_bytes());
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.jpeg
    }

    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.jpeg.len()).expect("a picture is small")
    }

    pub(crate) fn sha256(&self) -> Sha256 {
        Sha256(sha2::Sha256::digest(&self.jpeg).into())
    }
}

/// What a phone sends before the bytes.
pub(crate) fn thumb() -> Vec<u8> {
    encode(&scene(320, 240), 72)
}

fn comment(words: &[u8]) -> Vec<u8> {
    let length = u16::try_from(words.len() + 2).expect("one comment is enough");
    [&[0xff, 0xfe][..], &length.to_be_bytes(), words].concat()
}

fn encode(scene: &RgbImage, quality: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    scene.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, quality)).expect("a scene is encoded");
    jpeg
}

/// Sky, wall and heap, with the grain that a small lens adds.
fn scene(width: u32, height: u32) -> RgbImage {
    let mut grain: u32 = 1;
    RgbImage::from_fn(width, height, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = u8::try_from(grain >> 28).expect("four bits");
        let brick = if (x / 24 + y / 9) % 2 == 0 { 24 } else { 0 };
        let level = u8::try_from(y * 120 / height).expect("below 120");
        let [red, green, blue] = if y < height / 3 { [70, 90, 120] } else { [110, 80, 60] };
        Rgb([red + level / 2 + noise, green + level / 2 + noise, blue + brick + noise])
    })
}
