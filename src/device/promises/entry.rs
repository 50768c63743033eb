//! Entries: written once, then only their stage and the hub's word change.

use wasm_bindgen::JsValue;
use yingchun_domain::entry::{Entry, EntryRefused, SeenHub};
use yingchun_domain::id::{DeviceId, Epoch, PhotoId};
use yingchun_domain::receipt::Receipt;
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::outbox::{EntryRow, StageName, Typed};
use yingchun_domain::time::UnixMs;

use super::super::store::{Mode, StoreFault, Tx, from_js};
use super::device::{self, DeviceRow};
use super::{DEVICE, DRAFT, DraftRow, ENTRY, PHOTO, begin, photo};

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

/// Who makes an entry.
#[derive(Clone)]
pub(crate) enum Maker {
    /// The phone's person; this one, where nobody is yet.
    Hers(Option<Box<DeviceRow>>),
    /// A device of this phone, whoever holds it.
    Device(DeviceId),
}

impl Maker {
    /// Its row, and under which name it stands.
    async fn find(self, tx: &Tx) -> Result<Option<(DeviceRow, JsValue)>, StoreFault> {
        let current = device::current(tx).await?;
        Ok(match self {
            Self::Hers(newcomer) => {
                let row = current.or_else(|| newcomer.map(|row| *row));
                row.map(|row| (row, device::CURRENT.into()))
            }
            Self::Device(id) => match current.filter(|row| row.device == id) {
                Some(row) => Some((row, device::CURRENT.into())),
                None => {
                    let name = JsValue::from(id.to_string());
                    tx.get(DEVICE, name.clone()).await?.map(|row| (row, name))
                }
            },
        })
    }
}

/// The draft that ends with an entry.
pub(crate) struct Ends {
    pub(crate) key: String,
    /// What is known of it beside `promises`.
    pub(crate) at_hand: Option<DraftRow>,
}

impl Ends {
    /// Ends it, and gives back what was typed last.
    async fn end(&self, tx: &Tx, at: UnixMs) -> Result<Option<Typed>, StoreFault> {
        let name = JsValue::from_str(&self.key);
        let journalled: Option<DraftRow> = tx.get(DRAFT, name.clone()).await?;
        tx.put(DRAFT, &name, &DraftRow::ended(at))?;
        let newest = [self.at_hand.clone(), journalled].into_iter().flatten().max_by_key(|row| row.at);
        let typed = newest.filter(|row| !row.ended);
        Ok(typed.map(|row| Typed { key: self.key.clone(), text: row.text }))
    }
}

/// Saves one entry with its photos' records and the end of its draft. `write` makes the entry and its line, once the row of
/// the device that makes it is known.
pub(crate) async fn save(
    maker: Maker,
    ends: Option<&Ends>,
    saved_at: UnixMs,
    grace_ms: i64,
    write: impl FnOnce(&DeviceRow) -> Result<(Entry, String), EntryRefused>,
) -> Result<Saved, StoreFault> {
    let tx = begin(&[DEVICE, ENTRY, DRAFT, PHOTO], Mode::Write).await?;
    let Some((mut device, name)) = maker.find(&tx).await? else {
        tx.give_up();
        return Ok(Saved::NoDevice);
    };
    device.next_seq = free_seq(&tx, device.next_seq).await?;
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
    let typed = match ends {
        Some(ends) => ends.end(&tx, saved_at).await?,
        None => None,
    };
    let row = EntryRow {
        seq: entry.seq,
        id: entry.id,
        line,
        stage: StageName::Queued,
        receipt: None,
        epoch: None,
        first: None,
        saved_at,
        grace_until: saved_at.plus(grace_ms),
        photos,
        seen: false,
        typed: typed.filter(|_| grace_ms > 0),
    };
    device.next_seq = entry.seq.saturating_add(1);
    tx.add(ENTRY, &key(row.seq), &row)?;
    tx.put(DEVICE, &name, &device)?;
    tx.finish().await?;
    Ok(Saved::Yes(Box::new((row, entry, device))))
}

/// The next count under which no entry stands, from `wanted` on. What was saved is never written over: the count of a
/// device says nothing of entries that another device of this phone made.
async fn free_seq(tx: &Tx, wanted: u64) -> Result<u64, StoreFault> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "keys are counts below 2^53")]
    let last = tx.keys(ENTRY).await?.iter().rev().find_map(JsValue::as_f64).map(|last| last as u64);
    Ok(last.map_or(wanted, |last| wanted.max(last.saturating_add(1))))
}

/// Makes an invited person the phone's, with the entry by which she accepted.
pub(crate) async fn take_over(
    device: &DeviceRow,
    row: &EntryRow,
    name_before: Option<&str>,
) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Write).await?;
    let seq = free_seq(&tx, row.seq).await?;
    let next_seq = device.next_seq.max(seq.saturating_add(1));
    device::install(&tx, &DeviceRow { next_seq, ..device.clone() }, name_before).await?;
    tx.add(ENTRY, &key(seq), &EntryRow { seq, ..row.clone() })?;
    device::forget_invited(&tx)?;
    tx.finish().await
}

/// Takes an entry out that was never sent, gives it back and has what was typed for it stand in its form again; nothing
/// where it is too late.
pub(crate) async fn take_back(seq: u64, now: UnixMs) -> Result<Option<EntryRow>, StoreFault> {
    let tx = begin(&[ENTRY, PHOTO, DRAFT], Mode::Write).await?;
    let row: Option<EntryRow> = tx.get(ENTRY, key(seq)).await?;
    let Some(row) = row.filter(EntryRow::may_be_taken_back) else {
        tx.finish().await?;
        return Ok(None);
    };
    for id in &row.photos {
        photo::ride(&tx, *id, None).await?;
    }
    if let Some(Typed { key, text }) = row.typed.clone() {
        tx.put(DRAFT, &key.into(), &DraftRow { text, at: now, ended: false })?;
    }
    tx.delete(ENTRY, key(seq))?;
    tx.finish().await?;
    Ok(Some(row))
}

/// Changes rows of these entries in place; gives back those that were there, as they are then.
async fn change(
    tx: &Tx,
    seqs: &[u64],
    mut with: impl FnMut(&mut EntryRow),
) -> Result<Vec<EntryRow>, StoreFault> {
    let mut rows = vec![];
    for seq in seqs {
        let Some(value) = tx.raw(ENTRY, key(*seq)).await? else { continue };
        let mut row: EntryRow = from_js(&value)?;
        with(&mut row);
        tx.put(ENTRY, &key(*seq), &row)?;
        rows.push(row);
    }
    Ok(rows)
}

/// Writes "sent" beside these entries and gives them back as they stand: those that another tab took back are missing,
/// those that it brought have the hub's word.
pub(crate) async fn mark(seqs: &[u64]) -> Result<Vec<EntryRow>, StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    let rows = change(&tx, seqs, EntryRow::mark).await?;
    tx.finish().await?;
    Ok(rows)
}

/// Writes "sent" beside these entries while the page goes: nothing is read first, because nothing would come back.
pub(crate) async fn mark_last(mut rows: Vec<EntryRow>) -> Result<Vec<EntryRow>, StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    for row in &mut rows {
        row.mark();
        tx.put(ENTRY, &key(row.seq), row)?;
    }
    tx.finish_at_once().await?;
    Ok(rows)
}

/// Writes the hub's words beside their entries, with what the answer said of the hub itself. A last word is kept as
/// it first came.
pub(crate) async fn keep_receipts(
    words: &[(u64, Receipt)],
    epoch: Epoch,
    seen: Option<(SeenHub, i64)>,
) -> Result<(), StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Write).await?;
    for (seq, receipt) in words {
        change(&tx, &[*seq], |row| row.keep(receipt, epoch)).await?;
    }
    if let Some((seen, offset)) = seen {
        device::note(&tx, seen, offset).await?;
    }
    tx.finish().await
}

/// Writes beside an entry that its author has seen the hub's word.
pub(crate) async fn see(seq: u64) -> Result<Vec<EntryRow>, StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    let rows = change(&tx, &[seq], EntryRow::see).await?;
    tx.finish().await?;
    Ok(rows)
}

/// Writes "settled" beside these entries, as far as a replica that has come so far in this life of the hub shows them.
pub(crate) async fn settle(seqs: &[u64], life: Option<Epoch>, reached: CommitNo) -> Result<(), StoreFault> {
    let tx = begin(&[ENTRY], Mode::Write).await?;
    change(&tx, seqs, |row| row.settle(life, reached)).await?;
    tx.finish().await
}
