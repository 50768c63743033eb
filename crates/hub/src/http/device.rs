//! The device key: 256 random bits of one phone and person, of which the hub keeps the hash.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use yingchun_domain::id::DeviceId;
use yingchun_domain::photo::Sha256;

use super::asker::Asker;
use super::body;
use super::way::Way;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::device::Bound;
use crate::writer::sha256;

const KEY_BYTES: usize = 32;
/// The hub's word of an earlier life that it knows the device.
const DEVICE_SEAL: HeaderName = HeaderName::from_static("device-seal");

/// Whoever shows a key: known, or on the way to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum AnyDevice {
    Known(Bound),
    Unknown { device: DeviceId, key_hash: Sha256 },
}

impl FromRequestParts<Hub> for AnyDevice {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, HubError> {
        let (device, key_hash) =
            body::header(parts, &header::AUTHORIZATION).and_then(shown).ok_or_else(|| {
                HubError::new(StatusCode::UNAUTHORIZED, "device.missing", "no device key is shown")
            })?;
        let bound = hub.device(device).await?;
        if let Some(bound) = bound.filter(|bound| bound.key_hash == key_hash) {
            let shown_plain = Way::of(parts) == Way::Plain;
            if shown_plain {
                hub.mark_plain(bound).await?;
            }
            return Ok(Self::Known(Bound { plain: bound.plain || shown_plain, ..bound }));
        }
        // A restored hub does not know those who came after its copy was made; it knows its own word.
        let shown = body::header(parts, &DEVICE_SEAL).filter(|_| bound.is_none());
        if let Some(vouched) = shown.and_then(|shown| hub.seal().vouched(shown, device, key_hash)) {
            let bound = Bound { plain: vouched.plain || Way::of(parts) == Way::Plain, ..vouched };
            if hub.writer().bind(bound).await? {
                return Ok(Self::Known(bound));
            }
        }
        let Ok(Asker(address)) = Asker::from_request_parts(parts, hub).await;
        hub.limits().pass(Gate::Stranger, address)?;
        match bound {
            Some(_) => Err(HubError::new(
                StatusCode::UNAUTHORIZED,
                "device.wrong_key",
                "the key is another device's",
            )),
            None => Ok(Self::Unknown { device, key_hash }),
        }
    }
}

/// What a device shows should the hub not know it any more; a device that was not bound has nothing to show.
pub(super) async fn seal_of(hub: &Hub, device: DeviceId) -> Result<Option<String>, HubError> {
    Ok(hub.device(device).await?.map(|bound| hub.seal().device(&bound)))
}

/// A device whose key is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Device(pub(super) Bound);

impl FromRequestParts<Hub> for Device {
    type Rejection = HubError;

    async fn from_request_parts(parts: &mut Parts, hub: &Hub) -> Result<Self, HubError> {
        match AnyDevice::from_request_parts(parts, hub).await? {
            AnyDevice::Known(bound) => Ok(Self(bound)),
            AnyDevice::Unknown { .. } => Err(crate::writer::device_unknown()),
        }
    }
}

/// `Device ID.KEY`
fn shown(text: &str) -> Option<(DeviceId, Sha256)> {
    let (id, key) = text.strip_prefix("Device ")?.split_once('.')?;
    let key = URL_SAFE_NO_PAD.decode(key).ok()?;
    (key.len() == KEY_BYTES).then_some(())?;
    Some((id.parse().ok()?, sha256(&key)))
}
