//! What a push may hold, and what it is answered.

use serde_json::json;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::receipt::{Outcome, PushAnswer};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::text::Line;

use crate::main_job::{clean, photo_of};
use crate::support::{Phone, Village, ask, id, said};

fn report(place: &str) -> Act {
    Act::Report(Report {
        place: Line::try_from(place).unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

#[tokio::test]
async fn a_repeat_gets_its_original_receipt() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let line = entry.to_line().unwrap();
    let first = wang.push_one(&entry).await;
    let twice = wang.push(&[line.clone(), line]).await;
    assert_eq!(twice, [first.clone(), first]);
}

#[tokio::test]
async fn equal_lines_of_one_push_have_one_effect() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let line = wang.entry(id::<uuid::Uuid>(), report("村口")).to_line().unwrap();
    let receipts = wang.push(&[line.clone(), line]).await;
    assert_eq!(receipts[0], receipts[1]);
    assert_eq!(said(&receipts[0]), "applied");
}

#[tokio::test]
async fn the_same_id_with_other_bytes_is_kept_apart_and_the_first_word_stands() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let entry = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let first = wang.push_one(&entry).await;
    let other = Entry { act: report("村尾"), ..entry.clone() };
    assert_eq!(said(&wang.push_one(&other).await), "quarantined entry.forked");
    let head = wang.pull(None, 100).await.head;
    assert_eq!(said(&wang.push_one(&other).await), "quarantined entry.forked");
    assert_eq!(wang.pull(None, 100).await.head, head, "a repeat writes nothing");
    assert_eq!(wang.push_one(&entry).await, first);
}

#[tokio::test]
async fn the_same_count_with_another_id_is_judged() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let first = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let second = Entry { seq: first.seq, ..wang.entry(id::<uuid::Uuid>(), report("村尾")) };
    assert_eq!(said(&wang.push_one(&first).await), "applied");
    assert_eq!(said(&wang.push_one(&second).await), "applied");
}

#[tokio::test]
async fn work_on_a_spot_that_is_not_known_yet_waits_for_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let spot: uuid::Uuid = id();
    let work = Entry {
        photos: vec![photo_of(b"one", yingchun_domain::photo::Phase::After)],
        ..wang.entry(spot, clean(None))
    };
    let held = wang.push_one(&work).await;
    assert_eq!(said(&held), "held");
    assert_eq!(wang.push_one(&work).await, held);
    // Somebody else's report of the same id makes the spot known; wang has no right on it, and is told so.
    assert_eq!(li.does(spot, report("村口")).await, "applied");
    let last = wang.push_one(&work).await;
    assert_eq!(said(&last), "refused right.not_yours");
    assert!(last.commit > held.commit);
    assert_eq!(last.received, held.received);
}

#[tokio::test]
async fn work_that_comes_before_its_report_is_applied_with_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let spot: uuid::Uuid = id();
    let photos = vec![photo_of(b"one", yingchun_domain::photo::Phase::After)];
    let reporting = wang.entry(spot, report("村口"));
    let work = Entry { photos, ..wang.entry(spot, clean(None)) };
    let receipts = wang.push(&[work.to_line().unwrap(), reporting.to_line().unwrap()]).await;
    let outcomes: Vec<String> = receipts.iter().map(said).collect();
    assert_eq!(outcomes, ["applied spot.clean.kept_as_evidence", "applied"]);
}

/// A restored hub has forgotten the cleaning, and its phone brings it after what takes it back.
#[tokio::test]
async fn what_takes_a_cleaning_back_waits_for_it_and_ends_with_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let reported = wang.entry(id::<uuid::Uuid>(), report("村口"));
    wang.push_one(&reported).await;
    let cleaned = |wang: &mut Phone| wang.entry(reported.target, clean(None));
    let none = |wang: &mut Phone, cleaning: &Entry| {
        wang.entry(reported.target, Act::TakeBack(TakeBack { cleaning: cleaning.id, meant: None }))
    };
    let kept = Entry {
        photos: vec![photo_of(b"after", yingchun_domain::photo::Phase::After)],
        ..cleaned(&mut wang)
    };
    let back = none(&mut wang, &kept);
    assert_eq!(said(&wang.push_one(&back).await), "held");
    assert_eq!(said(&wang.push_one(&kept).await), "applied spot.clean.kept_as_evidence");
    assert_eq!(said(&wang.push_one(&back).await), "applied");
    let without_photo = cleaned(&mut wang);
    let back = none(&mut wang, &without_photo);
    assert_eq!(said(&wang.push_one(&back).await), "held");
    assert_eq!(said(&wang.push_one(&without_photo).await), "refused spot.clean.no_after_photo");
    assert_eq!(said(&wang.push_one(&back).await), "refused entry.dismissed_with_another");
}

#[tokio::test]
async fn a_key_that_is_not_the_devices_opens_nothing() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let line = wang.entry(id::<uuid::Uuid>(), report("村口")).to_line().unwrap();
    let stranger = Phone { device: id(), ..wang.clone() };
    assert_eq!(stranger.send(line.clone()).await.error(), (401, "device.unknown".to_owned()));
    let thief = Phone { key: yingchun_hub::chance::text::<32>(), ..wang.clone() };
    assert_eq!(thief.send(line.clone()).await.error(), (401, "device.wrong_key".to_owned()));
    let answer = ask(wang.address, "POST", "/api/push", &[], line).await;
    assert_eq!(answer.error(), (401, "device.missing".to_owned()));
}

#[tokio::test]
async fn nobody_registers_as_somebody_who_is_there() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let mut thief = Phone { person: wang.person, ..village.phone() };
    let entry = thief.registration(village.code, "王桂兰", "13800002047");
    assert_eq!(thief.send(entry.to_line().unwrap()).await.error(), (401, "device.unknown".to_owned()));
}

#[tokio::test]
async fn nobody_pushes_in_anothers_name() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.registered("李芳", "13800002048").await;
    let forged = Entry { author: wang.person, ..li.entry(id::<uuid::Uuid>(), report("村口")) };
    assert_eq!(said(&li.push_one(&forged).await), "quarantined author_unknown");
}

#[tokio::test]
async fn lines_that_cannot_be_read_are_kept_and_their_neighbours_apply() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let good = wang.entry(id::<uuid::Uuid>(), report("村口")).to_line().unwrap();
    let nul =
        wang.entry(id::<uuid::Uuid>(), report("村尾")).to_line().unwrap().replace("村尾", "村\\u0000尾");
    let newer = wang.entry(id::<uuid::Uuid>(), report("桥头")).to_line().unwrap();
    let newer = newer.replace("\"schema\":1", "\"schema\":2");
    let last = wang.entry(id::<uuid::Uuid>(), report("庙前")).to_line().unwrap();
    let lines =
        [good.as_bytes(), nul.as_bytes(), b"\xff\xfe", newer.as_bytes(), b"\0", b"{}", last.as_bytes()];
    let answer = wang.send(lines.join(&b'\n')).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let receipts = answer.json::<PushAnswer>().receipts;
    let outcomes: Vec<String> = receipts.iter().map(said).collect();
    let unreadable = "quarantined entry.unreadable";
    let newer = "quarantined entry.newer_schema";
    assert_eq!(outcomes, ["applied", unreadable, unreadable, newer, unreadable, unreadable, "applied"]);
    let again: PushAnswer = wang.send(lines.join(&b'\n')).await.json();
    assert_eq!(again.receipts, receipts);
}

#[tokio::test]
async fn a_line_too_long_is_kept_and_a_push_too_large_is_not() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let long = format!("{{\"x\":\"{}\"}}", "长".repeat(30_000));
    let receipts = wang.push(&[long]).await;
    assert_eq!(said(&receipts[0]), "quarantined entry.too_long");
    let too_large = (413, "push.too_large".to_owned());
    assert_eq!(wang.send(vec![b'x'; (256 << 10) + 1]).await.error(), too_large);
    assert_eq!(wang.send("{}\n".repeat(65)).await.error(), too_large);
}

#[tokio::test]
async fn hostile_bodies_are_told_what_is_wrong_with_them() {
    let village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let stranger = village.phone();
    for body in ["", "\n \n"] {
        assert_eq!(wang.send(body).await.error(), (400, "push.empty".to_owned()));
    }
    for body in [&b"\0"[..], b"\xff\xfe", b"{}", b"[[[[[["] {
        assert_eq!(stranger.send(body).await.error(), (401, "device.unknown".to_owned()));
        let answer = ask(wang.address, "POST", "/api/invitations/look", &[], body).await;
        assert_eq!(answer.error(), (400, "body.unreadable".to_owned()));
    }
    let huge = vec![b'['; 80 << 10];
    let answer = ask(wang.address, "POST", "/api/invitations/look", &[], huge).await;
    assert_eq!(answer.error(), (413, "body.too_large".to_owned()));
    for path in
        ["/api/join/%00", "/api/join/nowhere", "/api/photos/x/thumb", "/api/photos/%FF", "/api/nothing"]
    {
        let answer = wang.get(path).await;
        assert_eq!(answer.status, 404, "{path}: {answer:?}");
        assert!(!answer.error().1.is_empty());
    }
}

#[tokio::test]
async fn a_code_shows_the_drive_and_the_community() {
    let village = Village::set_up().await;
    let shown: serde_json::Value = village.phone().get(&format!("/api/join/{}", village.code)).await.json();
    assert_eq!(
        (&shown["community"]["name"], &shown["campaign"]["host"]),
        (&json!("青石村"), &json!("柳河镇街道办事处"))
    );
    assert_eq!(village.phone().get("/api/join/AAAA").await.error(), (404, "join.code_unknown".to_owned()));
}

#[tokio::test]
async fn a_registration_with_an_unknown_code_is_refused_with_a_receipt() {
    let village = Village::set_up().await;
    let mut wang = village.phone();
    let entry = wang.registration("AAAA", "王桂兰", "13800002047");
    let receipt = wang.push_one(&entry).await;
    assert_eq!((receipt.outcome, receipt.code.as_deref()), (Outcome::Refused, Some("register.code_expired")));
    // A code that nobody gave out opens nothing, and whoever asks again is told the same.
    assert_eq!(wang.open_session().await.error(), (401, "device.unknown".to_owned()));
    assert_eq!(wang.push_one(&entry).await, receipt);
    let entry = wang.registration(village.code, "王桂兰", "13800002047");
    assert_eq!(said(&wang.push_one(&entry).await), "applied");
}

#[tokio::test]
async fn many_phones_at_once_are_all_answered() {
    let village = Village::set_up().await;
    let mut pushing = Vec::new();
    for number in 0..24_u32 {
        let mut phone = village.registered("王桂兰", &format!("138000020{number:02}")).await;
        let lines: Vec<String> =
            (0..32).map(|_| phone.entry(id::<uuid::Uuid>(), report("村口")).to_line().unwrap()).collect();
        pushing.push(tokio::spawn(async move { phone.push(&lines).await }));
    }
    for phone in pushing {
        let receipts = phone.await.unwrap();
        assert!(receipts.len() == 32 && receipts.iter().all(|receipt| receipt.outcome == Outcome::Applied));
    }
}

#[tokio::test]
async fn a_registration_that_was_refused_and_what_came_after_it_do_not_keep_a_good_one_out() {
    let village = Village::set_up().await;
    let mut wang = village.phone();
    let old = wang.registration("QQQQQQ", "王桂兰", "13800002047");
    let early = wang.entry(id::<uuid::Uuid>(), report("村口"));
    let good = wang.registration(village.code, "王桂兰", "13800002047");
    let alone = wang.push(&[old.to_line().unwrap(), early.to_line().unwrap()]).await;
    assert_eq!(said(&alone[0]), "refused register.code_expired");
    assert_eq!(wang.open_session().await.error(), (401, "device.unknown".to_owned()));
    let lines = [early, good].map(|entry| entry.to_line().unwrap());
    assert_eq!(said(&wang.push(&lines).await[1]), "applied");
    assert_eq!(wang.open_session().await.status, 200);
}
