//! What the office imports and edits, and what is left of somebody who leaves, on a real file.

use yingchun_domain::conflict::ConflictCard;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::import::ROWS_MOST;
use yingchun_domain::import::people::{ImportPeople, PersonRow};
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::photo::Phase;
use yingchun_domain::text::{Line, Name, Phone as Number};
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Slot;
use yingchun_domain::zone::edit::EditZone;
use yingchun_hub::clock;

use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::{Phone, Village, said};

#[tokio::test]
async fn a_roster_of_a_hundred_is_imported_once() {
    let mut village = Village::set_up().await;
    let row = |n: usize| PersonRow {
        name: Name::try_from(format!("村民{n}")).unwrap(),
        phone: Some(Number::try_from(format!("138{n:08}").as_str()).unwrap()),
        note: None,
    };
    let roster = ImportPeople {
        community: village.community,
        team: Some(village.team),
        wording: Line::try_from("2027-1").unwrap(),
        rows: (0..ROWS_MOST).map(row).collect(),
    };
    let before = people(&village.leader).await;
    let (office, community) = (&mut village.organiser, village.community.uuid());
    assert_eq!(office.does(community, Act::ImportPeople(roster.clone())).await, "applied");
    assert_eq!(office.does(community, Act::ImportPeople(roster)).await, "merged import.all_known");
    assert_eq!(people(&village.leader).await, before + ROWS_MOST);
}

async fn people(phone: &Phone) -> usize {
    phone.sees().await.iter().filter(|row| row.kind == "person").count()
}

#[tokio::test]
async fn who_leaves_is_named_nowhere_any_more() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    offered_and_accepted(&mut village, &mut wang).await;
    let photos = vec![photo_of(b"one", Phase::After)];
    assert_eq!(wang.does_with(village.spot.uuid(), clean(None), photos).await.1, "applied");
    let before = village.leader.pull(None, 1000).await;
    assert!(names(&village.organiser, "王桂兰").await > 0);

    let leaving = Act::WithdrawConsent(WithdrawConsent {});
    assert_eq!(wang.does(wang.person.uuid(), leaving).await, "applied");
    for gone in ["王桂兰", "13800002047"] {
        assert_eq!(names(&village.organiser, gone).await, 0, "{gone}");
    }
    let after = village.leader.pull(Some(&before.cursor), 1000).await;
    let her_contact =
        |row: &&yingchun_domain::page::PageRow| row.kind == "contact" && row.id == wang.person.uuid();
    assert!(after.rows.iter().filter(her_contact).all(|row| row.gone));
    assert_eq!(after.rows.iter().filter(her_contact).count(), 1);
}

/// How many rows a person sees that hold some words.
async fn names(phone: &Phone, words: &str) -> usize {
    let rows = phone.sees().await;
    rows.iter().filter_map(|row| row.body.as_ref()).filter(|body| body.get().contains(words)).count()
}

#[tokio::test]
async fn two_who_move_the_slot_without_knowing_leave_both_values_on_a_card() {
    let mut village = Village::set_up().await;
    let (zone, slot) = (village.zone.uuid(), village.slot);
    let moved = |hours: i64| {
        let starts = clock::now().plus(hours * HOUR_MS);
        let slots = vec![Slot { id: slot, starts, ends: starts.plus(HOUR_MS), wanted: 6 }];
        Act::EditZone(EditZone::Slot { slots, meeting: Line::try_from("老槐树下").unwrap() })
    };
    assert_eq!(village.organiser.does(zone, moved(1)).await, "applied");
    let second: Entry = village.leader.entry(zone, moved(2));
    assert_eq!(said(&village.leader.push_one(&second).await), "conflict edit.two_values");
    for phone in [&village.leader, &village.organiser] {
        let card: ConflictCard = phone.sees_one(second.id.creates(0)).await.unwrap();
        assert_eq!((card.offered_by.by, card.settled), (village.leader.person, None));
    }
}
