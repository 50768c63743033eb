//! The acts that came after the first release, and fields that older acts gained, in the order of their golden file.

use yingchun_domain::assignment::answer::Decline;
use yingchun_domain::attendance::Way;
use yingchun_domain::attendance::confirm::ConfirmAttendance;
use yingchun_domain::attendance::roll_call::RollCall;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::campaign::HalfDay;
use yingchun_domain::edit::Anew;
use yingchun_domain::entry::Act;
use yingchun_domain::person::add::AddPerson;
use yingchun_domain::person::leave::WithdrawConsent;
use yingchun_domain::person::merge::Merge;
use yingchun_domain::person::profile::Profile;
use yingchun_domain::person::{Emergency, Given};
use yingchun_domain::spot::Category;
use yingchun_domain::spot::beg_off::BegOff;
use yingchun_domain::spot::hand_over::HandOver;
use yingchun_domain::spot::inspect::AskPhoto;
use yingchun_domain::spot::object::Object;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::take_back::TakeBack;
use yingchun_domain::time::{HOUR_MS, Half};

use crate::common::drive::*;

pub(crate) fn later_acts() -> Vec<Act> {
    let noted = |text: &str| Some(text.try_into().unwrap());
    vec![
        Act::Decline(Decline { rather: vec![slot()], words: noted("下午行") }),
        Act::SignIn(Sign { said_at: Some(START), ..Sign::now(zone(), slot()) }),
        Act::Object(Object {
            returned: uuid::Uuid::from_u128(0xbac).into(),
            words: noted("袋子是后来吹过来的"),
        }),
        Act::RollCall(RollCall {
            zone: zone(),
            slot: slot(),
            way: Way::In,
            people: vec![volunteer(), newcomer()],
            said_at: Some(START),
        }),
        Act::AddPerson(AddPerson {
            community: community(),
            team: Some(team()),
            name: "孙立".try_into().unwrap(),
            phone: Some("13800002047".try_into().unwrap()),
            accompanying: 1,
            wording: "2027-1".try_into().unwrap(),
            given: Given::OnTheSpot,
        }),
        Act::ConfirmAttendance(ConfirmAttendance { came: START, went: START.plus(3 * HOUR_MS), heard: 2 }),
        Act::AskPhoto(AskPhoto {
            cleaning: uuid::Uuid::from_u128(0xc1ea).into(),
            words: noted("桥洞里面再拍一张"),
        }),
        Act::Merge(Merge { into: volunteer() }),
        Act::HandOver(HandOver { to: newcomer() }),
        Act::Profile(Profile {
            name: Some("王桂兰".try_into().unwrap()),
            free: Some(vec![HalfDay { day: START.day(), half: Half::Afternoon }]),
            any_day: Some(false),
            accompanying: Some(2),
            phone: Some("13800002047".try_into().unwrap()),
            emergency: Some(Anew::Is(Emergency {
                name: "儿子".try_into().unwrap(),
                phone: "13900002047".try_into().unwrap(),
            })),
            no_photo: Some(true),
        }),
        Act::Profile(Profile { emergency: Some(Anew::Cleared), ..Profile::default() }),
        Act::WithdrawConsent(WithdrawConsent {}),
    ]
}

/// Acts about work that changes hands.
pub(crate) fn last_acts() -> Vec<Act> {
    let returned = Some(uuid::Uuid::from_u128(0xbac).into());
    vec![
        Act::BegOff(BegOff { returned, words: Some("要带孙子".try_into().unwrap()) }),
        Act::BegOff(BegOff::default()),
    ]
}

/// 记错了, which came after those.
pub(crate) fn corrections() -> Vec<Act> {
    let cleaning = uuid::Uuid::from_u128(0xc1ea).into();
    vec![
        Act::TakeBack(TakeBack { cleaning, meant: None }),
        Act::TakeBack(TakeBack { cleaning, meant: Some(spot(2)) }),
    ]
}

/// What officials write who are of no community.
pub(crate) fn officials_acts() -> Vec<Act> {
    let category = Category::WhiteLitter;
    let place = "桥头".try_into().unwrap();
    vec![Act::Report(Report { place, category, note: None, community: Some(community()) })]
}
