//! `confirm_attendance` 队长确认: when she came and went, for the hours that are printed.

use serde::{Deserialize, Serialize};

use super::{Attendance, Confirmation, is_astray};
use crate::decide::{Case, Decided, Stop};
use crate::refused::Refused;
use crate::time::UnixMs;
use crate::zone::Zone;

/// What is confirmed. The target is the attendance's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmAttendance {
    /// When she came.
    pub came: UnixMs,
    /// When she went.
    pub went: UnixMs,
    /// How many events of the attendance were on the screen: a word of hers that came after them shows as one that was
    /// not heard.
    pub heard: u32,
}

pub(crate) fn decide(case: &Case<'_>, args: &ConfirmAttendance) -> Result<Decided, Stop> {
    let attendance = case.there::<Attendance>(case.entry.target)?;
    let zone = case.there::<Zone>(attendance.zone.uuid())?;
    if !case.leads_zone(zone) && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    let slot = zone.slot_ever(attendance.slot).ok_or(Refused::SlotUnknown)?;
    if args.went < args.came || is_astray(slot, args.came) || is_astray(slot, args.went) {
        return Err(Refused::TimesUnlawful.into());
    }
    let mut changed = attendance.clone();
    changed.confirmations.push(Confirmation {
        entry: case.entry.id,
        by: case.entry.author,
        at: case.context.received,
        came: args.came,
        went: args.went,
        heard: args.heard.min(u32::try_from(attendance.events.len()).unwrap_or(u32::MAX)),
    });
    Ok(Decided::put(changed))
}
