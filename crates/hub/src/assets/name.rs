//! What a path of the app says: whether it is a screen, what type it is, and whether it ever changes.

/// Whether a path, given without its leading slash, is a screen of the app: none of the api's, and its last part has no dot.
pub(super) fn is_screen(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let api = path == "api" || path.starts_with("api/");
    !api && !last.contains('.')
}

/// Whether a path names a file inside the app's folder: plain signs only, no part that is empty or begins with a dot.
pub(super) fn lawful(path: &str) -> bool {
    let plain = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_' | b'.');
    path.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.bytes().all(plain))
}

/// Whether a file's name carries a hash of its content, as Trunk writes it: `field-0123456789abcdef_bg.wasm`, zeros at its
/// beginning left out, so that one in sixteen is shorter. The folders of wasm-bindgen's snippets carry a hash too, but of the crate's name: what lies in them does change.
pub(super) fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let digits = |part: &str| {
        (HASH_DIGITS_LEAST..=16).contains(&part.len()) && part.bytes().all(|sign| sign.is_ascii_hexdigit())
    };
    name.split(['-', '_', '.']).skip(1).any(digits)
}

/// A shorter hash comes once in a million builds; a shorter part of a name is a word.
const HASH_DIGITS_LEAST: usize = 11;

/// The media type, by the end of the name.
pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A way in which files were compressed when the app was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// The smaller one.
    Brotli,
    /// The one that every browser takes, on plain http too.
    Gzip,
}

impl Coding {
    /// Both, the smaller one first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in a header.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The end of the names of its files.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Whether an `Accept-Encoding` names it, and not with `q=0`.
    pub(super) fn is_taken_by(self, accepts: &str) -> bool {
        accepts.split(',').any(|accepted| {
            let (name, weight) = accepted.split_once(';').unwrap_or((accepted, ""));
            let never = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
            name.trim().eq_ignore_ascii_case(self.name()) && !never
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_a_dot_is_a_screen() {
        for path in ["", "join/K7QF", "officer", "office", "office/zones/7"] {
            assert!(is_screen(path), "{path}");
        }
        for path in ["index.html", "office/office-0123456789abcdef.js", "sw.js", "api/nothing", "api"] {
            assert!(!is_screen(path), "{path}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in
            ["../Cargo.toml", "a/../../b.js", ".env", "a//b.js", "%2e%2e/b.js", "a\\b.js", "/etc/a.b", ""]
        {
            assert!(!lawful(path), "{path}");
        }
        assert!(lawful("snippets/yingchun-app-7/src/interop.js"));
    }

    #[test]
    fn only_a_hash_of_the_content_makes_a_name_immutable() {
        for path in [
            "field-0123456789abcdef_bg.wasm",
            "office/office-0123456789abcdef.js",
            "field-563061d7ed3f74b.js",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in ["sw.js", "snippets/yingchun-app-0123456789abcdef/src/interop.js", "icons/icon-180.png"] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn a_coding_is_taken_where_it_is_named_and_not_weighed_away() {
        assert!(Coding::Brotli.is_taken_by("gzip, deflate, br;q=0.9"));
        assert!(!Coding::Brotli.is_taken_by("gzip, br;q=0"));
        assert!(!Coding::Gzip.is_taken_by(""));
    }
}
