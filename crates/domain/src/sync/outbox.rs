//! The outbox as it is stored: a row an entry, written once; then only its stage and the hub's word change, and only as
//! said here. The machine of the field, the courier of newcomers and the simulation share these steps, because they
//! write the same rows. Keeps invariants 1 (nothing is dropped), 3 (a last word stays as it first came) and 12 (what the hub
//! said in another life of its database is shown to it again).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::batch::{PUSH_BYTES_MAX, PUSH_LINES_MAX};
use super::event::{OutboxItem, Stage};
use crate::entry::{Entry, Envelope};
use crate::id::{DeviceId, EntryId, Epoch, PhotoId};
use crate::json;
use crate::receipt::{First, Outcome, Receipt};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// How far an entry has come, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    /// Saved, never sent.
    Queued,
    /// Sent at least once.
    Sent,
    /// The hub has it, and its word may still change.
    Interim,
    /// The hub's last word.
    Receipted,
    /// The replica shows it.
    Settled,
}

/// An entry as it is stored: `line` are the bytes that are sent, for ever the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// The count of the phone under which it is stored.
    pub seq: u64,
    /// What names it.
    pub id: EntryId,
    /// Its bytes.
    pub line: String,
    /// How far it has come.
    pub stage: StageName,
    /// The hub's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// The life of the hub's database in which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
    /// Its last word of an earlier life, as long as there is none of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Receipt>,
    /// When it was saved, by the phone's clock.
    pub saved_at: UnixMs,
    /// The end of its seconds for second thoughts, by the phone's clock.
    pub grace_until: UnixMs,
    /// The photos that ride on it.
    #[serde(default)]
    pub photos: Vec<PhotoId>,
    /// 知道了: its author has seen the hub's word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seen: bool,
    /// What was typed for it, as long as it can be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<Typed>,
}

/// A draft that ended with an entry, and begins again where that is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The name of its form.
    pub key: String,
    /// What the form held, as it wrote it.
    pub text: String,
}

impl EntryRow {
    /// The stage with what belongs to it. Without the hub's word nothing is believed to be more than sent.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (self.stage, &self.receipt) {
            (StageName::Queued, _) => Stage::Queued { grace_until: self.grace_until },
            (StageName::Interim, Some(receipt)) => {
                Stage::Interim { outcome: receipt.outcome, commit: receipt.commit }
            }
            (StageName::Receipted, Some(receipt)) => {
                Stage::Receipted { outcome: receipt.outcome, commit: receipt.commit }
            }
            (StageName::Settled, Some(receipt)) => Stage::Settled { outcome: receipt.outcome },
            (StageName::Sent | StageName::Interim | StageName::Receipted | StageName::Settled, _) => {
                Stage::Sent
            }
        }
    }

    /// What the machine needs of it.
    #[must_use]
    pub fn item(&self) -> OutboxItem {
        OutboxItem {
            id: self.id,
            seq: self.seq,
            device: self.device(),
            bytes: self.line.len(),
            stage: self.stage(),
            epoch: self.epoch,
            seen: self.seen,
        }
    }

    /// The device that made it: its key authorises the push.
    #[must_use]
    pub fn device(&self) -> Option<DeviceId> {
        json::read::<Envelope>(&self.line).ok().map(|envelope| envelope.device)
    }

    /// Before its first request: from here on only the hub knows.
    pub fn mark(&mut self) {
        if matches!(self.stage, StageName::Queued) {
            self.stage = StageName::Sent;
        }
        self.typed = None;
    }

    /// Keeps the hub's word of this life of its database. A last word stays as it first came; one of another life makes
    /// way, and is shown to the hub until its own last word is here.
    pub fn keep(&mut self, receipt: &Receipt, epoch: Epoch) {
        let before = self.receipt.take_if(|_| self.epoch != Some(epoch));
        if self.has_last_word() {
            return;
        }
        self.first = self.first.take().or(before.clone()).filter(|_| !receipt.outcome.is_final());
        self.epoch = Some(epoch);
        self.stage = if receipt.outcome.is_final() { StageName::Receipted } else { StageName::Interim };
        let before = self.receipt.as_ref().or(before.as_ref());
        let news = before.is_none_or(|before| before.outcome != receipt.outcome);
        self.seen &= !news;
        self.receipt = Some(receipt.clone());
    }

    /// The replica, which has reached this commit of this life, shows it. What has no last word is not settled, nor what
    /// another tab has meanwhile heard of another life: nothing on the screen jumps back.
    pub fn settle(&mut self, life: Option<Epoch>, reached: CommitNo) {
        let shows = |receipt: &Receipt| {
            let same_life = self.epoch.is_none() || self.epoch == life;
            receipt.outcome == Outcome::Refused || (same_life && receipt.commit <= reached)
        };
        if self.has_last_word() && self.receipt.as_ref().is_some_and(shows) {
            self.stage = StageName::Settled;
        }
    }

    /// Whether a hub of this life has given no word of it: what it said in another life it may not know any more.
    #[must_use]
    pub fn waits(&self, life: Option<Epoch>) -> bool {
        match self.stage() {
            Stage::Queued { .. } | Stage::Sent => true,
            Stage::Interim { .. } | Stage::Receipted { .. } | Stage::Settled { .. } => {
                life.is_some() && self.epoch != life
            }
        }
    }

    /// What is shown beside the line to a hub of this life: what it said in another one. A line that has its last word goes
    /// with it whenever it goes, as from a tab that had not heard of it: the hub may have been put back in the meantime, and
    /// nobody knows yet.
    #[must_use]
    pub fn shown_first(&self, life: Option<Epoch>) -> Option<&Receipt> {
        let shows = |receipt: &&Receipt| self.epoch != life || receipt.outcome.is_final();
        self.first.as_ref().or(self.receipt.as_ref().filter(shows))
    }

    /// What is sent: the line, after what is shown beside it.
    #[must_use]
    pub fn sent(&self, life: Option<Epoch>) -> String {
        let first = self.shown_first(life).and_then(|first| First::to_line(first.clone()).ok());
        first.map_or_else(|| self.line.clone(), |first| [&first, "\n", &self.line].concat())
    }

    /// 知道了
    pub const fn see(&mut self) {
        self.seen = true;
    }

    /// Whether it can be taken back without a word to the hub.
    #[must_use]
    pub const fn may_be_taken_back(&self) -> bool {
        matches!(self.stage, StageName::Queued)
    }

    fn has_last_word(&self) -> bool {
        self.receipt.as_ref().is_some_and(|receipt| receipt.outcome.is_final())
    }
}

/// The ids of what entries name that the hub has given no word on: such rows are not let go, so that she sees what her
/// act was about until she learns what became of it.
#[must_use]
pub fn named<'a>(waiting: impl IntoIterator<Item = &'a Entry>) -> BTreeSet<Uuid> {
    let of = |entry: &Entry| {
        let shown = [entry.shown.zone.map(|zone| zone.uuid()), entry.shown.spot.map(|spot| spot.uuid())];
        shown.into_iter().flatten().chain([entry.target])
    };
    waiting.into_iter().flat_map(of).collect()
}

/// The lines of one device for the next request, in order: those without the hub's word and with no time left for
/// second thoughts.
#[must_use]
pub fn lines_for(rows: &[EntryRow], device: DeviceId, now: UnixMs) -> Vec<&EntryRow> {
    let waits = |row: &&EntryRow| matches!(row.stage(), Stage::Queued { .. } | Stage::Sent);
    let own = rows.iter().filter(waits).filter(|row| row.device() == Some(device));
    let mut bytes = 0;
    let fits = own.take_while(|row| row.stage().is_ripe(now)).enumerate().take_while(|(index, row)| {
        bytes += row.line.len() + 1;
        *index == 0 || bytes <= PUSH_BYTES_MAX
    });
    fits.map(|(_, row)| row).take(PUSH_LINES_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receipt::Outcome;
    use crate::row::CommitNo;

    /// A row as the first release stored it; the format is for ever.
    const OLD: &str = r#"{"seq":3,"id":"00000000-0000-0000-0000-000000000003","line":"{}","stage":"queued","saved_at":5,"grace_until":10005,"photos":[]}"#;

    fn old() -> EntryRow {
        json::read(OLD).unwrap()
    }

    fn epoch(n: u128) -> Epoch {
        uuid::Uuid::from_u128(n).into()
    }

    fn word(outcome: Outcome) -> Receipt {
        let (id, mac) = (old().id, String::new());
        Receipt { id, outcome, code: None, commit: CommitNo(4), received: UnixMs(9), mac }
    }

    #[test]
    fn a_row_of_the_first_release_is_read_and_written_alike() {
        assert_eq!(serde_json::to_string(&old()).unwrap(), OLD);
    }

    #[test]
    fn a_row_that_was_seen_says_so() {
        let mut row = old();
        row.see();
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(text, OLD.replace("\"photos\":[]", "\"photos\":[],\"seen\":true"));
        assert_eq!(json::read::<EntryRow>(&text).unwrap(), row);
    }

    #[test]
    fn what_was_typed_stands_beside_a_row_until_it_is_sent() {
        let mut row =
            EntryRow { typed: Some(Typed { key: "report".into(), text: "桥北头".into() }), ..old() };
        let text = serde_json::to_string(&row).unwrap();
        let typed = r#""photos":[],"typed":{"key":"report","text":"桥北头"}"#;
        assert_eq!(text, OLD.replace("\"photos\":[]", typed));
        assert_eq!(json::read::<EntryRow>(&text).unwrap(), row);
        row.mark();
        assert_eq!(row, EntryRow { stage: StageName::Sent, ..old() });
    }

    #[test]
    fn a_last_word_stays_as_it_first_came_and_another_word_wants_to_be_seen() {
        let mut row = old();
        row.keep(&word(Outcome::Quarantined), epoch(1));
        row.see();
        row.keep(&word(Outcome::Quarantined), epoch(1));
        assert!(row.seen, "the same word again is no news");
        row.keep(&word(Outcome::Refused), epoch(1));
        assert!(!row.seen);
        row.keep(&word(Outcome::Applied), epoch(1));
        assert_eq!(row.receipt, Some(word(Outcome::Refused)));
    }

    #[test]
    fn what_the_hub_said_in_another_life_is_shown_until_its_last_word_of_this_one() {
        let mut row = old();
        assert_eq!(row.sent(Some(epoch(1))), "{}");
        assert!(row.waits(None));
        row.keep(&word(Outcome::Applied), epoch(1));
        row.settle(Some(epoch(1)), CommitNo(4));
        row.see();
        assert!(!row.waits(None) && !row.waits(Some(epoch(1))) && row.waits(Some(epoch(2))));
        assert_eq!(
            row.shown_first(Some(epoch(1))),
            Some(&word(Outcome::Applied)),
            "it may be another life by now"
        );
        assert_eq!(row.shown_first(Some(epoch(2))), Some(&word(Outcome::Applied)));
        let first = First::to_line(word(Outcome::Applied)).unwrap();
        assert_eq!(row.sent(Some(epoch(2))), format!("{first}\n{{}}"));
        row.keep(&word(Outcome::Quarantined), epoch(2));
        assert_eq!(row.shown_first(Some(epoch(2))), Some(&word(Outcome::Applied)));
        assert!(matches!(row.stage(), Stage::Interim { .. }) && !row.seen);
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(json::read::<EntryRow>(&text).unwrap(), row);
        row.keep(&word(Outcome::Held), epoch(3));
        assert_eq!(row.shown_first(Some(epoch(3))), Some(&word(Outcome::Applied)), "the first of all");
        row.keep(&word(Outcome::Applied), epoch(3));
        assert_eq!((row.first.as_ref(), row.epoch), (None, Some(epoch(3))));
        assert!(matches!(row.stage(), Stage::Receipted { .. }));
    }

    #[test]
    fn what_was_sent_is_never_queued_again_nor_settled_without_a_last_word() {
        let mut row = old();
        row.mark();
        row.settle(Some(epoch(1)), CommitNo(4));
        assert_eq!(row.stage(), Stage::Sent);
        row.keep(&word(Outcome::Held), epoch(1));
        row.mark();
        row.settle(Some(epoch(1)), CommitNo(4));
        assert_eq!(row.stage(), Stage::Interim { outcome: Outcome::Held, commit: CommitNo(4) });
    }

    #[test]
    fn what_another_tab_heard_in_another_life_is_not_settled_by_a_replica_that_does_not_show_it() {
        let mut row = old();
        row.keep(&word(Outcome::Applied), epoch(2));
        row.settle(Some(epoch(1)), CommitNo(9));
        assert!(matches!(row.stage(), Stage::Receipted { .. }), "the replica is of the life before");
        row.settle(Some(epoch(2)), CommitNo(3));
        assert!(matches!(row.stage(), Stage::Receipted { .. }), "the replica has not come so far");
        row.settle(Some(epoch(2)), CommitNo(4));
        assert!(matches!(row.stage(), Stage::Settled { .. }));
    }

    fn of(seq: u64, device: u128) -> EntryRow {
        let id = Uuid::from_u128(u128::from(seq));
        let device = Uuid::from_u128(device);
        let line = format!(r#"{{"id":"{id}","device":"{device}","seq":{seq},"author":"{id}"}}"#);
        EntryRow { seq, id: id.into(), line, ..old() }
    }

    #[test]
    fn lines_go_by_device_and_a_clock_that_was_set_back_holds_none_up() {
        let mut rows = vec![of(1, 7), of(2, 8), of(3, 7)];
        let lines = |rows: &[EntryRow], now: i64| {
            let lines = lines_for(rows, Uuid::from_u128(7).into(), UnixMs(now));
            lines.iter().map(|row| row.seq).collect::<Vec<_>>()
        };
        assert!(lines(&rows, 10_004).is_empty(), "there is still time for second thoughts");
        assert_eq!(lines(&rows, 10_005), [1, 3]);
        assert_eq!(lines(&rows, -400_000_000_000), [1, 3]);
        rows[0].keep(&word(Outcome::Applied), epoch(1));
        assert_eq!(lines(&rows, 10_005), [3]);
    }

    #[test]
    fn a_request_takes_as_many_lines_as_fit_and_one_at_least() {
        let long =
            |seq| EntryRow { line: format!("{}{}", of(seq, 7).line, " ".repeat(60 << 10)), ..of(seq, 7) };
        let rows: Vec<EntryRow> = (1..=9).map(long).collect();
        let device = Uuid::from_u128(7).into();
        assert_eq!(lines_for(&rows, device, UnixMs(20_000)).len(), 3);
    }
}
