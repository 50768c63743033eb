//! What is written without a push: the office's word on a line that waits, and that a photo's bytes are whole.

use std::collections::BTreeSet;

use uuid::Uuid;
use yingchun_domain::again::Earlier;
use yingchun_domain::decide::Change;
use yingchun_domain::entry::Entry;
use yingchun_domain::id::{EntryId, PhotoId};
use yingchun_domain::photo::{Bytes, Photo};
use yingchun_domain::receipt::Outcome;
use yingchun_domain::row::{Kind, RowKey};

use super::again;
use super::work::{Work, read_line};
use super::{Apart, Waiting};

impl Work<'_> {
    /// A photo's bytes are whole: its record says so, where there is one.
    pub fn receive(&mut self, photo: PhotoId) {
        let Some(record) = self.hub.store.get::<Photo>(photo.uuid()).known() else { return };
        if record.bytes == Bytes::Awaited {
            let key = RowKey { kind: Kind::Photo, id: photo.uuid() };
            self.load_row(key);
            self.load_row(RowKey { kind: Kind::Spot, id: record.spot.uuid() });
            let received = Photo { bytes: Bytes::Received { at: self.now }, ..record.clone() };
            let version = Uuid::new_v5(&photo.uuid(), b"received").into();
            self.apply(vec![Change::Put(received.into())], version);
        }
    }

    /// Judges a line again that was kept apart.
    pub fn retry(&mut self, apart: &Apart) -> Result<(), EntryId> {
        let first = self.hub.receipts.get(&apart.entry).filter(|kept| kept.line == apart.line);
        let (_, read) = read_line(&apart.line, apart.device, apart.author);
        let (Some(first), Some(entry)) = (first, read) else { return Ok(()) };
        self.told.insert(entry.id, entry.author);
        let held_before = again::given(first, None).is_not_yet_again();
        let earlier = if held_before { Earlier::Held } else { Earlier::Nothing };
        self.judge(&apart.line, &entry, apart.received, earlier)?;
        self.release(&BTreeSet::new())
    }

    /// Gives an entry its last word, and whoever waits for what it would have made.
    pub fn dismiss(&mut self, entry: EntryId, line: &str) {
        self.done.settled.insert((entry, line.to_owned()));
        let Some(first) = self.hub.receipts.get(&entry).filter(|kept| kept.line == line) else { return };
        let mut gone = vec![(entry, first.clone())];
        while let Some((id, first)) = gone.pop() {
            self.done.released.insert(id);
            let read = Entry::from_line(&first.line).ok();
            self.told.extend(read.as_ref().map(|entry| (id, entry.author)));
            let receipt = self.word(id, Outcome::Refused, Some("entry.dismissed"), first.receipt.received);
            self.keep(&first.line, first.device, receipt);
            let made = read.as_ref().and_then(Entry::begins);
            let waits = |waiting: &Waiting| made == Some(waiting.waits_for.id);
            let with_it =
                self.hub.held.iter().filter(|(id, it)| waits(it) && !self.done.released.contains(id));
            gone.extend(with_it.filter_map(|(id, _)| Some((*id, self.hub.receipts.get(id)?.clone()))));
        }
    }
}
