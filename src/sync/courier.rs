//! The courier: what stands behind the pages where newcomers come in. It saves a registration and brings it to the hub, and
//! knows no replica and no rule, so that it is light; the field's machine goes on where it stopped.
//!
//! It writes what the machine would: "sent" before the first request, the hub's word once it came. An entry that both bring has
//! one effect (invariant 3), and what it leaves, the machine finds and brings (invariants 1 and 8).

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use crate::html::*;
use gloo_net::http::Method;
use gloo_timers::callback::{Interval, Timeout};
use serde::Deserialize;
use uuid::Uuid;
use yingchun_domain::entry::{Entry, SeenHub};
use yingchun_domain::id::EntryId;
use yingchun_domain::json;
use yingchun_domain::receipt::{Outcome, PushAnswer, Receipt};
use yingchun_domain::row::CommitNo;
use yingchun_domain::sync::outbox::{self, EntryRow, StageName};
use yingchun_domain::sync::{Fault, Session, Status};
use yingchun_domain::time::UnixMs;

use super::effects::{LAST_REQUEST_BYTES_MOST, PUSH};
use super::joining::Joining;
use super::opening::opened;
use super::save;
use super::shell::me_of;
use super::signs::{CLOCK_MS, is_seen, listen};
use super::tabs::{Tabs, Word};
use super::{Behind, NotSaved, OutboxEntry, Ready, Shell, Signals};
use crate::device::net::{ASK_MS, Ask};
use crate::device::promises::{self, DeviceRow};
use crate::device::{clock, door, interop, second};

/// The wait after the first request without a good answer; it doubles, up to the most.
const RETRY_MS: u32 = 5_000;
const RETRY_MS_MOST: u32 = 60_000;

/// What the courier reads of a line.
#[derive(Deserialize)]
struct Told {
    kind: String,
    target: Uuid,
}

#[derive(Default)]
struct State {
    device: Option<DeviceRow>,
    rows: Vec<EntryRow>,
    /// What was registered on this page.
    made: Vec<Entry>,
    sending: usize,
    under_way: bool,
    failed: u32,
    fault: Option<(Fault, UnixMs)>,
    again: Option<Timeout>,
}

pub(super) struct Courier {
    signals: Signals,
    tabs: Tabs,
    state: RefCell<State>,
}

impl Behind for Courier {
    fn join(self: Rc<Self>, joining: Joining) -> Pin<Box<dyn Future<Output = Result<EntryId, NotSaved>>>> {
        Box::pin(async move { self.register(joining).await })
    }

    fn press(self: Rc<Self>) {
        self.deliver();
    }

    fn machine(self: Rc<Self>) -> Option<Rc<Shell>> {
        None
    }
}

impl Courier {
    pub(super) fn new(signals: Signals) -> Rc<Self> {
        Rc::new(Self { signals, tabs: Tabs::open(), state: RefCell::default() })
    }

    /// Reads what the phone keeps, says when it is read, and brings what waits, now and at each sign of life.
    pub(super) async fn open(self: Rc<Self>) {
        self.take_in(
            opened(self.signals.ready, promises::read_entries, |(device, _)| device.is_some()).await,
        );
        self.signals.ready.set(Ready::Ready);
        self.deliver();
        let Some(window) = web_sys::window() else { return };
        listen(&window, "online", &self, Self::deliver);
        listen(&window, "pagehide", &self, Self::leave);
        if let Some(document) = window.document() {
            listen(&document, "visibilitychange", &self, |courier| {
                if is_seen() { courier.deliver() } else { courier.leave() }
            });
        }
        let ticking = self;
        Interval::new(CLOCK_MS, move || ticking.tick()).forget();
    }

    async fn register(self: Rc<Self>, joining: Joining) -> Result<EntryId, NotSaved> {
        let whose = joining.whose.on_a_phone(self.state.borrow().is_registered())?;
        let (row, entry, device) = *save::register(joining, whose).await?;
        let id = row.id;
        {
            let mut state = self.state.borrow_mut();
            state.device = Some(device);
            state.rows.push(row);
            state.made.push(entry);
        }
        self.publish();
        self.tabs.tell(Word::Entries);
        door::keep();
        self.deliver();
        Ok(id)
    }

    fn take_in(&self, (device, rows): (Option<DeviceRow>, Vec<EntryRow>)) {
        {
            let mut state = self.state.borrow_mut();
            state.device = device;
            state.rows = rows;
        }
        self.tick();
        self.publish();
    }

    /// Brings what waits, if nothing is under way.
    fn deliver(self: &Rc<Self>) {
        {
            let mut state = self.state.borrow_mut();
            state.again = None;
            if state.under_way || state.load(clock::now()).is_none() {
                return;
            }
            state.under_way = true;
        }
        let courier = Rc::clone(self);
        spawn_local(async move {
            let fault = courier.bring_all().await.err();
            courier.rest(fault);
        });
    }

    async fn bring_all(&self) -> Result<(), Fault> {
        loop {
            self.take_in(promises::read_entries().await.map_err(|_| Fault::Broken)?);
            let Some(load) = self.state.borrow().load(clock::now()) else { return Ok(()) };
            self.bring(load).await?;
            self.take_in(promises::read_entries().await.map_err(|_| Fault::Broken)?);
        }
    }

    /// One request: "sent" is written first, the hub's words after it.
    async fn bring(&self, Load { device, mut rows }: Load) -> Result<(), Fault> {
        let seqs: Vec<u64> = rows.iter().map(|row| row.seq).collect();
        // What another tab took back or brought meanwhile stays at home.
        rows = promises::mark(&seqs).await.map_err(|_| Fault::Broken)?;
        rows.retain(|row| !row.stage().is_receipted());
        if rows.is_empty() {
            return Ok(());
        }
        self.state.borrow_mut().begin(&rows);
        self.publish();
        let authorization = device.authorization();
        let ask = Ask {
            method: Method::POST,
            authorization: Some(&authorization),
            content_type: "application/x-ndjson",
            body: Some(lines(&rows).into()),
            timeout_ms: ASK_MS,
            ..Ask::get(PUSH)
        };
        let sent_at = clock::now();
        let answer: PushAnswer = ask.send().await?.body()?;
        if let Some(seal) = answer.seal.as_deref().filter(|seal| device.seal.as_deref() != Some(seal)) {
            // What is not written is said again with the next answer.
            drop(promises::keep_seal(device.device, seal).await);
        }
        let halfway = sent_at.plus(clock::now().since(sent_at).max(0) / 2);
        let read = device.seen.filter(|seen| seen.epoch == answer.epoch);
        let commit = read.map_or(CommitNo::default(), |seen| seen.commit);
        let seen = SeenHub { epoch: answer.epoch, commit, received: answer.now };
        let words = self.state.borrow().words(answer.receipts);
        // An answer without a word would be asked for again at once, for ever.
        if words.is_empty() {
            return Err(Fault::Broken);
        }
        promises::keep_receipts(&words, answer.epoch, Some((seen, answer.now.since(halfway))))
            .await
            .map_err(|_| Fault::Broken)?;
        self.tabs.tell(Word::Entries);
        Ok(())
    }

    /// Nothing is under way any more; what failed is tried again later.
    fn rest(self: &Rc<Self>, fault: Option<Fault>) {
        {
            let mut state = self.state.borrow_mut();
            state.under_way = false;
            state.sending = 0;
            state.failed = if fault.is_some() { state.failed.saturating_add(1) } else { 0 };
            state.fault = fault.map(|fault| (fault, clock::now()));
            if fault.is_some() {
                let wait = RETRY_MS.saturating_mul(1 << (state.failed - 1).min(8)).min(RETRY_MS_MOST);
                let trying = Rc::clone(self);
                state.again = Some(Timeout::new(wait, move || trying.deliver()));
            }
        }
        self.publish();
    }

    /// The page may go: what is on its way is sent by a request that outlives it, and again, with an answer, by whoever comes
    /// next.
    fn leave(self: &Rc<Self>) {
        let Some(Load { device, mut rows }) = self.state.borrow().load(clock::now()) else { return };
        rows.retain(|row| row.stage == StageName::Sent);
        let body = lines(&rows);
        if !body.is_empty() && body.len() <= LAST_REQUEST_BYTES_MOST {
            interop::last_request(PUSH, &device.authorization().key, &body);
        }
    }

    fn tick(&self) {
        let offset = self.state.borrow().device.as_ref().and_then(|device| device.offset).unwrap_or(0);
        self.signals.now.set(clock::now().plus(offset));
    }

    fn publish(&self) {
        let state = self.state.borrow();
        let me = state.device.as_ref().map(me_of);
        let (status, outbox) = (state.status(), state.outbox());
        second::follow(&state.rows, None);
        drop(state);
        self.signals.status.set(status);
        self.signals.outbox.set(Arc::new(outbox));
        if self.signals.me.with_untracked(|before| *before != me) {
            self.signals.me.set(me);
        }
    }
}

/// What goes with one request.
struct Load {
    device: DeviceRow,
    rows: Vec<EntryRow>,
}

fn lines(rows: &[EntryRow]) -> String {
    let lines: Vec<&str> = rows.iter().map(|row| row.line.as_str()).collect();
    lines.join("\n")
}

fn told(row: &EntryRow) -> Option<Told> {
    json::read(&row.line).ok()
}

impl State {
    /// Entries that the hub has not given a word on.
    fn waiting(&self) -> impl Iterator<Item = &EntryRow> {
        self.rows.iter().filter(|row| row.receipt.is_none())
    }

    /// What goes with the next request: what the phone's person can take back no more. Lines of somebody before her are the
    /// machine's.
    fn load(&self, now: UnixMs) -> Option<Load> {
        let device = self.device.clone()?;
        let rows = outbox::lines_for(&self.rows, device.device, now);
        let rows: Vec<EntryRow> = rows.into_iter().cloned().collect();
        (!rows.is_empty()).then_some(Load { device, rows })
    }

    /// These are on their way.
    fn begin(&mut self, sent: &[EntryRow]) {
        self.sending = sent.len();
        for row in self.rows.iter_mut().filter(|row| sent.iter().any(|it| it.id == row.id)) {
            row.mark();
        }
    }

    fn words(&self, receipts: Vec<Receipt>) -> Vec<(u64, Receipt)> {
        let seq_of = |id| self.rows.iter().find(|row| row.id == id).map(|row| row.seq);
        receipts.into_iter().filter_map(|receipt| Some((seq_of(receipt.id)?, receipt))).collect()
    }

    /// Whether the phone's person is registered. Whoever came onto this phone by another way than a registration is known to
    /// the hub.
    fn is_registered(&self) -> bool {
        let Some(device) = &self.device else { return false };
        let own = |row: &&EntryRow| {
            told(row).is_some_and(|told| told.kind == "register" && told.target == device.person.uuid())
        };
        let mut registered = self.rows.iter().filter(own).peekable();
        let refused = |row: &EntryRow| row.receipt.as_ref().is_some_and(|it| it.outcome == Outcome::Refused);
        let asked_in_vain = registered.peek().is_some() && registered.all(refused);
        !asked_in_vain
    }

    fn status(&self) -> Status {
        let device = self.device.as_ref().map(|device| device.device);
        let own = |row: &&EntryRow| row.device().is_none_or(|it| Some(it) == device);
        let waiting = self.waiting().filter(own).count();
        Status {
            waiting,
            sending: self.sending,
            photos_waiting: 0,
            to_look_at: self.rows.iter().filter(own).filter(|row| row.item().wants_a_look()).count(),
            others: self.waiting().count() - waiting,
            last_fault: self.fault,
            session: Session::Open,
        }
    }

    fn outbox(&self) -> Vec<OutboxEntry> {
        let shown = self.made.iter().filter_map(|entry| {
            let row = self.rows.iter().find(|row| row.id == entry.id)?;
            Some(OutboxEntry {
                id: row.id,
                entry: Some(Arc::new(entry.clone())),
                photos: row.photos.clone(),
                stage: row.stage(),
                receipt: row.receipt.clone(),
                saved_at: row.saved_at,
                seen: row.seen,
                photos_waiting: entry.photos.len(),
                goes_again: false,
            })
        });
        shown.collect()
    }
}
