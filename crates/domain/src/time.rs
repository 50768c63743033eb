//! Moments and days. China keeps one time, UTC+8, without summer time since 1992, so that a fixed offset is exact.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00Z, by whichever clock the field's name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct UnixMs(pub i64);

/// Milliseconds of one hour.
pub const HOUR_MS: i64 = 3_600_000;
/// Milliseconds of one day.
pub const DAY_MS: i64 = 24 * HOUR_MS;
const SHANGHAI_OFFSET_MS: i64 = 8 * HOUR_MS;

impl UnixMs {
    /// This moment, `ms` later (or earlier); stops at the ends of time instead of wrapping.
    #[must_use]
    pub const fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Date and time as a clock on a wall in China shows it. Moments beyond the calendar show its first day.
    #[must_use]
    pub fn in_china(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0.saturating_add(SHANGHAI_OFFSET_MS))
            .unwrap_or_default()
            .naive_utc()
    }

    /// The day in China.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        self.in_china().date()
    }

    /// `8:30`, as people say it.
    #[must_use]
    pub fn clock(self) -> String {
        let time = self.in_china();
        format!("{}:{:02}", time.hour(), time.minute())
    }

    /// The moment at which a wall clock in China shows `day` and `minutes` since midnight.
    #[must_use]
    pub fn at_china(day: NaiveDate, minutes: u16) -> Self {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
        Self(midnight + i64::from(minutes) * 60_000 - SHANGHAI_OFFSET_MS)
    }
}

/// Half a day, as people say when they are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// 上午
    Morning,
    /// 下午
    Afternoon,
}

/// `1月29日`.
#[must_use]
pub fn month_day_zh(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// `2027.1.20`, as ledgers write a date.
#[must_use]
pub fn ledger_date(day: NaiveDate) -> String {
    format!("{}.{}.{}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_in_china_is_eight_hours_ahead() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let start = UnixMs::at_china(day, 8 * 60 + 30);
        assert_eq!((start.day(), start.clock()), (day, "8:30".to_owned()));
        assert_eq!(UnixMs::at_china(day, 0).day(), day);
        assert_eq!(UnixMs::at_china(day, 0).plus(-1).day(), day.pred_opt().unwrap());
    }

    #[test]
    fn no_moment_is_too_far_to_be_shown() {
        for moment in [UnixMs(i64::MIN), UnixMs(i64::MAX), UnixMs(0)] {
            let _shown: String = moment.clock();
        }
    }
}
