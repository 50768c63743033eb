//! The rows of a campaign, as the ledgers look things up in them.

use std::collections::BTreeMap;

use crate::campaign::Campaign;
use crate::community::Community;
use crate::grant::{Grant, Role};
use crate::id::{CommunityId, PersonId, SpotId, TeamId, ZoneId};
use crate::person::Person;
use crate::photo::Photo;
use crate::row::Kept;
use crate::set::Set;
use crate::team::Team;
use crate::time::{UnixMs, month_day_zh};
use crate::zone::Zone;
use chrono::Datelike as _;

use super::NoCampaign;

/// The rows of one campaign, with what they do not find by themselves.
pub(super) struct Book<'a> {
    pub(super) set: &'a Set,
    pub(super) campaign: &'a Campaign,
    pub(super) now: UnixMs,
    photos: BTreeMap<SpotId, Vec<&'a Photo>>,
    leaders: BTreeMap<TeamId, Vec<PersonId>>,
}

impl<'a> Book<'a> {
    pub(super) fn open(set: &'a Set, now: UnixMs) -> Result<Self, NoCampaign> {
        let campaign = set.each::<Campaign>().next().ok_or(NoCampaign)?;
        let mut photos: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for photo in set.each::<Photo>() {
            photos.entry(photo.spot).or_default().push(photo);
        }
        let mut leaders: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for grant in set.each::<Grant>().filter(|grant| grant.holds_at(now)) {
            if let Role::Leader { team } = grant.role {
                leaders.entry(team).or_default().push(grant.person);
            }
        }
        Ok(Self { set, campaign, now, photos, leaders })
    }

    fn get<T: Kept>(&self, id: uuid::Uuid) -> Option<&'a T> {
        self.set.get::<T>(id).known()
    }

    pub(super) fn community(&self, id: CommunityId) -> Option<&'a Community> {
        self.get(id.uuid())
    }

    pub(super) fn team(&self, id: TeamId) -> Option<&'a Team> {
        self.get(id.uuid())
    }

    pub(super) fn zone(&self, id: ZoneId) -> Option<&'a Zone> {
        self.get(id.uuid())
    }

    /// The person, or the one who stands for her since two were merged.
    pub(super) fn person(&self, id: PersonId) -> Option<&'a Person> {
        self.get(self.set.stands_for(id).uuid())
    }

    pub(super) fn photos(&self, spot: SpotId) -> &[&'a Photo] {
        self.photos.get(&spot).map_or(&[], Vec::as_slice)
    }

    /// Whether a person leads a team now.
    pub(super) fn leads(&self, person: PersonId) -> bool {
        self.leaders.values().any(|leaders| leaders.contains(&person))
    }

    /// The names of those who lead a team now, 、 between them.
    pub(super) fn leaders(&self, team: Option<TeamId>) -> String {
        let leaders = team.and_then(|team| self.leaders.get(&team)).into_iter().flatten();
        let names = leaders.filter_map(|person| self.person(*person)).map(|person| person.name.as_str());
        names.collect::<Vec<_>>().join("、")
    }

    pub(super) fn community_name(&self, id: CommunityId) -> String {
        self.community(id).map(|community| community.name.to_string()).unwrap_or_default()
    }

    /// `柳溪街道“清洁家园迎新春”志愿者名册`
    pub(super) fn title(&self, ledger: &str) -> String {
        let host = self.campaign.host.as_str();
        format!("{}“{}”{ledger}", host.trim_end_matches("办事处"), self.campaign.name)
    }

    /// `柳溪街道_清洁家园迎新春_台账_20270129`, without what file systems do not take.
    pub(super) fn file_stem(&self) -> String {
        let host = self.campaign.host.as_str().trim_end_matches("办事处");
        let stem = format!("{host}_{}_台账_{}", self.campaign.name, self.now.day().format("%Y%m%d"));
        let taken = |sign: char| !sign.is_control() && !r#"/\:*?"<>|"#.contains(sign);
        stem.chars().filter(|sign| taken(*sign)).collect()
    }

    /// `填报单位(盖章)：柳溪街道办事处`, under the name that the ledger gives it.
    pub(super) fn host(&self, label: &str) -> String {
        format!("{label}：{}", self.campaign.host)
    }

    /// `填报时间：2027年1月29日`
    pub(super) fn today(&self, label: &str) -> String {
        let day = self.now.day();
        format!("{label}：{}年{}", day.year(), month_day_zh(day))
    }
}
