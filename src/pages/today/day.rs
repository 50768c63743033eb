//! What a volunteer's day is about: the one next thing.

use yingchun_domain::assignment::AssignmentState;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::id::ZoneId;
use yingchun_domain::person::Person;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use crate::pages::mine::{Mine, Turn, is_done};

/// The one next thing.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "one lives at a time, in a memo")]
pub enum Day {
    /// A leader found that she had signed up twice, and another row stands for her: this phone has to be let in anew.
    Merged,
    /// She said 不再参加.
    Left,
    /// Nothing was asked of her.
    Free {
        /// Whether a leader has taken her into a team.
        placed: bool,
    },
    /// A leader asks her to come.
    Asked(Turn),
    /// She leads, and this is the next slot of her teams' zones.
    Leading {
        /// Where.
        zone: Zone,
        /// When.
        slot: Slot,
    },
    /// She comes on another day.
    Later(Turn),
    /// She comes today.
    Before(Turn),
    /// She is there.
    During {
        /// Where.
        turn: Turn,
        /// Since when.
        came: UnixMs,
        /// What to do first.
        first: Option<Spot>,
    },
    /// She was there.
    Done {
        /// Where.
        turn: Turn,
        /// From when.
        came: UnixMs,
        /// Until when.
        went: UnixMs,
    },
    /// The drive's last day has passed.
    Over,
}

impl Day {
    /// The day of a person: where she is comes first, then what she promised for today, then what she did; while the drive
    /// lasts, what she was asked for and promised for later.
    pub fn of(mine: Mine<'_>) -> Self {
        if mine.person().is_some_and(|person| person.merged_into.is_some()) {
            return Self::Merged;
        }
        let today = mine.now.day();
        let accepted = mine.turns(AssignmentState::Accepted);
        let mut done = None;
        let mut before = None;
        for turn in accepted.iter().filter(|turn| turn.slot.starts.day() == today) {
            let attendance = mine.attendance(turn);
            let came = attendance.and_then(|it| it.came());
            let went = attendance.and_then(|it| it.went());
            match (came, went) {
                (Some(came), None) => return Self::during(mine, turn.clone(), came),
                (Some(came), Some(went)) if went < came => return Self::during(mine, turn.clone(), came),
                (Some(came), Some(went)) => done = Some(Self::Done { turn: turn.clone(), came, went }),
                (None, _) if turn.slot.ends > mine.now && before.is_none() => before = Some(turn.clone()),
                (None, _) => {}
            }
        }
        if let Some(turn) = before {
            return Self::Before(turn);
        }
        if let Some(done) = done {
            return done;
        }
        if mine.set.each::<Campaign>().next().is_some_and(|campaign| today > campaign.ends) {
            return Self::Over;
        }
        if mine.person().is_some_and(Person::has_left) {
            return Self::Left;
        }
        if let Some(leading) = Self::leading(mine) {
            return leading;
        }
        let mut asked = mine.turns(AssignmentState::Offered).into_iter();
        if let Some(turn) = asked.find(|turn| turn.slot.ends > mine.now) {
            return Self::Asked(turn);
        }
        match accepted.into_iter().find(|turn| turn.slot.starts > mine.now) {
            Some(turn) => Self::Later(turn),
            None => Self::Free { placed: mine.person().is_some_and(|person| person.team.is_some()) },
        }
    }

    fn leading(mine: Mine<'_>) -> Option<Self> {
        let slots = mine.led().into_iter().flat_map(|zone| zone.slots.iter().map(move |slot| (zone, slot)));
        let (zone, slot) =
            slots.filter(|(_, slot)| slot.ends > mine.now).min_by_key(|(_, slot)| slot.starts)?;
        Some(Self::Leading { zone: zone.clone(), slot: slot.clone() })
    }

    fn during(mine: Mine<'_>, turn: Turn, came: UnixMs) -> Self {
        let first = mine.spots(turn.zone.id).into_iter().find(|spot| is_hers(mine, spot));
        Self::During { turn, came, first }
    }

    /// The zone whose spots stand below.
    pub(super) fn zone(&self) -> Option<ZoneId> {
        match self {
            Self::Merged
            | Self::Left
            | Self::Free { .. }
            | Self::Asked(_)
            | Self::Done { .. }
            | Self::Over => None,
            Self::Leading { zone, .. } => Some(zone.id),
            Self::Later(turn) | Self::Before(turn) | Self::During { turn, .. } => Some(turn.zone.id),
        }
    }
}

/// Whether a spot waits for her hands: not done, and not in somebody else's.
fn is_hers(mine: Mine<'_>, spot: &Spot) -> bool {
    let elsewhere = match &spot.state {
        SpotState::Claimed { by, until } => *by != mine.me && *until > mine.now,
        SpotState::Returned { .. } => !mine.is_returned_to_me(spot) || mine.begged_off(spot),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Cleaned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => false,
    };
    !is_done(spot) && !elsewhere
}

/// What comes after today: the first promise or offer whose day is another.
pub(super) fn next_turn(mine: Mine<'_>) -> Option<Turn> {
    let today = mine.now.day();
    let asked = [AssignmentState::Accepted, AssignmentState::Offered];
    let turns = asked.into_iter().flat_map(|state| mine.turns(state));
    turns.filter(|turn| turn.slot.starts.day() > today).min_by_key(|turn| turn.slot.starts)
}
