//! `roll_call` 点名: a leader signs several people in or out in one entry (都到了，全队签退).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Known, Way, sign};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::id::{AttendanceId, PersonId, SlotId, ZoneId};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::time::UnixMs;
use crate::zone::Zone;

/// The most people of one roll call.
pub const PEOPLE_MOST: usize = 100;

/// Who is there. The target is the zone's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollCall {
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
    /// Coming or going.
    pub way: Way,
    /// 1 to 100 people.
    pub people: Vec<PersonId>,
    /// 按 8:30 记: for all of them; the moment of the entry where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<UnixMs>,
}

impl RollCall {
    pub(crate) fn needs(&self, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, self.zone.uuid());
        for person in self.people.iter().take(PEOPLE_MOST) {
            asking.row(Kind::Person, person.uuid());
            asking.row(Kind::Attendance, AttendanceId::of(self.zone, self.slot, *person).uuid());
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &RollCall) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(args.zone.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if zone.id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    let slot = zone.slot_ever(args.slot).ok_or(Refused::SlotUnknown)?;
    if args.people.is_empty() || args.people.len() > PEOPLE_MOST {
        return Err(Refused::RollCallPeople.into());
    }
    let event = sign::event(case, slot, args.way, args.said_at, case.entry.author);
    let people: BTreeSet<PersonId> = args.people.iter().copied().collect();
    let mut changes = vec![];
    for person in people {
        let person = case.there::<Person>(person.uuid())?;
        let attendance = sign::with_event(case, zone, slot, person.id, event.clone());
        changes.push(Change::Put(attendance.into()));
    }
    let remark = (event.known == Known::Astray).then_some(Remark::ToldAstray);
    Ok(Decided::applied(changes).remarked(remark))
}
