//! `/api/back`: whoever has another phone says her name and number; her leader, who knows her voice, nods, and the phone
//! is hers. Nobody learns from it whether a number is known.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use yingchun_domain::decide::Need;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{DeviceId, PersonId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::photo::Sha256;
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::scope::{self, Scope};
use yingchun_domain::set::Set;
use yingchun_domain::text::{Name, Phone};
use yingchun_domain::time::UnixMs;

use super::asker::Asker;
use super::body::{Body, Named};
use super::device::AnyDevice;
use super::reader::Reader;
use super::way::Way;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::{self, Gate};
use crate::store::come_back::Asking;
use crate::store::device::Bound;
use crate::store::{self, Conn, Fault};

/// People of one number who are looked at.
const SAME_NUMBER_MOST: u32 = 50;
/// Requests in one answer.
const LISTED_MOST: u32 = 1_000;

/// Who somebody says that she is.
#[derive(Deserialize)]
pub(super) struct Said {
    name: Name,
    phone: Phone,
}

/// What the phone shows, so that she can read it out to her leader.
#[derive(Serialize)]
pub(super) struct Waiting {
    sign: String,
}

/// Somebody who asks to come back.
#[derive(Serialize)]
pub(super) struct Listed {
    device: DeviceId,
    person: PersonId,
    name: Name,
    /// Four digits that stand on her phone too.
    sign: String,
    asked: UnixMs,
}

/// Four digits of a key's hash: to be compared by telephone, not to be believed in.
fn sign(key_hash: &Sha256) -> String {
    let [first, second, ..] = key_hash.0;
    format!("{:04}", u16::from_be_bytes([first, second]) % 10_000)
}

/// Asks to come back on another phone. The answer is the same whether anybody has this name and number or not.
#[utoipa::path(post, path = "/api/back", security(("device" = [])),
    request_body(content_type = "application/json", content = Object),
    responses((status = 202, description = "her leader sees it, if she is known"),
        (status = 409, description = "device.of_another"), (status = 429, description = "limit.reached")))]
pub(super) async fn ask(
    State(hub): State<Hub>,
    device: AnyDevice,
    Asker(address): Asker,
    way: Way,
    Body(Said { name, phone }): Body<Said>,
) -> Result<(StatusCode, Json<Waiting>), HubError> {
    hub.limits().pass(Gate::BackAddress, address)?;
    hub.limits().pass(Gate::Back, limit::key(phone.digits()))?;
    let AnyDevice::Unknown { device, key_hash } = device else {
        let message = "this device is somebody's already";
        return Err(HubError::new(StatusCode::CONFLICT, "device.of_another", message));
    };
    let waiting = Waiting { sign: sign(&key_hash) };
    // Whether anybody was found must not be told by how long the answer takes.
    tokio::spawn(async move {
        if let Err(error) = keep(&hub, (device, key_hash, way), &name, &phone).await {
            tracing::warn!(code = error.code(), "a request to come back was not kept");
        }
    });
    Ok((StatusCode::ACCEPTED, Json(waiting)))
}

async fn keep(
    hub: &Hub,
    (device, key_hash, way): (DeviceId, Sha256, Way),
    name: &Name,
    phone: &Phone,
) -> Result<(), HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let called = called(&mut conn, hub, name, phone).await?;
    drop(conn);
    let Some(person) = called else { return Ok(()) };
    let bound = Bound { device, person, key_hash, plain: way == Way::Plain };
    hub.writer().ask_back(Asking { bound, asked: clock::now() }).await
}

/// The volunteer of this name and number who registered first.
async fn called(conn: &mut Conn, hub: &Hub, name: &Name, phone: &Phone) -> Result<Option<PersonId>, Fault> {
    let (lookup, key) = (Lookup::ContactsByPhone, phone.digits().to_owned());
    let need = Need::All { lookup, key: key.clone(), at_most: SAME_NUMBER_MOST };
    let mut set = store::needs::set_of(conn, hub.campaign(), &[need]).await?;
    let people: Vec<PersonId> = set.found::<Contact>(lookup, key).map(|it| it.person).collect();
    let needs: Vec<Need> = people
        .iter()
        .flat_map(|id| {
            let (lookup, key) = (Lookup::GrantsOfPerson, id.to_string());
            let grants = Need::All { lookup, key, at_most: SAME_NUMBER_MOST };
            [Need::Row(RowKey { kind: Kind::Person, id: id.uuid() }), grants]
        })
        .collect();
    store::needs::load(conn, hub.campaign(), &needs, &std::collections::BTreeMap::new(), &mut set).await?;
    let now = clock::now();
    let hers = |id: &PersonId| {
        let person = set.get::<Person>(id.uuid()).known();
        let named = person.is_some_and(|it| it.name == *name && it.takes_part());
        named && set.roles_of(*id, now).next().is_none()
    };
    Ok(people.into_iter().filter(hers).min())
}

/// Lists those who ask to come back and whom the reader leads.
#[utoipa::path(get, path = "/api/back", security(("session" = [])),
    responses((status = 200, description = "who asks"), (status = 401, description = "session.missing")))]
pub(super) async fn list(State(hub): State<Hub>, reader: Reader) -> Result<Json<Vec<Listed>>, HubError> {
    let asking = led(&hub, reader.person).await?;
    let listed = asking.into_iter().map(|(Asking { bound, asked }, person)| Listed {
        device: bound.device,
        person: person.id,
        name: person.name,
        sign: sign(&bound.key_hash),
        asked,
    });
    Ok(Json(listed.collect()))
}

/// Lets somebody in: the phone that asked is hers from now on.
#[utoipa::path(post, path = "/api/back/{device}/nod", security(("session" = [])), params(("device" = String, Path)),
    responses((status = 204, description = "it is hers"), (status = 404, description = "back.unknown")))]
pub(super) async fn nod(
    State(hub): State<Hub>,
    reader: Reader,
    Named(device): Named<DeviceId>,
) -> Result<StatusCode, HubError> {
    let (asking, person) = one(&hub, reader.person, device).await?;
    // She may have been given a right since she asked: an official does not come back by a leader's nod.
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), person.id, clock::now()).await?;
    if set.roles_of(person.id, clock::now()).next().is_some() {
        return Err(unknown());
    }
    drop(conn);
    if hub.writer().bind(asking.bound).await? { Ok(StatusCode::NO_CONTENT) } else { Err(unknown()) }
}

/// Turns a request down: it is not she.
#[utoipa::path(delete, path = "/api/back/{device}", security(("session" = [])), params(("device" = String, Path)),
    responses((status = 204, description = "forgotten"), (status = 404, description = "back.unknown")))]
pub(super) async fn turn_down(
    State(hub): State<Hub>,
    reader: Reader,
    Named(device): Named<DeviceId>,
) -> Result<StatusCode, HubError> {
    let (asking, _) = one(&hub, reader.person, device).await?;
    hub.writer().turn_down(asking.bound, reader.person).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn one(hub: &Hub, reader: PersonId, device: DeviceId) -> Result<(Asking, Person), HubError> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let asking = store::come_back::of_device(&mut conn, hub.campaign(), now, device).await?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), reader, now).await?;
    let led = led_among(&mut conn, hub, reader, set, asking.into_iter().collect()).await?;
    led.into_iter().next().ok_or_else(unknown)
}

/// Those who ask and whom a reader leads.
async fn led(hub: &Hub, reader: PersonId) -> Result<Vec<(Asking, Person)>, HubError> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), reader, now).await?;
    let scopes = scope::grants_of(reader, &set, now);
    let leads = |scope: &Scope| matches!(scope, Scope::Lead(_) | Scope::Pool(_));
    let hers: Vec<Scope> = scopes.iter().copied().filter(leads).collect();
    let among = (!scopes.contains(&Scope::Office)).then_some(hers.as_slice());
    let asking = store::come_back::waiting(&mut conn, hub.campaign(), now, among, LISTED_MOST).await?;
    led_among(&mut conn, hub, reader, set, asking).await
}

/// Those whom a reader leads: her team, or her community's while she has no team; an organiser leads all.
async fn led_among(
    conn: &mut Conn,
    hub: &Hub,
    reader: PersonId,
    mut set: Set,
    asking: Vec<Asking>,
) -> Result<Vec<(Asking, Person)>, HubError> {
    let now = clock::now();
    let row = |it: &Asking| Need::Row(RowKey { kind: Kind::Person, id: it.bound.person.uuid() });
    let needs: Vec<Need> = asking.iter().map(row).collect();
    store::needs::load(conn, hub.campaign(), &needs, &std::collections::BTreeMap::new(), &mut set).await?;
    let person = |it: &Asking| set.get::<Person>(it.bound.person.uuid()).known().cloned();
    let organises = set.roles_of(reader, now).any(|role| role == Role::Organiser);
    let hers = |person: &Person| organises || set.leads_person(reader, person, now);
    Ok(asking
        .into_iter()
        .filter_map(|it| Some((it, person(&it)?)))
        .filter(|(_, person)| hers(person))
        .collect())
}

fn unknown() -> HubError {
    HubError::new(StatusCode::NOT_FOUND, "back.unknown", "nobody whom the reader leads asks with this device")
}
