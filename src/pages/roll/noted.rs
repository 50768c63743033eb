//! 「按 8:30 记　改」: the time that a roll call is noted with.

use serde::{Deserialize, Serialize};
use yingchun_domain::attendance::Way;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Slot;

/// Whoever is called within half an hour of the beginning was there when it began.
const AT_THE_BEGINNING_MS: i64 = 30 * 60_000;
/// The times that are offered lie so far apart.
const STEP_MS: i64 = 30 * 60_000;
/// So many are offered.
const OFFERED_MOST: usize = 6;

/// What the leader chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Noted {
    /// Nothing: what is usual at that moment.
    #[default]
    Usual,
    /// The moment of each tap.
    ByTap,
    /// About when it was.
    At(UnixMs),
}

impl Noted {
    /// The time with which a tap at `now` is noted; `None` is the moment of the tap. A time in the future is none.
    pub fn said_at(self, slot: &Slot, way: Way, now: UnixMs) -> Option<UnixMs> {
        match self {
            Self::Usual => usual(slot, way, now),
            Self::ByTap => None,
            Self::At(moment) => Some(moment).filter(|moment| *moment <= now),
        }
    }
}

/// Coming counts from the beginning for whoever is called soon after it, or after the end; going counts to the end for
/// whoever is signed out after it.
fn usual(slot: &Slot, way: Way, now: UnixMs) -> Option<UnixMs> {
    let soon = slot.starts <= now && now < slot.starts.plus(AT_THE_BEGINNING_MS);
    let over = slot.ends <= now;
    match way {
        Way::In => (soon || over).then_some(slot.starts),
        Way::Out => over.then_some(slot.ends),
    }
}

/// The times that are offered: half hours of the slot that have passed, the usual end first where people go.
pub fn offered(slot: &Slot, way: Way, now: UnixMs) -> Vec<UnixMs> {
    let last = slot.ends.min(now);
    let steps = (0..).map(|step| slot.starts.plus(step * STEP_MS)).take_while(|at| *at <= last);
    let mut offered: Vec<UnixMs> = steps.collect();
    if slot.ends <= now && offered.last() != Some(&slot.ends) {
        offered.push(slot.ends);
    }
    if way == Way::Out {
        offered.reverse();
    }
    offered.truncate(OFFERED_MOST);
    offered
}

/// 8:30, 8：30, 8点半, 8点20, 0830: a time of a day as people write it.
pub fn clock(text: &str) -> Option<u16> {
    let text: String = text.trim().chars().map(narrow).collect();
    let text = text.trim_end_matches('分');
    let (hour, minute) = match text.split_once([':', '.', '点', '时']) {
        Some((hour, "" | "整" | "钟")) => (hour, "0"),
        Some((hour, "半")) => (hour, "30"),
        Some((hour, "一刻")) => (hour, "15"),
        Some((hour, "三刻")) => (hour, "45"),
        Some((hour, minute)) => (hour, minute),
        None if text.is_ascii() && text.len() == 4 => text.split_at(2),
        None => return None,
    };
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// Full-width digits and colons as narrow ones.
fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '：' => ':',
        '．' | '。' => '.',
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{at, id};

    fn slot() -> Slot {
        Slot { id: id(23), starts: at(8, 30), ends: at(11, 30), wanted: 2 }
    }

    #[test]
    fn who_is_called_soon_after_the_beginning_was_there_when_it_began() {
        let noted = |way, hour, minute| Noted::Usual.said_at(&slot(), way, at(hour, minute));
        assert_eq!(noted(Way::In, 8, 20), None);
        assert_eq!(noted(Way::In, 8, 45), Some(at(8, 30)));
        assert_eq!(noted(Way::In, 9, 10), None);
        assert_eq!(noted(Way::In, 18, 0), Some(at(8, 30)));
        assert_eq!((noted(Way::Out, 11, 0), noted(Way::Out, 12, 0)), (None, Some(at(11, 30))));
    }

    #[test]
    fn no_time_in_the_future_is_noted_or_offered() {
        assert_eq!(Noted::At(at(9, 30)).said_at(&slot(), Way::In, at(9, 0)), None);
        assert_eq!(Noted::At(at(8, 45)).said_at(&slot(), Way::In, at(9, 0)), Some(at(8, 45)));
        assert_eq!(offered(&slot(), Way::In, at(9, 10)), [at(8, 30), at(9, 0)]);
        assert_eq!(offered(&slot(), Way::Out, at(12, 0))[0], at(11, 30));
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for text in ["8:30", "８：３０", "8点半", "8.30", "0830", "8点30分", " 8:30 "] {
            assert_eq!(clock(text), Some(510), "{text}");
        }
        assert_eq!((clock("11点"), clock("9点一刻")), (Some(660), Some(555)));
        for text in ["", "王桂兰", "25:00", "8:75", "13800002047", "8"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
