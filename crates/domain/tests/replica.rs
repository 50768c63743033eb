//! What a phone's replica does with rows that it may see no more, or not read yet.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use std::collections::BTreeSet;

use common::drive::*;
use common::hub::ModelHub;
use serde_json::{Value, json};
use yingchun_domain::assignment::offer::Withdraw;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::page::Page;
use yingchun_domain::row::{CommitNo, Kind, RowKey};
use yingchun_domain::spot::Spot;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::sync::{Replica, outbox, safe};

fn nobody() -> BTreeSet<uuid::Uuid> {
    BTreeSet::new()
}

fn the_spot() -> RowKey {
    RowKey { kind: Kind::Spot, id: spot(1).uuid() }
}

fn a_clean() -> Entry {
    let act = Act::Clean(Clean { quantity: None, note: None, answers: None });
    Entry { photos: vec![after_photo(1)], ..entry(10, volunteer(), spot(1).uuid(), act) }
}

fn pulled(hub: &ModelHub, replica: &mut Replica, named: &BTreeSet<uuid::Uuid>) {
    assert!(hub.bring(replica, volunteer(), usize::MAX, START));
    replica.swap(named);
}

/// Stages a page as if it had been asked for after all that is there.
fn staged(replica: &mut Replica, page: Page) -> bool {
    let after = replica.cursor().map(str::to_owned);
    replica.stage(page, after.as_deref())
}

/// A page as the hub of a later year would write it.
fn bent(page: &Page, bend: impl FnOnce(&mut Value)) -> Page {
    let mut value = serde_json::to_value(page).unwrap();
    bend(&mut value);
    serde_json::from_str(&value.to_string()).unwrap()
}

/// A phone lets bytes go only where backups have them: the record says that they arrived, in a commit that the backups have.
#[test]
fn a_photo_is_safe_once_backups_have_the_commit_in_which_it_arrived() {
    let mut hub = hub_with_volunteer_at_work();
    hub.take(&a_clean().to_line().unwrap(), START);
    let awaited = hub.commit;
    let photo = after_photo(1).id;
    hub.take_bytes(device(volunteer()), photo, START).unwrap();
    let mut replica = Replica::default();
    pulled(&hub, &mut replica, &nobody());
    assert_eq!(safe(replica.set(), awaited), BTreeSet::new());
    assert_eq!(safe(replica.set(), hub.commit), BTreeSet::from([photo]));
}

#[test]
fn a_spot_that_her_entry_names_stays_until_the_hub_has_given_its_word() {
    let mut hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    pulled(&hub, &mut replica, &nobody());
    let clean = a_clean();
    let withdrawn = entry(11, leader(), assignment(volunteer()).uuid(), Act::Withdraw(Withdraw {}));
    hub.take(&withdrawn.to_line().unwrap(), START);

    pulled(&hub, &mut replica, &outbox::named([&clean]));
    assert!(replica.set().get::<Spot>(spot(1).uuid()).known().is_some());
    assert!(replica.set().get::<Spot>(spot(2).uuid()).known().is_none(), "her other spots go");
    assert_eq!(replica.bare().collect::<Vec<_>>(), [the_spot()]);

    pulled(&hub, &mut replica, &nobody());
    assert!(replica.set().get::<Spot>(spot(1).uuid()).known().is_none());
    assert_eq!(replica.bare().count(), 0);
}

#[test]
fn a_row_of_a_newer_version_is_never_shown_as_it_was_before() {
    let hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    let page = hub.pull(volunteer(), None, usize::MAX, START);
    assert!(staged(&mut replica, page.clone()));
    replica.swap(&nobody());
    assert!(replica.set().get::<Spot>(spot(1).uuid()).known().is_some());

    let newer = |row: &mut Value| {
        let is_it = row["id"] == json!(spot(1)) && row["kind"] == "spot";
        if is_it {
            row["schema"] = json!(2);
        }
    };
    let anew = bent(&page, |page| {
        page["fresh"] = json!(false);
        page["rows"].as_array_mut().unwrap().iter_mut().for_each(newer);
    });
    assert!(staged(&mut replica, anew));
    replica.swap(&nobody());
    assert!(replica.set().get::<Spot>(spot(1).uuid()).known().is_none());
    assert!(replica.set().get::<Spot>(spot(2).uuid()).known().is_some(), "the rest of the page counts");
    assert_eq!(replica.opaque(), &BTreeSet::from([the_spot()]));

    assert!(staged(&mut replica, bent(&page, |page| page["fresh"] = json!(false))));
    replica.swap(&nobody());
    assert!(replica.set().get::<Spot>(spot(1).uuid()).known().is_some());
    assert_eq!(replica.opaque(), &BTreeSet::new());
}

#[test]
fn a_scope_and_a_kind_of_a_newer_version_spoil_no_page() {
    let hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    let page = bent(&hub.pull(volunteer(), None, usize::MAX, START), |page| {
        page["scopes"].as_array_mut().unwrap().push(json!("street:7"));
        for row in page["rows"].as_array_mut().unwrap() {
            if row["kind"] == "spot" {
                row["scopes"] = json!(["street:7"]);
            }
            if row["kind"] == "notice" {
                row["kind"] = json!("parade");
            }
        }
    });
    assert!(staged(&mut replica, page));
    replica.swap(&nobody());
    assert_eq!(replica.reached(), hub.commit);
    assert!(
        replica.set().get::<Spot>(spot(1).uuid()).known().is_some(),
        "she holds the scope, whatever it is"
    );
}

/// An entry says what its phone had read; a number of another life of the database says nothing.
#[test]
fn what_was_read_in_another_life_is_not_read_in_this_one() {
    let mut hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    pulled(&hub, &mut replica, &nobody());
    let (first, read) = (hub.epoch, hub.commit);
    assert_eq!(replica.seen_with(first, START).commit, read);
    hub.begin_epoch(START);
    assert_eq!(replica.seen_with(hub.epoch, START).commit, CommitNo(0));
    assert!(!hub.bring(&mut replica, volunteer(), 2, START));
    assert_eq!(replica.seen_with(hub.epoch, START).commit, CommitNo(0), "the last page is not here yet");
    assert!(hub.bring(&mut replica, volunteer(), usize::MAX, START));
    assert_eq!(replica.seen_with(hub.epoch, START).commit, hub.commit);
}

/// The answer to a request of before, as of one that a browser repeated, must not be taken for the next page: what lies
/// between would never come.
#[test]
fn a_page_that_goes_on_from_somewhere_else_is_not_staged() {
    let mut hub = hub_with_volunteer_at_work();
    let mut replica = Replica::default();
    pulled(&hub, &mut replica, &nobody());
    let cursor = replica.cursor().map(str::to_owned);
    for (n, who) in [(10, leader()), (11, volunteer())] {
        let act = Act::Clean(Clean { quantity: None, note: None, answers: None });
        let photos = vec![after_photo(n)];
        let on_behalf_of = (who == leader()).then(volunteer);
        let clean = Entry { photos, on_behalf_of, ..entry(n, who, spot(n - 9).uuid(), act) };
        hub.take(&clean.to_line().unwrap(), START);
    }
    let mut ahead = replica.clone();
    assert!(!hub.bring(&mut ahead, volunteer(), 1, START));
    let second = ahead.cursor().map(str::to_owned);
    let late = hub.pull(volunteer(), cursor.as_deref(), 1, START);
    assert!(!ahead.stage(late.clone(), cursor.as_deref()), "it was staged before");
    let last = hub.pull(volunteer(), second.as_deref(), usize::MAX, START);
    assert!(!replica.stage(last.clone(), second.as_deref()), "the page before it is not here");
    replica.swap(&nobody());
    assert!(replica.reached() < hub.commit);
    assert!(!replica.stage(late, cursor.as_deref()) && replica.stage(last, second.as_deref()));
    replica.swap(&nobody());
    assert_eq!(replica.reached(), hub.commit);
    let held = hub.expected(replica.scopes(), hub.commit);
    assert_eq!(replica.set().rows().count(), held.len());
}
