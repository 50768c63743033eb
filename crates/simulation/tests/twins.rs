//! A phone's storage put on a second phone: both are the same device from then on, and count on from the same number.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test tells what failed by panicking")]

use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot};
use yingchun_simulation::common::drive;
use yingchun_simulation::common::hub::ModelHub;
use yingchun_simulation::phone::Phone;
use yingchun_simulation::{World, check, model};

/// A seed whose world has the volunteer's phone in it.
const SEED: u64 = 1;

fn report(phone: &Phone, n: u128, place: &str) -> Entry {
    let report =
        Report { category: Category::Clutter, place: place.try_into().unwrap(), note: None, community: None };
    let made = drive::entry(n, phone.person(), drive::spot(n).uuid(), Act::Report(report));
    Entry { device: phone.me().id, seq: phone.promises.next_seq, seen: phone.promises.seen, ..made }
}

fn acts(world: &mut World<ModelHub>, at: usize, n: u128, place: &str) -> Entry {
    let entry = report(&world.phones[at], n, place);
    assert!(world.acts(at, 0, &entry));
    entry
}

/// How often a phone shows a place.
fn shows(world: &World<ModelHub>, at: usize, place: &str) -> usize {
    let shown = world.phones[at].shown(world.now).set;
    shown.each::<Spot>().filter(|spot| spot.place.as_str() == place).count()
}

#[test]
fn two_phones_of_one_device_and_seq_lose_nothing_and_show_nothing_twice() {
    let mut world = World::new(model::hub(None), SEED, None);
    world.drain();
    let one = world.phones.iter().position(|phone| phone.person() == drive::volunteer()).unwrap();
    let before = acts(&mut world, one, 0x900, "村口");
    let twin = world.phones[one].cloned(world.now, &mut world.dice);
    let other = world.phones.len();
    world.phones.push(twin);
    let (hers, its) = (acts(&mut world, one, 0x901, "村尾"), acts(&mut world, other, 0x902, "桥头"));
    assert_eq!((hers.device, hers.seq), (its.device, its.seq));
    world.drain();
    check(&world);
    for at in [one, other] {
        let seen = ["村口", "村尾", "桥头"].map(|place| shows(&world, at, place));
        assert_eq!(seen, [1, 1, 1], "each once, on both");
    }
    let outcomes = [&before, &hers, &its].map(|entry| world.hub.receipt(entry.id).unwrap().outcome);
    assert_eq!(outcomes, [Outcome::Applied; 3]);
    assert_eq!(world.hub.applied.get(&before.id), Some(&1), "brought by both, done once");
}
