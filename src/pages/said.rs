//! What a volunteer is told about a spot or a turn: village words, the day written out.

use chrono::NaiveDate;
use yingchun_domain::lunar::{lunar_day, new_years_eve};
use yingchun_domain::spot::{Return, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};
use yingchun_domain::zone::Zone;

use super::mine::{Mine, Turn, is_done};
use crate::components::badge::SpotMark;
use crate::words::Words;

/// A spot as a volunteer's card shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// What it is called.
    pub title: String,
    /// What to know about it; may be empty.
    pub detail: String,
    /// Its state.
    pub mark: SpotMark,
    /// The state in the village's words.
    pub label: String,
}

/// The state that a reader sees: a lease that has run out holds nobody off.
pub fn mark_of(spot: &Spot, now: UnixMs) -> SpotMark {
    let run_out = matches!(&spot.state, SpotState::Claimed { until, .. } if *until <= now);
    if run_out { SpotMark::Open } else { SpotMark::from(&spot.state) }
}

/// A spot in a volunteer's words.
pub fn told(mine: Mine<'_>, spot: &Spot, words: &Words) -> Told {
    let mark = mark_of(spot, mine.now);
    let own = matches!(&spot.state, SpotState::Claimed { by, .. } if *by == mine.me);
    let at_it = own && mark == SpotMark::Claimed;
    let hers_to_look_at = mark == SpotMark::Reported && mine.leads_spot(spot);
    let label = match (at_it, hers_to_look_at) {
        (true, _) => words.states.claimed_own,
        (false, true) => words.states.reported_own,
        (false, false) => mark.plain_words(words),
    };
    Told { title: spot.place.to_string(), detail: detail(mine, spot, words), mark, label: label.to_owned() }
}

/// The line under a spot's title: who cannot go, who is at it, what is left, by when, or how much there is.
fn detail(mine: Mine<'_>, spot: &Spot, words: &Words) -> String {
    let found = spot.found.map(|found| words.quantity(found));
    let what = [Some(words.category(spot.category).to_owned()), found];
    let what = what.into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma);
    if let Some(said) = begged(mine, spot, words) {
        return said;
    }
    if mine.is_asked_of_me(spot) {
        return words.outbox.ask_photo.to_owned();
    }
    match &spot.state {
        SpotState::Claimed { by, until } if *until > mine.now && *by != mine.me => {
            mine.name_of(*by).map_or(what, |name| words.states.claimed_by(&name, &until.clock()))
        }
        SpotState::Returned { .. } => {
            spot.standing_return().map_or(what, |returned| words.dates.by(&due_day(words, returned.due)))
        }
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => what,
    }
}

/// 王桂兰说去不了, 您说去不了; nothing where nobody said so, or where somebody works on it since.
pub fn begged(mine: Mine<'_>, spot: &Spot, words: &Words) -> Option<String> {
    let begged = spot.begged.as_ref()?;
    Some(if begged.by == mine.me {
        words.returned.begged_own.to_owned()
    } else {
        words.returned.begged_by(begged.by_name.as_str())
    })
}

/// 1月23日（腊月十六）, 2月5日（除夕）
pub fn day_of_year(words: &Words, day: NaiveDate) -> String {
    let shown = words.day(day);
    if new_years_eve(day) == Some(day) {
        return words.dates.day_lunar(&shown, words.dates.eve);
    }
    let lunar = words.lunar_month_day(day);
    if lunar.is_empty() { shown } else { words.dates.day_lunar(&shown, &lunar) }
}

/// 离除夕 7 天, 今天除夕, 今天春节; nothing in the rest of the year.
pub fn feast_line(words: &Words, day: NaiveDate) -> String {
    let lunar = lunar_day(day);
    if lunar.is_some_and(|lunar| lunar.month == 1 && lunar.day == 1 && !lunar.leap) {
        return words.dates.spring_festival.to_owned();
    }
    match new_years_eve(day).map(|eve| eve.signed_duration_since(day).num_days()) {
        Some(0) => words.dates.new_years_eve.to_owned(),
        Some(days @ 1..=99) => words.dates.days_to_new_years_eve(days),
        Some(_) | None => String::new(),
    }
}

/// 1月30日（廿三）中午 12 点
pub fn due_day(words: &Words, due: UnixMs) -> String {
    words.dates.day_hour(&words.day_lunar(due.day()), &words.hour_due(due))
}

/// 1月30日（廿三）中午 12 点前，还有 20 小时; a day that has passed is said without a word about it.
pub fn due(words: &Words, returned: &Return, now: UnixMs) -> String {
    let day = due_day(words, returned.due);
    let left = returned.due.since(now);
    match left {
        ..HOUR_MS => words.dates.by(&day),
        HOUR_MS..DAY_MS => words.returned.due(&day, &words.dates.left_hours(left / HOUR_MS)),
        _ => words.returned.due(&day, &words.dates.left_days(left / DAY_MS)),
    }
}

/// 上午 8:30，老槐树下集合
pub fn gather(words: &Words, turn: &Turn) -> String {
    words.today.gather(&words.hour(turn.slot.starts), turn.zone.meeting.as_str())
}

/// 一起 6 人，队长赵建国; where a zone has several times, how many come to it at all, for more is not known here.
pub fn company(words: &Words, zone: &Zone, together: usize, leader: Option<&str>) -> String {
    let people = match (together, zone.slots.len()) {
        (0 | 1, _) => None,
        (n, ..=1) => Some(words.zone.together(n)),
        (n, _) => Some(words.zone.in_zone(n)),
    };
    let leader = leader.map(|name| words.zone.leader(name));
    [people, leader].into_iter().flatten().collect::<Vec<_>>().join(words.kit.comma)
}

/// How far her spots have come, as the heading over them.
pub fn spots_heading(words: &Words, spots: &[Spot]) -> String {
    let done = spots.iter().filter(|spot| is_done(spot)).count();
    match done {
        0 => words.today.my_spots(spots.len()),
        _ => words.today.my_spots_done(spots.len(), done),
    }
}

/// How far a zone's spots have come.
pub fn zone_heading(words: &Words, spots: &[Spot]) -> String {
    words.zone.progress(spots.len(), spots.iter().filter(|spot| is_done(spot)).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at, id};
    use crate::words::{Lang, words};

    #[test]
    fn who_said_that_she_cannot_go_reads_it_of_herself_and_others_by_her_name() {
        let world = World::new().cleaned(50, MEMBER, 20).sent_back(50, MEMBER).begged(50, MEMBER);
        let said = |me| {
            let mine = world.seen_by(me, at(11, 0));
            begged(mine, mine.spot(id(50)).unwrap(), words(Lang::Zh)).unwrap()
        };
        assert_eq!([said(MEMBER), said(LEADER)], ["您说去不了", "李明说去不了"]);
    }

    #[test]
    fn a_report_waits_for_the_leaders_of_its_village_and_for_nobody_else() {
        let world = World::new().reported(50, MEMBER);
        let label = |me| {
            let mine = world.seen_by(me, at(11, 0));
            told(mine, mine.spot(id(50)).unwrap(), words(Lang::Zh)).label
        };
        assert_eq!([label(MEMBER), label(LEADER)], ["等村里看", "等您看"]);
    }
}
