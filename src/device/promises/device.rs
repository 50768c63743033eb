//! Whose phone this is, its key, and which tab sends.

use serde::{Deserialize, Serialize};
use yingchun_domain::community::Welcome;
use yingchun_domain::entry::SeenHub;
use yingchun_domain::id::{CampaignId, DeviceId, Epoch, PersonId};
use yingchun_domain::time::UnixMs;

use super::super::net::Authorization;
use super::super::store::{Mode, StoreFault, Tx};
use super::{DEVICE, begin, readable};

/// Where the row of the person on this phone stands; those before her stand under their own ids.
pub(super) const CURRENT: &str = "device";
const LEASE: &str = "lease";
const INVITED: &str = "invited";
const ASKING: &str = "asking";
/// A lease that nobody renewed for this long is over.
const LEASE_MS: i64 = 12_000;

/// One person on one phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DeviceRow {
    pub(crate) device: DeviceId,
    pub(crate) person: PersonId,
    /// 32 random bytes, base64url: what authorises a push.
    pub(crate) key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) campaign: Option<CampaignId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) welcome: Option<Welcome>,
    pub(crate) next_seq: u64,
    /// The hub's clock minus this phone's, as of the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) offset: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<SeenHub>,
    /// What she is called, kept when somebody else moves in, for the way back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// The hub's word that it knows this device: a hub that was restored knows its own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) seal: Option<String>,
}

impl DeviceRow {
    /// What a request says of who sends it.
    pub(crate) fn authorization(&self) -> Authorization {
        let key = format!("Device {}.{}", self.device, self.key);
        Authorization { key, seal: self.seal.clone() }
    }
}

/// An invitation being accepted: kept before it is sent, so that an answer that was lost can be asked for again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Invited {
    pub(crate) token: String,
    pub(crate) device: DeviceRow,
    pub(crate) line: String,
}

/// A device that asks to be somebody's who is known already, until her leader nods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asking {
    pub(crate) device: DeviceRow,
    /// Four digits that her leader sees too.
    pub(crate) sign: String,
}

#[derive(Serialize, Deserialize)]
struct Lease {
    tab: String,
    until: UnixMs,
}

pub(super) async fn current(tx: &Tx) -> Result<Option<DeviceRow>, StoreFault> {
    tx.get(DEVICE, CURRENT.into()).await
}

/// Makes `row` the phone's person. Whoever was there before keeps her key, so that her entries can still be sent; one
/// count goes on for both, because their entries lie in one outbox.
pub(super) async fn install(tx: &Tx, row: &DeviceRow, name_before: Option<&str>) -> Result<(), StoreFault> {
    let before = current(tx).await?;
    let next_seq = before.as_ref().map_or(row.next_seq, |before| before.next_seq.max(row.next_seq));
    if let Some(before) = before.filter(|before| before.device != row.device) {
        let name = name_before.map(str::to_owned).or_else(|| before.name.clone());
        tx.put(DEVICE, &before.device.to_string().into(), &DeviceRow { name, ..before })?;
    }
    tx.delete(DEVICE, row.device.to_string().into())?;
    tx.put(DEVICE, &CURRENT.into(), &DeviceRow { next_seq, ..row.clone() })
}

/// Makes a person the phone's who came in by her passphrase, or by her leader's word; nobody asks for that any more.
pub(crate) async fn move_in(row: &DeviceRow, name_before: Option<&str>) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    tx.delete(DEVICE, ASKING.into())?;
    install(&tx, row, name_before).await?;
    tx.finish().await
}

/// Makes somebody the phone's person again who was it before; false where she never was.
pub(crate) async fn change_to(id: DeviceId, name_before: Option<&str>) -> Result<bool, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    let row: Option<DeviceRow> = tx.get(DEVICE, id.to_string().into()).await?;
    if let Some(row) = &row {
        install(&tx, row, name_before).await?;
    }
    tx.finish().await?;
    Ok(row.is_some())
}

/// Those who were on this phone before.
pub(super) async fn others(tx: &Tx) -> Result<Vec<DeviceRow>, StoreFault> {
    let current = current(tx).await?.map(|row| row.device);
    let rows: Vec<DeviceRow> = readable(tx, DEVICE).await?;
    Ok(rows.into_iter().filter(|row| Some(row.device) != current).collect())
}

/// The life of the hub's database that any of this phone's persons heard of last.
pub(super) async fn heard(tx: &Tx) -> Result<Option<Epoch>, StoreFault> {
    let rows: Vec<DeviceRow> = readable(tx, DEVICE).await?;
    let seen = rows.into_iter().filter_map(|row| row.seen);
    Ok(seen.max_by_key(|seen| seen.received).map(|seen| seen.epoch))
}

/// Takes the next count out of the device's, for an entry that is saved later.
pub(crate) async fn reserve_seq() -> Result<u64, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    let Some(row) = current(&tx).await? else { return Ok(1) };
    let seq = row.next_seq;
    tx.put(DEVICE, &CURRENT.into(), &DeviceRow { next_seq: seq.saturating_add(1), ..row })?;
    tx.finish().await?;
    Ok(seq)
}

/// The row of a device of this phone, the current one or an earlier one.
pub(crate) async fn device_of(id: DeviceId) -> Result<Option<DeviceRow>, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Read).await?;
    match current(&tx).await?.filter(|row| row.device == id) {
        Some(row) => Ok(Some(row)),
        None => tx.get(DEVICE, id.to_string().into()).await,
    }
}

/// Keeps the hub's word that it knows a device of this phone, the current one or an earlier one.
pub(crate) async fn keep_seal(device: DeviceId, seal: &str) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    let (key, row) = match current(&tx).await?.filter(|row| row.device == device) {
        Some(row) => (CURRENT.to_owned(), Some(row)),
        None => (device.to_string(), tx.get(DEVICE, device.to_string().into()).await?),
    };
    if let Some(row) = row {
        tx.put(DEVICE, &key.into(), &DeviceRow { seal: Some(seal.to_owned()), ..row })?;
    }
    tx.finish().await
}

/// Keeps what an answer of the hub said of its clock and its commit.
pub(crate) async fn answered(seen: SeenHub, offset: i64) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    note(&tx, seen, offset).await?;
    tx.finish().await
}

pub(super) async fn note(tx: &Tx, seen: SeenHub, offset: i64) -> Result<(), StoreFault> {
    let Some(mut row) = current(tx).await? else { return Ok(()) };
    row.seen = Some(seen);
    row.offset = Some(offset);
    tx.put(DEVICE, &CURRENT.into(), &row)
}

/// An invitation whose answer is still wanted.
pub(crate) async fn invited() -> Result<Option<Invited>, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Read).await?;
    tx.get(DEVICE, INVITED.into()).await
}

/// Keeps an invitation before it is sent.
pub(crate) async fn keep_invited(row: &Invited) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    tx.put(DEVICE, &INVITED.into(), row)?;
    tx.finish().await
}

/// Forgets an invitation that the hub refused.
pub(crate) async fn uninvite() -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    forget_invited(&tx)?;
    tx.finish().await
}

pub(super) fn forget_invited(tx: &Tx) -> Result<(), StoreFault> {
    tx.delete(DEVICE, INVITED.into())
}

/// The device that asks to come back.
pub(crate) async fn asking() -> Result<Option<Asking>, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Read).await?;
    tx.get(DEVICE, ASKING.into()).await
}

/// Keeps the device that asks to come back: its key is what the leader's nod binds.
pub(crate) async fn keep_asking(row: &Asking) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    tx.put(DEVICE, &ASKING.into(), row)?;
    tx.finish().await
}

/// Takes or renews the lease of the tab that sends, where the browser has no locks. A lease that lies further ahead
/// than any can is the mark of a clock that jumped back, and is over.
pub(crate) async fn hold_lease(tab: &str, now: UnixMs) -> Result<bool, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    let held: Option<Lease> = tx.get(DEVICE, LEASE.into()).await?;
    let foreign =
        held.is_some_and(|lease| lease.tab != tab && now < lease.until && lease.until.since(now) <= LEASE_MS);
    if !foreign {
        tx.put(DEVICE, &LEASE.into(), &Lease { tab: tab.to_owned(), until: now.plus(LEASE_MS) })?;
    }
    tx.finish().await?;
    Ok(!foreign)
}

/// Ends the lease that this tab holds, while its page goes: nothing is read first, because nothing would come back.
pub(crate) async fn end_lease(tab: &str, now: UnixMs) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE], Mode::Write).await?;
    tx.put(DEVICE, &LEASE.into(), &Lease { tab: tab.to_owned(), until: now })?;
    tx.finish_at_once().await
}
