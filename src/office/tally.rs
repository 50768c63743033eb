//! The office's numbers, counted from the replica: none of them is stored, none is a rule.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{CommunityId, PersonId, ZoneId};
use yingchun_domain::lunar::new_years_eve;
use yingchun_domain::person::Person;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

use crate::arrange::Arrange as _;
use crate::components::badge::SpotMark;
use crate::pages::mine::Mine;

/// How many days the drawing of completed spots goes back.
const DAYS_DRAWN: u64 = 7;

/// The order in which a bar of states is drawn.
const BAR: [SpotMark; 5] =
    [SpotMark::Passed, SpotMark::Cleaned, SpotMark::Returned, SpotMark::Claimed, SpotMark::Open];

/// All numbers of the overview at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// The drive.
    pub campaign: Option<Campaign>,
    /// Which day of the drive it is, from 1, and days to 除夕.
    pub day: Option<(i64, i64)>,
    /// 志愿者，人
    pub volunteers: usize,
    /// 今日新增，人
    pub new_today: usize,
    /// 今日出动，人次: one person in two slots counts twice.
    pub turnouts: usize,
    /// 今日出动，人
    pub heads: usize,
    /// In how many zones they were.
    pub zones_out: usize,
    /// Spots by state.
    pub spots: SpotCount,
    /// Spots passed today, and spots sent back today.
    pub today: (usize, usize),
    /// 零报告: villages in which nothing happened today.
    pub silent: usize,
    /// 未编队，人
    pub unplaced: usize,
    /// A bar for each community, by name.
    pub communities: Vec<Progress>,
    /// Spots passed a day, the last week.
    pub days: Vec<(NaiveDate, usize)>,
    /// What a new office has to do first.
    pub first_run: FirstRun,
}

/// Spots by state. Reports that nobody checked and cancelled spots are not in `all`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpotCount {
    /// All that count.
    pub all: usize,
    /// 已验收 and 已销号
    pub passed: usize,
    /// 待验收
    pub cleaned: usize,
    /// 需整改
    pub returned: usize,
    /// 清理中
    pub claimed: usize,
    /// 逾期未整改
    pub overdue: usize,
    /// 今天到期的整改
    pub due_today: usize,
    /// 随手拍待核实
    pub reported: usize,
}

/// One community's spots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Which one.
    pub id: CommunityId,
    /// Its name.
    pub name: String,
    /// Its spots.
    pub count: SpotCount,
}

/// The steps of a first run, done or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstRun {
    /// 写好活动: the office has written over what the hub began with.
    pub campaign: bool,
    /// 建村（社区）
    pub community: bool,
    /// 建服务队
    pub team: bool,
    /// 导入名册: somebody is on it.
    pub people: bool,
    /// 划片区
    pub zone: bool,
    /// 发报名码: somebody signed up by it.
    pub code: bool,
    /// 请队长
    pub leader: bool,
}

impl FirstRun {
    /// Whether nothing is left of it.
    pub const fn is_over(self) -> bool {
        self.campaign && self.community && self.team && self.people && self.zone && self.code && self.leader
    }
}

impl SpotCount {
    fn add(&mut self, spot: &Spot, mine: Mine<'_>) {
        match &spot.state {
            SpotState::Reported => self.reported += 1,
            SpotState::Cancelled { .. } => return,
            SpotState::Open => {}
            SpotState::Claimed { .. } => self.claimed += 1,
            SpotState::Cleaned { .. } => self.cleaned += 1,
            SpotState::Passed | SpotState::Closed => self.passed += 1,
            SpotState::Returned { due, .. } => {
                self.returned += 1;
                self.overdue += usize::from(*due < mine.now);
                self.due_today += usize::from(*due >= mine.now && due.day() == mine.now.day());
            }
        }
        self.all += usize::from(spot.state != SpotState::Reported);
    }

    /// 待清理
    pub const fn open(&self) -> usize {
        self.all - self.passed - self.cleaned - self.returned - self.claimed
    }

    /// Of a hundred, rounded down: 100 only when all is done.
    pub fn percent(&self) -> usize {
        (self.passed * 100).checked_div(self.all).unwrap_or(0)
    }

    /// The parts of a bar.
    pub fn bar(&self) -> Vec<(SpotMark, usize)> {
        let count = |mark: SpotMark| match mark {
            SpotMark::Passed | SpotMark::Closed => self.passed,
            SpotMark::Cleaned => self.cleaned,
            SpotMark::Returned => self.returned,
            SpotMark::Claimed => self.claimed,
            SpotMark::Open => self.open(),
            SpotMark::Reported | SpotMark::Cancelled => 0,
        };
        BAR.map(|mark| (mark, count(mark))).to_vec()
    }
}

impl Tally {
    /// The numbers; `None` where the reader is no organiser.
    pub fn of(mine: Mine<'_>) -> Option<Self> {
        is_organiser(mine).then(|| Self::count(mine))
    }

    fn count(mine: Mine<'_>) -> Self {
        let today = mine.now.day();
        let campaign = mine.set.each::<Campaign>().next().cloned();
        let people: Vec<&Person> = volunteers(mine).collect();
        let mut spots = SpotCount::default();
        mine.set.each::<Spot>().for_each(|spot| spots.add(spot, mine));
        let out: Vec<&Attendance> = mine
            .set
            .each::<Attendance>()
            .filter(|it| it.came().is_some_and(|at| at.day() == today))
            .collect();
        let days = passed_by_day(mine, campaign.as_ref().map(|it| it.starts), today);
        let returned =
            mine.set.each::<Spot>().flat_map(|spot| &spot.returns).filter(|it| it.at.day() == today).count();
        Self {
            day: campaign.as_ref().and_then(|campaign| day_of(campaign, today)),
            volunteers: people.len(),
            new_today: people.iter().filter(|person| person.consent.at.day() == today).count(),
            turnouts: out.len(),
            heads: distinct(out.iter().map(|it| it.person).collect::<Vec<PersonId>>()),
            zones_out: distinct(out.iter().map(|it| it.zone).collect::<Vec<ZoneId>>()),
            spots,
            today: (days.last().map_or(0, |(_, count)| *count), returned),
            silent: silent(mine, &out),
            unplaced: people.iter().filter(|person| person.team.is_none()).count(),
            communities: progress(mine),
            days,
            first_run: first_run(mine, &people),
            campaign,
        }
    }
}

/// Whether the reader may see the office.
pub fn is_organiser(mine: Mine<'_>) -> bool {
    mine.set.roles_of(mine.me, mine.now).any(|role| role == Role::Organiser)
}

/// Everybody who signed up in a community and stands for herself.
pub fn volunteers(mine: Mine<'_>) -> impl Iterator<Item = &Person> {
    mine.set.each::<Person>().filter(|person| person.community.is_some() && person.takes_part())
}

fn day_of(campaign: &Campaign, today: NaiveDate) -> Option<(i64, i64)> {
    let nth = today.signed_duration_since(campaign.starts).num_days() + 1;
    let left = new_years_eve(today)?.signed_duration_since(today).num_days();
    (nth > 0).then_some((nth, left))
}

fn distinct<T: Ord>(mut all: Vec<T>) -> usize {
    all.arrange(Ord::cmp);
    all.dedup();
    all.len()
}

fn progress(mine: Mine<'_>) -> Vec<Progress> {
    let mut all: Vec<Progress> = mine
        .set
        .each::<Community>()
        .map(|it| Progress { id: it.id, name: it.name.to_string(), count: SpotCount::default() })
        .collect();
    for spot in mine.set.each::<Spot>() {
        if let Some(of) = all.iter_mut().find(|it| it.id == spot.community) {
            of.count.add(spot, mine);
        }
    }
    all.arrange(|one, other| one.name.cmp(&other.name));
    all
}

/// The last week, from the drive's first day on.
fn passed_by_day(mine: Mine<'_>, first: Option<NaiveDate>, today: NaiveDate) -> Vec<(NaiveDate, usize)> {
    let days = (0..DAYS_DRAWN).rev().filter_map(|back| today.checked_sub_days(Days::new(back)));
    let days = days.filter(|day| first.is_none_or(|first| *day >= first));
    let mut days: Vec<(NaiveDate, usize)> = days.map(|day| (day, 0)).collect();
    for passing in mine.set.each::<Spot>().filter_map(|spot| spot.passing.as_ref()) {
        if let Some((_, count)) = days.iter_mut().find(|(day, _)| *day == passing.at.day()) {
            *count += 1;
        }
    }
    days
}

/// 零报告: villages of the drive in which nobody came out, nothing was cleaned and nothing judged today. Their report says
/// nought, and is filled in by itself.
fn silent(mine: Mine<'_>, out: &[&Attendance]) -> usize {
    let today = mine.now.day();
    let of_zone = |zone: ZoneId| mine.set.get::<Zone>(zone.uuid()).known().map(|zone| zone.community);
    let mut busy: BTreeSet<CommunityId> = out.iter().filter_map(|it| of_zone(it.zone)).collect();
    let moved = |spot: &&Spot| {
        let cleaned = spot.cleanings.iter().any(|it| it.at.day() == today);
        let judged = spot.passing.as_ref().is_some_and(|it| it.at.day() == today);
        cleaned || judged || spot.returns.iter().any(|it| it.at.day() == today)
    };
    busy.extend(mine.set.each::<Spot>().filter(moved).map(|spot| spot.community));
    mine.set.each::<Community>().filter(|community| !busy.contains(&community.id)).count()
}

fn first_run(mine: Mine<'_>, people: &[&Person]) -> FirstRun {
    let leads = |grant: &Grant| matches!(grant.role, Role::Leader { .. }) && grant.holds_at(mine.now);
    // Who came in by an invitation is on no roster and came by no code.
    let invited: BTreeSet<PersonId> = mine.set.each::<Grant>().map(|grant| grant.person).collect();
    let mut people = people.iter().filter(|person| !invited.contains(&person.id)).peekable();
    let written = |it: &Campaign| it.duty_phone.is_some() || !it.versions.is_empty();
    FirstRun {
        campaign: mine.set.each::<Campaign>().any(written),
        team: mine.set.each::<Team>().next().is_some(),
        community: mine.set.each::<Community>().next().is_some(),
        people: people.peek().is_some(),
        zone: mine.set.each::<Zone>().next().is_some(),
        code: people.any(|person| person.added_by.is_none()),
        leader: mine.set.each::<Grant>().any(leads),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::officials::{LEADER, MEMBER, World, at, id};

    #[test]
    fn a_bar_is_full_only_when_every_spot_is_passed() {
        let count = SpotCount { all: 200, passed: 199, cleaned: 1, ..SpotCount::default() };
        assert_eq!((count.percent(), count.open()), (99, 0));
        assert_eq!(SpotCount::default().percent(), 0);
    }

    #[test]
    fn a_village_is_silent_until_somebody_comes_out_or_cleans_there() {
        let silent = |world: World| silent_now(&world);
        assert_eq!(silent(World::new()), 1);
        assert_eq!(silent(World::new().came(MEMBER, MEMBER)), 0);
        assert_eq!(silent(World::new().cleaned(60, MEMBER, 40)), 0);
    }

    fn silent_now(world: &World) -> usize {
        Tally::count(world.seen_by(LEADER, at(12, 0))).silent
    }

    #[test]
    fn a_leader_who_took_her_invitation_is_no_roster_and_came_by_no_code() {
        let world = World::new();
        let mine = world.seen_by(LEADER, at(8, 0));
        let person = |n: u128| mine.set.get::<Person>(id(n)).known().unwrap();
        let first = first_run(mine, &[person(LEADER)]);
        assert_eq!((first.people, first.code, first.leader), (false, false, true));
        let first = first_run(mine, &[person(LEADER), person(MEMBER)]);
        assert_eq!((first.people, first.code, first.leader), (true, true, true));
        assert!(first.team && !first.campaign, "nobody wrote the drive down yet");
    }
}
