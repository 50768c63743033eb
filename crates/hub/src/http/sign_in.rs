//! `/api/sign-in` and `/api/passphrase`: how those who hold a role come in on another phone.
//!
//! A name or a phone number says who it is (docs/decisions/0007). Whoever is not known and whoever
//! is wrong get the same answer after the same time.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use yingchun_domain::decide::Need;
use yingchun_domain::id::PersonId;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::text::{Name, Phone};
use yingchun_domain::time::HOUR_MS;

use super::asker::Asker;
use super::body::Body;
use super::cookie;
use super::device::AnyDevice;
use super::reader::Reader;
use super::session::Opened;
use super::way::{Opening, Way};
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::{self, Gate};
use crate::passphrase::{COMPARED, Passphrase};
use crate::store::device::Bound;
use crate::store::passphrase::Hashed;
use crate::store::session::{Proof, Proved};
use crate::store::{self, Conn, Fault};

/// For so long after she took an invitation a person sets a new passphrase without the old one: she may have lost it.
const INVITED_MS: i64 = HOUR_MS;
/// People of one number who are looked at.
const SAME_NUMBER_MOST: u32 = 50;

/// Who somebody says that she is.
#[derive(Deserialize)]
pub(super) struct SigningIn {
    /// A phone number, or a name.
    name: String,
    passphrase: String,
}

/// What was typed, as it is looked for. However it was typed, tries are counted by this.
enum Called {
    Number(Phone),
    Name(Name),
    /// What nobody can be called.
    Nobody,
}

impl Called {
    fn of(typed: &str) -> Self {
        let name = || Name::try_from(typed).map_or(Self::Nobody, Self::Name);
        Phone::try_from(typed).map_or_else(|_| name(), Self::Number)
    }

    fn counted(&self) -> &str {
        match self {
            Self::Number(phone) => phone.digits(),
            Self::Name(name) => name.as_str(),
            Self::Nobody => "",
        }
    }

    /// Those with a passphrase who are called so.
    async fn known(&self, conn: &mut Conn, hub: &Hub) -> Result<Vec<Hashed>, Fault> {
        match self {
            Self::Number(phone) => {
                let key = phone.digits().to_owned();
                let (lookup, at_most) = (Lookup::ContactsByPhone, SAME_NUMBER_MOST);
                let need = Need::All { lookup, key: key.clone(), at_most };
                let set = store::needs::set_of(conn, hub.campaign(), &[need]).await?;
                let people: Vec<PersonId> = set.found::<Contact>(lookup, key).map(|it| it.person).collect();
                store::passphrase::load(conn, hub.campaign(), &people).await
            }
            Self::Name(name) => {
                let mut all = store::passphrase::all(conn, hub.campaign()).await?;
                let row = |it: &Hashed| Need::Row(RowKey { kind: Kind::Person, id: it.person.uuid() });
                let needs: Vec<Need> = all.iter().map(row).collect();
                let set = store::needs::set_of(conn, hub.campaign(), &needs).await?;
                all.retain(|it| {
                    set.get::<Person>(it.person.uuid()).known().is_some_and(|it| it.name == *name)
                });
                Ok(all)
            }
            Self::Nobody => Ok(vec![]),
        }
    }
}

/// A passphrase to be set.
#[derive(Deserialize)]
pub(super) struct Setting {
    passphrase: String,
    current: Option<String>,
}

/// Opens a session for somebody who holds a role and knows her passphrase, and binds her new phone to her.
#[utoipa::path(post, path = "/api/sign-in", security(("device" = [])),
    request_body(content_type = "application/json", content = Object),
    responses((status = 200, description = "who reads from now on"), (status = 401, description = "sign_in.refused"),
        (status = 403, description = "session.plain_http"),
        (status = 409, description = "device.of_another"), (status = 429, description = "limit.reached")))]
pub(super) async fn sign_in(
    State(hub): State<Hub>,
    device: AnyDevice,
    Asker(address): Asker,
    opening: Opening,
    jar: CookieJar,
    Body(SigningIn { name, passphrase }): Body<SigningIn>,
) -> Result<(CookieJar, Json<Opened>), HubError> {
    hub.limits().pass(Gate::SignInAddress, address)?;
    let called = Called::of(&name);
    let counted = called.counted();
    hub.limits().pass(Gate::SignIn, limit::key([counted.as_bytes(), &address].concat()))?;
    hub.limits().pass(Gate::SignInName, limit::key(counted))?;
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let mut known = called.known(&mut conn, &hub).await?;
    drop(conn);
    known.truncate(COMPARED);
    let hashes = known.iter().map(|it| it.hash.clone()).collect();
    let found = hub.press().which(Passphrase::typed(&passphrase), hashes).await?;
    let person = found.and_then(|place| known.get(place)).map(|it| it.person).ok_or_else(refused)?;
    if !holds_a_role(&hub, person).await? {
        return Err(refused());
    }
    let device = bind(&hub, device, person, opening.0).await?;
    let proved = Proved { by: Proof::Passphrase, at: clock::now() };
    let cookie = cookie::open(&hub, person, device, proved, opening).await?;
    Ok((jar.add(cookie), Json(Opened::now(&hub, person, device).await?)))
}

/// Sets the reader's own passphrase. Her other sessions end.
#[utoipa::path(post, path = "/api/passphrase", security(("session" = [])),
    request_body(content_type = "application/json", content = Object),
    responses((status = 204, description = "set"), (status = 403, description = "right.not_yours, passphrase.wrong"),
        (status = 422, description = "passphrase.too_short and others"), (status = 429, description = "limit.reached")))]
pub(super) async fn set(
    State(hub): State<Hub>,
    reader: Reader,
    Body(Setting { passphrase, current }): Body<Setting>,
) -> Result<StatusCode, HubError> {
    if !holds_a_role(&hub, reader.person).await? {
        let message = "volunteers come in without a passphrase";
        return Err(HubError::new(StatusCode::FORBIDDEN, "right.not_yours", message));
    }
    let phrase = Passphrase::typed(&passphrase);
    phrase.check()?;
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let before = store::passphrase::load(&mut conn, hub.campaign(), &[reader.person]).await?;
    drop(conn);
    let session = reader.session;
    let invited = session.proof == Proof::Invitation && clock::now().since(session.opened) < INVITED_MS;
    if !before.is_empty() && !invited {
        hub.limits().pass(Gate::SignIn, reader.person.uuid().into_bytes())?;
        let hashes = before.into_iter().map(|it| it.hash).collect();
        let current = Passphrase::typed(&current.unwrap_or_default());
        if hub.press().which(current, hashes).await?.is_none() {
            let message = "the passphrase so far is another one";
            return Err(HubError::new(StatusCode::FORBIDDEN, "passphrase.wrong", message));
        }
    }
    let hash = hub.press().hash(phrase).await?;
    hub.writer().set_passphrase(Hashed { person: reader.person, hash }, session.token_hash).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn holds_a_role(hub: &Hub, person: PersonId) -> Result<bool, HubError> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), person, now).await?;
    Ok(set.roles_of(person, now).next().is_some())
}

async fn bind(
    hub: &Hub,
    device: AnyDevice,
    person: PersonId,
    way: Way,
) -> Result<yingchun_domain::id::DeviceId, HubError> {
    let of_another =
        || HubError::new(StatusCode::CONFLICT, "device.of_another", "this device is another person's");
    let bound = match device {
        AnyDevice::Known(bound) => {
            return (bound.person == person).then_some(bound.device).ok_or_else(of_another);
        }
        AnyDevice::Unknown { device, key_hash } => {
            Bound { device, person, key_hash, plain: way == Way::Plain }
        }
    };
    if hub.writer().bind(bound).await? { Ok(bound.device) } else { Err(of_another()) }
}

fn refused() -> HubError {
    let message = "nobody of this name has this passphrase";
    HubError::new(StatusCode::UNAUTHORIZED, "sign_in.refused", message)
}
