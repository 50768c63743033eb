//! `/api/session` and `/api/sessions`: a device key opens a volunteer's session again, and readers see and end their
//! own. Whoever holds a role needs her passphrase or an invitation, but on the device on which she has just shown one:
//! a browser that is killed in its first half minute has not written the cookie down (docs/decisions/0020).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use serde::Serialize;
use uuid::Uuid;
use yingchun_domain::id::{CampaignId, DeviceId, Epoch, PersonId};
use yingchun_domain::time::UnixMs;

use super::body::Named;
use super::cookie;
use super::device::{Device, seal_of};
use super::reader::Reader;
use super::way::{Opening, Way};
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::session::{Proof, Proved, Session};
use crate::store::{self, Fault};

/// For so long after she showed a passphrase or took an invitation on a device, its key opens an official's session
/// again. Browsers write cookies within half a minute; she may have looked elsewhere meanwhile.
const PROVED_LATELY_MS: i64 = 10 * 60_000;

/// Who reads from now on.
#[derive(Serialize)]
pub(super) struct Opened {
    person: PersonId,
    campaign: CampaignId,
    epoch: Epoch,
    now: UnixMs,
    /// The hub's word that it knows the device.
    seal: Option<String>,
}

impl Opened {
    /// That a person reads, on a device that is hers.
    pub(super) async fn now(hub: &Hub, person: PersonId, device: DeviceId) -> Result<Self, HubError> {
        let seal = seal_of(hub, device).await?;
        Ok(Self { person, campaign: hub.campaign(), epoch: hub.epoch(), now: clock::now(), seal })
    }
}

/// One of the reader's own sessions.
#[derive(Serialize)]
pub(super) struct Listed {
    id: Uuid,
    device: DeviceId,
    opened: UnixMs,
    /// `key`, `invitation` or `passphrase`.
    proof: &'static str,
    expires: UnixMs,
    /// The one under which this was asked.
    this: bool,
}

/// Opens a session for the person of a device.
#[utoipa::path(post, path = "/api/session", security(("device" = [])),
    responses((status = 200, description = "who reads from now on"), (status = 401, description = "device.unknown"),
        (status = 403, description = "session.invitation_needed, session.plain_http, session.went_plain"), (status = 429, description = "limit.reached")))]
pub(super) async fn open(
    State(hub): State<Hub>,
    Device(bound): Device,
    opening: Opening,
    jar: CookieJar,
) -> Result<(CookieJar, Json<Opened>), HubError> {
    hub.limits().pass(Gate::Session, bound.device.uuid().into_bytes())?;
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), bound.person, now).await?;
    let went_plain = bound.plain || opening.0 == Way::Plain;
    let proved = if set.roles_of(bound.person, now).next().is_some() {
        let sessions = store::session::of_person(&mut conn, hub.campaign(), bound.person, now).await?;
        let lately = proved_lately(&sessions, bound.device, now).filter(|_| !went_plain);
        let Some(lately) = lately else {
            let phrase = store::passphrase::load(&mut conn, hub.campaign(), &[bound.person]).await?;
            let message = "whoever holds a role opens a session by her passphrase or an invitation";
            let refused = HubError::new(StatusCode::FORBIDDEN, "session.invitation_needed", message);
            return Err(refused.with("passphrase", !phrase.is_empty()));
        };
        lately
    } else {
        Proved { by: Proof::Key, at: now }
    };
    if opening.0 == Way::Safe && bound.plain {
        let message = "the key was shown over plain http: whoever listened could come in by it";
        return Err(HubError::new(StatusCode::FORBIDDEN, "session.went_plain", message));
    }
    drop(conn);
    let cookie = cookie::open(&hub, bound.person, bound.device, proved, opening).await?;
    Ok((jar.add(cookie), Json(Opened::now(&hub, bound.person, bound.device).await?)))
}

/// What was shown on a device a moment ago, where the session that it opened still stands. A session that is opened by
/// it counts as that one, so that the moment is not drawn out by opening one after another.
fn proved_lately(sessions: &[Session], device: DeviceId, now: UnixMs) -> Option<Proved> {
    let lately = sessions.iter().find(|it| {
        it.device == device
            && !it.plain
            && it.proof != Proof::Key
            && (0..PROVED_LATELY_MS).contains(&now.since(it.opened))
    })?;
    Some(Proved { by: lately.proof, at: lately.opened })
}

/// Ends the session under which it is asked.
#[utoipa::path(delete, path = "/api/session", security(("session" = [])),
    responses((status = 204, description = "ended"), (status = 401, description = "session.missing")))]
pub(super) async fn close(State(hub): State<Hub>, reader: Reader) -> Result<StatusCode, HubError> {
    hub.writer().end_sessions(vec![reader.session.token_hash]).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lists the reader's own sessions.
#[utoipa::path(get, path = "/api/sessions", security(("session" = [])),
    responses((status = 200, description = "her sessions"), (status = 401, description = "session.missing")))]
pub(super) async fn list(State(hub): State<Hub>, reader: Reader) -> Result<Json<Vec<Listed>>, HubError> {
    let listed = own(&hub, reader).await?.into_iter().map(|it| Listed {
        id: it.id(),
        device: it.device,
        opened: it.opened,
        proof: it.proof.as_str(),
        expires: it.expires,
        this: it.token_hash == reader.session.token_hash,
    });
    Ok(Json(listed.collect()))
}

/// Ends one of the reader's own sessions.
#[utoipa::path(delete, path = "/api/sessions/{id}", security(("session" = [])), params(("id" = String, Path)),
    responses((status = 204, description = "ended"), (status = 404, description = "session.unknown")))]
pub(super) async fn end(
    State(hub): State<Hub>,
    reader: Reader,
    Named(id): Named<Uuid>,
) -> Result<StatusCode, HubError> {
    let ending = own(&hub, reader).await?.into_iter().find(|it| it.id() == id);
    let unknown =
        || HubError::new(StatusCode::NOT_FOUND, "session.unknown", "no session of hers has this id");
    hub.writer().end_sessions(vec![ending.ok_or_else(unknown)?.token_hash]).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn own(hub: &Hub, reader: Reader) -> Result<Vec<Session>, HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    Ok(store::session::of_person(&mut conn, hub.campaign(), reader.person, clock::now()).await?)
}
