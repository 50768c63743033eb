//! The rules of the drive and the way its replicas come together: no I/O, no clock, no randomness.
//!
//! An act of a person is an [`entry::Entry`]. [`decide::needs`] names the rows that judging it takes,
//! [`decide::decide`] judges it over a [`set::Set`] of them, and the changes are applied to that same set: on the
//! phone at once and hopefully, on the hub later and for good. [`sync`] is the machine that brings entries to the
//! hub and its decisions back. Read on in `ARCHITECTURE.md`.
#![forbid(unsafe_code)]

pub mod edit;
pub mod id;
pub mod led;
pub mod lunar;
pub mod quantity;
pub mod text;
pub mod time;

pub mod json;
pub mod lookup;
pub mod row;
pub mod scope;
pub mod set;

pub mod assignment;
pub mod attendance;
pub mod campaign;
pub mod community;
pub mod conflict;
pub mod ending;
pub mod grant;
pub mod import;
pub mod invitation;
pub mod notice;
pub mod person;
pub mod photo;
pub mod spot;
pub mod team;
pub mod zone;

pub mod ledger;
pub mod progress;

pub mod again;
pub mod decide;
pub mod door;
mod enough;
pub mod entry;
pub mod gap;
pub mod page;
pub mod receipt;
pub mod refused;
pub mod sync;
