//! A demonstration: an invented drive of invented people, so that everything can be tried at once.
//!
//! Only what no entry can make is planted (the campaign, its organiser, inspector and leaders' rights); all else is
//! written down as entries of those people, in the order in which it happened, and goes the way of every push. So the
//! demonstration is lawful by construction: a rule that would refuse a part of it fails its test.

mod album;
mod cast;
mod diary;
mod paint;
mod places;
mod story;
mod trouble;
mod work;

use anyhow::ensure;
use axum::body::Bytes;
use futures::future::try_join_all;
use yingchun_domain::decide::Need;
use yingchun_domain::entry::EntryRefused;
use yingchun_domain::grant::Role;
use yingchun_domain::id::{InvitationId, PersonId};
use yingchun_domain::invitation::{GOOD_MS, Invitation};
use yingchun_domain::person::Person;
use yingchun_domain::row::{Kind, RowKey};

use self::album::Album;
use self::cast::Cast;
use self::diary::{Diary, Written};
use crate::hub::Hub;
use crate::photos::Record;
use crate::serve::Handed;
use crate::store::{self, Fault};
use crate::writer::{Line, Link, Pusher, sha256};
use crate::{chance, clock};

/// Fills a hub that has nothing but its campaign with a village, and gives back links to hand out, new ones each time.
/// A hub that was filled before stays as it is.
///
/// # Errors
/// Where the hub holds a drive of its own, or the database or the folder of photos cannot be written.
pub async fn seed(hub: &Hub) -> anyhow::Result<Vec<Handed>> {
    let cast = Cast::of(hub.campaign());
    if !is_known(hub, cast.organiser).await? {
        ensure!(
            is_empty(hub).await?,
            "this folder holds a drive of its own: a demonstration wants an empty one"
        );
        fill(hub, &cast).await?;
    }
    let mut handed = vec![Handed { word: "join", path: format!("/join/{}", cast::JOIN_CODE) }];
    let leader = cast.leader(0);
    let guests = [
        ("leader", leader, Role::Leader { team: cast.team(0) }),
        ("inspector", cast.inspector, Role::Inspector),
        ("organiser", cast.organiser, Role::Organiser),
    ];
    let mut invitations = Vec::new();
    for (word, person, role) in guests {
        let (invitation, link) = invited(word, person, role);
        invitations.push(invitation.into());
        handed.push(link);
    }
    hub.plant(invitations).await?;
    Ok(handed)
}

/// A link for somebody who is known already: she keeps her name, her teams and her work.
fn invited(word: &'static str, person: PersonId, role: Role) -> (Invitation, Handed) {
    let bits = chance::bytes::<16>();
    let now = clock::now();
    let invitation = Invitation {
        id: InvitationId::v7(now, &chance::random()),
        role: Some(role),
        person: Some(person),
        token: sha256(&bits),
        expires: now.plus(GOOD_MS),
        used_by: None,
    };
    (invitation, Handed { word, path: format!("/invite#{}", chance::base64(&bits)) })
}

async fn is_known(hub: &Hub, person: PersonId) -> anyhow::Result<bool> {
    let key = RowKey { kind: Kind::Person, id: person.uuid() };
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let set = store::needs::set_of(&mut conn, hub.campaign(), &[Need::Row(key)]).await?;
    Ok(set.get::<Person>(person.uuid()).known().is_some())
}

/// Whether nobody has begun to set up a drive here.
async fn is_empty(hub: &Hub) -> anyhow::Result<bool> {
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    Ok(store::entity::each_of(&mut conn, hub.campaign(), Kind::Community).await?.is_empty())
}

async fn fill(hub: &Hub, cast: &Cast) -> anyhow::Result<()> {
    let now = clock::now();
    let album = tokio::task::spawn_blocking(Album::paint).await?;
    hub.plant(story::beginning(cast, now)?).await?;
    let diary = story::tell(cast, &album, now)?;
    push(hub, &diary).await?;
    deliver(hub, &diary, &album).await
}

/// Pushes every entry in order; the writer takes those that wait into one transaction.
async fn push(hub: &Hub, diary: &Diary<'_>) -> anyhow::Result<()> {
    let by_author = diary.entries.chunk_by(|one, next| one.entry.author == next.entry.author);
    let pushes = by_author.map(|written| {
        let lines: Result<Vec<Line>, _> = written.iter().map(|written| line(hub, written)).collect();
        async { anyhow::Ok(hub.writer().push(lines?, None).await?) }
    });
    let kept = try_join_all(pushes).await?.into_iter().flatten();
    for (written, kept) in diary.entries.iter().zip(kept) {
        let (outcome, code) = (kept.outcome.as_str(), kept.code.unwrap_or_default());
        ensure!(
            kept.outcome == written.outcome,
            "entry {} of the demonstration is {outcome} {code}",
            kept.entry
        );
    }
    Ok(())
}

/// An entry as its phone would send it.
fn line(hub: &Hub, Written { entry, unknown, .. }: &Written) -> Result<Line, EntryRefused> {
    let (campaign, device, person) = (hub.campaign(), entry.device, entry.author);
    let by = Pusher { campaign, device, person, invitation: Link::NotShown };
    let mut line = entry.to_line()?;
    if let Some(unknown) = unknown {
        line = line.replace(&format!("\"{}\"", entry.act.kind()), &format!("\"{unknown}\""));
    }
    Ok(Line::read(line.as_bytes(), &by))
}

/// Brings the photos' bytes, as phones would.
async fn deliver(hub: &Hub, diary: &Diary<'_>, album: &Album) -> anyhow::Result<()> {
    for taken in diary.photos.iter().filter(|taken| taken.arrived) {
        let picture = album.picture(taken.scene, taken.look);
        let record = Record { id: taken.id, sha256: picture.sha256, len: picture.len };
        hub.thumbnails().put(taken.id, Bytes::from(picture.thumb.clone())).await?;
        hub.photos().append(record, 0, Bytes::from(picture.jpeg.clone())).await?;
        hub.writer().receive(taken.id).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
