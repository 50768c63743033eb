//! A small invented drive: one community, two teams, two zones, three spots, and people of every role.

use chrono::NaiveDate;
use uuid::Uuid;
use yingchun_domain::campaign::{Campaign, Session};
use yingchun_domain::community::Community;
use yingchun_domain::edit::Versions;
use yingchun_domain::entry::{Act, Entry, SeenHub, Shown};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{
    AssignmentId, AttendanceId, CampaignId, CommunityId, DeviceId, EntryId, PersonId, PhotoId, SlotId,
    SpotId, TeamId, ZoneId,
};
use yingchun_domain::person::register::Register;
use yingchun_domain::person::{Consent, Contact, Person};
use yingchun_domain::photo::{Phase, PhotoRecord, Sha256, Source};
use yingchun_domain::spot::{Category, Finding, Spot, SpotState};
use yingchun_domain::team::Team;
use yingchun_domain::time::{HOUR_MS, Half, UnixMs};
use yingchun_domain::zone::{Slot, Zone};

use super::hub::ModelHub;

pub const CODE: &str = "QSC-2027";
/// 2027-01-29 8:30 in China.
pub const START: UnixMs = UnixMs(1_801_182_600_000);

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

pub fn campaign() -> CampaignId {
    id(1)
}
pub fn community() -> CommunityId {
    id(0x0c)
}
pub fn team() -> TeamId {
    id(0x7e)
}
pub fn other_team() -> TeamId {
    id(0x7f)
}
pub fn zone() -> ZoneId {
    id(0x20)
}
pub fn other_zone() -> ZoneId {
    id(0x21)
}
pub fn slot() -> SlotId {
    id(0x51)
}
pub fn spot(n: u128) -> SpotId {
    id(0x5900 + n)
}
pub fn volunteer() -> PersonId {
    id(0xa1)
}
pub fn newcomer() -> PersonId {
    id(0xa2)
}
pub fn stranger() -> PersonId {
    id(0xa3)
}
pub fn leader() -> PersonId {
    id(0xb1)
}
pub fn other_leader() -> PersonId {
    id(0xb2)
}
pub fn inspector() -> PersonId {
    id(0xc1)
}
pub fn organiser() -> PersonId {
    id(0xd1)
}
/// Each person's one phone.
pub fn device(person: PersonId) -> DeviceId {
    id(person.uuid().as_u128() + 0xde00)
}
pub fn assignment(person: PersonId) -> AssignmentId {
    AssignmentId::of(zone(), slot(), person)
}
pub fn attendance(person: PersonId) -> AttendanceId {
    AttendanceId::of(zone(), slot(), person)
}

pub fn consent() -> Consent {
    Consent::on_screen("2027-1".try_into().unwrap(), START)
}

pub fn register(name: &str, phone: &str) -> Register {
    Register {
        code: CODE.try_into().unwrap(),
        name: name.try_into().unwrap(),
        phone: phone.try_into().unwrap(),
        free: vec![],
        any_day: true,
        accompanying: 0,
        risks_read: true,
        consent: consent(),
        emergency: None,
    }
}

pub fn after_photo(n: u128) -> PhotoRecord {
    PhotoRecord {
        id: id::<PhotoId>(n),
        sha256: Sha256([7; 32]),
        len: 150_000,
        phase: Phase::After,
        source: Source::Camera,
        at: START,
    }
}

/// An entry as a phone would make it, with lawful defaults.
pub fn entry(n: u128, author: PersonId, target: Uuid, act: Act) -> Entry {
    let campaign = (!matches!(act, Act::Register(_))).then(campaign);
    Entry {
        id: id::<EntryId>(0xe000_0000 + n),
        campaign,
        device: device(author),
        seq: u64::try_from(n).unwrap(),
        author,
        on_behalf_of: None,
        seen: None::<SeenHub>,
        target,
        base: std::collections::BTreeMap::new(),
        act,
        at: START,
        offset: Some(0),
        shown: Shown::default(),
        photos: vec![],
    }
}

pub fn a_spot(n: u128, state: SpotState) -> Spot {
    Spot {
        id: spot(n),
        community: community(),
        zone: Some(zone()),
        number: Some(u32::try_from(n).unwrap()),
        place: "小卖部后杂物堆".try_into().unwrap(),
        category: Category::Clutter,
        note: None,
        found: None,
        found_by: Finding::OwnSurvey,
        found_at: START,
        reported_by: None,
        state,
        cleanings: vec![],
        returns: vec![],
        passing: None,
        objections: vec![],
        asked: None,
        opened: None,
        begged: None,
        versions: Versions::default(),
    }
}

fn person(who: PersonId, name: &str, team: Option<TeamId>, lives_here: bool) -> Person {
    let community = lives_here.then(community);
    Person { community, team, ..Person::named(who, name.try_into().unwrap(), consent()) }
}

fn a_zone(which: ZoneId, slot: SlotId, name: &str, team: TeamId) -> Zone {
    Zone {
        id: which,
        community: community(),
        name: name.try_into().unwrap(),
        bounds: None,
        meeting: "老槐树下".try_into().unwrap(),
        bring: None,
        team: Some(team),
        slots: vec![Slot { id: slot, starts: START, ends: START.plus(3 * HOUR_MS), wanted: 6 }],
        hazard: None,
        past_slots: vec![],
        led_before: vec![],
        versions: Versions::default(),
    }
}

fn places(hub: &mut ModelHub) {
    let day = NaiveDate::from_ymd_opt(2027, 1, 29).unwrap();
    hub.found(Campaign {
        id: campaign(),
        name: "清洁家园迎新春".try_into().unwrap(),
        host: "柳溪街道办".try_into().unwrap(),
        filing: None,
        duty_phone: None,
        starts: day,
        ends: day,
        feedback: None,
        versions: yingchun_domain::edit::Versions::default(),
        sessions: vec![Session { day, half: Half::Morning, starts_minutes: 510, ends_minutes: 690 }],
    });
    hub.found(Community {
        id: community(),
        name: "青石村".try_into().unwrap(),
        committee: "青石村村委会".try_into().unwrap(),
        duty_phone: None,
        code: CODE.try_into().unwrap(),
        rotated: vec![],
        versions: Versions::default(),
    });
    for (team, name) in [(team(), "青年突击队"), (other_team(), "银龄志愿队")] {
        hub.found(Team {
            id: team,
            community: community(),
            name: name.try_into().unwrap(),
            duty_phone: None,
            versions: Versions::default(),
        });
    }
    hub.found(a_zone(zone(), slot(), "青石河东岸", team()));
    hub.found(a_zone(other_zone(), id(0x52), "村口到学校", other_team()));
}

/// The drive with its people; `volunteer` is in the team and has accepted the zone's slot.
pub fn hub() -> ModelHub {
    let mut hub = ModelHub::new();
    places(&mut hub);
    for (who, name, team, lives_here) in [
        (volunteer(), "王桂兰", Some(team()), true),
        (newcomer(), "李明", None, true),
        (stranger(), "孙丽", Some(other_team()), true),
        (leader(), "赵建国", Some(team()), true),
        (other_leader(), "陈秀英", Some(other_team()), true),
        (inspector(), "周海", None, false),
        (organiser(), "赵敏", None, false),
    ] {
        hub.found(person(who, name, team, lives_here));
        hub.found(Contact::empty(who));
    }
    for (n, person, role) in [
        (1, leader(), Role::Leader { team: team() }),
        (2, other_leader(), Role::Leader { team: other_team() }),
        (3, inspector(), Role::Inspector),
        (4, organiser(), Role::Organiser),
    ] {
        hub.found(Grant::from(id(0x60 + n), person, role, UnixMs(0)));
    }
    for n in 1..=3 {
        hub.found(a_spot(n, SpotState::Open));
    }
    hub
}

/// [`hub`], with the volunteer's offer made and accepted by the rules.
pub fn hub_with_volunteer_at_work() -> ModelHub {
    use yingchun_domain::assignment::answer::Accept;
    use yingchun_domain::assignment::offer::Offer;
    let mut hub = hub();
    let offer = Offer { zone: zone(), slot: slot(), person: volunteer() };
    let target = assignment(volunteer()).uuid();
    for made in
        [entry(1, leader(), target, Act::Offer(offer)), entry(2, volunteer(), target, Act::Accept(Accept {}))]
    {
        hub.take(&made.to_line().unwrap(), START);
    }
    hub
}
