//! Leaders, inspectors and organisers: they place, ask, call the roll, judge, and change what is written.

use uuid::Uuid;
use yingchun_domain::assignment::answer::Accept;
use yingchun_domain::assignment::offer::{Offer, Withdraw};
use yingchun_domain::assignment::{Assignment, AssignmentState};
use yingchun_domain::attendance::confirm::ConfirmAttendance;
use yingchun_domain::attendance::roll_call::RollCall;
use yingchun_domain::attendance::{Attendance, Way};
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::conflict::{ConflictCard, Keep};
use yingchun_domain::entry::Act;
use yingchun_domain::id::{AssignmentId, PersonId, SlotId, TeamId, ZoneId};
use yingchun_domain::notice::{PublishNotice, Readers};
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::place::Place;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{Given, Person};
use yingchun_domain::set::Set;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::close::{Cancel, Close};
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::edit::EditSpot;
use yingchun_domain::spot::inspect::{AskPhoto, Pass, SendBack};
use yingchun_domain::spot::open::{Open, Reopen};
use yingchun_domain::spot::{Category, Finding, Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS, UnixMs};
use yingchun_domain::zone::edit::EditZone;
use yingchun_domain::zone::{Slot, Zone};

use super::{Chosen, NEWCOMERS, chosen};
use crate::chance::Dice;
use crate::common::drive;

/// The team of a leader with its zone and slot.
fn led(me: PersonId) -> (TeamId, ZoneId, SlotId) {
    if me == drive::leader() {
        (drive::team(), drive::zone(), drive::slot())
    } else {
        (drive::other_team(), drive::other_zone(), Uuid::from_u128(0x52).into())
    }
}

pub fn leaders(me: PersonId, shown: &Set, n: u128, dice: &mut Dice) -> Option<Chosen> {
    let (team, zone, slot) = led(me);
    let people: Vec<PersonId> = shown.each::<Person>().map(|person| person.id).collect();
    let person = *dice.pick(&people)?;
    match dice.below(15) {
        0 => chosen(person.uuid(), Act::Place(Place { team })),
        // She stands before him and shows her phone: the hub has not heard of her yet, and holds his entry.
        1 => chosen(Uuid::from_u128(NEWCOMERS[0]), Act::Place(Place { team })),
        2 | 3 => {
            chosen(AssignmentId::of(zone, slot, person).uuid(), Act::Offer(Offer { zone, slot, person }))
        }
        4 => {
            let offered = shown.each::<Assignment>().find(|it| it.state == AssignmentState::Offered)?;
            chosen(
                offered.id.uuid(),
                if dice.once_in(2) { Act::Withdraw(Withdraw {}) } else { Act::Accept(Accept {}) },
            )
        }
        5 => chosen(zone.uuid(), roll_call(zone, slot, vec![person])),
        6 => {
            let name = Some("王桂花".try_into().unwrap());
            chosen(person.uuid(), Act::Profile(Profile { name, ..Profile::default() }))
        }
        7 => chosen(zone.uuid(), another_hour(slot, dice)),
        8 => resolves(shown, dice),
        9 => chosen(Uuid::from_u128(0xad_0000 + n), Act::AddPerson(somebody_without_a_phone(team))),
        10 => chosen(Uuid::from_u128(0x5b_0000 + n), Act::CreateSpot(a_spot(zone))),
        11 => confirms(shown),
        12 => edits_spot(shown, dice),
        _ => at_a_spot(shown, zone, person, dice),
    }
}

/// A report gets its zone, work is written down for somebody without a phone, or a spot is not to be cleaned after all.
fn at_a_spot(shown: &Set, zone: ZoneId, person: PersonId, dice: &mut Dice) -> Option<Chosen> {
    let spots: Vec<&Spot> = shown.each::<Spot>().collect();
    let spot = dice.pick(&spots)?;
    if spot.state == SpotState::Reported && !dice.once_in(4) {
        return chosen(spot.id.uuid(), Act::Open(Open { zone, number: None }));
    }
    if dice.once_in(3) {
        return chosen(spot.id.uuid(), Act::Cancel(Cancel { reason: "村里自己清了".try_into().unwrap() }));
    }
    let answers = spot.standing_return().map(|standing| standing.entry);
    let clean = Act::Clean(Clean { quantity: None, note: None, answers });
    Some(Chosen { on_behalf_of: Some(person), ..chosen(spot.id.uuid(), clean)? })
}

fn resolves(shown: &Set, dice: &mut Dice) -> Option<Chosen> {
    let card = shown.each::<ConflictCard>().find(|card| card.settled.is_none())?;
    let keep = if dice.once_in(2) { Keep::Offered } else { Keep::Current };
    chosen(card.id.uuid(), Act::Resolve(Resolve { keep }))
}

fn confirms(shown: &Set) -> Option<Chosen> {
    let attendance = shown.each::<Attendance>().next()?;
    let (came, went) = (drive::START, drive::START.plus(HOUR_MS));
    let heard = u32::try_from(attendance.events.len()).unwrap();
    chosen(attendance.id.uuid(), Act::ConfirmAttendance(ConfirmAttendance { came, went, heard }))
}

fn edits_spot(shown: &Set, dice: &mut Dice) -> Option<Chosen> {
    let spots: Vec<&Spot> = shown.each::<Spot>().collect();
    let spot = dice.pick(&spots)?;
    let place = ["祠堂后墙", "祠堂东墙", "晒场边"].get(dice.below(3)).copied()?;
    let edit = EditSpot { place: place.try_into().unwrap(), ..EditSpot::of(spot) };
    chosen(spot.id.uuid(), Act::EditSpot(edit))
}

fn somebody_without_a_phone(team: TeamId) -> AddPerson {
    AddPerson {
        community: drive::community(),
        team: Some(team),
        name: "李奶奶".try_into().unwrap(),
        phone: None,
        accompanying: 0,
        wording: "2027-1".try_into().unwrap(),
        given: Given::OnTheSpot,
    }
}

fn a_spot(zone: ZoneId) -> CreateSpot {
    CreateSpot {
        zone,
        number: None,
        place: "河堤下".try_into().unwrap(),
        category: Category::RiverBank,
        note: None,
        found: None,
        found_by: Finding::OwnSurvey,
    }
}

fn roll_call(zone: ZoneId, slot: SlotId, people: Vec<PersonId>) -> Act {
    Act::RollCall(RollCall { zone, slot, way: Way::In, people, said_at: None })
}

/// The slot moves by some hours: two phones of one leader may do so without knowing of each other.
fn another_hour(slot: SlotId, dice: &mut Dice) -> Act {
    let starts = drive::START.plus(i64::try_from(dice.below(3)).unwrap() * HOUR_MS);
    let slots = vec![Slot { id: slot, starts, ends: starts.plus(HOUR_MS), wanted: 6 }];
    Act::EditZone(EditZone::Slot { slots, meeting: "老槐树下".try_into().unwrap() })
}

pub fn inspectors(shown: &Set, now: UnixMs, dice: &mut Dice) -> Option<Chosen> {
    let spots: Vec<&Spot> = shown.each::<Spot>().collect();
    let spot = dice.pick(&spots)?;
    let act = match &spot.state {
        SpotState::Cleaned { cleaning } => match dice.below(3) {
            0 => Act::Pass(Pass { cleaning: *cleaning }),
            1 => Act::AskPhoto(AskPhoto { cleaning: *cleaning, words: None }),
            _ => Act::SendBack(SendBack {
                cleaning: *cleaning,
                reason: Shortfall::NotClean,
                place: "石阶缝里还有塑料袋".try_into().unwrap(),
                due: now.plus(DAY_MS),
            }),
        },
        SpotState::Passed if dice.once_in(2) => Act::Close(Close {}),
        SpotState::Passed | SpotState::Cancelled { .. } | SpotState::Closed => Act::Reopen(Reopen {}),
        SpotState::Reported | SpotState::Open | SpotState::Claimed { .. } | SpotState::Returned { .. } => {
            return None;
        }
    };
    chosen(spot.id.uuid(), act)
}

pub fn organisers(shown: &Set, n: u128, dice: &mut Dice) -> Option<Chosen> {
    let people: Vec<PersonId> = shown.each::<Person>().map(|person| person.id).collect();
    let (one, two) = (*dice.pick(&people)?, *dice.pick(&people)?);
    match dice.below(7) {
        0 => chosen(one.uuid(), Act::Merge(Merge { into: two })),
        1 => chosen(one.uuid(), Act::Place(Place { team: drive::team() })),
        2 => edits_spot(shown, dice),
        3 => {
            let title = "腊月廿六大扫除".try_into().unwrap();
            let words = "带手套".try_into().unwrap();
            let notice = PublishNotice {
                to: Readers::Community { community: drive::community() },
                title,
                words,
                until: None,
            };
            chosen(Uuid::from_u128(0xcc_0000 + n), Act::PublishNotice(notice))
        }
        4 => {
            let team = if dice.once_in(2) { drive::team() } else { drive::other_team() };
            chosen(drive::zone().uuid(), Act::EditZone(EditZone::Leader { team: Some(team) }))
        }
        5 => {
            let zone = shown.get::<Zone>(drive::zone().uuid()).known()?;
            let name = if dice.once_in(2) { "青石河东岸" } else { "青石河两岸" };
            let bring = Some("铁锹".try_into().unwrap());
            let (name, bounds) = (name.try_into().unwrap(), zone.bounds.clone());
            chosen(
                zone.id.uuid(),
                Act::EditZone(EditZone::Words { name, bounds, bring, hazard: zone.hazard }),
            )
        }
        _ => resolves(shown, dice),
    }
}
