//! `/api/news`: tells a reader that something changed in her scopes; what it is, a pull says.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use serde_json::json;
use sqlx::Connection as _;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use yingchun_domain::row::CommitNo;
use yingchun_domain::scope::{Scope, grants_of};

use super::reader::Reader;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::news::News;
use crate::store::{self, Fault};

/// Between two events of one stream lies at least this.
const PAUSE: Duration = Duration::from_secs(5);
/// What a reader holds is asked anew after this time, whatever happens: rights end by the clock, too.
const HELD_MOST: Duration = Duration::from_secs(60);
/// Silence is broken this often, so that a connection that was lost is noticed.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// A stream lives as long as its reader looks: no time limit stands over it.
pub(super) fn route() -> OpenApiRouter<Hub> {
    OpenApiRouter::new().routes(routes!(news))
}

/// Tells the reader of changes in her scopes for as long as she listens.
#[utoipa::path(get, path = "/api/news", security(("session" = [])),
    responses((status = 200, description = "a stream of events"), (status = 401, description = "session.missing"),
        (status = 503, description = "hub.busy")))]
async fn news(
    State(hub): State<Hub>,
    reader: Reader,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, HubError> {
    let now = Instant::now();
    let place = hub.listeners().place(reader.session.token_hash)?;
    let news = hub.news();
    let (head, held) = held(&hub, reader).await?;
    let listener = Listener {
        news,
        stopping: hub.stopping(),
        hub,
        reader,
        held,
        held_at: now,
        told: head,
        quiet_until: now,
    };
    let events = unfold((listener, place), async |(mut listener, mut place)| {
        let (scope, commit) = tokio::select! {
            told = listener.next() => told?,
            () = place.is_given_away() => return None,
        };
        let event =
            Event::default().event("news").data(json!({ "scope": scope, "commit": commit }).to_string());
        Some((Ok(event), (listener, place)))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

struct Listener {
    hub: Hub,
    reader: Reader,
    news: Receiver<Arc<News>>,
    stopping: watch::Receiver<bool>,
    held: BTreeSet<Scope>,
    held_at: Instant,
    /// What was written up to this commit is no news to her.
    told: CommitNo,
    quiet_until: Instant,
}

impl Listener {
    /// The next thing worth a pull; `None` when the hub stops or her session has ended.
    async fn next(&mut self) -> Option<(Scope, CommitNo)> {
        tokio::select! {
            () = sleep_until(self.quiet_until) => {}
            _ = self.stopping.wait_for(|stopping| *stopping) => return None,
        }
        loop {
            let Some(news) = self.hear().await? else {
                // Too much happened to say what: the reader looks for herself.
                self.quiet_until = Instant::now() + PAUSE;
                return Some((Scope::Campaign, CommitNo(0)));
            };
            if self.is_due(&news) && !self.still_reads().await.ok()? {
                return None;
            }
            let found = self.concerns(&news);
            self.told = self.told.max(news.commit);
            if found.is_some() {
                self.quiet_until = Instant::now() + PAUSE;
                return found;
            }
        }
    }

    /// All news that has come, as one; `Some(None)` where some of it was missed, `None` when there is no more.
    async fn hear(&mut self) -> Option<Option<News>> {
        let first = tokio::select! {
            news = self.news.recv() => news,
            _ = self.stopping.wait_for(|stopping| *stopping) => return None,
        };
        let mut all = match first {
            Ok(news) => News::clone(&news),
            Err(RecvError::Lagged(_)) => return Some(None),
            Err(RecvError::Closed) => return None,
        };
        loop {
            match self.news.try_recv() {
                Ok(news) => all.add(&news),
                Err(TryRecvError::Lagged(_)) => return Some(None),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return Some(Some(all)),
            }
        }
    }

    /// Whether to ask anew what she holds before she is told. Thousands listen: the database is asked for those who are
    /// about to be told something, and at once for those of whom something was written, as when a right is given.
    fn is_due(&self, news: &News) -> bool {
        let of_herself = news.is_of(Scope::Person(self.reader.person), self.told);
        let asks = if self.concerns(news).is_some() { PAUSE } else { HELD_MOST };
        of_herself || self.held_at.elapsed() > asks
    }

    /// Asks what she holds, and whether she reads at all: rights change and sessions end.
    async fn still_reads(&mut self) -> Result<bool, Fault> {
        let mut conn = self.hub.readers().acquire().await?;
        let token = self.reader.session.token_hash;
        let open = store::session::find(&mut conn, self.hub.campaign(), token, clock::now()).await?.is_some();
        drop(conn);
        if open {
            self.held_at = Instant::now();
            (_, self.held) = held(&self.hub, self.reader).await?;
        }
        Ok(open)
    }

    /// A scope of hers in which something changed.
    fn concerns(&self, news: &News) -> Option<(Scope, CommitNo)> {
        let whole_kinds = [Scope::Office, Scope::Inspect].into_iter().find(|scope| self.held.contains(scope));
        match whole_kinds {
            Some(scope) => (news.commit > self.told).then_some((scope, news.commit)),
            None => news.within(&self.held, self.told),
        }
    }
}

/// How far the hub is, and what the reader holds there.
async fn held(hub: &Hub, reader: Reader) -> Result<(CommitNo, BTreeSet<Scope>), Fault> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await?;
    let mut tx = conn.begin().await?;
    let head = store::campaign::find(&mut tx).await?.ok_or(Fault::Data)?.head;
    let set = store::needs::set_of_reader(&mut tx, hub.campaign(), reader.person, now).await?;
    tx.rollback().await?;
    Ok((head, grants_of(reader.person, &set, now).into_iter().collect()))
}
