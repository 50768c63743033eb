//! `/api/news`: tells a reader that something changed in her scopes; what it is, a pull says.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::future::ready;
use futures::stream::{once, unfold};
use futures::{Stream, StreamExt as _};
use serde::Deserialize;
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

use super::body::Asked;
use super::reader::Reader;
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::news::News;
use crate::pull::end;
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

/// How far a listener had read when she asked.
#[derive(Deserialize)]
struct Since {
    after: Option<CommitNo>,
}

/// Tells the reader of changes in her scopes for as long as she listens; at once, where something had changed after the commit
/// that she names. A browser that connects again names the last one that it was told of.
#[utoipa::path(get, path = "/api/news", security(("session" = [])),
    params(("after" = Option<u64>, Query), ("last-event-id" = Option<u64>, Header)),
    responses((status = 200, description = "a stream of events"), (status = 401, description = "session.missing"),
        (status = 503, description = "hub.busy")))]
async fn news(
    State(hub): State<Hub>,
    reader: Reader,
    Asked(since): Asked<Since>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, HubError> {
    let now = Instant::now();
    let place = hub.listeners().place(reader.session.token_hash)?;
    let news = hub.news();
    let (head, held) = held(&hub, reader).await?;
    let behind = match last_told(&headers).or(since.after) {
        Some(after) => is_behind(&hub, &held, after, head).await?,
        None => false,
    };
    let listener = Listener {
        news,
        stopping: hub.stopping(),
        hub,
        reader,
        held,
        held_at: now,
        told: head,
        behind,
        quiet_until: now,
    };
    let begins = Event::default().id(head.0.to_string());
    let events = unfold((listener, place), async |(mut listener, mut place)| {
        let (scope, commit) = tokio::select! {
            told = listener.next() => told?,
            () = place.is_given_away() => return None,
        };
        let data = json!({ "scope": scope, "commit": commit }).to_string();
        let event = Event::default().event("news").id(listener.told.0.to_string()).data(data);
        Some((Ok(event), (listener, place)))
    });
    let events = once(ready(Ok(begins))).chain(events);
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
    /// Something had changed before she listened.
    behind: bool,
    quiet_until: Instant,
}

impl Listener {
    /// The next thing worth a pull; `None` when the hub stops or her session has ended.
    async fn next(&mut self) -> Option<(Scope, CommitNo)> {
        tokio::select! {
            () = sleep_until(self.quiet_until) => {}
            _ = self.stopping.wait_for(|stopping| *stopping) => return None,
        }
        if std::mem::take(&mut self.behind) {
            return Some(self.looks_for_herself());
        }
        loop {
            let Some(news) = self.hear().await? else {
                return Some(self.looks_for_herself());
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

    /// Too much happened, or too long ago, to say what.
    fn looks_for_herself(&mut self) -> (Scope, CommitNo) {
        self.quiet_until = Instant::now() + PAUSE;
        (Scope::Campaign, CommitNo(0))
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

/// The commit of which a browser was told before its stream broke off.
fn last_told(headers: &HeaderMap) -> Option<CommitNo> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok().map(CommitNo)
}

/// Whether something of hers changed after a commit. One that is ahead of the hub is of another life of its database.
async fn is_behind(
    hub: &Hub,
    held: &BTreeSet<Scope>,
    after: CommitNo,
    head: CommitNo,
) -> Result<bool, Fault> {
    let whole_kinds = [Scope::Office, Scope::Inspect].iter().any(|scope| held.contains(scope));
    if after >= head || whole_kinds {
        return Ok(after != head);
    }
    let since: Vec<_> = held.iter().map(|scope| (*scope, end(after))).collect();
    let mut conn = hub.readers().acquire().await?;
    Ok(!store::view::changed(&mut conn, hub.campaign(), &since, 1).await?.is_empty())
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
