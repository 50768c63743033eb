//! An objection to a return, one photo more, and work that changes hands.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::{AddPhotos, Clean};
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::inspect::{AskPhoto, Pass, SendBack};
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::{Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What a receipt says, in two words.
fn word(receipt: &Receipt) -> (Outcome, &str) {
    (receipt.outcome, receipt.code.as_deref().unwrap_or_default())
}

fn on_spot(n: u128, who: PersonId, act: Act) -> Entry {
    entry(n, who, spot(1).uuid(), act)
}

fn clean(n: u128, who: PersonId) -> Entry {
    let clean = Clean { quantity: None, note: None, answers: None };
    Entry { photos: vec![after_photo(n)], ..on_spot(n, who, Act::Clean(clean)) }
}

fn send_back(n: u128, who: PersonId, cleaning: EntryId) -> Entry {
    let place = "石阶缝里还有塑料袋".try_into().unwrap();
    let back = SendBack { cleaning, reason: Shortfall::NotClean, place, due: START.plus(DAY_MS) };
    on_spot(n, who, Act::SendBack(back))
}

fn object(n: u128, returned: EntryId) -> Entry {
    let words = Some("袋子是后来吹过来的".try_into().unwrap());
    on_spot(n, volunteer(), Act::Object(Object { returned, words }))
}

fn pass(n: u128, who: PersonId, cleaning: EntryId) -> Entry {
    on_spot(n, who, Act::Pass(Pass { cleaning }))
}

fn it(hub: &ModelHub) -> Spot {
    hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().clone()
}

/// Cleaned by the volunteer (entry 10) and returned by the inspector (entry 11).
fn returned() -> ModelHub {
    let mut hub = hub_with_volunteer_at_work();
    let done = clean(10, volunteer());
    take(&mut hub, &done);
    take(&mut hub, &send_back(11, inspector(), done.id));
    hub
}

fn id(n: u128) -> EntryId {
    uuid::Uuid::from_u128(0xe000_0000 + n).into()
}

fn second_inspector(hub: &mut ModelHub) -> PersonId {
    let grant = uuid::Uuid::from_u128(0x69).into();
    hub.found(Grant::from(grant, stranger(), Role::Inspector, UnixMs(0)));
    stranger()
}

#[test]
fn an_objection_goes_to_another_inspector() {
    let mut hub = returned();
    let another = second_inspector(&mut hub);
    assert_eq!(word(&take(&mut hub, &object(12, id(11)))), (Outcome::Applied, ""));
    assert!(matches!(it(&hub).state, SpotState::Cleaned { cleaning } if cleaning == id(10)));
    assert_eq!(it(&hub).standing_objection().unwrap().inspector, Some(inspector()));
    let barred = (Outcome::Refused, "spot.another_inspector");
    assert_eq!(word(&take(&mut hub, &pass(13, inspector(), id(10)))), barred);
    assert_eq!(word(&take(&mut hub, &send_back(14, inspector(), id(10)))), barred);
    assert_eq!(take(&mut hub, &pass(15, another, id(10))).outcome, Outcome::Applied);
    assert_eq!(it(&hub).state, SpotState::Passed);
}

#[test]
fn the_office_may_judge_what_was_objected_to() {
    let mut hub = returned();
    take(&mut hub, &object(12, id(11)));
    assert_eq!(take(&mut hub, &pass(13, organiser(), id(10))).outcome, Outcome::Applied);
}

#[test]
fn who_returned_it_judges_again_once_it_was_cleaned_again() {
    let mut hub = returned();
    let another = second_inspector(&mut hub);
    take(&mut hub, &object(12, id(11)));
    take(&mut hub, &send_back(13, another, id(10)));
    let answers = Some(id(13));
    let again = Act::Clean(Clean { quantity: None, note: None, answers });
    take(&mut hub, &Entry { photos: vec![after_photo(14)], ..on_spot(14, volunteer(), again) });
    assert_eq!(take(&mut hub, &pass(15, inspector(), id(14))).outcome, Outcome::Applied);
}

#[test]
fn an_objection_has_a_photo_or_a_word() {
    let mut hub = returned();
    let bare = on_spot(12, volunteer(), Act::Object(Object { returned: id(11), words: None }));
    assert_eq!(word(&take(&mut hub, &bare)), (Outcome::Refused, "spot.object.empty"));
    let shown = Entry { photos: vec![after_photo(0x95)], id: id(13), ..bare };
    assert_eq!(word(&take(&mut hub, &shown)), (Outcome::Applied, ""));
}

#[test]
fn an_objection_is_kept_when_the_world_moved_on() {
    let mut hub = returned();
    let answered = Act::Clean(Clean { quantity: None, note: None, answers: Some(id(11)) });
    take(&mut hub, &Entry { photos: vec![after_photo(12)], ..on_spot(12, volunteer(), answered) });
    let late = take(&mut hub, &object(13, id(11)));
    assert_eq!(word(&late), (Outcome::Applied, "spot.clean.kept_as_evidence"));
    assert!(matches!(it(&hub).state, SpotState::Cleaned { cleaning } if cleaning == id(12)));
    assert_eq!(it(&hub).objections.len(), 1);
    assert!(it(&hub).standing_objection().is_none());
    take(&mut hub, &pass(14, inspector(), id(12)));
    assert_eq!(it(&hub).state, SpotState::Passed);
}

#[test]
fn only_who_works_there_objects() {
    let mut hub = returned();
    let strange = Entry { author: newcomer(), device: device(newcomer()), ..object(12, id(11)) };
    assert_eq!(word(&take(&mut hub, &strange)), (Outcome::Refused, "right.not_yours"));
}

#[test]
fn one_photo_more_is_asked_for_without_a_return() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &clean(10, volunteer()));
    let ask = AskPhoto { cleaning: id(10), words: Some("桥洞里面再拍一张".try_into().unwrap()) };
    assert_eq!(take(&mut hub, &on_spot(11, inspector(), Act::AskPhoto(ask))).outcome, Outcome::Applied);
    let asked = it(&hub);
    assert_eq!((asked.asked.unwrap().by, asked.returns.len()), (inspector(), 0));
    assert!(matches!(asked.state, SpotState::Cleaned { .. }));
    let more =
        Entry { photos: vec![after_photo(0x96)], ..on_spot(12, volunteer(), Act::AddPhotos(AddPhotos {})) };
    assert_eq!(take(&mut hub, &more).outcome, Outcome::Applied);
    assert_eq!(it(&hub).asked, None);
}

#[test]
fn evidence_added_later_does_not_hide_the_cleaning_that_stands() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &clean(10, volunteer()));
    take(&mut hub, &clean(11, leader()));
    let looked_at = it(&hub).last_cleaning().unwrap().entry;
    assert_eq!(looked_at, id(10));
    assert_eq!(take(&mut hub, &pass(12, inspector(), looked_at)).outcome, Outcome::Applied);
}

#[test]
fn a_claim_changes_hands_to_somebody_who_said_yes() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &on_spot(10, volunteer(), Act::Claim(Claim {})));
    let give = |n, who, to| on_spot(n, who, Act::HandOver(HandOver { to }));
    let refused = take(&mut hub, &give(11, volunteer(), newcomer()));
    assert_eq!(word(&refused), (Outcome::Refused, "claim.not_accepted"));
    let offer = Offer { zone: zone(), slot: slot(), person: newcomer() };
    let target = assignment(newcomer()).uuid();
    take(&mut hub, &entry(12, organiser(), target, Act::Offer(offer)));
    take(&mut hub, &entry(13, newcomer(), target, Act::Accept(Accept {})));
    assert_eq!(take(&mut hub, &give(14, volunteer(), newcomer())).outcome, Outcome::Applied);
    assert!(matches!(it(&hub).state, SpotState::Claimed { by, .. } if by == newcomer()));
    let second = take(&mut hub, &give(15, volunteer(), volunteer()));
    assert_eq!(word(&second), (Outcome::Merged, "claim.claimed_first"));
    assert_eq!(take(&mut hub, &give(16, leader(), volunteer())).outcome, Outcome::Applied);
}

#[test]
fn whoever_cannot_go_is_not_held_to_it_until_somebody_works() {
    let mut hub = returned();
    let beg = BegOff { returned: Some(id(11)), words: Some("要带孙子".try_into().unwrap()) };
    let said = take(&mut hub, &on_spot(12, volunteer(), Act::BegOff(beg)));
    assert_eq!(word(&said), (Outcome::Applied, ""));
    assert!(matches!(it(&hub).state, SpotState::Returned { .. }));
    assert_eq!(it(&hub).begged.map(|it| it.by), Some(volunteer()));
    let answer = Act::Clean(Clean { quantity: None, note: None, answers: Some(id(11)) });
    take(&mut hub, &Entry { act: answer, ..clean(13, leader()) });
    assert_eq!(it(&hub).begged, None);
    let late = take(
        &mut hub,
        &on_spot(14, volunteer(), Act::BegOff(BegOff { returned: Some(id(11)), words: None })),
    );
    assert_eq!(word(&late), (Outcome::Merged, "claim.moved_on"));
}

#[test]
fn nobody_cannot_go_in_the_place_of_who_cleaned() {
    let mut hub = returned();
    let offer = Offer { zone: zone(), slot: slot(), person: newcomer() };
    let target = assignment(newcomer()).uuid();
    take(&mut hub, &entry(12, organiser(), target, Act::Offer(offer)));
    take(&mut hub, &entry(13, newcomer(), target, Act::Accept(Accept {})));
    let beg = || Act::BegOff(BegOff { returned: Some(id(11)), words: None });
    let said = take(&mut hub, &on_spot(14, newcomer(), beg()));
    assert_eq!(word(&said), (Outcome::Merged, "claim.moved_on"));
    assert_eq!(it(&hub).begged, None);
    take(&mut hub, &on_spot(15, leader(), beg()));
    assert_eq!(it(&hub).begged.map(|it| it.by), Some(leader()));
}

#[test]
fn a_claim_that_is_given_up_leaves_the_spot_open() {
    let mut hub = hub_with_volunteer_at_work();
    take(&mut hub, &on_spot(10, volunteer(), Act::Claim(Claim {})));
    take(&mut hub, &on_spot(11, stranger(), Act::BegOff(BegOff::default())));
    assert!(matches!(it(&hub).state, SpotState::Claimed { .. }), "nobody gives up another's claim");
    take(&mut hub, &on_spot(12, volunteer(), Act::BegOff(BegOff::default())));
    assert!(matches!(it(&hub).state, SpotState::Open));
}
