//! Photos on their way to the hub: small ones first, then bytes, from where the hub says that it stopped. Of a photo that
//! was never sent it is not asked: over a weak signal each question is a second.
//!
//! A photo counts as sent by the hub's own word only. Bytes that cannot be read back are declared lost, so that the queue
//! drains (invariants 7 and 8).

use std::rc::Rc;

use gloo_net::http::Method;
use js_sys::Uint8Array;
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::Digest as _;
use wasm_bindgen::JsValue;
use yingchun_domain::entry::{Act, Shown};
use yingchun_domain::id::{DeviceId, EntryId, PhotoId};
use yingchun_domain::json;
use yingchun_domain::photo::Sha256;
use yingchun_domain::spot::clean::PhotoLost;
use yingchun_domain::sync::{Fault, safe};

use super::shell::Shell;
use super::{Deed, Undo, save};
use crate::device::net::{Answer, Ask, Authorization, PIECE_MS, fault_of};
use crate::device::promises::{self, Maker, PhotoRow};

/// One request carries this much at most: small enough for a bad link, large enough for a good one.
const PIECE_BYTES_MOST: usize = 256 << 10;
/// A gateway that takes less than this is broken, and a link that carries less none.
const PIECE_BYTES_LEAST: usize = 16 << 10;
/// The largest photo in the smallest pieces, with room for some to go twice.
const PIECES_MOST: usize = 600;

/// How large the pieces are: half as large after each one that broke off, twice as large after each that went through,
/// and never larger than what something on the way refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    bytes: usize,
    most: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { bytes: PIECE_BYTES_MOST, most: PIECE_BYTES_MOST }
    }
}

impl Pace {
    /// Whether a smaller piece is left to try.
    fn broke_off(&mut self) -> bool {
        let before = self.bytes;
        self.bytes = (before / 2).max(PIECE_BYTES_LEAST);
        self.bytes < before
    }

    fn went_through(&mut self) {
        self.bytes = (self.bytes * 2).min(self.most);
    }

    fn was_too_large(&mut self) {
        self.bytes /= 2;
        self.most = self.bytes;
    }
}

#[derive(Deserialize)]
struct Progress {
    #[serde(default)]
    received: bool,
    offset: usize,
}

/// What the hub said about a piece.
enum Said {
    Whole,
    GoOnAt(usize),
    /// Something on the way takes no piece of this size.
    Smaller,
    /// The bytes that it put together are not the photo's: it dropped them.
    Mismatch,
}

/// How sending a photo ended.
pub(super) enum Sent {
    /// The hub said "received".
    Received,
    /// The phone cannot read it back, and an entry that says so is saved; or it let it go when the hub had it.
    Lost,
}

/// What the hub itself said no to. A page of a gateway, or of a network that wants a sign-in first, has no code of ours
/// and says nothing about the photo.
fn fault(answer: &Answer) -> Fault {
    match (answer.status, answer.code().as_deref()) {
        (404, Some("photo.unknown")) => Fault::PhotoUnknown,
        (422, Some(code)) if code.starts_with("photo.") => Fault::PhotoRefused,
        (status, _) => fault_of(status),
    }
}

/// Lets the bytes go of photos that backups on another disk have: the room is hers again.
pub(super) async fn let_go(shell: &Shell) {
    let (safe, upto) = {
        let state = shell.state.borrow();
        let upto = state.replica.safe_commit();
        if upto <= state.let_go {
            return;
        }
        (safe(state.replica.set(), upto), upto)
    };
    // What could not be let go is let go after the next swap.
    if promises::let_go(|row| safe.contains(&row.id)).await.is_ok() {
        shell.state.borrow_mut().let_go = upto;
    }
}

/// Who may send a photo's bytes: the device whose entry names it.
async fn authorization(shell: &Shell, entry: EntryId) -> Result<Authorization, Fault> {
    let device = device_of(shell, entry).ok_or(Fault::Broken)?;
    let row = promises::device_of(device).await.map_err(|_| Fault::Broken)?;
    // A key that is gone is as good as one that the hub does not know.
    Ok(row.ok_or(Fault::Unknown)?.authorization())
}

fn device_of(shell: &Shell, entry: EntryId) -> Option<DeviceId> {
    let state = shell.state.borrow();
    let named = state.held.values().find(|held| held.row.id == entry)?;
    named.row.device()
}

fn body(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Sends the small picture. One that is not there, or that the hub cannot read, is not missed: the bytes follow.
pub(super) async fn send_thumb(shell: &Shell, id: PhotoId) -> Result<(), Fault> {
    let stored = promises::bytes_of(id).await.map_err(|_| Fault::Broken)?;
    let thumb = promises::thumb_of(id).await.map_err(|_| Fault::Broken)?;
    let (Some((PhotoRow { entry: Some(entry), .. }, _)), Some(thumb)) = (stored, thumb) else {
        return Ok(());
    };
    let authorization = authorization(shell, entry).await?;
    let url = format!("/api/photos/{id}/thumb");
    let ask = Ask {
        method: Method::PUT,
        authorization: Some(&authorization),
        content_type: "image/jpeg",
        body: Some(body(&thumb)),
        timeout_ms: PIECE_MS,
        ..Ask::get(&url)
    };
    let answer = ask.send().await?;
    match answer.status {
        // A page of a gateway is no word of the hub's.
        200 => answer.body::<IgnoredAny>().map(drop),
        413 | 422 => Ok(()),
        _ => Err(fault(&answer)),
    }
}

/// Sends the bytes.
pub(super) async fn send_photo(shell: &Rc<Shell>, id: PhotoId) -> Result<Sent, Fault> {
    let stored = promises::bytes_of(id).await.map_err(|_| Fault::Broken)?;
    if let Some((row @ PhotoRow { chunks: 0, .. }, _)) = &stored {
        return ask_after(shell, row).await;
    }
    let entry = stored.as_ref().and_then(|(row, _)| row.entry);
    let whole =
        stored.and_then(|(row, bytes)| Some((row.entry?, bytes.filter(|bytes| is_whole(&row, bytes))?)));
    let Some((entry, bytes)) = whole else { return declare_lost(shell, entry, id).await };
    let authorization = authorization(shell, entry).await?;
    let url = format!("/api/photos/{id}");
    let (pace, before) = {
        let mut state = shell.state.borrow_mut();
        (state.pace, state.begins(entry, id))
    };
    let mut sending = Sending { url, authorization, bytes, pace };
    let sent = sending.all(before).await;
    shell.state.borrow_mut().pace = sending.pace;
    sent
}

/// The bytes were let go while the hub had them: whether it has them still, or they are lost.
async fn ask_after(shell: &Rc<Shell>, row: &PhotoRow) -> Result<Sent, Fault> {
    let entry = row.entry.ok_or(Fault::Broken)?;
    let url = format!("/api/photos/{}", row.id);
    let authorization = authorization(shell, entry).await?;
    let asking = Sending { url, authorization, bytes: vec![], pace: Pace::default() };
    // Where nobody says how far the hub came, a page of a gateway answered: nothing is lost by its word.
    match u64::try_from(asking.said_to_stop_at().await?.ok_or(Fault::Broken)?) {
        Ok(reached) if reached >= u64::from(row.record.len) => Ok(Sent::Received),
        Ok(_) | Err(_) => declare_lost(shell, Some(entry), row.id).await,
    }
}

fn is_whole(row: &PhotoRow, bytes: &[u8]) -> bool {
    Sha256(sha2::Sha256::digest(bytes).into()) == row.record.sha256
}

/// Whether any of a photo's bytes may have gone to the hub before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Its entry was saved by this very page, which has not sent a byte of it yet.
    Nothing,
    /// By an earlier life of the page, by another tab, or on a try that failed.
    Perhaps,
}

struct Sending {
    url: String,
    authorization: Authorization,
    bytes: Vec<u8>,
    pace: Pace,
}

impl Sending {
    async fn all(&mut self, before: Before) -> Result<Sent, Fault> {
        let last = self.bytes.len().saturating_sub(1);
        // Where the hub has put all of it together already, and only the answer was lost, it says so to the last byte.
        // Where another tab sent some of it after all, it says so to the first piece.
        let mut offset = match before {
            Before::Nothing => 0,
            Before::Perhaps => self.stopped_at().await?.min(last),
        };
        let mut begun_anew = false;
        for _ in 0..PIECES_MOST {
            match self.piece(offset).await {
                Err(Fault::Unreachable) => {
                    let smaller_left = self.pace.broke_off();
                    // The hub keeps what came before the link broke, and may not have noticed yet that it did: the phone
                    // goes on as long as the hub moves on, or a smaller piece may go through.
                    let reached = self.stopped_at().await?;
                    if reached <= offset && !smaller_left {
                        return Err(Fault::Unreachable);
                    }
                    offset = reached.min(last);
                }
                Err(fault) => return Err(fault),
                Ok(Said::Smaller) => self.pace.was_too_large(),
                Ok(Said::Whole) => {
                    self.pace.went_through();
                    return Ok(Sent::Received);
                }
                Ok(Said::GoOnAt(next)) if next <= self.bytes.len() => {
                    self.pace.went_through();
                    offset = next;
                }
                Ok(Said::Mismatch) if !begun_anew => {
                    begun_anew = true;
                    offset = 0;
                }
                // The phone has just found its bytes to be the right ones: what spoils them on the way may end.
                Ok(Said::Mismatch) => return Err(Fault::PhotoRefused),
                Ok(Said::GoOnAt(_)) => return Err(Fault::Broken),
            }
        }
        Err(Fault::Broken)
    }

    /// How far the hub came; from the beginning on, where it does not say.
    async fn stopped_at(&self) -> Result<usize, Fault> {
        Ok(self.said_to_stop_at().await?.unwrap_or(0))
    }

    async fn said_to_stop_at(&self) -> Result<Option<usize>, Fault> {
        let ask =
            Ask { method: Method::HEAD, authorization: Some(&self.authorization), ..Ask::get(&self.url) };
        let answer = ask.send().await?;
        match answer.status {
            200 | 204 => Ok(answer.offset.and_then(|offset| usize::try_from(offset).ok())),
            _ => Err(fault(&answer)),
        }
    }

    async fn piece(&self, offset: usize) -> Result<Said, Fault> {
        let rest = self.bytes.get(offset..).unwrap_or_default();
        let piece = rest.get(..self.pace.bytes).unwrap_or(rest);
        let ask = Ask {
            method: Method::PATCH,
            authorization: Some(&self.authorization),
            offset: Some(offset),
            content_type: "application/offset+octet-stream",
            body: Some(body(piece)),
            timeout_ms: PIECE_MS,
            ..Ask::get(&self.url)
        };
        match ask.send().await? {
            answer if answer.status == 413 && self.pace.bytes > PIECE_BYTES_LEAST => Ok(Said::Smaller),
            answer => said(&answer, offset),
        }
    }
}

/// A hub that says neither "received" nor moves on is broken: the next try comes after a rest.
fn said(answer: &Answer, offset: usize) -> Result<Said, Fault> {
    match answer.status {
        200 => match answer.body::<Progress>()? {
            Progress { received: true, .. } => Ok(Said::Whole),
            Progress { offset: next, .. } if next > offset => Ok(Said::GoOnAt(next)),
            Progress { .. } => Err(Fault::Broken),
        },
        409 => match json::read::<Progress>(&answer.text) {
            Ok(Progress { offset: next, .. }) if next != offset => Ok(Said::GoOnAt(next)),
            Ok(_) | Err(_) => Err(Fault::Broken),
        },
        422 if answer.code().as_deref() == Some("photo.hash_mismatch") => Ok(Said::Mismatch),
        _ => Err(fault(answer)),
    }
}

/// Says that the phone cannot read a photo back, in the name of whoever took it.
async fn declare_lost(shell: &Rc<Shell>, entry: Option<EntryId>, id: PhotoId) -> Result<Sent, Fault> {
    let deed = Deed {
        base: std::collections::BTreeMap::new(),
        act: Act::PhotoLost(PhotoLost {}),
        target: id.uuid(),
        on_behalf_of: None,
        shown: Shown::default(),
        photos: vec![],
        draft: None,
        undo: Undo::AtOnce,
    };
    let device = entry.and_then(|entry| device_of(shell, entry));
    let maker = device.map_or(Maker::Hers(None), Maker::Device);
    match save::act_as(shell, maker, deed).await {
        Ok(_) => Ok(Sent::Lost),
        Err(_) => Err(Fault::Broken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_breaks_is_tried_with_ever_smaller_pieces_before_it_is_given_up() {
        let mut pace = Pace::default();
        let tried: Vec<usize> = std::iter::from_fn(|| pace.broke_off().then_some(pace.bytes >> 10)).collect();
        assert_eq!(tried, [128, 64, 32, 16]);
        assert!(!pace.broke_off());
        pace.went_through();
        assert!(pace.broke_off());
    }
}
