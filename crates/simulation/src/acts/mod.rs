//! What people do next, by what their phones show.

mod field;
mod lead;

use std::panic::resume_unwind;

use uuid::Uuid;
use yingchun_domain::decide::{Context, Decided, Stop, decide};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{DeviceId, PersonId};
use yingchun_domain::set::Set;
use yingchun_domain::spot::Spot;
use yingchun_domain::time::UnixMs;
use yingchun_domain::zone::Zone;

use crate::chance::Dice;
use crate::common::drive;
use crate::common::hub::work::Poison;
use crate::phone::Phone;
use crate::picture;

/// Two who open the page for the first time.
const NEWCOMERS: [u128; 2] = [0xaa01, 0xaa02];

/// Whose phones play, the first ones in small worlds too: newcomer, leader, inspector, volunteer, organiser, the other
/// leader, another newcomer, a volunteer of the other team.
pub const PEOPLE: [Uuid; 8] = [
    Uuid::from_u128(NEWCOMERS[0]),
    Uuid::from_u128(0xb1),
    Uuid::from_u128(0xc1),
    Uuid::from_u128(0xa1),
    Uuid::from_u128(0xd1),
    Uuid::from_u128(0xb2),
    Uuid::from_u128(NEWCOMERS[1]),
    Uuid::from_u128(0xa3),
];

/// What makes a rule fail: an entry that nobody can judge.
const POISON: &str = "毒";

pub fn is_newcomer(person: PersonId) -> bool {
    NEWCOMERS.contains(&person.uuid().as_u128())
}

/// Whether a rule fails at this entry.
pub fn is_poison(entry: &Entry) -> bool {
    matches!(&entry.act, Act::Report(report) if report.place.as_str() == POISON)
}

/// The shipped rules, but for what makes them fail.
pub fn rule(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    if is_poison(entry) {
        resume_unwind(Box::new(Poison));
    }
    decide(set, entry, context)
}

/// The device of whoever takes a phone over.
pub fn device_of_second(phone: usize, at: &Phone) -> DeviceId {
    Uuid::from_u128(0xde_0000 + u128::try_from(phone * 16 + at.promises.devices.len()).unwrap()).into()
}

/// What is done to what.
struct Chosen {
    target: Uuid,
    act: Act,
    on_behalf_of: Option<PersonId>,
}

fn chosen(target: Uuid, act: Act) -> Option<Chosen> {
    Some(Chosen { target, act, on_behalf_of: None })
}

/// The next act at this phone, if its screen offers one.
pub fn next(phone: &Phone, n: u128, now: UnixMs, dice: &mut Dice) -> Option<Entry> {
    let shown = phone.shown(now).set;
    let me = phone.person();
    let Chosen { target, act, on_behalf_of } = if me == drive::leader() || me == drive::other_leader() {
        lead::leaders(me, &shown, n, dice)?
    } else if me == drive::inspector() {
        lead::inspectors(&shown, now, dice)?
    } else if me == drive::organiser() {
        lead::organisers(&shown, n, dice)?
    } else {
        field::volunteers(phone, &shown, n, dice)?
    };
    let photos = if matches!(act, Act::Clean(_) | Act::AddPhotos(_)) {
        vec![picture::record(0x9_0000 + n)]
    } else {
        vec![]
    };
    Some(Entry {
        device: phone.me().id,
        seq: phone.promises.next_seq,
        seen: phone.promises.seen,
        at: phone.clock(now),
        offset: phone.promises.offset,
        base: base(&shown, target, &act),
        photos,
        on_behalf_of,
        ..drive::entry(n, me, target, act)
    })
}

/// The versions that an edit replaces, as its screen showed them.
fn base(
    shown: &Set,
    target: Uuid,
    act: &Act,
) -> std::collections::BTreeMap<String, yingchun_domain::id::EntryId> {
    let (group, versions) = match act {
        Act::EditZone(edit) => (edit.group(), shown.get::<Zone>(target).known().map(|zone| &zone.versions)),
        Act::EditSpot(_) => ("words", shown.get::<Spot>(target).known().map(|spot| &spot.versions)),
        _ => return std::collections::BTreeMap::new(),
    };
    let version = versions.and_then(|versions| versions.of(group));
    version.map(|version| (group.to_owned(), version.entry)).into_iter().collect()
}
