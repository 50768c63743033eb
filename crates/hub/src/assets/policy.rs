//! What a page of the app may load: itself and nothing else. Inline scripts are named by their hash, so that one
//! that somebody slipped in does not run.

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The `Content-Security-Policy` of a page.
pub(super) fn of(html: &[u8]) -> HeaderValue {
    let html = String::from_utf8_lossy(html);
    let hashes: String = inline_scripts(&html)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes()))))
        .collect();
    let policy = format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'; \
         img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("plain signs and base64 only")
}

/// The text of each script that stands in the page itself.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let inline = !attributes.split_ascii_whitespace().any(|word| word.starts_with("src="));
        (inline && !script.is_empty()).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_is_named_by_its_hash_and_a_linked_one_is_not() {
        let policy = of(b"<script src=\"/boot.js\"></script><script type=\"module\">let a = 1;</script>");
        let policy = policy.to_str().unwrap();
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        assert!(
            policy
                .contains("'wasm-unsafe-eval' 'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='; style"),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"));
    }
}
