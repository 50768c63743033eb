//! Links that give a role, and who may open a session by her key alone.

use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::text::Name;

use crate::support::{LATELY_MS, Phone, Village, consent, id, said};

#[tokio::test]
async fn a_link_says_what_it_gives_before_anybody_takes_it() {
    let mut village = Village::set_up().await;
    let token = village.invite(Role::Leader { team: village.team }, None).await;
    let shown: serde_json::Value = village.phone().look(&token).await.json();
    assert_eq!(shown["role"]["role"], "leader");
    assert_eq!(
        (&shown["team"]["name"], &shown["community"]["name"]),
        (&"青年突击队".into(), &"青石村".into())
    );
    assert_eq!(village.phone().look("AAAA").await.error(), (404, "invitation.unknown".to_owned()));
    assert_eq!(village.phone().look("不").await.error(), (404, "invitation.unknown".to_owned()));
}

#[tokio::test]
async fn a_link_is_good_once() {
    let mut village = Village::set_up().await;
    let token = village.invite(Role::Inspector, None).await;
    let shown: serde_json::Value = village.phone().look(&token).await.json();
    let target: uuid::Uuid = shown["id"].as_str().unwrap().parse().unwrap();
    let accept = |name: &str| {
        let name = Some(Name::try_from(name).unwrap());
        Act::AcceptInvitation(AcceptInvitation { name, phone: None, consent: consent() })
    };
    let (mut first, mut second) = (village.phone(), village.phone());
    let line = first.entry(target, accept("周明")).to_line().unwrap();
    assert_eq!(first.accept_line(&token, &line).await.status, 200);
    assert_eq!(village.phone().look(&token).await.error(), (410, "invitation.used".to_owned()));
    let late = second.entry(target, accept("钱进")).to_line().unwrap();
    assert_eq!(second.accept_line(&token, &late).await.error(), (409, "invitation.used".to_owned()));
    assert_eq!(second.send(late).await.error(), (401, "device.unknown".to_owned()));
    // The answer was lost: the same line opens the session once more.
    first.cookie = None;
    assert_eq!(first.accept_line(&token, &line).await.status, 200);
    assert!(first.cookie.is_some());
}

#[tokio::test]
async fn a_link_is_shown_or_nothing_is_given() {
    let mut village = Village::set_up().await;
    let token = village.invite(Role::Organiser, None).await;
    let shown: serde_json::Value = village.phone().look(&token).await.json();
    let target: uuid::Uuid = shown["id"].as_str().unwrap().parse().unwrap();
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let accept = AcceptInvitation { name: None, phone: None, consent: consent() };
    let entry = wang.entry(target, Act::AcceptInvitation(accept));
    assert_eq!(said(&wang.push_one(&entry).await), "quarantined invitation.unproven");
    let other = village.invite(Role::Inspector, None).await;
    let accept = AcceptInvitation { name: None, phone: None, consent: consent() };
    let line = wang.entry(target, Act::AcceptInvitation(accept)).to_line().unwrap();
    assert_eq!(wang.accept_line(&other, &line).await.error(), (409, "invitation.for_another".to_owned()));
}

#[tokio::test]
async fn nobody_takes_a_link_as_somebody_who_is_there() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let token = village.invite(Role::Organiser, None).await;
    let mut thief = Phone { person: wang.person, ..village.phone() };
    assert_eq!(thief.accept(&token, "王桂兰").await.error(), (401, "device.unknown".to_owned()));
    assert!(thief.cookie.is_none());
}

#[tokio::test]
async fn a_volunteer_takes_a_role_on_her_own_phone() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let token = village.invite(Role::Leader { team: village.team }, Some(wang.person)).await;
    assert_eq!(wang.accept(&token, "王桂兰").await.status, 200);
    assert!(wang.sees().await.iter().any(|row| row.kind == "grant"));
    let other = village.invite(Role::Inspector, Some(id())).await;
    assert_eq!(wang.accept(&other, "王桂兰").await.error(), (409, "invitation.for_another".to_owned()));
}

#[tokio::test]
async fn a_key_opens_a_volunteers_session_and_no_leaders() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let opened: serde_json::Value = wang.open_session().await.json();
    assert_eq!(opened["person"], wang.person.to_string());
    assert_eq!(opened["campaign"], wang.campaign.to_string());
    let cookie = wang.open_session().await.headers["set-cookie"].to_str().unwrap().to_owned();
    for part in ["__Host-yingchun=", "HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    village.let_pass(LATELY_MS).await;
    for mut phone in [village.leader, village.inspector, village.organiser] {
        let refused = (403, "session.invitation_needed".to_owned());
        assert_eq!(phone.open_session().await.error(), refused);
    }
    let mut stranger = Phone { device: id(), ..wang };
    assert_eq!(stranger.open_session().await.error(), (401, "device.unknown".to_owned()));
}
