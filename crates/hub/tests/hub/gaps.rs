//! What a phone had saved and its browser cleared away: told by whoever is back, listed for the office until it came after all
//! or somebody has seen to it.

use serde_json::{Value, json};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::gap::NAMED_MOST;
use yingchun_domain::id::EntryId;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;

use crate::back::link;
use crate::support::{Answer, Phone, Village, ask, id, said};

fn report() -> Act {
    Act::Report(Report {
        place: Line::try_from("村口").unwrap(),
        category: Category::Heaps,
        note: None,
        community: None,
    })
}

/// What she did without network.
fn unsent(phone: &mut Phone, many: usize) -> Vec<Entry> {
    (0..many).map(|_| phone.entry(id::<uuid::Uuid>(), report())).collect()
}

/// Whoever is back tells what had waited on a phone that is gone.
async fn tells(back: &Phone, gone: &Phone, entries: &[Entry]) -> Answer {
    let entries: Vec<EntryId> = entries.iter().map(|entry| entry.id).collect();
    back.post("/api/gaps", &json!({ "device": gone.device, "entries": entries })).await
}

/// Who is listed, of which phone, with how many.
async fn listed(organiser: &Phone) -> Vec<(Value, Value, u64)> {
    let listed: Value = organiser.get("/api/quarantine").await.json();
    let gaps = listed["gaps"].as_array().unwrap();
    let line =
        |it: &Value| (it["author"]["name"].clone(), it["device"].clone(), it["entries"].as_u64().unwrap());
    gaps.iter().map(line).collect()
}

/// The same person on the same phone, whose storage is gone: a new device, let in by a link of her own.
async fn back(village: &mut Village, gone: &Phone) -> Phone {
    let (made, token) = link(&mut village.leader, Some(gone.person)).await;
    assert_eq!(made, "applied");
    let mut back = Phone { person: gone.person, ..village.phone() };
    assert_eq!(back.accept(&token, "王桂兰").await.status, 200);
    back
}

#[tokio::test]
async fn what_never_came_is_listed_until_it_comes_or_is_seen_to() {
    let mut village = Village::set_up().await;
    let mut gone = village.placed("王桂兰", "13800002047").await;
    let entries = unsent(&mut gone, 4);
    // One had arrived, only its answer had not.
    assert_eq!(said(&gone.push_one(&entries[0]).await), "applied");
    let back = back(&mut village, &gone).await;
    assert_eq!(listed(&village.organiser).await, []);
    for _ in 0..2 {
        assert_eq!(tells(&back, &gone, &entries).await.status, 204);
        assert_eq!(listed(&village.organiser).await, [(json!("王桂兰"), json!(gone.device), 3)]);
    }
    // Another had been saved as a file, which her leader brings.
    let organiser = village.organiser.clone();
    let shown =
        [("origin", format!("http://{}", organiser.address)), ("cookie", organiser.cookie.clone().unwrap())];
    let file = entries[1].to_line().unwrap();
    assert_eq!(ask(organiser.address, "POST", "/api/take-in", &shown, file).await.status, 200);
    assert_eq!(listed(&organiser).await[0].2, 2);

    let seen = format!("/api/gaps/{}/seen", gone.device);
    assert_eq!(back.post(&seen, &json!({})).await.error(), (403, "right.not_yours".to_owned()));
    assert_eq!(organiser.post(&seen, &json!({})).await.status, 204);
    assert_eq!(organiser.post(&seen, &json!({})).await.error(), (404, "gap.unknown".to_owned()));
    assert_eq!(listed(&organiser).await, []);
    // Her answer was lost, and she tells it again: it stays seen to. What nobody saw is listed.
    assert_eq!(tells(&back, &gone, &entries).await.status, 204);
    assert_eq!(listed(&organiser).await, []);
    let twin = unsent(&mut gone, 1);
    assert_eq!(tells(&back, &gone, &twin).await.status, 204);
    assert_eq!(listed(&organiser).await[0].2, 1);
    // Nobody is told of what came.
    assert_eq!(said(&gone.push_one(&twin[0]).await), "applied");
    assert_eq!(listed(&organiser).await, []);
}

#[tokio::test]
async fn she_tells_of_her_own_phones_alone() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let mut li = village.placed("李芳", "13800002048").await;
    let (hers, of_li) = (unsent(&mut wang, 1), unsent(&mut li, 1));
    let unknown = (404, "gap.unknown".to_owned());
    assert_eq!(tells(&wang, &li, &of_li).await.error(), unknown);
    assert_eq!(tells(&wang, &village.phone(), &of_li).await.error(), unknown);
    assert_eq!(tells(&village.organiser.clone(), &wang, &hers).await.error(), unknown);
    let stranger = village.phone();
    assert_eq!(tells(&stranger, &wang, &hers).await.error(), (401, "session.missing".to_owned()));
    assert_eq!(listed(&village.organiser).await, []);

    // Who signed up twice and became one person: both phones are hers.
    let into = li.person;
    let merge = Act::Merge(Merge { into });
    assert_eq!(village.leader.does(wang.person.uuid(), merge).await, "applied");
    assert_eq!(tells(&li, &wang, &hers).await.status, 204);
    assert_eq!(listed(&village.organiser).await, [(json!("李芳"), json!(wang.device), 1)]);
}

#[tokio::test]
async fn a_phone_names_so_many_and_no_more() {
    let mut village = Village::set_up().await;
    let mut gone = village.placed("王桂兰", "13800002047").await;
    let entries = unsent(&mut gone, NAMED_MOST + 1);
    assert_eq!(tells(&gone, &gone, &entries).await.error(), (400, "body.unreadable".to_owned()));
    assert_eq!(listed(&village.organiser).await, []);
    for _ in 0..6 {
        let more = unsent(&mut gone, NAMED_MOST);
        assert_eq!(tells(&gone, &gone, &more).await.status, 204);
    }
    assert_eq!(listed(&village.organiser).await[0].2, 200, "a device's rows have a bound");
}
