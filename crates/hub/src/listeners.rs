//! Who listens for news, so that nobody opens streams without end.
//!
//! A browser opens one for each page that is seen. Of more than a few under one session the eldest ends, whose page may be
//! gone without a word; and the hub has a most of all together, beyond which phones look for themselves. Keeps invariant 14.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use yingchun_domain::photo::Sha256;

use crate::error::HubError;

/// Streams of one session: a browser opens no more connections to one host.
const OF_A_SESSION_MOST: usize = 6;
/// Streams of all: some 400 MiB.
const OF_ALL_MOST: usize = 20_000;

/// The streams that are open; clones share them.
#[derive(Clone, Debug)]
pub(crate) struct Listeners {
    open: Arc<Mutex<Open>>,
    most: usize,
}

#[derive(Debug, Default)]
struct Open {
    /// The eldest first; whoever is dropped here is told so.
    streams: HashMap<Sha256, VecDeque<(u64, oneshot::Sender<()>)>>,
    count: usize,
    next: u64,
}

/// A stream's place among the others; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    open: Arc<Mutex<Open>>,
    session: Sha256,
    number: u64,
    given: oneshot::Receiver<()>,
}

impl Default for Listeners {
    fn default() -> Self {
        Self::at_most(OF_ALL_MOST)
    }
}

impl Listeners {
    fn at_most(most: usize) -> Self {
        Self { open: Arc::default(), most }
    }

    /// A place for one more stream of a session.
    ///
    /// # Errors
    /// 503 where the hub has no place for anybody.
    pub(crate) fn place(&self, session: Sha256) -> Result<Place, HubError> {
        let mut open = lock(&self.open);
        let eldest = open.streams.get_mut(&session).filter(|own| own.len() >= OF_A_SESSION_MOST);
        if let Some(own) = eldest {
            own.pop_front();
            open.count -= 1;
        } else if open.count >= self.most {
            return Err(HubError::busy("too many listen for news"));
        }
        let (number, (held, given)) = (open.next, oneshot::channel());
        open.next += 1;
        open.count += 1;
        open.streams.entry(session).or_default().push_back((number, held));
        drop(open);
        Ok(Place { open: Arc::clone(&self.open), session, number, given })
    }
}

impl Place {
    /// Waits until a younger stream has the place.
    pub(crate) async fn is_given_away(&mut self) {
        // Nothing is ever said; what ends is the other half.
        drop((&mut self.given).await);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        let Some(own) = open.streams.get_mut(&self.session) else { return };
        let before = own.len();
        own.retain(|(number, _)| *number != self.number);
        let (freed, none_left) = (before - own.len(), own.is_empty());
        if none_left {
            open.streams.remove(&self.session);
        }
        open.count -= freed;
    }
}

fn lock(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    fn session(n: u8) -> Sha256 {
        Sha256([n; 32])
    }

    #[test]
    fn of_a_sessions_streams_the_eldest_ends_and_no_other() {
        let listeners = Listeners::at_most(100);
        let mut own: Vec<Place> =
            (0..=OF_A_SESSION_MOST).map(|_| listeners.place(session(1)).unwrap()).collect();
        let mut other = listeners.place(session(2)).unwrap();
        let ended: Vec<bool> =
            own.iter_mut().map(|place| place.is_given_away().now_or_never().is_some()).collect();
        assert!(ended[0] && ended[1..].iter().all(|ended| !ended), "{ended:?}");
        assert!(other.is_given_away().now_or_never().is_none());
    }

    #[test]
    fn beyond_the_most_of_all_nobody_finds_a_place_until_one_is_free() {
        let listeners = Listeners::at_most(2);
        let first = listeners.place(session(1)).unwrap();
        let _second = listeners.place(session(2)).unwrap();
        assert_eq!(listeners.place(session(3)).unwrap_err().code(), "hub.busy");
        drop(first);
        let _third = listeners.place(session(3)).unwrap();
        assert_eq!(listeners.place(session(1)).unwrap_err().code(), "hub.busy");
        assert_eq!(lock(&listeners.open).streams.len(), 2);
    }
}
