//! After a restore a right that was given meanwhile waits for the office's nod, and with it what was done under it.

use yingchun_domain::entry::Act;
use yingchun_domain::grant::{Grant, Revoke, Role};
use yingchun_domain::id::SpotId;
use yingchun_domain::invitation::accept::AcceptInvitation;
use yingchun_domain::person::Person;
use yingchun_domain::person::place::Place;
use yingchun_domain::photo::Phase;
use yingchun_domain::text::Line;
use yingchun_hub::clock;

use crate::again::{Copy, found_herself, listed, office_at, organiser_session, words};
use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::{Phone, Village, consent, id, said};

#[tokio::test]
async fn a_leader_who_came_after_the_copy_was_made_waits_for_the_offices_nod() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let li = village.registered("李芳", "13800002048").await;
    let copy = Copy::of(&village.hub).await;
    let mut zhao = village.invited(Role::Leader { team: village.team }, "赵立").await;
    let place = Act::Place(Place { team: village.team });
    assert_eq!(zhao.does(wang.person.uuid(), place).await, "applied");
    let lost = village.organiser.history();
    let hub = copy.put_back(village.hub).await;
    let mut organiser = Phone { address: hub.address(), ..village.organiser };
    zhao.address = hub.address();

    // The office's phone has not brought the invitation yet.
    assert_eq!(zhao.open_session().await.status, 200);
    let history = zhao.history();
    let before = zhao.push_again(&history).await;
    assert_eq!(words(&before), ["held", "quarantined entry.not_yet_again"]);
    assert_eq!(words(&organiser.push_again(&lost).await).iter().filter(|it| *it != "applied").count(), 0);
    assert_eq!(words(&zhao.push_again(&history).await), ["applied", "held"]);
    assert_eq!(zhao.open_session().await.status, 200, "she reads as a volunteer does");
    let grant = waiting(&zhao).await;
    assert!(zhao.sees().await.iter().all(|row| row.kind != "contact" || row.id == zhao.person.uuid()));
    // What she does meanwhile waits with her right.
    let meanwhile = zhao.entry(li.person.uuid(), Act::Place(Place { team: village.team }));
    assert_eq!(said(&zhao.push_one(&meanwhile).await), "held");

    let path = format!("/api/grants/{}/nod", grant.id);
    assert_eq!(zhao.post(&path, &serde_json::json!({})).await.error(), (403, "right.not_yours".to_owned()));
    let mut office = Phone::new(hub.address(), zhao.campaign);
    office.cookie = organiser_session(&hub, &mut organiser).await;
    assert_eq!(office.post(&path, &serde_json::json!({})).await.status, 204);
    assert_eq!(office.post(&path, &serde_json::json!({})).await.error(), (404, "grant.unknown".to_owned()));
    assert_eq!(words(&zhao.push_again(&history).await), ["applied", "applied"]);
    assert_eq!(said(&zhao.push_one(&meanwhile).await), "applied");
    assert!(zhao.sees().await.iter().any(|row| row.kind == "contact" && row.id == wang.person.uuid()));
    let herself: Person = zhao.sees_one(zhao.person.uuid()).await.unwrap();
    assert_eq!(herself.team, Some(village.team));
    let apart: serde_json::Value = office.get("/api/quarantine").await.json();
    assert_eq!((apart["apart"].as_array().unwrap().len(), apart["held"].as_array().unwrap().len()), (0, 0));
}

/// The right of hers that waits.
async fn waiting(phone: &Phone) -> Grant {
    let rows = phone.sees().await;
    let row = rows.iter().find(|row| row.kind == "grant").unwrap();
    let grant: Grant = serde_json::from_str(row.body.as_ref().unwrap().get()).unwrap();
    assert!(grant.waits && !grant.holds_at(clock::now()) && grant.person == phone.person);
    grant
}

#[tokio::test]
async fn a_right_that_the_office_does_not_nod_for_gives_nothing() {
    let mut village = Village::set_up().await;
    let wang = village.registered("王桂兰", "13800002047").await;
    let token = village.invite(Role::Leader { team: village.team }, None).await;
    let copy = Copy::of(&village.hub).await;
    let mut zhao = village.phone();
    assert_eq!(zhao.accept(&token, "赵立").await.status, 200);
    let place = Act::Place(Place { team: village.team });
    assert_eq!(zhao.does(wang.person.uuid(), place).await, "applied");
    let hub = copy.put_back(village.hub).await;
    zhao.address = hub.address();
    let mut organiser = office_at(&hub, village.organiser).await;
    let history = zhao.history();
    assert_eq!(words(&zhao.push_again(&history).await), ["applied", "held"]);
    assert_eq!(zhao.open_session().await.status, 200);
    let grant = waiting(&zhao).await;
    assert_eq!(organiser.delete(&format!("/api/grants/{}", grant.id)).await.status, 204);
    let last = zhao.push_again(&history).await;
    assert_eq!(words(&last), ["applied", "refused entry.dismissed_with_another"]);
    let reason = Line::try_from("换人").unwrap();
    assert_eq!(organiser.does(grant.id.uuid(), Act::Revoke(Revoke { reason })).await, "applied");
    assert!(zhao.sees().await.iter().all(|row| row.id != wang.person.uuid()));
}

#[tokio::test]
async fn what_the_office_does_not_nod_for_takes_no_work_along_that_was_done_without_it() {
    let mut village = Village::set_up().await;
    let mut zhao = village.placed("赵立", "13800002047").await;
    let of_zhao = zhao.history().len();
    let copy = Copy::of(&village.hub).await;
    let (of_leader, of_office) = (village.leader.history().len(), village.organiser.history().len());
    offered_and_accepted(&mut village, &mut zhao).await;
    let spot = id::<SpotId>().uuid();
    let create = found_herself(village.zone);
    assert_eq!(village.organiser.does(spot, create).await, "applied");
    assert_eq!(zhao.does_with(spot, clean(None), vec![photo_of(b"one", Phase::After)]).await.1, "applied");
    let token = village.invite(Role::Inspector, None).await;
    assert_eq!(zhao.accept(&token, "赵立").await.status, 200);
    let hub = copy.put_back(village.hub).await;
    let (mut leader, mut organiser) = (village.leader, village.organiser);
    for phone in [&mut zhao, &mut leader, &mut organiser] {
        phone.address = hub.address();
    }
    let lost = organiser.push_again(&organiser.history()[of_office..]).await;
    assert_eq!(words(&lost), ["applied", "applied"]);
    let history = zhao.history()[of_zhao..].to_vec();
    let [yes, cleaned, accepted] = &history[..] else { panic!("{history:?}") };
    assert_eq!(words(&zhao.push_again(std::slice::from_ref(accepted)).await), ["applied"]);
    assert_eq!(words(&zhao.push_again(std::slice::from_ref(cleaned)).await), ["held"]);
    assert_eq!(zhao.open_session().await.status, 200);
    let grant = waiting(&zhao).await;
    let organiser = office_at(&hub, organiser).await;
    assert_eq!(organiser.delete(&format!("/api/grants/{}", grant.id)).await.status, 204);
    assert_eq!(listed(&organiser).await, (1, 0));
    assert_eq!(words(&leader.push_again(&leader.history()[of_leader..]).await), ["applied"]);
    assert_eq!(words(&zhao.push_again(&[yes.clone(), cleaned.clone()]).await), ["applied", "applied"]);
}

#[tokio::test]
async fn an_acceptance_that_came_without_its_link_is_not_as_old_as_that_once_the_link_is_shown() {
    let mut village = Village::set_up().await;
    let mut zhao = village.registered("赵立", "13800002047").await;
    let token = village.invite(Role::Inspector, None).await;
    let invited = village.organiser.history();
    let invitation = invited[invited.len() - 1].0.target;
    let accept = AcceptInvitation { name: None, phone: None, consent: consent() };
    let acceptance = zhao.entry(invitation, Act::AcceptInvitation(accept));
    assert_eq!(said(&zhao.push_one(&acceptance).await), "quarantined invitation.unproven");
    let copy = Copy::of(&village.hub).await;
    let hub = copy.put_back(village.hub).await;
    zhao.address = hub.address();
    // The restore has ended all links that were open.
    let answer = zhao.accept_line(&token, &acceptance.to_line().unwrap()).await;
    assert_eq!(answer.error(), (409, "invitation.expired".to_owned()));
}
