//! Hostile input (invariant 14), made from what is lawful: every field of every body that a route reads, and of every
//! entry that any release ever wrote, is twisted by itself, the rest left as it should be. A receipt or a clear 4xx; no
//! rule fails over it, and the hub goes on for others.

use std::time::Duration;

use axum::body::Bytes;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::golden::{of_this_village, pushes};
use crate::support::{Answer, Phone, Village, ask, id};

/// As many bytes as a push may have, with room for its last line.
const PUSH_BYTES: usize = 200 << 10;
const PUSH_LINES: usize = 64;
/// For this long an answer may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(10);
/// Stands where a field is to stand twice.
const TWICE: &str = "@twice@";

/// Where the fields of a body are, those inside others too.
fn places(body: &Value, at: &str, found: &mut Vec<String>) {
    let inside: Vec<(String, &Value)> = match body {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(all) => all.iter().enumerate().map(|(n, one)| (n.to_string(), one)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => vec![],
    };
    for (name, field) in inside {
        let place = format!("{at}/{name}");
        places(field, &place, found);
        found.push(place);
    }
}

fn deep() -> Value {
    (0..200).fold(json!(0), |inside, _| json!([inside]))
}

/// A body with one field that is not what it should be.
fn twists(body: &Value, long: usize) -> Vec<(String, String)> {
    let mut found = Vec::new();
    places(body, "", &mut found);
    let others = [
        json!(null),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!("\u{0}"),
        json!("\u{202e}<script>"),
        json!("长".repeat(long / 3)),
        deep(),
        json!({}),
        json!(TWICE),
    ];
    let mut twisted = Vec::new();
    for place in found {
        let (above, name) = place.rsplit_once('/').unwrap();
        for other in &others {
            let mut body = body.clone();
            *body.pointer_mut(&place).unwrap() = other.clone();
            let text = body.to_string();
            let twice = format!("\"{name}\":\"{TWICE}\"");
            let text = text.replace(&twice, &format!("\"{name}\":null,\"{name}\":\"\""));
            twisted.push((format!("{place} {:.20}", other.to_string()), text));
        }
        let mut without = body.clone();
        match without.pointer_mut(above).unwrap() {
            Value::Object(fields) => drop(fields.remove(name)),
            Value::Array(all) => drop(all.remove(name.parse().unwrap())),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        twisted.push((format!("{place} missing"), without.to_string()));
    }
    let whole = body.to_string();
    let cuts = [whole.len() / 3, whole.len() - 1].map(|end| whole.floor_char_boundary(end));
    twisted.extend(cuts.map(|end| (format!("cut at {end}"), whole[..end].to_owned())));
    twisted
}

/// A clear word of the hub's own.
#[track_caller]
fn is_clear(answer: &Answer, what: &str) {
    let status = answer.status.as_u16();
    assert!(status < 500, "{what}: {answer:?}");
    if status >= 400 {
        let said: Value =
            serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{what}: {answer:?}"));
        assert!(said["code"].as_str().is_some_and(|code| code.contains('.')), "{what}: {said}");
        assert!(said["message"].as_str().is_some_and(|it| !it.is_empty()), "{what}: {said}");
    }
}

/// What each route that reads JSON would take, but for who asks.
fn bodies() -> Vec<(&'static str, Value)> {
    let reason = json!({ "reason": "不用了" });
    let line = json!({ "id": id::<uuid::Uuid>(), "kind": "accept_invitation" }).to_string();
    vec![
        ("POST /api/back", json!({ "name": "王桂兰", "phone": "13800002047" })),
        ("POST /api/gaps", json!({ "device": id::<uuid::Uuid>(), "entries": [id::<uuid::Uuid>()] })),
        ("POST /api/held/{entry}/dismiss", reason.clone()),
        ("POST /api/invitations/accept", json!({ "token": "AAAAAAAAAAAAAAAAAAAAAA", "line": line })),
        ("POST /api/invitations/look", json!({ "token": "AAAAAAAAAAAAAAAAAAAAAA" })),
        ("POST /api/passphrase", json!({ "passphrase": "腊月里扫屋檐", "current": "扫净门前雪水" })),
        ("POST /api/quarantine/{entry}/{sha256}/dismiss", reason),
        ("POST /api/sign-in", json!({ "name": "王主任", "passphrase": "腊月里扫屋檐" })),
    ]
}

fn filled(path: &str) -> String {
    let path = path.replace("{sha256}", &"0".repeat(64));
    path.replace("{entry}", &id::<uuid::Uuid>().to_string())
}

/// Those that the hub describes as reading JSON.
async fn described(village: &Village) -> Vec<String> {
    let described: Value = village.phone().get("/api/openapi.json").await.json();
    let mut found = Vec::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if operation["requestBody"]["content"].get("application/json").is_some() {
                found.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    found.sort();
    found
}

/// An organiser's page with the key of a phone that nobody knows, each time from another address.
fn headers(organiser: &Phone, stranger: &Phone, asked: u32) -> Vec<(&'static str, String)> {
    let [_, a, b, c] = asked.to_be_bytes();
    vec![
        stranger.key_header(),
        ("cookie", organiser.cookie.clone().unwrap()),
        ("origin", format!("http://{}", organiser.address)),
        ("x-forwarded-for", format!("10.{a}.{b}.{c}")),
    ]
}

#[tokio::test]
async fn every_field_of_every_body_is_twisted_and_the_answer_is_clear() {
    let mut village = Village::set_up().await;
    let bodies = bodies();
    let named: Vec<&str> = bodies.iter().map(|(operation, _)| *operation).collect();
    assert_eq!(described(&village).await, named, "every route that reads JSON is twisted");
    let (organiser, mut asked) = (village.organiser.clone(), 0);
    for (operation, body) in &bodies {
        let (method, path) = operation.split_once(' ').unwrap();
        for (what, text) in twists(body, 70_000) {
            asked += 1;
            let stranger = village.phone();
            let sent = headers(&organiser, &stranger, asked);
            let answer = ask(organiser.address, method, &filled(path), &sent, text).await;
            is_clear(&answer, &format!("{operation} {what}"));
        }
    }
    assert!(asked > 100, "{asked}");
    village.placed("王桂兰", "13800002047").await;
}

#[tokio::test]
async fn every_field_of_every_entry_is_twisted_and_no_rule_fails_over_it() {
    let mut village = Village::set_up().await;
    let (mut twisted, mut count) = (Vec::new(), 0);
    for (name, push) in pushes() {
        for line in of_this_village(&push, &village) {
            let body: Value = serde_json::from_str(&line).unwrap();
            let own = body["id"].as_str().unwrap().to_owned();
            let fresh = |text: String| text.replacen(&own, &id::<uuid::Uuid>().to_string(), 1);
            let of_line = twists(&body, 4_000).into_iter();
            twisted
                .extend(of_line.map(|(what, text)| (format!("{name} {} {what}", body["kind"]), fresh(text))));
            let too_long = json!({ "padding": "长".repeat(25_000), "was": body }).to_string();
            twisted.push((format!("{name} {} too long", body["kind"]), too_long));
        }
    }
    let mut left = twisted.as_slice();
    while !left.is_empty() {
        let mut bytes = 0;
        let fits = left.iter().take(PUSH_LINES).take_while(|(_, line)| {
            bytes += line.len() + 1;
            bytes < PUSH_BYTES
        });
        let (batch, rest) = left.split_at(fits.count().max(1));
        let lines: Vec<&str> = batch.iter().map(|(_, line)| line.as_str()).collect();
        let answer = village.organiser.send(lines.join("\n")).await;
        is_clear(&answer, &batch[0].0);
        assert_eq!(answer.status, 200, "{answer:?}");
        let read: Value = answer.json();
        let receipts = read["receipts"].as_array().unwrap();
        assert_eq!(receipts.len(), batch.len(), "{}", batch[0].0);
        for (receipt, (what, line)) in receipts.iter().zip(batch) {
            assert_ne!(receipt["code"], "entry.unjudged", "{what}: {line:.2000}");
        }
        count += batch.len();
        left = rest;
    }
    assert!(count > 5_000, "{count}");
    village.placed("王桂兰", "13800002047").await;
    let page = village.organiser.pull(None, 1000).await;
    assert!(!page.rows.is_empty());
}

/// A request as bytes, and the head of what is answered; nothing where the hub hangs up.
async fn raw(phone: &Phone, head: &str, body: &[u8], hangs_up: bool) -> String {
    let mut stream = TcpStream::connect(phone.address).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    if hangs_up {
        stream.shutdown().await.unwrap();
    }
    let mut came = [0; 4096];
    let read = tokio::time::timeout(PATIENCE, stream.read(&mut came)).await;
    let count = read.unwrap_or_else(|_| panic!("no answer: {head}")).unwrap_or(0);
    String::from_utf8_lossy(&came[..count]).into_owned()
}

#[tokio::test]
async fn a_body_that_is_announced_too_large_is_turned_down_before_it_comes() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let photo = id::<uuid::Uuid>();
    let routes = [
        "POST /api/push".to_owned(),
        "POST /api/sign-in".to_owned(),
        "POST /api/back".to_owned(),
        "POST /api/invitations/look".to_owned(),
        "POST /api/invitations/accept".to_owned(),
        "POST /api/passphrase".to_owned(),
        "POST /api/take-in".to_owned(),
        format!("PATCH /api/photos/{photo}"),
        format!("PUT /api/photos/{photo}/thumb"),
    ];
    for route in routes {
        let shown = village.organiser.cookie.clone().unwrap();
        let (_, key) = wang.key_header();
        let head = |length: &str| {
            format!(
                "{route} HTTP/1.1\r\nhost: hub\r\norigin: http://hub\r\nauthorization: {key}\r\ncookie: {shown}\r\n\
                 upload-offset: 0\r\n{length}\r\n\r\n"
            )
        };
        for length in ["99999999999", "18446744073709551615"] {
            let said = raw(&wang, &head(&format!("content-length: {length}")), b"{", false).await;
            assert!(said.starts_with("HTTP/1.1 4"), "{route} {length}: {said}");
        }
        for wrong in
            ["content-length: -1", "content-length: 5\r\ncontent-length: 6", "transfer-encoding: gzip"]
        {
            let said = raw(&wang, &head(wrong), b"{", true).await;
            assert!(!said.starts_with("HTTP/1.1 5"), "{route} {wrong}: {said}");
        }
        // Cut off in the middle, and what no gzip is.
        let said = raw(&wang, &head("content-length: 100"), b"{\"name\":", true).await;
        assert!(!said.starts_with("HTTP/1.1 5"), "{route}: {said}");
        let zipped = "content-encoding: gzip\r\ncontent-length: 6";
        let said = raw(&wang, &head(zipped), b"\x1f\x8b\x08\xff\xff\xff", false).await;
        assert!(said.starts_with("HTTP/1.1 4") || said.starts_with("HTTP/1.1 2"), "{route}: {said}");
    }
    village.placed("李芳", "13800002048").await;
    assert_eq!(village.leader.send(Bytes::from_static(b"{")).await.status, 200);
}
