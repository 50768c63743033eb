//! The device key: 256 random bits of one phone and person, of which the hub keeps the hash.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use yingchun_domain::id::DeviceId;
use yingchun_domain::photo::Sha256;

use super::asker::Asker;
use super::body;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::Gate;
use crate::store::device::Bound;
use crate::writer::sha256;

const KEY_BYTES: usize = 32;

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
            return Ok(Self::Known(bound));
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
