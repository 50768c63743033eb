//! Where 看看 on an entry leads: to the spot, the zone or the person that it is about, where the phone holds it.

use yingchun_domain::conflict::ConflictCard;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::person::Person;
use yingchun_domain::row::Kept;
use yingchun_domain::set::Set;
use yingchun_domain::spot::Spot;
use yingchun_domain::zone::Zone;

/// The address; nothing where there is no page.
pub(super) fn lead(entry: &Entry, set: &Set) -> Option<String> {
    let target = entry.target;
    let known = |path: &str, there: bool| there.then(|| format!("/{path}/{target}"));
    match &entry.act {
        Act::Register(_) | Act::WithdrawConsent(_) => Some("/me".to_owned()),
        Act::Profile(_) => {
            let hers = |person| {
                person == entry.author.uuid() || set.guarded_by(entry.author).any(|it| it.uuid() == person)
            };
            if hers(target) { Some("/me".to_owned()) } else { known("people", holds::<Person>(set, target)) }
        }
        Act::AddPerson(_) | Act::Merge(_) | Act::Place(_) => known("people", holds::<Person>(set, target)),
        Act::Accept(_) | Act::Decline(_) => Some(format!("/offers/{target}")),
        Act::SignIn(sign) | Act::SignOut(sign) => zone(set, sign.zone.uuid()),
        Act::RollCall(call) => zone(set, call.zone.uuid()),
        Act::Offer(offer) => zone(set, offer.zone.uuid()),
        Act::EditZone(_) => card(set, entry.id.creates(0)).or_else(|| zone(set, target)),
        Act::CreateZone(_) => zone(set, target),
        Act::Report(_)
        | Act::Clean(_)
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
        | Act::Open(_)
        | Act::CreateSpot(_)
        | Act::EditSpot(_) => known("spots", holds::<Spot>(set, target)),
        Act::Withdraw(_)
        | Act::ConfirmAttendance(_)
        | Act::PhotoLost(_)
        | Act::Resolve(_)
        | Act::PublishNotice(_)
        | Act::TakeDownNotice(_)
        | Act::ImportPeople(_)
        | Act::ImportZones(_)
        | Act::ImportSpots(_)
        | Act::RotateCode(_)
        | Act::CreateCommunity(_)
        | Act::CreateTeam(_)
        | Act::EditCampaign(_)
        | Act::EditCommunity(_)
        | Act::EditTeam(_)
        | Act::Invite(_)
        | Act::AcceptInvitation(_)
        | Act::Revoke(_) => None,
    }
}

fn holds<T: Kept>(set: &Set, id: uuid::Uuid) -> bool {
    set.get::<T>(id).known().is_some()
}

/// The card on which two values stand for a choice.
fn card(set: &Set, id: uuid::Uuid) -> Option<String> {
    holds::<ConflictCard>(set, id).then(|| format!("/conflicts/{id}"))
}

fn zone(set: &Set, id: uuid::Uuid) -> Option<String> {
    holds::<Zone>(set, id).then(|| format!("/zones/{id}"))
}
