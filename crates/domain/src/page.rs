//! Page: what changed in a reader's scopes since her cursor.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::id::{EntryId, Epoch};
use crate::row::{CommitNo, Entity, Kind, Row, SCHEMA};
use crate::scope::Scope;
use crate::time::UnixMs;

/// How far a reader has come in one scope: rows sort by commit, kind, id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// The commit of the last row read.
    pub commit: CommitNo,
    /// Its kind, as text: it may be newer than this build.
    pub kind: String,
    /// Its id.
    pub id: Uuid,
}

/// How far a reader has come. Opaque to the phone: the hub gives it out under its own mac.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The life of the database that it belongs to.
    pub epoch: Epoch,
    /// The random tag of the last commit seen: a foreign one betrays a database that was rolled back.
    pub tag: u64,
    /// The last commit seen.
    pub commit: CommitNo,
    /// How far in each scope; a scope that is not here begins at the start.
    pub scopes: BTreeMap<Scope, Position>,
}

/// One row of a page. A row of a newer schema passes through as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PageRow {
    /// Its kind, as text.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
    /// The schema of its body.
    pub schema: u32,
    /// The entry that last wrote it.
    pub version: EntryId,
    /// The commit that last wrote it.
    pub commit: CommitNo,
    /// Those of the reader's scopes in which it is, or was.
    pub scopes: Vec<Scope>,
    /// It left these scopes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// The thing itself; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Box<RawValue>>,
}

impl PageRow {
    /// The row as the rules read it; `None` where it is gone, or of a newer schema (需更新后查看).
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        if self.schema > SCHEMA {
            return None;
        }
        let kind: Kind = self.kind.parse().ok()?;
        let entity = Entity::from_body(kind, self.body.as_ref()?.get()).ok()?;
        Some(Row { entity, version: self.version, commit: self.commit, scopes: self.scopes.clone() })
    }
}

/// What changed, up to a number of rows; the phone stages pages and swaps them in when the last is `whole`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    /// This life of the hub's database.
    pub epoch: Epoch,
    /// Where to go on: opaque.
    pub cursor: String,
    /// The commit at which this page was read.
    pub head: CommitNo,
    /// Whether nothing is left up to `head`.
    pub whole: bool,
    /// Whether the reader begins anew: her cursor was of another life, or none.
    pub fresh: bool,
    /// The hub's clock.
    pub now: UnixMs,
    /// What the reader holds: rows of other scopes are to be let go at the swap.
    pub scopes: Vec<Scope>,
    /// Two verified backups on another volume have everything up to here.
    pub safe_commit: CommitNo,
    /// In the order commit, kind, id.
    pub rows: Vec<PageRow>,
}
