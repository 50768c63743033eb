//! How long somebody served 服务时长: the minutes between coming and going, and the hours that are shown and filed.
//!
//! One rounding for every screen and for the sheet that is sealed: each service once, 四舍五入, by a [`HourStep`]. A sum is
//! the sum of what was rounded, so that it is what a reader gets who adds the lines up.

use std::iter::Sum;

/// The step in which hours are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HourStep {
    /// 0.1 h, six minutes.
    #[default]
    Tenth,
    /// 0.5 h, thirty minutes.
    Half,
}

impl HourStep {
    const fn minutes(self) -> u32 {
        match self {
            Self::Tenth => 6,
            Self::Half => 30,
        }
    }

    /// The rule as it is printed under the sheet.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Tenth => "每次服务四舍五入到0.1小时，只取整一次",
            Self::Half => "每次服务四舍五入到0.5小时，只取整一次",
        }
    }
}

/// What one service, or some of them, come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Whole minutes.
    pub minutes: u32,
    /// Tenths of an hour.
    pub tenths: u32,
}

impl Served {
    /// One service of so many minutes.
    #[must_use]
    pub fn of(minutes: i64, step: HourStep) -> Self {
        let minutes = u32::try_from(minutes.max(0)).unwrap_or(u32::MAX);
        let steps = minutes.saturating_add(step.minutes() / 2) / step.minutes();
        Self { minutes, tenths: steps * step.minutes() / 6 }
    }

    /// 3 or 2.5.
    #[must_use]
    pub fn hours(self) -> String {
        match (self.tenths / 10, self.tenths % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}.{tenth}"),
        }
    }
}

impl Sum for Served {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            minutes: sum.minutes.saturating_add(one.minutes),
            tenths: sum.tenths.saturating_add(one.tenths),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_rounded_once_to_the_nearest_step() {
        let cases = [(0, 0, 0), (2, 0, 0), (3, 1, 0), (15, 3, 5), (30, 5, 5), (173, 29, 30), (179, 30, 30)];
        for (minutes, tenth, half) in cases {
            let shown = [HourStep::Tenth, HourStep::Half].map(|step| Served::of(minutes, step).tenths);
            assert_eq!(shown, [tenth, half], "{minutes} min");
        }
        assert_eq!([173, 180].map(|minutes| Served::of(minutes, HourStep::Tenth).hours()), ["2.9", "3"]);
        assert_eq!(Served::of(i64::MAX, HourStep::Half).minutes, u32::MAX);
    }

    #[test]
    fn a_sum_is_what_the_lines_add_up_to() {
        let all: Served = [173, 157, 3].map(|minutes| Served::of(minutes, HourStep::Tenth)).into_iter().sum();
        assert_eq!((all.minutes, all.hours()), (333, "5.6".to_owned()));
    }
}
