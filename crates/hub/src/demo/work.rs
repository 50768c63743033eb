//! What was found, cleaned, sent back and passed in the demonstration.

use yingchun_domain::entry::Act;
use yingchun_domain::id::{EntryId, PersonId, SpotId};
use yingchun_domain::photo::Phase;
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::Finding;
use yingchun_domain::spot::Shortfall;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::{AddPhotos, Clean};
use yingchun_domain::spot::close::{Cancel, Close};
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::inspect::{AskPhoto, Pass, SendBack};
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::open::Open;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::{Line, Note, TextRefused};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};

use super::album::{Look, Scene};
use super::cast::Cast;
use super::diary::{Diary, Shot};
use super::places::{Course, PLACES, Place, REPORTS};
use super::story::hours;

const MINUTE_MS: i64 = 60_000;

/// One spot on its way.
struct Case<'a> {
    spot: SpotId,
    place: &'a Place,
    scene: Scene,
    cleaner: PersonId,
    inspector: PersonId,
    leader: PersonId,
    now: UnixMs,
    /// When it was cleaned first, where it was.
    cleaned: UnixMs,
}

pub(super) fn tell(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    let (yesterday, _) = hours(now, 0);
    for (n, place) in PLACES.iter().enumerate() {
        let members = cast.members(place.zone);
        let leader = cast.leader(place.zone);
        let later = i64::try_from(n % 6).unwrap_or(0) * 25 * MINUTE_MS;
        let case = Case {
            spot: cast.spot(n),
            place,
            scene: Scene::of(place.category),
            cleaner: members.get(n % members.len().max(1)).copied().unwrap_or(leader),
            inspector: cast.inspector,
            leader,
            now,
            cleaned: yesterday.plus(20 * MINUTE_MS + later),
        };
        case.find(diary, u32::try_from(n + 1).unwrap_or(u32::MAX), cast)?;
        case.go_on(diary)?;
    }
    report(diary, cast, now)
}

impl Case<'_> {
    fn find(&self, diary: &mut Diary<'_>, number: u32, cast: &Cast) -> Result<(), TextRefused> {
        let at = self.now.plus(-2 * DAY_MS - 2 * HOUR_MS);
        let note = (!self.place.note.is_empty()).then(|| Note::try_from(self.place.note)).transpose()?;
        let act = CreateSpot {
            zone: cast.zone(self.place.zone),
            number: Some(number),
            place: Line::try_from(self.place.place)?,
            category: self.place.category,
            note,
            found: Some(quantity(self.place.found)),
            found_by: if number.is_multiple_of(7) { Finding::Unannounced } else { Finding::OwnSurvey },
        };
        diary.write(self.leader, at, self.spot.uuid(), Act::CreateSpot(act));
        diary.write(self.leader, at, self.spot.uuid(), Act::AddPhotos(AddPhotos {}));
        diary.photo(Shot { scene: self.scene, look: Look::Dirty, phase: Phase::Before });
        Ok(())
    }

    fn go_on(&self, diary: &mut Diary<'_>) -> Result<(), TextRefused> {
        match self.place.course {
            Course::Open => {}
            Course::Claimed => {
                let at = self.now.plus(-20 * MINUTE_MS);
                diary.write(self.cleaner, at, self.spot.uuid(), Act::Claim(Claim {}));
            }
            Course::Cleaned => {
                self.clean(diary, Look::Clean, None);
            }
            Course::Returned(reason, place, due_hours) => {
                let cleaning = self.clean(diary, Look::HalfDone, None);
                self.send_back(diary, cleaning, (reason, place), due_hours)?;
            }
            Course::CleanedAgain(reason, place) => {
                let cleaning = self.clean(diary, Look::HalfDone, None);
                let returned = self.send_back(diary, cleaning, (reason, place), 24)?;
                self.clean(diary, Look::Clean, Some(returned));
            }
            Course::Asked(words) => {
                let cleaning = self.clean(diary, Look::Clean, None);
                let act = AskPhoto { cleaning, words: Some(Note::try_from(words)?) };
                diary.write(self.inspector, self.now, self.spot.uuid(), Act::AskPhoto(act));
            }
            Course::Objected(reason, place, words) => {
                let cleaning = self.clean(diary, Look::Clean, None);
                let returned = self.send_back(diary, cleaning, (reason, place), 24)?;
                let act = Object { returned, words: Some(Note::try_from(words)?) };
                diary.write(self.cleaner, self.now, self.spot.uuid(), Act::Object(act));
            }
            Course::BeggedOff(reason, place, words) => {
                let cleaning = self.clean(diary, Look::HalfDone, None);
                let returned = self.send_back(diary, cleaning, (reason, place), 24)?;
                let act = BegOff { returned: Some(returned), words: Some(Note::try_from(words)?) };
                diary.write(self.cleaner, self.now, self.spot.uuid(), Act::BegOff(act));
            }
            Course::Passed => self.pass(diary),
            Course::Closed => {
                self.pass(diary);
                diary.write(self.inspector, self.now, self.spot.uuid(), Act::Close(Close {}));
            }
            Course::Cancelled(reason) => {
                let act = Act::Cancel(Cancel { reason: Line::try_from(reason)? });
                diary.write(self.leader, self.now, self.spot.uuid(), act);
            }
        }
        Ok(())
    }

    fn clean(&self, diary: &mut Diary<'_>, look: Look, answers: Option<EntryId>) -> EntryId {
        let at = if answers.is_some() { self.now } else { self.cleaned };
        let act = Clean { quantity: Some(quantity(self.place.hauled)), note: None, answers };
        let cleaning = diary.write(self.cleaner, at, self.spot.uuid(), Act::Clean(act));
        diary.photo(Shot { scene: self.scene, look, phase: Phase::After });
        cleaning
    }

    fn send_back(
        &self,
        diary: &mut Diary<'_>,
        cleaning: EntryId,
        (reason, place): (Shortfall, &str),
        due_hours: i64,
    ) -> Result<EntryId, TextRefused> {
        let due = self.now.plus(due_hours * HOUR_MS);
        let act = SendBack { cleaning, reason, place: Line::try_from(place)?, due };
        let returned = diary.write(self.inspector, self.now, self.spot.uuid(), Act::SendBack(act));
        diary.photo(Shot { scene: self.scene, look: Look::HalfDone, phase: Phase::Inspection });
        Ok(returned)
    }

    fn pass(&self, diary: &mut Diary<'_>) {
        let cleaning = self.clean(diary, Look::Clean, None);
        diary.write(self.inspector, self.now, self.spot.uuid(), Act::Pass(Pass { cleaning }));
    }
}

const fn quantity((hundredths, unit): (u32, Unit)) -> Quantity {
    Quantity { hundredths, unit }
}

fn report(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    for (n, (author, place, category, note, zone)) in REPORTS.into_iter().enumerate() {
        let spot = cast.spot(PLACES.len() + n).uuid();
        let at = now.plus(-3 * HOUR_MS);
        let act = Report {
            place: Line::try_from(place)?,
            category,
            note: Some(Note::try_from(note)?),
            community: None,
        };
        diary.write(cast.volunteer(author), at, spot, Act::Report(act));
        diary.photo(Shot { scene: Scene::of(category), look: Look::Dirty, phase: Phase::Before });
        if let Some(zone) = zone {
            let number = u32::try_from(PLACES.len() + 1).ok();
            diary.write(cast.leader(zone), now, spot, Act::Open(Open { zone: cast.zone(zone), number }));
        }
    }
    Ok(())
}
