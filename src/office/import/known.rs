//! What stands already: villages and teams that rows may name, and people, zones and spots that are not made twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use yingchun_domain::community::Community;
use yingchun_domain::id::{CommunityId, TeamId, ZoneId};
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::set::Set;
use yingchun_domain::spot::Spot;
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

/// A village or community that rows may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Village {
    /// Which one.
    pub id: CommunityId,
    /// Its name.
    pub name: String,
    /// Its committee: where people meet if nothing else is said.
    pub committee: String,
    teams: Vec<(TeamId, String)>,
}

/// What stands already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The day it is.
    pub today: NaiveDate,
    villages: Vec<Village>,
    /// Names by phone.
    phones: BTreeMap<String, Vec<String>>,
    /// People without a phone.
    without_phone: BTreeSet<(CommunityId, String)>,
    zones: BTreeMap<(CommunityId, String), ZoneId>,
    spots: BTreeSet<(ZoneId, String)>,
    /// Numbers that spots of the drive have.
    pub numbers: BTreeSet<u32>,
}

/// What is known of a person whom a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// Nobody of this name or number.
    Nobody,
    /// She is there.
    Herself,
    /// Somebody else has the number.
    SameNumber(String),
}

impl Village {
    /// Its team of this name.
    pub fn team(&self, name: &str) -> Option<TeamId> {
        self.teams.iter().find(|(_, own)| own == name).map(|(id, _)| *id)
    }
}

impl Known {
    /// What a replica holds.
    pub fn of(set: &Set, today: NaiveDate) -> Self {
        let mut known = Self { today, ..Self::default() };
        for community in set.each::<Community>() {
            let teams = set.each::<Team>().filter(|team| team.community == community.id);
            known.villages.push(Village {
                id: community.id,
                name: community.name.to_string(),
                committee: community.committee.to_string(),
                teams: teams.map(|team| (team.id, team.name.to_string())).collect(),
            });
        }
        for person in set.each::<Person>().filter(|person| person.merged_into.is_none()) {
            let contact = set.get::<Contact>(person.id.uuid()).known();
            let phone = contact.and_then(|contact| contact.phone.as_ref());
            match (phone, person.community) {
                (Some(phone), _) => known.add_phone(phone.digits(), person.name.as_str()),
                (None, Some(community)) => {
                    known.without_phone.insert((community, person.name.to_string()));
                }
                (None, None) => {}
            }
        }
        for zone in set.each::<Zone>() {
            known.zones.insert((zone.community, zone.name.to_string()), zone.id);
        }
        for spot in set.each::<Spot>() {
            known.numbers.extend(spot.number);
            if let Some(zone) = spot.zone {
                known.spots.insert((zone, spot.place.to_string()));
            }
        }
        known
    }

    fn add_phone(&mut self, digits: &str, name: &str) {
        self.phones.entry(digits.to_owned()).or_default().push(name.to_owned());
    }

    /// The village of this name, with or without 村, 社区 or its committee behind it.
    pub fn village(&self, name: &str) -> Option<&Village> {
        let same = |village: &&Village| village.name == name;
        let mut alike = self.villages.iter().filter(|village| bare(&village.name) == bare(name));
        let alike = alike.next().filter(|_| alike.next().is_none());
        self.villages.iter().find(same).or(alike)
    }

    /// The village of this id.
    pub fn village_of(&self, id: CommunityId) -> Option<&Village> {
        self.villages.iter().find(|village| village.id == id)
    }

    /// The one village that there is.
    pub fn lone_village(&self) -> Option<&Village> {
        self.villages.first().filter(|_| self.villages.len() == 1)
    }

    /// A zone by its name.
    pub fn zone(&self, community: CommunityId, name: &str) -> Option<ZoneId> {
        self.zones.get(&(community, name.to_owned())).copied()
    }

    /// Whether a spot of this place is in the zone.
    pub fn has_spot(&self, zone: ZoneId, place: &str) -> bool {
        self.spots.contains(&(zone, place.to_owned()))
    }

    /// Whom a name and number mean; without a number a name means whoever has it in this village and no number either.
    pub fn meets(&self, community: CommunityId, name: &str, phone: Option<&str>) -> Met {
        let Some(phone) = phone else {
            let there = self.without_phone.contains(&(community, name.to_owned()));
            return if there { Met::Herself } else { Met::Nobody };
        };
        match self.phones.get(phone).map(Vec::as_slice) {
            None | Some([]) => Met::Nobody,
            Some(names) if names.iter().any(|own| own == name) => Met::Herself,
            Some([first, ..]) => Met::SameNumber(first.clone()),
        }
    }
}

/// A village's name without what says that it is one.
fn bare(name: &str) -> &str {
    let endings = ["村委会", "居委会", "社区居委会", "社区", "村"];
    endings
        .into_iter()
        .find_map(|ending| name.strip_suffix(ending))
        .filter(|bare| !bare.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
pub(crate) mod tests {
    use uuid::Uuid;

    use super::*;

    /// 青石沟村 with 银龄志愿队, 王桂兰 and a zone with spots 12 and 38; 柳林社区; on 20 January 2027.
    pub(crate) fn some() -> Known {
        let (stone, willow) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let village = |id: Uuid, name: &str, teams| Village {
            id: id.into(),
            name: name.to_owned(),
            committee: format!("{name}委会"),
            teams,
        };
        let team = (Uuid::from_u128(3).into(), "银龄志愿队".to_owned());
        let mut known = Known {
            villages: vec![village(stone, "青石沟村", vec![team]), village(willow, "柳林社区", vec![])],
            ..Known::default()
        };
        known.add_phone("13800002047", "王桂兰");
        known.without_phone.insert((stone.into(), "老马".to_owned()));
        known.zones.insert((stone.into(), "河东片".to_owned()), Uuid::from_u128(9).into());
        known.today = NaiveDate::from_ymd_opt(2027, 1, 20).unwrap();
        known.numbers.extend([12, 38]);
        known.spots.insert((Uuid::from_u128(9).into(), "老磨坊北侧沟渠".to_owned()));
        known
    }

    /// The four villages of tests/lists with their zones and teams; spot 12.
    pub(crate) fn district(today: NaiveDate) -> Known {
        const VILLAGES: [(&str, &[&str]); 4] = [
            ("青石村", &["青石河东岸", "村口至学校路段"]),
            ("双桥村", &["双桥林带"]),
            ("柳林社区", &["柳林背街小巷"]),
            ("河湾村", &["河湾码头"]),
        ];
        const TEAMS: [&str; 3] = ["青年突击队", "巾帼志愿服务队", "银龄志愿队"];
        let mut known = Known { today, numbers: [12].into(), ..Known::default() };
        let mut ids = (1..).map(Uuid::from_u128);
        let mut id = || ids.next().unwrap();
        for (name, zones) in VILLAGES {
            let community = id().into();
            let teams = TEAMS.map(|team| (id().into(), team.to_owned()));
            let committee = format!("{name}委会");
            known.villages.push(Village {
                id: community,
                name: name.to_owned(),
                committee,
                teams: teams.into(),
            });
            for zone in zones {
                known.zones.insert((community, (*zone).to_owned()), id().into());
            }
        }
        known
    }

    #[test]
    fn a_village_is_known_by_its_short_name_unless_two_share_it() {
        let mut known = some();
        assert_eq!(known.village("青石沟").unwrap().name, "青石沟村");
        assert_eq!(known.village("柳林居委会").unwrap().name, "柳林社区");
        let mut twin = known.villages[1].clone();
        twin.name = "柳林村".to_owned();
        known.villages.push(twin);
        assert!(known.village("柳林").is_none());
        assert_eq!(known.village("柳林村").unwrap().name, "柳林村");
    }
}
