//! What there is in a village: a row of every kind, and what paths name.

use std::collections::BTreeMap;

use image::{ImageFormat, RgbImage};
use serde_json::Value;
use yingchun_domain::attendance::sign::Sign;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::{Grant, Role};
use yingchun_domain::id::{AssignmentId, AttendanceId, InvitationId, PersonId};
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::notice::{PublishNotice, Readers};
use yingchun_domain::photo::{Phase, Sha256};
use yingchun_domain::row::Kind;
use yingchun_domain::spot::claim::Claim;
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::report::Report;
use yingchun_domain::spot::{Category, Finding};
use yingchun_domain::text::Line;
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Slot;
use yingchun_domain::zone::edit::EditZone;
use yingchun_hub::clock;

use crate::main_job::{clean, offered_and_accepted, photo_of};
use crate::support::{Phone, Village, ask, id, said};

/// The things of one village that paths name.
pub(super) struct Things {
    pub(super) code: &'static str,
    pub(super) member: Phone,
    pub(super) team: yingchun_domain::id::TeamId,
    pub(super) number: &'static str,
    pub(super) photo: String,
    pub(super) apart: String,
    pub(super) held: String,
    /// A row of each kind.
    pub(super) rows: BTreeMap<Kind, uuid::Uuid>,
}

pub(super) fn jpeg() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(64, 48, image::Rgb([90, 120, 70]));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

pub(super) fn report() -> Act {
    Act::Report(Report { place: line("村口"), category: Category::Heaps, note: None, community: None })
}

fn line(text: &str) -> Line {
    Line::try_from(text).unwrap()
}

/// A village with a volunteer at work, her photo, a line of hers that is kept apart, an entry that is held, and a row
/// of every other kind.
pub(super) async fn things(village: &mut Village, number: &'static str) -> Things {
    let mut member = village.placed("王桂兰", number).await;
    offered_and_accepted(village, &mut member).await;
    let bytes = jpeg();
    let record = photo_of(&bytes, Phase::After);
    let (_, word) = member.does_with(village.spot.uuid(), clean(None), vec![record.clone()]).await;
    assert_eq!(word, "applied");
    let headers = [member.key_header(), ("upload-offset", "0".to_owned())];
    let path = format!("/api/photos/{}", record.id);
    assert_eq!(ask(member.address, "PATCH", &path, &headers, bytes).await.status, 200);
    let forged = Entry { author: id::<PersonId>(), ..member.entry(id::<uuid::Uuid>(), report()) };
    assert_eq!(said(&member.push_one(&forged).await), "quarantined author_unknown");
    let waits = member.entry(id::<uuid::Uuid>(), clean(None));
    assert_eq!(said(&member.push_one(&waits).await), "held");
    let gap = serde_json::json!({ "device": member.device, "entries": [id::<uuid::Uuid>()] });
    assert_eq!(member.post("/api/gaps", &gap).await.status, 204);
    let listed: Value = village.organiser.get("/api/quarantine").await.json();
    let apart = listed["apart"].as_array().unwrap();
    let apart = apart.iter().find(|it| it["entry"] == forged.id.to_string()).unwrap();
    let apart = format!("{}/{}", forged.id, apart["sha256"].as_str().unwrap());
    let mut rows = written(village, &mut member).await;
    rows.insert(Kind::Photo, record.id.uuid());
    let photo = record.id.to_string();
    let (code, team, held) = (village.code, village.team, waits.id.to_string());
    Things { code, member, team, number, photo, apart, held, rows }
}

/// A row of each kind, but for photos.
async fn written(village: &mut Village, member: &mut Phone) -> BTreeMap<Kind, uuid::Uuid> {
    let attendance = AttendanceId::of(village.zone, village.slot, member.person).uuid();
    let sign = Act::SignIn(Sign::now(village.zone, village.slot));
    assert_eq!(member.does(attendance, sign).await, "applied");
    let (notice, invitation): (uuid::Uuid, InvitationId) = (id(), id());
    let to = Readers::Community { community: village.community };
    let publish =
        PublishNotice { to, title: line("公告"), words: "公告".try_into().unwrap(), until: None };
    assert_eq!(village.organiser.does(notice, Act::PublishNotice(publish)).await, "applied");
    let token = Sha256(*invitation.uuid().as_bytes().repeat(2).first_chunk().unwrap());
    let invite = Act::Invite(Invite { role: Some(Role::Inspector), person: None, token });
    assert_eq!(village.organiser.does(invitation.uuid(), invite).await, "applied");
    BTreeMap::from([
        (Kind::Campaign, village.hub.running().hub().campaign().uuid()),
        (Kind::Community, village.community.uuid()),
        (Kind::Team, village.team.uuid()),
        (Kind::Zone, village.zone.uuid()),
        (Kind::Spot, village.spot.uuid()),
        (Kind::Person, member.person.uuid()),
        (Kind::Contact, member.person.uuid()),
        (Kind::Assignment, AssignmentId::of(village.zone, village.slot, member.person).uuid()),
        (Kind::Attendance, attendance),
        (Kind::Grant, grant_of(village, village.leader.person).await.id.uuid()),
        (Kind::Notice, notice),
        (Kind::Invitation, invitation.uuid()),
        (Kind::Outcome, ended(village, member).await),
        (Kind::ConflictCard, disputed(village).await),
    ])
}

/// The right that somebody holds.
pub(super) async fn grant_of(village: &Village, person: PersonId) -> Grant {
    let rows = village.organiser.sees().await;
    let grants = rows.iter().filter(|row| row.kind == "grant");
    let mut grants = grants.filter_map(|row| serde_json::from_str::<Grant>(row.body.as_ref()?.get()).ok());
    grants.find(|grant| grant.person == person).unwrap()
}

/// An entry of the member that waited for a spot which she may not make.
async fn ended(village: &Village, member: &mut Phone) -> uuid::Uuid {
    let spot: uuid::Uuid = id();
    let waits = member.entry(spot, Act::Claim(Claim {}));
    assert_eq!(said(&member.push_one(&waits).await), "held");
    let create = Act::CreateSpot(CreateSpot {
        zone: village.zone,
        number: None,
        place: line("村尾"),
        category: Category::Heaps,
        note: None,
        found: None,
        found_by: Finding::OwnSurvey,
    });
    assert_eq!(member.does(spot, create).await, "refused right.not_yours");
    waits.id.uuid()
}

/// A card with two values for the zone's slot: the office's, and the leader's, who did not know of it.
async fn disputed(village: &mut Village) -> uuid::Uuid {
    let (zone, slot) = (village.zone.uuid(), village.slot);
    let moved = |minutes: i64| {
        let starts = clock::now().plus(-HOUR_MS + minutes * 60_000);
        let slots = vec![Slot { id: slot, starts, ends: starts.plus(3 * HOUR_MS), wanted: 10 }];
        Act::EditZone(EditZone::Slot { slots, meeting: line("老槐树下") })
    };
    assert_eq!(village.organiser.does(zone, moved(10)).await, "applied");
    let second = village.leader.entry(zone, moved(20));
    assert_eq!(said(&village.leader.push_one(&second).await), "conflict edit.two_values");
    second.id.creates(0)
}
