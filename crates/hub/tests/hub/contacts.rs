//! A whole number is given out to the office alone, one at a time, and each reading is noted.

use serde_json::{Value, json};

use crate::support::Village;

/// Who did an act of this code, as it was noted.
async fn noted(village: &Village, act: &'static str) -> Vec<String> {
    let file = village.hub.folder().join("yingchun.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let database = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let sql = "select person from audit where act = $1 order by at, id";
    sqlx::query_scalar(sql).bind(act).fetch_all(&database).await.unwrap()
}

#[tokio::test]
async fn a_pull_that_brings_numbers_of_others_is_noted() {
    let mut village = Village::set_up().await;
    let before = noted(&village, "contacts.pulled").await.len();
    let wang = village.placed("王桂兰", "13800002047").await;
    wang.sees().await;
    village.inspector.sees().await;
    assert_eq!(noted(&village, "contacts.pulled").await.len(), before, "her own number is hers");
    let page = village.leader.pull(None, 1000).await;
    village.leader.pull(Some(&page.cursor), 1000).await;
    village.organiser.sees().await;
    let since = noted(&village, "contacts.pulled").await.split_off(before);
    assert_eq!(since, [village.leader.person.to_string(), village.organiser.person.to_string()]);
}

#[tokio::test]
async fn a_whole_number_is_for_organisers_and_each_reading_is_noted() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let path = format!("/api/contacts/{}", wang.person);
    for reader in [&wang, &village.leader, &village.inspector] {
        assert_eq!(reader.get(&path).await.error(), (403, "right.not_yours".to_owned()));
    }
    let answer = village.organiser.get(&path).await;
    assert_eq!(answer.json::<Value>(), json!({ "phone": "13800002047", "emergency": null }));
    assert_eq!(noted(&village, "contact.read").await.len(), 1);
    let nobody = village.organiser.get(&format!("/api/contacts/{}", uuid::Uuid::nil())).await;
    assert_eq!(nobody.error(), (404, "contact.unknown".to_owned()));
}
