//! 换人: a spot that waits to be mended goes to somebody else, by the rules alone.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::assignment::offer::Offer;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::PersonId;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::inspect::SendBack;
use yingchun_domain::spot::{Return, Shortfall, Spot};
use yingchun_domain::time::{DAY_MS, HOUR_MS};

fn take(hub: &mut ModelHub, entry: &Entry) -> Receipt {
    hub.take(&entry.to_line().unwrap(), START.plus(HOUR_MS))
}

fn hand_over(n: u128, who: PersonId, to: PersonId) -> Entry {
    entry(n, who, spot(1).uuid(), Act::HandOver(HandOver { to }))
}

fn returned() -> ModelHub {
    let mut hub = hub_with_volunteer_at_work();
    let done = Act::Clean(Clean { quantity: None, note: None, answers: None });
    let done = Entry { photos: vec![after_photo(10)], ..entry(10, volunteer(), spot(1).uuid(), done) };
    take(&mut hub, &done);
    let back = SendBack {
        cleaning: done.id,
        reason: Shortfall::NotClean,
        place: "石阶缝里还有塑料袋".try_into().unwrap(),
        due: START.plus(DAY_MS),
    };
    take(&mut hub, &entry(11, inspector(), spot(1).uuid(), Act::SendBack(back)));
    hub
}

fn standing(hub: &ModelHub) -> Return {
    hub.store.get::<Spot>(spot(1).uuid()).known().unwrap().standing_return().unwrap().clone()
}

#[test]
fn a_leader_asks_somebody_else_to_mend_it_who_said_yes_to_the_zone() {
    let mut hub = returned();
    let unasked = take(&mut hub, &hand_over(12, leader(), stranger()));
    assert_eq!(unasked.code.as_deref(), Some("claim.not_accepted"));
    let target = assignment(leader()).uuid();
    let offer = Offer { zone: zone(), slot: slot(), person: leader() };
    take(&mut hub, &entry(13, leader(), target, Act::Offer(offer)));
    take(&mut hub, &entry(14, leader(), target, Act::Accept(Accept {})));
    assert_eq!(take(&mut hub, &hand_over(15, leader(), leader())).outcome, Outcome::Applied);
    let waits = standing(&hub);
    assert_eq!((waits.to, waits.mender()), (volunteer(), leader()));
    // Whom it does not name any more has nothing to give away.
    let late = take(&mut hub, &hand_over(16, volunteer(), volunteer()));
    assert_eq!(late.code.as_deref(), Some("claim.claimed_first"));
}
