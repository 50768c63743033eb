//! Days and hours in words: always written out, always China's clock, the lunar day from domain's own table.

use chrono::{Datelike, NaiveDate, Timelike, Weekday};
use yingchun_domain::attendance::served::Served;
use yingchun_domain::lunar::{LunarDay, lunar_day};
use yingchun_domain::time::UnixMs;

use super::{Lang, Words};

impl Words {
    /// 1月29日
    pub fn day(&self, day: NaiveDate) -> String {
        let month = self.dates.months.split(' ').nth(day.month0() as usize).unwrap_or_default();
        self.dates.day(month, day.day())
    }

    /// The lunar day, in a language that says days so, too.
    pub fn lunar(&self, day: NaiveDate) -> Option<LunarDay> {
        if self.dates.lunar_calendar.is_empty() { None } else { lunar_day(day) }
    }

    /// 腊月廿二; nothing in a language that does not say days so.
    pub fn lunar_month_day(&self, day: NaiveDate) -> String {
        self.lunar(day).map(|lunar| [lunar.month_zh(), &lunar.day_zh()].concat()).unwrap_or_default()
    }

    /// 周五
    pub const fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => self.dates.monday,
            Weekday::Tue => self.dates.tuesday,
            Weekday::Wed => self.dates.wednesday,
            Weekday::Thu => self.dates.thursday,
            Weekday::Fri => self.dates.friday,
            Weekday::Sat => self.dates.saturday,
            Weekday::Sun => self.dates.sunday,
        }
    }

    /// 1月29日 周五
    pub fn day_weekday(&self, day: NaiveDate) -> String {
        self.dates.day_weekday(&self.day(day), self.weekday(day.weekday()))
    }

    /// 1月29日 周五（廿二）
    pub fn day_full(&self, day: NaiveDate) -> String {
        self.with_lunar(&self.day_weekday(day), day)
    }

    /// 1月29日（廿二）
    pub fn day_lunar(&self, day: NaiveDate) -> String {
        self.with_lunar(&self.day(day), day)
    }

    fn with_lunar(&self, shown: &str, day: NaiveDate) -> String {
        self.lunar(day).map_or_else(|| shown.to_owned(), |lunar| self.dates.day_lunar(shown, &lunar.day_zh()))
    }

    /// 上午 8:30; in English by the clock of 24 hours, as everywhere else.
    pub fn hour(&self, at: UnixMs) -> String {
        self.of_day(at, &self.half_day_clock(at))
    }

    /// 中午 12 点, as a day is set; 上午 8:30 where it is no full hour.
    pub fn hour_due(&self, at: UnixMs) -> String {
        match (self.lang, at.in_china().minute()) {
            (Lang::Zh, 0) => self.of_day(at, &self.dates.full_hour(half_day_hour(at))),
            (Lang::Zh | Lang::En, _) => self.hour(at),
        }
    }

    /// 上午 before a clock of the morning.
    fn of_day(&self, at: UnixMs, clock: &str) -> String {
        match at.in_china().hour() {
            0..12 => self.dates.morning(clock),
            12 => self.dates.noon(clock),
            13..18 => self.dates.afternoon(clock),
            _ => self.dates.evening(clock),
        }
    }

    /// 1月29日 周五（廿二）上午 8:30
    pub fn moment(&self, at: UnixMs) -> String {
        format!("{} {}", self.day_full(at.day()), self.hour(at))
    }

    /// 1月29日 8:41, for a caption.
    pub fn moment_short(&self, at: UnixMs) -> String {
        format!("{} {}", self.day(at.day()), at.clock())
    }

    /// 今天 15:20, 1月29日 8:41
    pub fn moment_near(&self, at: UnixMs, now: UnixMs) -> String {
        if at.day() == now.day() {
            self.dates.day_at(self.dates.today, &at.clock())
        } else {
            self.moment_short(at)
        }
    }

    /// 15:20 更新; with its day where that is not today. Nothing before anything was read.
    pub fn updated(&self, read_at: Option<UnixMs>, now: UnixMs) -> String {
        let said = |at: UnixMs| if at.day() == now.day() { at.clock() } else { self.moment_short(at) };
        read_at.map(|at| self.dates.updated(&said(at))).unwrap_or_default()
    }

    /// 上午 8:30 到 11:30; the part of the day is said once, unless it changes.
    pub fn hours_span(&self, from: UnixMs, to: UnixMs) -> String {
        let same = (from.in_china().hour() < 12) == (to.in_china().hour() < 12);
        let end = if same { self.half_day_clock(to) } else { self.hour(to) };
        self.dates.from_to(&self.hour(from), &end)
    }

    /// 2.9 小时; below half an hour the minutes.
    pub fn served(&self, served: Served) -> String {
        match served.minutes {
            minutes @ 1..30 => self.dates.minutes(i64::from(minutes)),
            _ => self.dates.hours(&served.hours()),
        }
    }

    /// 1月29日 周五（廿二） 上午 8:30 到 11:30
    pub fn span(&self, from: UnixMs, to: UnixMs) -> String {
        format!("{} {}", self.day_full(from.day()), self.hours_span(from, to))
    }

    /// 2:00 in the afternoon, as people say it behind 下午.
    fn half_day_clock(&self, at: UnixMs) -> String {
        match self.lang {
            Lang::Zh => format!("{}:{:02}", half_day_hour(at), at.in_china().minute()),
            Lang::En => at.clock(),
        }
    }
}

/// The hour as it stands behind 上午 or 下午: 0 after midnight, 12 at noon.
fn half_day_hour(at: UnixMs) -> u32 {
    let hour = at.in_china().hour();
    if hour > 12 { hour - 12 } else { hour }
}

#[cfg(test)]
mod tests {
    use super::super::words;
    use super::*;
    use yingchun_domain::attendance::served::HourStep;

    #[test]
    fn a_day_is_written_out_with_weekday_and_lunar_day() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let (from, to) = (UnixMs::at_china(day, 510), UnixMs::at_china(day, 690));
        assert_eq!(words(Lang::Zh).span(from, to), "1月29日 周五（廿二） 上午 8:30 到 11:30");
        let hour = |minute| words(Lang::Zh).hour(UnixMs::at_china(day, minute));
        assert_eq!([54, 720, 810].map(hour), ["上午 0:54", "中午 12:00", "下午 1:30"]);
        let due = |minute| words(Lang::Zh).hour_due(UnixMs::at_china(day, minute));
        assert_eq!([720, 1020, 1045].map(due), ["中午 12 点", "下午 5 点", "下午 5:25"]);
        let (from, to) = (UnixMs::at_china(day, 840), UnixMs::at_china(day, 990));
        assert_eq!(words(Lang::Zh).hours_span(from, to), "下午 2:00 到 4:30");
        assert_eq!(words(Lang::En).day_full(day), "Fri 29 Jan");
        assert_eq!(
            (words(Lang::Zh).lunar_month_day(day).as_str(), words(Lang::En).lunar_month_day(day).as_str()),
            ("腊月廿二", "")
        );
    }

    #[test]
    fn english_has_the_clock_of_24_hours_and_one_hour() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let (from, to) = (UnixMs::at_china(day, 1140), UnixMs::at_china(day, 1439));
        assert_eq!(words(Lang::En).span(from, to), "Fri 29 Jan 19:00–23:59");
        assert_eq!(words(Lang::En).served(Served::of(60, HourStep::Tenth)), "1 hour");
    }

    #[test]
    fn a_service_is_said_in_minutes_until_it_is_half_an_hour() {
        let said = |minutes| words(Lang::Zh).served(Served::of(minutes, HourStep::Tenth));
        assert_eq!([0, 3, 29, 30, 173].map(said), ["0 小时", "3 分钟", "29 分钟", "0.5 小时", "2.9 小时"]);
    }

    #[test]
    fn what_was_read_yesterday_says_so() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
        let at = UnixMs::at_china(day, 920);
        let updated = |read_at, days: i64| words(Lang::Zh).updated(read_at, at.plus(days * 86_400_000));
        assert_eq!(updated(Some(at), 0), "15:20 更新");
        assert_eq!(updated(Some(at), 1), "1月29日 15:20 更新");
        assert_eq!(updated(None, 0), "");
    }
}
