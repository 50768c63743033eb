//! Who asks too often is told when to come back, and nobody else is.

use axum::http::StatusCode;
use yingchun_domain::entry::Act;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Spot};
use yingchun_domain::text::{Line, Note};

use crate::support::{Answer, Phone, Village, ask, id, said};

fn report() -> Act {
    Act::Report(Report {
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

/// Asks as from another address, by the word of a proxy, until it was asked too often; so many times at most.
async fn until_refused(phone: &Phone, path: &str, body: &str, address: &str, most: usize) -> (usize, Answer) {
    let headers = [phone.key_header(), ("x-forwarded-for", address.to_owned())];
    let method = if body.is_empty() { "GET" } else { "POST" };
    for times in 0..most {
        let answer = ask(phone.address, method, path, &headers, body.to_owned()).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return (times, answer);
        }
    }
    panic!("{path} was answered {most} times");
}

#[tokio::test]
async fn codes_and_links_cannot_be_tried_without_end() {
    let village = Village::set_up().await;
    let stranger = village.phone();
    for (path, body) in [
        ("/healthz", ""),
        ("/api/join/AAAA", ""),
        ("/api/invitations/look", r#"{"token":"AAAAAAAAAAAAAAAAAAAAAA"}"#),
    ] {
        let (times, refused) = until_refused(&stranger, path, body, "203.0.113.7", 5_000).await;
        assert!(times >= 20, "{path} was refused after {times}");
        assert_eq!(refused.error(), (429, "limit.reached".to_owned()));
        let wait: u32 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
    }
    // Others are not kept waiting.
    let path = format!("/api/join/{}", village.code);
    assert_eq!(stranger.get(&path).await.status, 200);
    let token = "x".repeat(22);
    assert_eq!(stranger.look(&token).await.error(), (404, "invitation.unknown".to_owned()));
}

#[tokio::test]
async fn a_village_comes_back_through_one_address() {
    let mut village = Village::set_up().await;
    let mut phones = Vec::new();
    for number in 0..60_u32 {
        phones.push(village.registered("王桂兰", &format!("138000020{number:02}")).await);
    }
    let mut coming = tokio::task::JoinSet::new();
    for mut phone in phones {
        coming.spawn(async move {
            for _ in 0..12 {
                let entry = phone.entry(id::<uuid::Uuid>(), report());
                assert_eq!(phone.push_one(&entry).await.outcome, Outcome::Applied);
            }
            assert_eq!(phone.open_session().await.status, 200);
            assert!(phone.pull(None, 1000).await.whole);
        });
    }
    while let Some(came) = coming.join_next().await {
        came.unwrap();
    }
    assert_eq!(village.leader.does(id::<uuid::Uuid>(), report()).await, "applied");
}

#[tokio::test]
async fn a_phone_that_pushes_without_end_is_slowed_down_and_loses_nothing() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report());
    let line = entry.to_line().unwrap();
    let (times, _) = until_refused(&wang, "/api/push", &line, "203.0.113.7", 5_000).await;
    assert!(times >= 300, "{times}");
    assert_eq!(said(&li.push_one(&li.clone().entry(id::<uuid::Uuid>(), report())).await), "applied");
    assert_eq!(li.does(id::<uuid::Uuid>(), report()).await, "applied");
}

#[tokio::test]
async fn ten_thousand_words_about_one_spot_leave_a_row_that_can_be_read() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let spot: uuid::Uuid = id();
    assert_eq!(wang.does(spot, report()).await, "applied");
    let words = Some(Note::try_from("话".repeat(200).as_str()).unwrap());
    let object = Object { returned: id(), words };
    let mut said_so = std::collections::BTreeMap::<String, usize>::new();
    for _ in 0..200 {
        let lines = (0..50).map(|_| wang.entry(spot, Act::Object(object.clone())).to_line().unwrap());
        let lines: Vec<String> = lines.collect();
        for receipt in wang.push(&lines).await {
            *said_so.entry(said(&receipt)).or_default() += 1;
        }
    }
    let kept = "applied spot.clean.kept_as_evidence".to_owned();
    assert_eq!(said_so, [(kept, 200), ("merged row.enough".to_owned(), 9_800)].into());
    let seen: Spot = village.organiser.sees_one(spot).await.unwrap();
    assert_eq!(seen.objections.len(), 200);
    // Nobody is held up by it, she herself least.
    assert_eq!(wang.does(id::<uuid::Uuid>(), report()).await, "applied");
}
