//! 撤销 against the sending of the same line: either the hub never hears of it, or it is too late and said so. What is
//! written in storage decides between the two, by the machine and the stored row alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use uuid::Uuid;
use yingchun_domain::entry::Act;
use yingchun_domain::id::EntryId;
use yingchun_domain::row::CommitNo;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::sync::outbox::{EntryRow, StageName};
use yingchun_domain::sync::{Chance, Effect, Event, Fault, Machine, UNDO_MS};
use yingchun_domain::time::UnixMs;

const HALF: Chance = Chance(u16::MAX / 2);
const OVER: UnixMs = START.plus(UNDO_MS);

/// A line that was saved just now, and may be taken back for ten seconds.
fn saved() -> EntryRow {
    let claim = entry(1, volunteer(), spot(1).uuid(), Act::Claim(Claim {}));
    EntryRow {
        seq: claim.seq,
        id: claim.id,
        line: claim.to_line().unwrap(),
        stage: StageName::Queued,
        receipt: None,
        epoch: None,
        first: None,
        saved_at: START,
        grace_until: OVER,
        photos: vec![],
        seen: false,
        typed: None,
    }
}

/// A page over what is stored, and the lines that it wants to mark as sent once the ten seconds are over.
fn after_the_grace(row: &EntryRow) -> (Machine, Vec<EntryId>) {
    let mut machine = Machine::default();
    let epoch = Some(Uuid::from_u128(9).into());
    let (outbox, photos) = (vec![row.item()], vec![]);
    let begins = Event::Started { outbox, photos, reached: CommitNo(4), epoch, heard: true };
    assert_eq!(marks(&machine.step(begins, START, HALF)), [], "there is still time for second thoughts");
    assert!(machine.may_withdraw(row.id));
    let marked = marks(&machine.step(Event::Ticked, OVER, HALF));
    (machine, marked)
}

fn marks(effects: &[Effect]) -> Vec<EntryId> {
    let marks = |effect: &Effect| if let Effect::Mark { ids } = effect { Some(ids.clone()) } else { None };
    effects.iter().find_map(marks).unwrap_or_default()
}

fn pushes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Push { .. }))
}

#[test]
fn an_undo_against_a_push_in_flight_comes_too_late() {
    let mut row = saved();
    let (mut machine, marked) = after_the_grace(&row);
    assert_eq!(marked, [row.id]);
    assert!(!machine.may_withdraw(row.id), "the screen offers no undo any more");
    row.mark();
    assert!(!row.may_be_taken_back(), "and storage allows none, whichever page asks");
    assert!(pushes(&machine.step(Event::Marked { items: vec![row.item()] }, OVER, HALF)));
    let failed = machine.step(Event::PushFailed(Fault::Unreachable), OVER, HALF);
    assert!(!machine.may_withdraw(row.id), "the hub may have it, although no answer came: {failed:?}");
    assert_eq!(
        marks(&machine.step(Event::Pressed, OVER, HALF)),
        [row.id],
        "it is sent until there is a word"
    );
}

/// Another page took it out of storage between the plan to send it and the word "sent".
#[test]
fn an_undo_before_sent_is_written_keeps_the_line_from_the_hub() {
    let row = saved();
    let (mut machine, marked) = after_the_grace(&row);
    assert_eq!(marked, [row.id]);
    let gone = machine.step(Event::Marked { items: vec![] }, OVER, HALF);
    assert!(!pushes(&gone), "{gone:?}");
    assert_eq!(machine.outbox().count(), 0);
    assert_eq!(marks(&machine.step(Event::Pressed, OVER, HALF)), []);
}
