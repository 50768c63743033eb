//! How those who hold a role come in on another phone, and how sessions end.

use axum::http::StatusCode;
use serde_json::{Value, json};
use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Grant, Revoke, Role};
use yingchun_domain::text::Line;

use crate::support::{Answer, LATELY_MS, Phone, Village, ask, id};

const PHRASE: &str = "腊月里扫屋檐";

async fn set(phone: &Phone, passphrase: &str, current: Option<&str>) -> Answer {
    phone.post("/api/passphrase", &json!({ "passphrase": passphrase, "current": current })).await
}

/// Signs in as from an address, by the word of a proxy.
async fn sign_in_from(phone: &mut Phone, name: &str, passphrase: &str, address: &str) -> Answer {
    let headers = [phone.key_header(), ("x-forwarded-for", address.to_owned())];
    let body = json!({ "name": name, "passphrase": passphrase }).to_string();
    let answer = ask(phone.address, "POST", "/api/sign-in", &headers, body).await;
    phone.cookie = answer.cookie();
    answer
}

async fn sign_in(phone: &mut Phone, name: &str, passphrase: &str) -> Answer {
    sign_in_from(phone, name, passphrase, "203.0.113.7").await
}

async fn revoke(village: &mut Village, person: yingchun_domain::id::PersonId) {
    let rows = village.organiser.sees().await;
    let grants = rows.iter().filter(|row| row.kind == "grant");
    let grant = grants
        .filter_map(|row| serde_json::from_str::<Grant>(row.body.as_ref()?.get()).ok())
        .find(|grant| grant.person == person && grant.to.is_none())
        .unwrap();
    let reason = Line::try_from("换人").unwrap();
    assert_eq!(village.organiser.does(grant.id.uuid(), Act::Revoke(Revoke { reason })).await, "applied");
}

#[tokio::test]
async fn a_leader_comes_in_on_another_phone_by_name_or_number_and_works_there() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let token = village.invite(Role::Leader { team: village.team }, Some(wang.person)).await;
    assert_eq!(wang.accept(&token, "王桂兰").await.status, 200);
    assert_eq!(set(&wang, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    for name in ["王桂兰", "138 0000 2047", "１３８００００２０４７"] {
        let mut other = Phone { person: wang.person, ..village.phone() };
        let answer = sign_in(&mut other, name, PHRASE).await;
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        assert_eq!(answer.json::<Value>()["person"], wang.person.to_string());
        assert!(other.sees().await.iter().any(|row| row.kind == "grant"));
        let place = yingchun_domain::person::place::Place { team: village.team };
        let li = village.registered("李芳", "13800002048").await;
        assert_eq!(other.does(li.person.uuid(), Act::Place(place)).await, "applied");
        // The key alone is still not enough for her, but for a moment.
        village.let_pass(LATELY_MS).await;
        assert_eq!(other.open_session().await.error(), (403, "session.invitation_needed".to_owned()));
    }
}

#[tokio::test]
async fn whoever_is_unknown_and_whoever_is_wrong_are_told_the_same() {
    let mut village = Village::set_up().await;
    assert_eq!(set(&village.leader, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    village.registered("王桂兰", "13800002047").await;
    let mut stranger = village.phone();
    let wrong = sign_in(&mut stranger, "李建国", "腊月里扫屋檐下").await;
    assert_eq!(wrong.error(), (401, "sign_in.refused".to_owned()));
    for (name, passphrase) in [
        ("没有这个人", PHRASE),
        ("周明", PHRASE),
        ("王桂兰", PHRASE),
        ("13800002047", PHRASE),
        ("13900002047", PHRASE),
        ("", ""),
        ("\0", "\0"),
    ] {
        let answer = sign_in(&mut stranger, name, passphrase).await;
        assert_eq!((answer.status, &answer.body), (wrong.status, &wrong.body), "{name}");
        assert!(answer.cookie().is_none());
    }
    let leader = village.leader.person;
    revoke(&mut village, leader).await;
    let revoked = sign_in(&mut stranger, "李建国", PHRASE).await;
    assert_eq!((revoked.status, revoked.body), (wrong.status, wrong.body));
}

#[tokio::test]
async fn a_phone_of_somebody_else_is_not_taken_over() {
    let village = Village::set_up().await;
    assert_eq!(set(&village.leader, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let answer = sign_in(&mut wang, "李建国", PHRASE).await;
    assert_eq!(answer.error(), (409, "device.of_another".to_owned()));
    assert_eq!(wang.open_session().await.status, 200);
}

#[tokio::test]
async fn a_passphrase_cannot_be_tried_without_end() {
    let village = Village::set_up().await;
    assert_eq!(set(&village.leader, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    let mut stranger = village.phone();
    let mut tried = 0;
    while sign_in(&mut stranger, "李建国", "扫屋檐腊月里").await.status != StatusCode::TOO_MANY_REQUESTS
    {
        tried += 1;
        assert!(tried <= 20);
    }
    let right = sign_in(&mut stranger, "李建国", PHRASE).await;
    assert_eq!(right.error(), (429, "limit.reached".to_owned()));
    // The leader herself, elsewhere, is not locked out by it.
    let mut own = Phone { person: village.leader.person, ..village.phone() };
    assert_eq!(sign_in_from(&mut own, "李建国", PHRASE, "198.51.100.1").await.status, 200);
}

#[tokio::test]
async fn however_a_name_or_a_number_is_typed_it_is_counted_as_one() {
    let village = Village::set_up().await;
    assert_eq!(set(&village.leader, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    let unseen = |place: usize| {
        let mut name: Vec<char> = "李建国".chars().collect();
        name.splice(place % 4..place % 4, std::iter::repeat_n('\u{200b}', 1 + place));
        name.into_iter().collect::<String>()
    };
    let apart = |place: usize| {
        let (before, after) = "13800002047".split_at(place % 11);
        format!("{before}{}{after}", "-".repeat(1 + place))
    };
    let mut stranger = village.phone();
    for (way, spelled) in
        [(0..20).map(unseen).collect::<Vec<_>>(), (0..20).map(apart).collect()].iter().enumerate()
    {
        let mut refused = 0;
        for name in spelled {
            let address = format!("203.0.113.{way}");
            let answer = sign_in_from(&mut stranger, name, "扫屋檐腊月里", &address).await;
            refused += u32::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(refused >= 8, "{refused} of {spelled:?}");
    }
}

#[tokio::test]
async fn a_passphrase_is_set_by_those_who_hold_a_role_and_changed_by_those_who_know_it() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    assert_eq!(set(&wang, PHRASE, None).await.error(), (403, "right.not_yours".to_owned()));
    let leader = village.leader.clone();
    assert_eq!(set(&leader, "123456", None).await.error(), (422, "passphrase.too_short".to_owned()));
    assert_eq!(set(&leader, PHRASE, None).await.status, StatusCode::NO_CONTENT);
    // She came by an invitation a moment ago: she may have lost the one before.
    assert_eq!(set(&leader, "扫净门前雪水", None).await.status, StatusCode::NO_CONTENT);

    let mut other = Phone { person: leader.person, ..village.phone() };
    assert_eq!(sign_in(&mut other, "李建国", "扫净门前雪水").await.status, 200);
    for current in [None, Some("扫净门前雪"), Some(PHRASE)] {
        assert_eq!(set(&other, PHRASE, current).await.error(), (403, "passphrase.wrong".to_owned()));
    }
    assert_eq!(set(&other, PHRASE, Some("扫净门前雪水")).await.status, StatusCode::NO_CONTENT);
    // Her other sessions have ended, this one goes on.
    assert_eq!(leader.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    assert_eq!(other.get("/api/pull").await.status, 200);
    let mut third = Phone { person: leader.person, ..village.phone() };
    assert_eq!(sign_in(&mut third, "李建国", "扫净门前雪水").await.status, 401);
    assert_eq!(sign_in(&mut third, "李建国", PHRASE).await.status, 200);
    let foreign = [("cookie", other.cookie.clone().unwrap()), ("origin", "https://elsewhere".to_owned())];
    let answer = ask(other.address, "POST", "/api/passphrase", &foreign, "{}").await;
    assert_eq!(answer.error(), (403, "session.foreign_origin".to_owned()));
    revoke(&mut village, leader.person).await;
}

#[tokio::test]
async fn a_page_of_plain_http_does_nothing_under_a_session_of_https() {
    let village = Village::set_up().await;
    let leader = &village.leader;
    let as_from = |origin: &str| {
        let (cookie, host) = (leader.cookie.clone().unwrap(), "hub.example".to_owned());
        [("cookie", cookie), ("host", host), ("origin", origin.to_owned())]
    };
    let body = json!({ "passphrase": PHRASE, "current": null }).to_string();
    let plain = as_from("http://hub.example");
    let refused = ask(leader.address, "POST", "/api/passphrase", &plain, body.clone()).await;
    assert_eq!(refused.error(), (403, "session.foreign_origin".to_owned()));
    let safe = as_from("https://hub.example");
    // Other sites may send a form's text without asking, but no JSON.
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let headers = [&safe[..], &[("content-type", kind.to_owned())]].concat();
        let answer = ask(leader.address, "POST", "/api/passphrase", &headers, body.clone()).await;
        assert_eq!(answer.error(), (415, "body.unreadable".to_owned()), "{kind}");
    }
    let named = [&safe[..], &[("content-type", "application/json; charset=utf-8".to_owned())]].concat();
    let answer = ask(leader.address, "POST", "/api/passphrase", &named, body).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn who_came_by_https_is_told_to_come_by_nothing_else() {
    let village = Village::set_up().await;
    let told = async |proto: Option<&str>, path: &str| {
        let proto = proto.map(|proto| ("x-forwarded-proto", proto.to_owned()));
        let answer = ask(village.leader.address, "GET", path, proto.as_slice(), "").await;
        answer.headers.get("strict-transport-security").map(|it| it.to_str().unwrap().to_owned())
    };
    for path in ["/", "/api/progress", "/api/nothing"] {
        assert_eq!(told(Some("https"), path).await.as_deref(), Some("max-age=2592000"), "{path}");
        assert_eq!(told(Some("http"), path).await, None);
        assert_eq!(told(None, path).await, None);
    }
    // Where people read over plain http as well, none is kept from it.
    village.hub.running().hub().allow_http();
    assert_eq!(told(Some("https"), "/").await, None);
}

#[tokio::test]
async fn whose_right_is_revoked_does_not_go_on_reading_under_it() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let token = village.invite(Role::Inspector, Some(wang.person)).await;
    assert_eq!(wang.accept(&token, "王桂兰").await.status, 200);
    assert!(wang.sees().await.iter().any(|row| row.kind == "spot"));
    revoke(&mut village, wang.person).await;
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    // What is left to her is what every volunteer may do.
    assert_eq!(wang.open_session().await.status, 200);
    assert!(!wang.sees().await.iter().any(|row| row.kind == "spot"));
    assert_eq!(village.inspector.get("/api/pull").await.status, 200);
}

#[tokio::test]
async fn everybody_sees_and_ends_her_own_sessions() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let first = wang.clone();
    assert_eq!(wang.open_session().await.status, 200);
    let seen: Vec<Value> = wang.get("/api/sessions").await.json();
    assert_eq!(seen.len(), 2);
    let other = seen.iter().find(|it| it["this"] == false).unwrap();
    assert_eq!((&other["proof"], &other["device"]), (&json!("key"), &json!(wang.device)));
    let path = format!("/api/sessions/{}", other["id"].as_str().unwrap());
    let li = village.registered("李芳", "13800002048").await;
    assert_eq!(li.delete(&path).await.error(), (404, "session.unknown".to_owned()));
    assert_eq!(first.get("/api/pull").await.status, 200);
    assert_eq!(wang.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(first.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    let nothing = format!("/api/sessions/{}", id::<uuid::Uuid>());
    assert_eq!(wang.delete(&nothing).await.error(), (404, "session.unknown".to_owned()));
    assert_eq!(wang.delete("/api/session").await.status, StatusCode::NO_CONTENT);
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    assert_eq!(li.get("/api/pull").await.status, 200);
}
