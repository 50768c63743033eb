//! `clean` 清理完了, `photo` and `photo_lost`: the work itself and its evidence. Facts: never refused because the
//! world moved on (invariant 15).

use serde::{Deserialize, Serialize};

use super::take_back::Lease;
use super::{Cleaning, Spot, SpotState};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::enough::{Adds, has_room};
use crate::id::EntryId;
use crate::person::Person;
use crate::photo::{Bytes, Phase, Photo};
use crate::quantity::Quantity;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::text::Note;

/// What was done. The target is the spot's id; the photos ride on the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clean {
    /// How much was carried off, in the unit in which it was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// 想说点什么
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The return that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<EntryId>,
}

/// More photos of a spot. The target is the spot's id; the photos ride on the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPhotos {}

/// The phone cannot read a photo's bytes back. The target is the photo's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoLost {}

pub(crate) fn decide(case: &Case<'_>, args: &Clean) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let doer = case.there::<Person>(case.doer().uuid())?;
    if !case.works_on(spot) {
        return Err(Refused::NotYours.into());
    }
    let photos: Vec<Change> = case.photos_of(spot.id).collect();
    if !case.brings_after_photo() && !has_after_photo(case, spot) {
        return Err(Refused::NoAfterPhoto.into());
    }
    let cleaning = Cleaning {
        entry: case.entry.id,
        by: doer.id,
        by_name: doer.name.clone(),
        recorded_by: (case.entry.author != doer.id).then_some(case.entry.author),
        at: case.context.judged_at,
        quantity: args.quantity,
        note: args.note.clone(),
        answers: args.answers,
        lease: match &spot.state {
            SpotState::Claimed { by, until } => Some(Lease { by: *by, until: *until }),
            SpotState::Reported
            | SpotState::Open
            | SpotState::Cleaned { .. }
            | SpotState::Returned { .. }
            | SpotState::Passed
            | SpotState::Closed
            | SpotState::Cancelled { .. } => None,
        },
        taken_back: None,
    };
    let Some((changed, remark)) = with_cleaning(spot, cleaning, case.brings_after_photo()) else {
        return Ok(Decided::merged(vec![], Remark::Enough));
    };
    let merged = remark == Some(Remark::AddedEvidence);
    let changes = [Change::Put(changed.into())].into_iter().chain(photos).collect();
    let decided =
        if merged { Decided::merged(changes, Remark::AddedEvidence) } else { Decided::applied(changes) };
    Ok(decided.remarked(remark))
}

/// The spot with one cleaning more, where it has room for it; a photo of it ends what an inspector asked for.
pub(super) fn with_cleaning(spot: &Spot, cleaning: Cleaning, shows: bool) -> Option<(Spot, Option<Remark>)> {
    let (state, remark) = after_cleaning(spot, &cleaning);
    let adds = if state == spot.state { Adds::Evidence } else { Adds::Work };
    if !has_room(spot.cleanings.len(), adds) {
        return None;
    }
    let mut changed = Spot { state, begged: None, ..spot.clone() };
    if shows {
        changed.asked = None;
    }
    changed.cleanings.push(cleaning);
    Some((changed, remark))
}

/// What a cleaning makes of a spot. Work is kept whatever happened meanwhile; it only moves a spot that waits for it.
fn after_cleaning(spot: &Spot, cleaning: &Cleaning) -> (SpotState, Option<Remark>) {
    let cleaned = SpotState::Cleaned { cleaning: cleaning.entry };
    match &spot.state {
        SpotState::Open | SpotState::Claimed { .. } => (cleaned, None),
        SpotState::Returned { entry, .. } if cleaning.answers == Some(*entry) => (cleaned, None),
        // Done before the return was known: it shows what the inspector saw already.
        SpotState::Returned { .. } => (spot.state.clone(), Some(Remark::AnswersNoReturn)),
        SpotState::Cleaned { .. } => (spot.state.clone(), Some(Remark::AddedEvidence)),
        SpotState::Reported | SpotState::Passed | SpotState::Closed => {
            (spot.state.clone(), Some(Remark::KeptAsEvidence))
        }
        SpotState::Cancelled { .. } => (spot.state.clone(), Some(Remark::SpotCancelled)),
    }
}

/// An after-photo recorded earlier counts only where no return asked for another since.
pub(super) fn has_after_photo(case: &Case<'_>, spot: &Spot) -> bool {
    let mut known = case.known_photos(spot.id);
    spot.standing_return().is_none()
        && known.any(|photo| photo.phase == Phase::After && spot.shows_work(photo))
}

pub(crate) fn add_photos(case: &Case<'_>) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    if !case.works_on(spot) && !case.is_inspector() {
        return Err(Refused::NotYours.into());
    }
    let mut changes: Vec<Change> = case.photos_of(spot.id).collect();
    if changes.is_empty() {
        return Err(Refused::NoPhoto.into());
    }
    if spot.asked.is_some() && case.brings_after_photo() {
        changes.push(Change::Put(Spot { asked: None, ..spot.clone() }.into()));
    }
    Ok(Decided::applied(changes))
}

pub(crate) fn needs_of_lost(target: uuid::Uuid, asking: &mut Asking<'_>) {
    asking.row(Kind::Photo, target);
    let photo = asking.set.get::<Photo>(target).known();
    if let Some((spot, taker)) = photo.map(|photo| (photo.spot, photo.taken_by)) {
        asking.spot(spot.uuid());
        asking.person(taker.uuid());
    }
}

pub(crate) fn photo_lost(case: &Case<'_>) -> Result<Decided, Stop> {
    let photo = case.there::<Photo>(case.entry.target)?;
    if !case.speaks_for(photo.taken_by) && photo.device != case.entry.device {
        return Err(Refused::NotYours.into());
    }
    match photo.bytes {
        // Bytes that arrived after all are never declared lost.
        Bytes::Received { .. } => Ok(Decided::merged(vec![], Remark::BytesArrived)),
        Bytes::Awaited | Bytes::Lost { .. } => {
            let bytes = Bytes::Lost { at: case.context.received };
            Ok(Decided::put(Photo { bytes, ..photo.clone() }))
        }
    }
}
