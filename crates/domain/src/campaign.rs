//! Campaign 活动: one drive of one office. Everything else belongs to exactly one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::CampaignId;
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
    /// The first day.
    pub starts: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
    /// When work is done.
    pub sessions: Vec<Session>,
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
