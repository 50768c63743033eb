//! Another life of the database: it was restored, or rolled back behind the hub's back.
//!
//! What was given out meanwhile is not known here any more. Whoever reads begins anew; sessions end, because one that
//! was ended meanwhile would be open again, and so do open invitations, because one that was used would be good again.
//! What waits may have held meanwhile: it is refused nothing before its phone has shown what came of it.

use std::sync::{Arc, PoisonError, RwLock};

use uuid::Uuid;
use yingchun_domain::decide::Change;
use yingchun_domain::id::Epoch;
use yingchun_domain::invitation::Invitation;
use yingchun_domain::row::{Kept as _, Kind};

use super::work::Work;
use super::{End, Halt, Hand, Writer};
use crate::chance;
use crate::error::HubError;
use crate::store::{self, Fault};

/// The life of the database as the whole hub knows it; clones share it. Whoever commits another one says so here.
#[derive(Clone, Debug)]
pub(crate) struct Life(Arc<RwLock<Epoch>>);

impl Life {
    pub(crate) fn of(epoch: Epoch) -> Self {
        Self(Arc::new(RwLock::new(epoch)))
    }

    pub(crate) fn epoch(&self) -> Epoch {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn begins(&self, epoch: Epoch) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = epoch;
    }
}

impl Writer {
    /// Begins another life after `old`, for all; another request may have been first.
    pub(crate) async fn begin_epoch(&self, old: Epoch) -> Result<(), HubError> {
        self.have(move |hand| Box::pin(hand.begin_epoch(old))).await
    }
}

impl Hand {
    async fn begin_epoch(&mut self, old: Epoch) -> Result<(), Halt> {
        // Rows in memory may be of the life before.
        self.forget();
        let Some(epoch) = self.commit(async |work| work.begin_epoch(old).await).await? else { return Ok(()) };
        // Here, and not where it was asked for: whoever asked may have gone.
        self.life.begins(epoch);
        self.records.clear();
        tracing::warn!("another life of the database begins");
        Ok(())
    }
}

impl Work<'_> {
    /// The life that begins; none where another request was first.
    async fn begin_epoch(&mut self, old: Epoch) -> Result<End<Option<Epoch>>, Halt> {
        let (now, campaign) = (self.now, self.campaign);
        let stored = store::campaign::find(self.conn).await?.ok_or(Fault::Data)?;
        if stored.epoch != old {
            return Ok(End::Nothing(None));
        }
        let epoch = Epoch::v7(now, &chance::random());
        store::campaign::begin_epoch(self.conn, campaign, epoch).await?;
        store::session::end_all(self.conn, campaign).await?;
        store::held::mark_unshown(self.conn, campaign).await?;
        let invitations = store::entity::each_of(self.conn, campaign, Kind::Invitation).await?;
        let mut ended = Vec::new();
        for row in invitations {
            let open = Invitation::of(&row.entity).filter(|it| it.used_by.is_none() && it.expires > now);
            ended.extend(open.map(|it| Change::Put(Invitation { expires: now, ..it.clone() }.into())));
            self.set.put(Arc::new(row));
        }
        self.apply(ended, Uuid::new_v5(&epoch.uuid(), b"begins").into());
        Ok(End::Saved(Some(epoch)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hub::Hub;

    #[tokio::test]
    async fn another_life_begins_for_all_though_whoever_betrayed_it_went_away() {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::open_or_found(folder.path(), 0).await.unwrap().hub;
        let old = hub.epoch();
        {
            let mut asked = std::pin::pin!(hub.begin_epoch(old));
            assert!(futures::poll!(&mut asked).is_pending());
        }
        // The writer does one job after another: once this one is done the other is.
        hub.writer().well().await.unwrap();
        let mut conn = hub.readers().acquire().await.unwrap();
        let stored = store::campaign::find(&mut conn).await.unwrap().unwrap().epoch;
        assert_ne!(stored, old);
        assert_eq!(hub.epoch(), stored);
    }
}
