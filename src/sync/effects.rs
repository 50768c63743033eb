//! The driver: one `match` over what the machine asks for. It decides nothing; each request that ends says how.

use std::rc::Rc;

use crate::html::spawn_local;
use gloo_net::http::Method;
use gloo_timers::callback::Timeout;
use serde::Deserialize;
use yingchun_domain::entry::SeenHub;
use yingchun_domain::id::{DeviceId, EntryId, Epoch};
use yingchun_domain::page::Page;
use yingchun_domain::receipt::{PushAnswer, Receipt};
use yingchun_domain::sync::outbox::EntryRow;
use yingchun_domain::sync::{Effect, Event, Fault, awaited};
use yingchun_domain::time::UnixMs;

use super::gaps;
use super::pictures::{self, Sent};
use super::shell::Shell;
use super::signs;
use super::tabs::Word;
use crate::device::net::{ASK_MS, Ask};
use crate::device::promises::{self, DeviceRow};
use crate::device::store::StoreFault;
use crate::device::{cache, clock, interop};

pub(super) const PUSH: &str = "/api/push";
const PAGE_ROWS: u32 = 500;
/// A browser cancels a last request that is larger than this.
pub(super) const LAST_REQUEST_BYTES_MOST: usize = 60 << 10;

/// What the phone reads of the answer to its key.
#[derive(Deserialize)]
struct SessionOpened {
    #[serde(default)]
    seal: Option<String>,
}

/// Carries one effect out; what comes of it is fed back later, unless the machine began anew meanwhile: an answer to the
/// person before is nothing to the next one.
pub(super) fn carry_out(shell: &Rc<Shell>, effect: Effect) {
    let shell = Rc::clone(shell);
    let life = shell.state.borrow().life;
    match effect {
        Effect::Wake { at } => wake(&shell, at),
        Effect::Mark { ids } => {
            if shell.state.borrow().leaving {
                push_last(&shell, &own_of(&shell, &ids));
            }
            spawn_local(async move {
                let event = mark(&shell, &ids).await;
                // Who is not seen may be killed before an answer comes.
                if let Event::Marked { items } = &event
                    && !signs::is_seen()
                {
                    push_last(&shell, &items.iter().map(|item| item.id).collect::<Vec<_>>());
                }
                shell.feed_of(life, event);
            });
        }
        Effect::Push { device, ids } => spawn_local(async move {
            let event =
                push(&shell, life, device, &ids).await.map_or_else(Event::PushFailed, Event::PushAnswered);
            shell.feed_of(life, event);
        }),
        Effect::KeepReceipts { epoch, receipts } => spawn_local(async move {
            let event = keep_receipts(&shell, epoch, receipts).await;
            shell.feed_of(life, event);
        }),
        Effect::OpenSession => spawn_local(async move {
            let event =
                open_session(&shell).await.map_or_else(Event::SessionFailed, |()| Event::SessionOpened);
            shell.feed_of(life, event);
            signs::hear_news(&shell);
        }),
        Effect::Pull => spawn_local(async move {
            let event =
                pull(&shell, life).await.map_or_else(Event::PullFailed, |whole| Event::PageStaged { whole });
            shell.feed_of(life, event);
        }),
        Effect::Swap => spawn_local(async move {
            let event = swap(&shell).await;
            shell.feed_of(life, event);
            let photos = awaited(shell.state.borrow().replica.set());
            shell.feed_of(life, Event::Awaited { photos });
            pictures::let_go(&shell).await;
            shell.tabs.tell(Word::Replica);
            signs::hear_news(&shell);
            gaps::tell(&shell).await;
        }),
        Effect::Settle { ids } => spawn_local(async move {
            let (seqs, epoch, reached) = {
                let state = shell.state.borrow();
                (state.seqs(&ids), state.replica.epoch(), state.replica.reached())
            };
            // What is not written is settled again when the page opens next.
            drop(promises::settle(&seqs, epoch, reached).await);
            shell.tabs.tell(Word::Entries);
        }),
        Effect::SendThumb { id } => spawn_local(async move {
            let sent = pictures::send_thumb(&shell, id).await;
            shell.feed_of(
                life,
                sent.map_or_else(|fault| Event::PhotoFailed { id, fault }, |()| Event::ThumbSent { id }),
            );
        }),
        Effect::SendPhoto { id } => spawn_local(async move {
            let event = match pictures::send_photo(&shell, id).await {
                Ok(Sent::Received) => Event::PhotoSent { id },
                Ok(Sent::Lost) => Event::PhotoLost { id },
                Err(fault) => Event::PhotoFailed { id, fault },
            };
            shell.feed_of(life, event);
        }),
        Effect::KeepPhoto(job) => spawn_local(async move {
            // That it arrived may stay unwritten: it is sent again, and the hub says that it has it. That it has to go again is
            // written where there is any room.
            if matches!(promises::keep_progress(job).await, Err(StoreFault::Full)) && !job.done {
                drop(promises::keep_progress(job).await);
            }
            shell.tabs.tell(Word::Entries);
        }),
    }
}

fn wake(shell: &Rc<Shell>, at: UnixMs) {
    let later = u32::try_from(at.since(clock::now()).max(0)).unwrap_or(u32::MAX).min(1 << 30);
    let waking = Rc::clone(shell);
    let timeout = Timeout::new(later, move || waking.feed(Event::Ticked));
    shell.state.borrow_mut().wake = Some(timeout);
}

async fn mark(shell: &Shell, ids: &[EntryId]) -> Event {
    let leaves = shell.state.borrow().leaving;
    let marked = if leaves {
        let rows = shell.state.borrow().own_rows(ids);
        promises::mark_last(rows).await
    } else {
        let seqs = shell.state.borrow().seqs(ids);
        promises::mark(&seqs).await
    };
    match marked {
        Ok(rows) => {
            let items = rows.iter().map(EntryRow::item).collect();
            shell.state.borrow_mut().hold(rows);
            shell.tabs.tell(Word::Entries);
            Event::Marked { items }
        }
        Err(_) => Event::PushFailed(Fault::Broken),
    }
}

/// What a tab that goes may still mark and send: what another tab saved may be taken back there in this moment.
fn own_of(shell: &Shell, ids: &[EntryId]) -> Vec<EntryId> {
    shell.state.borrow().own_rows(ids).into_iter().map(|row| row.id).collect()
}

/// The lines of these entries, in their order, each after its last word, or what the hub said in another life of its database.
fn lines_of(shell: &Shell, ids: &[EntryId]) -> String {
    let state = shell.state.borrow();
    let named = state.held.values().filter(|held| ids.contains(&held.row.id));
    let life = state.machine.life();
    let lines: Vec<String> = named.map(|held| held.row.sent(life)).collect();
    lines.join("\n")
}

/// Under whose key lines go: the device that made them, or the phone's where they do not tell.
async fn key_of(shell: &Shell, device: Option<DeviceId>) -> Option<DeviceRow> {
    let current = shell.state.borrow().device.clone();
    match device {
        Some(device) if current.as_ref().is_none_or(|row| row.device != device) => {
            promises::device_of(device).await.ok().flatten()
        }
        Some(_) | None => current,
    }
}

async fn push(
    shell: &Shell,
    life: u64,
    device: Option<DeviceId>,
    ids: &[EntryId],
) -> Result<PushAnswer, Fault> {
    let body = lines_of(shell, ids);
    // A key that is gone is as good as one that the hub does not know.
    let row = key_of(shell, device).await.ok_or(Fault::Unknown)?;
    let authorization = row.authorization();
    let ask = Ask {
        method: Method::POST,
        authorization: Some(&authorization),
        content_type: "application/x-ndjson",
        body: Some(body.into()),
        timeout_ms: ASK_MS,
        ..Ask::get(PUSH)
    };
    let sent_at = clock::now();
    let answer: PushAnswer = ask.send().await?.body()?;
    heard_seal(shell, &row, answer.seal.as_deref()).await;
    if shell.lives(life) {
        let seen = shell.state.borrow().replica.seen_with(answer.epoch, answer.now);
        heard_from_hub(shell, seen, sent_at);
    }
    Ok(answer)
}

/// Keeps the hub's word that it knows a device.
async fn heard_seal(shell: &Shell, row: &DeviceRow, seal: Option<&str>) {
    let Some(seal) = seal.filter(|seal| row.seal.as_deref() != Some(seal)) else { return };
    // What is not written is said again with the next answer.
    drop(promises::keep_seal(row.device, seal).await);
    let mut state = shell.state.borrow_mut();
    if let Some(device) = state.device.as_mut().filter(|device| device.device == row.device) {
        device.seal = Some(seal.to_owned());
    }
}

/// The page goes: the lines are sent by a request that outlives it, and again, with an answer, when it is back. Lines of
/// somebody before her wait until then.
fn push_last(shell: &Shell, ids: &[EntryId]) {
    let Some(row) = shell.state.borrow().device.clone() else { return };
    let body = lines_of(shell, ids);
    let own = {
        let state = shell.state.borrow();
        let mut named = state.held.values().filter(|held| ids.contains(&held.row.id));
        named.all(|held| held.row.device() == Some(row.device))
    };
    if own && !body.is_empty() && body.len() <= LAST_REQUEST_BYTES_MOST {
        interop::last_request(PUSH, &row.authorization().key, &body);
    }
}

/// Keeps what an answer said of the hub: its clock, halfway between question and answer, and how far the phone is.
fn heard_from_hub(shell: &Shell, seen: SeenHub, sent_at: UnixMs) {
    let halfway = sent_at.plus(clock::now().since(sent_at).max(0) / 2);
    let offset = seen.received.since(halfway);
    let mut state = shell.state.borrow_mut();
    state.answered = Some((seen, offset));
    if let Some(device) = &mut state.device {
        device.seen = Some(seen);
        device.offset = Some(offset);
    }
    drop(state);
    shell.tick();
}

async fn keep_receipts(shell: &Shell, epoch: Epoch, receipts: Vec<Receipt>) -> Event {
    let (words, answered) = {
        let mut state = shell.state.borrow_mut();
        let of = |receipt: &Receipt| state.seqs(&[receipt.id]).first().copied();
        let words: Vec<(u64, Receipt)> =
            receipts.iter().filter_map(|receipt| Some((of(receipt)?, receipt.clone()))).collect();
        (words, state.answered.take())
    };
    if promises::keep_receipts(&words, epoch, answered).await.is_err() {
        return Event::PushFailed(Fault::Broken);
    }
    let mut state = shell.state.borrow_mut();
    for (seq, receipt) in words {
        if let Some(held) = state.held.get_mut(&seq) {
            held.row.keep(&receipt, epoch);
        }
    }
    drop(state);
    shell.tabs.tell(Word::Entries);
    Event::ReceiptsKept { receipts }
}

async fn open_session(shell: &Shell) -> Result<(), Fault> {
    let row: Option<DeviceRow> = shell.state.borrow().device.clone();
    let row = row.ok_or(Fault::Unknown)?;
    let authorization = row.authorization();
    let ask = Ask { method: Method::POST, authorization: Some(&authorization), ..Ask::get("/api/session") };
    let SessionOpened { seal } = ask.send().await?.body()?;
    heard_seal(shell, &row, seal.as_deref()).await;
    Ok(())
}

async fn pull(shell: &Shell, life: u64) -> Result<bool, Fault> {
    let after = shell.state.borrow().replica.cursor().map(str::to_owned);
    let url = {
        let state = shell.state.borrow();
        let cursor = after.as_deref().map(|cursor| String::from(js_sys::encode_uri_component(cursor)));
        let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let person = state.person().map(|person| format!("&person={person}")).unwrap_or_default();
        format!("/api/pull?limit={PAGE_ROWS}{person}{cursor}")
    };
    let sent_at = clock::now();
    let answer = Ask::get(&url).send().await?;
    let page: Page = answer.body()?;
    if !shell.lives(life) {
        return Err(Fault::Unreachable);
    }
    let (whole, seen) = {
        let replica = &mut shell.state.borrow_mut().replica;
        let (epoch, received) = (page.epoch, page.now);
        let whole = replica.stage(page, after.as_deref());
        (whole, replica.seen_with(epoch, received))
    };
    heard_from_hub(shell, seen, sent_at);
    Ok(whole)
}

async fn swap(shell: &Shell) -> Event {
    let (swap, answered, shows) = {
        let mut state = shell.state.borrow_mut();
        let (base, pages) = (state.replica.base().map(str::to_owned), state.replica.staged().to_vec());
        let named = state.named();
        state.replica.swap(&named);
        state.swaps += 1;
        state.read_at = pages.last().map(|page| page.now);
        let swap = state.person().map(|person| cache::Swap { person, base, pages, named });
        let shows = state.replica.epoch().map(|epoch| (state.replica.reached(), epoch));
        (swap, state.answered.take(), shows)
    };
    // What is not written is pulled again when the page opens next.
    if let Some(swap) = swap {
        drop(cache::swap(&swap).await);
    }
    if let Some((seen, offset)) = answered {
        drop(promises::answered(seen, offset).await);
    }
    // Without a page there was nothing to swap in: it is pulled again.
    shows.map_or(Event::PullFailed(Fault::Broken), |(reached, epoch)| Event::Swapped { reached, epoch })
}
