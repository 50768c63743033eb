//! `sign_in` and `sign_out`: 我到了，我走了.

use serde::{Deserialize, Serialize};

use super::{Attendance, SignEvent, Way};
use crate::decide::{Case, Decided, Stop};
use crate::id::{AttendanceId, SlotId, ZoneId};
use crate::person::Person;
use crate::refused::Refused;
use crate::zone::Zone;

/// Where and for which slot. The target is the attendance's id, derived from zone, slot and the person; with
/// `on_behalf_of` a leader signs for her (队长代签).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
}

pub(crate) fn decide(case: &Case<'_>, args: &Sign, way: Way) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(args.zone.uuid())?;
    let person = case.there::<Person>(case.doer().uuid())?;
    let own = case.speaks_for(person.id) && person.community == Some(zone.community);
    if !own && !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if zone.slot(args.slot).is_none() {
        return Err(Refused::SlotUnknown.into());
    }
    let id = AttendanceId::of(args.zone, args.slot, person.id);
    if id.uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    let known = case.set.get::<Attendance>(id.uuid()).known();
    let mut events = known.map_or_else(Vec::new, |known| known.events.clone());
    events.push(SignEvent { entry: case.entry.id, way, at: case.context.judged_at, by: case.entry.author });
    Ok(Decided::put(Attendance { id, zone: args.zone, slot: args.slot, person: person.id, events }))
}
