//! What waits for the office's eye: lines kept apart, entries held, and how they come to their end.

use serde_json::{Value, json};
use yingchun_domain::ending::Ending;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::PersonId;
use yingchun_domain::person::place::Place;
use yingchun_domain::photo::Phase;
use yingchun_domain::receipt::Outcome;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;

use crate::again::found_herself;
use crate::main_job::{clean, photo_of};
use crate::support::{Phone, Village, id, said};

fn report(place: &str) -> Act {
    Act::Report(Report {
        place: Line::try_from(place).unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

async fn listed(organiser: &Phone) -> Value {
    let answer = organiser.get("/api/quarantine").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

fn path_of(apart: &Value) -> String {
    format!("/api/quarantine/{}/{}", apart["entry"].as_str().unwrap(), apart["sha256"].as_str().unwrap())
}

#[tokio::test]
async fn the_office_sees_who_wrote_what_when_and_why_it_waits() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let forged =
        Entry { author: id::<PersonId>(), ..wang.entry(id::<uuid::Uuid>(), report("<b>村口</b>")) };
    let line = forged.to_line().unwrap();
    assert_eq!(said(&wang.push_one(&forged).await), "quarantined author_unknown");
    let waiting = wang.entry(id::<uuid::Uuid>(), clean(None));
    assert_eq!(said(&wang.push_one(&waiting).await), "held");

    let seen = listed(&village.organiser).await;
    let apart = &seen["apart"][0];
    assert_eq!(apart["author"], json!({ "id": wang.person, "name": "王桂兰" }));
    assert_eq!((&apart["kind"], &apart["code"]), (&json!("report"), &json!("author_unknown")));
    assert_eq!(apart["bytes"], line.len());
    assert_eq!(seen["held"][0]["waits_for"], json!({ "kind": "spot", "id": waiting.target }));
    assert_eq!(seen["held"][0]["author"]["name"], "王桂兰");

    let bytes = village.organiser.get(&path_of(apart)).await;
    assert_eq!(bytes.body, line.as_bytes());
    assert_eq!(bytes.headers["content-type"], "application/octet-stream");
    assert_eq!(bytes.headers["x-content-type-options"], "nosniff");
    assert!(bytes.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[tokio::test]
async fn what_is_dismissed_ends_for_its_author_with_all_that_waited_for_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let spot: uuid::Uuid = id();
    let photos = vec![photo_of(b"one", Phase::After)];
    let forged = Entry { author: id::<PersonId>(), ..wang.entry(spot, report("村口")) };
    let work = Entry { photos, ..wang.entry(spot, clean(None)) };
    assert_eq!(said(&wang.push_one(&forged).await), "quarantined author_unknown");
    let held = wang.push_one(&work).await;
    assert_eq!(said(&held), "held");

    let path = path_of(&listed(&village.organiser).await["apart"][0]);
    let dismiss = format!("{path}/dismiss");
    let unsaid = village.organiser.post(&dismiss, &json!({ "reason": " " })).await;
    assert_eq!(unsaid.error(), (400, "body.unreadable".to_owned()));
    let answer = village.organiser.post(&dismiss, &json!({ "reason": "打错了" })).await;
    let ended: Value = answer.json();
    assert_eq!((&ended["receipt"]["outcome"], &ended["with_it"]), (&json!("refused"), &json!(1)));
    let again = village.organiser.post(&dismiss, &json!({ "reason": "打错了" })).await;
    assert_eq!(again.error(), (404, "quarantine.unknown".to_owned()));

    assert_eq!(said(&wang.push_one(&forged).await), "refused entry.dismissed");
    let last = wang.push_one(&work).await;
    assert_eq!(said(&last), "refused entry.dismissed_with_another");
    assert!(last.commit > held.commit && last.received == held.received);
    let end: Ending = wang.sees_one(forged.id.uuid()).await.unwrap();
    assert_eq!((end.outcome, end.by), (Outcome::Refused, Some(village.organiser.person)));
    assert_eq!((end.reason.unwrap().as_str(), end.code.as_deref()), ("打错了", Some("entry.dismissed")));
    let with_it: Ending = wang.sees_one(work.id.uuid()).await.unwrap();
    assert_eq!((with_it.author, with_it.code), (wang.person, last.code.clone()));
    let left = listed(&village.organiser).await;
    assert_eq!((&left["apart"], &left["held"]), (&json!([]), &json!([])));
    // The thing comes after all, from somebody else: what was dismissed stays so.
    let mut li = village.registered("李芳", "13800002048").await;
    assert_eq!(li.does(spot, report("村口")).await, "applied");
    assert_eq!(wang.push_one(&work).await, last);
}

#[tokio::test]
async fn what_waits_for_a_thing_that_was_refused_ends_with_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let (spot, at_once): (uuid::Uuid, uuid::Uuid) = (id(), id());
    let work = wang.entry(spot, clean(None));
    let held = wang.push_one(&work).await;
    assert_eq!(said(&held), "held");
    assert_eq!(wang.does(spot, found_herself(village.zone)).await, "refused right.not_yours");
    let last = wang.push_one(&work).await;
    assert_eq!(said(&last), "refused entry.dismissed_with_another");
    assert!(last.commit > held.commit && last.received == held.received);
    let end: Ending = wang.sees_one(work.id.uuid()).await.unwrap();
    assert_eq!((end.author, end.outcome, end.by), (wang.person, Outcome::Refused, None));
    assert_eq!(listed(&village.organiser).await["held"], json!([]));
    // Who comes afterwards is told at once, and so is who comes in one push with it: no row is needed for that.
    assert_eq!(wang.does(spot, clean(None)).await, "refused entry.dismissed_with_another");
    let (first, made) = (wang.entry(at_once, clean(None)), wang.entry(at_once, found_herself(village.zone)));
    let receipts = wang.push(&[first.to_line().unwrap(), made.to_line().unwrap()]).await;
    let words: Vec<String> = receipts.iter().map(said).collect();
    assert_eq!(words, ["refused entry.dismissed_with_another", "refused right.not_yours"]);
    assert_eq!(wang.sees().await.iter().filter(|row| row.kind == "outcome").count(), 1);
}

#[tokio::test]
async fn a_registration_by_a_wrong_code_takes_nobody_with_it() {
    let mut village = Village::set_up().await;
    let mut wang = village.phone();
    let place = village.leader.entry(wang.person.uuid(), Act::Place(Place { team: village.team }));
    assert_eq!(said(&village.leader.push_one(&place).await), "held");
    let wrong = wang.registration("ZZZZZ2", "王桂兰", "13800002047");
    assert_eq!(said(&wang.push_one(&wrong).await), "refused register.code_expired");
    assert_eq!(said(&village.leader.push_one(&place).await), "held");
    let right = wang.registration(village.code, "王桂兰", "13800002047");
    assert_eq!(said(&wang.push_one(&right).await), "applied");
    assert_eq!(said(&village.leader.push_one(&place).await), "applied");
}

#[tokio::test]
async fn the_end_of_a_wait_comes_to_the_author_by_itself_and_to_nobody_else() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let (spot, at_once): (uuid::Uuid, uuid::Uuid) = (id(), id());
    let photos = vec![photo_of(b"one", Phase::After)];
    let work = Entry { photos, ..wang.entry(spot, clean(None)) };
    assert_eq!(said(&wang.push_one(&work).await), "held");
    let before = wang.pull(None, 1000).await;
    assert!(before.rows.iter().all(|row| row.kind != "outcome"));
    assert_eq!(li.does(spot, report("村口")).await, "applied");
    let after = wang.pull(Some(&before.cursor), 1000).await;
    let end = after.rows.iter().find(|row| row.kind == "outcome").unwrap();
    let end: Ending = serde_json::from_str(end.body.as_ref().unwrap().get()).unwrap();
    assert_eq!((end.entry, end.outcome, end.by), (work.id, Outcome::Refused, None));
    assert!(li.sees().await.iter().all(|row| row.kind != "outcome"));
    assert!(village.organiser.sees().await.iter().any(|row| row.kind == "outcome"));
    // Who waits within one push was never told that it waits.
    let photos = vec![photo_of(b"two", Phase::After)];
    let work = Entry { photos, ..li.entry(at_once, clean(None)) };
    let reporting = li.entry(at_once, report("村尾"));
    let receipts = li.push(&[work.to_line().unwrap(), reporting.to_line().unwrap()]).await;
    assert!(receipts.iter().all(|receipt| receipt.outcome.is_final()));
    assert!(li.sees().await.iter().all(|row| row.kind != "outcome"));
}

#[tokio::test]
async fn an_entry_that_is_held_is_dismissed_by_itself() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let work = wang.entry(id::<uuid::Uuid>(), clean(None));
    assert_eq!(said(&wang.push_one(&work).await), "held");
    let path = format!("/api/held/{}/dismiss", work.id);
    assert_eq!(village.organiser.post(&path, &json!({ "reason": "没有这一处" })).await.status, 200);
    assert_eq!(said(&wang.push_one(&work).await), "refused entry.dismissed");
    let again = village.organiser.post(&path, &json!({ "reason": "没有这一处" })).await;
    assert_eq!(again.error(), (404, "quarantine.unknown".to_owned()));
}

#[tokio::test]
async fn trying_again_what_still_cannot_be_believed_changes_nothing() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let forged = Entry { author: id::<PersonId>(), ..wang.entry(id::<uuid::Uuid>(), report("村口")) };
    let first = wang.push_one(&forged).await;
    let path = path_of(&listed(&village.organiser).await["apart"][0]);
    let answer = village.organiser.post(&format!("{path}/retry"), &json!({})).await;
    assert_eq!(answer.json::<Value>()["receipt"]["outcome"], "quarantined");
    assert_eq!(wang.push_one(&forged).await, first);
    assert_eq!(listed(&village.organiser).await["apart"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn other_bytes_of_a_judged_id_can_only_be_dismissed() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let first = wang.push_one(&entry).await;
    let other = Entry { act: report("村尾"), ..entry.clone() };
    assert_eq!(said(&wang.push_one(&other).await), "quarantined entry.forked");
    let path = path_of(&listed(&village.organiser).await["apart"][0]);
    let retried = village.organiser.post(&format!("{path}/retry"), &json!({})).await;
    assert_eq!(retried.error(), (409, "quarantine.forked".to_owned()));
    let dismissed = village.organiser.post(&format!("{path}/dismiss"), &json!({ "reason": "重复" })).await;
    assert_eq!(dismissed.status, 204);
    assert_eq!(listed(&village.organiser).await["apart"], json!([]));
    assert_eq!(wang.push_one(&entry).await, first);
}

#[tokio::test]
async fn only_organisers_settle_what_waits() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let work = wang.entry(id::<uuid::Uuid>(), clean(None));
    assert_eq!(said(&wang.push_one(&work).await), "held");
    let path = format!("/api/held/{}/dismiss", work.id);
    for phone in [&wang, &village.leader, &village.inspector] {
        assert_eq!(phone.get("/api/quarantine").await.error(), (403, "right.not_yours".to_owned()));
        let answer = phone.post(&path, &json!({ "reason": "不要了" })).await;
        assert_eq!(answer.error(), (403, "right.not_yours".to_owned()));
    }
    assert_eq!(said(&wang.push_one(&work).await), "held");
}

/// Does something to a hub's database behind its back.
async fn tamper(village: &Village, sql: &'static str) {
    let file = village.hub.folder().join("yingchun.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
    let mut conn = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut conn).await.unwrap();
}

#[tokio::test]
async fn whose_registration_was_kept_apart_comes_in_once_it_was_judged_again() {
    let village = Village::set_up().await;
    let poison = "create trigger poison before insert on entity when new.body like '%王桂兰%' \
        begin select raise(abort, 'poison'); end";
    tamper(&village, poison).await;
    let mut wang = village.phone();
    let entry = wang.registration(village.code, "王桂兰", "13800002047");
    let kept = wang.push_one(&entry).await;
    assert_eq!(said(&kept), "quarantined entry.unjudged");
    tamper(&village, "drop trigger poison").await;
    let listed: Value = village.organiser.get("/api/quarantine").await.json();
    let path =
        format!("/api/quarantine/{}/{}/retry", entry.id, listed["apart"][0]["sha256"].as_str().unwrap());
    assert_eq!(village.organiser.post(&path, &json!({})).await.status, 200);
    let thief = Phone { key: yingchun_hub::chance::text::<32>(), ..wang.clone() };
    let mut forged = entry.clone();
    forged.seq += 1;
    assert_eq!(thief.send(forged.to_line().unwrap()).await.error(), (401, "device.unknown".to_owned()));
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
    assert_eq!(wang.open_session().await.status, 200);
}
