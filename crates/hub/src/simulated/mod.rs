//! The drive under faults (`crates/simulation`) over the real hub: its routes without a socket, its writer, its database in
//! a file. Time and chance are [`given`], so that a seed plays the same twice.
//!
//! A hub that is killed in the middle of a commit is another test's (`tests/hub/faults.rs`): here each request has come to
//! its end before something else happens to the hub, and only its answer may be lost.

pub(crate) mod given;
mod ledger;
mod real;
mod wire;

use yingchun_simulation::mutant::Mutant;
use yingchun_simulation::phone::Phone;
use yingchun_simulation::runs::Seeds;
use yingchun_simulation::{World, play};

use real::RealHub;

/// Mistakes that are caught within so many worlds; each costs up to as many.
const MUTANT_SEEDS: u64 = 12;

#[test]
fn nothing_is_lost_on_a_real_database() {
    let seeds = Seeds { plain: 24, short: 24, long: 2_000 };
    seeds.play(|seed| play(RealHub::open(seed, None), seed, None).broken);
}

#[test]
fn a_mistake_is_caught_on_a_real_database_too() {
    for mutant in [Mutant::EvidenceDropped, Mutant::ReceiptNotKept, Mutant::NeverSent] {
        let plays = |seed| drop(play(RealHub::open(seed, Some(mutant)), seed, Some(mutant)));
        assert!(mutant.is_seen(MUTANT_SEEDS, plays), "{mutant:?}");
    }
}

#[test]
fn a_seed_plays_the_same_twice_on_a_real_database() {
    let trace = |seed| {
        let mut world = World::new(RealHub::open(seed, None), seed, None);
        world.with_faults();
        let lines =
            |phone: &Phone| phone.promises.rows.values().map(|row| row.line.clone()).collect::<Vec<_>>();
        (world.hub.head(), world.phones.iter().map(lines).collect::<Vec<_>>())
    };
    assert_eq!(trace(7), trace(7));
}
