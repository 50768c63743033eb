//! What one row keeps has a most that no village reaches; who says more is told, and nobody else is held up by it.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::attendance::Attendance;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{AttendanceId, EntryId, PersonId};
use yingchun_domain::receipt::Receipt;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::inspect::SendBack;
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS};

/// What a row keeps of evidence, and of words about one moment.
const MOST: usize = 200;
const ENOUGH: &str = "merged row.enough";

fn take(hub: &mut ModelHub, entry: &Entry) -> String {
    let Receipt { outcome, code, .. } = hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS));
    let code = code.map(|code| format!(" {code}")).unwrap_or_default();
    format!("{}{code}", outcome.as_str())
}

fn on_spot(n: u128, who: PersonId, act: Act) -> Entry {
    entry(n, who, spot(1).uuid(), act)
}

fn clean(n: u128, who: PersonId, answers: Option<EntryId>) -> Entry {
    let clean = Clean { quantity: None, note: None, answers };
    Entry { photos: vec![after_photo(n)], ..on_spot(n, who, Act::Clean(clean)) }
}

fn object(n: u128, returned: EntryId) -> Entry {
    let words = Some("已经干净了".try_into().unwrap());
    on_spot(n, volunteer(), Act::Object(Object { returned, words }))
}

fn send_back(n: u128, cleaning: EntryId) -> Entry {
    let place = "石阶缝里还有塑料袋".try_into().unwrap();
    let back = SendBack { cleaning, reason: Shortfall::NotClean, place, due: START.plus(DAY_MS) };
    on_spot(n, inspector(), Act::SendBack(back))
}

fn it(hub: &ModelHub) -> Spot {
    hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().clone()
}

#[test]
fn objections_without_end_are_told_so_and_the_one_that_is_an_answer_still_counts() {
    let mut hub = hub_with_volunteer_at_work();
    let first = clean(10, volunteer(), None);
    assert_eq!(take(&mut hub, &first), "applied");
    for n in 0..MOST as u128 {
        let said = take(&mut hub, &object(1_000 + n, first.id));
        assert_eq!(said, "applied spot.clean.kept_as_evidence", "{n}");
    }
    let before = it(&hub);
    assert_eq!(take(&mut hub, &object(2_000, first.id)), ENOUGH);
    assert_eq!(it(&hub), before, "nothing is changed");

    let back = send_back(3_000, first.id);
    assert_eq!(take(&mut hub, &back), "applied");
    assert_eq!(take(&mut hub, &object(3_001, back.id)), "applied");
    assert_eq!(it(&hub).state, SpotState::Cleaned { cleaning: first.id });
}

#[test]
fn cleanings_without_end_are_told_so_and_the_one_that_was_asked_for_still_counts() {
    let mut hub = hub_with_volunteer_at_work();
    let first = clean(10, volunteer(), None);
    assert_eq!(take(&mut hub, &first), "applied");
    for n in 1..MOST as u128 {
        assert_eq!(take(&mut hub, &clean(1_000 + n, volunteer(), None)), "merged spot.clean.added_evidence");
    }
    let before = it(&hub);
    let beyond = clean(2_000, volunteer(), None);
    assert_eq!(take(&mut hub, &beyond), ENOUGH);
    assert_eq!(it(&hub), before, "nothing is changed");
    // Who takes back what was not written down does not wait for it for ever.
    let take_back = TakeBack { cleaning: beyond.id, meant: None };
    assert_eq!(take(&mut hub, &on_spot(2_001, volunteer(), Act::TakeBack(take_back))), ENOUGH);

    let back = send_back(3_000, first.id);
    assert_eq!(take(&mut hub, &back), "applied");
    let answer = clean(3_001, volunteer(), Some(back.id));
    assert_eq!(take(&mut hub, &answer), "applied");
    assert_eq!(it(&hub).state, SpotState::Cleaned { cleaning: answer.id });
}

#[test]
fn cleaning_and_taking_back_in_turn_comes_to_its_end_too() {
    let mut hub = hub_with_volunteer_at_work();
    let mut kept = 0;
    for n in 0..3 * MOST as u128 {
        let done = clean(1_000 + 2 * n, volunteer(), None);
        match take(&mut hub, &done).as_str() {
            "applied" => kept += 1,
            other => assert_eq!(other, ENOUGH),
        }
        let taken_back = Act::TakeBack(TakeBack { cleaning: done.id, meant: None });
        take(&mut hub, &on_spot(1_001 + 2 * n, volunteer(), taken_back));
    }
    assert_eq!((kept, it(&hub).cleanings.len()), (2 * MOST, 2 * MOST));
}

#[test]
fn signing_without_end_is_told_so_and_her_leader_is_still_heard() {
    let mut hub = hub_with_volunteer_at_work();
    let target = AttendanceId::of(zone(), slot(), volunteer()).uuid();
    let sign = || Act::SignIn(Sign::now(zone(), slot()));
    for n in 0..MOST as u128 {
        assert_eq!(take(&mut hub, &entry(1_000 + n, volunteer(), target, sign())), "applied");
    }
    assert_eq!(take(&mut hub, &entry(2_000, volunteer(), target, sign())), ENOUGH);
    let events = |hub: &ModelHub| hub.store.get::<Attendance>(target).known().unwrap().events.len();
    assert_eq!(events(&hub), MOST);
    let for_her = entry(2_001, leader(), target, Act::SignOut(Sign::now(zone(), slot())));
    let for_her = Entry { on_behalf_of: Some(volunteer()), ..for_her };
    assert_eq!(take(&mut hub, &for_her), "applied");
    assert_eq!(events(&hub), MOST + 1);
}
