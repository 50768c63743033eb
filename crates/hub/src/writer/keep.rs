//! What keeping the hub safe has the writer write: how far copies reach, and photos whose files are gone.

use sqlx::Connection as _;
use uuid::Uuid;
use yingchun_domain::decide::{Change, Need};
use yingchun_domain::id::PhotoId;
use yingchun_domain::photo::{Bytes, Photo};
use yingchun_domain::row::{CommitNo, Kind, RowKey};

use super::work::Work;
use super::{End, Halt, Hand, Writer};
use crate::error::HubError;
use crate::hub::Hub;
use crate::store;

impl Writer {
    /// Notes up to where copies on other disks have everything.
    pub(crate) async fn safe(&self, safe: CommitNo) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.safe(safe))).await
    }

    async fn await_again(&self, photos: Vec<PhotoId>) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.await_again(photos))).await
    }
}

impl Hub {
    /// Says of photos that were received that their bytes are awaited: whoever still has them sends them again.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub(crate) async fn await_again(&self, photos: Vec<PhotoId>) -> Result<(), HubError> {
        if !photos.is_empty() {
            self.writer().await_again(photos).await?;
            self.photo_records().clear();
        }
        Ok(())
    }
}

impl Hand {
    async fn safe(&mut self, safe: CommitNo) -> Result<(), Halt> {
        let mut tx = self.conn.begin_with("begin immediate").await?;
        store::campaign::set_safe(&mut tx, self.campaign, safe).await?;
        Ok(tx.commit().await?)
    }

    async fn await_again(&mut self, photos: Vec<PhotoId>) -> Result<(), Halt> {
        self.commit(async |work| work.await_again(&photos).await.map(End::Saved)).await
    }
}

impl Work<'_> {
    async fn await_again(&mut self, photos: &[PhotoId]) -> Result<(), Halt> {
        store::photo::await_again(self.conn, self.campaign, photos).await?;
        let row = |kind, id| Need::Row(RowKey { kind, id });
        self.load(&photos.iter().map(|id| row(Kind::Photo, id.uuid())).collect::<Vec<_>>()).await?;
        let known = photos.iter().filter_map(|id| self.set.get::<Photo>(id.uuid()).known().cloned());
        let gone: Vec<Photo> = known.filter(|photo| matches!(photo.bytes, Bytes::Received { .. })).collect();
        self.load(&gone.iter().map(|photo| row(Kind::Spot, photo.spot.uuid())).collect::<Vec<_>>()).await?;
        for photo in gone {
            let version = Uuid::new_v5(&photo.id.uuid(), &self.commit.0.to_be_bytes()).into();
            self.apply(vec![Change::Put(Photo { bytes: Bytes::Awaited, ..photo }.into())], version);
        }
        Ok(())
    }
}
