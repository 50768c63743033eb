//! What wants somebody's eye in the demonstration: a notice, a value that two set, photos that are on their way or lost,
//! an entry that waits for another phone, and one that this hub cannot read.

use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, NoticeId};
use yingchun_domain::notice::{PublishNotice, Readers};
use yingchun_domain::photo::Phase;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::spot::clean::{AddPhotos, PhotoLost};
use yingchun_domain::text::{Line, Note, TextRefused};
use yingchun_domain::time::{HOUR_MS, UnixMs};
use yingchun_domain::zone::Slot;
use yingchun_domain::zone::edit::EditZone;

use super::album::{Look, Scene};
use super::cast::{Cast, SLOTS, TEAMS, moment};
use super::diary::{Diary, Shot};
use super::places::PLACES;
use super::story::hours;

/// The team whose meeting place two people changed.
const TWO_MINDS: usize = 2;
/// The spot with photos that are not here: 堤脚柳树林.
const WOODS: usize = 26;

pub(super) fn tell(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    notice(diary, cast, now)?;
    two_minds(diary, cast, now)?;
    photos(diary, cast, now);
    apart(diary, cast, now);
    Ok(())
}

fn notice(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    let act = PublishNotice {
        to: Readers::Everybody,
        title: Line::try_from("降温了，出门多穿一件")?,
        words: Note::try_from("河边风大，手套、帽子都带上。路面有冰的地方先不去，等太阳出来。")?,
        until: None,
    };
    let id = NoticeId::v7(moment(0), &cast.random("notice", 0));
    diary.write(cast.organiser, now.plus(-5 * HOUR_MS), id.uuid(), Act::PublishNotice(act));
    Ok(())
}

/// The office and the leader set where people meet without knowing of each other.
fn two_minds(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) -> Result<(), TextRefused> {
    let slots: Vec<Slot> = (0..SLOTS.len())
        .map(|slot| {
            let (starts, ends) = hours(now, slot);
            Slot { id: cast.slot(TWO_MINDS, slot), starts, ends, wanted: 6 }
        })
        .collect();
    for (author, meeting, outcome) in [
        (cast.organiser, "西桥头", Outcome::Applied),
        (cast.leader(TWO_MINDS), "粮站门口", Outcome::Conflict),
    ] {
        let act = EditZone::Slot { slots: slots.clone(), meeting: Line::try_from(meeting)? };
        diary.write(author, now.plus(-HOUR_MS), cast.zone(TWO_MINDS).uuid(), Act::EditZone(act));
        diary.ends(outcome);
    }
    Ok(())
}

/// One picture is still on its phone, and one cannot be read there any more.
fn photos(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) {
    let Some(place) = PLACES.get(WOODS) else { return };
    let (leader, at) = (cast.leader(place.zone), now.plus(-2 * HOUR_MS));
    let shot = Shot { scene: Scene::of(place.category), look: Look::Dirty, phase: Phase::Before };
    let mut taken = || {
        diary.write(leader, at, cast.spot(WOODS).uuid(), Act::AddPhotos(AddPhotos {}));
        diary.photo(shot);
        diary.not_arrived()
    };
    taken();
    if let Some(lost) = taken() {
        diary.write(leader, now, lost.uuid(), Act::PhotoLost(PhotoLost {}));
    }
}

/// A yes to an offer that has not come, and an act that a newer app wrote.
fn apart(diary: &mut Diary<'_>, cast: &Cast, now: UnixMs) {
    let team = TEAMS.len() - 1;
    let Some(person) = cast.members(team).first().copied() else { return };
    let offer = AssignmentId::of(cast.zone(team), cast.slot(team, 4), person).uuid();
    diary.write(person, now.plus(-HOUR_MS), offer, Act::Accept(Accept {}));
    diary.ends(Outcome::Held);
    diary.write(cast.leader(team), now.plus(-HOUR_MS), cast.spot(WOODS).uuid(), Act::AddPhotos(AddPhotos {}));
    diary.by_a_newer_app();
}
