//! Campaign 活动: one drive of one office. Everything else belongs to exactly one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::decide::{Case, Decided, Stop};
use crate::edit::{Versions, WORDS, is_of_what_stands, version};
use crate::id::CampaignId;
use crate::refused::{Refused, Remark};
use crate::text::{DutyPhone, Line, Name};
use crate::time::Half;

/// A drive: its name, who runs it, and the half days on which people may say that they are free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Campaign {
    /// Which one.
    pub id: CampaignId,
    /// 清洁家园迎新春
    pub name: Name,
    /// 主办单位, as it stands in the foot of the first page.
    pub host: Line,
    /// 备案编号, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Line>,
    /// The host's number for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
    /// 意见建议: where suggestions go, as everybody reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Line>,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// When work is done.
    pub sessions: Vec<Session>,
    /// Who edited it last, by group of fields.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
}

/// The most days of a drive.
const DAYS_MOST: i64 = 120;

/// `edit_campaign`: an organiser changes what the drive is called, who runs it and when it is. The target is its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCampaign {
    /// Its name.
    pub name: Name,
    /// 主办单位
    pub host: Line,
    /// 备案编号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filing: Option<Line>,
    /// The host's number for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty_phone: Option<DutyPhone>,
    /// 意见建议
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Line>,
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
}

pub(crate) fn edit(case: &Case<'_>, args: &EditCampaign) -> Result<Decided, Stop> {
    case.organiser_only()?;
    let campaign = case.there::<Campaign>(case.entry.target)?;
    let days = args.ends.signed_duration_since(args.starts).num_days();
    if !(0..DAYS_MOST).contains(&days) {
        return Err(Refused::DaysUnlawful.into());
    }
    let EditCampaign { name, host, filing, duty_phone, feedback, starts, ends } = args.clone();
    let sessions = campaign.sessions_between(starts, ends);
    let edited =
        Campaign { name, host, filing, duty_phone, feedback, starts, ends, sessions, ..campaign.clone() };
    if !is_of_what_stands(case, &campaign.versions, WORDS) {
        let same = edited == *campaign;
        return if same {
            Ok(Decided::merged(vec![], Remark::SameValue))
        } else {
            Err(Refused::ChangedMeanwhile.into())
        };
    }
    let versions = campaign.versions.with(WORDS, version(case)?);
    Ok(Decided::put(Campaign { versions, ..edited }))
}

impl Campaign {
    /// The half days of a drive with these days: those of its own that fall into them, and for days that it did not
    /// have the hours of its first day.
    fn sessions_between(&self, starts: NaiveDate, ends: NaiveDate) -> Vec<Session> {
        let first = self.sessions.iter().map(|session| session.day).min();
        let usual: Vec<Session> =
            self.sessions.iter().filter(|session| Some(session.day) == first).copied().collect();
        let mut sessions = Vec::new();
        for day in starts.iter_days().take_while(|day| *day <= ends) {
            let own = (self.starts..=self.ends).contains(&day);
            let of_day = self.sessions.iter().filter(|session| session.day == day).copied();
            if own {
                sessions.extend(of_day);
            } else {
                sessions.extend(usual.iter().map(|session| Session { day, ..*session }));
            }
        }
        sessions
    }
}

/// Half a day of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Session {
    /// The day in China.
    pub day: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
    /// Minutes since midnight at which it begins.
    pub starts_minutes: u16,
    /// Minutes since midnight at which it ends.
    pub ends_minutes: u16,
}

impl Session {
    /// What names it in a person's answer.
    #[must_use]
    pub const fn half_day(self) -> HalfDay {
        HalfDay { day: self.day, half: self.half }
    }
}

/// Half a day on which a person is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HalfDay {
    /// The day in China.
    pub day: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_more_has_the_usual_hours_and_a_day_less_takes_its_own_away() {
        let day = |day| NaiveDate::from_ymd_opt(2027, 1, day).expect("a day of January");
        let session = |on, half| Session { day: day(on), half, starts_minutes: 510, ends_minutes: 690 };
        let sessions =
            vec![session(23, Half::Morning), session(23, Half::Afternoon), session(24, Half::Morning)];
        let campaign = Campaign {
            id: uuid::Uuid::nil().into(),
            name: Name::try_from("清洁家园").expect("a name"),
            host: Line::try_from("街道").expect("a line"),
            filing: None,
            duty_phone: None,
            feedback: None,
            starts: day(23),
            ends: day(24),
            sessions,
            versions: Versions::default(),
        };
        let later = campaign.sessions_between(day(24), day(25));
        let halves: Vec<_> = later.iter().map(|it| (it.day, it.half)).collect();
        assert_eq!(halves, [(day(24), Half::Morning), (day(25), Half::Morning), (day(25), Half::Afternoon)]);
    }
}
