//! `take_back` 记错了: a cleaning was written down for a spot where nobody cleaned, or for the wrong one.
//!
//! A fact, not a decision: it says what happened and what did not. So it is judged by the rights of its own time, holds
//! when the signal comes back hours later, and is never refused because the world moved on; once an inspector has judged
//! the work, it changes nothing and says so. Nothing is deleted: the cleaning stays, marked, and its photos stay as
//! evidence or go with it to the spot that was meant.

use serde::{Deserialize, Serialize};

use super::{Cleaning, Spot, SpotState, clean};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::enough::{Adds, has_room};
use crate::id::{EntryId, PersonId, SpotId};
use crate::photo::{Phase, Photo};
use crate::refused::{Refused, Remark};
use crate::row::{Entity, Kept as _, Kind, RowKey};
use crate::time::UnixMs;
use crate::zone::Zone;

/// Which cleaning was none. The target is the id of the spot that it was written down for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBack {
    /// The entry that said it.
    pub cleaning: EntryId,
    /// The spot that was meant: the cleaning and its photos count there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<SpotId>,
}

/// That a cleaning was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who said it.
    pub by: PersonId,
    /// When, as judged.
    pub at: UnixMs,
    /// The spot that was meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<SpotId>,
}

/// The claim under which somebody cleaned; it stands again when the cleaning is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Who was at it.
    pub by: PersonId,
    /// Until when.
    pub until: UnixMs,
}

/// What an entry waits for that is about a cleaning: no row has this key, the row of its spot brings it.
pub(crate) const fn key_of(cleaning: EntryId) -> RowKey {
    RowKey { kind: Kind::Spot, id: cleaning.uuid() }
}

/// The cleanings that a row brings and the one before it had not.
pub fn brought<'a>(before: Option<&'a Entity>, now: &'a Entity) -> impl Iterator<Item = RowKey> + use<'a> {
    let known = before.and_then(Spot::of);
    let new = move |it: &&Cleaning| known.is_none_or(|spot| spot.cleaning(it.entry).is_none());
    Spot::of(now).into_iter().flat_map(|spot| &spot.cleanings).filter(new).map(|it| key_of(it.entry))
}

impl TakeBack {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.spot(target);
        let written = asking.set.get::<Spot>(target).known().and_then(|spot| spot.cleaning(self.cleaning));
        if let Some(doer) = written.map(|cleaning| cleaning.by) {
            asking.person(doer.uuid());
        }
        if let Some(meant) = self.meant {
            asking.spot(meant.uuid());
        }
    }
}

impl Spot {
    /// The cleaning that an entry said.
    #[must_use]
    pub fn cleaning(&self, entry: EntryId) -> Option<&Cleaning> {
        self.cleanings.iter().find(|it| it.entry == entry)
    }

    /// The cleanings that nobody took back.
    pub fn worked(&self) -> impl DoubleEndedIterator<Item = &Cleaning> {
        self.cleanings.iter().filter(|it| it.taken_back.is_none())
    }

    /// Whether a photo shows work on this spot: those of a cleaning that was taken back are evidence only.
    #[must_use]
    pub fn shows_work(&self, photo: &Photo) -> bool {
        self.cleaning(photo.entry).is_none_or(|cleaning| cleaning.taken_back.is_none())
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &TakeBack) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let Some(written) = spot.cleaning(args.cleaning) else {
        // A spot that is full takes no cleaning in that could be waited for.
        return if has_room(spot.cleanings.len(), Adds::Evidence) {
            Err(Stop::Held(key_of(args.cleaning)))
        } else {
            Ok(Decided::merged(vec![], Remark::Enough))
        };
    };
    if !may_correct(case, spot, written) {
        return Err(Refused::NotYours.into());
    }
    if written.taken_back.is_some() {
        return Ok(Decided::merged(vec![], Remark::TakenBackBefore));
    }
    if is_judged(spot, written) {
        return Ok(Decided::merged(vec![], Remark::JudgedBefore));
    }
    let mut changed = Spot { state: state_before(case, spot, written), ..spot.clone() };
    if spot.state != changed.state {
        changed.asked = None;
    }
    let mark = TakenBack {
        entry: case.entry.id,
        by: case.entry.author,
        at: case.context.judged_at,
        meant: args.meant,
    };
    for cleaning in changed.cleanings.iter_mut().filter(|it| it.entry == written.entry) {
        cleaning.taken_back = Some(mark.clone());
    }
    let nowhere = Ok(Some((vec![], None)));
    let moved = args.meant.map_or(nowhere, |meant| moved(case, spot, written, meant))?;
    // Where there is no room for it, it stays where it was written down.
    let Some((moved, remark)) = moved else { return Ok(Decided::merged(vec![], Remark::Enough)) };
    let changes = [Change::Put(changed.into())].into_iter().chain(moved).collect();
    Ok(Decided::applied(changes).remarked(remark))
}

/// Whoever cleaned, whoever wrote it down for her, her leader, or the office.
fn may_correct(case: &Case<'_>, spot: &Spot, written: &Cleaning) -> bool {
    let own = case.speaks_for(written.by) || written.recorded_by == Some(case.entry.author);
    own || case.leads_spot(spot)
}

/// Whether somebody has judged the spot since: what she saw is not taken away behind her back.
fn is_judged(spot: &Spot, written: &Cleaning) -> bool {
    let returned = spot.returns.iter().any(|back| back.at >= written.at);
    returned || spot.passing.as_ref().is_some_and(|passing| passing.at >= written.at)
}

/// How the spot stood before, or stands by what others did there meanwhile.
fn state_before(case: &Case<'_>, spot: &Spot, written: &Cleaning) -> SpotState {
    if spot.state != (SpotState::Cleaned { cleaning: written.entry }) {
        return spot.state.clone();
    }
    let later = spot.cleanings.iter().skip_while(|it| it.entry != written.entry).skip(1);
    let mut also = later.filter(|it| it.taken_back.is_none() && it.answers == written.answers);
    if let Some(also) = also.next() {
        return SpotState::Cleaned { cleaning: also.entry };
    }
    let answered = spot.returns.iter().find(|it| written.answers == Some(it.entry));
    match (answered, written.lease) {
        (Some(back), _) => SpotState::Returned { entry: back.entry, due: back.due },
        (None, Some(lease)) if case.context.judged_at < lease.until => {
            SpotState::Claimed { by: lease.by, until: lease.until }
        }
        (None, Some(_) | None) => SpotState::Open,
    }
}

/// What is told where the spot that was meant waits for no work: it is that one, not the entry's own.
fn of_meant(remark: Remark) -> Remark {
    let told =
        [(Remark::SpotCancelled, Remark::MeantCancelled), (Remark::KeptAsEvidence, Remark::MeantSettled)];
    told.into_iter().find(|(there, _)| *there == remark).map_or(remark, |(_, here)| here)
}

/// What the move of a cleaning writes, and what is worth telling of it.
type Moved = (Vec<Change>, Option<Remark>);

/// The cleaning and its photos, on the spot that was meant; `None` where that one has no room for it.
fn moved(case: &Case<'_>, from: &Spot, written: &Cleaning, meant: SpotId) -> Result<Option<Moved>, Stop> {
    let spot = case.there::<Spot>(meant.uuid())?;
    if spot.id == from.id {
        return Err(Refused::SameSpot.into());
    }
    let zone = spot.zone.and_then(|zone| case.set.get::<Zone>(zone.uuid()).known());
    let leads = zone.is_some_and(|zone| case.leads_zone(zone)) || case.is_organiser();
    let hers = case.joined(written.by, spot) || spot.reported_by == Some(written.by);
    if !leads && !hers {
        return Err(Refused::NotYours.into());
    }
    let photos: Vec<Photo> =
        case.known_photos(from.id).filter(|it| it.entry == written.entry).cloned().collect();
    let shows = photos.iter().any(|photo| photo.phase == Phase::After);
    if !shows && !clean::has_after_photo(case, spot) {
        return Err(Refused::NoAfterPhoto.into());
    }
    let answered = spot.standing_return().filter(|back| back.at <= written.at);
    let cleaning = Cleaning {
        entry: case.entry.id,
        answers: answered.map(|back| back.entry),
        recorded_by: (case.entry.author != written.by).then_some(case.entry.author),
        lease: None,
        ..written.clone()
    };
    let Some((changed, remark)) = clean::with_cleaning(spot, cleaning, shows) else { return Ok(None) };
    let remark = remark.map(of_meant);
    let photos = photos.into_iter().map(|photo| {
        // The photo rides on this entry from then on: the one that says what it shows.
        Change::Put(Photo { spot: spot.id, entry: case.entry.id, ..photo }.into())
    });
    Ok(Some(([Change::Put(changed.into())].into_iter().chain(photos).collect(), remark)))
}
