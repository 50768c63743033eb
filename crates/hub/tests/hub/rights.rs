//! Who may do what over HTTP: every route that the hub describes, for every role, in her own village and in another
//! one, and after her right was revoked, with the session that she had and with one that her key opened anew. Officials
//! showed an invitation or a passphrase a while ago; what their keys open a moment after it is stated, too.
//! `rights.txt` states every cell; what a pull brings is held against the scope table row by row.

mod things;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};
use sqlx::Row as _;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::{Revoke, Role};
use yingchun_domain::page::Page;
use yingchun_domain::person::place::Place;
use yingchun_domain::row::Kind;
use yingchun_domain::scope::{Scope, inspector_reads, office_reads};
use yingchun_domain::text::Line;

use self::things::{Things, grant_of, jpeg, report, things};
use crate::scope_table::{TABLE, head};
use crate::support::{Answer, LATELY_MS, Phone, Village, ask, id};

const STATED: &str = include_str!("rights.txt");
const PHRASE: &str = "腊月里扫屋檐";
const BY_KEY: &str = "POST /api/session";
/// `revoked` was a leader whose session ended with her right; `again` is another one who came in again by her key.
const ACTORS: [&str; 7] = ["nobody", "volunteer", "leader", "inspector", "organiser", "revoked", "again"];

/// Somebody who asks, with a second session to be ended.
struct Actor {
    phone: Option<Phone>,
    spare: Option<Phone>,
}

/// Somebody of a role, with a passphrase and two sessions.
async fn official(phone: Phone, name: &str) -> Actor {
    let set = phone.post("/api/passphrase", &json!({ "passphrase": PHRASE })).await;
    assert_eq!(set.status, 204, "{set:?}");
    let body = json!({ "name": name, "passphrase": PHRASE }).to_string();
    let answer = ask(phone.address, "POST", "/api/sign-in", &[phone.key_header()], body).await;
    let spare = Phone { cookie: answer.cookie(), ..phone.clone() };
    assert!(spare.cookie.is_some(), "{answer:?}");
    Actor { phone: Some(phone), spare: Some(spare) }
}

/// Somebody who led a team until the office ended her right.
async fn revoked(village: &mut Village, name: &str) -> Phone {
    let phone = village.invited(Role::Leader { team: village.team }, name).await;
    let grant = grant_of(village, phone.person).await;
    let reason = Line::try_from("换人").unwrap();
    assert_eq!(village.organiser.does(grant.id.uuid(), Act::Revoke(Revoke { reason })).await, "applied");
    phone
}

async fn actors(village: &mut Village, own: &Things) -> [Actor; 7] {
    let mut spare = own.member.clone();
    assert_eq!(spare.open_session().await.status, 200);
    let volunteer = Actor { phone: Some(own.member.clone()), spare: Some(spare) };
    let leader = official(village.leader.clone(), "李建国").await;
    let inspector = official(village.inspector.clone(), "周明").await;
    let organiser = official(village.organiser.clone(), "王主任").await;
    let out = revoked(village, "孙旺").await;
    let out = Actor { spare: Some(out.clone()), phone: Some(out) };
    let mut again = revoked(village, "钱进").await;
    assert_eq!(again.open_session().await.status, 200);
    let mut spare = again.clone();
    assert_eq!(spare.open_session().await.status, 200);
    let again = Actor { phone: Some(again), spare: Some(spare) };
    [Actor { phone: None, spare: None }, volunteer, leader, inspector, organiser, out, again]
}

/// A phone that asks to come back as a village's member, seen by the office: the one before, until somebody settled it.
async fn comes_back(village: &Village, things: &Things) -> String {
    let asking: Vec<Value> = village.organiser.get("/api/back").await.json();
    let member = things.member.person.to_string();
    if let Some(it) = asking.iter().find(|it| it["person"] == member) {
        return it["device"].as_str().unwrap().to_owned();
    }
    let phone = village.phone();
    let body = json!({ "name": "王桂兰", "phone": things.number }).to_string();
    let answer = ask(phone.address, "POST", "/api/back", &[phone.key_header()], body).await;
    assert_eq!(answer.status, 202);
    loop {
        let asking: Vec<Value> = village.organiser.get("/api/back").await.json();
        if asking.iter().any(|it| it["device"] == phone.device.to_string()) {
            return phone.device.to_string();
        }
        tokio::task::yield_now().await;
    }
}

async fn first_session(phone: &Phone) -> String {
    let sessions = phone.get("/api/sessions").await;
    let listed: Vec<Value> = serde_json::from_slice(&sessions.body).unwrap_or_default();
    let this = listed.iter().find(|it| it["this"] == true);
    this.map_or_else(|| id::<uuid::Uuid>().to_string(), |it| it["id"].as_str().unwrap().to_owned())
}

/// The path with its places filled in.
async fn filled(path: &str, village: &Village, things: &Things, own: Option<&Phone>) -> String {
    let mut path = path.replace("{code}", things.code).replace("{entry}/{sha256}", &things.apart);
    if path == "/api/back" {
        comes_back(village, things).await;
    }
    if path.starts_with("/api/gaps/") {
        path = path.replace("{device}", &things.member.device.to_string());
    }
    if path.contains("{device}") {
        path = path.replace("{device}", &comes_back(village, things).await);
    }
    if path.starts_with("/api/sessions/") {
        path = path.replace("{id}", &first_session(own.unwrap_or(&things.member)).await);
    }
    path.replace("{id}", &things.photo)
        .replace("{grant}", &id::<uuid::Uuid>().to_string())
        .replace("{entry}", &things.held)
        .replace("{person}", &things.member.person.to_string())
}

fn body(operation: &str, actor: Option<&mut Phone>, things: &Things, own: bool) -> Bytes {
    match operation {
        "POST /api/push" => {
            let Some(phone) = actor else { return Bytes::from_static(b"{}") };
            // What anybody may say, in her own name or in another's, and what only this village's leaders may do.
            let entry = phone.entry(id::<uuid::Uuid>(), report());
            let author = if own { phone.person } else { things.member.person };
            let place = phone.entry(things.member.person.uuid(), Act::Place(Place { team: things.team }));
            let lines = [Entry { author, ..entry }, place].map(|entry| entry.to_line().unwrap());
            lines.join("\n").into()
        }
        "POST /api/gaps" => {
            let entries = [id::<uuid::Uuid>()];
            json!({ "device": things.member.device, "entries": entries }).to_string().into()
        }
        "PATCH /api/photos/{id}" | "PUT /api/photos/{id}/thumb" => jpeg().into(),
        _ => json!({ "name": "王桂兰", "phone": "13900000000", "passphrase": "123", "reason": "不用了",
            "token": "AAAA", "line": "{}" })
        .to_string()
        .into(),
    }
}

/// Status and code; of what is listed, what of the village is in it.
fn cell(operation: &str, things: &Things, answer: &Answer) -> String {
    let status = answer.status.as_u16();
    let read: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if let Some(code) = read["code"].as_str() {
        return format!("{status} {code}");
    }
    let more = match operation {
        "POST /api/push" => {
            let receipts = read["receipts"].as_array().into_iter().flatten();
            receipts.filter_map(|it| it["outcome"].as_str()).collect::<Vec<_>>().join("+")
        }
        "GET /api/pull" if status == 200 => pulled(&answer.json(), things),
        "GET /api/back" => {
            let member = things.member.person.to_string();
            let asks = |it: &Value| it["person"] == member;
            if read.as_array().is_some_and(|it| it.iter().any(asks)) { "asks" } else { "" }.to_owned()
        }
        _ => String::new(),
    };
    format!("{status} {more}").trim().to_owned()
}

/// The kinds of which a page brings the village's row.
fn pulled(page: &Page, things: &Things) -> String {
    assert!(page.whole);
    let brought = |kind: Kind, id: &uuid::Uuid| {
        page.rows.iter().any(|it| !it.gone && it.kind == kind.as_str() && it.id == *id)
    };
    let found = things.rows.iter().filter(|(kind, id)| brought(**kind, id));
    found.map(|(kind, _)| kind.as_str()).collect::<Vec<_>>().join("+")
}

/// Every row of the hub, with the scopes in which it stands, as they are stored.
async fn stored(village: &Village) -> Vec<(Kind, uuid::Uuid, Vec<Scope>)> {
    let file = village.hub.folder().join("yingchun.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let database = sqlx::SqlitePool::connect_with(options).await.unwrap();
    let rows = sqlx::query("select kind, id, scopes from entity").fetch_all(&database).await.unwrap();
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let (kind, id): (&str, &str) = (row.get("kind"), row.get("id"));
        let scopes = serde_json::from_str(row.get("scopes")).unwrap();
        (kind.parse().unwrap(), id.parse().unwrap(), scopes)
    };
    rows.iter().map(read).collect()
}

/// Invariant 10, row by row: a reader is brought what stands in a scope that she holds and that the table names for its
/// kind, or what her role reads whole; nothing else.
async fn each_reads_what_the_table_gives_her(village: &Village, actors: &[Actor; 7]) {
    let rows = stored(village).await;
    let kinds: BTreeSet<Kind> = rows.iter().map(|(kind, ..)| *kind).collect();
    assert_eq!(kinds, Kind::ALL.iter().copied().collect(), "a row of every kind is there");
    for (actor, name) in actors.iter().zip(ACTORS).filter(|(_, name)| !["nobody", "revoked"].contains(name)) {
        let page = actor.phone.as_ref().unwrap().pull(None, 1000).await;
        assert!(page.whole);
        for (kind, id, scopes) in &rows {
            let (_, heads) = TABLE.iter().find(|(it, _)| it == kind).unwrap();
            assert!(scopes.iter().all(|scope| heads.contains(&head(*scope))), "{kind} stands in {scopes:?}");
            let held = |scope: &Scope| page.scopes.contains(scope);
            let whole = (held(&Scope::Office) && office_reads(*kind))
                || (held(&Scope::Inspect) && inspector_reads(*kind));
            let brought = page.rows.iter().any(|it| !it.gone && it.kind == kind.as_str() && it.id == *id);
            assert_eq!(brought, whole || scopes.iter().any(held), "{name}: {kind} {id} in {scopes:?}");
        }
    }
}

/// Whether an answer without end begins, by its first line.
async fn head_of(address: std::net::SocketAddr, cookie: Option<&str>) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let cookie = cookie.map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
    stream
        .write_all(format!("GET /api/news HTTP/1.1\r\nhost: hub\r\n{cookie}\r\n").as_bytes())
        .await
        .unwrap();
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.unwrap();
    String::from_utf8_lossy(&head[9..]).into_owned()
}

async fn one(operation: &str, village: &Village, actor: &mut Actor, things: &Things, own: bool) -> String {
    let (method, path) = operation.split_once(' ').unwrap();
    let spare = operation == "DELETE /api/session";
    let phone = if spare { actor.spare.as_mut() } else { actor.phone.as_mut() };
    if path == "/api/news" {
        return head_of(village.phone().address, phone.and_then(|it| it.cookie.clone()).as_deref()).await;
    }
    let target = filled(path, village, things, phone.as_deref().filter(|_| own)).await;
    let mut headers = vec![("origin", format!("http://{}", village.phone().address))];
    headers.push(("upload-offset", "0".to_owned()));
    if let Some(phone) = &phone {
        headers.push(phone.key_header());
        headers.extend(phone.cookie.clone().map(|cookie| ("cookie", cookie)));
    }
    let sent = if method == "GET" { Bytes::new() } else { body(operation, phone, things, own) };
    let answer = ask(village.phone().address, method, &target, &headers, sent).await;
    cell(operation, things, &answer)
}

/// Every operation that the hub describes; what ends something comes last, and the reader's own session at the very end.
async fn operations(village: &Village) -> Vec<String> {
    let described: Value = village.phone().get("/api/openapi.json").await.json();
    let mut found = Vec::new();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            found.push(format!("{method} {path}"));
        }
    }
    let ends = |it: &String| (it.starts_with("DELETE"), it.ends_with("/dismiss"), it.contains("/sessions/"));
    found.sort_by_key(|it| (ends(it), it.clone()));
    found
}

#[tokio::test]
async fn every_cell_of_route_and_role_and_village_is_as_stated() {
    let mut village = Village::set_up().await;
    let own = things(&mut village, "13800002047").await;
    let mut actors = actors(&mut village, &own).await;
    village.go_on_to_another("LHC8M3", "赵立").await;
    let other = things(&mut village, "13800002048").await;
    each_reads_what_the_table_gives_her(&village, &actors).await;
    let mut table = String::new();
    let mut cells = Vec::new();
    for (actor, name) in actors.iter_mut().zip(ACTORS) {
        cells.push(format!("{name} {}", one(BY_KEY, &village, actor, &own, true).await));
    }
    writeln!(table, "{BY_KEY} within a moment: {}", cells.join(", ")).unwrap();
    village.let_pass(LATELY_MS).await;
    for operation in operations(&village).await {
        let placed = operation.contains('{') && !operation.contains("{code}");
        let both =
            placed || ["/push", "/pull", "/gaps", "GET /api/back"].iter().any(|it| operation.ends_with(it));
        for (things, whose) in [(&other, "other"), (&own, "own")].into_iter().skip(usize::from(!both)) {
            let mut cells = Vec::new();
            for (actor, name) in actors.iter_mut().zip(ACTORS) {
                let said = one(&operation, &village, actor, things, whose == "own").await;
                cells.push(format!("{name} {said}"));
            }
            let whose = if both { format!(" {whose}") } else { String::new() };
            writeln!(table, "{operation}{whose}: {}", cells.join(", ")).unwrap();
        }
    }
    let (said, stated): (BTreeSet<&str>, BTreeSet<&str>) =
        (table.lines().collect(), STATED.lines().collect());
    let unstated: Vec<_> = said.difference(&stated).collect();
    let untrue: Vec<_> = stated.difference(&said).collect();
    assert!(unstated.is_empty() && untrue.is_empty(), "not stated: {unstated:#?}\nnot true: {untrue:#?}");
}
