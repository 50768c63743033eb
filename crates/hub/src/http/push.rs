//! `/api/push`: lines of entries, each judged by itself and answered with a receipt.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::StatusCode;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{DeviceId, PersonId};
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::PushAnswer;

use super::body::{announced, too_large, unreadable};
use super::device::{AnyDevice, seal_of};
use super::way::Way;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::{self, Gate};
use crate::store::device::Bound;
use crate::writer::{Bind, Brought, Line, Link, Pusher, Terms, brought, device_unknown};

/// The most lines of a push.
const LINES_MOST: usize = 64;
/// The most bytes of a push.
const BYTES_MOST: usize = 256 << 10;

/// The bytes of a push.
pub(super) struct Lines(Bytes);

impl<S: Send + Sync> FromRequest<S> for Lines {
    type Rejection = HubError;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, HubError> {
        announced(request.headers(), BYTES_MOST, "push.too_large")?;
        DefaultBodyLimit::max(BYTES_MOST).apply(&mut request);
        let bytes = Bytes::from_request(request, state).await;
        bytes.map(Self).map_err(|refused| too_large(&refused, "push.too_large"))
    }
}

impl Lines {
    /// The lines, as many as a push may have.
    fn split(&self) -> Result<Vec<Brought<'_>>, HubError> {
        let lines: Vec<Brought<'_>> = brought(&self.0).take(LINES_MOST + 1).collect();
        if lines.len() > LINES_MOST {
            let message = "a push has at most 64 lines";
            return Err(HubError::new(StatusCode::PAYLOAD_TOO_LARGE, "push.too_large", message));
        }
        if lines.is_empty() {
            return Err(unreadable("push.empty", "a push has at least one line"));
        }
        Ok(lines)
    }
}

/// Takes entries in. Every line gets a receipt, whatever it holds; equal lines get the same one.
#[utoipa::path(post, path = "/api/push", security(("device" = [])),
    request_body(content_type = "application/x-ndjson", content = String),
    responses((status = 200, description = "receipts"), (status = 401, description = "device.unknown, device.wrong_key"),
        (status = 413, description = "push.too_large"), (status = 429, description = "limit.reached"), (status = 503, description = "nothing was stored")))]
pub(super) async fn push(
    State(hub): State<Hub>,
    device: AnyDevice,
    way: Way,
    lines: Lines,
) -> Result<Json<PushAnswer>, HubError> {
    let lines = lines.split()?;
    let (bound, bind) = match device {
        AnyDevice::Known(bound) => (bound, None),
        AnyDevice::Unknown { device, key_hash } => {
            let bound = newcomer(&lines, device, key_hash, way).ok_or_else(device_unknown)?;
            (bound, Some(Bind { bound, terms: Terms::Register }))
        }
    };
    hub.limits().pass(Gate::Push, bound.device.uuid().into_bytes())?;
    let by = pusher(&hub, bound.device, bound.person, Link::NotShown);
    let lines: Vec<Line> = lines.iter().map(|line| Line::known_again(line, &by, hub.seal())).collect();
    for line in &lines {
        if let Ok(Act::Register(register)) = line.read.as_deref().map(|entry| &entry.act) {
            hub.limits().pass(Gate::Registration, limit::key(register.code.as_str()))?;
        }
    }
    let kept = hub.writer().push(lines, bind).await?;
    let receipts = kept.into_iter().map(|kept| hub.seal().receipt(kept)).collect();
    let seal = seal_of(&hub, bound.device).await?;
    Ok(Json(PushAnswer { epoch: hub.epoch(), now: clock::now(), receipts, seal }))
}

pub(super) fn pusher(hub: &Hub, device: DeviceId, person: PersonId, invitation: Link) -> Pusher {
    Pusher { campaign: hub.campaign(), device, person, invitation }
}

/// Whom an unknown device may be bound to: the person who registers herself by it. Lines that were refused, or that
/// could not wait, may stand before that one.
fn newcomer(lines: &[Brought<'_>], device: DeviceId, key_hash: Sha256, way: Way) -> Option<Bound> {
    let registered = |line: &Brought<'_>| {
        let entry = Entry::from_line(std::str::from_utf8(line.bytes).ok()?).ok()?;
        let herself = entry.device == device && entry.target == entry.author.uuid();
        (herself && matches!(entry.act, Act::Register(_))).then_some(entry.author)
    };
    let person = lines.iter().find_map(registered)?;
    Some(Bound { device, person, key_hash, plain: way == Way::Plain })
}
