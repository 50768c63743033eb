//! Photos whose bytes are whole: written down with the pushes that wait, so that one round trip to the disk serves both.

use std::collections::BTreeMap;

use tokio::sync::oneshot;
use uuid::Uuid;
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::entry::Entry;
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::{Bytes, Photo};
use yingchun_domain::row::{Entity, Kind, RowKey};
use yingchun_domain::time::UnixMs;

use super::work::Work;
use super::{Deed, Halt, Hand, Job, Writer};
use crate::error::HubError;
use crate::store::{self, Fault};

/// A photo whose bytes are whole, on its way to the writer.
pub(super) struct Received {
    pub(super) photo: PhotoId,
    pub(super) answer: oneshot::Sender<Result<(), HubError>>,
}

impl Writer {
    /// Writes down that a photo's bytes are whole. Done again it changes nothing.
    pub(crate) async fn receive(&self, photo: PhotoId) -> Result<(), HubError> {
        let (answer, answered) = oneshot::channel();
        self.send(Job::Received(Received { photo, answer }))?;
        answered.await.map_err(|_| HubError::busy("the hub is stopping"))?
    }
}

impl Hand {
    /// Writes down photos for which no push was on its way, or whose push failed; where the data of one is at fault,
    /// each stands alone.
    pub(super) async fn receive(&mut self, received: Vec<Received>) {
        let photos: Vec<PhotoId> = received.iter().map(|it| it.photo).collect();
        match self.deed(&Deed::ReceiveBytes(photos)).await {
            Err(Halt::Fault(Fault::Data) | Halt::Refused { .. }) if received.len() > 1 => {
                self.forget();
                for alone in received {
                    let done = self.deed(&Deed::ReceiveBytes(vec![alone.photo])).await;
                    let fault = done.err().map(|halt| self.said(&halt));
                    answer([alone], fault.as_ref());
                }
            }
            done => {
                let fault = done.err().map(|halt| self.said(&halt));
                answer(received, fault.as_ref());
            }
        }
    }
}

/// Answers all of them alike.
pub(super) fn answer(received: impl IntoIterator<Item = Received>, fault: Option<&HubError>) {
    for it in received {
        if it.answer.send(fault.map_or(Ok(()), |fault| Err(fault.again()))).is_err() {
            tracing::debug!(photo = %it.photo, "nobody waits for a photo's answer");
        }
    }
}

impl Work<'_> {
    pub(super) async fn receive_bytes(&mut self, photos: &[PhotoId]) -> Result<(), Halt> {
        if photos.is_empty() {
            return Ok(());
        }
        store::photo::receive(self.conn, self.campaign, photos, self.now).await?;
        let row = |kind, id| Need::Row(RowKey { kind, id });
        self.load(&photos.iter().map(|id| row(Kind::Photo, id.uuid())).collect::<Vec<_>>()).await?;
        // A record may still wait with its entry; it will say so when it comes.
        let known = photos.iter().filter_map(|id| self.set.get::<Photo>(id.uuid()).known().cloned());
        let awaited: Vec<Photo> =
            known.filter(|photo| !matches!(photo.bytes, Bytes::Received { .. })).collect();
        self.load(&awaited.iter().map(|photo| row(Kind::Spot, photo.spot.uuid())).collect::<Vec<_>>())
            .await?;
        for photo in awaited {
            let version = Uuid::new_v5(&photo.id.uuid(), b"bytes_received").into();
            let received = Photo { bytes: Bytes::Received { at: self.now }, ..photo };
            self.apply(vec![Change::Put(received.into())], version);
        }
        Ok(())
    }

    /// When the bytes of an entry's photos came, as far as they are here.
    pub(super) async fn arrived(&mut self, entry: &Entry) -> Result<BTreeMap<PhotoId, UnixMs>, Fault> {
        let photos: Vec<PhotoId> = entry.photos.iter().map(|photo| photo.id).collect();
        if photos.is_empty() {
            return Ok(BTreeMap::new());
        }
        let named = store::photo::load(self.conn, self.campaign, &photos).await?;
        Ok(named.iter().filter_map(|it| Some((it.photo, it.received?))).collect())
    }
}

/// Bytes may come while their entry waits: the record says so from the start.
pub(super) fn note_arrived(changes: &mut [Change], arrived: &BTreeMap<PhotoId, UnixMs>) {
    for change in changes {
        if let Change::Put(Entity::Photo(photo)) = change
            && let Some(at) = arrived.get(&photo.id)
            && photo.bytes == Bytes::Awaited
        {
            photo.bytes = Bytes::Received { at: *at };
        }
    }
}
