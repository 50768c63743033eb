//! `sign_in` and `sign_out`: 我到了，我走了, and 忘了签、时间不对, where she tells about when it was. Facts: a time that
//! cannot be meant is kept and marked, never refused.

use serde::{Deserialize, Serialize};

use super::{Attendance, Known, SignEvent, Way, is_astray};
use crate::decide::{Asking, Case, Decided, Stop};
use crate::enough::{Adds, has_room};
use crate::id::{AttendanceId, PersonId, SlotId, ZoneId};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::time::UnixMs;
use crate::zone::{Slot, Zone};

/// Where and for which slot. The target is the attendance's id, derived from zone, slot and the person; with
/// `on_behalf_of` a leader signs for her (队长代签).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sign {
    /// The zone.
    pub zone: ZoneId,
    /// The slot of that zone.
    pub slot: SlotId,
    /// About when, as she tells it; the moment of the entry where she tells nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<UnixMs>,
}

impl Sign {
    /// At the moment of the tap.
    #[must_use]
    pub const fn now(zone: ZoneId, slot: SlotId) -> Self {
        Self { zone, slot, said_at: None }
    }

    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, self.zone.uuid());
        asking.row(Kind::Attendance, target);
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Sign, way: Way) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(args.zone.uuid())?;
    let person = case.there::<Person>(case.doer().uuid())?;
    let own = case.speaks_for(person.id) && person.community == Some(zone.community);
    let leads = case.leads_zone(zone) || case.is_organiser();
    if !own && !leads {
        return Err(Refused::NotYours.into());
    }
    let slot = zone.slot_ever(args.slot).ok_or(Refused::SlotUnknown)?;
    if AttendanceId::of(zone.id, slot.id, person.id).uuid() != case.entry.target {
        return Err(Refused::TargetMismatch.into());
    }
    // Whoever registered her speaks with her voice.
    let by = if leads { case.entry.author } else { person.id };
    let adds = if by == person.id { Adds::Evidence } else { Adds::Work };
    let known = case.set.get::<Attendance>(case.entry.target).known();
    if !has_room(known.map_or(0, |it| it.events.len()), adds) {
        return Ok(Decided::merged(vec![], Remark::Enough));
    }
    let event = event(case, slot, way, args.said_at, by);
    let remark = (event.known == Known::Astray).then_some(Remark::ToldAstray);
    Ok(Decided::put(with_event(case, zone, slot, person.id, event)).remarked(remark))
}

/// What was said about one moment.
pub(super) fn event(case: &Case<'_>, slot: &Slot, way: Way, told: Option<UnixMs>, by: PersonId) -> SignEvent {
    let known = match told {
        None => Known::ByTap,
        Some(moment) if is_astray(slot, moment) || case.context.received < moment => Known::Astray,
        Some(_) => Known::Told,
    };
    SignEvent { entry: case.entry.id, way, at: told.unwrap_or(case.context.judged_at), by, known }
}

/// A person's attendance with one event more.
pub(super) fn with_event(
    case: &Case<'_>,
    zone: &Zone,
    slot: &Slot,
    person: PersonId,
    event: SignEvent,
) -> Attendance {
    let id = AttendanceId::of(zone.id, slot.id, person);
    let known = case.set.get::<Attendance>(id.uuid()).known().cloned();
    let mut attendance = known.unwrap_or_else(|| Attendance {
        id,
        zone: zone.id,
        slot: slot.id,
        person,
        events: vec![],
        confirmations: vec![],
    });
    attendance.events.push(event);
    attendance
}
