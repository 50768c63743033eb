//! The hub as phones and browsers meet it: a real server on a real file, through HTTP.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what a test expects, it says by failing"
)]

mod again;
mod again_rights;
mod back;
mod contacts;
mod durable;
#[cfg(feature = "faults")]
mod faults;
mod full_disk;
mod gaps;
mod golden;
mod hostile;
mod invitations;
mod keep;
mod kept_while_working;
mod kill;
mod lately;
mod limits;
mod main_job;
mod news;
mod office;
mod photos;
mod plain;
mod progress;
mod pull;
mod push;
mod quarantine;
mod resets;
mod restart;
mod restore;
mod rights;
#[path = "../../../domain/tests/common/scope_table.rs"]
mod scope_table;
mod sign_in;
mod support;
mod take_in;
mod twisted;
