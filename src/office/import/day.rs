//! When a spot was found, as people write a day into a sheet.

use chrono::{Datelike as _, Days, NaiveDate};
use yingchun_domain::lunar::lunar_day;
use yingchun_domain::time::UnixMs;

use super::chain::folded;

/// The day from which sheets count days where a cell was never given the look of a date.
const COUNTED_FROM: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);
/// Numbers that sheets mean as days: 2009 to 2064.
const COUNTED: std::ops::Range<u64> = 40_000..60_000;
/// A day without a year is no further from today than this.
const NEAR_DAYS: u64 = 183;
/// Between year, month and day.
const BETWEEN: [char; 6] = ['.', '-', '/', '年', '月', '。'];

/// 「2027.1.12」, 「1月12日 9:14」, 「腊月初五」; `None` where it is no day, or more than one. Without a year it is the day of that
/// name which is nearest to `today`; without a time it is midnight.
pub fn moment_of(text: &str, today: NaiveDate) -> Option<UnixMs> {
    let text = folded(text);
    let text = text.trim_start_matches("农历").trim_start();
    let (day, rest) = solar(text, today).or_else(|| lunar(text, today))?;
    Some(UnixMs::at_china(day, clock(rest)?))
}

/// Digits at the beginning, and what comes after.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn solar(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    let (first, rest) = digits(text)?;
    match first.len() {
        8 => return Some((NaiveDate::parse_from_str(first, "%Y%m%d").ok()?, rest)),
        5 => {
            let days = first.parse().ok().filter(|days| COUNTED.contains(days))?;
            return Some((COUNTED_FROM?.checked_add_days(Days::new(days))?, rest));
        }
        _ => {}
    }
    let mut numbers: Vec<(usize, u32)> = vec![(first.len(), first.parse().ok()?)];
    let mut rest = rest;
    while numbers.len() < 3 {
        let next = rest.trim_start().strip_prefix(BETWEEN).and_then(|next| digits(next.trim_start()));
        let Some((number, after)) = next else { break };
        numbers.push((number.len(), number.parse().ok()?));
        rest = after;
    }
    let rest = rest.strip_prefix(['日', '号', '.']).unwrap_or(rest);
    let day = match numbers.as_slice() {
        [(4, year), (1..=2, month), (1..=2, day)] => ymd(*year, *month, *day),
        [(2, year @ 13..), (1..=2, month), (1..=2, day)] => ymd(2000 + year, *month, *day),
        [(1..=2, month), (1..=2, day), (4, year)] => ymd(*year, *month, *day),
        [(1..=2, month), (1..=2, day)] => nearest(today, |near| near.month() == *month && near.day() == *day),
        _ => None,
    };
    Some((day?, rest))
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn lunar(text: &str, today: NaiveDate) -> Option<(NaiveDate, &str)> {
    let named = |day: NaiveDate| {
        let lunar = lunar_day(day)?;
        text.strip_prefix(lunar.month_zh())?.strip_prefix(lunar.day_zh().as_str())
    };
    let day = nearest(today, |near| named(near).is_some())?;
    Some((day, named(day)?))
}

/// The day nearest to `today` of which something is true.
fn nearest(today: NaiveDate, is: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let around = |apart| [today.checked_sub_days(Days::new(apart)), today.checked_add_days(Days::new(apart))];
    (0..=NEAR_DAYS).flat_map(around).flatten().find(|day| is(*day))
}

/// Minutes since midnight of what stands behind a day: nothing, a day of the week, something in brackets, a time.
fn clock(text: &str) -> Option<u16> {
    let text = text.split('(').next().unwrap_or_default().trim();
    let text = match text.strip_prefix("星期").or_else(|| text.strip_prefix('周')) {
        Some(week) => week.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])?.trim_start(),
        None => text.strip_prefix('T').unwrap_or(text),
    };
    let later = ["下午", "晚上"].into_iter().find_map(|half| text.strip_prefix(half));
    let earlier = ["上午", "早上", "中午"].into_iter().find_map(|half| text.strip_prefix(half));
    let time = later.or(earlier).unwrap_or(text).trim();
    if time.is_empty() {
        return Some(0);
    }
    let (hour, rest) = digits(time)?;
    let (minute, rest) = match rest.strip_prefix([':', '点', '时'])? {
        "" => ("0", ""),
        rest => digits(rest)?,
    };
    let seconds = rest.strip_prefix(':').and_then(digits).map_or(rest, |(_, rest)| rest);
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = if later.is_some() && hour < 12 { hour + 12 } else { hour };
    (matches!(seconds, "" | "分") && hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2027, 1, 20).unwrap();
        moment_of(text, today).map_or_else(
            || "?".to_owned(),
            |moment| match moment.clock().as_str() {
                "0:00" => moment.day().to_string(),
                clock => format!("{} {clock}", moment.day()),
            },
        )
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        for text in [
            "2027.1.12",
            "2027.01.12.",
            "2027-1-12",
            "2027/01/12",
            "2027年1月12日",
            "２０２７．１．１２",
            "27.1.12",
            "20270112",
            "1/12/2027",
            "1月12日",
            "1月12号（腊月初五）",
            "1.12",
            "1-12",
            "1月12日 周二",
            "腊月初五",
            "农历腊月初五",
            "46399",
        ] {
            assert_eq!(read(text), "2027-01-12", "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        assert_eq!(read("12月28日"), "2026-12-28");
        assert_eq!(read("2.5"), "2027-02-05");
        assert_eq!(read("冬月初十"), "2026-12-18");
    }

    #[test]
    fn a_time_of_day_is_kept() {
        for text in
            ["2027.1.12 9:14", "1月12日9点14分", "2027-01-12T09:14:00", "1月12日上午9:14", "2027/1/12 09:14"]
        {
            assert_eq!(read(text), "2027-01-12 9:14", "{text}");
        }
        assert_eq!(read("1月12日下午3时"), "2027-01-12 15:00");
    }

    #[test]
    fn what_is_no_day_or_more_than_one_is_not_guessed() {
        for text in
            ["", "上周", "2027.1", "1月8日-10日", "2.30", "13月1日", "9:14", "3车", "2027.1.12 25:00", "12"]
        {
            assert_eq!(read(text), "?", "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_fall(text in "(\\PC|[0-9.:/年月日 -]){0,40}") {
            let _day: String = read(&text);
        }
    }
}
