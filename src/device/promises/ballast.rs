//! Ballast: bytes that stand for nothing, laid in while there is room. When the phone is full they are thrown out, so that
//! words, receipts and marks still find room where no photo does, and the queue can drain, which is what makes room.
//! Keeps invariants 8 (the queue always drains) and 9 (text is saved when photos cannot be).

use std::cell::Cell;

use wasm_bindgen::JsValue;

use super::super::interop;
use super::super::room::{self, Room};
use super::super::second;
use super::super::store::{Mode, StoreFault, Tx};
use super::{BASE, CHUNK};

/// Its key, which no photo's pieces have.
const KEY: &str = "ballast";
/// Some thousand words and receipts.
const BYTES: u32 = 512 << 10;

thread_local! {
    /// Whether there may be some to throw out.
    static ABOARD: Cell<bool> = const { Cell::new(true) };
}

async fn begin() -> Result<Tx, StoreFault> {
    BASE.with(std::rc::Rc::clone).begin(&[CHUNK], Mode::Write).await
}

/// Lays ballast in where there is none. Where it finds no room, the phone is short of room.
pub(crate) async fn lay_in() -> Result<(), StoreFault> {
    let tx = begin().await?;
    if tx.raw(CHUNK, KEY.into()).await?.is_none() {
        // Of chance, because a browser may press together what repeats itself.
        tx.put_raw(CHUNK, &JsValue::from_str(KEY), &interop::noise(BYTES))?;
    }
    tx.finish().await?;
    ABOARD.set(true);
    room::met(Room::Enough);
    Ok(())
}

/// Makes way where the phone is short of room: second copies of photos go first, and the ballast where there are none.
pub(super) async fn make_way() -> Result<(), StoreFault> {
    if room::is_short() && !second::thin().await && ABOARD.replace(false) {
        let tx = begin().await?;
        tx.delete(CHUNK, KEY.into())?;
        tx.finish().await?;
    }
    Ok(())
}
