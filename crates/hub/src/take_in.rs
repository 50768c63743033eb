//! Taking in the outbox of a phone that cannot reach the hub, from the file that its page saved: the same lines, judged
//! once, with the same receipts as if they had been pushed. The phone may push them itself afterwards, and is answered
//! the same.
//!
//! No key is shown with a file: whoever brings it answers for where it comes from, and that is noted. What opens the
//! office to somebody or takes a right from her is not believed from a file; it is kept apart.
//!
//! A line may stand after the receipt of an earlier life, as in a push (docs/decisions/0017). Where this hub gave it, a key
//! was shown then: the line is believed, and so is its device, which a restored hub may not know any more.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use axum::http::StatusCode;
use serde::Serialize;
use uuid::Uuid;
use yingchun_domain::again::held_then;
use yingchun_domain::decide::Need;
use yingchun_domain::entry::{Act, Entry, Envelope, LINE_BYTES_MAX};
use yingchun_domain::id::{DeviceId, EntryId, PersonId};
use yingchun_domain::person::Person;
use yingchun_domain::photo::Sha256;
use yingchun_domain::receipt::{Outcome, Receipt};
use yingchun_domain::row::{Kind, RowKey};

use crate::error::HubError;
use crate::hub::{Hub, Opened};
use crate::keep;
use crate::serve::STOP_PATIENCE;
use crate::store::audit::Note;
use crate::store::{self, Fault};
use crate::writer::{Brought, Deed, KEY_NEEDED, Line, Link, Pusher, brought, sha256};

/// The most bytes of a file.
pub(crate) const BYTES_MOST: usize = 4 << 20;
/// The most lines of a file.
const LINES_MOST: usize = 5_000;
/// Lines that go to the writer at once, as many as a push has.
const AT_ONCE: usize = 64;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// One for each line, in order.
    pub receipts: Vec<Receipt>,
    /// How many had an effect.
    pub held: usize,
    /// How many were refused.
    pub refused: usize,
    /// How many wait for something that is not here yet.
    pub waiting: usize,
    /// How many are kept apart for the office to look at.
    pub apart: usize,
}

impl Taken {
    fn of(receipts: Vec<Receipt>) -> Self {
        let mut taken = Self::default();
        for receipt in &receipts {
            let count = match receipt.outcome {
                Outcome::Applied | Outcome::Merged | Outcome::Conflict => &mut taken.held,
                Outcome::Refused => &mut taken.refused,
                Outcome::Held => &mut taken.waiting,
                Outcome::Quarantined => &mut taken.apart,
            };
            *count += 1;
        }
        Self { receipts, ..taken }
    }
}

/// A line of a file, with what names it.
struct Named<'a> {
    line: Brought<'a>,
    envelope: Envelope,
}

/// Takes a file in, in the name of whoever brings it. Of a file that cannot be read to its end nothing is taken.
pub(crate) async fn take_in(hub: &Hub, file: &[u8], by: PersonId) -> Result<Taken, HubError> {
    let named = named(file)?;
    hub.writer().deed(Deed::Note(Note::of(by, "take_in"))).await?;
    let mut believed = newcomers(hub, &named).await?;
    believed.extend(vouched(hub, &named));
    let mut lines = Vec::with_capacity(named.len());
    for line in &named {
        lines.push(read(hub, line, &believed).await?);
    }
    let mut receipts = Vec::with_capacity(lines.len());
    while !lines.is_empty() {
        let rest = lines.split_off(lines.len().min(AT_ONCE));
        let kept = hub.writer().push(std::mem::replace(&mut lines, rest), None).await?;
        receipts.extend(kept.into_iter().map(|kept| hub.seal().receipt(kept)));
    }
    Ok(Taken::of(receipts))
}

fn named(file: &[u8]) -> Result<Vec<Named<'_>>, HubError> {
    let mut named = Vec::new();
    for line in brought(file) {
        let unreadable = || {
            let message = "a line of the file is no entry: nothing of it was taken";
            HubError::new(StatusCode::UNPROCESSABLE_ENTITY, "take_in.unreadable", message)
                .with("line", line.number)
        };
        if line.bytes.len() > LINE_BYTES_MAX || named.len() >= LINES_MOST {
            return Err(unreadable());
        }
        let envelope = serde_json::from_slice(line.bytes).map_err(|_| unreadable())?;
        named.push(Named { line, envelope });
    }
    if named.is_empty() {
        let message = "the file holds no entry";
        return Err(HubError::new(StatusCode::BAD_REQUEST, "take_in.empty", message));
    }
    Ok(named)
}

/// Whose devices are, by receipts that this hub gave for what they did.
fn vouched<'a>(hub: &Hub, named: &'a [Named<'_>]) -> impl Iterator<Item = (DeviceId, PersonId)> + 'a {
    let seal = hub.seal().clone();
    let held = move |it: &&Named<'_>| it.line.given_by(&seal).is_some_and(held_then);
    named.iter().filter(held).map(|it| (it.envelope.device, it.envelope.author))
}

/// Devices that are not known yet, with those who register themselves by them in this file: for the first time, or by the
/// very line by which they did. Nobody else is believed to be somebody whom the hub knows.
async fn newcomers(hub: &Hub, named: &[Named<'_>]) -> Result<BTreeMap<DeviceId, PersonId>, HubError> {
    let registers = |Named { line, .. }: &Named<'_>| {
        let entry = Entry::from_line(std::str::from_utf8(line.bytes).ok()?).ok()?;
        let herself = matches!(entry.act, Act::Register(_)) && entry.target == entry.author.uuid();
        herself.then(|| (entry.id, sha256(line.bytes), entry.device, entry.author))
    };
    let registering: Vec<_> = named.iter().filter_map(registers).collect();
    let needs: Vec<Need> = registering
        .iter()
        .map(|(.., author)| Need::Row(RowKey { kind: Kind::Person, id: author.uuid() }))
        .collect();
    let ids: Vec<EntryId> = registering.iter().map(|(id, ..)| *id).collect();
    let mut conn = hub.readers().acquire().await.map_err(Fault::from)?;
    let people = store::needs::set_of(&mut conn, hub.campaign(), &needs).await?;
    let kept = store::receipt::load(&mut conn, hub.campaign(), &ids).await?;
    let believed = |(id, sha256, device, author): &(EntryId, Sha256, DeviceId, PersonId)| {
        let hers = kept.iter().any(|kept| {
            let same = kept.entry == *id && kept.sha256 == *sha256 && kept.device == *device;
            same && matches!(kept.outcome, Outcome::Applied | Outcome::Merged)
        });
        hers || people.get::<Person>(author.uuid()).known().is_none()
    };
    Ok(registering.iter().filter(|it| believed(it)).map(|(.., device, author)| (*device, *author)).collect())
}

/// One line in the name of its device, which is its own person's only.
async fn read(
    hub: &Hub,
    Named { line, envelope }: &Named<'_>,
    believed: &BTreeMap<DeviceId, PersonId>,
) -> Result<Line, HubError> {
    let bound = hub.device(envelope.device).await?;
    let by = Pusher {
        campaign: hub.campaign(),
        device: envelope.device,
        person: bound
            .map(|bound| bound.person)
            .or_else(|| believed.get(&envelope.device).copied())
            .unwrap_or_else(|| Uuid::nil().into()),
        invitation: Link::NotShown,
    };
    let line = Line::known_again(line, &by, hub.seal());
    let held = line.first.as_ref().is_some_and(held_then);
    let needs_key =
        line.read.as_deref().is_ok_and(|entry| matches!(entry.act, Act::Invite(_) | Act::Revoke(_)));
    Ok(if needs_key && !held { Line { read: Err(KEY_NEEDED), ..line } } else { line })
}

/// Takes a file into a folder that no hub serves meanwhile.
///
/// # Errors
/// Where the folder holds no whole database or is served, or the file cannot be read.
pub async fn from_file(data: &Path, file: &Path) -> anyhow::Result<Taken> {
    let bytes = tokio::fs::read(file).await.with_context(|| format!("{} cannot be read", file.display()))?;
    anyhow::ensure!(bytes.len() <= BYTES_MOST, "{} is longer than {BYTES_MOST} bytes", file.display());
    keep::refuse(data)?;
    let Opened { hub, writing, .. } = Hub::open(data).await?;
    let taken = take_in(&hub, &bytes, Uuid::nil().into()).await;
    hub.close(writing, STOP_PATIENCE).await;
    taken.map_err(|refused| match refused.field("line") {
        Some(line) => anyhow::anyhow!("line {line} of {}: {refused}", file.display()),
        None => refused.into(),
    })
}
