//! After a restore phones push again what they kept, with the receipts that they were given (invariant 12).

use std::path::Path;

use hmac::{Hmac, Mac as _};
use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::Role;
use yingchun_domain::id::{CommunityId, PersonId, SpotId, ZoneId};
use yingchun_domain::person::Person;
use yingchun_domain::person::place::Place;
use yingchun_domain::photo::Phase;
use yingchun_domain::receipt::{First, Receipt};
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::open::Open;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Finding, Spot};
use yingchun_domain::text::{JoinCode, Line, Name};
use yingchun_domain::time::{DAY_MS, UnixMs};
use yingchun_hub::keep::restore;
use yingchun_hub::{chance, clock};

use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::{Phone, TestHub, Village, back_up, id, said};

fn report(place: &str) -> Act {
    Act::Report(Report {
        place: Line::try_from(place).unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

/// A copy of the village's database, and what comes after it lost.
pub(crate) struct Copy(tempfile::TempDir);

impl Copy {
    pub(crate) async fn of(hub: &TestHub) -> Self {
        let folder = tempfile::tempdir().unwrap();
        back_up(hub.folder(), &folder.path().join("copy")).await.unwrap();
        Self(folder)
    }

    /// Puts the copy back; every phone has to be told where the hub answers from now on.
    pub(crate) async fn put_back(&self, hub: TestHub) -> TestHub {
        let copy = self.0.path().join("copy");
        hub.between_async(async |folder: &Path| drop(restore(folder, Some(&copy)).await.unwrap())).await
    }
}

pub(crate) fn words(receipts: &[Receipt]) -> Vec<String> {
    receipts.iter().map(said).collect()
}

/// The secret under which a hub signs, as it stands in its database.
async fn secret(folder: &Path) -> String {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(folder.join("yingchun.db"));
    let mut conn = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query_scalar("select secret from campaign").fetch_one(&mut conn).await.unwrap()
}

/// A receipt as the hub would have given it at another time.
fn signed(secret: &str, campaign: &str, entry: &Entry, receipt: Receipt) -> Receipt {
    use base64::Engine as _;
    let Receipt { id, outcome, code, commit, received, .. } = &receipt;
    let line = <sha2::Sha256 as sha2::Digest>::digest(entry.to_line().unwrap());
    let line: String = line.iter().map(|byte| format!("{byte:02x}")).collect();
    let (outcome, code) = (outcome.as_str(), code.as_deref().unwrap_or_default());
    let lines = format!("{campaign}\n{id}\n{outcome}\n{code}\n{}\n{}\n{line}", commit.0, received.0);
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(b"receipt\0");
    mac.update(lines.as_bytes());
    let mac = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Receipt { mac, ..receipt }
}

#[tokio::test]
async fn who_came_after_the_copy_was_made_comes_back_by_herself_with_all_that_she_did() {
    let village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let reported = wang.entry(id::<uuid::Uuid>(), report("村口"));
    assert_eq!(said(&wang.push_one(&reported).await), "applied");
    let place = Act::Place(Place { team: village.team });
    assert_eq!(wang.does(wang.person.uuid(), place).await, "refused right.not_yours");
    let code = village.code;
    let hub = copy.put_back(village.hub).await;
    wang.address = hub.address();
    let nobody = Phone { seal: None, ..wang.clone() };
    assert_eq!(nobody.send(reported.to_line().unwrap()).await.error(), (401, "device.unknown".to_owned()));
    let thief = Phone { key: chance::text::<32>(), ..wang.clone() };
    assert_eq!(thief.send(reported.to_line().unwrap()).await.error(), (401, "device.unknown".to_owned()));

    assert_eq!(wang.open_session().await.status, 200, "by the hub's own word on her device");
    let history = wang.history();
    let again = wang.push_again(&history).await;
    assert_eq!(words(&again), ["applied", "applied", "refused right.not_yours"]);
    for ((_, first), now) in history.iter().zip(&again) {
        assert_eq!(now.received, first.received, "as of when the hub had it first");
    }
    assert_eq!(words(&wang.push_again(&history).await), words(&again), "once, however often");
    let sees = wang.sees().await;
    assert_eq!(sees.iter().filter(|row| row.kind == "person").count(), 1);
    assert!(wang.sees_one::<Spot>(reported.target).await.is_some());
    // The code on the poster is as good as it was.
    let mut li = Phone::new(hub.address(), wang.campaign);
    let entry = li.registration(code, "李芳", "13800002048");
    assert_eq!(said(&li.push_one(&entry).await), "applied");
}

#[tokio::test]
async fn a_receipt_is_believed_where_the_hub_gave_it_and_not_where_somebody_wrote_it() {
    let village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let secret = secret(village.hub.folder()).await;
    let then = clock::now().plus(-3 * DAY_MS);
    let old =
        |phone: &mut Phone, place: &str| Entry { at: then, ..phone.entry(id::<uuid::Uuid>(), report(place)) };
    let kept = |entry: &Entry, received: UnixMs, outcome: &str| Receipt {
        id: entry.id,
        outcome: serde_json::from_value(outcome.into()).unwrap(),
        code: (outcome == "refused").then(|| "spot.moved_on".to_owned()),
        commit: yingchun_domain::row::CommitNo(900),
        received,
        mac: "bWFj".to_owned(),
    };
    let campaign = wang.campaign.to_string();
    let [plain, good, forged, refused] = ["村口", "村尾", "桥头", "井边"].map(|place| old(&mut wang, place));
    let first = signed(&secret, &campaign, &good, kept(&good, then, "applied"));
    let last = signed(&secret, &campaign, &refused, kept(&refused, then, "refused"));
    let lines = [
        plain.to_line().unwrap(),
        First::to_line(first).unwrap(),
        good.to_line().unwrap(),
        First::to_line(kept(&forged, then, "applied")).unwrap(),
        forged.to_line().unwrap(),
        First::to_line(last).unwrap(),
        refused.to_line().unwrap(),
    ];
    let receipts = wang.push(&lines).await;
    let late = "applied late";
    assert_eq!(words(&receipts), [late, "applied", late, "refused spot.moved_on"]);
    assert_eq!(receipts[1].received, then);
    assert!(receipts[2].received > then);
}

/// The organiser comes in by a link, as after every restore.
pub(crate) async fn organiser_session(hub: &TestHub, organiser: &mut Phone) -> Option<String> {
    let (invitation, link) = yingchun_hub::serve::invitation(Role::Organiser, "organiser");
    hub.running().hub().plant(vec![invitation.into()]).await.unwrap();
    let token = link.path.strip_prefix("/invite#").unwrap().to_owned();
    assert_eq!(organiser.accept(&token, "王主任").await.status, 200);
    organiser.cookie.clone()
}

/// The organiser at her desk, at a hub that was put back.
pub(crate) async fn office_at(hub: &TestHub, organiser: Phone) -> Phone {
    let mut office = Phone { address: hub.address(), ..organiser };
    office.cookie = organiser_session(hub, &mut office).await;
    office
}

/// The office has a line judged again before what it needs is back.
async fn asked_too_early(hub: &TestHub, before: &Receipt) {
    let mut office = Phone::new(hub.address(), hub.running().hub().campaign());
    office.cookie = organiser_session(hub, &mut office).await;
    let listed: serde_json::Value = office.get("/api/quarantine").await.json();
    let sha256 = listed["apart"][0]["sha256"].as_str().unwrap();
    let path = format!("/api/quarantine/{}/{sha256}/retry", before.id);
    let answer: serde_json::Value = office.post(&path, &serde_json::json!({})).await.json();
    assert_eq!(answer["receipt"]["outcome"], "quarantined", "{answer}");
}

#[tokio::test]
async fn what_needs_another_phones_history_waits_for_it_and_is_not_refused() {
    let mut village = Village::set_up().await;
    let copy = Copy::of(&village.hub).await;
    let community = CreateCommunity {
        name: Name::try_from("柳河村").unwrap(),
        committee: Name::try_from("柳河村村委会").unwrap(),
        duty_phone: None,
        code: JoinCode::try_from("LHC8M3").unwrap(),
    };
    let made = village.organiser.does(id::<CommunityId>().uuid(), Act::CreateCommunity(community)).await;
    assert_eq!(made, "applied");
    let mut li = village.phone();
    let entry = li.registration("LHC8M3", "李芳", "13800002048");
    assert_eq!(said(&li.push_one(&entry).await), "applied");
    assert_eq!(li.open_session().await.status, 200);
    let lost = village.organiser.history();
    let hub = copy.put_back(village.hub).await;
    li.address = hub.address();
    let organiser = Phone { address: hub.address(), ..village.organiser };
    let history = li.history();
    let before = li.push_again(&history).await;
    assert_eq!(words(&before), ["quarantined entry.not_yet_again"]);
    assert_eq!(li.push_again(&history).await, before, "asking alone moves nothing on");
    asked_too_early(&hub, &before[0]).await;
    organiser.push_again(&lost).await;
    assert_eq!(words(&li.push_again(&history).await), ["applied"]);
    assert_eq!(li.open_session().await.status, 200);
    let seen: Option<Person> = li.sees_one(PersonId::uuid(li.person)).await;
    assert!(seen.is_some());
}

#[tokio::test]
async fn work_that_waits_for_its_spot_is_not_refused_when_the_spot_comes_before_its_zone() {
    let mut village = Village::set_up().await;
    let mut wang = village.registered("王桂兰", "13800002047").await;
    let mut li = village.placed("李芳", "13800002048").await;
    offered_and_accepted(&mut village, &mut li).await;
    let copy = Copy::of(&village.hub).await;
    let before = (li.history().len(), wang.history().len(), village.leader.history().len());
    let spot = id::<SpotId>().uuid();
    assert_eq!(wang.does(spot, report("村口")).await, "applied");
    let opened = Act::Open(Open { zone: village.zone, number: None });
    assert_eq!(village.leader.does(spot, opened).await, "applied");
    assert_eq!(li.does_with(spot, clean(None), vec![photo_of(b"one", Phase::After)]).await.1, "applied");
    let hub = copy.put_back(village.hub).await;
    let mut leader = village.leader;
    for phone in [&mut wang, &mut li, &mut leader] {
        phone.address = hub.address();
    }
    let cleaned = &li.history()[before.0..];
    assert_eq!(words(&li.push_again(cleaned).await), ["held"]);
    assert_eq!(words(&wang.push_again(&wang.history()[before.1..]).await), ["applied"]);
    let waits = li.push_again(cleaned).await;
    assert_eq!(words(&waits), ["quarantined entry.not_yet_again"]);
    assert_eq!(words(&leader.push_again(&leader.history()[before.2..]).await), ["applied"]);
    assert_eq!(words(&li.push_again(cleaned).await), ["applied"]);
    assert_eq!(li.open_session().await.status, 200);
    let seen: Spot = li.sees_one(spot).await.unwrap();
    assert_eq!(seen.cleanings.len(), 1);
}

/// What an organiser makes who found it herself.
pub(crate) fn found_herself(zone: ZoneId) -> Act {
    Act::CreateSpot(CreateSpot {
        zone,
        number: None,
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note: None,
        found: None,
        found_by: Finding::OwnSurvey,
    })
}

/// How many lines are kept apart, and how many wait.
pub(crate) async fn listed(office: &Phone) -> (usize, usize) {
    let listed: serde_json::Value = office.get("/api/quarantine").await.json();
    let count = |name: &str| listed[name].as_array().unwrap().len();
    (count("apart"), count("held"))
}

#[tokio::test]
async fn what_a_copy_has_as_waiting_is_refused_nothing_before_its_phone_shows_what_came_of_it() {
    let mut village = Village::set_up().await;
    let mut li = village.placed("李芳", "13800002048").await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let spot = id::<SpotId>().uuid();
    let [work, stranger] = [&mut li, &mut wang].map(|phone| Entry {
        photos: vec![photo_of(phone.person.to_string().as_bytes(), Phase::After)],
        ..phone.entry(spot, clean(None))
    });
    assert_eq!(said(&li.push_one(&work).await), "held");
    assert_eq!(said(&wang.push_one(&stranger).await), "held");
    let copy = Copy::of(&village.hub).await;
    let (of_li, of_leader, of_office) =
        (li.history().len(), village.leader.history().len(), village.organiser.history().len());
    offered_and_accepted(&mut village, &mut li).await;
    let [create, spot_again] = [found_herself(village.zone), found_herself(village.zone)];
    assert_eq!(village.organiser.does(spot, create).await, "applied");
    let (applied, refused) = (li.push_one(&work).await, wang.push_one(&stranger).await);
    assert_eq!(words(&[applied.clone(), refused.clone()]), ["applied", "refused right.not_yours"]);
    let hub = copy.put_back(village.hub).await;
    let (mut leader, mut organiser) = (village.leader, village.organiser);
    for phone in [&mut li, &mut wang, &mut leader, &mut organiser] {
        phone.address = hub.address();
    }

    // Somebody who may not make the spot ends nothing that waits for it.
    let meddles = wang.entry(spot, spot_again);
    assert_eq!(said(&wang.push_one(&meddles).await), "refused right.not_yours");
    // The spot is back before anybody has shown what came of the work there.
    assert_eq!(words(&organiser.push_again(&organiser.history()[of_office..]).await), ["applied"]);
    let organiser = office_at(&hub, organiser).await;
    assert_eq!(listed(&organiser).await, (0, 2));
    assert_eq!(words(&wang.push_again(&[(stranger, refused)]).await), ["refused right.not_yours"]);
    let shown = [(work.clone(), applied)];
    let waits = li.push_again(&shown).await;
    assert_eq!(words(&waits), ["quarantined entry.not_yet_again"]);
    assert_eq!(listed(&organiser).await, (1, 0));
    // A twin of her phone was told less: it takes nothing away.
    assert_eq!(li.push_again(&[(work, waits[0].clone())]).await, waits);
    assert_eq!(words(&leader.push_again(&leader.history()[of_leader..]).await), ["applied"]);
    let yes = &li.history()[of_li..][..1];
    assert_eq!(words(&li.push_again(yes).await), ["applied"]);
    let last = li.push_again(&shown).await;
    assert_eq!((words(&last), last[0].received), (vec!["applied".to_owned()], shown[0].1.received));
    assert_eq!(listed(&organiser).await, (0, 0));
}

#[tokio::test]
async fn what_a_copy_has_as_waiting_is_judged_once_its_phone_shows_that_it_knows_no_better() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let spot = id::<SpotId>().uuid();
    let work = Entry { photos: vec![photo_of(b"one", Phase::After)], ..wang.entry(spot, clean(None)) };
    let held = wang.push_one(&work).await;
    assert_eq!(said(&held), "held");
    let copy = Copy::of(&village.hub).await;
    let create = found_herself(village.zone);
    let hub = copy.put_back(village.hub).await;
    let mut organiser = village.organiser;
    (wang.address, organiser.address) = (hub.address(), hub.address());
    assert_eq!(organiser.does(spot, create).await, "applied");
    assert_eq!(words(&wang.push_again(&[(work, held)]).await), ["refused right.not_yours"]);
    let organiser = office_at(&hub, organiser).await;
    assert_eq!(listed(&organiser).await, (0, 0));
}
