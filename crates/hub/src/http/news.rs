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
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
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
use crate::store::{self, Fault};
use crate::writer::News;

/// Between two events of one stream lies at least this.
const PAUSE: Duration = Duration::from_secs(5);
/// Silence is broken this often, so that a connection that was lost is noticed.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// A stream lives as long as its reader looks: no time limit stands over it.
pub(super) fn route() -> OpenApiRouter<Hub> {
    OpenApiRouter::new().routes(routes!(news))
}

/// Tells the reader of changes in her scopes for as long as she listens.
#[utoipa::path(get, path = "/api/news", security(("session" = [])),
    responses((status = 200, description = "a stream of events"), (status = 401, description = "session.missing")))]
async fn news(
    State(hub): State<Hub>,
    reader: Reader,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, HubError> {
    let now = Instant::now();
    let held = held(&hub, reader).await?;
    let listener = Listener {
        news: hub.news(),
        stopping: hub.stopping(),
        hub,
        reader,
        held,
        held_at: now,
        quiet_until: now,
    };
    let events = unfold(listener, async |mut listener| {
        let (scope, commit) = listener.next().await?;
        let event =
            Event::default().event("news").data(json!({ "scope": scope, "commit": commit }).to_string());
        Some((Ok(event), listener))
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
            let news = tokio::select! {
                news = self.news.recv() => news,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            };
            if !self.still_reads().await.ok()? {
                return None;
            }
            let found = match news {
                Ok(news) => self.concerns(&news),
                // Too much happened to say what: the reader looks for herself.
                Err(RecvError::Lagged(_)) => Some((Scope::Campaign, CommitNo(0))),
                Err(RecvError::Closed) => return None,
            };
            if found.is_some() {
                self.quiet_until = Instant::now() + PAUSE;
                return found;
            }
        }
    }

    /// Rights change and sessions end: after a while it is asked anew what she holds, and whether she reads at all.
    async fn still_reads(&mut self) -> Result<bool, Fault> {
        if self.held_at.elapsed() > PAUSE {
            let mut conn = self.hub.readers().acquire().await?;
            let token = self.reader.session.token_hash;
            let open =
                store::session::find(&mut conn, self.hub.campaign(), token, clock::now()).await?.is_some();
            drop(conn);
            if !open {
                return Ok(false);
            }
            self.held = held(&self.hub, self.reader).await?;
            self.held_at = Instant::now();
        }
        Ok(true)
    }

    /// A scope of hers in which something changed.
    fn concerns(&self, news: &News) -> Option<(Scope, CommitNo)> {
        let whole_kinds = [Scope::Office, Scope::Inspect].into_iter().find(|scope| self.held.contains(scope));
        let scope =
            whole_kinds.or_else(|| news.scopes.iter().copied().find(|scope| self.held.contains(scope)));
        scope.map(|scope| (scope, news.commit))
    }
}

async fn held(hub: &Hub, reader: Reader) -> Result<BTreeSet<Scope>, Fault> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await?;
    let set = store::needs::set_of_reader(&mut conn, hub.campaign(), reader.person, now).await?;
    Ok(grants_of(reader.person, &set, now).into_iter().collect())
}
