//! Several tabs, one outbox: a lock, or a lease where the browser has no locks, says who leads; the others are told what
//! changed and read it again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::html::spawn_local;
use gloo_timers::callback::Interval;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use yingchun_domain::sync::Event;

use super::shell::Shell;
use crate::device::promises;
use crate::device::{clock, ids, interop, shouts};

const NAME: &str = "yingchun";
/// How often a lease is renewed, well within its length.
const RENEW_MS: u32 = 4_000;

/// What one tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Entries, or the device, changed in storage.
    Entries,
    /// The replica was swapped in storage.
    Replica,
    /// A person pressed 现在再传一次.
    Press,
    /// A tab was seen again, or heard of news.
    Awake,
}

impl Word {
    const ALL: [Self; 4] = [Self::Entries, Self::Replica, Self::Press, Self::Awake];

    const fn text(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Replica => "replica",
            Self::Press => "press",
            Self::Awake => "awake",
        }
    }
}

/// The line between tabs: a channel, or, where the browser has none, a word in localStorage, of which the others hear.
pub(super) struct Tabs {
    channel: Option<BroadcastChannel>,
    /// Words of changed entries that were heard and not yet answered by reading.
    unread: Cell<u32>,
}

impl Tabs {
    pub(super) fn open() -> Self {
        Self { channel: BroadcastChannel::new(NAME).ok(), unread: Cell::new(0) }
    }

    pub(super) fn tell(&self, word: Word) {
        // A tab that is not told reads it when it is next seen.
        match &self.channel {
            Some(channel) => drop(channel.post_message(&JsValue::from_str(word.text()))),
            None => shouts::shout(word.text()),
        }
    }

    /// Listens to the other tabs, for as long as the page lives.
    pub(super) fn listen(shell: &Rc<Shell>) {
        let hearing = Rc::clone(shell);
        let told = move |text: &str| {
            if let Some(word) = Word::ALL.into_iter().find(|word| text == word.text()) {
                heard(&hearing, word);
            }
        };
        let Some(channel) = &shell.tabs.channel else { return shouts::hear(told) };
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            event.data().as_string().iter().for_each(|text| told(text));
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        hear.forget();
    }
}

fn heard(shell: &Rc<Shell>, word: Word) {
    let shell = Rc::clone(shell);
    match (word, shell.leads()) {
        (Word::Entries, _) => entries_changed(shell),
        (Word::Replica, false) => spawn_local(async move {
            shell.read_replica().await;
            shell.begin();
        }),
        (Word::Press, true) => shell.feed(Event::Pressed),
        (Word::Awake, true) => shell.feed(Event::WentOnline),
        (Word::Replica, true) | (Word::Press | Word::Awake, false) => {}
    }
}

/// Reads the outbox again, once for all that changed meanwhile: another tab that sends a week's photos says so each time.
fn entries_changed(shell: Rc<Shell>) {
    if shell.tabs.unread.replace(shell.tabs.unread.get() + 1) > 0 {
        return;
    }
    spawn_local(async move {
        loop {
            let heard = shell.tabs.unread.get();
            read_entries(&shell).await;
            let left = shell.tabs.unread.get() - heard;
            shell.tabs.unread.set(left);
            if left == 0 {
                return;
            }
        }
    });
}

/// Reads the outbox again. The tab that leads goes on with what it was about.
pub(super) async fn read_entries(shell: &Rc<Shell>) {
    let Ok(kept) = promises::read().await else { return };
    let person = shell.state.borrow().person();
    let moved_in = kept.device.as_ref().map(|device| device.person) != person;
    shell.take_in(kept);
    if moved_in {
        shell.read_replica().await;
    }
    if moved_in || !shell.leads() {
        shell.begin();
        return;
    }
    shell.reread();
}

/// Sees to it that one tab leads.
pub(super) fn elect(shell: &Rc<Shell>) {
    let winner = Rc::clone(shell);
    let won = Closure::<dyn Fn()>::new(move || {
        let winner = Rc::clone(&winner);
        spawn_local(async move { winner.lead().await });
    });
    let turning = Rc::clone(shell);
    let refused = Closure::<dyn Fn()>::new(move || take_turns(&turning));
    let elected = interop::elect(NAME, won.as_ref().unchecked_ref(), refused.as_ref().unchecked_ref());
    won.forget();
    refused.forget();
    if !elected {
        take_turns(shell);
    }
}

thread_local! {
    /// The name under which this tab takes turns, where the browser has no locks.
    static TURNS: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The page goes: the next one need not wait for the end of its lease.
pub(super) fn give_way(shell: &Shell) {
    if let Some(tab) = TURNS.with_borrow(Option::clone).filter(|_| shell.leads()) {
        spawn_local(async move { drop(promises::end_lease(&tab, clock::now()).await) });
    }
}

fn take_turns(shell: &Rc<Shell>) {
    let tab = ids::fresh_id().to_string();
    TURNS.set(Some(tab.clone()));
    let shell = Rc::clone(shell);
    let renew = move || {
        let (shell, tab) = (Rc::clone(&shell), tab.clone());
        spawn_local(async move {
            let mine = promises::hold_lease(&tab, clock::now()).await.unwrap_or(false);
            match (mine, shell.leads()) {
                (true, false) => shell.lead().await,
                (false, true) => shell.follow(),
                (true, true) | (false, false) => {}
            }
        });
    };
    renew();
    Interval::new(RENEW_MS, renew).forget();
}
