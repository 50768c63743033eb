//! Spot 点位: one place to be cleaned, with photos before and after.
//!
//! `reported → open → claimed → cleaned → passed → closed`; `cleaned → returned → cleaned` as often as it takes;
//! `cancelled` with a reason. Every cleaning and every return is kept in the order of the hub's commits, so that the
//! state can always be explained.

pub mod beg_off;
pub mod claim;
pub mod clean;
pub mod close;
pub mod create;
pub mod edit;
pub mod hand_over;
pub mod inspect;
pub mod object;
pub mod open;
pub mod report;
pub mod take_back;

use serde::{Deserialize, Serialize};

use crate::edit::Versions;
use crate::id::{CommunityId, EntryId, PersonId, SpotId, ZoneId};
use crate::led::Since;
use crate::quantity::Quantity;
use crate::spot::beg_off::Begged;
use crate::spot::inspect::Asked;
use crate::spot::object::Objection;
use crate::spot::take_back::{Lease, TakenBack};
use crate::text::{Line, Name, Note};
use crate::time::UnixMs;

/// A place to be cleaned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Which one.
    pub id: SpotId,
    /// The community in which it lies.
    pub community: CommunityId,
    /// The zone; a report has none until somebody opens it, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<ZoneId>,
    /// 编号, as the ledger counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// 点位（具体位置）: 「小卖部后杂物堆」.
    pub place: Line,
    /// 问题类别
    pub category: Category,
    /// 问题描述
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// How much was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Quantity>,
    /// 发现方式
    pub found_by: Finding,
    /// 发现时间, as judged.
    pub found_at: UnixMs,
    /// Who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<PersonId>,
    /// How it stands.
    pub state: SpotState,
    /// Every cleaning, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cleanings: Vec<Cleaning>,
    /// Every return, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returns: Vec<Return>,
    /// The passing that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passing: Option<Passing>,
    /// Every objection to a return, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objections: Vec<Objection>,
    /// 请补一张照片: what waits for one photo more; neither a return nor a count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// When a report got its zone: until then every leader of its community led there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Since>,
    /// 去不了，请队长换人: who cannot go, until somebody works on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begged: Option<Box<Begged>>,
    /// Who edited it last, by group of fields.
    #[serde(default, skip_serializing_if = "Versions::is_empty")]
    pub versions: Versions,
}

/// 问题类别, as offices class them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 白色垃圾
    WhiteLitter,
    /// 卫生死角
    NeglectedCorner,
    /// 乱堆乱放
    Clutter,
    /// 三堆
    Heaps,
    /// 生活垃圾
    HouseholdWaste,
    /// 建筑垃圾
    BuildingWaste,
    /// 残垣断壁
    Ruins,
    /// 乱搭乱建
    Shed,
    /// 小广告
    Flyposting,
    /// 河道
    RiverBank,
    /// 道路管护
    Roadside,
    /// 林带
    Woods,
    /// 其他
    Other,
}

impl Category {
    /// Every class, the commonest first.
    pub const ALL: [Self; 13] = [
        Self::WhiteLitter,
        Self::NeglectedCorner,
        Self::Clutter,
        Self::Heaps,
        Self::HouseholdWaste,
        Self::BuildingWaste,
        Self::Ruins,
        Self::Shed,
        Self::Flyposting,
        Self::RiverBank,
        Self::Roadside,
        Self::Woods,
        Self::Other,
    ];

    /// The class as ledgers write it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::WhiteLitter => "白色垃圾",
            Self::NeglectedCorner => "卫生死角",
            Self::Clutter => "乱堆乱放",
            Self::Heaps => "三堆",
            Self::HouseholdWaste => "生活垃圾",
            Self::BuildingWaste => "建筑垃圾",
            Self::Ruins => "残垣断壁",
            Self::Shed => "乱搭乱建",
            Self::Flyposting => "小广告",
            Self::RiverBank => "河道",
            Self::Roadside => "道路管护",
            Self::Woods => "林带",
            Self::Other => "其他",
        }
    }
}

/// 发现方式
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 自查
    OwnSurvey,
    /// 督查
    Inspection,
    /// 暗访
    Unannounced,
    /// 群众反映
    Report,
}

impl Finding {
    /// The way as ledgers write it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::OwnSurvey => "自查",
            Self::Inspection => "督查",
            Self::Unannounced => "暗访",
            Self::Report => "群众反映",
        }
    }
}

/// How a spot stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SpotState {
    /// 待核实: somebody saw it; it has no zone yet.
    Reported,
    /// 待清理
    Open,
    /// 清理中: a lease, seen as a clock; its end never voids work.
    Claimed {
        /// Who is at it.
        by: PersonId,
        /// To the end of the slot.
        until: UnixMs,
    },
    /// 待验收
    Cleaned {
        /// The cleaning that waits to be looked at.
        cleaning: EntryId,
    },
    /// 需整改
    Returned {
        /// The return that waits to be answered.
        entry: EntryId,
        /// By when.
        due: UnixMs,
    },
    /// 已验收
    Passed,
    /// 已销号
    Closed,
    /// 已取消
    Cancelled {
        /// Why.
        reason: Line,
    },
}

impl SpotState {
    /// 清好: the work is done, whether anybody looked at it yet or not.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        match self {
            Self::Cleaned { .. } | Self::Passed | Self::Closed => true,
            Self::Reported
            | Self::Open
            | Self::Claimed { .. }
            | Self::Returned { .. }
            | Self::Cancelled { .. } => false,
        }
    }
}

/// One cleaning: who, when, how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cleaning {
    /// The entry that said it.
    pub entry: EntryId,
    /// Whose work it is.
    pub by: PersonId,
    /// Her name: all that an inspector sees of her.
    pub by_name: Name,
    /// Who recorded it, where a leader did so on her behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<PersonId>,
    /// When, as judged.
    pub at: UnixMs,
    /// How much was carried off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// 想说点什么
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The return that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<EntryId>,
    /// The claim under which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Lease>,
    /// 记错了: it was none, or none here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

/// One return 退回整改: what is left to do, said of the place and not of the picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who looked.
    pub by: PersonId,
    /// The name of who looked.
    pub by_name: Name,
    /// Who cleaned it before.
    pub to: PersonId,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// 哪里没清好
    pub reason: Shortfall,
    /// 具体在哪
    pub place: Line,
    /// 什么时候改好
    pub due: UnixMs,
    /// Who mends it, where it is not who cleaned before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_to: Option<PersonId>,
}

/// 哪里没清好
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortfall {
    /// 没清干净
    NotClean,
    /// 垃圾没运走
    NotHauled,
    /// 只挪了地方
    OnlyMoved,
    /// 又有新垃圾
    NewLitter,
    /// 不是这一处
    OtherSpot,
}

impl Shortfall {
    /// Every reason, in the order of the sheet.
    pub const ALL: [Self; 5] =
        [Self::NotClean, Self::NotHauled, Self::OnlyMoved, Self::NewLitter, Self::OtherSpot];
}

/// 验收通过
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passing {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who looked.
    pub by: PersonId,
    /// The name of who looked: 复核人.
    pub by_name: Name,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// 销号时间, once it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<UnixMs>,
}

impl Spot {
    /// The cleaning that an inspector looks at: the one that stands, whatever evidence was added since, or the last.
    #[must_use]
    pub fn last_cleaning(&self) -> Option<&Cleaning> {
        let standing = if let SpotState::Cleaned { cleaning } = &self.state { Some(*cleaning) } else { None };
        let standing = self.cleanings.iter().find(|it| Some(it.entry) == standing);
        standing.or_else(|| self.worked().next_back())
    }

    /// The return that waits to be answered.
    #[must_use]
    pub fn standing_return(&self) -> Option<&Return> {
        match &self.state {
            SpotState::Returned { entry, .. } => self.returns.iter().find(|it| it.entry == *entry),
            SpotState::Reported
            | SpotState::Open
            | SpotState::Claimed { .. }
            | SpotState::Cleaned { .. }
            | SpotState::Passed
            | SpotState::Closed
            | SpotState::Cancelled { .. } => None,
        }
    }

    /// Whether a person had a hand in the work, as doer or as recorder: she may not judge it.
    #[must_use]
    pub fn worked_on_by(&self, person: PersonId) -> bool {
        let objected = self.objections.iter().any(|it| it.by == person || it.recorded_by == Some(person));
        objected || self.cleanings.iter().any(|it| it.by == person || it.recorded_by == Some(person))
    }
}
