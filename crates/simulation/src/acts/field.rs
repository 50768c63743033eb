//! Volunteers: they join, answer, sign in, report, promise and clean, and take back what they said.

use uuid::Uuid;
use yingchun_domain::assignment::Assignment;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AttendanceId, PersonId};
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::set::Set;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::{AddPhotos, Clean};
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Category, Spot, SpotState};

use super::{Chosen, POISON, chosen, is_newcomer};
use crate::chance::Dice;
use crate::common::drive;
use crate::phone::Phone;

pub fn volunteers(phone: &Phone, shown: &Set, n: u128, dice: &mut Dice) -> Option<Chosen> {
    let me = phone.person();
    if is_newcomer(me) && phone.promises.rows.is_empty() {
        let number = format!("1380000{}", me.uuid().as_u128() % 10_000);
        return chosen(me.uuid(), Act::Register(drive::register("王桂兰", &number)));
    }
    match dice.below(8) {
        0 => answers(me, shown, dice),
        1 => {
            let sign = Sign::now(drive::zone(), drive::slot());
            let target = AttendanceId::of(sign.zone, sign.slot, me);
            chosen(target.uuid(), if dice.once_in(2) { Act::SignIn(sign) } else { Act::SignOut(sign) })
        }
        2 => chosen(me.uuid(), about_herself(dice)),
        3 => chosen(Uuid::from_u128(0x5a_0000 + n), report(dice)),
        4 if dice.once_in(3) => {
            chosen(Uuid::from_u128(0xfa_0000 + n), Act::Register(drive::register("小宝", "13800002047")))
        }
        _ => works(me, shown, dice),
    }
}

fn answers(me: PersonId, shown: &Set, dice: &mut Dice) -> Option<Chosen> {
    let offers: Vec<&Assignment> = shown.assignments_of(me).collect();
    let offer = dice.pick(&offers)?;
    let rather = Decline { rather: vec![drive::slot()], words: None };
    chosen(offer.id.uuid(), if dice.once_in(3) { Act::Decline(rather) } else { Act::Accept(Accept {}) })
}

fn report(dice: &mut Dice) -> Act {
    let place = if dice.once_in(12) { POISON } else { "桥头" };
    Act::Report(Report {
        place: place.try_into().unwrap(),
        category: Category::WhiteLitter,
        note: None,
        community: None,
    })
}

fn works(me: PersonId, shown: &Set, dice: &mut Dice) -> Option<Chosen> {
    let joined = |spot: &&Spot| {
        let hers = shown.assignments_of(me).any(|it| it.joined && Some(it.zone) == spot.zone);
        hers || spot.reported_by == Some(me)
    };
    let spots: Vec<&Spot> = shown.each::<Spot>().filter(joined).collect();
    let spot = dice.pick(&spots)?;
    if let Some(promise) = promises(spot, me, shown, dice) {
        return chosen(spot.id.uuid(), promise);
    }
    if let Some(wrong) = spot.worked().find(|it| it.by == me).filter(|_| dice.once_in(4)) {
        let meant = dice.pick(&spots).map(|meant| meant.id).filter(|_| dice.once_in(2));
        let meant = meant.filter(|meant| *meant != spot.id);
        return chosen(spot.id.uuid(), Act::TakeBack(TakeBack { cleaning: wrong.entry, meant }));
    }
    if dice.once_in(6) {
        return chosen(spot.id.uuid(), Act::AddPhotos(AddPhotos {}));
    }
    let answers = spot.standing_return().map(|standing| standing.entry);
    if let Some(returned) = answers.filter(|_| dice.once_in(2)) {
        let words = Some("已经干净了".try_into().unwrap());
        return chosen(spot.id.uuid(), Act::Object(Object { returned, words }));
    }
    chosen(spot.id.uuid(), Act::Clean(Clean { quantity: None, note: None, answers }))
}

/// What she promises, or takes back, before she works: 我来清, 换人, 去不了.
fn promises(spot: &Spot, me: PersonId, shown: &Set, dice: &mut Dice) -> Option<Act> {
    let beg_off = |returned| Act::BegOff(BegOff { returned, words: None });
    match &spot.state {
        SpotState::Open if dice.once_in(3) => Some(Act::Claim(Claim {})),
        SpotState::Claimed { by, .. } if *by == me && dice.once_in(3) => Some(beg_off(None)),
        SpotState::Claimed { by, .. } if *by == me && dice.once_in(3) => {
            let others: Vec<PersonId> = shown.each::<Assignment>().map(|it| it.person).collect();
            dice.pick(&others).map(|to| Act::HandOver(HandOver { to: *to }))
        }
        SpotState::Returned { entry, .. } if dice.once_in(4) => Some(beg_off(Some(*entry))),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => None,
    }
}

/// She changes what is written about her; now and then she leaves for good.
fn about_herself(dice: &mut Dice) -> Act {
    if dice.once_in(8) {
        return Act::WithdrawConsent(WithdrawConsent {});
    }
    let children = Some(u8::try_from(dice.below(4)).unwrap());
    Act::Profile(Profile { accompanying: children, no_photo: Some(true), ..Profile::default() })
}
