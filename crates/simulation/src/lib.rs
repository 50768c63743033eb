//! A few phones, one hub, and a bad link: the shipped rules and the shipped machine, and everything that goes wrong.
//!
//! One seed decides all: who acts when, what the link drops, doubles, delays and cuts, which page is killed between which
//! two effects, which phone is cloned, rolled back, full or handed on, how far its clock jumps, when the hub dies, and
//! what changes there meanwhile. At the end the faults stop, and every queue must drain in bounded steps.
//!
//! A *world* plays a seed over whatever [`hub::Hub`] a test brings: `tests/model.rs` a hub in memory, very many times;
//! `crates/hub/src/simulated/` the real one on a real database. The *plan* says how large a world is and what breaks;
//! the *checks* are named after the invariants; [`runs`] says how many seeds are played.
#![expect(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "part of tests: what failed is told by panicking, how much was done by printing, and a check is about some acts"
)]

#[path = "../../domain/tests/common/mod.rs"]
pub mod common;

mod acts;
mod breaks;
mod cache;
pub mod chance;
mod checks;
mod help;
pub mod hub;
mod link;
pub mod model;
pub mod mutant;
pub mod phone;
pub mod picture;
mod plan;
pub mod runs;
mod tab;
mod world;

pub use acts::rule;
pub use checks::all as check;
pub use world::World;

use hub::Hub;
use mutant::Mutant;

/// Plays a world to its end, and looks at it with all checkers.
pub fn play<H: Hub>(hub: H, seed: u64, mutant: Option<Mutant>) -> World<H> {
    let mut world = World::new(hub, seed, mutant);
    world.with_faults();
    world.drain();
    check(&world);
    world
}
