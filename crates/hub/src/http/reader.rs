//! The session: who reads. Unsafe requests under a session must come from this very origin.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum_extra::extract::CookieJar;
use yingchun_domain::grant::Role;
use yingchun_domain::id::PersonId;

use super::way::Way;
use super::{body, cookie};
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::pull::session_missing;
use crate::store::session::Session;
use crate::store::{self, Fault};

/// Somebody who signed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) person: PersonId,
    pub(super) session: Session,
}

impl FromRequestParts<Hub> for Reader {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, HubError> {
        let missing = session_missing;
        let asks_for_more = !parts.method.is_safe();
        if asks_for_more && !same_host(parts) {
            return Err(foreign_origin());
        }
        let jar = CookieJar::from_headers(&parts.headers);
        let mut shown: Vec<_> = cookie::shown(&jar, hub).collect();
        if shown.is_empty() {
            return Err(missing());
        }
        // A page of plain http is not the one of https, and anybody on the way may have written it.
        if asks_for_more && Way::of(parts) == Way::Plain {
            shown.retain(|(_, way)| *way == Way::Plain);
            if shown.is_empty() {
                return Err(foreign_origin());
            }
        }
        let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
        for (token_hash, way) in shown {
            let session = store::session::find(&mut conn, hub.campaign(), token_hash, clock::now()).await?;
            // A token that everybody could read opens nothing where a safe one is asked for.
            if let Some(session) = session.filter(|session| session.plain == (way == Way::Plain)) {
                return Ok(Self { person: session.person, session });
            }
        }
        Err(missing())
    }
}

fn foreign_origin() -> HubError {
    HubError::new(StatusCode::FORBIDDEN, "session.foreign_origin", "asked from another site")
}

fn same_host(parts: &Parts) -> bool {
    let host = body::header(parts, &header::HOST);
    let origin = body::header(parts, &header::ORIGIN).and_then(|origin| origin.split_once("://"));
    host.is_some() && host == origin.map(|(_, host)| host)
}

/// An organiser who signed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Organiser(pub(super) Reader);

impl FromRequestParts<Hub> for Organiser {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, HubError> {
        let reader = Reader::from_request_parts(parts, hub).await?;
        let now = clock::now();
        let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
        let set = store::needs::set_of_reader(&mut conn, hub.campaign(), reader.person, now).await?;
        if set.roles_of(reader.person, now).any(|role| role == Role::Organiser) {
            Ok(Self(reader))
        } else {
            Err(HubError::new(StatusCode::FORBIDDEN, "right.not_yours", "only organisers may read this"))
        }
    }
}
