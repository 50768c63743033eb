//! The session's cookie: an opaque token of 256 bits, of which the hub keeps the hash.

use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use yingchun_domain::id::{DeviceId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::time::DAY_MS;

use super::way::{Opening, Way};
use crate::chance;
use crate::error::HubError;
use crate::hub::Hub;
use crate::store::session::{Proved, Session};
use crate::writer::{Deed, sha256};

/// Browsers take it over https or from this very machine, for this host and no other.
const SAFE: &str = "__Host-yingchun";
/// Its like over plain http: a session that it opens is marked, and no other is read under it.
const PLAIN: &str = "yingchun-plain";
const GOOD_DAYS: i64 = 30;

/// The hash of a token as the cookie carries it.
fn hash(token: &str) -> Option<Sha256> {
    URL_SAFE_NO_PAD.decode(token).ok().map(|bytes| sha256(&bytes))
}

/// The sessions that a request shows, each with the way by which it may have been opened.
pub(super) fn shown(jar: &CookieJar, hub: &Hub) -> impl Iterator<Item = (Sha256, Way)> {
    let plain = jar.get(PLAIN).filter(|_| hub.allows_http()).map(|it| (it, Way::Plain));
    let shown = jar.get(SAFE).map(|it| (it, Way::Safe)).into_iter().chain(plain);
    shown.filter_map(|(cookie, way)| Some((hash(cookie.value())?, way)))
}

/// Opens a session and gives out its cookie.
pub(super) async fn open(
    hub: &Hub,
    person: PersonId,
    device: DeviceId,
    proved: Proved,
    Opening(way): Opening,
) -> Result<Cookie<'static>, HubError> {
    let token = chance::text::<32>();
    let token_hash = hash(&token).ok_or_else(|| HubError::busy("no token could be made"))?;
    let Proved { by: proof, at: opened } = proved;
    let expires = opened.plus(GOOD_DAYS * DAY_MS);
    let plain = way == Way::Plain;
    let session = Session { token_hash, person, device, opened, proof, expires, plain };
    hub.writer().deed(Deed::OpenSession(session)).await?;
    let mut cookie = Cookie::new(if plain { PLAIN } else { SAFE }, token);
    cookie.set_path("/");
    cookie.set_http_only(true);
    cookie.set_secure(!plain);
    cookie.set_same_site(SameSite::Strict);
    cookie.make_permanent();
    Ok(cookie)
}
