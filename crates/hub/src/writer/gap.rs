//! What never came from a phone that was cleared away, and that the office has seen to it.

use sqlx::Connection as _;
use yingchun_domain::gap::Gap;
use yingchun_domain::id::{DeviceId, PersonId};

use super::deed::note_id;
use super::{Halt, Hand, Writer};
use crate::clock;
use crate::error::HubError;
use crate::store;
use crate::store::audit::Note;

impl Writer {
    /// Keeps what a person's phone said of a device of hers that is gone.
    pub(crate) async fn keep_gap(&self, gap: Gap, person: PersonId) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.keep_gap(gap, person))).await
    }

    /// Ends what is missing of a device, in the name of whoever saw to it; false where nothing is.
    pub(crate) async fn end_gap(&self, device: DeviceId, by: PersonId) -> Result<bool, HubError> {
        self.have(move |hand| Box::pin(hand.end_gap(device, by))).await
    }
}

impl Hand {
    async fn keep_gap(&mut self, gap: Gap, person: PersonId) -> Result<(), Halt> {
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::gap::keep(&mut tx, self.campaign, person, &gap, clock::now()).await?;
        Ok(tx.commit().await?)
    }

    async fn end_gap(&mut self, device: DeviceId, by: PersonId) -> Result<bool, Halt> {
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        let ended = store::gap::end(&mut tx, campaign, device, by, now).await?;
        if ended {
            let note = Note::of(by, "gap.seen").about(device.uuid());
            store::audit::note(&mut tx, campaign, note_id(now), &note, now).await?;
        }
        tx.commit().await?;
        Ok(ended)
    }
}
