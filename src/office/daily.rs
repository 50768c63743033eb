//! 群日报: the day's numbers as plain text of at most 300 signs for the officials' group; no names, no phone numbers, no
//! ranking.

use yingchun_domain::time::UnixMs;

use super::tally::Tally;
use crate::words::Words;

/// The text.
pub fn daily(words: &Words, tally: &Tally, now: UnixMs) -> String {
    let office = &words.office;
    let spots = &tally.spots;
    let (host, name) = tally
        .campaign
        .as_ref()
        .map(|campaign| (campaign.host.to_string(), campaign.name.to_string()))
        .unwrap_or_default();
    let nth = tally.day.map_or(1, |(nth, _)| nth);
    [
        office.daily_title(&host, &name, nth),
        office.daily_day(&words.day_full(now.day()), &now.clock()),
        office.daily_out(tally.turnouts, tally.heads),
        office.daily_today(tally.today.0, tally.today.1),
        office.daily_total(spots.passed, spots.all, spots.cleaned),
        office.daily_open(spots.returned, spots.overdue),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::tally::{FirstRun, SpotCount};
    use crate::words::{Lang, words};

    #[test]
    fn the_report_is_short_and_keeps_units_apart() {
        let over = FirstRun {
            campaign: true,
            community: true,
            team: true,
            people: true,
            zone: true,
            code: true,
            leader: true,
        };
        let tally = Tally {
            campaign: None,
            day: Some((7, 7)),
            volunteers: 412,
            new_today: 18,
            turnouts: 136,
            heads: 98,
            zones_out: 9,
            spots: SpotCount {
                all: 356,
                passed: 287,
                cleaned: 20,
                returned: 9,
                overdue: 4,
                ..SpotCount::default()
            },
            today: (41, 2),
            silent: 0,
            unplaced: 0,
            communities: vec![],
            days: vec![],
            first_run: over,
        };
        let text = daily(words(Lang::Zh), &tally, UnixMs(1_801_213_200_000));
        assert!(text.chars().count() <= 300, "{text}");
        assert!(text.contains("136 人次") && text.contains("98 人") && text.contains("287/356"), "{text}");
    }
}
