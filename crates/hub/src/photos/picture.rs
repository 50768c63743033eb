//! What a JPEG says of itself before anybody decodes it: that it is one, how large, and what it carries beside the
//! picture.
//!
//! The app encodes each photo anew, so that nothing of the camera is left. WebKit's encoder writes an Exif segment
//! of its own all the same, with size and colour space; such harmless tags pass. Every other tag, XMP and IPTC are
//! refused and not stripped: the file would no longer be the bytes that the record names.

use std::io::{self, Read, Seek, SeekFrom};

use exif::{Context, Field, In, Tag};

use super::PhotoError;

/// The most pixels a side.
pub(super) const SIDE_PX_MAX: u16 = 4096;

const SOI: [u8; 2] = [0xff, 0xd8];
const SOS: u8 = 0xda;
const APP1: u8 = 0xe1;
const APP13: u8 = 0xed;
const EXIF_HEAD: &[u8] = b"Exif\0\0";

/// Tags of TIFF that tell nothing of place, time or camera: orientation, resolution and its unit, position of chroma.
const HARMLESS_TIFF: &[u16] = &[0x0112, 0x011a, 0x011b, 0x0128, 0x0213];
/// Tags of Exif that do not: versions, components, colour space, size, kind of scene.
const HARMLESS_EXIF: &[u16] = &[0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003, 0xa406];

/// Reads the segments up to the picture itself.
///
/// # Errors
/// [`PhotoError::NotAJpeg`], [`PhotoError::TooLarge`], [`PhotoError::CarriesExif`], or a disk that fails.
pub(super) fn check(jpeg: &mut (impl Read + Seek)) -> Result<(), PhotoError> {
    let read = walk(jpeg);
    let cut_off =
        matches!(&read, Err(PhotoError::Disk(error)) if error.kind() == io::ErrorKind::UnexpectedEof);
    if cut_off { Err(PhotoError::NotAJpeg) } else { read }
}

fn walk(jpeg: &mut (impl Read + Seek)) -> Result<(), PhotoError> {
    if bytes::<2>(jpeg)? != SOI {
        return Err(PhotoError::NotAJpeg);
    }
    let mut sized = false;
    loop {
        let marker = marker(jpeg)?;
        if marker == SOS {
            return if sized { Ok(()) } else { Err(PhotoError::NotAJpeg) };
        }
        let length = u16::from_be_bytes(bytes(jpeg)?).checked_sub(2).ok_or(PhotoError::NotAJpeg)?;
        match marker {
            // Frames of every coding; 0xc4, 0xc8 and 0xcc are tables.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                frame(jpeg, length)?;
                sized = true;
            }
            APP1 => {
                let mut segment = vec![0; usize::from(length)];
                jpeg.read_exact(&mut segment)?;
                harmless(&segment)?;
            }
            APP13 => return Err(PhotoError::CarriesExif),
            0xc4 | 0xc8 | 0xcc | 0xdb..=0xdd | 0xe0 | 0xe2..=0xef | 0xfe => {
                jpeg.seek(SeekFrom::Current(i64::from(length)))?;
            }
            _ => return Err(PhotoError::NotAJpeg),
        }
    }
}

fn bytes<const N: usize>(jpeg: &mut impl Read) -> Result<[u8; N], PhotoError> {
    let mut bytes = [0; N];
    jpeg.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The next marker; any number of 0xff may stand before it.
fn marker(jpeg: &mut impl Read) -> Result<u8, PhotoError> {
    if bytes::<1>(jpeg)? != [0xff] {
        return Err(PhotoError::NotAJpeg);
    }
    loop {
        let [marker] = bytes(jpeg)?;
        if marker != 0xff {
            return Ok(marker);
        }
    }
}

fn frame(jpeg: &mut (impl Read + Seek), length: u16) -> Result<(), PhotoError> {
    let rest = length.checked_sub(5).ok_or(PhotoError::NotAJpeg)?;
    let [_precision, height_high, height_low, width_high, width_low] = bytes(jpeg)?;
    let sides = [u16::from_be_bytes([height_high, height_low]), u16::from_be_bytes([width_high, width_low])];
    if sides.contains(&0) {
        return Err(PhotoError::NotAJpeg);
    }
    if sides.iter().any(|side| *side > SIDE_PX_MAX) {
        return Err(PhotoError::TooLarge);
    }
    jpeg.seek(SeekFrom::Current(i64::from(rest)))?;
    Ok(())
}

/// Whether an APP1 segment is Exif that tells nothing. What cannot be read is taken for telling something.
fn harmless(segment: &[u8]) -> Result<(), PhotoError> {
    let tiff = segment.strip_prefix(EXIF_HEAD).ok_or(PhotoError::CarriesExif)?;
    let exif = exif::Reader::new().read_raw(tiff.to_vec()).map_err(|_| PhotoError::CarriesExif)?;
    if exif.fields().all(tells_nothing) { Ok(()) } else { Err(PhotoError::CarriesExif) }
}

fn tells_nothing(field: &Field) -> bool {
    let number = field.tag.number();
    let context = field.tag.context();
    let harmless = (context == Context::Tiff && HARMLESS_TIFF.contains(&number))
        || (context == Context::Exif && HARMLESS_EXIF.contains(&number));
    // The app draws pictures upright: one that is turned by a tag was never drawn by it.
    let upright = field.tag != Tag::Orientation || field.value.get_uint(0) == Some(1);
    // A second image inside the segment may show what was cut off the first.
    field.ifd_num == In::PRIMARY && harmless && upright
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use exif::Value;
    use exif::experimental::Writer;

    use super::*;

    fn painted(width: u32, height: u32) -> Vec<u8> {
        let mut jpeg = Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
        jpeg.into_inner()
    }

    fn with_segment(jpeg: &[u8], marker: u8, segment: &[u8]) -> Vec<u8> {
        let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, marker], &length, segment, &jpeg[2..]].concat()
    }

    fn with_exif(tag: Tag, value: Value) -> Vec<u8> {
        let field = Field { tag, ifd_num: In::PRIMARY, value };
        let mut writer = Writer::new();
        writer.push_field(&field);
        let mut out = Cursor::new(Vec::new());
        writer.write(&mut out, false).unwrap();
        let segment = [EXIF_HEAD, &out.into_inner()].concat();
        with_segment(&painted(8, 8), APP1, &segment)
    }

    fn said(jpeg: &[u8]) -> &'static str {
        check(&mut Cursor::new(jpeg)).map_or_else(|error| error.code(), |()| "taken")
    }

    #[test]
    fn a_picture_of_the_app_is_taken() {
        assert_eq!(said(&painted(64, 48)), "taken");
    }

    #[test]
    fn what_is_no_jpeg_is_refused_wherever_it_ends() {
        let jpeg = painted(8, 8);
        for cut in 0..jpeg.len().min(200) {
            assert_eq!(said(&jpeg[..cut]), "photo.not_a_jpeg", "{cut}");
        }
        for other in
            [&b"\x89PNG\r\n\x1a\n"[..], b"GIF89a", b"\xff\xd8\xff\xda\0\x02", b"\xff\xd8\xff\xe0\0\0"]
        {
            assert_eq!(said(other), "photo.not_a_jpeg");
        }
    }

    #[test]
    fn whatever_a_byte_says_the_answer_is_a_code() {
        let jpeg = with_exif(Tag::ColorSpace, Value::Short(vec![1]));
        for place in 0..jpeg.len().min(400) {
            for byte in [0, 1, 0x7f, 0xd8, 0xda, 0xff] {
                let mut broken = jpeg.clone();
                broken[place] = byte;
                let known = ["taken", "photo.not_a_jpeg", "photo.too_large", "photo.carries_exif"];
                assert!(known.contains(&said(&broken)), "{place}: {byte}");
            }
        }
    }

    #[test]
    fn a_bomb_is_told_by_its_header() {
        assert_eq!(said(&painted(4097, 1)), "photo.too_large");
        assert_eq!(said(&painted(1, 4096)), "taken");
    }

    #[test]
    fn exif_of_an_encoder_is_taken_and_exif_of_a_camera_is_not() {
        assert_eq!(said(&with_exif(Tag::ColorSpace, Value::Short(vec![1]))), "taken");
        assert_eq!(said(&with_exif(Tag::Orientation, Value::Short(vec![1]))), "taken");
        assert_eq!(said(&with_exif(Tag::Orientation, Value::Short(vec![6]))), "photo.carries_exif");
        assert_eq!(said(&with_exif(Tag::PixelXDimension, Value::Long(vec![1600]))), "taken");
        let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
        for (tag, value) in [
            (Tag::Model, text("phone")),
            (Tag::DateTimeOriginal, text("2027:01:16 08:31:00")),
            (Tag::GPSLatitudeRef, text("N")),
            (Tag::ImageUniqueID, text("7")),
        ] {
            assert_eq!(said(&with_exif(tag, value)), "photo.carries_exif", "{tag}");
        }
    }

    #[test]
    fn other_texts_beside_the_picture_are_refused() {
        let jpeg = painted(8, 8);
        assert_eq!(
            said(&with_segment(&jpeg, APP1, b"http://ns.adobe.com/xap/1.0/\0<x/>")),
            "photo.carries_exif"
        );
        assert_eq!(said(&with_segment(&jpeg, APP13, b"Photoshop 3.0\0")), "photo.carries_exif");
        assert_eq!(said(&with_segment(&jpeg, APP1, b"Exif\0\0broken")), "photo.carries_exif");
        assert_eq!(said(&with_segment(&jpeg, 0xe2, b"ICC_PROFILE\0\x01\x01")), "taken");
    }
}
