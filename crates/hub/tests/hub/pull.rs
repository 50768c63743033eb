//! What each role gets to see, and how pages follow each other.

use std::collections::BTreeSet;

use yingchun_domain::entry::Act;
use yingchun_domain::page::PageRow;
use yingchun_domain::person::{Contact, Person};
use yingchun_domain::row::Kind;
use yingchun_domain::scope::Scope;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;

use crate::main_job::offered_and_accepted;
use crate::support::{Phone, Village, id};

fn kinds(rows: &[PageRow]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.kind.as_str()).collect()
}

fn keys(rows: &[PageRow]) -> Vec<(u64, String, uuid::Uuid)> {
    rows.iter().map(|row| (row.commit.0, row.kind.clone(), row.id)).collect()
}

/// All pages of so many rows, one after the other.
async fn pages(phone: &Phone, limit: usize) -> Vec<PageRow> {
    let (mut rows, mut cursor, mut fresh) = (Vec::new(), None, true);
    loop {
        let page = phone.pull(cursor.as_deref(), limit).await;
        assert_eq!(page.fresh, fresh);
        let things: BTreeSet<_> = page.rows.iter().map(|row| (&row.kind, row.id)).collect();
        assert!(things.len() <= limit);
        rows.extend(page.rows);
        if page.whole {
            return rows;
        }
        (cursor, fresh) = (Some(page.cursor), false);
    }
}

#[tokio::test]
async fn a_newcomer_sees_herself_and_her_community_only() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    village.registered("李芳", "13800002048").await;
    let seen = wang.sees().await;
    assert_eq!(kinds(&seen), ["campaign", "community", "contact", "person", "team", "zone"].into());
    let people: Vec<_> =
        seen.iter().filter(|row| ["person", "contact"].contains(&row.kind.as_str())).collect();
    assert!(people.iter().all(|row| row.id == wang.person.uuid()), "{people:?}");
}

#[tokio::test]
async fn a_phone_that_was_passed_on_is_not_given_what_another_may_read() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let li = village.registered("李芳", "13800002048").await;
    let asks_for = |person| format!("/api/pull?limit=9&person={person}");
    assert_eq!(wang.get(&asks_for(wang.person)).await.status, 200);
    assert_eq!(wang.get(&asks_for(li.person)).await.error(), (401, "session.missing".to_owned()));
}

#[tokio::test]
async fn an_accepted_slot_opens_the_zones_spots() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let before = wang.pull(None, 1000).await;
    assert!(!kinds(&before.rows).contains("spot"));
    offered_and_accepted(&mut village, &mut wang).await;
    let after = wang.pull(Some(&before.cursor), 1000).await;
    assert!(after.whole && !after.fresh);
    assert!(after.scopes.contains(&Scope::Zone(village.zone)));
    let spot = after.rows.iter().find(|row| row.kind == "spot").unwrap();
    assert_eq!((spot.id, spot.scopes.as_slice()), (village.spot.uuid(), &[Scope::Zone(village.zone)][..]));
}

#[tokio::test]
async fn a_leader_sees_newcomers_numbers_until_another_team_has_them() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let contact: Contact = village.leader.sees_one(wang.person.uuid()).await.unwrap();
    assert_eq!(contact.phone.unwrap().digits(), "13800002047");
    assert!(wang.sees_one::<Person>(village.leader.person.uuid()).await.is_none());
}

#[tokio::test]
async fn a_placed_volunteer_leaves_the_pool_and_stays_with_her_leader() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let before = village.leader.pull(None, 1000).await;
    let place = Act::Place(yingchun_domain::person::place::Place { team: village.team });
    assert_eq!(village.leader.does(wang.person.uuid(), place).await, "applied");
    let after = village.leader.pull(Some(&before.cursor), 1000).await;
    let rows: Vec<_> = after.rows.iter().filter(|row| row.kind == "contact").collect();
    let community = village.community;
    let [gone, now] = rows.as_slice() else { panic!("{rows:?}") };
    assert!(gone.gone && gone.body.is_none() && gone.scopes == [Scope::Pool(community)]);
    assert!(!now.gone && now.scopes == [Scope::Lead(village.team)]);
}

#[tokio::test]
async fn an_inspector_sees_all_spots_and_no_numbers() {
    let mut village = Village::set_up().await;
    village.placed("王桂兰", "13800002047").await;
    let seen = village.inspector.sees().await;
    let spot = seen.iter().find(|row| row.kind == "spot").unwrap();
    assert_eq!(spot.scopes, [Scope::Inspect]);
    let own = village.inspector.person.uuid();
    for kind in [Kind::Contact, Kind::Person] {
        assert!(seen.iter().filter(|row| row.kind == kind.as_str()).all(|row| row.id == own), "{seen:?}");
    }
}

#[tokio::test]
async fn the_office_sees_everything() {
    let mut village = Village::set_up().await;
    let wang = village.placed("王桂兰", "13800002047").await;
    let organiser = &village.organiser;
    assert!(organiser.sees_one::<Contact>(wang.person.uuid()).await.is_some());
    let seen = organiser.sees().await;
    assert!(kinds(&seen).is_superset(&["invitation", "grant", "spot", "zone", "person"].into()));
    assert!(seen.iter().all(|row| row.scopes.contains(&Scope::Office)));
}

#[tokio::test]
async fn pages_of_one_row_bring_what_one_page_brings() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    offered_and_accepted(&mut village, &mut wang).await;
    for phone in [&wang, &village.leader, &village.inspector, &village.organiser] {
        let whole = keys(&phone.sees().await);
        let mut sorted = whole.clone();
        sorted.sort();
        assert_eq!(whole, sorted);
        for limit in [1, 2, 7] {
            let live: Vec<_> = pages(phone, limit).await.into_iter().filter(|row| !row.gone).collect();
            assert_eq!(keys(&live), whole);
        }
    }
}

#[tokio::test]
async fn nothing_comes_twice_and_everything_comes_once() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let first = wang.pull(None, 1000).await;
    let again = wang.pull(Some(&first.cursor), 1000).await;
    assert!(again.whole && again.rows.is_empty());
    let place = Line::try_from("村口").unwrap();
    let spot: uuid::Uuid = id();
    wang.does(spot, Act::Report(Report { place, category: Category::Heaps, note: None, community: None }))
        .await;
    let news = wang.pull(Some(&again.cursor), 1000).await;
    assert_eq!(news.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [spot]);
    assert_eq!(news.rows[0].scopes, [Scope::Person(wang.person)]);
}

#[tokio::test]
async fn a_cursor_of_another_hand_begins_anew() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let first = wang.pull(None, 1000).await;
    let (text, mac) = first.cursor.split_once('.').unwrap();
    for cursor in ["x", "", ".", &format!("{text}x.{mac}"), &format!("{text}.{mac}x"), text] {
        let page = wang.pull(Some(cursor), 1000).await;
        assert!(page.fresh && page.whole, "{cursor}");
        assert_eq!(keys(&page.rows), keys(&first.rows));
    }
    let other = Village::set_up().await;
    let li = other.registered("李芳", "13800002048").await;
    assert!(li.pull(Some(&first.cursor), 1000).await.fresh);
}

#[tokio::test]
async fn without_a_session_nothing_is_read() {
    let village = Village::set_up().await;
    let stranger = village.phone();
    let id: uuid::Uuid = id();
    for path in ["/api/pull", "/api/news", "/api/ledger.xlsx", &format!("/api/photos/{id}")] {
        assert_eq!(stranger.get(path).await.error(), (401, "session.missing".to_owned()), "{path}");
        let liar = Phone { cookie: Some("__Host-yingchun=AAAA".to_owned()), ..stranger.clone() };
        assert_eq!(liar.get(path).await.error(), (401, "session.missing".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn only_organisers_print_ledgers() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    for phone in [&wang, &village.leader, &village.inspector] {
        assert_eq!(phone.get("/api/ledger.xlsx").await.error(), (403, "right.not_yours".to_owned()));
    }
    let printed = village.organiser.get("/api/ledger.xlsx").await;
    assert_eq!(printed.status, 200);
    assert!(printed.body.starts_with(b"PK"));
    let name = printed.headers["content-disposition"].to_str().unwrap();
    assert!(name.contains("_%E5%8F%B0%E8%B4%A6_20"), "{name}");
}
