//! The demonstration is lawful from beginning to end, has something in every state, and is told once.

use std::collections::BTreeSet;

use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Attendance;
use yingchun_domain::community::Community;
use yingchun_domain::conflict::ConflictCard;
use yingchun_domain::edit::Versions;
use yingchun_domain::ledger::Printing;
use yingchun_domain::notice::Notice;
use yingchun_domain::photo::{Bytes, Photo};
use yingchun_domain::set::{Reach, Set};
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::text::JoinCode;

use super::*;
use crate::ledger;

/// Every row of a hub.
async fn all(hub: &Hub) -> Set {
    let mut set = Set::new(Reach::Held);
    let mut conn = hub.readers().acquire().await.unwrap();
    for kind in Kind::ALL {
        for row in store::entity::each_of(&mut conn, hub.campaign(), *kind).await.unwrap() {
            set.put(row.into());
        }
    }
    set
}

const fn state_of(spot: &Spot) -> &'static str {
    match &spot.state {
        SpotState::Reported => "reported",
        SpotState::Open => "open",
        SpotState::Claimed { .. } => "claimed",
        SpotState::Cleaned { .. } => "cleaned",
        SpotState::Returned { .. } => "returned",
        SpotState::Passed => "passed",
        SpotState::Closed => "closed",
        SpotState::Cancelled { .. } => "cancelled",
    }
}

#[tokio::test]
async fn the_demonstration_has_something_in_every_state_and_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::open_or_found(folder.path(), 0).await.unwrap().hub;
    let handed = seed(&hub).await.unwrap();
    assert_eq!(
        handed.iter().map(|link| link.word).collect::<Vec<_>>(),
        ["join", "leader", "inspector", "organiser"]
    );

    let set = all(&hub).await;
    let states: BTreeSet<_> = set.each::<Spot>().map(state_of).collect();
    assert_eq!(states.len(), 8, "{states:?}");
    let answers: BTreeSet<AssignmentState> = set.each::<Assignment>().map(|it| it.state).collect();
    assert_eq!(answers.len(), 4, "{answers:?}");
    assert!(set.each::<Attendance>().any(|it| it.minutes().is_some()));
    assert!(set.each::<Attendance>().any(|it| it.minutes().is_none()));
    let photos = |are: fn(&Bytes) -> bool| set.each::<Photo>().filter(|it| are(&it.bytes)).count();
    assert_eq!(photos(|bytes| matches!(bytes, Bytes::Awaited)), 1);
    assert_eq!(photos(|bytes| matches!(bytes, Bytes::Lost { .. })), 1);
    let spots = || set.each::<Spot>();
    assert!(spots().any(|it| it.asked.is_some()));
    assert!(spots().any(|it| it.begged.is_some()));
    assert!(spots().any(|it| !it.objections.is_empty()));
    assert_eq!(set.each::<ConflictCard>().count(), 1);
    assert_eq!(set.each::<Notice>().count(), 1);
    let newcomers = set.each::<Person>().filter(|it| it.community.is_some() && it.team.is_none()).count();
    assert_eq!(newcomers, 3, "somebody waits to be taken into a team");
    assert!(ledger::workbook(&set, Printing::default(), clock::now()).is_ok());

    let again = seed(&hub).await.unwrap();
    assert_eq!(all(&hub).await.each::<Spot>().count(), set.each::<Spot>().count());
    assert_eq!(handed[0], again[0]);
    assert!(handed[1..].iter().zip(&again[1..]).all(|(one, other)| one.path != other.path));
}

#[tokio::test]
async fn a_drive_of_ones_own_is_never_painted_over() {
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::open_or_found(folder.path(), 0).await.unwrap().hub;
    let cast = Cast::of(hub.campaign());
    let code = JoinCode::try_from("OWN-1").unwrap();
    let (name, committee) = ("自己的村".try_into().unwrap(), "自己的村委会".try_into().unwrap());
    let own = Community {
        id: cast.community(9),
        name,
        committee,
        duty_phone: None,
        code,
        rotated: vec![],
        versions: Versions::default(),
    };
    hub.plant(vec![own.into()]).await.unwrap();
    assert!(seed(&hub).await.is_err());
    assert_eq!(all(&hub).await.rows().count(), 1);
}

#[test]
fn the_code_on_the_poster_can_be_typed() {
    assert!(JoinCode::try_from(cast::JOIN_CODE).is_ok());
    assert!(cast::JOIN_CODE.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-'));
}
