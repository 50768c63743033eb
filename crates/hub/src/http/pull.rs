//! `/api/pull`: what changed in the reader's scopes since her cursor.

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use yingchun_domain::id::PersonId;
use yingchun_domain::page::Page;
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;

use super::body::Asked;
use super::reader::Reader;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::pull::{self, session_missing};
use crate::store::audit::Note;
use crate::writer::Deed;

/// Rows of a page where the reader says nothing else, and the most.
const ROWS_USUAL: usize = 500;
const ROWS_MOST: usize = 1000;

/// Where to go on, how many rows, and for whom they are wanted.
#[derive(Deserialize)]
pub(super) struct Since {
    person: Option<PersonId>,
    cursor: Option<String>,
    limit: Option<usize>,
}

/// Gives out one page.
#[utoipa::path(get, path = "/api/pull", security(("session" = [])),
    params(("cursor" = Option<String>, Query), ("limit" = Option<u32>, Query), ("person" = Option<String>, Query)),
    responses((status = 200, description = "a page"), (status = 401, description = "session.missing"),
        (status = 429, description = "limit.reached")))]
pub(super) async fn pull(
    State(hub): State<Hub>,
    reader: Reader,
    Asked(since): Asked<Since>,
) -> Result<Json<Page>, HubError> {
    // A phone that changed hands has the cookie of whoever was on it before.
    if since.person.is_some_and(|person| person != reader.person) {
        return Err(session_missing());
    }
    hub.limits().pass(Gate::Pull, reader.person.uuid().into_bytes())?;
    let rows = since.limit.unwrap_or(ROWS_USUAL).clamp(1, ROWS_MOST);
    let page = pull::page(&hub, reader.person, since.cursor.as_deref(), rows).await?;
    let numbers = numbers_of_others(&page);
    if numbers > 0 {
        let note = Note { words: Some(numbers.to_string()), ..Note::of(reader.person, "contacts.pulled") };
        // A full disk keeps nobody from reading what she may; then the log says so.
        if let Err(error) = hub.writer().deed(Deed::Note(note)).await {
            tracing::error!(code = error.code(), numbers, "contacts were pulled and it could not be noted");
        }
    }
    Ok(Json(page))
}

/// How many contacts a page brings that the reader sees by her right, not as her own or her family's.
fn numbers_of_others(page: &Page) -> usize {
    let by_right = |scope: &Scope| matches!(scope, Scope::Lead(_) | Scope::Pool(_) | Scope::Office);
    let contacts = page.rows.iter().filter(|row| row.kind == Kind::Contact.as_str() && !row.gone);
    contacts.filter(|row| row.scopes.iter().any(by_right)).count()
}
