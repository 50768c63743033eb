//! Names made on this phone, of its clock and its source of randomness.

use sha2::Digest as _;
use uuid::{Builder, Uuid};
use yingchun_domain::photo::Sha256;

use super::{clock, interop};

/// A new name for anything: a UUID v7.
#[must_use]
pub fn fresh_id() -> Uuid {
    let at = clock::now().0.max(0).unsigned_abs();
    Builder::from_unix_timestamp_millis(at, &random::<10>()).into_uuid()
}

/// The 128 random bits of an invitation's link, as its fragment has them, and their SHA-256 for the hub.
#[must_use]
pub fn fresh_token() -> (String, Sha256) {
    let bits = random::<16>();
    (base64url(&bits), Sha256(sha2::Sha256::digest(bits).into()))
}

/// Bytes as signs of an URL, without padding.
pub(crate) fn base64url(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let mut three = [0; 3];
        three.iter_mut().zip(group).for_each(|(to, from)| *to = *from);
        let [first, second, third] = three.map(u32::from);
        let bits = first << 16 | second << 8 | third;
        let signs = [18, 12, 6, 0].into_iter().take(group.len() + 1);
        text.extend(
            signs.filter_map(|shift| SIGNS.get((bits >> shift & 63) as usize)).map(|sign| char::from(*sign)),
        );
    }
    text
}

/// Random bytes of the phone's own source.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let length = u32::try_from(N).expect("nobody asks for four gigabytes of chance");
    interop::random(length).copy_to(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_that_of_rfc_4648() {
        for (bytes, text) in
            [(&b""[..], ""), (b"f", "Zg"), (b"fo", "Zm8"), (b"foo", "Zm9v"), (&[0xfb, 0xff], "-_8")]
        {
            assert_eq!(base64url(bytes), text);
        }
    }
}
