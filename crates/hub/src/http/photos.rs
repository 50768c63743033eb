//! `/api/photos`: bytes of photos. A phone brings the bytes that a stored entry of its own names, piece by piece;
//! readers get those whose record they may see.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use yingchun_domain::decide::Need;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::number;
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::scope::{Scope, grants_of, inspector_reads};
use yingchun_domain::set::Seen;

use super::arriving::Arriving;
use super::body::{Named, Piece, unreadable};
use super::device::Device;
use super::reader::Reader;
use crate::clock;
use crate::error::HubError;
use crate::fail::point;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::photos::{Record, Standing, THUMB_BYTES_MAX};
use crate::store::{self, Fault};

const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// Says how many bytes of a photo are here.
#[utoipa::path(head, path = "/api/photos/{id}", security(("device" = [])), params(("id" = String, Path)),
    responses((status = 200, description = "`Upload-Offset`"), (status = 404, description = "photo.unknown")))]
pub(super) async fn standing(
    State(hub): State<Hub>,
    device: Device,
    Named(id): Named<PhotoId>,
) -> Result<[(HeaderName, String); 1], HubError> {
    let record = record(&hub, device, id).await?;
    let offset = match hub.photos().standing(record).await? {
        Standing::Staged { offset } => offset,
        Standing::Whole => {
            receive(&hub, id).await?;
            u64::from(record.len)
        }
    };
    Ok([(UPLOAD_OFFSET, offset.to_string())])
}

/// Over a weak signal a piece takes as long as it takes.
pub(super) fn slow_route() -> OpenApiRouter<Hub> {
    OpenApiRouter::new().routes(routes!(append))
}

/// Takes the next piece, or as much of it as comes; with the last one the photo is checked and kept.
#[utoipa::path(patch, path = "/api/photos/{id}", security(("device" = [])), params(("id" = String, Path)),
    request_body(content_type = "application/octet-stream", content = String),
    responses((status = 200, description = "how many bytes are here"), (status = 404, description = "photo.unknown"),
        (status = 409, description = "photo.offset"), (status = 422, description = "photo.hash_mismatch and others"),
        (status = 507, description = "photo.disk_full")))]
pub(super) async fn append(
    State(hub): State<Hub>,
    device: Device,
    Named(id): Named<PhotoId>,
    headers: HeaderMap,
    piece: Arriving,
) -> Result<Json<Value>, HubError> {
    let offset = headers.get(&UPLOAD_OFFSET).and_then(|offset| offset.to_str().ok()?.parse().ok());
    let offset: u64 =
        offset.ok_or_else(|| unreadable("photo.offset_missing", "`Upload-Offset` is missing"))?;
    let record = record(&hub, device, id).await?;
    match piece.onto(hub.photos().clone(), record, offset).await? {
        Standing::Staged { offset } => Ok(Json(json!({ "received": false, "offset": offset }))),
        Standing::Whole => {
            receive(&hub, id).await?;
            hub.thumbnails().arrived(id);
            Ok(Json(json!({ "received": true, "offset": record.len })))
        }
    }
}

/// Takes the phone's own thumbnail, until the hub has made one.
#[utoipa::path(put, path = "/api/photos/{id}/thumb", security(("device" = [])), params(("id" = String, Path)),
    request_body(content_type = "image/jpeg", content = String),
    responses((status = 200, description = "kept"), (status = 404, description = "photo.unknown")))]
pub(super) async fn thumb(
    State(hub): State<Hub>,
    device: Device,
    Named(id): Named<PhotoId>,
    Piece(jpeg): Piece<THUMB_BYTES_MAX>,
) -> Result<Json<Value>, HubError> {
    record(&hub, device, id).await?;
    hub.thumbnails().put(id, jpeg).await?;
    Ok(Json(json!({})))
}

/// Gives a photo to whoever may see its record.
#[utoipa::path(get, path = "/api/photos/{id}", security(("session" = [])), params(("id" = String, Path)),
    responses((status = 200, description = "a JPEG"), (status = 404, description = "photo.unknown")))]
pub(super) async fn read(
    State(hub): State<Hub>,
    reader: Reader,
    Named(id): Named<PhotoId>,
) -> Result<Response, HubError> {
    may_see(&hub, reader, id).await?;
    let bytes = hub.photos().read(id).await?.ok_or_else(unknown)?;
    Ok(picture(id, Kept::ForEver, bytes))
}

/// Gives a photo's thumbnail to whoever may see its record.
#[utoipa::path(get, path = "/api/photos/{id}/thumb", security(("session" = [])), params(("id" = String, Path)),
    responses((status = 200, description = "a JPEG"), (status = 404, description = "photo.unknown")))]
pub(super) async fn read_thumb(
    State(hub): State<Hub>,
    reader: Reader,
    Named(id): Named<PhotoId>,
) -> Result<Response, HubError> {
    may_see(&hub, reader, id).await?;
    let bytes = hub.thumbnails().read(id).await?.ok_or_else(unknown)?;
    Ok(picture(id, Kept::AWhile, bytes))
}

fn unknown() -> HubError {
    HubError::new(StatusCode::NOT_FOUND, "photo.unknown", "no photo of this id is known here")
}

/// What a stored entry of this very device says of the photo.
async fn record(hub: &Hub, Device(bound): Device, id: PhotoId) -> Result<Record, HubError> {
    hub.limits().pass(Gate::Photo, bound.device.uuid().into_bytes())?;
    if let Some(record) = hub.photo_records().get(bound.device, id) {
        return Ok(record);
    }
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let named = store::photo::load(&mut conn, hub.campaign(), &[id]).await?;
    let named = named.into_iter().find(|it| it.device == bound.device).ok_or_else(unknown)?;
    let record = Record { id, sha256: named.sha256, len: named.len };
    hub.photo_records().put(bound.device, record);
    Ok(record)
}

/// Writes down that the bytes are whole, before the phone is told so. Done again it changes nothing.
async fn receive(hub: &Hub, id: PhotoId) -> Result<(), HubError> {
    point("record.before");
    hub.writer().receive(id).await?;
    point("record.after");
    hub.photo_records().arrived(id);
    Ok(())
}

/// Readers see a photo where they see its record; whether there is another, nobody is told.
async fn may_see(hub: &Hub, reader: Reader, id: PhotoId) -> Result<(), HubError> {
    hub.limits().pass(Gate::Picture, reader.person.uuid().into_bytes())?;
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let mut set = store::needs::set_of_reader(&mut conn, hub.campaign(), reader.person, now).await?;
    let key = RowKey { kind: Kind::Photo, id: id.uuid() };
    let none = std::collections::BTreeMap::new();
    store::needs::load(&mut conn, hub.campaign(), &[Need::Row(key)], &none, &mut set).await?;
    let Seen::Known(row) = set.row(key) else { return Err(unknown()) };
    let held = grants_of(reader.person, &set, now);
    let inspects = held.contains(&Scope::Inspect) && inspector_reads(Kind::Photo);
    let sees = inspects || held.iter().any(|scope| *scope == Scope::Office || row.scopes.contains(scope));
    if sees { Ok(()) } else { Err(unknown()) }
}

/// How long a browser may keep what it got: a photo's bytes never change, its thumbnail once.
#[derive(Clone, Copy)]
enum Kept {
    ForEver,
    AWhile,
}

fn picture(id: PhotoId, kept: Kept, bytes: axum::body::Bytes) -> Response {
    let cache = match kept {
        Kept::ForEver => "private, max-age=31536000, immutable",
        Kept::AWhile => "private, max-age=300",
    };
    let name = format!("attachment; filename=\"{}.jpg\"", number(id));
    let headers = [
        (header::CONTENT_TYPE, "image/jpeg".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, cache.to_owned()),
    ];
    (headers, bytes).into_response()
}
