//! Who was expected in a slot of the day, who came, who has gone: what a leader calls the roll from.

use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::roll_call::{PEOPLE_MOST, RollCall};
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::attendance::{Attendance, Known, Way};
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AttendanceId, CommunityId, PersonId, SlotId, TeamId, ZoneId};
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::Person;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::{Slot, Zone};

use crate::arrange::Arrange as _;
use crate::pages::assign::board::{teams_of, zones_of};
use crate::pages::frame::{deed, deed_for};
use crate::pages::mine::Mine;
use crate::pages::people::call_of;
use crate::sync::{Deed, Undo};

/// One slot of today with its people.
#[derive(Debug, Clone, PartialEq)]
pub struct Turnout {
    /// The zone.
    pub zone: ZoneId,
    /// Its name.
    pub zone_name: String,
    /// The slot.
    pub slot: Slot,
    /// The team that has the zone.
    pub team: TeamId,
    /// The community in which it lies.
    pub community: CommunityId,
    /// Those who are expected or came, by name.
    pub rows: Vec<Expected>,
}

/// Somebody who is expected, or came without being asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The person.
    pub person: PersonId,
    /// Her name.
    pub name: String,
    /// Children who come with her.
    pub companions: u8,
    /// Her answer; none where she came without being asked.
    pub answer: Option<AssignmentState>,
    /// When she came.
    pub came: Option<Said>,
    /// When she went.
    pub went: Option<Said>,
    /// Dials her.
    pub call: Option<String>,
}

/// A coming or going as somebody said it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: UnixMs,
    /// Who said it, and how.
    pub how: How,
}

/// Who said when somebody came or went, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// She tapped it herself.
    Tapped,
    /// She told it afterwards: 忘了签, 时间不对.
    Told,
    /// 队长代签
    ByLeader,
    /// 队长确认
    Confirmed,
}

impl Turnout {
    /// The slots of today in the zones of the reader's teams, the earliest first; `None` where she leads no team.
    pub fn today(mine: Mine<'_>) -> Option<Vec<Self>> {
        Self::all(mine, |slot| slot.starts.day() == mine.now.day())
    }

    /// The slots that have begun, the latest first: what may be entered from paper.
    pub fn begun(mine: Mine<'_>) -> Option<Vec<Self>> {
        let mut begun = Self::all(mine, |slot| slot.starts <= mine.now)?;
        begun.reverse();
        Some(begun)
    }

    fn all(mine: Mine<'_>, takes: impl Fn(&Slot) -> bool) -> Option<Vec<Self>> {
        let teams = teams_of(mine);
        if teams.is_empty() {
            return None;
        }
        let zones = teams.iter().flat_map(|team| zones_of(mine, team.id));
        let mut all: Vec<Self> = zones
            .flat_map(|zone| zone.slots.iter().map(move |slot| (zone, slot)))
            .filter(|(_, slot)| takes(slot))
            .filter_map(|(zone, slot)| Self::of(mine, zone, slot))
            .collect();
        all.arrange(|one, other| {
            (one.slot.starts, &one.zone_name).cmp(&(other.slot.starts, &other.zone_name))
        });
        Some(all)
    }

    fn of(mine: Mine<'_>, zone: &Zone, slot: &Slot) -> Option<Self> {
        let asked: Vec<&Assignment> = mine
            .set
            .all::<Assignment>(Lookup::AssignmentsOfZone, zone.id.uuid())
            .filter(|it| it.slot == slot.id)
            .collect();
        let came = mine.set.each::<Attendance>().filter(|it| it.zone == zone.id && it.slot == slot.id);
        let mut people: Vec<PersonId> = came.map(|it| it.person).collect();
        let expected =
            |it: &&&Assignment| matches!(it.state, AssignmentState::Accepted | AssignmentState::Offered);
        people.extend(asked.iter().filter(expected).map(|it| it.person));
        people.arrange(Ord::cmp);
        people.dedup();
        let answer = |person: PersonId| asked.iter().find(|it| it.person == person).map(|it| it.state);
        let mut rows: Vec<Expected> = people
            .into_iter()
            .map(|person| expected_row(mine, zone.id, slot.id, person, answer(person)))
            .collect();
        rows.arrange(|one, other| one.name.cmp(&other.name));
        Some(Self {
            zone: zone.id,
            zone_name: zone.name.to_string(),
            slot: slot.clone(),
            team: zone.team?,
            community: zone.community,
            rows,
        })
    }

    /// How many came.
    pub fn here(&self) -> usize {
        self.rows.iter().filter(|row| row.came.is_some()).count()
    }

    /// How many were expected: those who said yes, and whoever came.
    pub fn about(&self) -> usize {
        let counts = |row: &&Expected| row.came.is_some() || row.answer == Some(AssignmentState::Accepted);
        self.rows.iter().filter(counts).count()
    }

    /// Signs one person in or out in her place, at the moment of the tap or about when it was.
    pub fn sign(&self, person: PersonId, way: Way, said_at: Option<UnixMs>) -> Deed {
        let args = Sign { zone: self.zone, slot: self.slot.id, said_at };
        let act = match way {
            Way::In => Act::SignIn(args),
            Way::Out => Act::SignOut(args),
        };
        let id = AttendanceId::of(self.zone, self.slot.id, person);
        deed_for(person, act, id.uuid(), Undo::Grace)
    }

    /// Signs several people in or out: one entry, unless there are more than one takes.
    pub fn call(&self, people: &[PersonId], way: Way, said_at: Option<UnixMs>) -> Vec<Deed> {
        let call = |people: &[PersonId]| {
            let args =
                RollCall { zone: self.zone, slot: self.slot.id, way, people: people.to_vec(), said_at };
            deed(Act::RollCall(args), self.zone.uuid(), Undo::Grace)
        };
        people.chunks(PEOPLE_MOST).map(call).collect()
    }

    /// 都到了: those who said yes and are not noted yet.
    pub fn missing(&self) -> Vec<PersonId> {
        let said_yes = |row: &&Expected| row.came.is_none() && row.answer == Some(AssignmentState::Accepted);
        self.rows.iter().filter(said_yes).map(|row| row.person).collect()
    }

    /// 全队签退: those who came and have not gone.
    pub fn staying(&self) -> Vec<PersonId> {
        let stays = |row: &&Expected| row.came.is_some() && row.went.is_none();
        self.rows.iter().filter(stays).map(|row| row.person).collect()
    }
}

fn expected_row(
    mine: Mine<'_>,
    zone: ZoneId,
    slot: SlotId,
    person: PersonId,
    answer: Option<AssignmentState>,
) -> Expected {
    let row = mine.set.get::<Person>(person.uuid()).known();
    let id = AttendanceId::of(zone, slot, person);
    let attendance = mine.set.get::<Attendance>(id.uuid()).known();
    let said = |way: Way, at: Option<UnixMs>| {
        Some(Said { at: at?, how: attendance.map_or(How::ByLeader, |it| how(it, way)) })
    };
    Expected {
        person,
        name: row.map(|row| row.name.to_string()).unwrap_or_default(),
        companions: row.map_or(0, |row| row.accompanying),
        answer,
        came: said(Way::In, attendance.and_then(Attendance::came)),
        went: said(Way::Out, attendance.and_then(Attendance::went)),
        call: call_of(mine, person),
    }
}

/// Who said when she came or went, of the words that count.
pub fn how(attendance: &Attendance, way: Way) -> How {
    if attendance.confirmed().is_some() {
        return How::Confirmed;
    }
    let counts = |it: &&yingchun_domain::attendance::SignEvent| it.way == way && it.known != Known::Astray;
    let mut own = attendance.events.iter().filter(counts).filter(|it| it.by == attendance.person);
    match own.next_back().map(|it| it.known) {
        Some(Known::Told) => How::Told,
        Some(Known::ByTap | Known::Astray) => How::Tapped,
        None => How::ByLeader,
    }
}

/// The slot that is called first: the one under way or, before that, the next; else the last of the day.
pub fn current(today: &[Turnout], now: UnixMs) -> Option<(ZoneId, SlotId)> {
    let open = today.iter().find(|it| it.slot.ends > now).or(today.last())?;
    Some((open.zone, open.slot.id))
}
