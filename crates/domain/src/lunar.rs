//! The lunar calendar, by a table: browsers' own is a day late for Spring Festival 2027, whose new moon falls
//! minutes before midnight in China.
//!
//! `data/lunar-months.csv` holds the first day of each lunar month from 2025 to 2036.

use std::sync::LazyLock;

use chrono::NaiveDate;

const TABLE: &str = include_str!("../data/lunar-months.csv");
const MONTHS: [&str; 12] =
    ["正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月"];
const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDay {
    /// The lunar year, named by the Gregorian year in which it begins.
    pub year: i32,
    /// 1 (正月) to 12 (腊月).
    pub month: u8,
    /// A leap month follows the month of the same number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

/// The first day of a month, with its lunar year, number and whether it is a leap month.
type Month = (NaiveDate, i32, u8, bool);

fn months() -> impl Iterator<Item = Month> {
    // Read once: a list of days on a screen asks for it line by line.
    static MONTHS_READ: LazyLock<Vec<Month>> = LazyLock::new(|| {
        let month = |line: &str| {
            let mut cells = line.split(',');
            let first = cells.next()?.parse().ok()?;
            Some((first, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?, cells.next()? == "1"))
        };
        TABLE.lines().skip(1).filter_map(month).collect()
    });
    MONTHS_READ.iter().copied()
}

/// The lunar day of `day`, `None` outside the table (2025-01-29 to the end of 2036's months).
#[must_use]
pub fn lunar_day(day: NaiveDate) -> Option<LunarDay> {
    let (first, year, month, leap) = months().take_while(|(first, ..)| *first <= day).last()?;
    let since = day.signed_duration_since(first).num_days();
    let day = u8::try_from(since + 1).ok().filter(|day| *day <= 30)?;
    Some(LunarDay { year, month, leap, day })
}

/// The day of 除夕 (the last day of 腊月) that comes on or after `day`.
#[must_use]
pub fn new_years_eve(day: NaiveDate) -> Option<NaiveDate> {
    months()
        .filter(|(_, _, month, leap)| *month == 1 && !leap)
        .filter_map(|(first, ..)| first.pred_opt())
        .find(|eve| *eve >= day)
}

impl LunarDay {
    /// `腊月`.
    #[must_use]
    pub fn month_zh(self) -> &'static str {
        MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// `廿二`.
    #[must_use]
    pub fn day_zh(self) -> String {
        let digit = |n: u8| DIGITS.get(usize::from(n).wrapping_sub(1)).copied().unwrap_or_default();
        match self.day {
            1..=10 => format!("初{}", digit(self.day)),
            11..=19 => format!("十{}", digit(self.day - 10)),
            20 => "二十".to_owned(),
            21..=29 => format!("廿{}", digit(self.day - 20)),
            _ => "三十".to_owned(),
        }
    }

    /// `腊八`, `小年` (北方 on the 23rd, 南方 on the 24th), `元宵`, where the day has such a name. 除夕 and 春节 are
    /// told by [`new_years_eve`] and the first of 正月.
    #[must_use]
    pub const fn feast_zh(self) -> Option<&'static str> {
        match (self.month, self.day, self.leap) {
            (12, 8, false) => Some("腊八"),
            (12, 23, false) => Some("小年"),
            (1, 1, false) => Some("春节"),
            (1, 15, false) => Some("元宵"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[track_caller]
    fn check(of: NaiveDate, month: &str, lunar: &str) {
        let found = lunar_day(of).unwrap();
        assert_eq!((found.month_zh(), found.day_zh().as_str()), (month, lunar));
    }

    /// Days of 2026 to 2028 as the almanac has them.
    #[test]
    fn known_days_are_found() {
        check(day(2027, 1, 8), "腊月", "初一");
        check(day(2027, 1, 29), "腊月", "廿二");
        check(day(2027, 1, 30), "腊月", "廿三");
        check(day(2027, 2, 5), "腊月", "廿九");
        check(day(2027, 2, 6), "正月", "初一");
        check(day(2027, 2, 20), "正月", "十五");
        check(day(2028, 1, 26), "正月", "初一");
    }

    #[test]
    fn the_eve_is_the_day_before_the_first_month() {
        assert_eq!(new_years_eve(day(2027, 1, 29)), Some(day(2027, 2, 5)));
        assert_eq!(new_years_eve(day(2027, 2, 5)), Some(day(2027, 2, 5)));
        assert_eq!(new_years_eve(day(2027, 2, 6)), Some(day(2028, 1, 25)));
    }

    #[test]
    fn no_thirtieth_is_shown_where_the_month_has_twenty_nine_days() {
        for year in [2026, 2027, 2028] {
            let eve = new_years_eve(day(year, 1, 1)).unwrap();
            assert_eq!(lunar_day(eve).unwrap().day, 29);
        }
    }

    #[test]
    fn outside_the_table_there_is_no_answer() {
        assert_eq!(lunar_day(day(2020, 1, 1)), None);
        assert_eq!(lunar_day(day(2040, 1, 1)), None);
    }
}
