//! Single steps of the machine, each once a defect somebody met.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test tells what failed by panicking"
)]

use uuid::Uuid;
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::{Outcome, PushAnswer, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::{Chance, Effect, Event, Fault, Machine, OutboxItem, PhotoJob, Session, Stage};
use yingchun_domain::time::UnixMs;

const NOW: UnixMs = UnixMs(1_000_000);
const HALF: Chance = Chance(u16::MAX / 2);

fn sent() -> OutboxItem {
    OutboxItem {
        id: Uuid::from_u128(1).into(),
        seq: 1,
        device: None,
        bytes: 300,
        stage: Stage::Sent,
        epoch: None,
        seen: false,
    }
}

fn receipt(id: EntryId) -> Receipt {
    Receipt {
        id,
        outcome: Outcome::Applied,
        code: None,
        commit: CommitNo(5),
        received: NOW,
        mac: String::new(),
    }
}

fn started(outbox: Vec<OutboxItem>, now: UnixMs) -> (Machine, Vec<Effect>) {
    let mut machine = Machine::default();
    let epoch = Some(Uuid::from_u128(9).into());
    let effects = machine.step(
        Event::Started { outbox, photos: vec![], reached: CommitNo(4), epoch, heard: true },
        now,
        HALF,
    );
    (machine, effects)
}

fn wake_of(effects: &[Effect]) -> UnixMs {
    let wake = |effect: &Effect| if let Effect::Wake { at } = effect { Some(*at) } else { None };
    effects.iter().find_map(wake).unwrap()
}

fn first_step_of_an_empty_phone(heard: bool) -> Vec<Effect> {
    let started = Event::Started { outbox: vec![], photos: vec![], reached: CommitNo(0), epoch: None, heard };
    Machine::default().step(started, NOW, HALF)
}

#[test]
fn who_came_in_on_another_phone_reads_although_she_has_done_nothing_on_it() {
    assert_eq!(first_step_of_an_empty_phone(true).first(), Some(&Effect::Pull));
    assert_eq!(first_step_of_an_empty_phone(false), [], "a newcomer is not known, and not turned away");
}

#[test]
fn news_brings_the_next_pull_forward() {
    let (mut machine, effects) = started(vec![], NOW);
    assert!(effects.contains(&Effect::Pull));
    assert!(machine.step(Event::PageStaged { whole: true }, NOW, HALF).contains(&Effect::Swap));
    let epoch = Uuid::from_u128(9).into();
    let rested = machine.step(Event::Swapped { reached: CommitNo(4), epoch }, NOW, HALF);
    assert!(wake_of(&rested).since(NOW) > 60_000, "without news the next pull is far off");
    let told = machine.step(Event::News, NOW, HALF);
    let soon = wake_of(&told);
    assert!(soon.since(NOW) <= 5_000);
    assert!(machine.step(Event::Ticked, soon, HALF).contains(&Effect::Pull));
}

#[test]
fn a_push_that_was_answered_is_not_planned_again() {
    let (mut machine, effects) = started(vec![sent()], NOW);
    let ids = vec![sent().id];
    assert!(effects.contains(&Effect::Mark { ids: ids.clone() }));
    assert!(
        machine
            .step(Event::Marked { items: vec![sent()] }, NOW, HALF)
            .contains(&Effect::Push { device: None, ids })
    );
    let receipts = vec![receipt(sent().id)];
    let answer =
        PushAnswer { epoch: Uuid::from_u128(9).into(), now: NOW, receipts: receipts.clone(), seal: None };
    let answered = machine.step(Event::PushAnswered(answer), NOW, HALF);
    assert!(!answered.iter().any(|effect| matches!(effect, Effect::Mark { .. })), "{answered:?}");
    let kept = machine.step(Event::ReceiptsKept { receipts }, NOW, HALF);
    assert!(!kept.iter().any(|effect| matches!(effect, Effect::Mark { .. })), "{kept:?}");
}

#[test]
fn whoever_comes_in_again_in_another_tab_reads_on_in_this_one() {
    let (mut machine, effects) = started(vec![], NOW);
    assert!(effects.contains(&Effect::Pull));
    assert!(machine.step(Event::PullFailed(Fault::Unknown), NOW, HALF).contains(&Effect::OpenSession));
    let refused = machine.step(Event::SessionFailed(Fault::Forbidden), NOW, HALF);
    assert_eq!(machine.status().session, Session::Refused);
    assert!(!refused.contains(&Effect::Pull), "the hub wants the person, and not to be asked again at once");

    assert!(machine.step(Event::WentOnline, NOW, HALF).contains(&Effect::Pull));
    let again = machine.step(Event::PullFailed(Fault::Unknown), NOW, HALF);
    assert!(!again.contains(&Effect::Pull) && !again.contains(&Effect::OpenSession), "{again:?}");
    assert_eq!(machine.status().session, Session::Refused);

    assert!(machine.step(Event::WentOnline, NOW, HALF).contains(&Effect::Pull));
    assert!(machine.step(Event::PageStaged { whole: true }, NOW, HALF).contains(&Effect::Swap));
    assert_eq!(machine.status().session, Session::Open);
}

fn item(n: u128, device: u128, stage: Stage) -> OutboxItem {
    let seq = u64::try_from(n).unwrap();
    OutboxItem {
        id: Uuid::from_u128(n).into(),
        seq,
        device: Some(Uuid::from_u128(device).into()),
        bytes: 300,
        stage,
        epoch: Some(Uuid::from_u128(9).into()),
        seen: false,
    }
}

fn ids(numbers: &[u128]) -> Vec<EntryId> {
    numbers.iter().map(|n| Uuid::from_u128(*n).into()).collect()
}

fn interim(commit: u64) -> Stage {
    Stage::Interim { outcome: Outcome::Held, commit: CommitNo(commit) }
}

fn marks(effects: &[Effect]) -> Vec<EntryId> {
    let mark = |effect: &Effect| if let Effect::Mark { ids } = effect { Some(ids.clone()) } else { None };
    effects.iter().find_map(mark).unwrap_or_default()
}

/// What is marked is pushed; gives back under whose key and which.
#[track_caller]
fn pushed(machine: &mut Machine, effects: &[Effect], outbox: &[OutboxItem]) -> (u128, Vec<EntryId>) {
    let marked = marks(effects);
    let items = outbox.iter().filter(|item| marked.contains(&item.id)).copied().collect();
    let effects = machine.step(Event::Marked { items }, NOW, HALF);
    let push = effects.iter().find_map(|effect| {
        let Effect::Push { device, ids } = effect else { return None };
        Some((device.map_or(0, |device| device.uuid().as_u128()), ids.clone()))
    });
    push.unwrap_or_else(|| panic!("nothing is pushed: {effects:?}"))
}

#[track_caller]
fn answered(machine: &mut Machine, receipts: Vec<Receipt>) -> Vec<Effect> {
    let answer =
        PushAnswer { epoch: Uuid::from_u128(9).into(), now: NOW, receipts: receipts.clone(), seal: None };
    assert_eq!(marks(&machine.step(Event::PushAnswered(answer), NOW, HALF)), []);
    machine.step(Event::ReceiptsKept { receipts }, NOW, HALF)
}

#[test]
fn a_device_that_the_hub_does_not_know_holds_no_other_up() {
    let outbox = [item(1, 0xa, Stage::Sent), item(2, 0xb, Stage::Sent), item(3, 0xa, Stage::Sent)];
    let (mut machine, effects) = started(outbox.to_vec(), NOW);
    assert_eq!(pushed(&mut machine, &effects, &outbox), (0xa, ids(&[1, 3])));
    let effects = machine.step(Event::PushFailed(Fault::Unknown), NOW, HALF);
    assert_eq!(pushed(&mut machine, &effects, &outbox), (0xb, ids(&[2])));
    let effects = answered(&mut machine, vec![receipt(outbox[1].id)]);
    let again = wake_of(&effects);
    assert_eq!(marks(&effects), []);
    assert_eq!(marks(&machine.step(Event::Ticked, again, HALF)), ids(&[1, 3]), "its rest is its own");
}

#[test]
fn without_a_way_to_the_hub_no_device_is_tried_after_the_other() {
    let outbox = [item(1, 0xa, Stage::Sent), item(2, 0xb, Stage::Sent)];
    let (mut machine, effects) = started(outbox.to_vec(), NOW);
    pushed(&mut machine, &effects, &outbox);
    assert_eq!(marks(&machine.step(Event::PushFailed(Fault::Unreachable), NOW, HALF)), []);
}

/// Another tab brought one and took another back while this one was about to.
#[test]
fn what_another_tab_brought_or_took_back_is_not_marked_for_ever() {
    let queued = Stage::Queued { grace_until: NOW };
    let outbox = vec![item(1, 0xa, queued), item(2, 0xa, queued)];
    let (mut machine, effects) = started(outbox, NOW);
    assert_eq!(marks(&effects), ids(&[1, 2]));
    let word = Stage::Receipted { outcome: Outcome::Applied, commit: CommitNo(5) };
    let effects = machine.step(Event::Marked { items: vec![item(1, 0xa, word)] }, NOW, HALF);
    assert_eq!(marks(&effects), []);
    assert_eq!(machine.outbox().copied().collect::<Vec<_>>(), [item(1, 0xa, word)]);
}

#[test]
fn what_another_tab_wrote_is_taken_in_and_never_back() {
    let outbox = vec![item(1, 0xa, Stage::Sent), item(2, 0xa, interim(3)), item(3, 0xa, Stage::Sent)];
    let (mut machine, _) = started(outbox, NOW);
    let word = Stage::Receipted { outcome: Outcome::Applied, commit: CommitNo(9) };
    let stored = vec![item(1, 0xa, word), item(2, 0xa, Stage::Sent), item(4, 0xa, Stage::Sent)];
    let effects = machine.step(Event::Reread { outbox: stored, photos: vec![] }, NOW, HALF);
    let stages: Vec<_> = machine.outbox().map(|item| (item.seq, item.stage)).collect();
    assert_eq!(stages, [(1, word), (2, interim(3)), (4, Stage::Sent)], "{effects:?}");
}

#[test]
fn an_entry_without_a_word_goes_alone_after_a_rest_of_its_own() {
    let outbox = [item(1, 0xa, Stage::Sent), item(2, 0xa, Stage::Sent)];
    let (mut machine, effects) = started(outbox.to_vec(), NOW);
    pushed(&mut machine, &effects, &outbox);
    let stray = receipt(Uuid::from_u128(77).into());
    let effects = answered(&mut machine, vec![stray, receipt(outbox[1].id)]);
    assert_eq!(marks(&effects), [], "not at once, for ever");
    let later = outbox[0].id;
    let third = item(3, 0xa, Stage::Sent);
    let effects = machine.step(Event::Queued { item: third, photos: vec![] }, NOW, HALF);
    assert_eq!(marks(&effects), [third.id], "it holds nothing up");
    assert!(!effects.contains(&Effect::Mark { ids: vec![later] }));
    let with_third = [outbox[0], outbox[1], third];
    pushed(&mut machine, &effects, &with_third);
    let effects = answered(&mut machine, vec![receipt(third.id)]);
    assert_eq!(marks(&machine.step(Event::Ticked, wake_of(&effects), HALF)), [later]);
}

#[test]
fn a_line_that_no_gateway_takes_lets_those_behind_it_pass() {
    let outbox = [item(1, 0xa, Stage::Sent), item(2, 0xa, Stage::Sent)];
    let (mut machine, effects) = started(outbox.to_vec(), NOW);
    assert_eq!(pushed(&mut machine, &effects, &outbox).1, ids(&[1, 2]));
    let effects = machine.step(Event::PushFailed(Fault::TooLarge), NOW, HALF);
    assert_eq!(pushed(&mut machine, &effects, &outbox).1, ids(&[1]));
    let effects = machine.step(Event::PushFailed(Fault::TooLarge), NOW, HALF);
    assert_eq!(pushed(&mut machine, &effects, &outbox).1, ids(&[2]));
}

#[test]
fn an_interim_word_older_than_the_replica_is_asked_about_again_once() {
    let outbox = [item(1, 0xa, interim(3))];
    let (mut machine, effects) = started(outbox.to_vec(), NOW);
    assert_eq!(pushed(&mut machine, &effects, &outbox).1, ids(&[1]), "the page had gone before it could ask");
    let held = Receipt { outcome: Outcome::Held, commit: CommitNo(3), ..receipt(outbox[0].id) };
    assert_eq!(marks(&answered(&mut machine, vec![held.clone()])), []);
    let swapped = Event::Swapped { reached: CommitNo(6), epoch: Uuid::from_u128(9).into() };
    let effects = machine.step(swapped, NOW, HALF);
    assert_eq!(pushed(&mut machine, &effects, &outbox).1, ids(&[1]));
    assert_eq!(marks(&answered(&mut machine, vec![held])), []);
}

fn photo(n: u128, entry: u128, answers: Option<u128>) -> PhotoJob {
    let answers = answers.map(|id| Uuid::from_u128(id).into());
    let (id, entry) = (Uuid::from_u128(n).into(), Uuid::from_u128(entry).into());
    PhotoJob { id, entry, answers, thumb_sent: false, done: false, epoch: None, here: true }
}

fn with_photos(photos: Vec<PhotoJob>) -> (Machine, Vec<Effect>) {
    let mut machine = Machine::default();
    let settled = Stage::Settled { outcome: Outcome::Applied };
    let outbox = vec![item(1, 0xa, settled), item(2, 0xa, settled)];
    let epoch = Some(Uuid::from_u128(9).into());
    let started = Event::Started { outbox, photos, reached: CommitNo(9), epoch, heard: true };
    let effects = machine.step(started, NOW, HALF);
    (machine, effects)
}

fn sends(effects: &[Effect]) -> Option<(&'static str, u128)> {
    effects.iter().find_map(|effect| match effect {
        Effect::SendThumb { id } => Some(("thumb", id.uuid().as_u128())),
        Effect::SendPhoto { id } => Some(("bytes", id.uuid().as_u128())),
        _ => None,
    })
}

#[test]
fn small_pictures_go_first_then_the_answer_to_the_newest_return_then_the_newest() {
    let photos = vec![photo(11, 1, None), photo(12, 1, Some(5)), photo(13, 2, Some(6)), photo(14, 2, None)];
    let (mut machine, mut effects) = with_photos(photos);
    let mut order = vec![];
    while let Some((half, n)) = sends(&effects) {
        order.push((half, n));
        let id = Uuid::from_u128(n).into();
        let event = if half == "thumb" { Event::ThumbSent { id } } else { Event::PhotoSent { id } };
        effects = machine.step(event, NOW, HALF);
    }
    let wanted = [13, 12, 14, 11];
    let of = |half| wanted.map(|n| (half, n));
    assert_eq!(order, [of("thumb"), of("bytes")].concat());
}

#[test]
fn that_the_last_photo_arrived_is_read_at_once_and_after_rows_that_are_on_their_way() {
    let (mut machine, _) = with_photos(vec![photo(11, 1, None)]);
    let id = Uuid::from_u128(11).into();
    let swapped = Event::Swapped { reached: CommitNo(9), epoch: Uuid::from_u128(9).into() };
    let heard = [Event::ThumbSent { id }, Event::PhotoSent { id }, Event::PageStaged { whole: true }];
    assert!(!heard.map(|event| machine.step(event, NOW, HALF)).concat().contains(&Effect::Pull));
    assert!(machine.step(swapped, NOW, HALF).contains(&Effect::Pull), "what was on its way was older");
}

#[test]
fn a_photo_that_cannot_go_holds_no_other_up() {
    let (mut machine, mut effects) = with_photos(vec![photo(11, 1, None), photo(12, 2, None)]);
    let mut tried = vec![];
    while let Some((half, n)) = sends(&effects) {
        tried.push((half, n));
        let id = Uuid::from_u128(n).into();
        let failed = Event::PhotoFailed { id, fault: Fault::Broken };
        let event = match (half, n) {
            (_, 12) => failed,
            ("thumb", _) => Event::ThumbSent { id },
            (_, _) => Event::PhotoSent { id },
        };
        effects = machine.step(event, NOW, HALF);
    }
    assert_eq!(tried, [("thumb", 12), ("thumb", 11), ("bytes", 12), ("bytes", 11)]);
    assert_eq!(machine.status().photos_waiting, 1, "it is visibly pending");
    let again = machine.step(Event::Ticked, wake_of(&effects).plus(60_000), HALF);
    assert_eq!(sends(&again), Some(("thumb", 12)));
}

#[test]
fn a_photo_that_the_hub_does_not_know_waits_until_its_entry_has_a_word_again() {
    let (mut machine, effects) = with_photos(vec![photo(11, 1, None)]);
    assert_eq!(sends(&effects), Some(("thumb", 11)));
    let id = Uuid::from_u128(11).into();
    let effects = machine.step(Event::PhotoFailed { id, fault: Fault::PhotoUnknown }, NOW, HALF);
    assert_eq!(marks(&effects), ids(&[1]), "the entry is pushed again");
    assert_eq!(machine.status().photos_waiting, 1, "and nothing counts as done");
    let stored = [item(1, 0xa, Stage::Settled { outcome: Outcome::Applied })];
    assert_eq!(pushed(&mut machine, &effects, &stored).1, ids(&[1]));
    assert_eq!(marks(&answered(&mut machine, vec![receipt(stored[0].id)])), []);
}

#[test]
fn a_photo_that_cannot_be_read_back_ends_with_the_word_that_it_is_lost() {
    let (mut machine, _) = with_photos(vec![photo(11, 1, None)]);
    let effects = machine.step(Event::PhotoLost { id: Uuid::from_u128(11).into() }, NOW, HALF);
    assert!(effects.contains(&Effect::KeepPhoto(PhotoJob {
        done: true,
        epoch: Some(Uuid::from_u128(9).into()),
        ..photo(11, 1, None)
    })));
    assert_eq!(machine.status().photos_waiting, 0);
}

#[test]
fn a_hub_that_is_asked_too_often_is_asked_a_little_later() {
    let (mut machine, _) = with_photos(vec![photo(11, 1, None)]);
    let id = Uuid::from_u128(11).into();
    for _ in 0..20 {
        let effects = machine.step(Event::PhotoFailed { id, fault: Fault::Limited }, NOW, Chance(u16::MAX));
        assert!(wake_of(&effects).since(NOW) <= 30_000, "no rest that doubles");
    }
}

/// Some browsers keep no cookie, and some lose it later: neither is asked without end, and neither stays shut out.
#[test]
fn a_session_that_lets_nobody_in_is_asked_for_again_after_rests_that_double() {
    let (mut machine, _) = started(vec![], NOW);
    let (mut now, mut rests) = (NOW, vec![]);
    let mut effects = machine.step(Event::PullFailed(Fault::Unknown), now, Chance(u16::MAX));
    for _ in 0..9 {
        assert!(effects.contains(&Effect::OpenSession), "{effects:?}");
        assert!(machine.step(Event::SessionOpened, now, HALF).contains(&Effect::Pull));
        let refused = machine.step(Event::PullFailed(Fault::Unknown), now, Chance(u16::MAX));
        rests.push(wake_of(&refused).since(now));
        now = wake_of(&refused);
        effects = machine.step(Event::Ticked, now, HALF);
    }
    assert_eq!((rests[0], rests[8]), (2_000, 120_000));
    machine.step(Event::SessionOpened, now, HALF).iter().find(|it| **it == Effect::Pull).unwrap();
    assert!(machine.step(Event::PageStaged { whole: true }, now, HALF).contains(&Effect::Swap));
}

#[test]
fn each_person_of_a_phone_is_told_of_her_own_and_what_she_has_seen_is_not_told_again() {
    let refused = Stage::Settled { outcome: Outcome::Refused };
    let held = item(3, 0xa, interim(9));
    let outbox = vec![item(1, 0xa, refused), item(2, 0xb, Stage::Sent), held, item(4, 0xb, Stage::Sent)];
    let (mut machine, _) = started(outbox.clone(), NOW);
    let said = |machine: &Machine, device: u128| {
        let status = machine.status_of(Uuid::from_u128(device).into());
        (status.to_look_at, status.waiting, status.others)
    };
    assert_eq!(
        (said(&machine, 0xa), said(&machine, 0xb)),
        ((1, 0, 2), (0, 2, 0)),
        "held is nothing to see to"
    );
    let stored = outbox.into_iter().map(|item| OutboxItem { seen: item.seq == 1, ..item }).collect();
    let effects = machine.step(Event::Reread { outbox: stored, photos: vec![] }, NOW, HALF);
    assert_eq!(sends(&effects), None);
    assert_eq!(said(&machine, 0xa), (0, 0, 2));
}
