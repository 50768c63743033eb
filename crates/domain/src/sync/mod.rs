//! The machine that brings entries to the hub and its decisions back: events in, effects out.
//!
//! The shell on the phone (`src/sync/` of the app) carries out [`Effect`]s one by one and feeds back [`Event`]s; it
//! decides nothing. Time and chance come in with the event. An entry is *queued* when it is saved, *sent* before its
//! first request, *receipted* by the hub's word, *settled* when the replica has caught up with that word. Keeps
//! invariants 3 (one effect), 6 (no half commit), 8 (the queue always drains) and 11 (clocks never block).

mod batch;
pub mod cached;
mod event;
mod lane;
mod machine;
pub mod outbox;
mod outgoing;
mod photos;
mod replica;
mod rest;
mod status;

pub use batch::{PUSH_BYTES_MAX, PUSH_LINES_MAX};
pub use event::{Chance, Effect, Event, Fault, OutboxItem, PhotoJob, Stage};
pub use machine::{Machine, UNDO_MS};
pub use photos::{awaited, safe};
pub use replica::{Pending, Replica, Shown};
pub use status::{Session, Status};
