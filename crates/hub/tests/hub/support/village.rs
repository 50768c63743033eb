//! 青石村: an organiser who set it up, a leader, an inspector, a zone with a slot and a spot.

use sqlx::Connection as _;
use yingchun_domain::community::CreateCommunity;
use yingchun_domain::entry::Act;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{CommunityId, InvitationId, PersonId, SlotId, SpotId, TeamId, ZoneId};
use yingchun_domain::invitation::invite::Invite;
use yingchun_domain::person::place::Place;
use yingchun_domain::photo::Sha256;
use yingchun_domain::spot::create::CreateSpot;
use yingchun_domain::spot::{Category, Finding};
use yingchun_domain::team::CreateTeam;
use yingchun_domain::text::{JoinCode, Line, Name};
use yingchun_domain::time::HOUR_MS;
use yingchun_domain::zone::Slot;
use yingchun_domain::zone::create::CreateZone;
use yingchun_hub::{chance, clock};

use super::phone::id;
use super::{Phone, TestHub};

/// After so long an official's key opens nothing any more.
pub(crate) const LATELY_MS: i64 = 10 * 60_000;

pub(crate) struct Village {
    pub(crate) hub: TestHub,
    pub(crate) code: &'static str,
    pub(crate) community: CommunityId,
    pub(crate) team: TeamId,
    pub(crate) zone: ZoneId,
    pub(crate) slot: SlotId,
    pub(crate) spot: SpotId,
    pub(crate) organiser: Phone,
    pub(crate) leader: Phone,
    pub(crate) inspector: Phone,
}

impl Village {
    pub(crate) async fn set_up() -> Self {
        let hub = TestHub::start().await;
        let organiser = organiser(&hub).await;
        let (leader, inspector) = (phone(&hub), phone(&hub));
        let mut village = Self {
            code: "QSC7K2",
            community: id(),
            team: id(),
            zone: id(),
            slot: id(),
            spot: id(),
            hub,
            organiser,
            leader,
            inspector,
        };
        village.build().await;
        village.leader = village.invited(Role::Leader { team: village.team }, "李建国").await;
        village.inspector = village.invited(Role::Inspector, "周明").await;
        village
    }

    /// Sets up another village of the same drive, with a leader of its own, and is about that one from then on.
    pub(crate) async fn go_on_to_another(&mut self, code: &'static str, leader: &str) {
        self.code = code;
        (self.community, self.team) = (id(), id());
        (self.zone, self.slot, self.spot) = (id(), id(), id());
        self.build().await;
        self.leader = self.invited(Role::Leader { team: self.team }, leader).await;
    }

    async fn build(&mut self) {
        let name = |text: &str| Name::try_from(text).unwrap();
        let line = |text: &str| Line::try_from(text).unwrap();
        let organiser = &mut self.organiser;
        let community = CreateCommunity {
            name: name("青石村"),
            committee: name("青石村村委会"),
            duty_phone: None,
            code: JoinCode::try_from(self.code).unwrap(),
        };
        assert_eq!(organiser.does(self.community.uuid(), Act::CreateCommunity(community)).await, "applied");
        let team = CreateTeam { community: self.community, name: name("青年突击队"), duty_phone: None };
        assert_eq!(organiser.does(self.team.uuid(), Act::CreateTeam(team)).await, "applied");
        let now = clock::now();
        let zone = CreateZone {
            community: self.community,
            name: name("青石河东岸"),
            bounds: None,
            meeting: line("老槐树下"),
            bring: None,
            team: Some(self.team),
            slots: vec![Slot { id: self.slot, starts: now, ends: now.plus(3 * HOUR_MS), wanted: 10 }],
            hazard: None,
        };
        assert_eq!(organiser.does(self.zone.uuid(), Act::CreateZone(zone)).await, "applied");
        let spot = CreateSpot {
            zone: self.zone,
            number: Some(1),
            place: line("小卖部后杂物堆"),
            category: Category::Clutter,
            note: None,
            found: None,
            found_by: Finding::OwnSurvey,
        };
        assert_eq!(organiser.does(self.spot.uuid(), Act::CreateSpot(spot)).await, "applied");
    }

    /// Has the organiser invite somebody, and gives back the link's bits.
    pub(crate) async fn invite(&mut self, role: Role, person: Option<PersonId>) -> String {
        let bits = chance::bytes::<16>();
        let token =
            Sha256(sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(bits)).into());
        let invite = Act::Invite(Invite { role: Some(role), person, token });
        assert_eq!(self.organiser.does(id::<InvitationId>().uuid(), invite).await, "applied");
        chance::base64(&bits)
    }

    /// Somebody new who has taken a role by a link.
    pub(crate) async fn invited(&mut self, role: Role, name: &str) -> Phone {
        let token = self.invite(role, None).await;
        let mut phone = phone(&self.hub);
        let answer = phone.accept(&token, name).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        phone
    }

    pub(crate) fn phone(&self) -> Phone {
        phone(&self.hub)
    }

    /// Everybody's sessions become as much older, as when so long passes.
    pub(crate) async fn let_pass(&self, ms: i64) {
        let file = self.hub.folder().join("yingchun.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
        let mut database = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
        let sql = "update session set opened = opened - $1, expires = expires - $1";
        sqlx::query(sql).bind(ms).execute(&mut database).await.unwrap();
    }

    /// Somebody who registered here and opened her session.
    pub(crate) async fn registered(&self, name: &str, number: &str) -> Phone {
        let mut phone = self.phone();
        let entry = phone.registration(self.code, name, number);
        let receipt = phone.push_one(&entry).await;
        assert_eq!(receipt.outcome.as_str(), "applied", "{receipt:?}");
        assert_eq!(phone.open_session().await.status, 200);
        phone
    }

    /// Somebody whom the leader took into the team.
    pub(crate) async fn placed(&mut self, name: &str, number: &str) -> Phone {
        let phone = self.registered(name, number).await;
        let place = Act::Place(Place { team: self.team });
        assert_eq!(self.leader.does(phone.person.uuid(), place).await, "applied");
        phone
    }
}

fn phone(hub: &TestHub) -> Phone {
    Phone::new(hub.address(), hub.running().hub().campaign())
}

async fn organiser(hub: &TestHub) -> Phone {
    let mut organiser = phone(hub);
    let answer = organiser.accept(&hub.organiser_token, "王主任").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    organiser
}
