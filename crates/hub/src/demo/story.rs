//! What happened so far in the demonstration, told day by day.

use chrono::{Days, NaiveDate};
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::offer::{Offer, Withdraw};
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::campaign::{Campaign, HalfDay, Session};
use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{AssignmentId, AttendanceId, GrantId, PersonId};
use yingchun_domain::person::place::Place as TakeIn;
use yingchun_domain::person::register::Register;
use yingchun_domain::person::{Consent, Contact, Emergency, Person};
use yingchun_domain::row::Entity;
use yingchun_domain::team::CreateTeam;
use yingchun_domain::text::{Line, Name, Phone, TextRefused};
use yingchun_domain::time::{DAY_MS, HOUR_MS, Half, UnixMs};
use yingchun_domain::zone::create::CreateZone;
use yingchun_domain::zone::{Hazard, Slot};

use super::album::Album;
use super::cast::{AFTERNOON, COMMUNITIES, Cast, SLOTS, TEAMS, VOLUNTEERS, moment};
use super::diary::Diary;
use super::{trouble, work};

const WORDING: &str = "2027-1";
const BRING: &str = "手套、夹子、垃圾袋到集合点领，自己带水";
/// Days of work from today on.
const DAYS: u64 = 4;

/// How a member answers the offer of a slot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Comes,
    CannotCome,
    NotYet,
    /// Her leader took the offer back.
    TakenBack,
}

/// What is there before anybody writes: the drive, its organiser and inspector, and the rights that people hold.
pub(super) fn beginning(cast: &Cast, now: UnixMs) -> Result<Vec<Entity>, TextRefused> {
    let from = now.plus(-7 * DAY_MS);
    let mut things: Vec<Entity> = vec![campaign(cast, now.day())?.into()];
    for (n, (person, name)) in [(cast.organiser, "刘敏"), (cast.inspector, "周海")].into_iter().enumerate()
    {
        let consent = Consent::on_screen(WORDING.try_into()?, from);
        things.push(Person::named(person, name.try_into()?, consent).into());
        let phone = Some(phone(900 + n)?);
        things.push(Contact { phone, ..Contact::empty(person) }.into());
    }
    let leaders = (0..TEAMS.len()).map(|n| (cast.leader(n), Role::Leader { team: cast.team(n) }));
    let rights = [(cast.organiser, Role::Organiser), (cast.inspector, Role::Inspector)];
    for (n, (person, role)) in rights.into_iter().chain(leaders).enumerate() {
        let id = GrantId::v7(moment(n), &cast.random("grant", n));
        things.push(Grant::from(id, person, role, from).into());
    }
    Ok(things)
}

fn campaign(cast: &Cast, today: NaiveDate) -> Result<Campaign, TextRefused> {
    let days = (0..DAYS).filter_map(|n| today.checked_add_days(Days::new(n)));
    let halves = [(Half::Morning, 8 * 60 + 30, 11 * 60 + 30), (Half::Afternoon, 14 * 60, 17 * 60)];
    let sessions = days.flat_map(|day| {
        halves.map(|(half, starts_minutes, ends_minutes)| Session { day, half, starts_minutes, ends_minutes })
    });
    Ok(Campaign {
        id: cast.campaign,
        name: "清洁家园迎新春".try_into()?,
        host: "柳溪街道办事处".try_into()?,
        filing: Some("演示数据，人名地名均为虚构".try_into()?),
        duty_phone: Some(phone(1)?.digits().to_owned().try_into()?),
        starts: today.checked_sub_days(Days::new(2)).unwrap_or(today),
        ends: today.checked_add_days(Days::new(DAYS - 1)).unwrap_or(today),
        feedback: None,
        versions: yingchun_domain::edit::Versions::default(),
        sessions: sessions.collect(),
    })
}

/// Invented numbers that no list of fixtures uses.
fn phone(n: usize) -> Result<Phone, TextRefused> {
    Phone::try_from(format!("1380008{n:04}"))
}

/// Everything that was written down until `now`.
pub(super) fn tell<'a>(cast: &'a Cast, album: &'a Album, now: UnixMs) -> Result<Diary<'a>, TextRefused> {
    let mut diary = Diary::new(cast, album);
    set_up(&mut diary, cast, now)?;
    register(&mut diary, cast, now)?;
    take_in(&mut diary, cast, now);
    for slot in [0, 1, 3] {
        offer(&mut diary, cast, now, slot);
    }
    attend(&mut diary, cast, now);
    work::tell(&mut diary, cast, now)?;
    trouble::tell(&mut diary, cast, now)?;
    Ok(diary)
}

fn set_up(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    let at = now.plus(-3 * DAY_MS);
    for (n, (name, committee, code)) in COMMUNITIES.into_iter().enumerate() {
        let act = CreateCommunity {
            name: name.try_into()?,
            committee: committee.try_into()?,
            duty_phone: Some(phone(10 + n)?.digits().to_owned().try_into()?),
            code: code.try_into()?,
        };
        diary.write(cast.organiser, at, cast.community(n).uuid(), Act::CreateCommunity(act));
    }
    for (n, plan) in TEAMS.iter().enumerate() {
        let community = cast.community(plan.community);
        let duty_phone = Some(phone(100 + n)?.digits().to_owned().try_into()?);
        let act = CreateTeam { community, name: plan.name.try_into()?, duty_phone };
        diary.write(cast.organiser, at, cast.team(n).uuid(), Act::CreateTeam(act));
    }
    for (n, plan) in TEAMS.iter().enumerate() {
        let slots = SLOTS.iter().enumerate().map(|(slot, _)| {
            let (starts, ends) = hours(now, slot);
            Slot { id: cast.slot(n, slot), starts, ends, wanted: 6 }
        });
        let act = CreateZone {
            community: cast.community(plan.community),
            name: plan.zone.try_into()?,
            bounds: Some(plan.bounds.try_into()?),
            meeting: plan.meeting.try_into()?,
            bring: Some(BRING.try_into()?),
            team: Some(cast.team(n)),
            slots: slots.collect(),
            hazard: plan.hazard.then_some(Hazard { insured: true }),
        };
        diary.write(cast.organiser, at, cast.zone(n).uuid(), Act::CreateZone(act));
    }
    Ok(())
}

/// When a slot begins and ends. Who opens the demonstration late in the day finds its last slot in the evening, so that
/// there is always one to sign in to.
pub(super) fn hours(now: UnixMs, slot: usize) -> (UnixMs, UnixMs) {
    let (day, starts, ends) = match SLOTS.get(slot).copied().unwrap_or_default() {
        (0, AFTERNOON, _) if now >= UnixMs::at_china(now.day(), 16 * 60) => (0, 19 * 60, 24 * 60 - 1),
        planned => planned,
    };
    let day = now.plus(day * DAY_MS).day();
    (UnixMs::at_china(day, starts), UnixMs::at_china(day, ends))
}

fn register(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    let at = now.plus(-2 * DAY_MS - 6 * HOUR_MS);
    for (n, plan) in TEAMS.iter().enumerate() {
        let form = form(plan.leader, plan.community, 100 + n, at)?;
        diary.write(cast.leader(n), at, cast.leader(n).uuid(), Act::Register(form));
    }
    for (n, (name, community, _)) in VOLUNTEERS.into_iter().enumerate() {
        let at = at.plus(i64::try_from(n).unwrap_or(0) * 11 * 60_000);
        let first = now.day();
        let (half, accompanying) = if n % 3 == 0 { (Half::Morning, 1) } else { (Half::Afternoon, 0) };
        let emergency = (n % 4 == 0).then(|| emergency(n)).transpose()?;
        let form = Register {
            free: if n % 2 == 0 { vec![] } else { vec![HalfDay { day: first, half }] },
            any_day: n % 2 == 0,
            accompanying,
            emergency,
            ..form(name, community, 200 + n, at)?
        };
        diary.write(guardian(cast, n), at, cast.volunteer(n).uuid(), Act::Register(form));
    }
    Ok(())
}

/// Who registers the `n`-th volunteer: 何玉梅 has no phone with a browser, 吴秀珍 of her family did it.
fn guardian(cast: &Cast, n: usize) -> PersonId {
    cast.volunteer(if n == 7 { 5 } else { n })
}

fn emergency(n: usize) -> Result<Emergency, TextRefused> {
    Ok(Emergency { name: Name::try_from("家里人")?, phone: phone(500 + n)? })
}

fn form(name: &str, community: usize, number: usize, at: UnixMs) -> Result<Register, TextRefused> {
    let code = COMMUNITIES.get(community).map_or("", |(_, _, code)| *code);
    Ok(Register {
        code: code.try_into()?,
        name: name.try_into()?,
        phone: phone(number)?,
        free: vec![],
        any_day: true,
        accompanying: 0,
        risks_read: true,
        consent: Consent::on_screen(Line::try_from(WORDING)?, at),
        emergency: None,
    })
}

fn take_in(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) {
    for team in 0..TEAMS.len() {
        let leader = cast.leader(team);
        for person in std::iter::once(leader).chain(cast.members(team)) {
            let act = Act::Place(TakeIn { team: cast.team(team) });
            diary.write(leader, now.plus(-2 * DAY_MS), person.uuid(), act);
        }
    }
}

/// Yesterday everybody said yes; about what is to come, minds differ.
fn answer(slot: usize, member: usize) -> Answer {
    match (slot, member % 4) {
        (0, _) | (_, 0) => Answer::Comes,
        (3, 3) => Answer::TakenBack,
        (_, 1) => Answer::NotYet,
        (_, 2) => Answer::Comes,
        _ => Answer::CannotCome,
    }
}

fn offer(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs, slot: usize) {
    for team in 0..TEAMS.len() {
        let (zone, leader) = (cast.zone(team), cast.leader(team));
        let members = cast.members(team);
        let assignment = |person| AssignmentId::of(zone, cast.slot(team, slot), person).uuid();
        for person in &members {
            let act = Offer { zone, slot: cast.slot(team, slot), person: *person };
            diary.write(leader, now.plus(-2 * DAY_MS), assignment(*person), Act::Offer(act));
        }
        for (n, person) in members.iter().enumerate() {
            let at = now.plus(-36 * HOUR_MS);
            let speaker = if *person == cast.volunteer(7) { cast.volunteer(5) } else { *person };
            match answer(slot, n) {
                Answer::Comes => diary.write(speaker, at, assignment(*person), Act::Accept(Accept {})),
                Answer::CannotCome => {
                    diary.write(speaker, at, assignment(*person), Act::Decline(Decline::default()))
                }
                Answer::TakenBack => diary.write(leader, at, assignment(*person), Act::Withdraw(Withdraw {})),
                Answer::NotYet => continue,
            };
        }
    }
}

fn attend(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) {
    for slot in [0, 1] {
        let (starts, ends) = hours(now, slot);
        for team in 0..TEAMS.len() {
            let zone = cast.zone(team);
            let sign = || Sign::now(zone, cast.slot(team, slot));
            for (n, person) in cast.members(team).into_iter().enumerate() {
                if answer(slot, n) != Answer::Comes {
                    continue;
                }
                let minutes = i64::try_from(n).unwrap_or(0) * 7;
                let target = AttendanceId::of(zone, cast.slot(team, slot), person).uuid();
                let came = starts.plus((minutes - 5) * 60_000);
                let went = ends.plus((minutes - 12) * 60_000);
                // The last one of a team is signed in by her leader, and nobody remembers when she left.
                let by_leader = n + 1 == cast.members(team).len() && team % 2 == 0;
                let author = if by_leader { cast.leader(team) } else { person };
                let said = [(came, Act::SignIn(sign())), (went, Act::SignOut(sign()))];
                for (at, act) in said.into_iter().take(if by_leader { 1 } else { 2 }) {
                    if at <= now {
                        diary.write(author, at, target, act);
                        if by_leader {
                            diary.for_somebody(person);
                        }
                    }
                }
            }
        }
    }
}
