//! An official's key opens her session again for a moment after she showed a passphrase or took an invitation on that
//! very device: a browser that is killed in its first half minute has not written the cookie down.

use axum::http::StatusCode;
use serde_json::{Value, json};
use yingchun_domain::grant::Role;

use crate::support::{LATELY_MS, Phone, Village, ask};

const PHRASE: &str = "腊月里扫屋檐";

/// Her browser starts again, and has no cookie.
async fn comes_in_again(phone: &mut Phone) -> (u16, String) {
    phone.cookie = None;
    let answer = phone.open_session().await;
    if answer.status == StatusCode::OK { (200, String::new()) } else { answer.error() }
}

fn turned_away() -> (u16, String) {
    (403, "session.invitation_needed".to_owned())
}

#[tokio::test]
async fn whoever_took_an_invitation_a_moment_ago_comes_in_again_on_that_phone() {
    let village = Village::set_up().await;
    village.let_pass(LATELY_MS - 60_000).await;
    for mut phone in [village.leader.clone(), village.inspector.clone(), village.organiser.clone()] {
        assert_eq!(comes_in_again(&mut phone).await.0, 200);
        assert_eq!(phone.get("/api/pull").await.status, 200);
    }
    // Coming in again does not draw the moment out.
    village.let_pass(60_000).await;
    for mut phone in [village.leader.clone(), village.inspector.clone(), village.organiser.clone()] {
        assert_eq!(comes_in_again(&mut phone).await, turned_away());
    }
    // A clock of the hub's that was set back is no moment ago.
    village.let_pass(-2 * LATELY_MS).await;
    assert_eq!(comes_in_again(&mut village.leader.clone()).await, turned_away());
}

#[tokio::test]
async fn a_session_that_was_opened_so_counts_as_the_one_that_was_lost() {
    let mut village = Village::set_up().await;
    let mut leader = village.leader.clone();
    let set = leader.post("/api/passphrase", &json!({ "passphrase": PHRASE })).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    // She lost the passphrase and took another invitation: without the old one she sets a new one, cookie lost or not.
    let token = village.invite(Role::Leader { team: village.team }, Some(leader.person)).await;
    assert_eq!(leader.accept(&token, "李建国").await.status, 200);
    assert_eq!(comes_in_again(&mut leader).await.0, 200);
    let listed: Vec<Value> = leader.get("/api/sessions").await.json();
    let this = listed.iter().find(|it| it["this"] == true).unwrap();
    assert_eq!(this["proof"], "invitation");
    let set = leader.post("/api/passphrase", &json!({ "passphrase": "扫净门前雪水" })).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn whoever_signed_in_a_moment_ago_comes_in_again_on_that_phone_and_on_no_other() {
    let village = Village::set_up().await;
    let set = village.leader.post("/api/passphrase", &json!({ "passphrase": PHRASE })).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    village.let_pass(LATELY_MS).await;
    let mut other = Phone { person: village.leader.person, ..village.phone() };
    let body = json!({ "name": "李建国", "passphrase": PHRASE }).to_string();
    let signed_in = ask(other.address, "POST", "/api/sign-in", &[other.key_header()], body).await;
    assert_eq!(signed_in.status, 200, "{signed_in:?}");
    assert_eq!(comes_in_again(&mut other).await.0, 200);
    // On the phone with which she came by an invitation long ago she has shown nothing.
    assert_eq!(comes_in_again(&mut village.leader.clone()).await, turned_away());
}

#[tokio::test]
async fn whoever_signed_out_does_not_come_in_again_by_a_key() {
    let village = Village::set_up().await;
    let mut leader = village.leader.clone();
    assert_eq!(leader.delete("/api/session").await.status, StatusCode::NO_CONTENT);
    assert_eq!(comes_in_again(&mut leader).await, turned_away());
}

#[tokio::test]
async fn a_key_that_went_over_plain_http_opens_nothing_for_an_official() {
    let village = Village::set_up().await;
    village.hub.running().hub().allow_http();
    let mut leader = village.leader.clone();
    let page = [leader.key_header(), ("origin", "http://192.168.43.1:8080".to_owned())];
    for _ in 0..2 {
        let there = ask(leader.address, "POST", "/api/session", &page, "").await;
        assert_eq!(there.error(), turned_away());
    }
    assert_eq!(comes_in_again(&mut leader).await, turned_away());
}
