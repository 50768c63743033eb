//! The outbox of a phone without network, brought to the office as a file.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::Role;
use yingchun_domain::id::{InvitationId, PersonId};
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::photo::{Phase, Sha256};
use yingchun_domain::receipt::{First, Receipt};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;
use yingchun_hub::take_in::from_file;

use crate::again::{Copy, office_at};
use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::{Answer, Phone, Village, ask, id, said};

fn report(place: &str) -> Act {
    Act::Report(Report {
        place: Line::try_from(place).unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

fn file_of(entries: &[Entry]) -> String {
    entries.iter().map(|entry| entry.to_line().unwrap() + "\n").collect()
}

/// The same, each after the receipt that its phone kept.
fn file_again(kept: &[(Entry, Receipt)]) -> String {
    let lines = kept.iter().map(|(entry, first)| {
        format!("{}\n{}\n", First::to_line(first.clone()).unwrap(), entry.to_line().unwrap())
    });
    lines.collect()
}

async fn brings(office: &Phone, file: impl Into<axum::body::Bytes>) -> Answer {
    let origin = ("origin", format!("http://{}", office.address));
    let cookie = ("cookie", office.cookie.clone().unwrap());
    ask(office.address, "POST", "/api/take-in", &[origin, cookie], file).await
}

fn receipts(answer: &Answer) -> Vec<Receipt> {
    serde_json::from_value(answer.json::<Value>()["receipts"].clone()).unwrap()
}

#[tokio::test]
async fn a_folder_without_a_whole_database_takes_no_file_in() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("typo"), folder.path().join("file"));
    let mut wang = Phone::new("127.0.0.1:1".parse().unwrap(), id());
    std::fs::write(&file, file_of(&[wang.entry(id::<uuid::Uuid>(), report("村口"))])).unwrap();
    let said = from_file(&data, &file).await.unwrap_err().to_string();
    assert!(said.contains("there is no database"), "{said}");
    assert!(!data.exists(), "nothing is founded");

    // A restore was killed: what lies there is half of one life and half of another.
    let village = Village::set_up().await;
    let line = wang.registration(village.code, "王桂兰", "13800002047");
    std::fs::write(&file, file_of(&[line])).unwrap();
    let between = async |data: &std::path::Path| {
        let mark = data.join("restoring");
        std::fs::write(&mark, "").unwrap();
        let said = from_file(data, &file).await.unwrap_err().to_string();
        assert!(said.contains("yingchun restore"), "{said}");
        std::fs::remove_file(&mark).unwrap();
        assert_eq!(from_file(data, &file).await.unwrap().held, 1);
    };
    village.hub.between_async(between).await;
}

#[tokio::test]
async fn a_file_is_taken_in_once_with_the_same_receipts() {
    let village = Village::set_up().await;
    let mut wang = village.phone();
    let spot: uuid::Uuid = id();
    let entries =
        [wang.registration(village.code, "王桂兰", "13800002047"), wang.entry(spot, report("村口"))];
    let answer = brings(&village.organiser, file_of(&entries)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let taken = receipts(&answer);
    assert_eq!(taken.iter().map(said).collect::<Vec<_>>(), ["applied", "applied"]);
    assert_eq!(
        receipts(&brings(&village.organiser, file_of(&entries)).await),
        taken,
        "as often as it is brought"
    );
    // Her phone finds the network: it is answered the same, and its key is bound.
    let lines: Vec<String> = entries.iter().map(|entry| entry.to_line().unwrap()).collect();
    assert_eq!(wang.push(&lines).await, taken);
    assert_eq!(wang.open_session().await.status, 200);
    assert_eq!(wang.sees().await.iter().filter(|row| row.kind == "spot").count(), 1);
    // Nobody else comes in by a file that she holds.
    let thief = Phone { key: yingchun_hub::chance::text::<32>(), ..wang.clone() };
    assert_eq!(thief.send(lines.join("\n")).await.error(), (401, "device.wrong_key".to_owned()));
}

#[tokio::test]
async fn a_file_with_a_line_that_is_none_says_which_and_nothing_of_it_is_taken() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let file = format!("{}\n\n这不是记录\n", entry.to_line().unwrap());
    let answer = brings(&village.organiser, file).await;
    assert_eq!(
        (answer.error(), &answer.json::<Value>()["line"]),
        ((422, "take_in.unreadable".to_owned()), &Value::from(3))
    );
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
    assert_eq!(brings(&village.organiser, "\n\n").await.error(), (400, "take_in.empty".to_owned()));
    let answer = brings(&wang, file_of(&[entry])).await;
    assert_eq!(answer.error(), (403, "right.not_yours".to_owned()));
}

#[tokio::test]
async fn a_file_opens_the_office_to_nobody() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    offered_and_accepted(&mut village, &mut wang).await;
    let token = Sha256([9; 32]);
    let invite = Act::Invite(Invite { role: Some(Role::Organiser), person: None, token });
    let forged = village.organiser.entry(id::<InvitationId>().uuid(), invite);
    let strange = Entry { author: village.leader.person, ..wang.entry(id::<uuid::Uuid>(), report("村口")) };
    let nobody = Entry { author: id::<PersonId>(), ..wang.entry(id::<uuid::Uuid>(), report("村口")) };
    let photos = vec![photo_of(b"one", Phase::After)];
    let work = Entry { photos, ..wang.entry(village.spot.uuid(), clean(None)) };
    // A phone that nobody knows, in the name of somebody whom everybody knows.
    let mut other = Phone { person: village.leader.person, ..village.phone() };
    let posing = other.entry(id::<uuid::Uuid>(), report("村口"));
    let retold = other.registration(village.code, "李建国", "13900001111");
    let answer = brings(&village.organiser, file_of(&[forged, strange, nobody, work, posing, retold])).await;
    let words: Vec<String> = receipts(&answer).iter().map(said).collect();
    let apart = "quarantined author_unknown";
    assert_eq!(words, ["quarantined take_in.key_needed", apart, apart, "applied", apart, apart]);
    let counted: Value = answer.json();
    assert_eq!((&counted["held"], &counted["apart"]), (&Value::from(1), &Value::from(5)));
    // Nor does the office's word stand for the key.
    let forged = receipts(&answer).remove(0);
    assert_eq!(judged_again(&village.organiser, &forged).await, "quarantined take_in.key_needed");
}

/// What the office's 再判一次 comes to.
async fn judged_again(office: &Phone, kept: &Receipt) -> String {
    let listed: Value = office.get("/api/quarantine").await.json();
    let id = kept.id.to_string();
    let apart = listed["apart"].as_array().unwrap().iter().find(|it| it["entry"] == id.as_str()).unwrap();
    let path = format!("/api/quarantine/{id}/{}/retry", apart["sha256"].as_str().unwrap());
    let answer: Value = office.post(&path, &serde_json::json!({})).await.json();
    said(&serde_json::from_value(answer["receipt"].clone()).unwrap())
}

/// The file of a phone on which one entry waits.
fn saved(folder: &Path, entry: &Entry) -> PathBuf {
    let file = folder.join("yingchun-1.jsonl");
    std::fs::write(&file, file_of(std::slice::from_ref(entry))).unwrap();
    file
}

#[tokio::test]
async fn a_hub_that_stands_still_takes_a_file_in_too() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let (entry, folder) = (wang.entry(id::<uuid::Uuid>(), report("村口")), tempfile::tempdir().unwrap());
    let file = saved(folder.path(), &entry);
    let served = from_file(village.hub.folder(), &file).await.unwrap_err().to_string();
    assert!(served.starts_with("another process serves"), "{served}");
    let hub = village
        .hub
        .between_async(async |data: &std::path::Path| {
            let taken = from_file(data, &file).await.unwrap();
            assert_eq!((taken.held, taken.receipts.len()), (1, 1));
            std::fs::write(&file, "{}").unwrap();
            let bad = from_file(data, &file).await.unwrap_err().to_string();
            assert!(bad.starts_with("line 1 of "), "{bad}");
        })
        .await;
    wang.address = hub.address();
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
}

#[tokio::test]
async fn the_command_takes_a_file_in_once_however_often() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let (entry, folder) = (wang.entry(id::<uuid::Uuid>(), report("村口")), tempfile::tempdir().unwrap());
    let file = saved(folder.path(), &entry);
    let take_in = |data: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yingchun"));
        let ended = command.arg("take-in").arg(&file).arg("--data").arg(data).output().unwrap();
        ended.status.success().then(|| String::from_utf8(ended.stdout).unwrap())
    };
    assert_eq!(take_in(village.hub.folder()), None, "a hub serves the folder");
    let twice = async |data: &Path| {
        let said = take_in(data);
        assert_eq!(said.as_deref(), Some("lines: 1; hold: 1, refused: 0, wait: 0, kept apart: 0\n"));
        assert_eq!(take_in(data), said);
    };
    let hub = village.hub.between_async(twice).await;
    wang.address = hub.address();
    let receipt = wang.push_one(&entry).await;
    assert_eq!(said(&receipt), "applied");
    assert_eq!(wang.push_one(&entry).await, receipt);
    assert_eq!(wang.sees().await.iter().filter(|row| row.kind == "spot").count(), 1);
}

/// The rescue page of a phone that heard of the hub's new life saves what the hub said in the one before, too.
#[tokio::test]
async fn a_file_brings_to_a_restored_hub_what_it_had_taken_before() {
    let village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let reported = wang.entry(id::<uuid::Uuid>(), report("村口"));
    wang.push_one(&reported).await;
    let mut li = village.registered("李芳", "13800002048").await;
    let lost = wang.history();
    let fresh = wang.entry(id::<uuid::Uuid>(), report("村尾"));
    let hub = copy.put_back(village.hub).await;
    let office = office_at(&hub, village.organiser).await;
    wang.address = hub.address();

    let file = file_again(&lost) + &file_of(std::slice::from_ref(&fresh));
    let answer = brings(&office, file.clone()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let taken = receipts(&answer);
    assert_eq!(taken.iter().map(said).collect::<Vec<_>>(), ["applied", "applied", "applied"]);
    for ((_, first), now) in lost.iter().zip(&taken) {
        assert_eq!(now.received, first.received, "as of when the hub had it first");
    }
    assert_eq!(brings(&office, file).await.json::<Value>(), answer.json::<Value>(), "once, however often");
    // Her phone finds the network.
    assert_eq!(wang.push_again(&lost).await, taken[..2]);
    assert_eq!(wang.push_one(&fresh).await, taken[2]);
    assert_eq!(wang.open_session().await.status, 200);
    let sees = wang.sees().await;
    assert_eq!(sees.iter().filter(|row| row.kind == "spot").count(), 2);

    // A receipt speaks for its own line only, and only where the hub gave it.
    let posing = (li.entry(id::<uuid::Uuid>(), report("桥头")), lost[1].1.clone());
    let told = Receipt { id: posing.0.id, ..posing.1.clone() };
    for kept in [posing.clone(), (posing.0, told)] {
        let words: Vec<String> =
            receipts(&brings(&office, file_again(&[kept])).await).iter().map(said).collect();
        assert_eq!(words, ["quarantined author_unknown"]);
    }
}

#[tokio::test]
async fn what_a_restored_hub_keeps_apart_of_a_stranger_is_judged_once_she_comes_herself() {
    let village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let lost = wang.history();
    let fresh = wang.entry(id::<uuid::Uuid>(), report("村尾"));
    let hub = copy.put_back(village.hub).await;
    let office = office_at(&hub, village.organiser).await;
    wang.address = hub.address();
    let taken = receipts(&brings(&office, file_of(std::slice::from_ref(&fresh))).await);
    assert_eq!(taken.iter().map(said).collect::<Vec<_>>(), ["quarantined author_unknown"]);
    wang.push_again(&lost).await;
    assert_eq!(said(&wang.push_one(&fresh).await), "applied");
    let listed: Value = office.get("/api/quarantine").await.json();
    assert_eq!(listed["apart"].as_array().unwrap().len(), 0, "{listed}");
}

#[tokio::test]
async fn what_a_stranger_brought_first_waits_in_her_own_name_once_she_shows_that_it_held() {
    let mut village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let of_leader = village.leader.history().len();
    let mut li = village.placed("李芳", "13800002048").await;
    offered_and_accepted(&mut village, &mut li).await;
    let photos = vec![photo_of(b"one", Phase::After)];
    assert_eq!(li.does_with(village.spot.uuid(), clean(None), photos).await.1, "applied");
    let [registered, yes, cleaned] = &li.history()[..] else { panic!("{:?}", li.history()) };
    let hub = copy.put_back(village.hub).await;
    let office = office_at(&hub, village.organiser).await;
    let mut leader = village.leader;
    (li.address, leader.address) = (hub.address(), hub.address());
    let taken = receipts(&brings(&office, file_of(std::slice::from_ref(&cleaned.0))).await);
    assert_eq!(taken.iter().map(said).collect::<Vec<_>>(), ["quarantined author_unknown"]);
    let waits = li.push_again(&[registered.clone(), cleaned.clone()]).await;
    assert_eq!(waits.iter().map(said).collect::<Vec<_>>(), ["applied", "quarantined entry.not_yet_again"]);
    assert_eq!(judged_again(&office, &waits[1]).await, "quarantined entry.not_yet_again", "too early");
    leader.push_again(&leader.history()[of_leader..]).await;
    li.push_again(std::slice::from_ref(yes)).await;
    assert_eq!(judged_again(&office, &waits[1]).await, "applied");
}

/// What only a key may bring was brought by one: the hub's own word says so.
#[tokio::test]
async fn a_file_brings_back_an_invitation_that_the_hub_had_taken() {
    let mut village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let token = village.invite(Role::Leader { team: village.team }, None).await;
    let mut zhao = village.phone();
    assert_eq!(zhao.accept(&token, "赵立").await.status, 200);
    let (invited, accepted) = (village.organiser.history(), zhao.history());
    let invited = &invited[invited.len() - 1..];
    assert_eq!(invited[0].0.act.kind(), "invite");
    let hub = copy.put_back(village.hub).await;
    let office = office_at(&hub, village.organiser).await;
    let taken = receipts(&brings(&office, file_again(invited) + &file_again(&accepted)).await);
    assert_eq!(taken.iter().map(said).collect::<Vec<_>>(), ["applied", "applied"]);
    zhao.address = hub.address();
    assert_eq!(zhao.push_again(&accepted).await, taken[1..]);
    assert_eq!(zhao.open_session().await.status, 200, "she reads as a volunteer does, until the office nods");
    let sees = zhao.sees().await;
    assert!(sees.iter().all(|row| row.kind != "contact" || row.id == zhao.person.uuid()));
}
