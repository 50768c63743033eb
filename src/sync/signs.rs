//! Signs of life: the network came back, the page is seen or goes, the hub has news.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{EventSource, EventTarget, VisibilityState};
use yingchun_domain::sync::{Event, Session};

use super::shell::Shell;
use super::tabs::{Word, give_way, read_entries};
use crate::html::spawn_local;

/// How often the screen's clock is set.
pub(super) const CLOCK_MS: u32 = 20_000;

thread_local! {
    /// The one stream of this tab, while it is seen.
    static NEWS: RefCell<Option<EventSource>> = const { RefCell::new(None) };
}

/// Listens for as long as the page lives.
pub(super) fn watch(shell: &Rc<Shell>) {
    let Some(window) = web_sys::window() else { return };
    listen(&window, "online", shell, |shell| told(shell, Event::WentOnline));
    listen(&window, "pagehide", shell, leave);
    listen(&window, "pageshow", shell, come_back);
    if let Some(document) = window.document() {
        listen(
            &document,
            "visibilitychange",
            shell,
            |shell| if is_seen() { wake(shell) } else { hide(shell) },
        );
    }
    let ticking = Rc::clone(shell);
    Interval::new(CLOCK_MS, move || ticking.tick()).forget();
}

pub(super) fn listen<T: 'static>(target: &EventTarget, name: &str, hearer: &Rc<T>, act: fn(&Rc<T>)) {
    let hearer = Rc::clone(hearer);
    let hear = Closure::<dyn Fn()>::new(move || act(&hearer));
    // A browser that refuses a listener leaves the timers.
    drop(target.add_event_listener_with_callback(name, hear.as_ref().unchecked_ref()));
    hear.forget();
}

pub(super) fn is_seen() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

/// Tells the machine, or the tab that leads.
fn told(shell: &Rc<Shell>, event: Event) {
    if shell.leads() {
        shell.feed(event);
    } else {
        shell.tabs.tell(Word::Awake);
    }
}

fn wake(shell: &Rc<Shell>) {
    shell.state.borrow_mut().leaving = false;
    shell.tick();
    told(shell, Event::WentOnline);
    hear_news(shell);
    if !shell.leads() {
        let shell = Rc::clone(shell);
        spawn_local(async move { read_entries(&shell).await });
    }
}

/// A page that had gone is shown again as it was: meanwhile another tab may have led.
fn come_back(shell: &Rc<Shell>) {
    if std::mem::take(&mut shell.state.borrow_mut().leaving) {
        let shell = Rc::clone(shell);
        spawn_local(async move { read_entries(&shell).await });
    }
}

/// The page goes, and nothing that is begun may count on being finished.
fn leave(shell: &Rc<Shell>) {
    shell.state.borrow_mut().leaving = true;
    hide(shell);
    give_way(shell);
}

/// The page is not seen: it may come back, and it may be killed without another sign.
fn hide(shell: &Rc<Shell>) {
    close_news();
    if shell.leads() {
        shell.feed(Event::Hidden);
    }
}

pub(super) fn close_news() {
    if let Some(news) = NEWS.take() {
        news.close();
    }
}

/// Opens the stream of news where the page is seen, the hub lets the reader in, and none is open.
pub(super) fn hear_news(shell: &Rc<Shell>) {
    let open =
        NEWS.with_borrow(|news| news.as_ref().is_some_and(|news| news.ready_state() != EventSource::CLOSED));
    let welcome = {
        let state = shell.state.borrow();
        state.replica.epoch().is_some() && state.machine.status().session == Session::Open
    };
    if open || !welcome || !is_seen() {
        return;
    }
    close_news();
    let after = shell.state.borrow().replica.reached();
    let Ok(news) = EventSource::new(&format!("/api/news?after={}", after.0)) else { return };
    listen(&news, "news", shell, |shell| told(shell, Event::News));
    NEWS.set(Some(news));
}
