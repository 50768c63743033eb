//! The office's later acts, in the order of their golden file.

use yingchun_domain::campaign::EditCampaign;
use yingchun_domain::community::{EditCommunity, RotateCode};
use yingchun_domain::conflict::Keep;
use yingchun_domain::conflict::resolve::Resolve;
use yingchun_domain::entry::Act;
use yingchun_domain::import::people::{ImportPeople, PersonRow};
use yingchun_domain::import::spots::{ImportSpots, SpotRow};
use yingchun_domain::import::zones::{ImportZones, ZoneRow};
use yingchun_domain::notice::{PublishNotice, Readers, TakeDownNotice};
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::edit::EditSpot;
use yingchun_domain::spot::{Category, Finding};
use yingchun_domain::team::EditTeam;
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::edit::EditZone;
use yingchun_domain::zone::{Hazard, Slot};

use crate::common::drive::*;

pub(crate) fn office_acts() -> Vec<Act> {
    let amount = Some(Quantity { hundredths: 30, unit: Unit::Tonne });
    let slots = vec![Slot { id: slot(), starts: START, ends: START.plus(HOUR_MS), wanted: 6 }];
    vec![
        Act::RotateCode(RotateCode { code: "QSC-2028".try_into().unwrap() }),
        Act::EditCampaign(EditCampaign {
            name: "清洁家园迎新春".try_into().unwrap(),
            host: "柳溪街道办".try_into().unwrap(),
            filing: Some("备20270001".try_into().unwrap()),
            duty_phone: Some("0531-1234567".to_owned().try_into().unwrap()),
            feedback: Some("街道办 302 室".try_into().unwrap()),
            starts: START.day(),
            ends: START.day(),
        }),
        Act::EditCommunity(EditCommunity {
            name: "青石沟村".try_into().unwrap(),
            committee: "青石沟村村委会".try_into().unwrap(),
            duty_phone: None,
        }),
        Act::EditTeam(EditTeam { name: "青年突击队".try_into().unwrap(), duty_phone: None }),
        Act::EditZone(EditZone::Leader { team: Some(other_team()) }),
        Act::EditZone(EditZone::Slot { slots, meeting: "桥头".try_into().unwrap() }),
        Act::EditZone(EditZone::Words {
            name: "河西片".try_into().unwrap(),
            bounds: Some("东至省道".try_into().unwrap()),
            bring: Some("手套".try_into().unwrap()),
            hazard: Some(Hazard { insured: true }),
        }),
        Act::EditSpot(EditSpot {
            number: Some(12),
            place: "老磨坊北侧沟渠".try_into().unwrap(),
            category: Category::WhiteLitter,
            note: Some("农膜约40米".try_into().unwrap()),
            found: amount,
        }),
        Act::Resolve(Resolve { keep: Keep::Offered }),
        Act::PublishNotice(PublishNotice {
            to: Readers::Team { team: team() },
            title: "明早改到九点".try_into().unwrap(),
            words: "集合改到桥头。\n带手套。".try_into().unwrap(),
            until: Some(START),
        }),
        Act::TakeDownNotice(TakeDownNotice {}),
        Act::ImportPeople(ImportPeople {
            community: community(),
            team: Some(team()),
            wording: "2027-1".try_into().unwrap(),
            rows: vec![PersonRow {
                name: "孙立".try_into().unwrap(),
                phone: Some("13800002047".try_into().unwrap()),
                note: Some("自带三轮车".try_into().unwrap()),
            }],
        }),
        Act::ImportZones(ImportZones {
            community: community(),
            rows: vec![ZoneRow {
                name: "河西片".try_into().unwrap(),
                bounds: None,
                meeting: "桥头".try_into().unwrap(),
                team: Some("青年突击队".try_into().unwrap()),
            }],
        }),
        Act::ImportSpots(ImportSpots {
            zone: zone(),
            found_by: Finding::OwnSurvey,
            rows: vec![SpotRow {
                number: Some(12),
                place: "桥下".try_into().unwrap(),
                category: Category::BuildingWaste,
                quantity: amount,
                note: None,
                found_by: None,
                found_at: None,
            }],
        }),
    ]
}

/// What a line of a survey says since lists are read with their 发现方式 and 发现时间.
pub(crate) fn survey_acts() -> Vec<Act> {
    vec![Act::ImportSpots(ImportSpots {
        zone: zone(),
        found_by: Finding::OwnSurvey,
        rows: vec![SpotRow {
            number: Some(12),
            place: "桥下".try_into().unwrap(),
            category: Category::BuildingWaste,
            quantity: Some(Quantity { hundredths: 4000, unit: Unit::Bag }),
            note: None,
            found_by: Some(Finding::Unannounced),
            found_at: Some(START),
        }],
    })]
}
