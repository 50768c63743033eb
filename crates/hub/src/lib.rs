//! The hub: one process beside one `SQLite` file and a folder of photos.
//!
//! A push goes `http → writer → store`: the writer judges what waits with the domain's rules, in one transaction, and
//! answers only when the disk has it (invariant 2). A pull goes `http → pull → store`. Nothing in SQL is a rule and
//! nothing in `http` is SQL. Read on in `ARCHITECTURE.md`.
#![forbid(unsafe_code)]

pub mod chance;
pub mod clock;
pub mod error;
pub mod fail;
mod hex;

pub mod hub;
pub mod keep;
mod limit;
mod listeners;
mod news;
mod passphrase;
mod progress;
mod pull;
mod seal;
#[cfg(test)]
mod simulated;
mod store;
mod sweep;
pub mod take_in;
mod whole;
mod writer;

pub mod assets;
pub mod demo;
pub mod ledger;
pub mod photos;

mod http;
pub mod serve;
