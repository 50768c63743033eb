//! What is held, and is judged when what it waits for has come.

use std::collections::BTreeSet;

use yingchun_domain::entry::Entry;
use yingchun_domain::id::EntryId;

use super::Waiting;
use super::work::Work;

impl Work<'_> {
    /// Judges whoever waits for what appeared, until nobody is left who was waiting for anything that is there.
    pub(super) fn release(&mut self, culprits: &BTreeSet<EntryId>) -> Result<(), EntryId> {
        while !self.appeared.is_empty() && !self.hub.flaws.never_releases {
            let appeared = std::mem::take(&mut self.appeared);
            let done = &self.done;
            let earlier = self
                .hub
                .held
                .iter()
                .filter(|(entry, _)| !done.released.contains(entry) && !done.waiting.contains_key(entry));
            let mut waiting: Vec<(EntryId, Waiting, bool)> =
                earlier.map(|(entry, it)| (*entry, it.clone(), true)).collect();
            waiting.extend(done.waiting.iter().map(|(entry, it)| (*entry, it.clone(), false)));
            waiting.retain(|(_, it, _)| appeared.contains(&it.waits_for));
            waiting.sort_by_key(|(entry, ..)| *entry);
            for (id, it, earlier) in waiting {
                let entry = Entry::from_line(&it.line).unwrap();
                if earlier {
                    self.told.insert(id, entry.author);
                }
                if culprits.contains(&id) {
                    self.let_go(id);
                    self.keep_apart(id, &it.line, entry.device, entry.author);
                } else {
                    self.judge(&it.line, &entry, it.received, it.earlier)?;
                }
            }
        }
        Ok(())
    }

    /// It waits no longer.
    pub(super) fn let_go(&mut self, id: EntryId) {
        self.done.waiting.remove(&id);
        self.done.released.insert(id);
    }
}
