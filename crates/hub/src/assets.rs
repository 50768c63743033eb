//! The built app, as phones load it: from a folder while it is worked on, from inside the program when it is released.
//!
//! Every path without a dot is a screen of the app, answered by the page of its door ([`yingchun_domain::door`]). Files
//! whose names carry a hash of their content are cached for ever; everything else is asked for again each time and
//! answered with 304 where it has not changed. Copies compressed when the app was built (`FILE.br`, `FILE.gz`) go to
//! those who take them. Read on in [`policy`] for what a page may load.

mod name;
mod old;
mod policy;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, ETAG,
    IF_NONE_MATCH, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};
use yingchun_domain::door::{self, Door, Reader};

use self::name::Coding;
use crate::error::HubError;

/// The app as it was built before this program; empty where it was not (see `build.rs`).
#[derive(RustEmbed)]
#[folder = "$YINGCHUN_APP"]
struct Inside;

/// Where the app's files are.
#[derive(Clone, Debug)]
pub struct Assets {
    source: Source,
    /// Where files of releases before this one are.
    old: Option<Arc<PathBuf>>,
}

#[derive(Clone, Debug)]
enum Source {
    Folder(Arc<PathBuf>),
    Inside,
}

impl Assets {
    /// Files of a folder, read again at each request, so that a new build is served without a restart.
    #[must_use]
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Self { source: Source::Folder(Arc::new(folder.into())), old: None }
    }

    /// The files inside this program.
    #[must_use]
    pub const fn inside() -> Self {
        Self { source: Source::Inside, old: None }
    }

    /// The bytes of a file whose path is lawful ([`name::lawful`]); `None` where there is none.
    async fn read(&self, path: &str) -> io::Result<Option<Bytes>> {
        let found = match &self.source {
            Source::Folder(folder) => read(&folder.join(path)).await?,
            Source::Inside => Inside::get(path).map(|file| match file.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => bytes.into(),
            }),
        };
        match (&found, &self.old) {
            (None, Some(old)) if name::is_hashed(path) => read(&old.join(path)).await,
            _ => Ok(found),
        }
    }

    /// The page of a door, with its file's name. An app that was built without the newcomers' door gives them the field's,
    /// which has all their screens.
    async fn page(&self, door: Door) -> io::Result<Option<(&'static str, Bytes)>> {
        let paths: &[&'static str] = match door {
            Door::Join => &[Door::Join.page(), Door::Field.page()],
            Door::Field => &[Door::Field.page()],
            Door::Office => &[Door::Office.page()],
        };
        for path in paths {
            if let Some(bytes) = self.read(path).await? {
                return Ok(Some((path, bytes)));
            }
        }
        Ok(None)
    }
}

async fn read(path: &Path) -> io::Result<Option<Bytes>> {
    match tokio::fs::read(path).await {
        Ok(bytes) => Ok(Some(bytes.into())),
        Err(error) if is_nothing(error.kind()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A folder, or a path through a file, is no file either.
fn is_nothing(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory)
}

/// The routes of the app; the hub puts them behind its own.
pub fn router(assets: Assets) -> Router {
    Router::new().fallback_service(get(answer).with_state(assets))
}

async fn answer(State(assets): State<Assets>, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let answered = match name::is_screen(path) {
        true => answer_page(&assets, Door::of(path, reader(&headers)), &headers).await,
        false => answer_file(&assets, path, &headers).await,
    };
    let mut response = answered.unwrap_or_else(|error| {
        HubError::busy(format!("a file of the app cannot be read: {error}")).into_response()
    });
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Who asks, as her app has told it.
fn reader(headers: &HeaderMap) -> Reader {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let known = cookies.flat_map(|cookies| cookies.split(';')).any(|cookie| cookie.trim() == door::COOKIE);
    if known { Reader::Known } else { Reader::Newcomer }
}

async fn answer_page(assets: &Assets, door: Door, headers: &HeaderMap) -> io::Result<Response> {
    let Some((path, html)) = assets.page(door).await? else {
        return Ok(not_built());
    };
    let coded = compressed(assets, path, headers).await?;
    let mut response = html_response(&html, coded, headers);
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding, cookie"));
    Ok(response)
}

async fn answer_file(assets: &Assets, path: &str, headers: &HeaderMap) -> io::Result<Response> {
    let found = if name::lawful(path) { assets.read(path).await? } else { None };
    let Some(bytes) = found else {
        return Ok(HubError::new(StatusCode::NOT_FOUND, "route.unknown", "there is nothing at this path")
            .into_response());
    };
    let coded = compressed(assets, path, headers).await?;
    if path.ends_with(".html") {
        return Ok(html_response(&bytes, coded, headers));
    }
    let caching = if name::is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = if_changed(&bytes, coded, headers);
    let answered = response.headers_mut();
    answered.insert(CONTENT_TYPE, HeaderValue::from_static(name::content_type(path)));
    answered.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    Ok(response)
}

fn html_response(html: &Bytes, coded: Option<(Coding, Bytes)>, headers: &HeaderMap) -> Response {
    let mut response = if_changed(html, coded, headers);
    let answered = response.headers_mut();
    answered.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answered.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answered.insert(CONTENT_SECURITY_POLICY, policy::of(html));
    response
}

/// The copy of a file that was compressed when it was built and that the asker takes, brotli first.
async fn compressed(assets: &Assets, path: &str, headers: &HeaderMap) -> io::Result<Option<(Coding, Bytes)>> {
    let takes = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for coding in Coding::ALL {
        if coding.is_taken_by(takes)
            && let Some(bytes) = assets.read(&format!("{path}{}", coding.ending())).await?
        {
            return Ok(Some((coding, bytes)));
        }
    }
    Ok(None)
}

/// The body, or 304 where the asker has these very bytes already. Each coding has a tag of its own.
fn if_changed(plain: &Bytes, coded: Option<(Coding, Bytes)>, headers: &HeaderMap) -> Response {
    let hash = Sha256::digest(plain);
    let mut tag: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    if let Some((coding, _)) = &coded {
        tag.push_str(coding.ending());
    }
    let tag = format!("\"{tag}\"");
    let held = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unchanged = held.split(',').any(|held| held.trim().trim_start_matches("W/") == tag);
    let coding = coded.as_ref().map(|(coding, _)| *coding);
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(coded.map_or_else(|| plain.clone(), |(_, bytes)| bytes)))
    };
    let answered = response.headers_mut();
    answered.insert(ETAG, HeaderValue::from_str(&tag).expect("hexadecimal digits, a dot and letters"));
    answered.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding.filter(|_| !unchanged) {
        answered.insert(CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
    }
    response
}

/// Said instead of a page where the app was not built into this program.
fn not_built() -> Response {
    const WORDS: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>迎春</title>\
        <h1>页面还没有装进来</h1><p>The hub runs, but the app was not built into it.</p>\
        <p>Run <code>cargo xtask run</code>, or start the hub with <code>--app dist/app</code>.</p>";
    let mut response = html_response(&Bytes::from_static(WORDS.as_bytes()), None, &HeaderMap::new());
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

#[cfg(test)]
mod tests {
    use std::fs;

    use axum::http::header::HeaderName;
    use http_body_util::BodyExt as _;

    use super::*;

    const WASM: &str = "field-0123456789abcdef_bg.wasm";

    fn built() -> (tempfile::TempDir, Assets) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("office")).unwrap();
        fs::create_dir(folder.path().join("join")).unwrap();
        write("index.html", "<script>let a = 1;</script>field");
        write("office/index.html", "office");
        write("join/index.html", "newcomers");
        write("join/index.html.br", "newcomers br");
        write("sw.js", "worker");
        write(WASM, "plain");
        write(&format!("{WASM}.br"), "br");
        write(&format!("{WASM}.gz"), "gz");
        let assets = Assets::folder(folder.path());
        (folder, assets)
    }

    async fn asked(
        assets: &Assets,
        path: &str,
        asks: &[(HeaderName, &str)],
    ) -> (StatusCode, HeaderMap, String) {
        let mut headers = HeaderMap::new();
        for (name, value) in asks {
            headers.insert(name.clone(), value.parse().unwrap());
        }
        let response = answer(State(assets.clone()), path.parse().unwrap(), headers).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn every_screen_gets_its_page_with_a_policy_and_no_cache() {
        let (_folder, assets) = built();
        for (path, body) in [
            ("/", "newcomers"),
            ("/join/K7QF", "newcomers"),
            ("/today", "field"),
            ("/index.html", "field"),
            ("/office", "office"),
            ("/office/zones", "office"),
        ] {
            let (status, headers, text) = asked(&assets, path, &[]).await;
            assert_eq!((status, text.contains(body)), (StatusCode::OK, true), "{path}");
            assert_eq!(headers[CACHE_CONTROL], "no-cache");
            assert!(headers[CONTENT_SECURITY_POLICY].to_str().unwrap().contains("frame-ancestors 'none'"));
            assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        }
    }

    #[tokio::test]
    async fn whoever_has_joined_gets_the_field_wherever_she_goes() {
        let (folder, assets) = built();
        let cookies = [
            ("a=b; yingchun_door=field", "field"),
            ("yingchun_door=fields", "newcomers"),
            ("x_yingchun_door=field", "newcomers"),
            ("", "newcomers"),
        ];
        for (cookie, body) in cookies {
            let (_, headers, text) = asked(&assets, "/join/K7QF", &[(COOKIE, cookie)]).await;
            assert!(text.contains(body), "{cookie}: {text}");
            assert_eq!(headers[VARY], "accept-encoding, cookie");
        }
        let (_, _, text) = asked(&assets, "/join/K7QF", &[(ACCEPT_ENCODING, "br")]).await;
        assert_eq!(text, "newcomers br");
        fs::remove_dir_all(folder.path().join("join")).unwrap();
        let (_, _, text) = asked(&assets, "/join/K7QF", &[(ACCEPT_ENCODING, "br")]).await;
        assert!(text.contains("field"), "an app without the newcomers' door");
    }

    #[tokio::test]
    async fn a_hashed_file_is_kept_for_ever_and_comes_in_the_smallest_coding_taken() {
        let (_folder, assets) = built();
        for (takes, body) in [("gzip, br", "br"), ("gzip", "gz"), ("br;q=0", "plain")] {
            let (_, headers, text) = asked(&assets, &format!("/{WASM}"), &[(ACCEPT_ENCODING, takes)]).await;
            assert_eq!(text, body, "{takes}");
            assert_eq!(headers[CONTENT_TYPE], "application/wasm");
            assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        }
    }

    #[tokio::test]
    async fn what_has_not_changed_is_not_sent_again() {
        let (folder, assets) = built();
        let (_, headers, _) = asked(&assets, "/sw.js", &[]).await;
        let tag = headers[ETAG].to_str().unwrap().to_owned();
        let (status, _, body) = asked(&assets, "/sw.js", &[(IF_NONE_MATCH, &tag)]).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        fs::write(folder.path().join("sw.js"), "newer worker").unwrap();
        let (status, _, body) = asked(&assets, "/sw.js", &[(IF_NONE_MATCH, &tag)]).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "newer worker"));
    }

    #[tokio::test]
    async fn nothing_is_answered_with_a_page_where_a_file_or_the_api_was_asked_for() {
        let (_folder, assets) = built();
        for path in ["/old-0123456789abcdef.js", "/api/nothing", "/a/../../Cargo.toml", "/office.d/x.js"] {
            let (status, headers, body) = asked(&assets, path, &[]).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
            assert!(headers[CONTENT_TYPE].to_str().unwrap().starts_with("application/json"), "{path}");
            assert!(body.contains("route.unknown"), "{path}");
        }
    }

    #[tokio::test]
    async fn a_hub_without_the_app_says_how_to_build_it() {
        let (status, _, body) = asked(&Assets::inside(), "/", &[]).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("cargo xtask run"));
    }
}
