//! 什么时候改好: the deadlines that a return is offered with, none of them past.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use yingchun_domain::lunar::new_years_eve;
use yingchun_domain::time::UnixMs;

use crate::words::Words;

/// The end of an office's day.
const EVENING: u16 = 17 * 60;
/// From when on the feast is a deadline.
const FEAST_NEAR_DAYS: u64 = 14;
/// Noon.
const NOON: u16 = 12 * 60;

/// A deadline and how it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Due {
    /// 今天 17 点
    Today(NaiveDate),
    /// 1月30日 12 点
    Noon(NaiveDate),
    /// 1月31日 17 点: a day of the inspector's own choice.
    Evening(NaiveDate),
    /// 节前 2月4日: the day before 除夕.
    BeforeFeast(NaiveDate),
}

impl Due {
    /// The moment.
    pub fn at(self) -> UnixMs {
        match self {
            Self::Today(day) | Self::Evening(day) | Self::BeforeFeast(day) => UnixMs::at_china(day, EVENING),
            Self::Noon(day) => UnixMs::at_china(day, NOON),
        }
    }

    /// How the chip says it.
    pub fn words(self, words: &Words) -> String {
        match self {
            Self::Today(_) => words.return_sheet.today_17.to_owned(),
            Self::Noon(day) => words.return_sheet.at_noon(&words.day(day)),
            Self::Evening(day) => words.return_sheet.at_evening(&words.day(day)),
            Self::BeforeFeast(day) => words.return_sheet.before_feast(&words.day(day)),
        }
    }

    /// The deadlines that may be chosen at `now`, the nearest first.
    pub fn offered(now: UnixMs) -> Vec<Self> {
        let today = now.day();
        let later = |days: u64| today.checked_add_days(Days::new(days));
        let feast = new_years_eve(today).and_then(|eve| eve.pred_opt());
        // A feast weeks away is no deadline.
        let feast = feast.filter(|feast| later(FEAST_NEAR_DAYS).is_some_and(|near| *feast <= near));
        let far = later(3);
        let all = [
            Some(Self::Today(today)),
            later(1).map(Self::Noon),
            far.map(Self::Noon),
            feast.filter(|feast| far.is_some_and(|far| *feast > far)).map(Self::BeforeFeast),
        ];
        all.into_iter().flatten().filter(|due| due.at() > now).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, words};

    #[track_caller]
    fn check(day: (i32, u32, u32), minutes: u16, shown: &[&str]) {
        let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        let offered = Due::offered(UnixMs::at_china(day, minutes));
        let said: Vec<String> = offered.into_iter().map(|due| due.words(words(Lang::Zh))).collect();
        assert_eq!(said, shown);
    }

    #[test]
    fn no_deadline_is_past_when_it_is_offered() {
        check((2027, 1, 29), 600, &["今天 17 点", "1月30日 12 点", "2月1日 12 点", "节前 2月4日"]);
        check((2027, 1, 29), 17 * 60, &["1月30日 12 点", "2月1日 12 点", "节前 2月4日"]);
    }

    #[test]
    fn the_feast_is_offered_only_where_it_is_the_farthest() {
        check((2027, 2, 2), 600, &["今天 17 点", "2月3日 12 点", "2月5日 12 点"]);
    }
}
