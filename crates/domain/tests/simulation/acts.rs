//! What the person at a phone does next, by what its screen shows.

use uuid::Uuid;
use yingchun_domain::assignment::answer::{Accept, Decline};
use yingchun_domain::assignment::offer::{Offer, Withdraw};
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::Way;
use yingchun_domain::attendance::roll_call::RollCall;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{AssignmentId, AttendanceId, PersonId};
use yingchun_domain::person::Person;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::close::Cancel;
use yingchun_domain::spot::inspect::{Pass, SendBack};
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::open::Reopen;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Category, Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};
use yingchun_domain::zone::edit::EditZone;
use yingchun_domain::zone::{Slot, Zone};

use crate::chance::Dice;
use crate::common::drive;
use crate::phone::Phone;

/// The person who registers at the first phone.
pub const NEWCOMER: Uuid = Uuid::from_u128(0xaa01);

/// The next act at this phone, if its screen offers one.
pub fn next(phone: &Phone, n: u128, now: UnixMs, dice: &mut Dice) -> Option<Entry> {
    let shown = phone.shown(now).set;
    let (target, act) = if phone.person == drive::leader() {
        leaders(&shown, n, dice)?
    } else if phone.person == drive::inspector() {
        inspectors(&shown, now, dice)?
    } else {
        volunteers(phone, &shown, n, dice)?
    };
    let edited = if let Act::EditZone(edit) = &act { Some(edit.group()) } else { None };
    let zone = shown.get::<Zone>(target).known();
    let version = zone.zip(edited).and_then(|(zone, group)| Some((group, zone.versions.of(group)?.entry)));
    let base = version.map(|(group, entry)| (group.to_owned(), entry)).into_iter().collect();
    let photos = if matches!(act, Act::Clean(_)) { vec![drive::after_photo(0x9_0000 + n)] } else { vec![] };
    Some(Entry {
        device: phone.device,
        seq: phone.storage.keys().next_back().map_or(1, |seq| seq + 1),
        seen: phone.seen,
        at: phone.clock(now),
        offset: phone.seen.map(|_| -phone.clock_off),
        photos,
        base,
        ..drive::entry(n, phone.person, target, act)
    })
}

type Chosen = (Uuid, Act);

fn volunteers(phone: &Phone, shown: &yingchun_domain::set::Set, n: u128, dice: &mut Dice) -> Option<Chosen> {
    let me = phone.person;
    if phone.storage.is_empty() {
        return Some((me.uuid(), Act::Register(drive::register("王桂兰", "13800002047"))));
    }
    let offers: Vec<&Assignment> = shown.assignments_of(me).collect();
    let spots: Vec<&Spot> = shown.each::<Spot>().collect();
    match dice.below(6) {
        0 => {
            let offer = dice.pick(&offers)?;
            let rather = Decline { rather: vec![drive::slot()], words: None };
            let act = if dice.once_in(3) { Act::Decline(rather) } else { Act::Accept(Accept {}) };
            Some((offer.id.uuid(), act))
        }
        1 => {
            let sign = Sign::now(drive::zone(), drive::slot());
            let target = AttendanceId::of(sign.zone, sign.slot, me).uuid();
            Some((target, if dice.once_in(2) { Act::SignIn(sign) } else { Act::SignOut(sign) }))
        }
        2 => Some((me.uuid(), about_herself(dice))),
        3 => {
            let report = Report {
                place: "桥头".try_into().unwrap(),
                category: Category::WhiteLitter,
                note: None,
                community: None,
            };
            Some((Uuid::from_u128(0x5a_0000 + n), Act::Report(report)))
        }
        _ => {
            let spot = dice.pick(&spots).filter(|spot| spot.zone.is_some())?;
            if let Some(promise) = promises(spot, me, dice) {
                return Some((spot.id.uuid(), promise));
            }
            if let Some(wrong) = spot.worked().find(|it| it.by == me).filter(|_| dice.once_in(4)) {
                let meant = dice.pick(&spots).map(|meant| meant.id).filter(|_| dice.once_in(2));
                let meant = meant.filter(|meant| *meant != spot.id);
                return Some((spot.id.uuid(), Act::TakeBack(TakeBack { cleaning: wrong.entry, meant })));
            }
            let answers = spot.standing_return().map(|standing| standing.entry);
            if let Some(returned) = answers.filter(|_| dice.once_in(2)) {
                let words = Some("已经干净了".try_into().unwrap());
                return Some((spot.id.uuid(), Act::Object(Object { returned, words })));
            }
            Some((spot.id.uuid(), Act::Clean(Clean { quantity: None, note: None, answers })))
        }
    }
}

/// What she promises, or takes back, before she works: 我来清, 去不了.
fn promises(spot: &Spot, me: PersonId, dice: &mut Dice) -> Option<Act> {
    let beg_off = |returned| Act::BegOff(BegOff { returned, words: None });
    match &spot.state {
        SpotState::Open if dice.once_in(3) => Some(Act::Claim(Claim {})),
        SpotState::Claimed { by, .. } if *by == me && dice.once_in(3) => Some(beg_off(None)),
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

fn leaders(shown: &yingchun_domain::set::Set, n: u128, dice: &mut Dice) -> Option<Chosen> {
    let people: Vec<PersonId> = shown.each::<Person>().map(|person| person.id).collect();
    let person = *dice.pick(&people)?;
    match dice.below(10) {
        0 => Some((person.uuid(), Act::Place(Place { team: drive::team() }))),
        // She stands before him and shows her phone: the hub has not heard of her yet, and holds his entry.
        1 => Some((NEWCOMER, Act::Place(Place { team: drive::team() }))),
        2 | 3 => {
            let offer = Offer { zone: drive::zone(), slot: drive::slot(), person };
            Some((AssignmentId::of(offer.zone, offer.slot, person).uuid(), Act::Offer(offer)))
        }
        6 => Some((drive::zone().uuid(), roll_call(person))),
        7 => {
            let name = Some("王桂花".try_into().unwrap());
            Some((person.uuid(), Act::Profile(Profile { name, ..Profile::default() })))
        }
        8 => Some((drive::zone().uuid(), another_hour(dice))),
        9 => {
            let card = shown.each::<ConflictCard>().find(|card| card.settled.is_none())?;
            let keep = if dice.once_in(2) { Keep::Offered } else { Keep::Current };
            Some((card.id.uuid(), Act::Resolve(Resolve { keep })))
        }
        4 => {
            let offered = shown.each::<Assignment>().find(|it| it.state == AssignmentState::Offered)?;
            Some((offered.id.uuid(), Act::Withdraw(Withdraw {})))
        }
        _ => {
            let spot = drive::spot(1 + n % 3);
            Some((spot.uuid(), Act::Cancel(Cancel { reason: "村里自己清了".try_into().unwrap() })))
        }
    }
}

/// She changes what is written about her; now and then she leaves for good.
fn about_herself(dice: &mut Dice) -> Act {
    if dice.once_in(8) {
        return Act::WithdrawConsent(WithdrawConsent {});
    }
    Act::Profile(Profile { accompanying: Some(2), no_photo: Some(true), ..Profile::default() })
}

fn roll_call(person: PersonId) -> Act {
    let (zone, slot, people) = (drive::zone(), drive::slot(), vec![person, drive::volunteer()]);
    Act::RollCall(RollCall { zone, slot, way: Way::In, people, said_at: None })
}

/// The slot moves by some hours: two phones of one leader may do so without knowing of each other.
fn another_hour(dice: &mut Dice) -> Act {
    let starts = drive::START.plus(i64::try_from(dice.below(3)).unwrap() * HOUR_MS);
    let slots = vec![Slot { id: drive::slot(), starts, ends: starts.plus(HOUR_MS), wanted: 6 }];
    Act::EditZone(EditZone::Slot { slots, meeting: "老槐树下".try_into().unwrap() })
}

fn inspectors(shown: &yingchun_domain::set::Set, now: UnixMs, dice: &mut Dice) -> Option<Chosen> {
    let spots: Vec<&Spot> = shown.each::<Spot>().collect();
    let spot = dice.pick(&spots)?;
    let act = match &spot.state {
        SpotState::Cleaned { cleaning } if dice.once_in(2) => Act::Pass(Pass { cleaning: *cleaning }),
        SpotState::Cleaned { cleaning } => Act::SendBack(SendBack {
            cleaning: *cleaning,
            reason: Shortfall::NotClean,
            place: "石阶缝里还有塑料袋".try_into().unwrap(),
            due: now.plus(DAY_MS),
        }),
        SpotState::Passed | SpotState::Cancelled { .. } => Act::Reopen(Reopen {}),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Returned { .. }
        | SpotState::Closed => return None,
    };
    Some((spot.id.uuid(), act))
}
