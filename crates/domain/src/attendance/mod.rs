//! Attendance 签到: for hours and safety, never a duty. Events and correcting events; nothing is rewritten.

pub mod sign;

use serde::{Deserialize, Serialize};

use crate::id::{AttendanceId, EntryId, PersonId, SlotId, ZoneId};
use crate::time::UnixMs;

/// One person's coming and going in one slot of one zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Which one: derived from zone, slot and person.
    pub id: AttendanceId,
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
    /// Who came.
    pub person: PersonId,
    /// What was said, in the order in which the hub learnt it.
    pub events: Vec<SignEvent>,
}

/// Coming or going, as somebody said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignEvent {
    /// The entry that said it.
    pub entry: EntryId,
    /// Coming or going.
    pub way: Way,
    /// When, as judged: the phone's clock corrected by what it knew of the hub's.
    pub at: UnixMs,
    /// Who said it: herself, or her leader.
    pub by: PersonId,
}

/// Coming or going.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 签到
    In,
    /// 签退
    Out,
}

impl Attendance {
    /// When she came: her own word before her leader's, the earliest of each.
    #[must_use]
    pub fn came(&self) -> Option<UnixMs> {
        let said = |own: bool| {
            let events =
                self.events.iter().filter(move |it| it.way == Way::In && (it.by == self.person) == own);
            events.map(|it| it.at).min()
        };
        said(true).or_else(|| said(false))
    }

    /// When she went: the latest word, her own before her leader's.
    #[must_use]
    pub fn went(&self) -> Option<UnixMs> {
        let said = |own: bool| {
            let events =
                self.events.iter().filter(move |it| it.way == Way::Out && (it.by == self.person) == own);
            events.map(|it| it.at).max()
        };
        said(true).or_else(|| said(false))
    }

    /// Whole minutes between coming and going; `None` until both are said in order.
    #[must_use]
    pub fn minutes(&self) -> Option<i64> {
        let minutes = self.went()?.since(self.came()?) / 60_000;
        (minutes >= 0).then_some(minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn attendance(events: &[(Way, i64, u128)]) -> Attendance {
        let id = |n: u128| Uuid::from_u128(n);
        let events = events.iter().map(|(way, minute, by)| SignEvent {
            entry: id(9).into(),
            way: *way,
            at: UnixMs(minute * 60_000),
            by: id(*by).into(),
        });
        Attendance {
            id: id(1).into(),
            zone: id(2).into(),
            slot: id(3).into(),
            person: id(4).into(),
            events: events.collect(),
        }
    }

    #[test]
    fn her_own_word_counts_before_her_leaders() {
        let told = attendance(&[(Way::In, 35, 5), (Way::In, 31, 4), (Way::Out, 210, 5)]);
        assert_eq!((told.came(), told.minutes()), (Some(UnixMs(31 * 60_000)), Some(179)));
    }

    #[test]
    fn no_hours_are_made_up() {
        assert_eq!(attendance(&[(Way::In, 31, 4)]).minutes(), None);
        assert_eq!(attendance(&[(Way::In, 31, 4), (Way::Out, 30, 4)]).minutes(), None);
    }
}
