//! What this phone has said to be saved: the device, its entries, drafts and photos. Version 1 for ever, plain objects,
//! so that `rescue.html` reads them without this build.
//!
//! An entry, its photos' records and the end of its draft are one strict transaction; only its completion means saved.
//! Keeps invariants 1 (saved survives a kill), 7 (photos byte-exact) and 9 (full is said).

mod ballast;
mod device;
mod entry;
mod photo;

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use yingchun_domain::sync::outbox::EntryRow;
use yingchun_domain::time::UnixMs;

pub(crate) use ballast::lay_in;
pub(crate) use device::{
    Asking, DeviceRow, Invited, answered, asking, change_to, device_of, end_lease, hold_lease, invited,
    keep_asking, keep_invited, keep_seal, move_in, reserve_seq, uninvite,
};
pub(crate) use entry::{
    Ends, Maker, Saved, keep_receipts, mark, mark_last, save, see, settle, take_back, take_over,
};
pub(crate) use photo::{
    PhotoRow, bytes_of, forget, keep_photo, keep_progress, let_go, make_room, sweep, thumb_of,
};

use super::store::{Base, Mode, StoreFault, Tx, from_js};

const DEVICE: &str = "device";
const ENTRY: &str = "entry";
const DRAFT: &str = "draft";
const PHOTO: &str = "photo";
const CHUNK: &str = "chunk";

thread_local! {
    static BASE: Rc<Base> = Rc::new(Base::new("yingchun-promises", &[DEVICE, ENTRY, DRAFT, PHOTO, CHUNK]));
}

async fn begin(stores: &[&str], mode: Mode) -> Result<Tx, StoreFault> {
    if mode == Mode::Write {
        ballast::make_way().await?;
    }
    BASE.with(Rc::clone).begin(stores, mode).await
}

/// A draft as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DraftRow {
    pub(crate) text: String,
    pub(crate) at: UnixMs,
    /// It ended at `at`: what localStorage still has after a kill is older than that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) ended: bool,
}

impl DraftRow {
    pub(crate) const fn ended(at: UnixMs) -> Self {
        Self { text: String::new(), at, ended: true }
    }
}

/// The draft under `key`.
pub(crate) async fn draft(key: &str) -> Result<Option<DraftRow>, StoreFault> {
    let tx = begin(&[DRAFT], Mode::Read).await?;
    tx.get(DRAFT, key.into()).await
}

/// Keeps a draft, or that it ended.
pub(crate) async fn keep_draft(key: &str, row: &DraftRow) -> Result<(), StoreFault> {
    let tx = begin(&[DRAFT], Mode::Write).await?;
    tx.put(DRAFT, &JsValue::from_str(key), row)?;
    tx.finish().await
}

/// The phone's person and her entries alone, as [`read`] reads them.
pub(crate) async fn read_entries() -> Result<(Option<DeviceRow>, Vec<EntryRow>), StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Read).await?;
    let device = device::current(&tx).await?;
    Ok((device, readable(&tx, ENTRY).await?))
}

/// What of the outbox waits for the hub, each entry as it is sent: its line, after what the hub said of it in another life
/// than the one heard of last.
pub(crate) async fn waiting_lines() -> Result<Vec<String>, StoreFault> {
    let tx = begin(&[DEVICE, ENTRY], Mode::Read).await?;
    let life = device::heard(&tx).await?;
    let rows: Vec<EntryRow> = readable(&tx, ENTRY).await?;
    Ok(rows.into_iter().filter(|row| row.waits(life)).map(|row| row.sent(life)).collect())
}

/// All that the outbox is made of, as of one moment.
pub(crate) struct Kept {
    /// The person's phone; none before she joined.
    pub(crate) device: Option<DeviceRow>,
    /// Those who were on it before.
    pub(crate) others: Vec<DeviceRow>,
    /// Entries, in the order of `seq`.
    pub(crate) entries: Vec<EntryRow>,
    /// Photos, in any order.
    pub(crate) photos: Vec<PhotoRow>,
}

/// The rows of a store. One that cannot be read is left where it is.
async fn readable<T: DeserializeOwned>(tx: &Tx, store: &str) -> Result<Vec<T>, StoreFault> {
    Ok(tx.all(store, |row| from_js(&row).ok()).await?.into_iter().flatten().collect())
}

/// Reads the outbox.
pub(crate) async fn read() -> Result<Kept, StoreFault> {
    let tx = begin(&[DEVICE, ENTRY, PHOTO], Mode::Read).await?;
    let device = device::current(&tx).await?;
    let (entries, photos) = (readable(&tx, ENTRY).await?, readable(&tx, PHOTO).await?);
    let others = device::others(&tx).await?;
    Ok(Kept { device, others, entries, photos })
}

#[cfg(test)]
mod tests {
    use super::*;
    use yingchun_domain::json;

    /// Rows as the first release stored them: the format is for ever.
    const DRAFT: &str = r#"{"text":"桥北头","at":5}"#;
    const DEVICE: &str = r#"{"device":"00000000-0000-0000-0000-000000000001","person":"00000000-0000-0000-0000-000000000002","key":"a2V5","next_seq":3}"#;

    #[test]
    fn rows_of_the_first_release_are_read_and_written_alike() {
        let draft: DraftRow = json::read(DRAFT).unwrap();
        let device: DeviceRow = json::read(DEVICE).unwrap();
        assert!(!draft.ended);
        assert_eq!(serde_json::to_string(&draft).unwrap(), DRAFT);
        assert_eq!(serde_json::to_string(&device).unwrap(), DEVICE);
    }

    #[test]
    fn what_was_added_since_stands_beside_what_was_there() {
        let ended = serde_json::to_string(&DraftRow::ended(UnixMs(5))).unwrap();
        assert_eq!(ended, r#"{"text":"","at":5,"ended":true}"#);
        let device: DeviceRow = json::read(DEVICE).unwrap();
        let named = DeviceRow { name: Some("王桂兰".to_owned()), ..device };
        let text = serde_json::to_string(&named).unwrap();
        assert_eq!(text, DEVICE.replace("\"next_seq\":3", "\"next_seq\":3,\"name\":\"王桂兰\""));
        assert_eq!(json::read::<DeviceRow>(&text).unwrap(), named);
    }
}
