//! `/api/invitations`: what a link gives, and taking it. The link's bits are shown in a body, never in a path, so that
//! no log holds them.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use yingchun_domain::campaign::Campaign;
use yingchun_domain::community::Community;
use yingchun_domain::decide::Need;
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::grant::Role;
use yingchun_domain::id::{CampaignId, Epoch, PersonId};
use yingchun_domain::invitation::Invitation;
use yingchun_domain::lookup::Lookup;
use yingchun_domain::person::Person;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{Kind, RowKey};
use yingchun_domain::set::Set;
use yingchun_domain::team::Team;
use yingchun_domain::text::Name;
use yingchun_domain::time::UnixMs;

use super::asker::Asker;
use super::body::Body;
use super::cookie;
use super::device::{AnyDevice, seal_of};
use super::push::pusher;
use super::way::{Opening, Way};
use crate::clock;
use crate::error::HubError;
use crate::hub::Hub;
use crate::limit::{self, Gate, Key};
use crate::store::device::Bound;
use crate::store::session::{Proof, Proved};
use crate::store::{self, Fault};
use crate::writer::{Bind, Line, Link, Terms, device_unknown, sha256};

/// A link's bits.
#[derive(Deserialize)]
pub(super) struct Shown {
    token: String,
}

/// A link's bits, and the entry that accepts what it gives.
#[derive(Deserialize)]
pub(super) struct Accepting {
    token: String,
    line: String,
}

#[derive(Serialize)]
struct Known {
    id: PersonId,
    name: Name,
}

/// What a link gives.
#[derive(Serialize)]
pub(super) struct Offered {
    id: yingchun_domain::id::InvitationId,
    campaign: Campaign,
    role: Option<Role>,
    team: Option<Team>,
    community: Option<Community>,
    person: Option<Known>,
    expires: UnixMs,
}

/// What came of accepting.
#[derive(Serialize)]
pub(super) struct Accepted {
    receipt: Receipt,
    person: PersonId,
    campaign: CampaignId,
    epoch: Epoch,
    now: UnixMs,
    /// The hub's word that it knows the device.
    seal: Option<String>,
}

/// Says what a link gives, and takes nothing.
#[utoipa::path(post, path = "/api/invitations/look", request_body(content_type = "application/json", content = Object),
    responses((status = 200, description = "what it gives"), (status = 404, description = "invitation.unknown"),
        (status = 410, description = "invitation.used, invitation.expired"),
        (status = 429, description = "limit.reached")))]
pub(super) async fn look(
    State(hub): State<Hub>,
    Asker(address): Asker,
    Body(Shown { token }): Body<Shown>,
) -> Result<Json<Offered>, HubError> {
    let (mut set, invitation) = find(&hub, address, &token).await?;
    if invitation.used_by.is_some() {
        return Err(HubError::new(StatusCode::GONE, "invitation.used", "the invitation was used already"));
    }
    if invitation.expires < clock::now() {
        return Err(HubError::new(StatusCode::GONE, "invitation.expired", "the invitation has expired"));
    }
    let team_id = match invitation.role {
        Some(Role::Leader { team }) => Some(team.uuid()),
        Some(Role::Inspector | Role::Organiser) | None => None,
    };
    let row = |kind, id| Need::Row(RowKey { kind, id });
    let mut needs = vec![row(Kind::Campaign, hub.campaign().uuid())];
    needs.extend(team_id.map(|id| row(Kind::Team, id)));
    needs.extend(invitation.person.map(|id| row(Kind::Person, id.uuid())));
    load(&hub, &needs, &mut set).await?;
    let team = team_id.and_then(|id| set.get::<Team>(id).known()).cloned();
    if let Some(team) = &team {
        load(&hub, &[row(Kind::Community, team.community.uuid())], &mut set).await?;
    }
    let community = team.as_ref().and_then(|team| set.get::<Community>(team.community.uuid()).known());
    let person = invitation.person.and_then(|id| set.get::<Person>(id.uuid()).known());
    let campaign = set.get::<Campaign>(hub.campaign().uuid()).known().cloned().ok_or_else(unknown)?;
    Ok(Json(Offered {
        id: invitation.id,
        campaign,
        role: invitation.role,
        team,
        community: community.map(|it| Community { rotated: vec![], ..it.clone() }),
        person: person.map(|it| Known { id: it.id, name: it.name.clone() }),
        expires: invitation.expires,
    }))
}

/// Takes what a link gives: binds the device to the person, and opens her session.
#[utoipa::path(post, path = "/api/invitations/accept", security(("device" = [])),
    request_body(content_type = "application/json", content = Object),
    responses((status = 200, description = "receipt and session"), (status = 404, description = "invitation.unknown"),
        (status = 403, description = "session.plain_http"),
        (status = 409, description = "the code of the refusal"), (status = 429, description = "limit.reached")))]
pub(super) async fn accept(
    State(hub): State<Hub>,
    device: AnyDevice,
    Asker(address): Asker,
    opening: Opening,
    jar: CookieJar,
    Body(Accepting { token, line }): Body<Accepting>,
) -> Result<(CookieJar, Json<Accepted>), HubError> {
    let (_, invitation) = find(&hub, address, &token).await?;
    let line = line.trim();
    let entry = Entry::from_line(line).map_err(|refused| refuse(refused.code()))?;
    if !matches!(entry.act, Act::AcceptInvitation(_)) || entry.target != invitation.id.uuid() {
        return Err(refuse("invitation.for_another"));
    }
    let (bound, bind) = match device {
        AnyDevice::Known(bound) => (bound, None),
        AnyDevice::Unknown { device, key_hash } => {
            let plain = opening.0 == Way::Plain;
            let bound = Bound { device, person: entry.author, key_hash, plain };
            (bound, Some(Bind { bound, terms: Terms::Invitation(invitation.person) }))
        }
    };
    if bound.device != entry.device || bound.person != entry.author {
        return Err(device_unknown());
    }
    let by = pusher(&hub, bound.device, bound.person, Link::Shown);
    let kept = hub.writer().push(vec![Line::read(line.as_bytes(), &by)], bind).await?;
    let kept = kept.into_iter().next().ok_or_else(|| HubError::busy("no receipt came"))?;
    match kept.outcome {
        Outcome::Applied | Outcome::Merged => {}
        Outcome::Conflict | Outcome::Refused | Outcome::Held | Outcome::Quarantined => {
            return Err(refuse(known_code(kept.code.as_deref())));
        }
    }
    let proved = Proved { by: Proof::Invitation, at: clock::now() };
    let cookie = cookie::open(&hub, bound.person, bound.device, proved, opening).await?;
    let receipt = hub.seal().receipt(kept);
    let (campaign, epoch, now) = (hub.campaign(), hub.epoch(), clock::now());
    let seal = seal_of(&hub, bound.device).await?;
    Ok((jar.add(cookie), Json(Accepted { receipt, person: bound.person, campaign, epoch, now, seal })))
}

/// The invitation whose link has these bits.
async fn find(hub: &Hub, address: Key, token: &str) -> Result<(Set, Invitation), HubError> {
    hub.limits().pass(Gate::Invitation, address)?;
    hub.limits().pass(Gate::InvitationLink, limit::key(token))?;
    let bits = URL_SAFE_NO_PAD.decode(token).map_err(|_| unknown())?;
    let key = sha256(&bits).to_string();
    let need = Need::All { lookup: Lookup::InvitationByToken, key: key.clone(), at_most: 1 };
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of(&mut conn, hub.campaign(), &[need]).await?;
    let invitation = set.found::<Invitation>(Lookup::InvitationByToken, key).next().cloned();
    invitation.map(|it| (set, it)).ok_or_else(unknown)
}

async fn load(hub: &Hub, needs: &[Need], set: &mut Set) -> Result<(), HubError> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    store::needs::load(&mut conn, hub.campaign(), needs, &std::collections::BTreeMap::new(), set).await?;
    Ok(())
}

fn unknown() -> HubError {
    HubError::new(StatusCode::NOT_FOUND, "invitation.unknown", "no invitation has this link")
}

fn refuse(code: &'static str) -> HubError {
    HubError::new(StatusCode::CONFLICT, code, "the invitation cannot be accepted so")
}

/// The stable code among those that rules give.
fn known_code(code: Option<&str>) -> &'static str {
    let codes = yingchun_domain::refused::Refused::ALL.iter().map(|refused| refused.code());
    let known = code.and_then(|code| codes.into_iter().find(|known| *known == code));
    known.unwrap_or("invitation.not_accepted")
}
