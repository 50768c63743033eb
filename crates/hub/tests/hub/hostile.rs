//! Hostile input (invariant 14): every operation that the hub describes, with bodies, paths, questions and headers that
//! nobody means well with. A clear 4xx, nothing stored, and the hub goes on for others.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::{HeaderValue, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::support::{Phone, Village, id};

/// For this long an answer to nonsense may take, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(10);

/// One request, as bytes that may be anything.
#[derive(Clone, Debug)]
struct Asked {
    method: String,
    path: String,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Bytes,
}

struct Told {
    status: StatusCode,
    body: Bytes,
}

/// Asks, and reads no more than the beginning of what is answered. A hub that turns a body down need not read all of it:
/// where the connection ends before an answer came, it is asked once more with less.
async fn ask(address: SocketAddr, asked: &Asked) -> Told {
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    let driving = tokio::spawn(connection);
    let mut request =
        Request::builder().method(asked.method.as_str()).uri(asked.path.as_str()).header("host", "hub");
    for (name, value) in &asked.headers {
        request = request.header(*name, HeaderValue::from_bytes(value).unwrap());
    }
    let request = request.body(Full::new(asked.body.clone())).unwrap();
    let answered = tokio::time::timeout(PATIENCE, sender.send_request(request)).await;
    let response = answered.unwrap_or_else(|_| panic!("no answer: {asked:?}")).unwrap();
    let status = response.status();
    let body = if status.is_success() {
        Bytes::new()
    } else {
        response.into_body().collect().await.unwrap().to_bytes()
    };
    driving.abort();
    Told { status, body }
}

fn bodies() -> Vec<(&'static str, Bytes)> {
    let long = "长".repeat(10_000);
    let many = json!({ "name": long, "phone": long, "passphrase": long, "reason": long, "token": long,
        "line": long, "current": long });
    let wrong =
        json!({ "name": 1, "phone": [], "passphrase": {}, "reason": null, "token": true, "line": 2.5 });
    let zero = json!({ "name": "\u{0}", "phone": "\u{0}", "passphrase": "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
        "reason": "\u{0}", "token": "\u{0}", "line": "\u{0}" });
    vec![
        ("nothing", Bytes::new()),
        ("a zero", Bytes::from_static(b"\0")),
        ("no UTF-8", Bytes::from_static(b"\xff\xfe{\x80}")),
        ("half of a thing", Bytes::from_static(b"{\"name\": \"")),
        ("null", Bytes::from_static(b"null")),
        ("a number", Bytes::from_static(b"-1e999")),
        ("a list", Bytes::from_static(b"[]")),
        ("an empty thing", Bytes::from_static(b"{}")),
        ("a thing twice", Bytes::from_static(b"{\"token\":\"a\",\"token\":\"b\"}")),
        ("deep", Bytes::from(vec![b'['; 60 << 10])),
        ("a mebibyte of brackets", Bytes::from(vec![b'['; 1 << 20])),
        ("more than any piece", Bytes::from(vec![0xff; (1 << 20) + 1])),
        ("U+0000", zero.to_string().into()),
        ("long texts", many.to_string().into()),
        ("other types", wrong.to_string().into()),
    ]
}

const NAMES: [&str; 9] = [
    "x",
    "%00",
    "%FF%FE",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%27%3B%20drop%20table%20entity%3B--",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "%F0%9F%A7%B9",
    "-1",
];

/// What stands behind the question mark of routes that read one, and of others.
fn questions() -> Vec<String> {
    let long = "A".repeat(30_000);
    let asked =
        ["limit=-1", "limit=x", "limit=99999999999999999999", "limit=1&limit=2", "cursor=%00", "cursor=%FF"];
    let cursors = ["e30", "W10", "bnVsbA", "eyJlcG9jaCI6MX0.AAAA", "../..", "%F0%9F%A7%B9"];
    asked
        .map(str::to_owned)
        .into_iter()
        .chain(cursors.map(|cursor| format!("cursor={cursor}")))
        .chain(["=&&&=".to_owned(), format!("cursor={long}"), format!("{long}=1")])
        .collect()
}

fn headers() -> Vec<Vec<(&'static str, Vec<u8>)>> {
    let junk: [&[u8]; 6] = [b"", b"\xff\xfe", b"Device", b"Device x.y", b"Basic eDp5", b"Device 0.0.0.0"];
    let mut sent: Vec<Vec<_>> = junk.iter().map(|it| vec![("authorization", it.to_vec())]).collect();
    let cookies: [&[u8]; 4] = [b"__Host-yingchun=", b"__Host-yingchun=%%%;;;=", b"\xff=\xff", b"=;=;=;"];
    sent.extend(cookies.iter().map(|it| vec![("cookie", it.to_vec())]));
    for (name, value) in [
        ("origin", &b"null"[..]),
        ("origin", b"\xff"),
        ("x-forwarded-for", b"not, an, address"),
        ("x-request-id", b"\xff\xff"),
        ("range", b"bytes=9999999-1"),
        ("accept-encoding", b"\xff;q=x"),
        ("if-none-match", b"\xff"),
        ("content-type", b"multipart/form-data"),
        ("content-encoding", b"gzip"),
        ("upload-offset", b"-1"),
        ("upload-offset", b"18446744073709551616"),
    ] {
        sent.push(vec![(name, value.to_vec())]);
    }
    sent
}

/// How much the hub has stored, by table. Sessions and notes of readings come and go with asking.
async fn stored(village: &Village) -> Vec<(String, i64)> {
    let file = village.hub.folder().join("yingchun.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let database = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let sql = "select 'entity', count(id) from entity union all select 'view', count(id) from view union all \
        select 'lookup', count(id) from lookup union all select 'receipt', count(entry) from receipt union all \
        select 'held', count(entry) from held union all select 'quarantine', count(entry) from quarantine \
        union all select 'photo', count(photo) from photo union all select 'device', count(device) from device \
        union all select 'passphrase', count(person) from passphrase \
        union all select 'come_back', count(device) from come_back \
        union all select 'gap', count(entry) from gap union all \
        select 'commit', max(commit_no) from \"commit\"";
    sqlx::query_as(sql).fetch_all(&database).await.unwrap()
}

/// Every operation that the hub describes, but the one that ends the session under which all is asked.
async fn operations(village: &Village) -> Vec<(String, String)> {
    let described: Value = village.phone().get("/api/openapi.json").await.json();
    let paths = described["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap();
        methods.keys().map(move |method| (method.to_uppercase(), path.clone()))
    });
    all.filter(|(method, path)| (method.as_str(), path.as_str()) != ("DELETE", "/api/session")).collect()
}

/// Asks nonsense in the name of an organiser with a strange device, each time from another address.
struct Nonsense {
    organiser: Phone,
    stranger: Phone,
    asked: u32,
    slowest: Duration,
}

impl Nonsense {
    async fn ask(&mut self, method: &str, path: &str, headers: &[(&'static str, Vec<u8>)], body: &Bytes) {
        self.asked += 1;
        let [_, a, b, c] = self.asked.to_be_bytes();
        let own = |name| headers.iter().any(|(it, _)| *it == name);
        let usual = [
            ("authorization", self.stranger.key_header().1.into_bytes()),
            ("cookie", self.organiser.cookie.clone().unwrap().into_bytes()),
            ("origin", b"https://hub".to_vec()),
            ("content-type", b"application/json".to_vec()),
            ("upload-offset", b"0".to_vec()),
            ("x-forwarded-for", format!("10.{a}.{b}.{c}").into_bytes()),
        ];
        let mut sent: Vec<_> = usual.into_iter().filter(|(name, _)| !own(*name)).collect();
        sent.extend_from_slice(headers);
        let (method, path) = (method.to_owned(), path.to_owned());
        let asked = Asked { method, path, headers: sent, body: body.clone() };
        let began = Instant::now();
        let told = ask(self.organiser.address, &asked).await;
        self.slowest = self.slowest.max(began.elapsed());
        let what = format!("{} {:.80} {:?} {}", asked.method, asked.path, headers, body.len());
        assert!(told.status.as_u16() < 500, "{what}: {}", told.status);
        if told.status.is_client_error() && asked.method != "HEAD" {
            let said: Value = serde_json::from_slice(&told.body)
                .unwrap_or_else(|_| panic!("{what}: {} {:?}", told.status, told.body));
            let code = said["code"].as_str().unwrap_or_default();
            assert!(code.contains('.') && !code.contains(char::is_whitespace), "{what}: {said}");
            assert!(!said["message"].as_str().unwrap_or_default().is_empty(), "{what}: {said}");
        }
    }
}

#[tokio::test]
async fn nonsense_is_told_what_it_is_and_leaves_nothing_behind() {
    let mut village = Village::set_up().await;
    let before = stored(&village).await;
    let (organiser, stranger) = (village.organiser.clone(), village.phone());
    let mut nonsense = Nonsense { organiser, stranger, asked: 0, slowest: Duration::ZERO };
    let none = Bytes::new();
    for (method, path) in operations(&village).await {
        let some = path.replace("{code}", "AAAA").replace("{sha256}", &"0".repeat(64));
        let some = ["{id}", "{entry}", "{person}", "{device}"]
            .iter()
            .fold(some, |path, place| path.replace(place, &id::<uuid::Uuid>().to_string()));
        for (_, body) in bodies().iter().filter(|_| method != "GET" && method != "HEAD") {
            nonsense.ask(&method, &some, &[], body).await;
            nonsense.ask(&method, &some, &[("content-type", b"text/csv".to_vec())], body).await;
        }
        for name in NAMES.iter().filter(|_| path.contains('{')) {
            let named = path.split('/').map(|part| if part.starts_with('{') { *name } else { part });
            nonsense.ask(&method, &named.collect::<Vec<_>>().join("/"), &[], &none).await;
        }
        for question in questions() {
            nonsense.ask(&method, &format!("{some}?{question}"), &[], &none).await;
        }
        for headers in headers() {
            nonsense.ask(&method, &some, &headers, &none).await;
        }
        for other in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            if other != "DELETE" || some != "/api/session" {
                nonsense.ask(other, &some, &[], &none).await;
            }
        }
    }
    for path in ["/api", "/api/", "/api//push", "/api/push/", "/api/%00", "/api/nothing/at/all"] {
        nonsense.ask("GET", path, &[], &none).await;
        nonsense.ask("POST", path, &[], &none).await;
    }
    assert!(nonsense.asked > 1_000, "{}", nonsense.asked);
    assert_eq!(stored(&village).await, before);
    // Nobody else noticed.
    let began = Instant::now();
    village.placed("王桂兰", "13800002047").await;
    assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    assert!(nonsense.slowest < PATIENCE, "{:?}", nonsense.slowest);
}
