//! What leaders did before they could know that somebody else leads there is kept (invariant 15); what they do knowing it,
//! and what they decide, is not.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use uuid::Uuid;
use yingchun_domain::attendance::Way;
use yingchun_domain::attendance::roll_call::RollCall;
use yingchun_domain::entry::{Act, Entry, SeenHub};
use yingchun_domain::id::{PersonId, TeamId};
use yingchun_domain::person::Person;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::close::Cancel;
use yingchun_domain::spot::open::Open;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot};
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Zone;
use yingchun_domain::zone::edit::{EditZone, LEADER};

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What a receipt says, in two words.
fn word(receipt: &Receipt) -> (Outcome, &str) {
    (receipt.outcome, receipt.code.as_deref().unwrap_or_default())
}

const KEPT: (Outcome, &str) = (Outcome::Applied, "");
const NOT_HERS: (Outcome, &str) = (Outcome::Refused, "right.not_yours");

/// Done an hour after all that changes here, on a phone that has read this commit.
fn having_read(commit: CommitNo, hub: &ModelHub, entry: Entry) -> Entry {
    let received = START.plus(HOUR_MS);
    let seen = Some(SeenHub { epoch: hub.epoch, commit, received });
    Entry { seen, at: START.plus(2 * HOUR_MS), ..entry }
}

fn give(hub: &mut ModelHub, n: u128, team: Option<TeamId>) {
    let zone = hub.store.get::<Zone>(zone().uuid()).known().unwrap();
    let base = zone.versions.of(LEADER).map(|version| (LEADER.to_owned(), version.entry));
    let edit = entry(n, organiser(), zone.id.uuid(), Act::EditZone(EditZone::Leader { team }));
    let given = take(hub, &Entry { base: base.into_iter().collect(), ..edit });
    assert_eq!(word(&given), KEPT);
}

fn place(hub: &mut ModelHub, n: u128, who: PersonId, team: TeamId) {
    let placed = take(hub, &entry(n, organiser(), who.uuid(), Act::Place(Place { team })));
    assert_eq!(word(&placed), KEPT);
}

fn roll_call(n: u128, who: PersonId) -> Entry {
    let call =
        RollCall { zone: zone(), slot: slot(), way: Way::In, people: vec![volunteer()], said_at: None };
    entry(n, who, zone().uuid(), Act::RollCall(call))
}

fn cleaned_for(n: u128, by: PersonId, spot: Uuid, doer: PersonId) -> Entry {
    let clean = Act::Clean(Clean { quantity: None, note: None, answers: None });
    Entry { on_behalf_of: Some(doer), photos: vec![after_photo(0x900 + n)], ..entry(n, by, spot, clean) }
}

fn renamed(n: u128, by: PersonId, who: PersonId) -> Entry {
    let name = Some("王桂花".try_into().unwrap());
    entry(n, by, who.uuid(), Act::Profile(Profile { name, ..Profile::default() }))
}

#[test]
fn a_roll_call_before_its_leader_knew_that_the_zone_was_given_away_is_kept() {
    let mut hub = hub_with_volunteer_at_work();
    let before = hub.commit;
    give(&mut hub, 10, Some(other_team()));
    let call = having_read(before, &hub, roll_call(11, leader()));
    assert_eq!(word(&take(&mut hub, &call)), KEPT);
    let clean = having_read(before, &hub, cleaned_for(12, leader(), spot(1).uuid(), volunteer()));
    assert_eq!(word(&take(&mut hub, &clean)), KEPT);
    let knowing = having_read(hub.commit, &hub, roll_call(13, leader()));
    assert_eq!(word(&take(&mut hub, &knowing)), NOT_HERS);
    let never_hers = having_read(before, &hub, roll_call(14, inspector()));
    assert_eq!(word(&take(&mut hub, &never_hers)), NOT_HERS);
}

/// Her phone had read of the change when it sent, but the act is older: it was made before, by the hub's clock.
#[test]
fn an_act_older_than_the_change_is_kept_whatever_was_read_since() {
    let mut hub = hub_with_volunteer_at_work();
    give(&mut hub, 10, None);
    let call = Entry { at: START, ..having_read(hub.commit, &hub, roll_call(11, leader())) };
    let call = Entry { seen: call.seen.map(|seen| SeenHub { received: START, ..seen }), ..call };
    assert_eq!(word(&take(&mut hub, &call)), KEPT);
}

#[test]
fn a_zone_that_went_round_by_two_teams_keeps_what_each_had_done() {
    let mut hub = hub_with_volunteer_at_work();
    let (first, mut reads) = (hub.commit, vec![]);
    for (n, team) in [(10, other_team()), (11, team()), (12, other_team())] {
        give(&mut hub, n, Some(team));
        reads.push(hub.commit);
    }
    give(&mut hub, 13, None);
    let said = |hub: &mut ModelHub, n, who, read| {
        let call = having_read(read, hub, roll_call(n, who));
        word(&take(hub, &call)) == KEPT
    };
    assert!(said(&mut hub, 14, leader(), first));
    assert!(said(&mut hub, 15, other_leader(), reads[2]));
    let now = hub.commit;
    assert!(!said(&mut hub, 16, leader(), now) && !said(&mut hub, 17, other_leader(), now));
    let zone = hub.store.get::<Zone>(zone().uuid()).known().unwrap();
    assert_eq!(zone.led_before.len(), 2, "the last time of each team says all: {:?}", zone.led_before);
}

#[test]
fn what_a_leader_decides_needs_the_zone_when_it_arrives() {
    let mut hub = hub_with_volunteer_at_work();
    let before = hub.commit;
    give(&mut hub, 10, Some(other_team()));
    let cancel = Act::Cancel(Cancel { reason: "村里自己清了".try_into().unwrap() });
    let late = having_read(before, &hub, entry(11, leader(), spot(1).uuid(), cancel));
    assert_eq!(word(&take(&mut hub, &late)), NOT_HERS);
}

#[test]
fn what_a_leader_wrote_of_somebody_before_another_team_took_her_is_kept() {
    let mut hub = hub();
    let before = hub.commit;
    place(&mut hub, 10, newcomer(), other_team());
    // Every leader of her village led her while she had no team.
    let wrote = having_read(before, &hub, renamed(11, leader(), newcomer()));
    assert_eq!(word(&take(&mut hub, &wrote)), KEPT);
    let placed = hub.commit;
    place(&mut hub, 12, newcomer(), team());
    let wrote = having_read(placed, &hub, renamed(13, other_leader(), newcomer()));
    assert_eq!(word(&take(&mut hub, &wrote)), KEPT);
    let knowing = having_read(hub.commit, &hub, renamed(14, other_leader(), newcomer()));
    assert_eq!(word(&take(&mut hub, &knowing)), NOT_HERS);
}

#[test]
fn nothing_of_where_she_was_stays_with_whoever_left() {
    let mut hub = hub();
    place(&mut hub, 10, newcomer(), team());
    let leave = entry(11, newcomer(), newcomer().uuid(), Act::WithdrawConsent(WithdrawConsent {}));
    take(&mut hub, &leave);
    let left = hub.store.get::<Person>(newcomer().uuid()).known().unwrap();
    assert!(left.has_left() && left.led_before.is_empty());
}

/// Three rows of one person: what the second wrote of the first is hers, whoever stands for both by now.
#[test]
fn a_row_that_was_merged_away_goes_on_speaking_for_those_merged_with_it() {
    let mut hub = hub();
    let merge = |n, away: PersonId, into| entry(n, organiser(), away.uuid(), Act::Merge(Merge { into }));
    assert_eq!(word(&take(&mut hub, &merge(10, volunteer(), newcomer()))), KEPT);
    let before = hub.commit;
    assert_eq!(word(&take(&mut hub, &merge(11, newcomer(), stranger()))), KEPT);
    let wrote = having_read(before, &hub, renamed(12, newcomer(), volunteer()));
    assert_eq!(word(&take(&mut hub, &wrote)), KEPT);
    // Of whoever stands for her she may write no more than before.
    let wrote = having_read(before, &hub, renamed(13, newcomer(), stranger()));
    assert_eq!(word(&take(&mut hub, &wrote)), NOT_HERS);
}

/// Every leader of the village may write down work on a report, until one of them gives it a zone.
#[test]
fn work_on_a_report_before_its_leader_knew_that_it_has_a_zone_is_kept() {
    let mut hub = hub();
    let target = Uuid::from_u128(0x5a01);
    let place = "桥头".try_into().unwrap();
    let report = Report { place, category: Category::WhiteLitter, note: None, community: None };
    take(&mut hub, &entry(10, volunteer(), target, Act::Report(report)));
    let before = hub.commit;
    take(&mut hub, &entry(11, leader(), target, Act::Open(Open { zone: zone(), number: None })));
    let clean = having_read(before, &hub, cleaned_for(12, other_leader(), target, stranger()));
    assert_eq!(word(&take(&mut hub, &clean)), KEPT);
    let knowing = having_read(hub.commit, &hub, cleaned_for(13, other_leader(), target, stranger()));
    assert_eq!(word(&take(&mut hub, &knowing)), NOT_HERS);
    assert_eq!(hub.store.get::<Spot>(target).known().unwrap().cleanings.len(), 1);
}
