//! Photos: a record, a small picture, and the bytes in pieces. ArrayBuffers, because some engines lose Blobs.

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast as _, JsValue};
use yingchun_domain::id::{EntryId, Epoch, PhotoId};
use yingchun_domain::photo::PhotoRecord;
use yingchun_domain::sync::PhotoJob;
use yingchun_domain::time::{DAY_MS, UnixMs};

use super::super::store::{Mode, StoreFault, Tx, from_js, to_js};
use super::{CHUNK, DEVICE, DRAFT, DraftRow, PHOTO, begin, device};

/// One piece of a photo's bytes.
const CHUNK_BYTES: usize = 256 << 10;
/// Bytes that neither draft nor entry named for this long are swept.
const UNNAMED_MS: i64 = 7 * DAY_MS;

/// A photo as it is stored, its small picture aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PhotoRow {
    pub(crate) id: PhotoId,
    pub(crate) record: PhotoRecord,
    /// The entry on which it rides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<EntryId>,
    /// How many pieces the bytes are in; none once they were let go.
    pub(crate) chunks: u32,
    #[serde(default)]
    pub(crate) thumb_sent: bool,
    #[serde(default)]
    pub(crate) done: bool,
    /// The life of the hub's database in which the bytes arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) epoch: Option<Epoch>,
    /// When a draft or an entry last named it, by the phone's clock.
    pub(crate) named_at: UnixMs,
}

impl PhotoRow {
    /// What the machine needs of it, where it rides on an entry; `answers` says which return an entry answers.
    pub(crate) fn job(&self, answers: impl Fn(EntryId) -> Option<EntryId>) -> Option<PhotoJob> {
        let entry = self.entry?;
        Some(PhotoJob {
            id: self.id,
            entry,
            answers: answers(entry),
            thumb_sent: self.thumb_sent,
            done: self.done,
            epoch: self.epoch,
            here: self.chunks > 0,
        })
    }
}

const THUMB: &str = "thumb";

fn key(id: PhotoId) -> JsValue {
    id.to_string().into()
}

fn chunk_key(id: PhotoId, number: u32) -> JsValue {
    Array::of2(&key(id), &number.into()).into()
}

fn thumb_in(value: &JsValue) -> Option<ArrayBuffer> {
    Reflect::get(value, &THUMB.into()).ok()?.dyn_into().ok()
}

/// Writes a changed row over the stored one, whose small picture stays.
fn put_over(tx: &Tx, stored: &JsValue, row: &PhotoRow) -> Result<(), StoreFault> {
    let value = to_js(row)?;
    if let Some(thumb) = thumb_in(stored) {
        with_thumb(&value, &thumb)?;
    }
    tx.put_raw(PHOTO, &key(row.id), &value)
}

fn with_thumb(value: &JsValue, thumb: &ArrayBuffer) -> Result<(), StoreFault> {
    let put = Reflect::set(value, &THUMB.into(), thumb);
    put.map(drop).map_err(|fault| StoreFault::Broken(super::super::interop::reason(&fault)))
}

/// Saves a photo that no entry names yet.
pub(crate) async fn keep_photo(row: &PhotoRow, bytes: &[u8], thumb: &ArrayBuffer) -> Result<(), StoreFault> {
    let tx = begin(&[PHOTO, CHUNK], Mode::Write).await?;
    let pieces = bytes.chunks(CHUNK_BYTES);
    let row = PhotoRow { chunks: u32::try_from(pieces.len()).unwrap_or(u32::MAX), ..row.clone() };
    let value = to_js(&row)?;
    with_thumb(&value, thumb)?;
    tx.put_raw(PHOTO, &key(row.id), &value)?;
    for (number, piece) in (0..).zip(pieces) {
        tx.put_raw(CHUNK, &chunk_key(row.id, number), &Uint8Array::from(piece).buffer())?;
    }
    tx.finish_at_once().await
}

/// Says on which entry a photo rides.
pub(super) async fn ride(tx: &Tx, id: PhotoId, entry: Option<EntryId>) -> Result<(), StoreFault> {
    let Some(stored) = tx.raw(PHOTO, key(id)).await? else { return Ok(()) };
    let row: PhotoRow = from_js(&stored)?;
    put_over(tx, &stored, &PhotoRow { entry, ..row })
}

/// Writes how far a photo has come.
pub(crate) async fn keep_progress(job: PhotoJob) -> Result<(), StoreFault> {
    let tx = begin(&[PHOTO], Mode::Write).await?;
    if let Some(stored) = tx.raw(PHOTO, key(job.id)).await? {
        let row: PhotoRow = from_js(&stored)?;
        let PhotoJob { thumb_sent, done, epoch, .. } = job;
        put_over(&tx, &stored, &PhotoRow { thumb_sent, done, epoch, ..row })?;
    }
    tx.finish().await
}

/// A photo's small picture.
pub(crate) async fn thumb_of(id: PhotoId) -> Result<Option<Vec<u8>>, StoreFault> {
    let tx = begin(&[PHOTO], Mode::Read).await?;
    let stored = tx.raw(PHOTO, key(id)).await?;
    Ok(stored.as_ref().and_then(thumb_in).map(|thumb| Uint8Array::new(&thumb).to_vec()))
}

/// A photo's row and bytes; no bytes where a piece is missing or was let go.
pub(crate) async fn bytes_of(id: PhotoId) -> Result<Option<(PhotoRow, Option<Vec<u8>>)>, StoreFault> {
    let tx = begin(&[PHOTO, CHUNK], Mode::Read).await?;
    let Some(row) = tx.get::<PhotoRow>(PHOTO, key(id)).await? else { return Ok(None) };
    let mut bytes = vec![];
    for number in 0..row.chunks {
        let piece = tx.raw(CHUNK, chunk_key(id, number)).await?;
        let Some(piece) = piece.and_then(|piece| piece.dyn_into::<ArrayBuffer>().ok()) else {
            return Ok(Some((row, None)));
        };
        bytes.extend(Uint8Array::new(&piece).to_vec());
    }
    let whole = bytes.len() == usize::try_from(row.record.len).unwrap_or(usize::MAX);
    Ok(Some((row, whole.then_some(bytes))))
}

fn drop_chunks(tx: &Tx, row: &PhotoRow) -> Result<(), StoreFault> {
    (0..row.chunks).try_for_each(|number| tx.delete(CHUNK, chunk_key(row.id, number)))
}

/// Drops a photo that no entry names.
pub(crate) async fn forget(id: PhotoId) -> Result<(), StoreFault> {
    let tx = begin(&[PHOTO, CHUNK], Mode::Write).await?;
    let row: Option<PhotoRow> = tx.get(PHOTO, key(id)).await?;
    if let Some(row) = row.filter(|row| row.entry.is_none()) {
        drop_chunks(&tx, &row)?;
        tx.delete(PHOTO, key(id))?;
    }
    tx.finish().await
}

/// Lets the bytes of photos go that the hub has, because there is no room for others; true where there were any. What arrived
/// in an earlier life of the hub's database than the one heard of last stays: a restored hub may lack it.
pub(crate) async fn make_room() -> Result<bool, StoreFault> {
    let tx = begin(&[DEVICE], Mode::Read).await?;
    let life = device::heard(&tx).await?;
    let_go(|row| row.epoch.is_some() && row.epoch == life).await
}

/// Lets the bytes of these photos go, as far as the hub has them; true where there were any.
pub(crate) async fn let_go(these: impl Fn(&PhotoRow) -> bool) -> Result<bool, StoreFault> {
    let tx = begin(&[PHOTO, CHUNK], Mode::Write).await?;
    let let_one_go = |stored: JsValue| match from_js::<PhotoRow>(&stored) {
        Ok(row) if row.done && row.chunks > 0 && these(&row) => {
            drop_chunks(&tx, &row)?;
            put_over(&tx, &stored, &PhotoRow { chunks: 0, ..row })?;
            Ok(true)
        }
        Ok(_) | Err(_) => Ok(false),
    };
    let gone: Vec<bool> = tx.all(PHOTO, let_one_go).await?.into_iter().collect::<Result<_, StoreFault>>()?;
    tx.finish().await?;
    Ok(gone.contains(&true))
}

/// Sweeps photos that neither entry nor draft named for seven days, and the ends of drafts as old.
pub(crate) async fn sweep(now: UnixMs) -> Result<(), StoreFault> {
    let tx = begin(&[PHOTO, CHUNK, DRAFT], Mode::Write).await?;
    let keys = tx.keys(DRAFT).await?;
    let mut drafts: Vec<DraftRow> = vec![];
    for (key, row) in keys.into_iter().zip(tx.all(DRAFT, |row| from_js::<DraftRow>(&row)).await?) {
        match row {
            Ok(row) if row.ended && now.since(row.at) > UNNAMED_MS => tx.delete(DRAFT, key)?,
            Ok(row) => drafts.push(row),
            Err(_) => {}
        }
    }
    let sweep_one = |stored: JsValue| match from_js::<PhotoRow>(&stored) {
        Ok(row) if row.entry.is_none() => {
            let name = row.id.to_string();
            // A clock that jumped back has named it in what is the future: the seven days begin again.
            if drafts.iter().any(|draft| draft.text.contains(&name)) || row.named_at > now {
                put_over(&tx, &stored, &PhotoRow { named_at: now, ..row })
            } else if now.since(row.named_at) > UNNAMED_MS {
                drop_chunks(&tx, &row)?;
                tx.delete(PHOTO, key(row.id))
            } else {
                Ok(())
            }
        }
        Ok(_) | Err(_) => Ok(()),
    };
    tx.all(PHOTO, sweep_one).await?.into_iter().collect::<Result<(), StoreFault>>()?;
    tx.finish().await
}
