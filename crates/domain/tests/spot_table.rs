//! The spot's table, state by act by role, walked as data: what holds, what is merged, what is refused and why.
#![expect(clippy::unwrap_used, reason = "a test tells what failed by panicking")]

mod common;

use std::fmt::Write as _;

use common::drive::*;
use common::hub::ModelHub;
use yingchun_domain::decide::Stop;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::id::{EntryId, PersonId};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::clean::Clean;
use yingchun_domain::spot::close::{Cancel, Close};
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::inspect::{AskPhoto, Pass, SendBack};
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::open::{Open, Reopen};
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::spot::{Cleaning, Passing, Return, Shortfall, Spot, SpotState};
use yingchun_domain::time::{DAY_MS, HOUR_MS};

const NOW: yingchun_domain::time::UnixMs = START.plus(HOUR_MS);

fn standing() -> EntryId {
    uuid::Uuid::from_u128(0xc1ea).into()
}
fn returned() -> EntryId {
    uuid::Uuid::from_u128(0xbac).into()
}

fn cleaned() -> Spot {
    let cleaning = Cleaning {
        entry: standing(),
        by: stranger(),
        by_name: "孙丽".try_into().unwrap(),
        recorded_by: None,
        at: START,
        quantity: None,
        note: None,
        answers: None,
        lease: None,
        taken_back: None,
    };
    Spot { cleanings: vec![cleaning], ..a_spot(1, SpotState::Cleaned { cleaning: standing() }) }
}

fn passed(state: SpotState) -> Spot {
    let passing = Passing {
        entry: uuid::Uuid::from_u128(0xa5).into(),
        by: inspector(),
        by_name: "周海".try_into().unwrap(),
        at: START,
        closed_at: None,
    };
    Spot { state, passing: Some(passing), ..cleaned() }
}

fn states() -> Vec<(&'static str, Spot)> {
    let due = START.plus(DAY_MS);
    let back = Return {
        entry: returned(),
        by: inspector(),
        by_name: "周海".try_into().unwrap(),
        to: stranger(),
        at: START,
        reason: Shortfall::NotClean,
        place: "石阶缝".try_into().unwrap(),
        due,
        handed_to: None,
    };
    let reported = Spot { zone: None, ..a_spot(1, SpotState::Reported) };
    let claimed = a_spot(1, SpotState::Claimed { by: stranger(), until: START.plus(2 * HOUR_MS) });
    let sent_back =
        Spot { returns: vec![back], state: SpotState::Returned { entry: returned(), due }, ..cleaned() };
    let cancelled = a_spot(1, SpotState::Cancelled { reason: "村里自己清了".try_into().unwrap() });
    vec![
        ("reported", reported),
        ("open", a_spot(1, SpotState::Open)),
        ("claimed", claimed),
        ("cleaned", cleaned()),
        ("returned", sent_back),
        ("passed", passed(SpotState::Passed)),
        ("closed", passed(SpotState::Closed)),
        ("cancelled", cancelled),
    ]
}

fn acts() -> Vec<(&'static str, Act)> {
    let send_back = SendBack {
        cleaning: standing(),
        reason: Shortfall::NotClean,
        place: "石阶缝里还有塑料袋".try_into().unwrap(),
        due: NOW.plus(DAY_MS),
    };
    let clean = |answers| Act::Clean(Clean { quantity: None, note: None, answers });
    vec![
        ("open", Act::Open(Open { zone: zone(), number: None })),
        ("claim", Act::Claim(Claim {})),
        ("clean", clean(None)),
        ("clean answering", clean(Some(returned()))),
        (
            "object",
            Act::Object(Object {
                returned: returned(),
                words: Some("袋子是后来吹过来的".try_into().unwrap()),
            }),
        ),
        ("beg_off", Act::BegOff(BegOff::default())),
        ("beg_off return", Act::BegOff(BegOff { returned: Some(returned()), words: None })),
        ("hand_over", Act::HandOver(HandOver { to: volunteer() })),
        ("ask_photo", Act::AskPhoto(AskPhoto { cleaning: standing(), words: None })),
        ("take_back", Act::TakeBack(TakeBack { cleaning: standing(), meant: None })),
        ("pass", Act::Pass(Pass { cleaning: standing() })),
        ("send_back", Act::SendBack(send_back)),
        ("close", Act::Close(Close {})),
        ("cancel", Act::Cancel(Cancel { reason: "不用清了".try_into().unwrap() })),
        ("reopen", Act::Reopen(Reopen {})),
    ]
}

fn word(hub: &ModelHub, act: &Act, who: PersonId) -> String {
    let photos = if matches!(act, Act::Clean(_)) { vec![after_photo(0x99)] } else { vec![] };
    let made = Entry { photos, ..entry(50, who, spot(1).uuid(), act.clone()) };
    match hub.judge(&made, NOW) {
        Ok(decided) => {
            let outcome = if decided.outcome == Outcome::Merged { "merged" } else { "holds" };
            decided.remark.map_or(outcome.to_owned(), |remark| format!("{outcome} ({})", remark.code()))
        }
        Err(Stop::Refused(refused)) => format!("- {}", refused.code()),
        Err(Stop::Held(key)) => format!("held for {}", key.kind),
    }
}

/// The whole table, read like code when it changes.
#[test]
fn state_by_act_by_role() {
    let roles = [
        ("volunteer", volunteer()),
        ("other zone", stranger()),
        ("leader", leader()),
        ("other leader", other_leader()),
        ("inspector", inspector()),
        ("organiser", organiser()),
    ];
    let mut table = String::new();
    for (act_name, act) in acts() {
        for (state, spot) in states() {
            let mut hub = hub_with_volunteer_at_work();
            hub.found(spot);
            let mut words: Vec<(String, Vec<&str>)> = vec![];
            for (role, who) in roles {
                let word = word(&hub, &act, who);
                match words.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, roles)) => roles.push(role),
                    None => words.push((word, vec![role])),
                }
            }
            for (word, roles) in words {
                writeln!(table, "{act_name:<16}{state:<11}{:<50}{word}", roles.join(", ")).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}
