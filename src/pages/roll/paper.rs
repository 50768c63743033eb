//! 照纸上的补录: lines from a sign-in sheet, one person a line, as somebody types or speaks them.
//!
//! `王桂兰`, `王桂兰 8:30 11:30`, `李大爷 13800002047 8点半到11点`. Whoever is of the team is found by her name; others are
//! written down anew.

use yingchun_domain::id::PersonId;
use yingchun_domain::text::{Name, Phone};
use yingchun_domain::time::{HOUR_MS, UnixMs};
use yingchun_domain::zone::Slot;

use super::noted::clock;

/// What stands between two times.
const FROM_TO: [char; 7] = ['到', '至', '-', '—', '–', '~', '～'];

/// So long before and after it belongs to a slot: who comes early, who stays to tidy up.
const AROUND_MS: i64 = HOUR_MS;

/// One line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Whom it is about.
    pub who: Who,
    /// When she came.
    pub came: UnixMs,
    /// When she went; not said while the slot runs.
    pub went: Option<UnixMs>,
    /// What was written lies outside the slot: perhaps another one is meant.
    pub outside: bool,
}

/// Whom a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody of the team.
    Known(PersonId, String),
    /// Somebody who is written down with it.
    New(Name, Option<Phone>),
}

impl Who {
    /// Her name.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(_, name) => name,
            Self::New(name, _) => name.as_str(),
        }
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// No name, or one that is too long.
    Name,
    /// Digits that are no number and no time.
    Digits,
    /// Going before coming, or in the future.
    Times,
    /// The same person stands above.
    Twice,
    /// Two of the team have this name.
    TwoOfThem,
}

/// Reads the lines; each stands with its number, from 1. Empty lines are passed over.
pub fn read(
    text: &str,
    team: &[(PersonId, String)],
    slot: &Slot,
    now: UnixMs,
) -> Vec<(usize, Result<PaperLine, Wrong>)> {
    let mut read: Vec<(usize, Result<PaperLine, Wrong>)> = vec![];
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut one = read_line(line, team, slot, now);
        let before = |who: &Who| read.iter().any(|(_, it)| it.as_ref().is_ok_and(|it| it.who == *who));
        if one.as_ref().is_ok_and(|line| before(&line.who)) {
            one = Err(Wrong::Twice);
        }
        read.push((number, one));
    }
    read
}

fn read_line(line: &str, team: &[(PersonId, String)], slot: &Slot, now: UnixMs) -> Result<PaperLine, Wrong> {
    let (mut name, mut phone, mut times) = (String::new(), None, vec![]);
    for part in parts(line) {
        if let Ok(number) = Phone::try_from(part) {
            phone = Some(number);
            continue;
        }
        for part in part.split(FROM_TO).filter(|part| !part.is_empty()) {
            if let Some(minutes) = clock(part) {
                times.push(UnixMs::at_china(slot.starts.day(), minutes));
            } else if part.chars().any(char::is_numeric) {
                return Err(Wrong::Digits);
            } else {
                name.push_str(part);
            }
        }
    }
    let came = times.first().copied().unwrap_or(slot.starts);
    let went = times.get(1).copied().or((slot.ends <= now).then_some(slot.ends));
    if times.len() > 2 || came > now || went.is_some_and(|went| went < came || now < went) {
        return Err(Wrong::Times);
    }
    let mut of_team = team.iter().filter(|(_, known)| *known == name);
    let who = match (of_team.next(), of_team.next()) {
        (Some(_), Some(_)) => return Err(Wrong::TwoOfThem),
        (Some((person, name)), None) => Who::Known(*person, name.clone()),
        (None, _) => Who::New(Name::try_from(name.as_str()).map_err(|_| Wrong::Name)?, phone),
    };
    let around = slot.starts.plus(-AROUND_MS)..=slot.ends.plus(AROUND_MS);
    let outside = times.iter().any(|time| !around.contains(time));
    Ok(PaperLine { who, came, went, outside })
}

/// Names, numbers and times between spaces and commas; a number at the head of a line counts the lines.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let counted = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let line = counted.strip_prefix(['.', '、', '．']).unwrap_or(line);
    line.split(|sign: char| sign.is_whitespace() || "，,、；;".contains(sign)).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{MEMBER, OTHER, at, id};

    fn slot() -> Slot {
        Slot { id: id(23), starts: at(8, 30), ends: at(11, 30), wanted: 2 }
    }

    fn read_all(text: &str) -> Vec<Result<PaperLine, Wrong>> {
        let team = [(id(MEMBER), "王桂兰".to_owned()), (id(OTHER), "孙丽".to_owned())];
        read(text, &team, &slot(), at(18, 0)).into_iter().map(|(_, line)| line).collect()
    }

    #[track_caller]
    fn times(line: &str, came: (u16, u16), went: (u16, u16)) {
        let read = read_all(line).remove(0).unwrap();
        assert_eq!((read.came, read.went), (at(came.0, came.1), Some(at(went.0, went.1))), "{line}");
    }

    #[test]
    fn a_name_alone_came_and_went_with_the_slot() {
        times("王桂兰", (8, 30), (11, 30));
        times("3、王桂兰 8点40", (8, 40), (11, 30));
        times("王桂兰，8:40到11点", (8, 40), (11, 0));
        times("王桂兰 9:00-10:30", (9, 0), (10, 30));
    }

    #[test]
    fn times_of_another_slot_are_remarked_and_kept() {
        let outside = |line: &str| read_all(line).remove(0).unwrap().outside;
        let lines = ["王桂兰", "王桂兰 7:40 12:20", "王桂兰 14:00 16:30", "王桂兰 8:30 13:00"];
        assert_eq!(lines.map(outside), [false, false, true, true]);
    }

    #[test]
    fn who_is_of_the_team_is_found_and_others_are_written_down() {
        let read = read_all("王桂兰\n\n李大爷 138-0000-2047 8:30");
        assert_eq!(read[0].as_ref().unwrap().who, Who::Known(id(MEMBER), "王桂兰".into()));
        let Who::New(name, phone) = &read[1].as_ref().unwrap().who else { panic!("somebody new") };
        assert_eq!((name.as_str(), phone.is_some()), ("李大爷", true));
    }

    #[test]
    fn a_line_that_cannot_be_meant_says_why_and_spoils_no_other() {
        let read = read_all("王桂兰\n王桂兰\n8:30\n孙丽 11:00 9:00\n孙丽 1380000\n孙丽 23:00");
        let wrong: Vec<Option<Wrong>> = read.iter().map(|line| line.as_ref().err().copied()).collect();
        let expected = [None, Some(Wrong::Twice), Some(Wrong::Name), Some(Wrong::Times), Some(Wrong::Digits)];
        assert_eq!(wrong[..5], expected);
        assert_eq!(wrong[5], Some(Wrong::Times));
    }
}
