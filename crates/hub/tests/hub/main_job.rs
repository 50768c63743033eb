//! The main job from the first page to the inspector's yes.

use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, AttendanceId, EntryId};
use yingchun_domain::photo::{Phase, PhotoRecord, Sha256, Source};
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::inspect::{Pass, SendBack};
use yingchun_domain::spot::{Shortfall, Spot, SpotState};
use yingchun_domain::text::Line;
use yingchun_domain::time::DAY_MS;
use yingchun_hub::clock;

use crate::support::{Phone, Village};

/// The record of a photo whose bytes are `bytes`.
pub(crate) fn photo_of(bytes: &[u8], phase: Phase) -> PhotoRecord {
    PhotoRecord {
        id: crate::support::id(),
        sha256: Sha256(<sha2::Sha256 as sha2::Digest>::digest(bytes).into()),
        len: u32::try_from(bytes.len()).unwrap(),
        phase,
        source: Source::Camera,
        at: clock::now(),
    }
}

pub(crate) fn clean(answers: Option<EntryId>) -> Act {
    Act::Clean(Clean { quantity: None, note: None, answers })
}

/// Offers the village's slot to somebody, who accepts.
pub(crate) async fn offered_and_accepted(village: &mut Village, phone: &mut Phone) {
    let assignment = AssignmentId::of(village.zone, village.slot, phone.person);
    let offer = Offer { zone: village.zone, slot: village.slot, person: phone.person };
    assert_eq!(village.leader.does(assignment.uuid(), Act::Offer(offer)).await, "applied");
    assert_eq!(phone.does(assignment.uuid(), Act::Accept(Accept {})).await, "applied");
}

#[tokio::test]
async fn a_spot_is_cleaned_sent_back_cleaned_again_and_passed() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    offered_and_accepted(&mut village, &mut wang).await;

    let attendance = AttendanceId::of(village.zone, village.slot, wang.person);
    let sign = Sign::now(village.zone, village.slot);
    assert_eq!(wang.does(attendance.uuid(), Act::SignIn(sign)).await, "applied");

    let spot = village.spot.uuid();
    assert_eq!(wang.does(spot, clean(None)).await, "refused spot.clean.no_after_photo");
    let (first, said) = wang.does_with(spot, clean(None), vec![photo_of(b"one", Phase::After)]).await;
    assert_eq!(said, "applied");

    let due = clock::now().plus(DAY_MS);
    let place = Line::try_from("墙角还有一堆").unwrap();
    let back = SendBack { cleaning: first, reason: Shortfall::NotClean, place, due };
    let (returned, said) = village.inspector.does_with(spot, Act::SendBack(back), vec![]).await;
    assert_eq!(said, "applied");

    let photo = vec![photo_of(b"two", Phase::After)];
    let (second, said) = wang.does_with(spot, clean(Some(returned)), photo).await;
    assert_eq!(said, "applied");
    let pass = |cleaning| Act::Pass(Pass { cleaning });
    assert_eq!(village.inspector.does(spot, pass(first)).await, "refused spot.moved_on");
    assert_eq!(village.inspector.does(spot, pass(second)).await, "applied");

    let seen: Spot = wang.sees_one(spot).await.unwrap();
    assert_eq!((seen.state, seen.cleanings.len(), seen.returns.len()), (SpotState::Passed, 2, 1));
}

#[tokio::test]
async fn nobody_judges_from_outside_her_role() {
    let mut village = Village::set_up().await;
    let mut wang = village.placed("王桂兰", "13800002047").await;
    let spot = village.spot.uuid();
    let photo = vec![photo_of(b"one", Phase::After)];
    assert_eq!(wang.does_with(spot, clean(None), photo).await.1, "refused right.not_yours");
    let pass = Act::Pass(Pass { cleaning: crate::support::id() });
    assert_eq!(wang.does(spot, pass).await, "refused right.not_yours");
}
