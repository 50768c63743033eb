//! What the hub still knows after it was stopped, and who may serve a folder.

use yingchun_domain::entry::Act;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;
use yingchun_hub::serve::start;

use crate::main_job::{clean, photo_of};
use crate::support::{Village, id, said, settings};

#[tokio::test]
async fn a_restart_keeps_receipts_sessions_cursors_and_those_who_wait() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let spot: uuid::Uuid = id();
    let photos = vec![photo_of(b"one", yingchun_domain::photo::Phase::After)];
    let work = yingchun_domain::entry::Entry { photos, ..wang.entry(spot, clean(None)) };
    let held = wang.push_one(&work).await;
    assert_eq!(said(&held), "held");
    let before = wang.pull(None, 1000).await;

    let hub = village.hub.restart().await;
    wang.address = hub.address();
    assert_eq!(wang.push_one(&work).await, held);
    let after = wang.pull(Some(&before.cursor), 1000).await;
    assert!(after.whole && !after.fresh && after.rows.is_empty());
    assert_eq!(after.epoch, before.epoch);
    let report = Report {
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    };
    assert_eq!(wang.does(spot, Act::Report(report)).await, "applied");
    assert_eq!(said(&wang.push_one(&work).await), "applied spot.clean.kept_as_evidence");
}

#[tokio::test]
async fn a_folder_is_served_once() {
    let village = Village::set_up().await;
    let refused = start(settings(village.hub.folder())).await.err().unwrap().to_string();
    assert!(refused.starts_with("another process serves"), "{refused}");
}

#[tokio::test]
async fn the_hub_describes_its_routes_and_says_that_it_is_well() {
    let village = Village::set_up().await;
    let phone = village.phone();
    let well: serde_json::Value = phone.get("/healthz").await.json();
    assert_eq!(well["ok"], true);
    let described: serde_json::Value = phone.get("/api/openapi.json").await.json();
    let paths: Vec<&str> = described["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    for path in ["/api/push", "/api/pull", "/api/session", "/api/photos/{id}", "/api/ledger.xlsx"] {
        assert!(paths.contains(&path), "{paths:?}");
    }
}
