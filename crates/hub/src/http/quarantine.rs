//! `/api/quarantine`: what waits for the office's eye, lines kept apart, entries held and what never came, and how the office
//! settles the first two. The bytes of a line are given out as a file to keep, never as a page.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use yingchun_domain::decide::Need;
use yingchun_domain::id::{DeviceId, EntryId, PersonId};
use yingchun_domain::person::Person;
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Receipt;
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::set::Set;
use yingchun_domain::text::{Line as Words, Name};
use yingchun_domain::time::UnixMs;

use super::body::{Body, Named};
use super::reader::Organiser;
use crate::error::HubError;
use crate::hub::Hub;
use crate::store::audit::Note;
use crate::store::held::Waiting;
use crate::store::quarantine::{ApartKey, Open};
use crate::store::{self, Fault};
use crate::writer::{Deed, Ended, Outline, Waits};

/// The most of each sort that one answer lists; the oldest come first, and settling them brings up the rest.
const LISTED_MOST: u32 = 200;

/// Whoever wrote it.
#[derive(Serialize)]
struct Author {
    id: PersonId,
    /// Absent where nobody of this id ever registered.
    name: Option<Name>,
}

/// A line that is kept apart.
#[derive(Serialize)]
struct Apart {
    entry: EntryId,
    sha256: Sha256,
    device: DeviceId,
    author: Author,
    /// The act's name on the wire, where it can be read.
    kind: Option<String>,
    code: String,
    received: UnixMs,
    bytes: usize,
}

/// An entry that waits for a row.
#[derive(Serialize)]
struct Held {
    entry: EntryId,
    author: Option<Author>,
    kind: Option<String>,
    waits_for: RowKey,
    received: UnixMs,
    bytes: usize,
}

/// Entries that a phone had saved, and that never came: its browser cleared them away.
#[derive(Serialize)]
struct Missing {
    device: DeviceId,
    author: Author,
    entries: u32,
    /// When her phone told of them.
    told: UnixMs,
}

/// What waits for the office's eye.
#[derive(Serialize)]
pub(super) struct Listed {
    apart: Vec<Apart>,
    held: Vec<Held>,
    gaps: Vec<Missing>,
    /// There is more than was listed.
    more: bool,
}

/// What names a line kept apart, in a path.
#[derive(Deserialize)]
pub(super) struct Key {
    entry: EntryId,
    sha256: String,
}

/// Why something is dismissed, in the organiser's words.
#[derive(Deserialize)]
pub(super) struct Reason {
    reason: Words,
}

/// What came of settling.
#[derive(Serialize)]
pub(super) struct Settled {
    receipt: Receipt,
    /// Entries that came to their end with it.
    with_it: usize,
}

impl Key {
    fn read(self) -> Result<ApartKey, HubError> {
        let sha256 = self.sha256.try_into().map_err(|_| unknown())?;
        Ok(ApartKey { entry: self.entry, sha256 })
    }
}

/// Lists what waits.
#[utoipa::path(get, path = "/api/quarantine", security(("session" = [])),
    responses((status = 200, description = "lines kept apart, entries held, what never came"), (status = 403, description = "right.not_yours")))]
pub(super) async fn list(State(hub): State<Hub>, _: Organiser) -> Result<Json<Listed>, HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let apart = store::quarantine::open(&mut conn, hub.campaign(), LISTED_MOST).await?;
    let held = store::held::all(&mut conn, hub.campaign(), LISTED_MOST).await?;
    let gaps = store::gap::open(&mut conn, hub.campaign(), LISTED_MOST).await?;
    let authors = apart.iter().map(|it| it.author).chain(held.iter().filter_map(author_of));
    let authors: Vec<PersonId> = authors.chain(gaps.iter().map(|it| it.person)).collect();
    let row = |id: &PersonId| Need::Row(RowKey { kind: Kind::Person, id: id.uuid() });
    let needs: Vec<Need> = authors.iter().map(row).collect();
    let people = store::needs::set_of(&mut conn, hub.campaign(), &needs).await?;
    let most = LISTED_MOST as usize;
    Ok(Json(Listed {
        more: [apart.len(), held.len(), gaps.len()].iter().any(|listed| *listed >= most),
        apart: apart.into_iter().map(|it| Apart::of(it, &people)).collect(),
        held: held.into_iter().map(|it| Held::of(&it, &people)).collect(),
        gaps: gaps.into_iter().map(|it| Missing::of(it, &people)).collect(),
    }))
}

/// Gives out a line's bytes as they came.
#[utoipa::path(get, path = "/api/quarantine/{entry}/{sha256}", security(("session" = [])),
    params(("entry" = String, Path), ("sha256" = String, Path)),
    responses((status = 200, description = "the bytes"), (status = 404, description = "quarantine.unknown")))]
pub(super) async fn bytes(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(key): Named<Key>,
) -> Result<Response, HubError> {
    let key = key.read()?;
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let found = store::quarantine::find(&mut conn, hub.campaign(), key).await?.ok_or_else(unknown)?;
    drop(conn);
    let note = Note::of(reader.person, "quarantine.read").about(key.entry.uuid());
    hub.writer().deed(Deed::Note(note)).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.txt\"", key.entry)),
    ];
    Ok((headers, found.bytes).into_response())
}

/// Has a line judged again: an update of the hub, or of what it knows, may have made it readable.
#[utoipa::path(post, path = "/api/quarantine/{entry}/{sha256}/retry", security(("session" = [])),
    params(("entry" = String, Path), ("sha256" = String, Path)),
    responses((status = 200, description = "its receipt"), (status = 404, description = "quarantine.unknown"),
        (status = 409, description = "quarantine.forked")))]
pub(super) async fn retry(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(key): Named<Key>,
) -> Result<Json<Settled>, HubError> {
    match hub.writer().retry(key.read()?, reader.person).await? {
        Ended::Word { kept, with_it } => Ok(settled(&hub, kept, with_it)),
        Ended::Forked => Err(HubError::new(
            StatusCode::CONFLICT,
            "quarantine.forked",
            "another line of this id was judged: these bytes can only be dismissed",
        )),
        Ended::Unknown => Err(unknown()),
    }
}

/// Settles a line that is kept apart, without effect.
#[utoipa::path(post, path = "/api/quarantine/{entry}/{sha256}/dismiss", security(("session" = [])),
    params(("entry" = String, Path), ("sha256" = String, Path)),
    request_body(content_type = "application/json", content = Object),
    responses((status = 200, description = "its receipt"), (status = 204, description = "another line has the receipt"),
        (status = 404, description = "quarantine.unknown")))]
pub(super) async fn dismiss(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(key): Named<Key>,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Response, HubError> {
    end(&hub, Waits::Apart(key.read()?), reader.person, reason).await
}

/// Settles an entry that is held, without effect.
#[utoipa::path(post, path = "/api/held/{entry}/dismiss", security(("session" = [])), params(("entry" = String, Path)),
    request_body(content_type = "application/json", content = Object),
    responses((status = 200, description = "its receipt"), (status = 404, description = "quarantine.unknown")))]
pub(super) async fn dismiss_held(
    State(hub): State<Hub>,
    Organiser(reader): Organiser,
    Named(entry): Named<EntryId>,
    Body(Reason { reason }): Body<Reason>,
) -> Result<Response, HubError> {
    end(&hub, Waits::Held(entry), reader.person, reason).await
}

async fn end(hub: &Hub, what: Waits, by: PersonId, reason: Words) -> Result<Response, HubError> {
    match hub.writer().dismiss(what, by, reason).await? {
        Ended::Word { kept, with_it } => Ok(settled(hub, kept, with_it).into_response()),
        Ended::Forked => Ok(StatusCode::NO_CONTENT.into_response()),
        Ended::Unknown => Err(unknown()),
    }
}

fn settled(hub: &Hub, kept: store::receipt::Kept, with_it: usize) -> Json<Settled> {
    Json(Settled { receipt: hub.seal().receipt(kept), with_it })
}

fn unknown() -> HubError {
    HubError::new(StatusCode::NOT_FOUND, "quarantine.unknown", "nothing of this name waits")
}

impl Author {
    fn of(id: PersonId, people: &Set) -> Self {
        Self { id, name: people.get::<Person>(id.uuid()).known().map(|person| person.name.clone()) }
    }
}

impl Apart {
    fn of(open: Open, people: &Set) -> Self {
        Self {
            entry: open.key.entry,
            sha256: open.key.sha256,
            device: open.device,
            author: Author::of(open.author, people),
            kind: Outline::read(&open.bytes).kind,
            code: open.code,
            received: open.received,
            bytes: open.bytes.len(),
        }
    }
}

impl Missing {
    fn of(missing: store::gap::Missing, people: &Set) -> Self {
        let store::gap::Missing { device, person, entries, told } = missing;
        Self { device, author: Author::of(person, people), entries, told }
    }
}

impl Held {
    fn of(waiting: &Waiting, people: &Set) -> Self {
        Self {
            entry: waiting.entry,
            author: author_of(waiting).map(|author| Author::of(author, people)),
            kind: Outline::read(&waiting.bytes).kind,
            waits_for: waiting.waits_for,
            received: waiting.received,
            bytes: waiting.bytes.len(),
        }
    }
}

fn author_of(waiting: &Waiting) -> Option<PersonId> {
    Outline::read(&waiting.bytes).author
}
