//! What a hub does with a line that is brought once more: to the hub that has its receipt, or to one that was put back to
//! before it and is shown what it said then (invariant 12).

use crate::decide::Context;
use crate::entry::{Act, Class, Entry};
use crate::receipt::{Outcome, Receipt};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// The code of an entry that held in an earlier life of the database and does not hold now: it waits, apart, for what
/// another phone is about to bring.
pub const NOT_YET_AGAIN: &str = "entry.not_yet_again";

/// What is known of an entry that waits from earlier lives of the hub's database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: it is of this life.
    Nothing,
    /// It held once, as its phone has shown.
    Held,
    /// The copy that the hub lives on had it as waiting, and no phone of hers has shown yet what came of it after that.
    Unshown,
}

/// The word that a hub has given on a line.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub code: Option<&'a str>,
    /// Where it waits for a row: what is known of it.
    pub waits: Option<Earlier>,
}

/// What is to be done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is answered with the word that stands.
    Answer,
    /// It was refused in an earlier life, and stays refused.
    Refuse,
    /// It held in an earlier life: it is judged, and refused for nothing that may yet come.
    AsHeld,
    /// It is judged as any other.
    AsNew,
}

impl Given<'_> {
    /// Whether the line is kept apart until what it needs is back.
    #[must_use]
    pub fn is_not_yet_again(&self) -> bool {
        self.outcome == Outcome::Quarantined && self.code == Some(NOT_YET_AGAIN)
    }
}

/// Whether a word of an earlier life says that the entry held in one.
#[must_use]
pub fn held_then(first: &Receipt) -> bool {
    match first.outcome {
        Outcome::Applied | Outcome::Merged | Outcome::Conflict => true,
        Outcome::Quarantined => first.code.as_deref() == Some(NOT_YET_AGAIN),
        Outcome::Refused | Outcome::Held => false,
    }
}

/// What is to be done with a line on which this word was given, if any, and beside which its phone shows `first`. A twin of
/// that phone may show less than the hub knows; a last word stands.
#[must_use]
pub fn turn(given: Option<Given<'_>>, first: Option<&Receipt>) -> Turn {
    let shown = match first {
        Some(first) if first.outcome == Outcome::Refused => Turn::Refuse,
        Some(first) if held_then(first) => Turn::AsHeld,
        Some(_) | None => Turn::AsNew,
    };
    let Some(given) = given else { return shown };
    let moves_on = match (given.outcome, given.waits) {
        (Outcome::Applied | Outcome::Merged | Outcome::Conflict | Outcome::Refused, _) => false,
        (Outcome::Quarantined, _) if given.is_not_yet_again() => return Turn::AsHeld,
        (Outcome::Held, Some(Earlier::Unshown)) => true,
        (Outcome::Held, Some(Earlier::Held)) => false,
        (Outcome::Quarantined, _) | (Outcome::Held, Some(Earlier::Nothing) | None) => shown != Turn::AsNew,
    };
    if moves_on { shown } else { Turn::Answer }
}

/// The moment as of which an entry is judged of which the hub said `first` in an earlier life, or which it had at `kept` in
/// this one: a fact as of when it had it first, so that nothing is marked as late; a decision by the rights of today, but for
/// a right that was taken up and of which it had the proof then.
#[must_use]
pub fn as_of(entry: &Entry, first: Option<&Receipt>, kept: Option<UnixMs>, now: UnixMs) -> UnixMs {
    let first = first.map(|first| first.received);
    match (entry.act.class(), &entry.act) {
        (Class::Fact | Class::Claim, _) => first.into_iter().chain(kept).fold(now, UnixMs::min),
        (Class::Decision, Act::AcceptInvitation(_)) => first.map_or(now, |first| first.min(now)),
        (Class::Decision, _) => now,
    }
}

impl Context {
    /// The context of an entry that was received at `received` and of which this is known.
    #[must_use]
    pub fn again(entry: &Entry, received: UnixMs, commit: CommitNo, earlier: Earlier) -> Self {
        Self { again: earlier == Earlier::Held, ..Self::of(entry, received, commit) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn first(outcome: Outcome, code: Option<&str>) -> Receipt {
        let id = Uuid::from_u128(1).into();
        let (commit, received) = (CommitNo(1), UnixMs(1));
        Receipt { id, outcome, code: code.map(str::to_owned), commit, received, mac: String::new() }
    }

    fn given(outcome: Outcome, code: Option<&'static str>, waits: Option<Earlier>) -> Option<Given<'static>> {
        Some(Given { outcome, code, waits })
    }

    /// What a phone may show: nothing, that it held, that it held and waits to hold again, that it was refused, that it waits.
    fn shown() -> [Option<Receipt>; 5] {
        [
            None,
            Some(first(Outcome::Merged, None)),
            Some(first(Outcome::Quarantined, Some(NOT_YET_AGAIN))),
            Some(first(Outcome::Refused, Some("right.not_yours"))),
            Some(first(Outcome::Held, None)),
        ]
    }

    fn turns(given: Option<Given<'_>>) -> [Turn; 5] {
        shown().map(|first| turn(given, first.as_ref()))
    }

    #[test]
    fn a_hub_that_knows_nothing_of_a_line_believes_what_it_said_itself() {
        assert_eq!(turns(None), [Turn::AsNew, Turn::AsHeld, Turn::AsHeld, Turn::Refuse, Turn::AsNew]);
    }

    #[test]
    fn a_last_word_stands() {
        for outcome in [Outcome::Applied, Outcome::Merged, Outcome::Conflict, Outcome::Refused] {
            assert_eq!(turns(given(outcome, None, None)), [Turn::Answer; 5], "{outcome:?}");
        }
    }

    #[test]
    fn what_is_kept_apart_moves_on_with_a_last_word_of_another_life() {
        let apart = given(Outcome::Quarantined, Some("entry.unjudged"), None);
        let turns = turns(apart);
        assert_eq!(turns, [Turn::Answer, Turn::AsHeld, Turn::AsHeld, Turn::Refuse, Turn::Answer]);
    }

    #[test]
    fn what_waits_to_hold_again_is_judged_so_whatever_a_twin_of_its_phone_shows() {
        let apart = given(Outcome::Quarantined, Some(NOT_YET_AGAIN), None);
        assert_eq!(turns(apart), [Turn::AsHeld; 5]);
    }

    #[test]
    fn what_is_held_moves_on_with_what_its_phone_shows_and_the_hub_does_not_know() {
        let held = |earlier| turns(given(Outcome::Held, None, Some(earlier)));
        let answered = Turn::Answer;
        assert_eq!(held(Earlier::Held), [answered; 5]);
        assert_eq!(held(Earlier::Nothing), [answered, Turn::AsHeld, Turn::AsHeld, Turn::Refuse, answered]);
        assert_eq!(held(Earlier::Unshown), turns(None));
    }
}
