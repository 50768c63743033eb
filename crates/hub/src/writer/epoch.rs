//! Another life of the database: it was restored, or rolled back behind the hub's back.
//!
//! What was given out meanwhile is not known here any more. Whoever reads begins anew; sessions end, because one that
//! was ended meanwhile would be open again, and so do open invitations, because one that was used would be good again.

use std::sync::Arc;

use sqlx::Connection as _;
use uuid::Uuid;
use yingchun_domain::decide::Change;
use yingchun_domain::id::Epoch;
use yingchun_domain::invitation::Invitation;
use yingchun_domain::row::{Kept as _, Kind};

use super::work::Work;
use super::{Halt, Hand, Writer};
use crate::error::HubError;
use crate::store::{self, Fault};
use crate::{chance, clock};

impl Writer {
    /// Begins another life after `old`, and says which one lives: another request may have been first.
    pub(crate) async fn begin_epoch(&self, old: Epoch) -> Result<Epoch, HubError> {
        self.have(move |hand| Box::pin(hand.begin_epoch(old))).await
    }
}

impl Hand {
    async fn begin_epoch(&mut self, old: Epoch) -> Result<Epoch, Halt> {
        let (now, campaign) = (clock::now(), self.campaign);
        // Rows in memory may be of the life before.
        self.forget();
        let mut tx = self.conn.begin_with("begin immediate").await?;
        let stored = store::campaign::find(&mut tx).await?.ok_or(Fault::Data)?;
        if stored.epoch != old {
            tx.rollback().await?;
            return Ok(stored.epoch);
        }
        let epoch = Epoch::v7(now, &chance::random());
        store::campaign::begin_epoch(&mut tx, campaign, epoch).await?;
        store::session::end_all(&mut tx, campaign).await?;
        let invitations = store::entity::each_of(&mut tx, campaign, Kind::Invitation).await?;
        let commit = store::campaign::next_commit(&mut tx, campaign).await?;
        let mut work = Work::new(&mut tx, &mut self.set, self.rule, campaign, now, commit);
        let mut ended = Vec::new();
        for row in invitations {
            let open = Invitation::of(&row.entity).filter(|it| it.used_by.is_none() && it.expires > now);
            ended.extend(open.map(|it| Change::Put(Invitation { expires: now, ..it.clone() }.into())));
            work.set.put(Arc::new(row));
        }
        work.apply(ended, Uuid::new_v5(&epoch.uuid(), b"begins").into());
        work.save(chance::number63()).await?;
        let written = work.done();
        tx.commit().await?;
        self.committed(commit, written);
        Ok(epoch)
    }
}
