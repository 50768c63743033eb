//! Reading over plain http, as on a laptop's hotspot in the hills: only where it is allowed, and marked.

use serde_json::{Value, json};
use yingchun_hub::keep::restore;

use crate::support::{Answer, Phone, Village, ask, back_up};

/// The page of this hub as another machine of the network has it.
const HOTSPOT: &str = "http://192.168.43.1:8080";

fn from_hotspot(phone: &Phone) -> Vec<(&'static str, String)> {
    let cookie = phone.cookie.clone().map(|cookie| ("cookie", cookie));
    let page = [phone.key_header(), ("origin", HOTSPOT.to_owned())];
    page.into_iter().chain(cookie).collect()
}

async fn opens_there(phone: &mut Phone) -> Answer {
    let answer = ask(phone.address, "POST", "/api/session", &from_hotspot(phone), "").await;
    phone.cookie = answer.cookie().or(phone.cookie.take());
    answer
}

/// Pushes over plain http and keeps the hub's word, as everybody who listens may.
async fn pushes_there(phone: &mut Phone, line: String) -> Answer {
    let answer = ask(phone.address, "POST", "/api/push", &from_hotspot(phone), line).await;
    phone.seal = answer.json::<Value>()["seal"].as_str().map(str::to_owned);
    answer
}

fn flags(answer: &Answer) -> String {
    answer.headers["set-cookie"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn work_is_taken_over_plain_http_and_nothing_is_read_there() {
    let village = Village::set_up().await;
    let mut wang = village.phone();
    let line = wang.registration(village.code, "王桂兰", "13800002047").to_line().unwrap();
    let pushed = ask(wang.address, "POST", "/api/push", &from_hotspot(&wang), line).await;
    assert_eq!(pushed.status, 200, "{pushed:?}");
    assert_eq!(opens_there(&mut wang).await.error(), (403, "session.plain_http".to_owned()));
    assert_eq!(wang.cookie, None);
    let body = json!({ "name": "王主任", "passphrase": "腊月里扫屋檐" }).to_string();
    let office = ask(wang.address, "POST", "/api/sign-in", &from_hotspot(&village.phone()), body).await;
    assert_eq!(office.error(), (403, "session.plain_http".to_owned()));
    // Whoever listened has her key: it opens nothing where others cannot listen.
    assert_eq!(wang.open_session().await.error(), (403, "session.went_plain".to_owned()));
}

#[tokio::test]
async fn where_it_is_allowed_a_session_is_marked_and_never_passes_for_a_safe_one() {
    let village = Village::set_up().await;
    village.hub.running().hub().allow_http();
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let safe = wang.cookie.take().unwrap();
    let opened = opens_there(&mut wang).await;
    assert_eq!(opened.status, 200, "{opened:?}");
    let (cookie, set) = (wang.cookie.clone().unwrap(), flags(&opened));
    assert!(cookie.starts_with("yingchun-plain=") && !set.contains("Secure"), "{set}");
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
    assert_eq!(wang.get("/api/pull").await.status, 200);
    let token = cookie.split_once('=').unwrap().1;
    wang.cookie = Some(format!("__Host-yingchun={token}"));
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    let token = safe.split_once('=').unwrap().1;
    wang.cookie = Some(format!("yingchun-plain={token}"));
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
    wang.cookie = Some(safe);
    assert_eq!(wang.get("/api/pull").await.status, 200);
    assert_eq!(wang.open_session().await.error(), (403, "session.went_plain".to_owned()));
    assert_eq!(opens_there(&mut wang).await.status, 200, "there she comes in again");
}

#[tokio::test]
async fn a_plain_session_ends_with_the_permission() {
    let mut village = Village::set_up().await;
    village.hub.running().hub().allow_http();
    let mut wang = village.registered("王桂兰", "13800002047").await;
    assert_eq!(opens_there(&mut wang).await.status, 200);
    village.hub = village.hub.restart().await;
    wang.address = village.hub.address();
    assert_eq!(wang.get("/api/pull").await.error(), (401, "session.missing".to_owned()));
}

#[tokio::test]
async fn this_very_machine_needs_no_permission() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let page = [wang.key_header(), ("origin", format!("http://{}", wang.address))];
    let opened = ask(wang.address, "POST", "/api/session", &page, "").await;
    assert_eq!(opened.status, 200);
    assert!(flags(&opened).contains("Secure"));
}

#[tokio::test]
async fn a_key_that_everybody_could_hear_opens_nothing_after_a_restore_either() {
    let mut village = Village::set_up().await;
    let copies = tempfile::tempdir().unwrap();
    back_up(village.hub.folder(), copies.path()).await.unwrap();
    // All come after the copy was made: one over plain http, two over https.
    let (mut wang, mut li) = (village.phone(), village.registered("李芳", "13800002048").await);
    let line = wang.registration(village.code, "王桂兰", "13800002047").to_line().unwrap();
    assert_eq!(pushes_there(&mut wang, line).await.status, 200);
    let mut zhao = village.registered("赵敏", "13800002049").await;
    let put_back = async |folder: &std::path::Path| drop(restore(folder, Some(copies.path())).await.unwrap());
    village.hub = village.hub.between_async(put_back).await;
    for phone in [&mut wang, &mut li, &mut zhao] {
        phone.address = village.hub.address();
        assert!(phone.seal.is_some());
    }
    assert_eq!(wang.open_session().await.error(), (403, "session.went_plain".to_owned()));
    assert_eq!(li.open_session().await.status, 200);
    // Shown for the first time again over plain http.
    let again = [("device-seal", zhao.seal.clone().unwrap())].into_iter().chain(from_hotspot(&zhao));
    let refused = ask(zhao.address, "POST", "/api/session", &again.collect::<Vec<_>>(), "").await;
    assert_eq!(refused.error(), (403, "session.plain_http".to_owned()));
    assert_eq!(zhao.open_session().await.error(), (403, "session.went_plain".to_owned()));
}
