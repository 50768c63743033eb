//! `/api/contacts/{person}`: a whole number for the office, one person at a time. Each reading is noted.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use yingchun_domain::decide::Need;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::Contact;
use yingchun_domain::row::{Kind, RowKey};

use super::body::Named;
use super::reader::Organiser;
use crate::error::HubError;
use crate::hub::Hub;
use crate::store::audit::Note;
use crate::store::{self, Fault};
use crate::writer::Deed;

/// How to reach a person.
#[derive(Serialize)]
pub(super) struct Reached {
    phone: Option<String>,
    /// Whom to call when something happens: name and number.
    emergency: Option<String>,
}

/// Gives out how to reach a person.
#[utoipa::path(get, path = "/api/contacts/{person}", security(("session" = [])), params(("person" = String, Path)),
    responses((status = 200, description = "number and emergency contact"), (status = 403, description = "right.not_yours"),
        (status = 404, description = "contact.unknown")))]
pub(super) async fn read(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(person): Named<PersonId>,
) -> Result<Json<Reached>, HubError> {
    let need = Need::Row(RowKey { kind: Kind::Contact, id: person.uuid() });
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of(&mut conn, hub.campaign(), &[need]).await?;
    drop(conn);
    let contact = set.get::<Contact>(person.uuid()).known();
    let contact = contact.ok_or_else(|| {
        HubError::new(
            StatusCode::NOT_FOUND,
            "contact.unknown",
            "nothing is known of how to reach this person",
        )
    })?;
    hub.writer().deed(Deed::Note(Note::of(reader.person, "contact.read").about(person.uuid()))).await?;
    let emergency = contact
        .emergency
        .as_ref()
        .map(|emergency| format!("{} {}", emergency.name, emergency.phone.digits()));
    Ok(Json(Reached { phone: contact.phone.as_ref().map(|phone| phone.digits().to_owned()), emergency }))
}
