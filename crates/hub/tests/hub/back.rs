//! Coming back on another phone: by her leader's link, or by her leader's nod.

use serde_json::{Value, json};
use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{DeviceId, InvitationId, PersonId};
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::photo::Sha256;
use yingchun_hub::chance;

use crate::support::{Answer, Phone, Village, id};

/// A link that lets a person in, as somebody makes it: what came of it, and the link's bits.
pub(crate) async fn link(maker: &mut Phone, person: Option<PersonId>) -> (String, String) {
    let bits = chance::bytes::<16>();
    let token = Sha256(sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(bits)).into());
    let act = Act::Invite(Invite { role: None, person, token });
    (maker.does(id::<InvitationId>().uuid(), act).await, chance::base64(&bits))
}

async fn ask_back(phone: &Phone, name: &str, number: &str) -> Answer {
    let headers = [phone.key_header()];
    let body = json!({ "name": name, "phone": number }).to_string();
    crate::support::ask(phone.address, "POST", "/api/back", &headers, body).await
}

/// Who asks to come back, as somebody sees it, once so many do.
async fn asking(reader: &Phone, many: usize) -> Vec<Value> {
    loop {
        let listed: Vec<Value> = reader.get("/api/back").await.json();
        if listed.len() >= many {
            return listed;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn her_leaders_link_lets_a_volunteer_in_on_another_phone_once() {
    let mut village = Village::set_up().await;
    let wang = village.placed("王桂兰", "13800002047").await;
    let (made, token) = link(&mut village.leader, Some(wang.person)).await;
    assert_eq!(made, "applied");
    let mut other = Phone { person: wang.person, ..village.phone() };
    assert_eq!(other.accept(&token, "王桂兰").await.status, 200);
    assert!(other.sees().await.iter().any(|row| row.id == wang.person.uuid()));
    assert_eq!(village.phone().look(&token).await.error(), (410, "invitation.used".to_owned()));
}

#[tokio::test]
async fn a_volunteers_own_link_lets_her_in_once_and_an_officials_does_not() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let herself = wang.person;
    let (made, token) = link(&mut wang, Some(herself)).await;
    assert_eq!(made, "applied");
    let mut other = Phone { person: herself, ..village.phone() };
    assert_eq!(other.accept(&token, "王桂兰").await.status, 200);
    assert!(other.sees().await.iter().any(|row| row.id == herself.uuid()));
    assert_eq!(village.phone().look(&token).await.error(), (410, "invitation.used".to_owned()));
    let leader = village.leader.person;
    assert_eq!(link(&mut village.leader, Some(leader)).await.0, "refused invitation.holds_right");
}

#[tokio::test]
async fn a_link_lets_in_only_whom_its_maker_leads_and_nobody_who_holds_a_right() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let li = village.placed("李芳", "13800002048").await;
    assert_eq!(link(&mut wang, Some(li.person)).await.0, "refused right.not_yours");
    assert_eq!(link(&mut village.leader, None).await.0, "refused invitation.name_missing");
    let organiser = village.organiser.person;
    assert_eq!(link(&mut village.leader, Some(organiser)).await.0, "refused right.not_yours");
    // Who is given a right after the link was made does not come in by it any more.
    let (made, token) = link(&mut village.leader, Some(li.person)).await;
    assert_eq!(made, "applied");
    let role = village.invite(Role::Inspector, Some(li.person)).await;
    let mut hers = li;
    assert_eq!(hers.accept(&role, "李芳").await.status, 200);
    let mut thief = Phone { person: hers.person, ..village.phone() };
    assert_eq!(thief.accept(&token, "李芳").await.error(), (409, "invitation.holds_right".to_owned()));
    assert_eq!(link(&mut village.organiser, Some(hers.person)).await.0, "refused invitation.holds_right");
}

#[tokio::test]
async fn her_leader_nods_and_the_phone_is_hers() {
    let mut village = Village::set_up().await;
    let wang = village.placed("王桂兰", "13800002047").await;
    let mut other = Phone { person: wang.person, ..village.phone() };
    let answer = ask_back(&other, "王桂兰", "138 0000 2047").await;
    assert_eq!(answer.status, 202);
    let sign = answer.json::<Value>()["sign"].clone();
    assert_eq!(other.open_session().await.error(), (401, "device.unknown".to_owned()));
    let listed = asking(&village.leader, 1).await;
    assert_eq!((&listed[0]["person"], &listed[0]["sign"]), (&json!(wang.person), &sign));
    // A volunteer sees nobody, and nods for nobody.
    assert_eq!(asking(&wang, 0).await, Vec::<Value>::new());
    let path = format!("/api/back/{}/nod", other.device);
    assert_eq!(wang.post(&path, &json!({})).await.error(), (404, "back.unknown".to_owned()));
    assert_eq!(village.leader.post(&path, &json!({})).await.status, 204);
    assert_eq!(other.open_session().await.status, 200);
    assert!(other.sees().await.iter().any(|row| row.id == wang.person.uuid()));
    assert_eq!(asking(&village.leader, 0).await, Vec::<Value>::new());
    assert_eq!(
        ask_back(&other, "王桂兰", "13800002047").await.error(),
        (409, "device.of_another".to_owned())
    );
}

#[tokio::test]
async fn nobody_learns_whether_a_number_is_known_and_officials_do_not_come_back_this_way() {
    let mut village = Village::set_up().await;
    let known = village.placed("王桂兰", "13800002047").await;
    let mut official = village.placed("周海", "13800002049").await;
    let role = village.invite(Role::Inspector, Some(official.person)).await;
    assert_eq!(official.accept(&role, "周海").await.status, 200);
    for (name, number) in [("王桂兰", "13900000001"), ("李四", "13800002047"), ("周海", "13800002049")]
    {
        let stranger = village.phone();
        let answer = ask_back(&stranger, name, number).await;
        assert_eq!((answer.status.as_u16(), answer.json::<Value>().as_object().unwrap().len()), (202, 1));
    }
    // Who is given a right after she asked does not come back by a nod.
    let mut li = village.placed("李芳", "13800002048").await;
    let hers = village.phone();
    assert_eq!(ask_back(&hers, "李芳", "13800002048").await.status, 202);
    assert_eq!(asking(&village.leader, 1).await[0]["person"], json!(li.person));
    let role = village.invite(Role::Inspector, Some(li.person)).await;
    assert_eq!(li.accept(&role, "李芳").await.status, 200);
    let path = format!("/api/back/{}/nod", hers.device);
    assert_eq!(village.leader.post(&path, &json!({})).await.error(), (404, "back.unknown".to_owned()));
    assert_eq!(village.leader.delete(&format!("/api/back/{}", hers.device)).await.status, 204);
    let other = village.phone();
    assert_eq!(ask_back(&other, "王桂兰", "13800002047").await.status, 202);
    let listed = asking(&village.organiser, 1).await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(listed[0]["person"], json!(known.person));
    // Not she: turned down, and forgotten.
    let path = format!("/api/back/{}", other.device);
    assert_eq!(village.leader.delete(&path).await.status, 204);
    assert_eq!(asking(&village.leader, 0).await, Vec::<Value>::new());
    assert_eq!(village.leader.delete(&path).await.error(), (404, "back.unknown".to_owned()));
}

/// Somebody else's phone that asks to come back as her, from an address of its own.
async fn stranger_asks(village: &Village, n: usize, name: &str, number: &str) -> DeviceId {
    let stranger = village.phone();
    let from = ("x-forwarded-for", format!("10.0.{}.{}", n / 250, n % 250));
    let body = json!({ "name": name, "phone": number }).to_string();
    let headers = [stranger.key_header(), from];
    let answer = crate::support::ask(stranger.address, "POST", "/api/back", &headers, body).await;
    assert_eq!(answer.status, 202);
    stranger.device
}

/// Who asks, as somebody sees it, once a device stands at its head.
async fn headed_by(reader: &Phone, device: DeviceId) -> Vec<Value> {
    loop {
        let listed = asking(reader, 1).await;
        if listed[0]["device"] == json!(device) {
            return listed;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn two_hundred_strangers_hide_nobody_from_her_leader() {
    let mut village = Village::set_up().await;
    let wang = village.placed("王桂兰", "13800002047").await;
    let mut other = Phone { person: wang.person, ..village.phone() };
    assert_eq!(ask_back(&other, "王桂兰", "13800002047").await.status, 202);
    let her_leader = village.leader.clone();
    assert_eq!(asking(&her_leader, 1).await.len(), 1);

    village.go_on_to_another("HW2M9P", "赵敏").await;
    for one in 0..41 {
        let number = format!("1390000{one:04}");
        let mut known = village.phone();
        let registration = known.registration(village.code, "李芳", &number);
        known.push_one(&registration).await;
        for n in 0..5 {
            let stranger = stranger_asks(&village, one * 5 + n, "李芳", &number).await;
            headed_by(&village.leader, stranger).await;
        }
    }
    let listed = asking(&her_leader, 0).await;
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(listed[0]["person"], json!(wang.person));
    let path = format!("/api/back/{}/nod", other.device);
    assert_eq!(her_leader.post(&path, &json!({})).await.status, 204);
    assert_eq!(other.open_session().await.status, 200);
}

#[tokio::test]
async fn of_many_phones_that_ask_as_one_person_the_latest_few_wait() {
    let mut village = Village::set_up().await;
    village.placed("王桂兰", "13800002047").await;
    for n in 0..8 {
        let stranger = stranger_asks(&village, n, "王桂兰", "13800002047").await;
        headed_by(&village.leader, stranger).await;
    }
    let hers = village.phone();
    assert_eq!(ask_back(&hers, "王桂兰", "13800002047").await.status, 202);
    let listed = headed_by(&village.leader, hers.device).await;
    assert_eq!(listed.len(), 5, "{listed:?}");
}
