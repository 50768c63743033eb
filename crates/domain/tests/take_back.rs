//! 记错了: a cleaning that was written down for the wrong spot, put right by the rules alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{PersonId, SpotId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::photo::Photo;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::close::Cancel;
use yingchun_domain::spot::inspect::{Pass, SendBack};
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS};

const WRONG: u128 = 1;
const RIGHT: u128 = 2;

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

fn clean(n: u128, answers: Option<&Entry>) -> Entry {
    let act = Act::Clean(Clean { quantity: None, note: None, answers: answers.map(|entry| entry.id) });
    Entry { photos: vec![after_photo(n)], ..entry(n, volunteer(), spot(WRONG).uuid(), act) }
}

fn take_back(n: u128, who: PersonId, cleaning: &Entry, meant: Option<SpotId>) -> Entry {
    entry(n, who, spot(WRONG).uuid(), Act::TakeBack(TakeBack { cleaning: cleaning.id, meant }))
}

fn sent_back(n: u128, cleaning: &Entry) -> Entry {
    let back = SendBack {
        cleaning: cleaning.id,
        reason: Shortfall::NotClean,
        place: "石阶缝里还有塑料袋".try_into().unwrap(),
        due: START.plus(DAY_MS),
    };
    entry(n, inspector(), spot(WRONG).uuid(), Act::SendBack(back))
}

fn seen(hub: &ModelHub, n: u128) -> Spot {
    hub.store.get::<Spot>(spot(n).uuid()).known().unwrap().clone()
}

fn photos(hub: &ModelHub, n: u128) -> usize {
    hub.store.all::<Photo>(Lookup::PhotosOfSpot, spot(n).uuid()).count()
}

#[track_caller]
fn check(receipt: &Receipt, outcome: Outcome, code: Option<&str>) {
    assert_eq!((receipt.outcome, receipt.code.as_deref()), (outcome, code));
}

#[test]
fn the_spot_is_open_again_and_the_photo_shows_no_work_there() {
    let mut hub = hub_with_volunteer_at_work();
    let wrong = clean(10, None);
    take(&mut hub, &wrong);
    check(&take(&mut hub, &take_back(11, volunteer(), &wrong, None)), Outcome::Applied, None);
    let spot = seen(&hub, WRONG);
    assert_eq!((&spot.state, spot.cleanings.len(), spot.worked().count()), (&SpotState::Open, 1, 0));
    assert_eq!((photos(&hub, WRONG), spot.last_cleaning()), (1, None));
    let bare = Entry { photos: vec![], ..clean(12, None) };
    check(&take(&mut hub, &bare), Outcome::Refused, Some("spot.clean.no_after_photo"));
}

#[test]
fn a_claim_that_still_runs_stands_again() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &entry(9, volunteer(), spot(WRONG).uuid(), Act::Claim(Claim {})));
    let claimed = seen(&hub, WRONG).state;
    let wrong = clean(10, None);
    take(&mut hub, &wrong);
    take(&mut hub, &take_back(11, leader(), &wrong, None));
    assert!(matches!(claimed, SpotState::Claimed { .. }));
    assert_eq!(seen(&hub, WRONG).state, claimed);
}

#[test]
fn a_return_that_it_answered_waits_again() {
    let mut hub = hub_with_volunteer_at_work();
    let first = clean(10, None);
    take(&mut hub, &first);
    let back = sent_back(11, &first);
    take(&mut hub, &back);
    let returned = seen(&hub, WRONG).state;
    // Done after the return, by a clock that was right.
    let second = Entry { at: START.plus(HOUR_MS + 1), ..clean(12, Some(&back)) };
    let later = START.plus(2 * HOUR_MS);
    assert_eq!(hub.take(&second.to_line().unwrap(), later).outcome, Outcome::Applied);
    let wrong = Entry { at: later, ..take_back(13, volunteer(), &second, None) };
    check(&hub.take(&wrong.to_line().unwrap(), later), Outcome::Applied, None);
    assert_eq!(seen(&hub, WRONG).state, returned);
}

#[test]
fn what_somebody_else_did_there_stands() {
    let mut hub = hub_with_volunteer_at_work();
    let wrong = clean(10, None);
    take(&mut hub, &wrong);
    let also = Entry { author: leader(), device: device(leader()), ..clean(11, None) };
    take(&mut hub, &also);
    take(&mut hub, &take_back(12, volunteer(), &wrong, None));
    assert_eq!(seen(&hub, WRONG).state, SpotState::Cleaned { cleaning: also.id });
}

#[test]
fn the_work_and_its_photo_go_to_the_spot_that_was_meant() {
    let mut hub = hub_with_volunteer_at_work();
    let wrong = clean(10, None);
    take(&mut hub, &wrong);
    let right = take_back(11, leader(), &wrong, Some(spot(RIGHT)));
    check(&take(&mut hub, &right), Outcome::Applied, None);
    assert_eq!((seen(&hub, WRONG).state, photos(&hub, WRONG)), (SpotState::Open, 0));
    let meant = seen(&hub, RIGHT);
    assert_eq!((&meant.state, photos(&hub, RIGHT)), (&SpotState::Cleaned { cleaning: right.id }, 1));
    let cleaning = meant.last_cleaning().unwrap();
    assert_eq!((cleaning.by, cleaning.recorded_by), (volunteer(), Some(leader())));
    let pass = entry(12, inspector(), spot(RIGHT).uuid(), Act::Pass(Pass { cleaning: right.id }));
    check(&take(&mut hub, &pass), Outcome::Applied, None);
}

/// She chose it while her phone had not read what became of it: her work is kept where it was done, and she is told of that
/// spot, not of the one that she wrote it down for.
#[test]
fn work_moved_to_a_spot_that_waits_for_none_is_kept_there_and_told_as_such() {
    let cancel = Act::Cancel(Cancel { reason: "村里自己清了".try_into().unwrap() });
    let meant = |n, act| entry(n, organiser(), spot(RIGHT).uuid(), act);
    let cleaned = Entry { author: leader(), device: device(leader()), ..clean(8, None) };
    let cleaned = Entry { target: spot(RIGHT).uuid(), ..cleaned };
    let passed = entry(9, inspector(), spot(RIGHT).uuid(), Act::Pass(Pass { cleaning: cleaned.id }));
    let cancelled = (vec![meant(8, cancel)], "spot.take_back.meant_cancelled");
    let settled = (vec![cleaned, passed], "spot.take_back.meant_settled");
    for (before, code) in [cancelled, settled] {
        let mut hub = hub_with_volunteer_at_work();
        for made in &before {
            check(&take(&mut hub, made), Outcome::Applied, None);
        }
        let stood = seen(&hub, RIGHT);
        let wrong = clean(10, None);
        take(&mut hub, &wrong);
        let back = take_back(11, volunteer(), &wrong, Some(spot(RIGHT)));
        check(&take(&mut hub, &back), Outcome::Applied, Some(code));
        let meant = seen(&hub, RIGHT);
        assert_eq!((meant.state, meant.cleanings.len()), (stood.state, stood.cleanings.len() + 1));
        assert_eq!((seen(&hub, WRONG).state, photos(&hub, WRONG)), (SpotState::Open, 0));
    }
}

#[test]
fn what_an_inspector_has_judged_is_not_taken_away_behind_her_back() {
    let mut hub = hub_with_volunteer_at_work();
    let done = clean(10, None);
    take(&mut hub, &done);
    take(&mut hub, &entry(11, inspector(), spot(WRONG).uuid(), Act::Pass(Pass { cleaning: done.id })));
    let late = take(&mut hub, &take_back(12, volunteer(), &done, None));
    check(&late, Outcome::Merged, Some("spot.take_back.judged"));
    assert_eq!(seen(&hub, WRONG).state, SpotState::Passed);
}

#[test]
fn only_who_did_it_or_leads_there_puts_it_right_and_once() {
    let mut hub = hub_with_volunteer_at_work();
    let wrong = clean(10, None);
    take(&mut hub, &wrong);
    for (n, who) in [(11, stranger()), (12, other_leader()), (13, inspector())] {
        check(&take(&mut hub, &take_back(n, who, &wrong, None)), Outcome::Refused, Some("right.not_yours"));
    }
    let same = take_back(14, volunteer(), &wrong, Some(spot(WRONG)));
    check(&take(&mut hub, &same), Outcome::Refused, Some("spot.take_back.same_spot"));
    assert_eq!(take(&mut hub, &take_back(15, organiser(), &wrong, None)).outcome, Outcome::Applied);
    let again = take(&mut hub, &take_back(16, volunteer(), &wrong, None));
    check(&again, Outcome::Merged, Some("spot.take_back.before"));
}

/// A gateway held the cleaning up, or a restored hub has forgotten it: its phone brings it after what takes it back.
#[test]
fn what_is_taken_back_before_it_comes_was_never_work() {
    let mut hub = hub_with_volunteer_at_work();
    let (late, other) = (clean(10, None), clean(12, None));
    let back = take_back(11, volunteer(), &late, None);
    check(&take(&mut hub, &back), Outcome::Held, None);
    take(&mut hub, &other);
    assert_eq!(hub.receipt(back.id).unwrap().outcome, Outcome::Held, "another cleaning is not the one");
    check(&take(&mut hub, &late), Outcome::Merged, Some("spot.clean.added_evidence"));
    assert_eq!(hub.receipt(back.id).unwrap().outcome, Outcome::Applied);
    let spot = seen(&hub, WRONG);
    assert_eq!(spot.worked().map(|it| it.entry).collect::<Vec<_>>(), [other.id]);
    assert_eq!(spot.state, SpotState::Cleaned { cleaning: other.id });
}
