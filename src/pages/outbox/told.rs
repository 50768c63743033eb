//! An entry of the outbox in words: what it is, what it is about, how far it has come.

use yingchun_domain::assignment::Assignment;
use yingchun_domain::attendance::{Attendance, Way};
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::edit::WORDS;
use yingchun_domain::ending::Ending;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::person::Person;
use yingchun_domain::photo::{Bytes, Phase, Photo};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::set::Set;
use yingchun_domain::spot::Spot;
use yingchun_domain::sync::{Stage, Status};
use yingchun_domain::team::Team;
use yingchun_domain::zone::Zone;

use super::lead::lead;
use crate::components::icons::Icon;
use crate::sync::OutboxEntry;
use crate::words::{Lang, Words, code_words, words};

/// The code of an edit that came second.
const CHANGED: &str = "edit.changed_meanwhile";

/// Where an entry belongs on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// 要您看看
    ToLookAt,
    /// On its way.
    Waiting,
    /// 传上去的
    Sent,
}

/// How far the photos of an entry are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Photos {
    pub(super) all: usize,
    pub(super) arrived: usize,
    /// The phone could not read them back, and the hub knows.
    pub(super) lost: usize,
}

impl Photos {
    /// Those that are still to come.
    pub(super) const fn left(self) -> usize {
        self.all.saturating_sub(self.arrived + self.lost)
    }
}

/// An entry as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ToldEntry {
    pub(super) id: EntryId,
    pub(super) shelf: Shelf,
    pub(super) icon: Icon,
    pub(super) title: String,
    pub(super) small: String,
    /// Where it leads.
    pub(super) href: Option<String>,
    /// It can still be taken back.
    pub(super) queued: bool,
    /// Photos that ride on it, and how far they are.
    pub(super) photos: Photos,
}

/// An entry in words.
pub(super) fn told(it: &OutboxEntry, set: &Set, status: &Status, lang: Lang) -> ToldEntry {
    let words = words(lang);
    let photos = photos(it, set);
    let entry = it.entry.as_deref();
    let parts = [
        entry.and_then(|entry| about(entry, set)),
        Some(it.saved_at.clock()),
        Some(how_far(it, set, photos, status, lang)),
    ];
    ToldEntry {
        id: it.id,
        shelf: shelf(it, photos),
        icon: entry.map_or(Icon::File, |entry| icon(&entry.act)),
        title: title_of(it, words),
        small: parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(words.kit.comma),
        href: entry.and_then(|entry| lead(entry, set)),
        queued: matches!(it.stage, Stage::Queued { .. }),
        photos,
    }
}

/// How far the photos of an entry are, by what the hub says of them; of those that it shows this phone no more, as when her
/// right has ended, by what the phone knows.
fn photos(it: &OutboxEntry, set: &Set) -> Photos {
    let known = it.photos.iter().filter_map(|photo| set.get::<Photo>(photo.uuid()).known());
    let known: Vec<&Photo> = known.collect();
    let all = it.photos.len();
    let unseen = if it.stage.is_receipted() { all - known.len() } else { 0 };
    let mut photos = Photos { all, arrived: unseen.saturating_sub(it.photos_waiting), lost: 0 };
    for photo in known {
        match photo.bytes {
            Bytes::Received { .. } => photos.arrived += 1,
            Bytes::Lost { .. } => photos.lost += 1,
            Bytes::Awaited => {}
        }
    }
    photos
}

/// How many entries are still on their way, their photos included: the number of the pill and of the page alike.
#[must_use]
pub fn waiting(outbox: &[OutboxEntry], set: &Set) -> usize {
    outbox.iter().filter(|it| shelf_of(it, set) == Shelf::Waiting).count()
}

/// Where an entry belongs.
pub(super) fn shelf_of(it: &OutboxEntry, set: &Set) -> Shelf {
    shelf(it, photos(it, set))
}

/// How many photos of an entry have not arrived.
pub(super) fn photos_left(it: &OutboxEntry, set: &Set) -> usize {
    photos(it, set).left()
}

/// What wants a look is counted by the machine too, by the same word: the pill and the page never differ. A refused entry
/// that she has seen waits for nothing; what a hub had that was put back from an older copy since waits once more.
const fn shelf(it: &OutboxEntry, photos: Photos) -> Shelf {
    match it.stage {
        stage if stage.wants_a_look() && !it.seen => Shelf::ToLookAt,
        Stage::Receipted { outcome: Outcome::Refused, .. } | Stage::Settled { outcome: Outcome::Refused } => {
            Shelf::Sent
        }
        _ if it.goes_again => Shelf::Waiting,
        Stage::Receipted { .. } | Stage::Settled { .. } if photos.left() == 0 => Shelf::Sent,
        Stage::Queued { .. }
        | Stage::Sent
        | Stage::Interim { .. }
        | Stage::Receipted { .. }
        | Stage::Settled { .. } => Shelf::Waiting,
    }
}

fn how_far(it: &OutboxEntry, set: &Set, photos: Photos, status: &Status, lang: Lang) -> String {
    let words = &words(lang).outbox;
    let interim = it.receipt.as_ref().map(|receipt| receipt.outcome);
    match it.stage {
        Stage::Queued { .. } => words.in_line.to_owned(),
        Stage::Sent if status.sending > 0 => words.sending.to_owned(),
        Stage::Sent => words.in_line.to_owned(),
        Stage::Interim { .. } if interim == Some(Outcome::Held) => words.held.to_owned(),
        Stage::Receipted { .. } | Stage::Settled { .. } if it.goes_again => words.in_line.to_owned(),
        Stage::Interim { .. } => words.quarantined.to_owned(),
        Stage::Receipted { outcome, .. } | Stage::Settled { outcome } => match outcome {
            Outcome::Refused | Outcome::Conflict => why_not(it, set, lang),
            Outcome::Applied | Outcome::Merged | Outcome::Held | Outcome::Quarantined
                if photos.left() > 0 =>
            {
                words.photos_on_the_way(photos.all, photos.arrived)
            }
            Outcome::Applied | Outcome::Merged | Outcome::Held | Outcome::Quarantined if photos.lost > 0 => {
                words.photos_lost(photos.lost)
            }
            // What is worth knowing of an entry that holds: 这处后来不用清了。您的照片和时长都记下了.
            Outcome::Applied | Outcome::Merged | Outcome::Held | Outcome::Quarantined => {
                let remark = it.receipt.as_ref().and_then(|receipt| receipt.code.as_deref());
                remark.map_or(words.sent, |code| code_words(lang, code)).to_owned()
            }
        },
    }
}

/// Why an entry has no effect: who was first, or the hub's word with what the office wrote when it put the entry aside.
fn why_not(it: &OutboxEntry, set: &Set, lang: Lang) -> String {
    let words = &words(lang).outbox;
    let code = it.receipt.as_ref().and_then(|receipt| receipt.code.as_deref());
    let entry = it.entry.as_deref().filter(|_| code == Some(CHANGED));
    if let Some((name, time)) = entry.and_then(|entry| first_edit(entry, set)) {
        return words.changed_first(&name, &time);
    }
    let said = code_words(lang, code.unwrap_or_default());
    let ending = set.get::<Ending>(it.id.uuid()).known();
    match ending.and_then(|ending| ending.reason.as_ref()) {
        Some(reason) => words.office_wrote(said, reason.as_str()),
        None => said.to_owned(),
    }
}

/// Whose edit came before this one, and when: 「孙丽 10:05 已经改过了」.
fn first_edit(entry: &Entry, set: &Set) -> Option<(String, String)> {
    let versions = if matches!(entry.act, Act::EditCampaign(_)) {
        &set.get::<Campaign>(entry.target).known()?.versions
    } else if matches!(entry.act, Act::EditCommunity(_)) {
        &set.get::<Community>(entry.target).known()?.versions
    } else if matches!(entry.act, Act::EditTeam(_)) {
        &set.get::<Team>(entry.target).known()?.versions
    } else if matches!(entry.act, Act::EditZone(_)) {
        &set.get::<Zone>(entry.target).known()?.versions
    } else if matches!(entry.act, Act::EditSpot(_)) {
        &set.get::<Spot>(entry.target).known()?.versions
    } else {
        return None;
    };
    versions.of(WORDS).map(|version| (version.by_name.to_string(), version.at.clock()))
}

/// The place or the person that an entry is about.
pub(super) fn about(entry: &Entry, set: &Set) -> Option<String> {
    let spot = |id| set.get::<Spot>(id).known().map(|spot| spot.place.to_string());
    let zone = |id: yingchun_domain::id::ZoneId| {
        set.get::<Zone>(id.uuid()).known().map(|zone| zone.name.to_string())
    };
    let person = |id: PersonId| set.get::<Person>(id.uuid()).known().map(|person| person.name.to_string());
    match &entry.act {
        Act::Register(register) => Some(register.name.to_string()),
        Act::AddPerson(added) => Some(added.name.to_string()),
        Act::Profile(_) | Act::Merge(_) | Act::Place(_) => person(entry.target.into()),
        Act::Invite(invite) => invite.person.and_then(person),
        Act::Accept(_) | Act::Decline(_) | Act::Withdraw(_) => {
            set.get::<Assignment>(entry.target).known().and_then(|it| zone(it.zone))
        }
        Act::SignIn(sign) | Act::SignOut(sign) => zone(sign.zone),
        Act::RollCall(call) => zone(call.zone),
        Act::ConfirmAttendance(_) => {
            set.get::<Attendance>(entry.target).known().and_then(|it| person(it.person))
        }
        Act::Report(report) => Some(report.place.to_string()),
        Act::Offer(offer) => zone(offer.zone),
        Act::Clean(_)
        | Act::AddPhotos(_)
        | Act::Object(_)
        | Act::Claim(_)
        | Act::HandOver(_)
        | Act::BegOff(_)
        | Act::TakeBack(_)
        | Act::Pass(_)
        | Act::SendBack(_)
        | Act::AskPhoto(_)
        | Act::Close(_)
        | Act::Cancel(_)
        | Act::Reopen(_)
        | Act::Open(_) => spot(entry.target),
        Act::CreateCommunity(made) => Some(made.name.to_string()),
        Act::CreateTeam(made) => Some(made.name.to_string()),
        Act::CreateZone(made) => Some(made.name.to_string()),
        Act::CreateSpot(made) => Some(made.place.to_string()),
        Act::EditCampaign(edit) => Some(edit.name.to_string()),
        Act::EditCommunity(edit) => Some(edit.name.to_string()),
        Act::EditTeam(edit) => Some(edit.name.to_string()),
        Act::EditSpot(edit) => Some(edit.place.to_string()),
        Act::EditZone(_) => zone(entry.target.into()),
        Act::ImportSpots(list) => zone(list.zone),
        Act::PublishNotice(notice) => Some(notice.title.to_string()),
        Act::ImportPeople(_) | Act::ImportZones(_) | Act::RotateCode(_) => {
            set.get::<Community>(entry.target).known().map(|community| community.name.to_string())
        }
        Act::Resolve(_)
        | Act::TakeDownNotice(_)
        | Act::PhotoLost(_)
        | Act::WithdrawConsent(_)
        | Act::AcceptInvitation(_)
        | Act::Revoke(_) => None,
    }
}

/// What an entry is called; one that a newer app wrote is an entry and no more.
pub(super) fn title_of(it: &OutboxEntry, words: &Words) -> String {
    it.entry.as_deref().map_or_else(|| words.outbox.other.to_owned(), |entry| title(entry, words))
}

fn title(entry: &Entry, words: &Words) -> String {
    let outbox = &words.outbox;
    let after = entry.photos.iter().filter(|photo| photo.phase == Phase::After).count();
    if let Act::SignIn(sign) = &entry.act {
        return outbox.signed_in_at(&sign.said_at.unwrap_or(entry.at).clock());
    }
    if let Act::SignOut(sign) = &entry.act
        && let Some(told) = sign.said_at
    {
        return outbox.signed_out_at(&told.clock());
    }
    if let Act::RollCall(call) = &entry.act {
        return match call.way {
            Way::In => outbox.called_in(call.people.len()),
            Way::Out => outbox.called_out(call.people.len()),
        };
    }
    if matches!(entry.act, Act::AddPhotos(_)) && after > 0 {
        return outbox.after_photos(after);
    }
    kind(&entry.act, words).to_owned()
}

const fn kind(act: &Act, words: &Words) -> &'static str {
    let outbox = &words.outbox;
    match act {
        Act::Register(_) => outbox.register,
        Act::Accept(_) => outbox.accept,
        Act::Decline(answer) if !answer.rather.is_empty() => outbox.rather,
        Act::Decline(_) => outbox.decline,
        Act::SignIn(_) => outbox.sign_in,
        Act::SignOut(_) => outbox.sign_out,
        Act::RollCall(_) => outbox.roll_call,
        Act::ConfirmAttendance(_) => outbox.confirm,
        Act::AddPerson(_) => outbox.add_person,
        Act::Profile(_) => outbox.profile,
        Act::Merge(_) => outbox.merge,
        Act::WithdrawConsent(_) => outbox.leave,
        Act::Object(_) => outbox.object,
        Act::HandOver(_) => outbox.hand_over,
        Act::BegOff(_) => outbox.beg_off,
        Act::AskPhoto(_) => outbox.ask_photo,
        Act::TakeBack(_) => outbox.take_back,
        Act::Report(_) => outbox.report,
        Act::Clean(_) => outbox.clean,
        Act::AddPhotos(_) => outbox.photo,
        Act::Claim(_) => outbox.claim,
        Act::Place(_) => outbox.place,
        Act::Offer(_) => outbox.offer,
        Act::Withdraw(_) => outbox.withdraw_offer,
        Act::Pass(_) => outbox.pass,
        Act::SendBack(_) => outbox.send_back,
        Act::Close(_) => outbox.close,
        Act::RotateCode(_)
        | Act::EditCampaign(_)
        | Act::EditCommunity(_)
        | Act::EditTeam(_)
        | Act::EditZone(_)
        | Act::EditSpot(_)
        | Act::CreateCommunity(_)
        | Act::CreateTeam(_)
        | Act::CreateZone(_)
        | Act::CreateSpot(_)
        | Act::Resolve(_) => words.kinds.setup,
        Act::Open(_) => words.assign.open,
        Act::Cancel(_) => words.assign.call_off,
        Act::Reopen(_) => words.kinds.inspect,
        Act::Invite(Invite { person: Some(_), .. }) => outbox.way_back,
        Act::Invite(_) => outbox.invite,
        Act::AcceptInvitation(_) => outbox.came_in,
        Act::Revoke(_) => words.kinds.right,
        Act::PublishNotice(_) | Act::TakeDownNotice(_) => words.kinds.notice,
        Act::ImportPeople(_) | Act::ImportZones(_) | Act::ImportSpots(_) => words.kinds.import,
        Act::PhotoLost(_) => outbox.other,
    }
}

const fn icon(act: &Act) -> Icon {
    match act {
        Act::SignIn(_) | Act::SignOut(_) | Act::RollCall(_) | Act::ConfirmAttendance(_) => Icon::Clock,
        Act::Report(_) | Act::AddPhotos(_) | Act::PhotoLost(_) | Act::AskPhoto(_) => Icon::Camera,
        Act::Register(_)
        | Act::AddPerson(_)
        | Act::Profile(_)
        | Act::Merge(_)
        | Act::Place(_)
        | Act::Offer(_)
        | Act::Withdraw(_)
        | Act::HandOver(_) => Icon::User,
        Act::SendBack(_) | Act::Reopen(_) | Act::TakeBack(_) => Icon::Return,
        Act::Cancel(_) | Act::Decline(_) | Act::BegOff(_) | Act::WithdrawConsent(_) => Icon::Dash,
        Act::Accept(_)
        | Act::Clean(_)
        | Act::Object(_)
        | Act::Claim(_)
        | Act::Pass(_)
        | Act::Close(_)
        | Act::Open(_)
        | Act::CreateCommunity(_)
        | Act::CreateTeam(_)
        | Act::CreateZone(_)
        | Act::CreateSpot(_)
        | Act::RotateCode(_)
        | Act::EditCampaign(_)
        | Act::EditCommunity(_)
        | Act::EditTeam(_)
        | Act::EditZone(_)
        | Act::EditSpot(_)
        | Act::Resolve(_)
        | Act::PublishNotice(_)
        | Act::TakeDownNotice(_)
        | Act::ImportPeople(_)
        | Act::ImportZones(_)
        | Act::ImportSpots(_)
        | Act::Invite(_)
        | Act::AcceptInvitation(_)
        | Act::Revoke(_) => Icon::Check,
    }
}
