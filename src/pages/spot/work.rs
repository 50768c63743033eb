//! What somebody has put together for a spot: a draft until 清理完了, then one deed.

use serde::{Deserialize, Serialize};
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::{EntryId, PersonId, PhotoId};
use yingchun_domain::photo::{Phase, PhotoRecord};
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::text::{Note, TextRefused};

use crate::sync::{Deed, Undo};

/// The units that a volunteer is offered.
pub const UNITS: [Unit; 3] = [Unit::Bag, Unit::Load, Unit::CubicMetre];
/// The most that the stepper counts to.
pub const MOST: u32 = 99;

/// Photos, amount and note, not sent yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// Saved on this phone already.
    #[serde(default)]
    pub photos: Vec<PhotoRecord>,
    /// The photo that the last one replaced.
    #[serde(default)]
    pub replaced: Option<PhotoRecord>,
    /// The photo that was taken out last.
    #[serde(default)]
    pub removed: Option<PhotoRecord>,
    /// How many units; none where it was not counted.
    #[serde(default)]
    pub count: u32,
    /// In which unit.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// As typed.
    #[serde(default)]
    pub note: String,
    /// Whose work it is, where a leader writes it down for her.
    #[serde(default)]
    pub by: Option<PersonId>,
}

/// The name of a spot's draft.
pub fn draft_key(spot: &Spot) -> String {
    format!("spot.{}", spot.id)
}

impl Work {
    /// The newest photo of a phase.
    pub fn photo(&self, phase: Phase) -> Option<&PhotoRecord> {
        self.photos.iter().rev().find(|photo| photo.phase == phase)
    }

    /// Takes one more photo.
    pub fn add(&mut self, photo: PhotoRecord) {
        self.replaced = None;
        self.removed = None;
        self.photos.push(photo);
    }

    /// Takes a photo in the place of the newest of its phase, which can be found again.
    pub fn replace(&mut self, photo: PhotoRecord) {
        let newest = self.photos.iter().rposition(|it| it.phase == photo.phase);
        self.replaced = newest.map(|at| self.photos.remove(at));
        self.photos.push(photo);
    }

    /// Swaps the last photo and the one that it replaced.
    pub fn find_last(&mut self) {
        if let Some(last) = self.replaced.take() {
            self.replaced = self.photos.pop();
            self.photos.push(last);
        }
    }

    /// Takes a photo out, which can be put back.
    pub fn remove(&mut self, id: PhotoId) {
        if let Some(at) = self.photos.iter().position(|photo| photo.id == id) {
            self.removed = Some(self.photos.remove(at));
            self.replaced = None;
        }
    }

    /// Puts the photo back that was taken out last.
    pub fn put_back(&mut self) {
        self.photos.extend(self.removed.take());
    }

    /// Why the note cannot go as it stands; nothing to say is no fault.
    pub fn note_refused(&self) -> Option<TextRefused> {
        Note::optional(&self.note).err()
    }

    /// The unit that the amount is counted in.
    pub fn unit(&self) -> Unit {
        self.unit.unwrap_or(Unit::Load)
    }

    /// 清理完了 of `spot`, in answer to `answers`; in the name of `voice`, unless somebody else was chosen.
    pub fn deed(&self, spot: &Spot, answers: Option<EntryId>, voice: Option<PersonId>) -> Deed {
        let quantity =
            (self.count > 0).then(|| Quantity { hundredths: self.count.min(MOST) * 100, unit: self.unit() });
        Deed {
            base: std::collections::BTreeMap::new(),
            act: Act::Clean(Clean { quantity, note: Note::try_from(self.note.as_str()).ok(), answers }),
            target: spot.id.uuid(),
            on_behalf_of: self.by.or(voice),
            shown: Shown { zone: spot.zone, spot: Some(spot.id) },
            photos: self.photos.clone(),
            draft: Some(draft_key(spot)),
            undo: Undo::Grace,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::photo::{Sha256, Source};
    use yingchun_domain::time::UnixMs;

    fn photo(n: u128, phase: Phase) -> PhotoRecord {
        let id = uuid::Uuid::from_u128(n).into();
        PhotoRecord { id, sha256: Sha256([0; 32]), len: 9, phase, source: Source::Camera, at: UnixMs(1) }
    }

    #[test]
    fn a_replaced_photo_can_be_found_again() {
        let mut work = Work::default();
        work.add(photo(1, Phase::Before));
        work.add(photo(2, Phase::After));
        work.replace(photo(3, Phase::After));
        assert_eq!(work.photos, [photo(1, Phase::Before), photo(3, Phase::After)]);
        work.find_last();
        assert_eq!(work.photos, [photo(1, Phase::Before), photo(2, Phase::After)]);
        assert_eq!(work.replaced, Some(photo(3, Phase::After)));
    }

    #[test]
    fn a_photo_taken_out_can_be_put_back() {
        let mut work = Work::default();
        work.add(photo(1, Phase::Before));
        work.add(photo(2, Phase::After));
        work.remove(photo(1, Phase::Before).id);
        assert_eq!(work.photos, [photo(2, Phase::After)]);
        work.put_back();
        work.put_back();
        assert_eq!(work.photos, [photo(2, Phase::After), photo(1, Phase::Before)]);
    }

    #[test]
    fn a_note_that_is_too_long_is_said_and_never_dropped() {
        let work = |note: String| Work { note, ..Work::default() };
        assert_eq!(work("话".repeat(2_001)).note_refused(), Some(TextRefused::TooLong { most: 2_000 }));
        assert_eq!(work(" ".into()).note_refused(), None);
    }

    #[test]
    fn an_amount_of_nothing_is_no_amount() {
        let work = Work { count: 0, note: "  ".into(), ..Work::default() };
        assert_eq!(work.unit(), Unit::Load);
        assert!(Note::try_from(work.note.as_str()).is_err());
    }
}
