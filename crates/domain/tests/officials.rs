//! What leaders and inspectors do who were not there when the village signed up, by the rules alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use uuid::Uuid;
use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{CommunityId, PersonId};
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::person::Person;
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot, SpotState};

/// What comes of it where `who` says that a place of `community` is dirty: the outcome, and where the spot stands.
fn reported(who: PersonId, community: Option<CommunityId>) -> (Outcome, Option<CommunityId>) {
    let mut hub = hub();
    let target = Uuid::from_u128(0x77_0001);
    let report =
        Report { place: "桥头".try_into().unwrap(), category: Category::Other, note: None, community };
    let receipt = hub.take(&entry(10, who, target, Act::Report(report)).to_line().unwrap(), START);
    let spot = hub.store.get::<Spot>(target).known();
    assert!(spot.is_none_or(|spot| spot.state == SpotState::Reported));
    (receipt.outcome, spot.map(|spot| spot.community))
}

#[test]
fn whoever_is_of_no_community_says_where_a_dirty_place_lies() {
    let here = Some(community());
    let elsewhere = Some(Uuid::from_u128(0x0d).into());
    for (who, said, outcome, lies) in [
        (inspector(), here, Outcome::Applied, here),
        (organiser(), here, Outcome::Applied, here),
        (inspector(), None, Outcome::Refused, None),
        (volunteer(), None, Outcome::Applied, here),
        (volunteer(), here, Outcome::Applied, here),
        (volunteer(), elsewhere, Outcome::Refused, None),
        // The village may not have arrived yet.
        (inspector(), elsewhere, Outcome::Held, None),
    ] {
        assert_eq!(reported(who, said), (outcome, lies), "{who:?} {said:?}");
    }
}

/// `person` takes an invitation to lead a team.
fn takes_up(hub: &mut ModelHub, n: u128, person: PersonId, role: Role) -> Person {
    let target = Uuid::from_u128(0x88_0000 + n);
    let invite = Invite { role: Some(role), person: Some(person), token: Sha256([1; 32]) };
    let accept = AcceptInvitation { name: None, phone: None, consent: consent() };
    let made = [
        entry(n, organiser(), target, Act::Invite(invite)),
        entry(n + 1, person, target, Act::AcceptInvitation(accept)),
    ];
    for made in made {
        assert_eq!(hub.take(&made.to_line().unwrap(), START).outcome, Outcome::Applied);
    }
    hub.store.get::<Person>(person.uuid()).known().unwrap().clone()
}

#[test]
fn a_volunteer_who_is_made_a_leader_is_one_of_her_team() {
    let mut hub = hub();
    let of = |person: Person| (person.community, person.team);
    let leads = |team| Role::Leader { team };
    let here = Some(community());
    assert_eq!(of(takes_up(&mut hub, 10, newcomer(), leads(team()))), (here, Some(team())));
    assert!(hub.grants(newcomer(), START).contains(&Scope::Lead(team())));
    // She who led one team before stays in it when she is given another.
    assert_eq!(of(takes_up(&mut hub, 20, leader(), leads(other_team()))), (here, Some(team())));
    assert_eq!(of(takes_up(&mut hub, 30, inspector(), leads(team()))), (None, None));
    // An inspector's right says nothing of a team.
    assert_eq!(of(takes_up(&mut hub, 40, volunteer(), Role::Inspector)), (here, Some(team())));
}

#[test]
fn a_right_that_is_taken_up_twice_is_held_once() {
    let mut hub = hub();
    for n in [10, 20] {
        takes_up(&mut hub, n, volunteer(), Role::Inspector);
    }
    let held: Vec<Role> = hub.store.roles_of(volunteer(), START).collect();
    assert_eq!(held, [Role::Inspector]);
}
