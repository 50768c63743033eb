//! What the office sets up, changes, imports and tells, by the rules alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::{Books, ModelHub};
use uuid::Uuid;
use yingchun_domain::community::{Community, EditCommunity, RotateCode};
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::Revoke;
use yingchun_domain::id::PersonId;
use yingchun_domain::import::people::{ImportPeople, PersonRow};
use yingchun_domain::import::spots::{ImportSpots, SpotRow};
use yingchun_domain::import::zones::{ImportZones, ZoneRow};
use yingchun_domain::invitation::Invitation;
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::notice::{Notice, PublishNotice, Readers, TakeDownNotice};
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::Kind;
use yingchun_domain::spot::edit::EditSpot;
use yingchun_domain::spot::{Category, Finding, Spot};
use yingchun_domain::time::{DAY_MS, HOUR_MS};
use yingchun_domain::zone::edit::{EditZone, LEADER, SLOT};
use yingchun_domain::zone::{Slot, Zone};

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

/// What came of it: the outcome's first letters and the code.
fn said(receipt: &Receipt) -> (Outcome, Option<&str>) {
    (receipt.outcome, receipt.code.as_deref())
}

/// Whether a person's phone holds a row of this kind.
fn reads(hub: &ModelHub, who: PersonId, kind: Kind) -> bool {
    let scopes = hub.grants(who, START);
    hub.store.rows().any(|row| row.entity.key().kind == kind && Books::sees(&scopes, row))
}

fn edited(n: u128, target: Uuid, act: Act, group: &str, base: Option<&Entry>) -> Entry {
    let base = base.map(|entry| (group.to_owned(), entry.id));
    Entry { base: base.into_iter().collect(), ..entry(n, organiser(), target, act) }
}

fn slots(ends: i64, meeting: &str) -> Act {
    let slots = vec![Slot { id: slot(), starts: START, ends: START.plus(ends), wanted: 6 }];
    Act::EditZone(EditZone::Slot { slots, meeting: meeting.try_into().unwrap() })
}

fn zone_now(hub: &ModelHub) -> Zone {
    hub.store.get::<Zone>(zone().uuid()).known().unwrap().clone()
}

#[test]
fn an_own_chain_of_edits_never_conflicts_with_itself() {
    let mut hub = hub();
    let first = edited(10, zone().uuid(), slots(HOUR_MS, "桥头"), SLOT, None);
    assert_eq!(take(&mut hub, &first).outcome, Outcome::Applied);
    let second = edited(11, zone().uuid(), slots(2 * HOUR_MS, "村口"), SLOT, Some(&first));
    assert_eq!(take(&mut hub, &second).outcome, Outcome::Applied);
    assert_eq!(zone_now(&hub).meeting.as_str(), "村口");
    assert_eq!(zone_now(&hub).versions.of(SLOT).unwrap().entry, second.id);
}

#[test]
fn two_desks_that_change_when_people_meet_leave_a_card_and_the_first_value_stands() {
    let mut hub = hub();
    take(&mut hub, &edited(10, zone().uuid(), slots(HOUR_MS, "桥头"), SLOT, None));
    let late = edited(11, zone().uuid(), slots(HOUR_MS, "村口"), SLOT, None);
    assert_eq!(said(&take(&mut hub, &late)), (Outcome::Conflict, Some("edit.two_values")));
    assert_eq!(zone_now(&hub).meeting.as_str(), "桥头");
    let card = hub.store.each::<ConflictCard>().next().unwrap().clone();
    assert_eq!(card.current_by.as_ref().unwrap().by_name.as_str(), "赵敏");

    // The leader of the zone sees the card and may choose.
    assert!(reads(&hub, leader(), Kind::ConflictCard));
    assert!(!reads(&hub, stranger(), Kind::ConflictCard));
    let choose = |n, who| entry(n, who, card.id.uuid(), Act::Resolve(Resolve { keep: Keep::Offered }));
    assert_eq!(said(&take(&mut hub, &choose(12, stranger()))), (Outcome::Refused, Some("right.not_yours")));
    assert_eq!(take(&mut hub, &choose(13, leader())).outcome, Outcome::Applied);
    assert_eq!(zone_now(&hub).meeting.as_str(), "村口");
    let again = take(&mut hub, &choose(14, organiser()));
    assert_eq!(said(&again), (Outcome::Merged, Some("resolve.settled_before")));
}

/// A choice that was made before the third value was known puts the two that nobody compared beside each other.
#[test]
fn a_choice_never_writes_over_what_came_after_its_card() {
    let mut hub = hub();
    let first = edited(10, zone().uuid(), slots(HOUR_MS, "桥头"), SLOT, None);
    take(&mut hub, &first);
    take(&mut hub, &edited(11, zone().uuid(), slots(HOUR_MS, "村口"), SLOT, None));
    take(&mut hub, &edited(12, zone().uuid(), slots(HOUR_MS, "晒场"), SLOT, Some(&first)));
    let card = hub.store.each::<ConflictCard>().next().unwrap().id;
    let choose = |n, card: Uuid| entry(n, organiser(), card, Act::Resolve(Resolve { keep: Keep::Offered }));
    let chosen = choose(13, card.uuid());
    assert_eq!(said(&take(&mut hub, &chosen)), (Outcome::Conflict, Some("edit.two_values")));
    assert_eq!(zone_now(&hub).meeting.as_str(), "晒场");
    let open: Vec<ConflictCard> =
        hub.store.each().filter(|card: &&ConflictCard| card.settled.is_none()).cloned().collect();
    let [anew] = open.as_slice() else { panic!("one card waits, not {open:?}") };
    let meeting = |edit: &EditZone| match edit {
        EditZone::Slot { meeting, .. } => meeting.to_string(),
        EditZone::Leader { .. } | EditZone::Words { .. } => String::new(),
    };
    assert_eq!((meeting(&anew.current), meeting(&anew.offered)), ("晒场".to_owned(), "村口".to_owned()));
    assert!(reads(&hub, leader(), Kind::ConflictCard));
    assert_eq!(take(&mut hub, &choose(14, anew.id.uuid())).outcome, Outcome::Applied);
    assert_eq!(zone_now(&hub).meeting.as_str(), "村口");
}

#[test]
fn the_same_value_from_two_desks_is_no_conflict() {
    let mut hub = hub();
    let to = || Act::EditZone(EditZone::Leader { team: Some(other_team()) });
    take(&mut hub, &edited(10, zone().uuid(), to(), LEADER, None));
    let second = take(&mut hub, &edited(11, zone().uuid(), to(), LEADER, None));
    assert_eq!(said(&second), (Outcome::Merged, Some("edit.same_value")));
}

#[test]
fn what_has_no_card_is_refused_when_somebody_was_first_and_names_her() {
    let mut hub = hub();
    let rename = |n, name: &str| {
        let (name, committee) = (name.try_into().unwrap(), "村委会".try_into().unwrap());
        let act = Act::EditCommunity(EditCommunity { name, committee, duty_phone: None });
        edited(n, community().uuid(), act, "words", None)
    };
    assert_eq!(take(&mut hub, &rename(10, "青石沟村")).outcome, Outcome::Applied);
    assert_eq!(
        said(&take(&mut hub, &rename(11, "青石寨"))),
        (Outcome::Refused, Some("edit.changed_meanwhile"))
    );
    let community = hub.store.get::<Community>(community().uuid()).known().unwrap();
    assert_eq!(community.name.as_str(), "青石沟村");
    assert_eq!(community.versions.of("words").unwrap().by_name.as_str(), "赵敏");
}

#[test]
fn a_spot_is_edited_by_its_leader_and_keeps_its_state() {
    let mut hub = hub_with_volunteer_at_work();
    let before = hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().clone();
    let edit = EditSpot { place: "村东头".try_into().unwrap(), ..EditSpot::of(&before) };
    let by = |n, who| entry(n, who, spot(1).uuid(), Act::EditSpot(edit.clone()));
    assert_eq!(said(&take(&mut hub, &by(10, volunteer()))), (Outcome::Refused, Some("right.not_yours")));
    assert_eq!(take(&mut hub, &by(11, leader())).outcome, Outcome::Applied);
    let after = hub.store.get::<Spot>(spot(1).uuid()).known().unwrap();
    assert_eq!((after.place.as_str(), &after.state), ("村东头", &before.state));
}

#[test]
fn an_old_code_is_good_for_two_weeks_and_another_village_cannot_take_it() {
    let mut hub = hub();
    let rotate = |n, code: &str| {
        let act = Act::RotateCode(RotateCode { code: code.try_into().unwrap() });
        entry(n, organiser(), community().uuid(), act)
    };
    assert_eq!(take(&mut hub, &rotate(10, "NEW-2027")).outcome, Outcome::Applied);
    assert_eq!(said(&take(&mut hub, &rotate(11, CODE))), (Outcome::Refused, Some("community.code_taken")));
    let who = uuid::Uuid::from_u128(0xaa01);
    let came = entry(12, who.into(), who, Act::Register(register("王桂兰", "13800002047")));
    assert_eq!(said(&take(&mut hub, &came)), (Outcome::Applied, Some("register.old_code")));
    let community = hub.store.get::<Community>(community().uuid()).known().unwrap();
    let old = CODE.try_into().unwrap();
    assert!(community.opens_with(&old, START.plus(14 * DAY_MS)));
    assert!(!community.opens_with(&old, START.plus(15 * DAY_MS)));
}

#[test]
fn who_registered_while_a_code_was_good_comes_in_though_it_was_changed_again_before_her_phone_found_the_hub()
{
    let mut hub = hub();
    let rotate = |n, code: &str| {
        let act = Act::RotateCode(RotateCode { code: code.try_into().unwrap() });
        entry(n, organiser(), community().uuid(), act).to_line().unwrap()
    };
    assert_eq!(hub.take(&rotate(10, "NEW-2027"), START).outcome, Outcome::Applied);
    let who = uuid::Uuid::from_u128(0xaa01);
    let made = entry(11, who.into(), who, Act::Register(register("王桂兰", "13800002047")));
    let came = Entry { at: START.plus(13 * DAY_MS), ..made };
    assert_eq!(hub.take(&rotate(12, "NEWER-2027"), START.plus(16 * DAY_MS)).outcome, Outcome::Applied);
    let receipt = hub.take(&came.to_line().unwrap(), START.plus(20 * DAY_MS));
    assert_eq!(said(&receipt), (Outcome::Applied, Some("register.old_code")));
}

fn roster(n: u128, rows: Vec<PersonRow>) -> Entry {
    let wording = "2027-1".try_into().unwrap();
    let args = ImportPeople { community: community(), team: Some(team()), wording, rows };
    entry(n, organiser(), community().uuid(), Act::ImportPeople(args))
}

fn row(name: &str, phone: Option<&str>) -> PersonRow {
    let phone = phone.map(|phone| phone.try_into().unwrap());
    PersonRow { name: name.try_into().unwrap(), phone, note: None }
}

#[test]
fn a_roster_may_be_imported_twice_and_twins_of_a_number_are_marked() {
    let mut hub = hub();
    let rows =
        || vec![row("孙立", Some("13900006610")), row("孙媳妇", Some("13900006610")), row("老马", None)];
    let before = hub.store.each::<Person>().count();
    assert_eq!(take(&mut hub, &roster(10, rows())).outcome, Outcome::Applied);
    assert_eq!(hub.store.each::<Person>().count(), before + 3);
    let marked = hub.store.each::<Contact>().filter(|contact| !contact.same_as.is_empty()).count();
    assert_eq!(marked, 1);
    let with_phone = || rows().into_iter().take(2).collect();
    let again = take(&mut hub, &roster(11, with_phone()));
    assert_eq!(said(&again), (Outcome::Merged, Some("import.all_known")));
}

#[test]
fn an_import_holds_one_to_a_hundred_rows_and_is_the_offices_alone() {
    let mut hub = hub();
    let many = |n: usize| (0..n).map(|it| row(&format!("人{it}"), None)).collect::<Vec<_>>();
    for (n, rows) in [(10, many(0)), (11, many(101))] {
        assert_eq!(said(&take(&mut hub, &roster(n, rows))), (Outcome::Refused, Some("import.rows")));
    }
    let by_leader = Entry { author: leader(), device: device(leader()), ..roster(12, many(1)) };
    assert_eq!(said(&take(&mut hub, &by_leader)), (Outcome::Refused, Some("right.not_yours")));
    assert_eq!(take(&mut hub, &roster(13, many(100))).outcome, Outcome::Applied);
}

#[test]
fn zones_and_spots_are_imported_once_and_a_team_that_is_not_there_is_left_open() {
    let mut hub = hub();
    let zones = |n| {
        let named = |name: &str, team: &str| ZoneRow {
            name: name.try_into().unwrap(),
            bounds: None,
            meeting: "桥头".try_into().unwrap(),
            team: Some(team.try_into().unwrap()),
        };
        let rows = vec![named("河西片", "青年突击队"), named("河北片", "没有的队")];
        entry(
            n,
            organiser(),
            community().uuid(),
            Act::ImportZones(ImportZones { community: community(), rows }),
        )
    };
    assert_eq!(said(&take(&mut hub, &zones(10))), (Outcome::Applied, Some("import.team_unknown")));
    assert_eq!(said(&take(&mut hub, &zones(11))), (Outcome::Merged, Some("import.all_known")));
    let spots = |n| {
        let row = |place: &str| SpotRow {
            number: None,
            place: place.try_into().unwrap(),
            category: Category::Heaps,
            quantity: None,
            note: None,
            found_by: None,
            found_at: None,
        };
        let rows = vec![row("桥下"), row("桥下"), row("小卖部后杂物堆")];
        let args = ImportSpots { zone: zone(), found_by: Finding::OwnSurvey, rows };
        entry(n, organiser(), zone().uuid(), Act::ImportSpots(args))
    };
    let before = hub.store.each::<Spot>().count();
    assert_eq!(said(&take(&mut hub, &spots(12))), (Outcome::Applied, Some("import.some_known")));
    assert_eq!(hub.store.each::<Spot>().count(), before + 1);
}

#[test]
fn a_spot_of_a_survey_was_found_when_and_how_its_line_says() {
    let mut hub = hub();
    let long_ago = START.plus(-9 * DAY_MS);
    let row = |place: &str, found_by, found_at| SpotRow {
        number: None,
        place: place.try_into().unwrap(),
        category: Category::Heaps,
        quantity: None,
        note: None,
        found_by,
        found_at,
    };
    let rows = vec![row("桥下", Some(Finding::Unannounced), Some(long_ago)), row("井边", None, None)];
    let args = ImportSpots { zone: zone(), found_by: Finding::OwnSurvey, rows };
    let entry = entry(10, organiser(), zone().uuid(), Act::ImportSpots(args));
    assert_eq!(take(&mut hub, &entry).outcome, Outcome::Applied);
    let found = |place: &str| {
        let spot = hub.store.each::<Spot>().find(|spot| spot.place.as_str() == place).unwrap();
        (spot.found_by, spot.found_at == long_ago)
    };
    assert_eq!(found("桥下"), (Finding::Unannounced, true));
    assert_eq!(found("井边"), (Finding::OwnSurvey, false));
}

#[test]
fn a_notice_reaches_those_whom_it_is_for_until_it_is_taken_down() {
    let mut hub = hub();
    let tell = |n, who, to| {
        let act = Act::PublishNotice(PublishNotice {
            to,
            title: "改到九点".try_into().unwrap(),
            words: "桥头集合".try_into().unwrap(),
            until: None,
        });
        entry(n, who, Uuid::from_u128(0x9000 + n), act)
    };
    let to_team = Readers::Team { team: team() };
    assert_eq!(
        said(&take(&mut hub, &tell(10, leader(), Readers::Everybody))),
        (Outcome::Refused, Some("right.not_yours"))
    );
    assert_eq!(take(&mut hub, &tell(11, leader(), to_team)).outcome, Outcome::Applied);
    assert!(reads(&hub, volunteer(), Kind::Notice) && !reads(&hub, stranger(), Kind::Notice));
    let id = Uuid::from_u128(0x9000 + 11);
    let down = |n| entry(n, leader(), id, Act::TakeDownNotice(TakeDownNotice {}));
    assert_eq!(take(&mut hub, &down(12)).outcome, Outcome::Applied);
    assert_eq!(said(&take(&mut hub, &down(13))), (Outcome::Merged, Some("notice.taken_down_before")));
    assert!(!hub.store.get::<Notice>(id).known().unwrap().stands_at(START));
}

#[test]
fn an_invitation_that_nobody_used_can_be_revoked() {
    let mut hub = hub();
    let id = Uuid::from_u128(0x1417);
    let role = yingchun_domain::grant::Role::Inspector;
    let invite = Act::Invite(Invite { role: Some(role), person: None, token: Sha256([9; 32]) });
    assert_eq!(take(&mut hub, &entry(10, organiser(), id, invite)).outcome, Outcome::Applied);
    let revoke = Act::Revoke(Revoke { reason: "发错人".try_into().unwrap() });
    assert_eq!(take(&mut hub, &entry(11, organiser(), id, revoke)).outcome, Outcome::Applied);
    let invitation = hub.store.get::<Invitation>(id).known().unwrap();
    assert!(invitation.expires <= START.plus(HOUR_MS));
}
