//! Pull: the changes in a reader's scopes after her cursor, in the order commit, kind, id.
//!
//! All of a page is read in one transaction: what she holds, what changed, and how far the hub is. Each scope has a
//! position of its own, so that a scope gained begins at the start while the others go on. A thing that stands in
//! several of her scopes is one row. Keeps invariants 6 and 10.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use serde_json::value::RawValue;
use sqlx::Connection as _;
use uuid::Uuid;
use yingchun_domain::id::{Epoch, PersonId};
use yingchun_domain::page::{Cursor, Page, PageRow, Position};
use yingchun_domain::row::{CommitNo, Kind};
use yingchun_domain::scope::{Scope, grants_of, inspector_reads, office_reads};

use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::store::view::Seen;
use crate::store::{self, Conn, Fault};

/// A cursor that this life of the database gave out.
fn given_out(hub: &Hub, sealed: &str, life: Epoch) -> Option<Cursor> {
    let cursor: Cursor = serde_json::from_str(&hub.seal().open(sealed)?).ok()?;
    (cursor.epoch == life).then_some(cursor)
}

/// Whether the commit of a cursor is in the database still: one that was rolled back has forgotten it.
async fn is_remembered(conn: &mut Conn, hub: &Hub, cursor: &Cursor, head: CommitNo) -> Result<bool, Fault> {
    let tag = store::commit::tag(conn, hub.campaign(), cursor.commit).await?;
    // Commit 0 is the empty database: it has no tag of its own.
    Ok(cursor.commit <= head && (cursor.commit.0 == 0 || tag == Some(cursor.tag)))
}

/// One page of a reader; a cursor that this life of the database did not give out begins anew.
pub(crate) async fn page(
    hub: &Hub,
    person: PersonId,
    cursor: Option<&str>,
    limit: usize,
) -> Result<Page, HubError> {
    let now = clock::now();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let mut tx = conn.begin().await.map_err(Fault::from)?;
    let stored = store::campaign::find(&mut tx).await?.ok_or(Fault::Data)?;
    let set = store::needs::set_of_reader(&mut tx, hub.campaign(), person, now).await?;
    let scopes = grants_of(person, &set, now);
    let cursor = cursor.and_then(|sealed| given_out(hub, sealed, stored.epoch));
    if let Some(cursor) = &cursor
        && !is_remembered(&mut tx, hub, cursor, stored.head).await?
    {
        drop(tx);
        drop(conn);
        hub.begin_epoch(stored.epoch).await?;
        // Her session has ended with the life in which it was opened.
        return Err(session_missing());
    }
    let fresh = cursor.is_none();
    let positions = cursor.map(|cursor| cursor.scopes).unwrap_or_default();
    let since: Vec<(Scope, Position)> =
        scopes.iter().map(|scope| (*scope, positions.get(scope).cloned().unwrap_or_else(start))).collect();
    let changes = changes(&mut tx, hub, &since, limit).await?;
    let tag = store::commit::tag(&mut tx, hub.campaign(), stored.head).await?;
    tx.rollback().await.map_err(Fault::from)?;
    let reached = if changes.whole { Some(end(stored.head)) } else { changes.last() };
    let positions =
        since.into_iter().map(|(scope, at)| (scope, reached.clone().map_or(at.clone(), |it| it.max(at))));
    let cursor = Cursor {
        epoch: stored.epoch,
        tag: tag.unwrap_or(0),
        commit: stored.head,
        scopes: positions.collect(),
    };
    let whole = changes.whole;
    let held: BTreeSet<Scope> = scopes.iter().copied().collect();
    let rows = changes
        .groups
        .into_iter()
        .flat_map(|(at, seen)| rows(&at, seen, &held))
        .collect::<Result<_, Fault>>()?;
    Ok(Page {
        epoch: stored.epoch,
        cursor: hub.seal().close(&serde_json::to_string(&cursor).map_err(|_| Fault::Data)?),
        head: stored.head,
        whole,
        fresh,
        now,
        scopes,
        safe_commit: stored.safe,
        rows,
    })
}

/// Nobody reads under this cookie, or under none.
pub(crate) fn session_missing() -> HubError {
    HubError::new(StatusCode::UNAUTHORIZED, "session.missing", "no session is open")
}

fn start() -> Position {
    Position { commit: CommitNo(0), kind: String::new(), id: Uuid::nil() }
}

/// Behind every row of a commit: `~` sorts after all names of kinds.
pub(crate) fn end(commit: CommitNo) -> Position {
    Position { commit, kind: "~".to_owned(), id: Uuid::max() }
}

/// What changed, by thing, in order.
struct Changes {
    groups: BTreeMap<Position, Vec<Seen>>,
    whole: bool,
}

/// What one question found, and up to where it found all there is; `None` where it came to its end.
struct Found {
    seen: Vec<Seen>,
    until: Option<Position>,
}

impl Changes {
    fn of(found: Vec<Found>, limit: usize) -> Self {
        let until = found.iter().filter_map(|it| it.until.clone()).min();
        let mut groups: BTreeMap<Position, Vec<Seen>> = BTreeMap::new();
        for it in found.into_iter().flat_map(|it| it.seen) {
            if until.as_ref().is_none_or(|until| it.at <= *until) {
                groups.entry(it.at.clone()).or_default().push(it);
            }
        }
        let mut whole = until.is_none();
        if let Some(after) = groups.keys().nth(limit).cloned() {
            groups.retain(|at, _| *at < after);
            whole = false;
        }
        Self { groups, whole }
    }

    fn last(&self) -> Option<Position> {
        self.groups.keys().next_back().cloned()
    }
}

async fn changes(
    conn: &mut Conn,
    hub: &Hub,
    since: &[(Scope, Position)],
    limit: usize,
) -> Result<Changes, Fault> {
    let position = |wanted: Scope| since.iter().find(|(scope, _)| *scope == wanted).map(|(_, at)| at.clone());
    let (office, inspect) = (position(Scope::Office), position(Scope::Inspect));
    let mut found = Vec::new();
    // The office reads everything: what its people hold besides is among it.
    if office.is_none() {
        // One thing takes a row in each scope at most, so that at least one thing is read whole.
        let at_most = limit.saturating_add(since.len());
        let seen = store::view::changed(conn, hub.campaign(), since, at_most).await?;
        let last = seen.last().filter(|_| seen.len() >= at_most).map(|it| it.at.clone());
        let until = last.and_then(|last| seen.iter().map(|it| &it.at).rfind(|at| **at < last).cloned());
        found.push(Found { seen, until });
    }
    let whole_kinds: fn(Kind) -> bool = if office.is_some() { office_reads } else { inspector_reads };
    if let Some(since) = office.or(inspect) {
        let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| whole_kinds(*kind)).collect();
        let seen = store::view::changed_kinds(conn, hub.campaign(), &kinds, &since, limit).await?;
        let until = seen.last().filter(|_| seen.len() >= limit).map(|it| it.at.clone());
        found.push(Found { seen, until });
    }
    Ok(Changes::of(found, limit))
}

/// The rows of one thing: that it left scopes, then that it stands in others.
fn rows(at: &Position, seen: Vec<Seen>, held: &BTreeSet<Scope>) -> Vec<Result<PageRow, Fault>> {
    let left: Vec<Scope> = seen.iter().filter(|it| it.gone).filter_map(|it| it.scope).collect();
    let mut rows = Vec::new();
    if let Some(it) = seen.iter().find(|it| it.gone) {
        rows.push(row(at, it, left, true));
    }
    if let Some(it) = seen.into_iter().find(|it| !it.gone) {
        let standing = serde_json::from_str::<Vec<Scope>>(&it.scopes).map_err(|_| Fault::Data);
        rows.push(standing.and_then(|standing| {
            let mut scopes: Vec<Scope> = standing.into_iter().filter(|scope| held.contains(scope)).collect();
            let whole_kinds =
                [Scope::Inspect, Scope::Office].into_iter().filter(|scope| held.contains(scope));
            let reads = |scope: &Scope| {
                let kind: Option<Kind> = at.kind.parse().ok();
                *scope == Scope::Office || kind.is_some_and(inspector_reads)
            };
            scopes.extend(whole_kinds.filter(reads));
            row(at, &it, scopes, false)
        }));
    }
    rows
}

fn row(at: &Position, seen: &Seen, scopes: Vec<Scope>, gone: bool) -> Result<PageRow, Fault> {
    let body =
        (!gone).then(|| RawValue::from_string(seen.body.clone())).transpose().map_err(|_| Fault::Data)?;
    Ok(PageRow {
        kind: at.kind.clone(),
        id: at.id,
        schema: seen.schema,
        version: seen.version.parse().map_err(|_| Fault::Data)?,
        commit: at.commit,
        scopes,
        gone,
        body,
    })
}
