//! The worker that opens this page without network (public/sw.js): whether it does, and whether a newer release waits beside
//! the one that is open. A newer one is taken when the person says so, and never while something typed stands on the page.

use std::pin::Pin;

use leptos::prelude::{Get as _, RwSignal, Set as _, provide_context, use_context};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use yingchun_domain::door::Door;

use super::interop;
use crate::html::spawn_local;

/// What the worker does for this page.
#[derive(Clone, Copy, Debug)]
pub struct Offline {
    opens: RwSignal<bool>,
    newer: RwSignal<bool>,
    /// By way of a pointer, so that where newcomers come in nothing of it has to be loaded.
    take: fn() -> Taking,
}

type Taking = Pin<Box<dyn Future<Output = Taken>>>;

/// What came of taking a newer release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The page is being opened anew.
    Yes,
    /// Something typed stands on the page.
    Typed,
    /// It could not be brought: there is no network.
    NotThere,
}

/// Lets everything below use [`use_offline`]. Called once, at a root.
pub fn provide_offline() -> Offline {
    let take = || -> Taking { Box::pin(take()) };
    let offline = Offline { opens: RwSignal::new(false), newer: RwSignal::new(false), take };
    provide_context(offline);
    offline
}

/// What the worker does for this page; `None` where newcomers come in, which has none.
#[must_use]
pub fn use_offline() -> Option<Offline> {
    use_context()
}

impl Offline {
    /// Registers the worker.
    pub fn begin(self, door: Door) {
        let hear = Closure::<dyn Fn(JsValue)>::new(move |word: JsValue| match word.as_string().as_deref() {
            Some("kept") => self.opens.set(true),
            Some("newer") => self.newer.set(true),
            Some(_) | None => {}
        });
        spawn_local(async move {
            drop(JsFuture::from(interop::want_field()).await);
            let begun = interop::keep_offline(door == Door::Office, hear.as_ref().unchecked_ref());
            hear.forget();
            // A browser that lets no worker in opens the page with network only.
            drop(JsFuture::from(begun).await);
        });
    }

    /// Whether this page opens without network.
    #[must_use]
    pub fn opens(self) -> bool {
        self.opens.get()
    }

    /// Whether a newer release waits to be taken.
    #[must_use]
    pub fn newer(self) -> bool {
        self.newer.get()
    }

    /// 等会儿: says no more of it until the page is opened again.
    pub fn later(self) {
        self.newer.set(false);
    }

    /// 现在更新
    pub async fn take(self) -> Taken {
        (self.take)().await
    }
}

async fn take() -> Taken {
    if interop::typed() {
        return Taken::Typed;
    }
    let taken = JsFuture::from(interop::take_newer()).await;
    if !taken.is_ok_and(|taken| taken.is_truthy()) {
        return Taken::NotThere;
    }
    // She may have begun to type while the files came: then it is the next opening that has them.
    if interop::typed() {
        return Taken::Typed;
    }
    drop(leptos::prelude::location().reload());
    Taken::Yes
}
