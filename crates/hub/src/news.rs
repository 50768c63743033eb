//! News of commits on their way to those who listen.
//!
//! Thousands of phones listen while hundreds of commits a second are made. Commits are gathered for a moment, so that a
//! listener is woken once for all of them, and what she is told stays true: her scope and the last commit in it. The first
//! one after a silence goes out at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::broadcast::{self, Receiver, Sender};
use tokio::time::{Instant, sleep_until};
use yingchun_domain::row::CommitNo;
use yingchun_domain::scope::Scope;

/// For so long commits are gathered.
const GATHERED: Duration = Duration::from_millis(500);
/// What a slow listener may be behind: twice what is given out while she is told nothing.
const NEWS_MOST: usize = 32;

/// Where something changed, and by which commit last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct News {
    /// The last commit of all.
    pub(crate) commit: CommitNo,
    scopes: BTreeMap<Scope, CommitNo>,
}

impl News {
    fn of(commit: CommitNo, scopes: impl IntoIterator<Item = Scope>) -> Self {
        Self { commit, scopes: scopes.into_iter().map(|scope| (scope, commit)).collect() }
    }

    /// Adds what came after it.
    pub(crate) fn add(&mut self, later: &Self) {
        self.commit = later.commit;
        self.scopes.extend(&later.scopes);
    }

    /// One of these scopes in which something changed after a commit, the last change first.
    pub(crate) fn within(&self, held: &BTreeSet<Scope>, since: CommitNo) -> Option<(Scope, CommitNo)> {
        let changed = self.scopes.iter().filter(|(scope, commit)| **commit > since && held.contains(scope));
        changed.max_by_key(|(_, commit)| **commit).map(|(scope, commit)| (*scope, *commit))
    }

    /// Whether something changed in a scope after a commit.
    pub(crate) fn is_of(&self, scope: Scope, since: CommitNo) -> bool {
        self.scopes.get(&scope).is_some_and(|commit| *commit > since)
    }
}

/// What the writer tells and listeners hear; clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Newsroom {
    pending: Arc<Mutex<Pending>>,
    out: Sender<Arc<News>>,
}

#[derive(Debug)]
struct Pending {
    /// What was told and is not out yet.
    news: Option<News>,
    /// When the next news may go out.
    due: Instant,
}

impl Newsroom {
    pub(crate) fn open() -> Self {
        let pending = Pending { news: None, due: Instant::now() };
        Self { pending: Arc::new(Mutex::new(pending)), out: broadcast::channel(NEWS_MOST).0 }
    }

    /// What goes out from now on.
    pub(crate) fn listen(&self) -> Receiver<Arc<News>> {
        self.out.subscribe()
    }

    /// Tells of a commit. Called inside a tokio runtime.
    pub(crate) fn tell(&self, commit: CommitNo, scopes: impl IntoIterator<Item = Scope>) {
        let told = News::of(commit, scopes);
        let mut pending = self.pending();
        if let Some(news) = &mut pending.news {
            news.add(&told);
            return;
        }
        pending.news = Some(told);
        let due = pending.due;
        drop(pending);
        let room = self.clone();
        tokio::spawn(async move {
            sleep_until(due).await;
            room.give_out();
        });
    }

    fn give_out(&self) {
        let mut pending = self.pending();
        pending.due = Instant::now() + GATHERED;
        let news = pending.news.take();
        drop(pending);
        if let Some(news) = news
            && self.out.send(Arc::new(news)).is_err()
        {
            tracing::trace!("nobody listens");
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn zone(number: u128) -> Scope {
        Scope::Zone(Uuid::from_u128(number).into())
    }

    fn held(numbers: &[u128]) -> BTreeSet<Scope> {
        numbers.iter().map(|number| zone(*number)).collect()
    }

    #[tokio::test]
    async fn a_hundred_commits_in_a_moment_wake_a_listener_twice_and_lose_no_scope() {
        let room = Newsroom::open();
        let mut heard = room.listen();
        room.tell(CommitNo(1), [zone(9)]);
        let first = heard.recv().await.unwrap();
        assert_eq!(first.within(&held(&[9]), CommitNo(0)), Some((zone(9), CommitNo(1))));
        for number in 2..=100 {
            room.tell(CommitNo(number), [zone(u128::from(number % 3)), zone(9)]);
            tokio::task::yield_now().await;
        }
        let rest = heard.recv().await.unwrap();
        assert_eq!(rest.commit, CommitNo(100));
        assert_eq!(rest.within(&held(&[0]), CommitNo(1)), Some((zone(0), CommitNo(99))));
        assert_eq!(rest.within(&held(&[0, 9]), CommitNo(1)), Some((zone(9), CommitNo(100))));
        assert_eq!(rest.within(&held(&[2]), CommitNo(98)), None);
        assert_eq!(rest.within(&held(&[7]), CommitNo(0)), None);
        assert!(heard.try_recv().is_err());
    }
}
