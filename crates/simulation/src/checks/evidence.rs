//! What an act leaves behind, act by act: in the thing's own history where it is a fact, as the current value or under one
//! that knew of it where it is a decision.

use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::community::Community;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::Grant;
use yingchun_domain::id::{AttendanceId, EntryId, PersonId};
use yingchun_domain::notice::Notice;
use yingchun_domain::person::Person;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::photo::{Bytes, Photo};
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::Kept;
use yingchun_domain::set::Set;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::text::Name;
use yingchun_domain::zone::Zone;
use yingchun_domain::zone::edit::EditZone;

use crate::common::hub::Books;

/// Entries that hold, judged after the one in question.
type Later<'a> = &'a [(Entry, Receipt)];

fn get<T: Kept>(set: &Set, id: uuid::Uuid) -> Option<&T> {
    set.get::<T>(id).known()
}

/// Whether what an entry said that holds stands on the hub, by itself or in what came after it.
pub fn stands(books: &Books, entry: &Entry, receipt: &Receipt, later: Later<'_>) -> bool {
    let (set, target) = (&books.store, entry.target);
    if receipt.outcome == Outcome::Conflict {
        let chosen = || get::<ConflictCard>(set, target).map(|card| card.offered.clone());
        let said = if let Act::EditZone(edit) = &entry.act { Some(edit.clone()) } else { chosen() };
        let card = get::<ConflictCard>(set, entry.id.creates(0));
        return card.is_some_and(|card| Some(&card.offered) == said.as_ref());
    }
    // Nothing was to be done any more: somebody else had done it, or it was judged before.
    let nothing_left = receipt.outcome == Outcome::Merged;
    let photos = photos_stand(set, entry);
    let fact = fact_stands(set, entry, receipt, later)
        .unwrap_or_else(|| nothing_left || decision_stands(books, entry, later));
    let known = matches!(entry.act, Act::AddPerson(_)) || fact;
    known && photos && (!matches!(entry.act, Act::AddPerson(_)) || get::<Person>(set, target).is_some())
}

/// Each photo that rode on an entry is recorded.
fn photos_stand(set: &Set, entry: &Entry) -> bool {
    entry
        .photos
        .iter()
        .all(|photo| get::<Photo>(set, photo.id.uuid()).is_some_and(|it| it.sha256 == photo.sha256))
}

fn cleaned(spot: &Spot, entry: EntryId) -> bool {
    spot.cleanings.iter().any(|it| it.entry == entry)
}

fn signed(attendance: &Attendance, entry: EntryId) -> bool {
    attendance.events.iter().any(|it| it.entry == entry)
}

/// Facts are added to what is there, whatever came after. `None`: the act is no fact of this kind.
fn fact_stands(set: &Set, entry: &Entry, receipt: &Receipt, later: Later<'_>) -> Option<bool> {
    let spot = || get::<Spot>(set, entry.target);
    let person = || get::<Person>(set, entry.target);
    let assignment = || get::<Assignment>(set, entry.target);
    let stands = match &entry.act {
        Act::Register(_) => person().is_some(),
        Act::Report(report) => spot().is_some_and(|it| {
            it.found_by == yingchun_domain::spot::Finding::Report && it.category == report.category
        }),
        Act::Clean(_) => spot().is_some_and(|it| cleaned(it, entry.id)),
        Act::Object(_) => spot().is_some_and(|it| it.objections.iter().any(|one| one.entry == entry.id)),
        Act::AddPhotos(_) => spot().is_some(),
        Act::SignIn(_) | Act::SignOut(_) => {
            get::<Attendance>(set, entry.target).is_some_and(|it| signed(it, entry.id))
        }
        Act::RollCall(call) => call.people.iter().all(|person: &PersonId| {
            let id = AttendanceId::of(call.zone, call.slot, *person).uuid();
            get::<Attendance>(set, id).is_some_and(|it| signed(it, entry.id))
        }),
        Act::WithdrawConsent(_) => person().is_some_and(|it| it.has_left() && it.name == Name::of_who_left()),
        // Her yes counts for ever, even where the offer had been withdrawn.
        Act::Accept(_) => assignment().is_some_and(|it| it.joined),
        // Whoever asks her again sets her answer aside, whatever becomes of the new offer.
        Act::Decline(_) => {
            let asked_again = |(other, _): &(Entry, Receipt)| {
                other.target == entry.target && matches!(other.act, Act::Offer(_))
            };
            let offered = |it: &Assignment| it.state == AssignmentState::Offered;
            assignment().is_some_and(|it| it.answered_by.is_some() || offered(it))
                || later.iter().any(asked_again)
        }
        Act::TakeBack(back) => spot().is_some_and(|it| {
            let written = it.cleanings.iter().find(|one| one.entry == back.cleaning);
            written.is_some_and(|it| it.taken_back.is_some()) || receipt.outcome == Outcome::Merged
        }),
        Act::PhotoLost(_) => get::<Photo>(set, entry.target).is_some_and(|it| it.bytes != Bytes::Awaited),
        _ => return None,
    };
    Some(stands)
}

/// A decision is what stands, or somebody who came later decided otherwise about the same thing.
fn decision_stands(books: &Books, entry: &Entry, later: Later<'_>) -> bool {
    let (set, target) = (&books.store, entry.target);
    let spot = || get::<Spot>(set, target);
    let about_it = || later.iter().any(|(other, _)| other.target == target);
    match &entry.act {
        Act::Profile(profile) => profile_stands(set, entry, profile, later),
        Act::EditZone(edit) => edit_stands(set, entry, edit, later),
        Act::EditSpot(_) => {
            let versions = spot().map(|it| &it.versions);
            let current = versions.and_then(|versions| versions.of("words")).map(|version| version.entry);
            current == Some(entry.id) || replaced_knowingly(entry, "words", later)
        }
        Act::Claim(_) => {
            let mine = spot()
                .is_some_and(|it| matches!(it.state, SpotState::Claimed { by, .. } if by == entry.author));
            mine || later.iter().any(|(other, _)| touches_spot(other, entry.target))
        }
        Act::HandOver(_) | Act::BegOff(_) | Act::AskPhoto(_) | Act::Cancel(_) | Act::Reopen(_) => {
            let row = spot().is_some();
            row && (version(books, entry) || later.iter().any(|(other, _)| touches_spot(other, target)))
        }
        Act::Place(place) => {
            let person = get::<Person>(set, target);
            person.is_some_and(|it| it.team == Some(place.team) || it.has_left()) || about_it()
        }
        Act::Offer(offer) => get::<Assignment>(set, target).is_some_and(|it| it.person == offer.person),
        Act::Withdraw(_) => {
            get::<Assignment>(set, target).is_some_and(|it| it.state == AssignmentState::Withdrawn)
                || about_it()
        }
        Act::SendBack(_) => spot().is_some_and(|it| it.returns.iter().any(|back| back.entry == entry.id)),
        Act::Pass(_) | Act::Close(_) => {
            let passed = spot()
                .and_then(|it| it.passing.as_ref())
                .is_some_and(|it| it.entry == entry.id || it.closed_at.is_some());
            passed || about_it()
        }
        Act::Open(open) => spot().is_some_and(|it| it.zone == Some(open.zone)),
        Act::CreateSpot(made) => spot().is_some_and(|it| it.zone == Some(made.zone)),
        Act::Merge(merge) => {
            get::<Person>(set, target).is_some_and(|it| it.merged_into.is_some())
                && get::<Person>(set, merge.into.uuid()).is_some()
        }
        Act::ConfirmAttendance(_) => get::<Attendance>(set, target)
            .is_some_and(|it| it.confirmations.iter().any(|one| one.entry == entry.id)),
        Act::Resolve(_) => get::<ConflictCard>(set, target).is_some_and(|it| it.settled.is_some()),
        Act::PublishNotice(_) => get::<Notice>(set, target).is_some(),
        Act::Revoke(_) => get::<Grant>(set, target).is_some_and(|it| it.to.is_some()),
        Act::RotateCode(rotate) => get::<Community>(set, target)
            .is_some_and(|it| it.code == rotate.code || it.rotated.iter().any(|old| old.code == rotate.code)),
        Act::AddPerson(_) => true,
        other => panic!("nobody says what `{}` leaves behind", other.kind()),
    }
}

fn version(books: &Books, entry: &Entry) -> bool {
    books.store.rows().any(|row| row.version == entry.id)
}

fn touches_spot(entry: &Entry, spot: uuid::Uuid) -> bool {
    let meant =
        if let Act::TakeBack(back) = &entry.act { back.meant.map(|meant| meant.uuid()) } else { None };
    entry.target == spot || meant == Some(spot) || matches!(entry.act, Act::WithdrawConsent(_))
}

/// Somebody set the same group of fields later, and named this very value as the one that she replaced.
fn replaced_knowingly(entry: &Entry, group: &str, later: Later<'_>) -> bool {
    later.iter().any(|(other, _)| other.target == entry.target && other.base.get(group) == Some(&entry.id))
}

/// The value stands, was replaced by somebody who knew it, or stands on a card whose other value was chosen.
fn edit_stands(set: &Set, entry: &Entry, edit: &EditZone, later: Later<'_>) -> bool {
    let Some(zone) = get::<Zone>(set, entry.target) else { return false };
    let current = zone.versions.of(edit.group()).map(|version| version.entry);
    let on_a_card = set.each::<ConflictCard>().any(|card| {
        card.settled.as_ref().is_some_and(|settled| settled.keep == Keep::Offered)
            && card.current_by.as_ref().is_some_and(|by| by.entry == entry.id)
            && card.current == *edit
    });
    current == Some(entry.id) || replaced_knowingly(entry, edit.group(), later) || on_a_card
}

/// Each field that it named stands, or was said anew later.
fn profile_stands(set: &Set, entry: &Entry, profile: &Profile, later: Later<'_>) -> bool {
    let Some(person) = get::<Person>(set, entry.target) else { return false };
    let anew = |said: fn(&Profile) -> bool| {
        later.iter().any(|(other, receipt)| {
            let says = matches!(&other.act, Act::Profile(profile) if said(profile));
            let merges = matches!(&other.act, Act::Merge(merge) if merge.into == person.id);
            let stands = other.target == entry.target && receipt.outcome == Outcome::Applied;
            (says && stands) || merges
        })
    };
    let name = profile.name.as_ref().is_none_or(|name| *name == person.name || anew(|it| it.name.is_some()));
    let children = profile
        .accompanying
        .is_none_or(|count| count == person.accompanying || anew(|it| it.accompanying.is_some()));
    let photo = profile.no_photo.is_none_or(|no| no == person.no_photo || anew(|it| it.no_photo.is_some()));
    person.has_left() || (name && children && photo)
}

/// Whether what a person did herself is on her screen. A row that she may not see any more shows nothing.
pub fn is_shown(shown: &Set, entry: &Entry) -> bool {
    let spot = || get::<Spot>(shown, entry.target);
    match &entry.act {
        Act::Report(_) => spot().is_some(),
        Act::Clean(_) => spot().is_none_or(|it| cleaned(it, entry.id)),
        Act::Object(_) => spot().is_none_or(|it| it.objections.iter().any(|one| one.entry == entry.id)),
        Act::SendBack(_) => spot().is_none_or(|it| it.returns.iter().any(|one| one.entry == entry.id)),
        Act::SignIn(_) | Act::SignOut(_) => {
            get::<Attendance>(shown, entry.target).is_some_and(|it| signed(it, entry.id))
        }
        Act::WithdrawConsent(_) => get::<Person>(shown, entry.target).is_none_or(Person::has_left),
        _ => true,
    }
}
