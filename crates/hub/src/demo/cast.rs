//! The invented people and places of the demonstration, with ids that stay the same for a campaign, so that links can
//! be made for them at every start.

use uuid::Uuid;
use yingchun_domain::id::{
    CampaignId, CommunityId, DeviceId, PersonId, Random, SlotId, SpotId, TeamId, ZoneId,
};
use yingchun_domain::time::UnixMs;

/// The code on the poster of the first village.
pub(super) const JOIN_CODE: &str = "QSC-2027";

/// A village or community: name, committee, code.
pub(super) const COMMUNITIES: [(&str, &str, &str); 4] = [
    ("青石村", "青石村村委会", JOIN_CODE),
    ("双桥村", "双桥村村委会", "SQC-2027"),
    ("柳林社区", "柳林社区居委会", "LLSQ-2027"),
    ("河湾村", "河湾村村委会", "HWC-2027"),
];

/// A team, its community, its leader, and its zone: name, bounds, where people meet.
pub(super) struct TeamPlan {
    pub(super) name: &'static str,
    pub(super) community: usize,
    pub(super) leader: &'static str,
    pub(super) zone: &'static str,
    pub(super) bounds: &'static str,
    pub(super) meeting: &'static str,
    /// 须成人、须保险
    pub(super) hazard: bool,
}

pub(super) const TEAMS: [TeamPlan; 5] = [
    TeamPlan {
        name: "青年突击队",
        community: 0,
        leader: "赵建国",
        zone: "青石河东岸",
        bounds: "从老槐树下到水泥桥，河东边",
        meeting: "老槐树下",
        hazard: true,
    },
    TeamPlan {
        name: "银龄志愿队",
        community: 0,
        leader: "孙立",
        zone: "老磨坊片",
        bounds: "东至省道，南至老磨坊，西至村委会，北至林带",
        meeting: "村委会门口",
        hazard: false,
    },
    TeamPlan {
        name: "党员先锋队",
        community: 1,
        leader: "李秀英",
        zone: "双桥老街",
        bounds: "两座桥之间，街两边的铺面和后巷",
        meeting: "东桥头",
        hazard: false,
    },
    TeamPlan {
        name: "巾帼志愿服务队",
        community: 2,
        leader: "陈桂芳",
        zone: "柳林12号楼周边",
        bounds: "10号楼到14号楼，含车棚和绿地",
        meeting: "12号楼西侧亭子",
        hazard: false,
    },
    TeamPlan {
        name: "护河队",
        community: 3,
        leader: "马长河",
        zone: "河湾河滩",
        bounds: "渡口往下游到拦河坝，河滩和堤脚",
        meeting: "渡口石阶",
        hazard: true,
    },
];

/// A volunteer: name, community, and the team that took her in, if one did yet.
pub(super) const VOLUNTEERS: [(&str, usize, Option<usize>); 24] = [
    ("王桂兰", 0, Some(0)),
    ("赵敏", 0, Some(0)),
    ("李卫东", 0, Some(0)),
    ("张小军", 0, Some(0)),
    ("刘芳", 0, Some(0)),
    ("吴秀珍", 0, Some(1)),
    ("郑福来", 0, Some(1)),
    ("何玉梅", 0, Some(1)),
    ("钱德顺", 0, Some(1)),
    ("周立新", 0, None),
    ("冯丽", 0, None),
    ("韩大山", 1, Some(2)),
    ("杨春燕", 1, Some(2)),
    ("朱国庆", 1, Some(2)),
    ("秦小雨", 1, Some(2)),
    ("许文静", 2, Some(3)),
    ("曹丽华", 2, Some(3)),
    ("潘志强", 2, Some(3)),
    ("丁美玲", 2, Some(3)),
    ("沈浩", 2, None),
    ("石大勇", 3, Some(4)),
    ("宋小河", 3, Some(4)),
    ("唐金凤", 3, Some(4)),
    ("魏长林", 3, Some(4)),
];

/// Minutes since midnight at which an afternoon begins.
pub(super) const AFTERNOON: u16 = 14 * 60;
/// Slots of each zone, by day from today and hour: yesterday, today twice, and the two mornings to come.
pub(super) const SLOTS: [(i64, u16, u16); 5] = [
    (-1, 8 * 60 + 30, 11 * 60 + 30),
    (0, 8 * 60 + 30, 11 * 60 + 30),
    (0, AFTERNOON, 17 * 60),
    (1, 8 * 60 + 30, 11 * 60 + 30),
    (2, 8 * 60 + 30, 11 * 60 + 30),
];

/// Ids are made as if all of it had been made in the first hours of a year, a millisecond apart: in the order in which
/// it is told, whenever the demonstration is started.
const BEGAN: i64 = 1_798_732_800_000;

/// Who is who in one campaign.
pub(super) struct Cast {
    pub(super) campaign: CampaignId,
    pub(super) organiser: PersonId,
    pub(super) inspector: PersonId,
}

impl Cast {
    pub(super) fn of(campaign: CampaignId) -> Self {
        let person = |name| PersonId::v7(UnixMs(BEGAN), &random(campaign, name, 0));
        Self { campaign, organiser: person("organiser"), inspector: person("inspector") }
    }

    pub(super) fn community(&self, n: usize) -> CommunityId {
        CommunityId::v7(moment(n), &self.random("community", n))
    }

    pub(super) fn team(&self, n: usize) -> TeamId {
        TeamId::v7(moment(n), &self.random("team", n))
    }

    pub(super) fn zone(&self, n: usize) -> ZoneId {
        ZoneId::v7(moment(n), &self.random("zone", n))
    }

    /// The `slot`-th slot of a zone.
    pub(super) fn slot(&self, zone: usize, slot: usize) -> SlotId {
        let n = zone * SLOTS.len() + slot;
        SlotId::v7(moment(n), &self.random("slot", n))
    }

    pub(super) fn leader(&self, team: usize) -> PersonId {
        PersonId::v7(moment(team), &self.random("leader", team))
    }

    pub(super) fn volunteer(&self, n: usize) -> PersonId {
        PersonId::v7(moment(100 + n), &self.random("volunteer", n))
    }

    pub(super) fn spot(&self, n: usize) -> SpotId {
        SpotId::v7(moment(n), &self.random("spot", n))
    }

    /// The volunteers whom a team took in.
    pub(super) fn members(&self, team: usize) -> Vec<PersonId> {
        let all = VOLUNTEERS.iter().enumerate();
        all.filter(|(_, (_, _, of))| *of == Some(team)).map(|(n, _)| self.volunteer(n)).collect()
    }

    /// The one phone of a person.
    pub(super) fn device(person: PersonId) -> DeviceId {
        Uuid::new_v5(&person.uuid(), b"phone").into()
    }

    /// Ten bytes that are the same whenever the same thing is named.
    pub(super) fn random(&self, name: &str, n: usize) -> Random {
        random(self.campaign, name, n)
    }
}

/// The `n`-th moment of the demonstration's own calendar.
pub(super) fn moment(n: usize) -> UnixMs {
    UnixMs(BEGAN).plus(i64::try_from(n).unwrap_or(0))
}

fn random(campaign: CampaignId, name: &str, n: usize) -> Random {
    let named = Uuid::new_v5(&campaign.uuid(), format!("{name} {n}").as_bytes());
    let [bytes @ .., _, _, _, _, _, _] = named.into_bytes();
    bytes
}
