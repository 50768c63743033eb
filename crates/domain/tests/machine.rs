//! Single steps of the machine, each once a defect somebody met.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

use uuid::Uuid;
use yingchun_domain::id::EntryId;
use yingchun_domain::receipt::{Outcome, PushAnswer, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::{Chance, Effect, Event, Fault, Machine, OutboxItem, Session, Stage};
use yingchun_domain::time::UnixMs;

const NOW: UnixMs = UnixMs(1_000_000);
const HALF: Chance = Chance(u16::MAX / 2);

fn sent() -> OutboxItem {
    OutboxItem { id: Uuid::from_u128(1).into(), seq: 1, device: None, bytes: 300, stage: Stage::Sent }
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
    let effects =
        machine.step(Event::Started { outbox, photos: vec![], reached: CommitNo(4), epoch }, now, HALF);
    (machine, effects)
}

fn wake_of(effects: &[Effect]) -> UnixMs {
    let wake = |effect: &Effect| if let Effect::Wake { at } = effect { Some(*at) } else { None };
    effects.iter().find_map(wake).unwrap()
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
    assert!(machine.step(Event::Marked { items: vec![sent()] }, NOW, HALF).contains(&Effect::Push { ids }));
    let receipts = vec![receipt(sent().id)];
    let answer = PushAnswer { epoch: Uuid::from_u128(9).into(), now: NOW, receipts: receipts.clone() };
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
