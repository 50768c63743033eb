//! Attendance 签到: for hours and safety, never a duty. Events and correcting events; nothing is rewritten.
//!
//! Her own word counts before her leader's, and what she tells afterwards (忘了签、时间不对) before what she tapped. What
//! her leader confirmed stands until it is confirmed anew; whatever she says after that is kept and shows.

pub mod confirm;
pub mod roll_call;
pub mod served;
pub mod sign;

use serde::{Deserialize, Serialize};

use self::served::{HourStep, Served};
use crate::id::{AttendanceId, EntryId, PersonId, SlotId, ZoneId};
use crate::time::{HOUR_MS, UnixMs};
use crate::zone::Slot;

/// What is told of a moment further from its slot than this is a slip of the finger.
pub const ASTRAY_MS: i64 = 12 * HOUR_MS;

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
    /// What leaders confirmed; the last one stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmations: Vec<Confirmation>,
}

/// Coming or going, as somebody said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignEvent {
    /// The entry that said it.
    pub entry: EntryId,
    /// Coming or going.
    pub way: Way,
    /// When: as told, or as judged by the phone's clock corrected by what it knew of the hub's.
    pub at: UnixMs,
    /// Who said it: herself (or the one who registered her), or her leader.
    pub by: PersonId,
    /// How the moment is known.
    #[serde(default, skip_serializing_if = "Known::is_by_tap")]
    pub known: Known,
}

/// How a moment of coming or going is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It is the moment of the tap.
    #[default]
    ByTap,
    /// Somebody told it, as people say when: about half past eight.
    Told,
    /// Told, but half a day or more off the slot, or in the future: kept and shown, not counted.
    Astray,
}

impl Known {
    const fn is_by_tap(&self) -> bool {
        matches!(self, Self::ByTap)
    }
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

/// What a leader or organiser confirmed 队长确认: from then on the hours are these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who confirmed.
    pub by: PersonId,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// When she came.
    pub came: UnixMs,
    /// When she went.
    pub went: UnixMs,
    /// How many events were known then: those after it are words that the leader had not heard.
    pub heard: u32,
}

impl Attendance {
    /// The confirmation that stands.
    #[must_use]
    pub fn confirmed(&self) -> Option<&Confirmation> {
        self.confirmations.last()
    }

    /// When she came: as confirmed, or as said.
    #[must_use]
    pub fn came(&self) -> Option<UnixMs> {
        self.confirmed().map(|it| it.came).or_else(|| self.said(Way::In))
    }

    /// When she went: as confirmed, or as said.
    #[must_use]
    pub fn went(&self) -> Option<UnixMs> {
        self.confirmed().map(|it| it.went).or_else(|| self.said(Way::Out))
    }

    /// What was said, confirmed or not: her own word before her leader's.
    #[must_use]
    pub fn said(&self, way: Way) -> Option<UnixMs> {
        self.word(way, true).or_else(|| self.word(way, false))
    }

    /// The word of herself, or of others: what was told last takes the place of all before it; of what is left the
    /// earliest coming and the latest going count.
    fn word(&self, way: Way, own: bool) -> Option<UnixMs> {
        let mut moments = vec![];
        for event in self.events.iter().filter(|it| it.way == way && (it.by == self.person) == own) {
            match event.known {
                Known::ByTap => moments.push(event.at),
                Known::Told => moments = vec![event.at],
                Known::Astray => {}
            }
        }
        match way {
            Way::In => moments.into_iter().min(),
            Way::Out => moments.into_iter().max(),
        }
    }

    /// Whether she said another time after a leader had confirmed: 「时间不对」, for the leader to look at.
    #[must_use]
    pub fn disputed(&self) -> bool {
        let minute = |moment: UnixMs| moment.0.div_euclid(60_000);
        self.confirmed().is_some_and(|confirmed| {
            let heard = usize::try_from(confirmed.heard).unwrap_or(usize::MAX);
            let own = self.events.iter().skip(heard).filter(|it| it.by == self.person);
            own.into_iter().any(|it| {
                let stands = match it.way {
                    Way::In => confirmed.came,
                    Way::Out => confirmed.went,
                };
                minute(it.at) != minute(stands)
            })
        })
    }

    /// Whole minutes between coming and going; `None` until both are known in order.
    #[must_use]
    pub fn minutes(&self) -> Option<i64> {
        let minutes = self.went()?.since(self.came()?) / 60_000;
        (minutes >= 0).then_some(minutes)
    }

    /// What the service comes to; `None` until both ends are known in order.
    #[must_use]
    pub fn served(&self, step: HourStep) -> Option<Served> {
        self.minutes().map(|minutes| Served::of(minutes, step))
    }
}

/// Whether a moment lies so far from a slot that nobody can have meant it.
fn is_astray(slot: &Slot, moment: UnixMs) -> bool {
    moment < slot.starts.plus(-ASTRAY_MS) || slot.ends.plus(ASTRAY_MS) < moment
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const OWN: u128 = 4;
    const LEADER: u128 = 5;

    fn event(way: Way, minute: i64, by: u128, known: Known) -> SignEvent {
        let id = |n: u128| Uuid::from_u128(n);
        SignEvent { entry: id(9).into(), way, at: UnixMs(minute * 60_000), by: id(by).into(), known }
    }

    fn attendance(events: Vec<SignEvent>) -> Attendance {
        let id = |n: u128| Uuid::from_u128(n);
        Attendance {
            id: id(1).into(),
            zone: id(2).into(),
            slot: id(3).into(),
            person: id(OWN).into(),
            events,
            confirmations: vec![],
        }
    }

    fn tapped(events: &[(Way, i64, u128)]) -> Attendance {
        let by_tap = |(way, minute, by): &(Way, i64, u128)| event(*way, *minute, *by, Known::ByTap);
        attendance(events.iter().map(by_tap).collect())
    }

    fn confirmed(mut attendance: Attendance, came: i64, went: i64) -> Attendance {
        let id = |n: u128| Uuid::from_u128(n);
        let heard = u32::try_from(attendance.events.len()).unwrap();
        let (came, went) = (UnixMs(came * 60_000), UnixMs(went * 60_000));
        let (entry, by) = (id(8).into(), id(LEADER).into());
        attendance.confirmations.push(Confirmation { entry, by, at: UnixMs(0), came, went, heard });
        attendance
    }

    #[test]
    fn her_own_word_counts_before_her_leaders() {
        let told = tapped(&[(Way::In, 35, LEADER), (Way::In, 31, OWN), (Way::Out, 210, LEADER)]);
        assert_eq!((told.came(), told.minutes()), (Some(UnixMs(31 * 60_000)), Some(179)));
    }

    #[test]
    fn no_hours_are_made_up() {
        assert_eq!(tapped(&[(Way::In, 31, OWN)]).minutes(), None);
        assert_eq!(tapped(&[(Way::In, 31, OWN), (Way::Out, 30, OWN)]).minutes(), None);
    }

    #[test]
    fn what_she_tells_takes_the_place_of_what_she_tapped_before() {
        let minutes = |events: &[(Way, i64, Known)]| {
            attendance(events.iter().map(|(way, at, known)| event(*way, *at, OWN, *known)).collect())
                .minutes()
        };
        let (came, tap, told) = ((Way::In, 30, Known::ByTap), Known::ByTap, Known::Told);
        for (out, expected) in [
            (vec![(Way::Out, 100, tap), (Way::Out, 210, told)], 180),
            (vec![(Way::Out, 210, tap), (Way::Out, 150, told)], 120),
            (vec![(Way::Out, 150, told), (Way::Out, 90, told)], 60),
            (vec![(Way::Out, 150, told), (Way::Out, 210, tap)], 180),
            (vec![(Way::Out, 210, tap), (Way::Out, 9_999, Known::Astray)], 180),
        ] {
            assert_eq!(minutes(&[vec![came], out.clone()].concat()), Some(expected), "{out:?}");
        }
    }

    #[test]
    fn what_a_leader_confirmed_stands_and_a_later_word_only_shows() {
        let came = tapped(&[(Way::In, 31, OWN), (Way::Out, 200, OWN)]);
        let mut stands = confirmed(came, 30, 210);
        assert_eq!((stands.minutes(), stands.disputed()), (Some(180), false));
        stands.events.push(event(Way::Out, 210, OWN, Known::ByTap));
        assert!(!stands.disputed(), "she says the same");
        stands.events.push(event(Way::Out, 240, LEADER, Known::Told));
        assert!(!stands.disputed(), "it is not she who says it");
        stands.events.push(event(Way::Out, 240, OWN, Known::Told));
        assert_eq!((stands.minutes(), stands.disputed()), (Some(180), true));
        let anew = confirmed(stands, 30, 240);
        assert_eq!((anew.minutes(), anew.disputed()), (Some(210), false));
    }
}
