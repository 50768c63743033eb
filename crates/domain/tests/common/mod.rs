//! A hub in memory that judges by the shipped rules over working sets loaded as the real hub loads them, and a small
//! drive to put into it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::new_without_default,
    missing_docs,
    unreachable_pub,
    dead_code,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    reason = "shared by several test programs, each of which uses a part"
)]

pub mod drive;
pub mod hub;
pub mod people;
