//! The one place where the hub reads randomness: names, tags, tokens and its own secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use yingchun_domain::id::Random;

/// So many bytes that nobody can guess.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[cfg(test)]
    if crate::simulated::given::fill(&mut bytes) {
        return bytes;
    }
    getrandom::fill(&mut bytes).expect("a running system has randomness");
    bytes
}

/// The random part of a name.
#[must_use]
pub fn random() -> Random {
    bytes()
}

/// A number of 63 bits.
#[must_use]
pub fn number63() -> u64 {
    u64::from_be_bytes(bytes()) >> 1
}

/// So many random bytes as text for a link or a cookie.
#[must_use]
pub fn text<const N: usize>() -> String {
    base64(&bytes::<N>())
}

/// Bytes as text that a URL takes.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
