//! A push in a campaign of many people beside one of few, by turns in one run: a report, which is new to everybody, and a
//! change of what is written about oneself, which takes a row out of its place among those of all who wait for a team.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use yingchun_domain::entry::Act;
use yingchun_domain::id::PersonId;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{Consent, Person};
use yingchun_domain::row::Entity;
use yingchun_domain::spot::Category;
use yingchun_domain::spot::report::Report;
use yingchun_domain::text::Line;
use yingchun_hub::clock;

use crate::phone::Phone;
use crate::village::{Village, id, stored};

const TURNS: usize = 5;
const PHONES: usize = 16;
const PUSHES: usize = 200;
/// People written in one commit.
const PLANTED_AT_ONCE: usize = 1_000;

/// A village with so many people in it.
pub(crate) async fn village_of(folder: &Path, people: usize) -> Village {
    let village = Village::start(folder).await;
    let mut left = people;
    while left > 0 {
        let some = left.min(PLANTED_AT_ONCE);
        village.plant((0..some).map(|_| somebody(&village)).collect()).await;
        left -= some;
    }
    village
}

fn somebody(village: &Village) -> Entity {
    let person: PersonId = id();
    stored::<Person>(json!({
        "id": person, "community": village.community, "name": "王桂兰", "any_day": true,
        "consent": Consent::on_screen(Line::try_from("2027-1").expect("a line"), clock::now()),
    }))
    .into()
}

/// How long each push of one line took, in both, by turns.
pub(crate) async fn measure(few: &Village, many: &Village) -> [Vec<Duration>; 2] {
    let mut took = [Vec::new(), Vec::new()];
    for _ in 0..TURNS {
        for (village, took) in [few, many].into_iter().zip(&mut took) {
            took.extend(pushes(village).await);
        }
    }
    took
}

async fn pushes(village: &Village) -> Vec<Duration> {
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(Phone::registered(village).await);
    }
    let running: Vec<_> = phones.into_iter().map(|phone| tokio::spawn(push_all(phone))).collect();
    let mut took = Vec::new();
    for phone in running {
        took.extend(phone.await.expect("a phone's pushes are applied"));
    }
    took
}

async fn push_all(mut phone: Phone) -> Vec<Duration> {
    let place = Line::try_from("小卖部后杂物堆").expect("a line");
    let mut took = Vec::with_capacity(PUSHES);
    for number in 0..PUSHES {
        let line = if number % 2 == 0 {
            let report =
                Report { place: place.clone(), category: Category::Clutter, note: None, community: None };
            phone.line(id(), Act::Report(report), vec![])
        } else {
            let profile = Profile { no_photo: Some(number % 4 == 1), ..Profile::default() };
            phone.line(phone.person.uuid(), Act::Profile(profile), vec![])
        };
        let push = phone.push(&line);
        let began = std::time::Instant::now();
        let answer = phone.ask(&push, &[]).await;
        took.push(began.elapsed());
        assert!(answer.contains("\"outcome\":\"applied\""), "{answer}");
    }
    took
}
