//! Entries: written once, then only their stage and the hub's word change.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use yingchun_domain::entry::{Entry, EntryRefused, SeenHub};
use yingchun_domain::id::{EntryId, PhotoId};
use yingchun_domain::receipt::Receipt;
use yingchun_domain::sync::{OutboxItem, Stage};
use yingchun_domain::time::UnixMs;

use super::super::store::{Mode, StoreFault, Tx, from_js};
use super::device::{self, DeviceRow};
use super::{DEVICE, DRAFT, ENTRY, PHOTO, begin, photo};

/// How far an entry has come, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StageName {
    Queued,
    Sent,
    Interim,
    Receipted,
    Settled,
}

/// An entry as it is stored: `line` are the bytes that are sent, for ever the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EntryRow {
    pub(crate) seq: u64,
    pub(crate) id: EntryId,
    pub(crate) line: String,
    pub(crate) stage: StageName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) receipt: Option<Receipt>,
    pub(crate) saved_at: UnixMs,
    pub(crate) grace_until: UnixMs,
    #[serde(default)]
    pub(crate) photos: Vec<PhotoId>,
}

impl EntryRow {
    /// The stage with what belongs to it. Without the hub's word nothing is believed to be more than sent.
    pub(crate) fn stage(&self) -> Stage {
        match (self.stage, &self.receipt) {
            (StageName::Queued, _) => Stage::Queued { grace_until: self.grace_until },
            (StageName::Interim, Some(receipt)) => Stage::Interim { commit: receipt.commit },
            (StageName::Receipted, Some(receipt)) => {
                Stage::Receipted { outcome: receipt.outcome, commit: receipt.commit }
            }
            (StageName::Settled, Some(receipt)) => Stage::Settled { outcome: receipt.outcome },
            (StageName::Sent | StageName::Interim | StageName::Receipted | StageName::Settled, _) => {
                Stage::Sent
            }
        }
    }

    /// What the machine needs of it.
    pub(crate) fn item(&self) -> OutboxItem {
        OutboxItem { id: self.id, seq: self.seq, bytes: self.line.len(), stage: self.stage() }
    }
}

/// What becomes of the wish to save an entry.
pub(crate) enum Saved {
    /// It is saved, by this device.
    Yes(Box<(EntryRow, Entry, DeviceRow)>),
    /// Nobody joined on this phone.
    NoDevice,
    /// Its line is too long.
    Refused(EntryRefused),
}

fn key(seq: u64) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "a phone makes fewer than 2^53 entries")]
    JsValue::from_f64(seq as f64)
}

/// Saves one entry with its photos' records and the end of its draft. `newcomer` becomes the phone's person where
/// nobody is yet; `write` makes the entry and its line, once its device's row is known.
pub(crate) async fn save(
    newcomer: Option<DeviceRow>,
    draft: Option<&str>,
    saved_at: UnixMs,
    grace_ms: i64,
    write: impl FnOnce(&DeviceRow) -> Result<(Entry, String), EntryRefused>,
) -> Result<Saved, StoreFault> {
    let tx = begin(&[DEVICE, ENTRY, DRAFT, PHOTO], Mode::Write).await?;
    let Some(mut device) = device::current(&tx).await?.or(newcomer) else {
        tx.give_up();
        return Ok(Saved::NoDevice);
    };
    let (entry, line) = match write(&device) {
        Ok(written) => written,
        Err(refused) => {
            tx.give_up();
            return Ok(Saved::Refused(refused));
        }
    };
    let photos: Vec<PhotoId> = entry.photos.iter().map(|record| record.id).collect();
    for id in &photos {
        photo::ride(&tx, *id, Some(entry.id)).await?;
    }
    let row = EntryRow {
        seq: entry.seq,
        id: entry.id,
        line,
        stage: StageName::Queued,
        receipt: None,
        saved_at,
        grace_until: saved_at.plus(grace_ms),
        photos,
    };
    device.next_seq = entry.seq.saturating_add(1);
    tx.put(ENTRY, &key(row.seq), &row)?;
    tx.put(DEVICE, &device::CURRENT.into(), &device)?;
    if let Some(draft) = draft {
        tx.delete(DRAFT, draft.into())?;
    }
    tx.finish().await?;
    Ok(Saved::Yes(Box::new((row, entry, device))))
}

/// Makes an invited person the phone's, with the entry by which she accepted.
pub(crate) async fn take_over(device: &DeviceRow, row: &EntryRow) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Write).await?;
    device::install(&tx, device).await?;
    tx.put(ENTRY, &key(row.seq), row)?;
    device::forget_invited(&tx)?;
    tx.finish().await
}

/// Takes an entry out that was never sent; false where it is too late.
pub(crate) async fn take_back(seq: u64) -> Result<bool, StoreFault> {
    let tx = begin(&[ENTRY, PHOTO], Mode::Write).await?;
    let row: Option<EntryRow> = tx.get(ENTRY, key(seq)).await?;
    let Some(row) = row.filter(|row| row.stage == StageName::Queued) else {
        tx.finish().await?;
        return Ok(false);
    };
    for id in &row.photos {
        photo::ride(&tx, *id, None).await?;
    }
    tx.delete(ENTRY, key(seq))?;
    tx.finish().await?;
    Ok(true)
}

/// Changes rows of these entries in place; gives back those that were there.
async fn change(
    tx: &Tx,
    seqs: &[u64],
    mut with: impl FnMut(&mut EntryRow),
) -> Result<Vec<EntryId>, StoreFault> {
    let mut ids = vec![];
    for seq in seqs {
        let Some(value) = tx.raw(ENTRY, key(*seq)).await? else { continue };
        let mut row: EntryRow = from_js(&value)?;
        with(&mut row);
        tx.put(ENTRY, &key(*seq), &row)?;
        ids.push(row.id);
    }
    Ok(ids)
}

/// Writes "sent" beside these entries; those withdrawn meanwhile, or with the hub's last word by now, are missing in
/// the answer.
pub(crate) async fn mark(seqs: &[u64]) -> Result<Vec<EntryId>, StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    let mut worded = vec![];
    let mut ids = change(&tx, seqs, |row| match row.stage {
        StageName::Queued => row.stage = StageName::Sent,
        StageName::Sent | StageName::Interim => {}
        StageName::Receipted | StageName::Settled => worded.push(row.id),
    })
    .await?;
    tx.finish().await?;
    ids.retain(|id| !worded.contains(id));
    Ok(ids)
}

/// Writes "sent" beside these entries while the page goes: nothing is read first, because nothing would come back.
pub(crate) async fn mark_last(rows: Vec<EntryRow>) -> Result<Vec<EntryId>, StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    let mut ids = vec![];
    for row in rows {
        ids.push(row.id);
        let stage = if row.stage == StageName::Queued { StageName::Sent } else { row.stage };
        tx.put(ENTRY, &key(row.seq), &EntryRow { stage, ..row })?;
    }
    tx.finish_at_once().await?;
    Ok(ids)
}

/// Writes the hub's words beside their entries, with what the answer said of the hub itself. A last word is kept as
/// it first came.
pub(crate) async fn keep_receipts(
    words: &[(u64, Receipt)],
    seen: Option<(SeenHub, i64)>,
) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Write).await?;
    for (seq, receipt) in words {
        change(&tx, &[*seq], |row| {
            if !row.receipt.as_ref().is_some_and(|before| before.outcome.is_final()) {
                let last = receipt.outcome.is_final();
                row.stage = if last { StageName::Receipted } else { StageName::Interim };
                row.receipt = Some(receipt.clone());
            }
        })
        .await?;
    }
    if let Some((seen, offset)) = seen {
        device::note(&tx, seen, offset).await?;
    }
    tx.finish().await
}

/// Writes "settled" beside these entries.
pub(crate) async fn settle(seqs: &[u64]) -> Result<(), StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    change(&tx, seqs, |row| row.stage = StageName::Settled).await?;
    tx.finish().await
}
