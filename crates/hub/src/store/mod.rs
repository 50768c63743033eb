//! What the hub keeps, a file a table. Functions take a connection and open no transaction.
//!
//! One SQL for `SQLite` and PostgreSQL: what differs stands in [`each`]. Sets, never a loop around a statement: a
//! statement a row was measured at a fifteenth of the speed. No rule and no role lives here.

mod each;
mod fault;
mod open;

pub(crate) mod audit;
pub(crate) mod campaign;
pub(crate) mod come_back;
pub(crate) mod commit;
pub(crate) mod device;
pub(crate) mod entity;
pub(crate) mod gap;
pub(crate) mod held;
pub(crate) mod lookup;
pub(crate) mod passphrase;
pub(crate) mod photo;
pub(crate) mod quarantine;
pub(crate) mod receipt;
pub(crate) mod session;
pub(crate) mod view;

pub(crate) mod needs;

pub(crate) use fault::Fault;
pub(crate) use open::{FILE, Lock, Opened, Readers, lock, open};

use serde::Serialize;
use sqlx::SqliteConnection;

/// A connection of either side: the writer's own, or one of the readers.
pub(crate) type Conn = SqliteConnection;

/// The bind that [`each`] takes apart.
fn list<T: Serialize>(rows: &[T]) -> Result<String, Fault> {
    serde_json::to_string(rows).map_err(|_| Fault::Data)
}

/// Commit numbers and moments fit 63 bits for as long as anybody lives; larger ones stop there.
fn bits63(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
