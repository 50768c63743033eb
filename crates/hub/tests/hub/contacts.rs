//! A whole number is given out to the office alone, one at a time, and each reading is noted.

use serde_json::{Value, json};

use crate::support::Village;

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
    let file = village.hub.folder().join("yingchun.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let database = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let noted: i64 = sqlx::query_scalar("select count(*) from audit where act = 'contact.read'")
        .fetch_one(&database)
        .await
        .unwrap();
    assert_eq!(noted, 1);
    let nobody = village.organiser.get(&format!("/api/contacts/{}", uuid::Uuid::nil())).await;
    assert_eq!(nobody.error(), (404, "contact.unknown".to_owned()));
}
