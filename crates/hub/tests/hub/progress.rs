//! The counts that everybody may read: of villages, zones and slots, and nobody's name.

use serde_json::{Value, json};
use yingchun_domain::photo::Phase;
use yingchun_domain::progress::{OfCommunity, OfSlot, OfZone, Progress, Spots};

use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::Village;

#[tokio::test]
async fn everybody_reads_how_far_all_are_and_it_is_counted_once_a_minute() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    offered_and_accepted(&mut village, &mut wang).await;
    let answer = wang.get("/api/progress").await;
    assert_eq!(answer.headers["cache-control"], "private, max-age=60");
    let first: Progress = answer.json();
    let spots = Spots { spots: 1, clean: 0 };
    assert_eq!(first.communities, [OfCommunity { community: village.community, spots }]);
    let slots = vec![OfSlot { slot: village.slot, wanted: 10, accepted: 1 }];
    assert_eq!(first.zones, [OfZone { zone: village.zone, community: village.community, spots, slots }]);
    let photo = vec![photo_of(b"one", Phase::After)];
    assert_eq!(wang.does_with(village.spot.uuid(), clean(None), photo).await.1, "applied");
    let newcomer = village.registered("李芳", "13800002048").await;
    assert_eq!(newcomer.get("/api/progress").await.json::<Progress>(), first, "counted within the minute");
    // A hub that starts anew counts anew.
    let hub = village.hub.restart().await;
    wang.address = hub.address();
    let shape: Value = wang.get("/api/progress").await.json();
    assert_eq!(
        shape["communities"],
        json!([{ "community": village.community, "spots": 1, "clean": 1 }]),
        "{shape}"
    );
    wang.cookie = None;
    assert_eq!(wang.get("/api/progress").await.error(), (401, "session.missing".to_owned()));
}
