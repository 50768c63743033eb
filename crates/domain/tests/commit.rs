//! One commit of the hub and what phones see of it, step by step: retries, poison, half pages, restores.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

use common::drive::{self, START, device, entry, hub, leader, spot, volunteer, zone};
use common::hub::work::Poison;
use common::hub::{ModelHub, Pushed};
use uuid::Uuid;
use yingchun_domain::decide::{Context, Decided, Stop, decide};
use yingchun_domain::edit::WORDS;
use yingchun_domain::entry::{Act, Entry, LINE_BYTES_MAX};
use yingchun_domain::id::{DeviceId, EntryId};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::set::Set;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot};
use yingchun_domain::sync::{Pending, Replica};
use yingchun_domain::zone::Zone;
use yingchun_domain::zone::edit::EditZone;

fn report(n: u128, place: &str) -> Entry {
    let report =
        Report { place: place.try_into().unwrap(), category: Category::Heaps, note: None, community: None };
    entry(n, volunteer(), Uuid::from_u128(0x9_0000 + n), Act::Report(report))
}

fn line(entry: &Entry) -> String {
    entry.to_line().unwrap()
}

/// Pushes of the volunteer's device that arrive together; the receipts of each.
fn push(hub: &mut ModelHub, pushes: &[&[String]]) -> Vec<Vec<Receipt>> {
    hub.sign_in(device(volunteer()), volunteer());
    let pushed: Vec<Pushed<'_>> =
        pushes.iter().map(|lines| Pushed { device: device(volunteer()), lines }).collect();
    hub.push(&pushed, START).into_iter().map(|answer| answer.unwrap().receipts).collect()
}

fn outcomes(receipts: &[Receipt]) -> Vec<Outcome> {
    receipts.iter().map(|receipt| receipt.outcome).collect()
}

fn is_there(hub: &ModelHub, entry: &Entry) -> bool {
    hub.store.get::<Spot>(entry.target).known().is_some()
}

/// A replica of a person with all that she may see.
fn replica(hub: &ModelHub, who: yingchun_domain::id::PersonId) -> Replica {
    let mut replica = Replica::default();
    assert!(hub.bring(&mut replica, who, usize::MAX, START));
    replica.swap(&BTreeSet::new());
    replica
}

#[test]
fn a_retry_in_the_same_commit_has_one_effect() {
    let mut hub = hub();
    let one = report(1, "村口");
    let lines = [line(&one)];
    let receipts = push(&mut hub, &[&lines, &lines]);
    assert_eq!(receipts[0], receipts[1]);
    assert_eq!(hub.applied.get(&one.id), Some(&1));
    let commit = hub.commit;
    assert_eq!(push(&mut hub, &[&lines])[0], receipts[0], "and so has one that comes later");
    assert_eq!(hub.commit, commit, "a repeat makes no commit");
}

/// The rule fails at whoever reports 毒.
fn poisoned(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    if matches!(&entry.act, Act::Report(report) if report.place.as_str() == "毒") {
        resume_unwind(Box::new(Poison));
    }
    decide(set, entry, context)
}

#[test]
fn a_poison_row_wedges_nobody() {
    let mut hub = hub();
    hub.rule = poisoned;
    let (first, poison, last) = (report(1, "村口"), report(2, "毒"), report(3, "村尾"));
    let nul = line(&report(4, "井边")).replace("井边", "井\\u0000边");
    let long = format!("{{\"id\":\"{}\"}}", "9".repeat(LINE_BYTES_MAX));
    let lines = [line(&first), nul, line(&poison), long, "{".to_owned(), line(&last)];
    let receipts = push(&mut hub, &[&lines]).remove(0);
    let (good, apart) = (Outcome::Applied, Outcome::Quarantined);
    assert_eq!(outcomes(&receipts), [good, apart, apart, apart, apart, good]);
    assert!(is_there(&hub, &first) && is_there(&hub, &last) && !is_there(&hub, &poison));
    assert_eq!(hub.apart.len(), 4, "nothing is dropped: the office sees each of them");
    let again = push(&mut hub, &[&lines]).remove(0);
    assert_eq!(again, receipts);

    hub.rule = decide;
    for kept in hub.apart.clone() {
        hub.retry(&kept, START);
    }
    let ended = hub.receipt(poison.id).map(|receipt| receipt.outcome);
    assert_eq!((ended, is_there(&hub, &poison)), (Some(good), true), "a mended hub judges it again");
}

#[test]
fn the_same_id_with_other_bytes_is_kept_apart_and_has_no_effect() {
    let mut hub = hub();
    let (first, other) = (report(1, "村口"), report(1, "村尾"));
    let receipts = push(&mut hub, &[&[line(&first)], &[line(&other)]]);
    assert_eq!(outcomes(&receipts[1]), [Outcome::Quarantined]);
    assert_eq!(receipts[1][0].code.as_deref(), Some("entry.forked"));
    let spot = hub.store.get::<Spot>(first.target).known().unwrap();
    assert_eq!((spot.place.as_str(), hub.apart.len()), ("村口", 1));
}

#[test]
fn two_phones_with_the_same_device_and_seq_are_both_judged() {
    let mut hub = hub();
    let (one, twin) = (report(1, "村口"), Entry { seq: 1, ..report(2, "村尾") });
    assert_eq!((one.device, one.seq), (twin.device, twin.seq));
    let receipts = push(&mut hub, &[&[line(&one)], &[line(&twin)]]);
    assert_eq!(outcomes(&receipts.concat()), [Outcome::Applied, Outcome::Applied]);
    assert!(is_there(&hub, &one) && is_there(&hub, &twin));
}

#[test]
fn an_unknown_device_is_bound_by_its_own_registration_only() {
    let mut hub = hub();
    let (phone, her) = (DeviceId::from(Uuid::from_u128(0x77)), Uuid::from_u128(0x78));
    let register = Act::Register(drive::register("刘芳", "13800002050"));
    let joins = Entry { device: phone, ..entry(1, her.into(), her, register) };
    let stranger = Pushed { device: phone, lines: &[line(&report(2, "村口"))] };
    assert!(hub.push(&[stranger], START)[0].is_err());
    let lines = [line(&joins)];
    let answer = hub.push(&[Pushed { device: phone, lines: &lines }], START).remove(0).unwrap();
    assert_eq!(outcomes(&answer.receipts), [Outcome::Applied]);
    assert_eq!(hub.knows(phone), Some(her.into()));
}

#[test]
fn half_a_commit_in_a_page_is_never_shown() {
    let mut hub = hub();
    let (one, two) = (report(1, "村口"), report(2, "村尾"));
    let mut replica = replica(&hub, volunteer());
    push(&mut hub, &[&[line(&one), line(&two)]]);
    let before = replica.reached();
    let mut pages = 0;
    loop {
        let whole = hub.bring(&mut replica, volunteer(), 1, START);
        pages += 1;
        replica.swap(&BTreeSet::new());
        let shown = [&one, &two].map(|it| replica.set().get::<Spot>(it.target).known().is_some());
        assert_eq!(shown, [whole, whole], "both of a commit, or none");
        if whole {
            break;
        }
        assert_eq!(replica.reached(), before);
    }
    assert!(pages > 1, "one row a page");
    assert_eq!(replica.reached(), hub.commit);
}

#[test]
fn a_receipt_before_the_pull_keeps_the_overlay() {
    let mut hub = hub();
    let one = report(1, "村口");
    let mut replica = replica(&hub, volunteer());
    let receipt = push(&mut hub, &[&[line(&one)]]).concat().remove(0);
    assert!(receipt.commit > replica.reached());
    let pending = [Pending { entry: one.clone(), received: Some(receipt.received) }];
    let shows = |replica: &Replica, pending: &[Pending]| {
        replica.shown(pending, START).set.get::<Spot>(one.target).known().is_some()
    };
    assert!(shows(&replica, &pending) && !shows(&replica, &[]), "without the overlay it would jump back");
    assert!(hub.bring(&mut replica, volunteer(), usize::MAX, START));
    replica.swap(&BTreeSet::new());
    assert!(receipt.commit <= replica.reached() && shows(&replica, &[]));
}

#[test]
fn after_a_restore_a_colliding_version_does_not_match() {
    let mut hub = hub();
    let backup = hub.clone();
    let words = |name: &str| {
        let name = name.try_into().unwrap();
        Act::EditZone(EditZone::Words { name, bounds: None, bring: None, hazard: None })
    };
    let office = |n, base: Option<EntryId>, name: &str| Entry {
        base: base.map(|base| (WORDS.to_owned(), base)).into_iter().collect::<BTreeMap<_, _>>(),
        ..entry(n, drive::organiser(), zone().uuid(), words(name))
    };
    let lost = office(1, None, "河东");
    assert_eq!(hub.take(&line(&lost), START).outcome, Outcome::Applied);
    let cursor = hub.pull(drive::organiser(), None, usize::MAX, START).cursor;
    hub.restore(&backup, START);
    let other = office(2, None, "河西");
    assert_eq!(hub.take(&line(&other), START).outcome, Outcome::Applied);
    // Both stand at the same count of commits, and neither the cursor nor the base of the life before is taken for it.
    assert!(hub.pull(drive::organiser(), Some(&cursor), usize::MAX, START).fresh);
    let over = office(3, Some(lost.id), "河东岸");
    assert_eq!(hub.take(&line(&over), START).outcome, Outcome::Refused, "she did not see what stands");
    let zone = hub.store.get::<Zone>(zone().uuid()).known().unwrap();
    assert_eq!(zone.name.as_str(), "河西");
    assert_eq!(hub.receipt(lost.id).map(|receipt| receipt.outcome), None);
    assert_eq!(
        hub.take(&line(&lost), START).outcome,
        Outcome::Refused,
        "a phone that still holds it is told"
    );
}

#[test]
fn a_database_rolled_back_behind_the_hubs_back_begins_another_life() {
    let mut hub = hub();
    let session = hub.sign_in(device(leader()), leader());
    let backup = hub.clone();
    push(&mut hub, &[&[line(&report(1, "村口"))]]);
    let cursor = hub.pull_under(Some(session), leader(), None, usize::MAX, START).unwrap().cursor;
    let epoch = hub.epoch;
    hub.roll_back(&backup);
    push(&mut hub, &[&[line(&report(2, "村尾"))]]);
    assert!(hub.pull_under(Some(session), leader(), Some(&cursor), usize::MAX, START).is_err());
    assert_ne!(hub.epoch, epoch);
    assert!(hub.reader(session).is_none(), "sessions end with the life in which they were opened");
    assert!(hub.store.get::<Spot>(spot(1).uuid()).known().is_some());
}
