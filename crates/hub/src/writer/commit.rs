//! A transaction of the writer's, from its number to its news: what each does alike stands here once.

use sqlx::Connection as _;
use yingchun_domain::row::CommitNo;

use super::sound::Sound;
use super::work::Work;
use super::{Halt, Hand, Written};
use crate::fail::point;
use crate::photos::Record;
use crate::{chance, clock, store};

/// What a transaction comes to, with what is said of it.
pub(super) enum End<T> {
    /// All of it is saved.
    Saved(T),
    /// Nothing of it is.
    Nothing(T),
    /// Nothing of it is, after it was saved as if it were.
    Rehearsed(T),
}

impl Hand {
    /// Has something worked under the number of the next commit; it is saved, committed, remembered and told of.
    pub(super) async fn commit<T>(
        &mut self,
        task: impl AsyncFnOnce(&mut Work<'_>) -> Result<End<T>, Halt>,
    ) -> Result<T, Halt> {
        let (now, campaign) = (clock::now(), self.campaign);
        let mut tx = self.conn.begin_with("begin immediate").await?;
        let commit = store::campaign::next_commit(&mut tx, campaign).await?;
        let mut work = Work::new(&mut tx, &mut self.set, self.rule, campaign, now, commit);
        work.anybody_waits = self.anybody_waits;
        let (done, rehearsed) = match task(&mut work).await? {
            End::Saved(done) => (done, false),
            End::Rehearsed(done) => (done, true),
            End::Nothing(done) => {
                tx.rollback().await?;
                return Ok(done);
            }
        };
        point("save.before");
        work.save(chance::number63()).await?;
        point("save.after");
        let written = work.done();
        if rehearsed {
            tx.rollback().await?;
            return Ok(done);
        }
        point("commit.before");
        tx.commit().await?;
        point("commit.after");
        self.committed(commit, written);
        Ok(done)
    }

    /// After a commit: what was loaded is remembered, its photos are expected, and those who listen are told.
    fn committed(&mut self, commit: CommitNo, written: Written) {
        self.sound = Sound::Proven;
        self.anybody_waits |= written.waits;
        self.remember(written.loaded);
        for it in written.welcome {
            self.records.put(it.device, Record { id: it.photo, sha256: it.sha256, len: it.len });
        }
        self.news.tell(commit, written.scopes);
    }
}
