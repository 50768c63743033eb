//! The counts that everybody may read, counted once a minute at most, however many phones ask.

use axum::body::Bytes;
use tokio::sync::Mutex;
use yingchun_domain::progress::{KINDS, progress};
use yingchun_domain::time::UnixMs;

use crate::error::HubError;
use crate::hub::Hub;
use crate::store::Fault;
use crate::whole;

/// So long a count is good.
pub(crate) const GOOD_MS: i64 = 60_000;

/// The last count, as it is sent.
#[derive(Default)]
pub(crate) struct Counted(Mutex<Option<(UnixMs, Bytes)>>);

impl Counted {
    /// The last count, or a new one where it is too old. Whoever asks meanwhile waits for that one.
    pub(crate) async fn get(&self, hub: &Hub, now: UnixMs) -> Result<Bytes, HubError> {
        let mut last = self.0.lock().await;
        if let Some((at, bytes)) = last.as_ref().filter(|(at, _)| (0..GOOD_MS).contains(&now.since(*at))) {
            tracing::trace!(age_ms = now.since(*at), "counted before");
            return Ok(bytes.clone());
        }
        let bytes = count(hub, now).await?;
        *last = Some((now, bytes.clone()));
        Ok(bytes)
    }
}

async fn count(hub: &Hub, now: UnixMs) -> Result<Bytes, HubError> {
    let set = whole::set_of(hub, &KINDS).await?;
    let counted = tokio::task::spawn_blocking(move || serde_json::to_vec(&progress(&set, now)));
    let counted = counted.await.map_err(|_| HubError::busy("the counts could not be made"))?;
    Ok(counted.map_err(|_| Fault::Data)?.into())
}
