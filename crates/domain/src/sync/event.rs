//! What the shell tells the machine, and what the machine asks of the shell.

use std::collections::BTreeSet;

use super::machine::UNDO_MS;
use crate::id::{DeviceId, EntryId, Epoch, PhotoId};
use crate::receipt::{Outcome, PushAnswer, Receipt};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// A fraction of one, in 65,536ths: chance comes in with the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance(pub u16);

/// How far an entry has come on this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Saved, never sent: can still be withdrawn. Until this moment it waits for second thoughts.
    Queued {
        /// The end of the ten seconds of undo, by the phone's clock.
        grace_until: UnixMs,
    },
    /// Sent at least once: only the hub knows.
    Sent,
    /// The hub has it, and its word may still change.
    Interim {
        /// What it said.
        outcome: Outcome,
        /// The commit of that word.
        commit: CommitNo,
    },
    /// The hub's last word; the replica has not caught up yet.
    Receipted {
        /// What became of it.
        outcome: Outcome,
        /// The commit that shows it.
        commit: CommitNo,
    },
    /// The replica shows it.
    Settled {
        /// What became of it.
        outcome: Outcome,
    },
}

impl Stage {
    /// Whether the hub has given its word.
    #[must_use]
    pub const fn is_receipted(self) -> bool {
        match self {
            Self::Queued { .. } | Self::Sent => false,
            Self::Interim { .. } | Self::Receipted { .. } | Self::Settled { .. } => true,
        }
    }

    /// Whether the hub's last word is known.
    #[must_use]
    pub const fn has_last_word(self) -> bool {
        matches!(self, Self::Receipted { .. } | Self::Settled { .. })
    }

    /// Whether its author should know: the hub refused it, put it aside, or somebody has to choose.
    #[must_use]
    pub const fn wants_a_look(self) -> bool {
        match self {
            Self::Queued { .. } | Self::Sent => false,
            Self::Interim { outcome, .. } => matches!(outcome, Outcome::Quarantined),
            Self::Receipted { outcome, .. } | Self::Settled { outcome } => {
                matches!(outcome, Outcome::Refused | Outcome::Conflict)
            }
        }
    }

    /// Whether storage knows more than was known before: another tab wrote it.
    #[must_use]
    pub fn is_further_than(self, before: Self) -> bool {
        let way = |stage: Self| match stage {
            Self::Queued { .. } => (0, CommitNo(0)),
            Self::Sent => (1, CommitNo(0)),
            Self::Interim { commit, .. } => (2, commit),
            Self::Receipted { commit, .. } => (3, commit),
            Self::Settled { .. } => (4, CommitNo(0)),
        };
        way(self) > way(before)
    }

    /// Whether it may go at `now`, second thoughts considered. A grace that lies further ahead than any can is the mark of
    /// a clock that jumped back, and is over (invariant 11).
    #[must_use]
    pub fn is_ripe(self, now: UnixMs) -> bool {
        match self {
            Self::Queued { grace_until } => now >= grace_until || grace_until.since(now) > UNDO_MS,
            Self::Sent | Self::Interim { .. } | Self::Receipted { .. } | Self::Settled { .. } => true,
        }
    }

    /// Whether the screen must still show the entry over the replica.
    #[must_use]
    pub const fn is_replayed(self) -> bool {
        !matches!(self, Self::Settled { .. })
    }
}

/// An entry of the outbox, as far as the machine needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutboxItem {
    /// Which one.
    pub id: EntryId,
    /// The device's count: the order of sending.
    pub seq: u64,
    /// The device that made it, under whose key it goes; none where its line does not tell.
    pub device: Option<DeviceId>,
    /// Bytes of its line.
    pub bytes: usize,
    /// How far it has come.
    pub stage: Stage,
    /// The life of the hub's database in which it gave its word.
    pub epoch: Option<Epoch>,
    /// 知道了: its author has seen the hub's word.
    pub seen: bool,
}

impl OutboxItem {
    /// 要您看看: its author should know, and does not yet.
    #[must_use]
    pub const fn wants_a_look(&self) -> bool {
        self.stage.wants_a_look() && !self.seen
    }
}

/// A photo on its way to the hub, or there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoJob {
    /// Which one.
    pub id: PhotoId,
    /// The entry on which it rides.
    pub entry: EntryId,
    /// The return that its entry answers: somebody waits for it.
    pub answers: Option<EntryId>,
    /// The small picture has arrived.
    pub thumb_sent: bool,
    /// The bytes have arrived, or are not wanted.
    pub done: bool,
    /// The life of the hub's database in which they arrived.
    pub epoch: Option<Epoch>,
    /// The bytes are on this phone: they may be sent again. Where they are not and the hub lacks them, they are declared lost.
    pub here: bool,
}

/// Why a request had no good answer. No fault deletes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer at all: no signal, a reset, a time-out.
    Unreachable,
    /// 503: the hub is busy or restarting.
    Busy,
    /// 507: the hub's disk is full.
    HubFull,
    /// 413: the batch was too large for a gateway on the way.
    TooLarge,
    /// 401: the device, or the session, is not known.
    Unknown,
    /// 403: this device may not open a session by itself any more.
    Forbidden,
    /// Any other answer: a gateway's page, a defect.
    Broken,
    /// 429: asked too often.
    Limited,
    /// The hub itself said that it has no entry which names this photo.
    PhotoUnknown,
    /// The hub itself said that these bytes are not what the entry named.
    PhotoRefused,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page opened, and this is what storage holds.
    Started {
        /// The outbox, in any order.
        outbox: Vec<OutboxItem>,
        /// Photos that are not known to have arrived, or whose bytes are still here.
        photos: Vec<PhotoJob>,
        /// The commit that the replica has reached.
        reached: CommitNo,
        /// The life of the hub's database that the replica belongs to.
        epoch: Option<Epoch>,
        /// Whether the hub ever answered this phone's person.
        heard: bool,
    },
    /// An entry is saved, with the photos that ride on it.
    Queued {
        /// The entry.
        item: OutboxItem,
        /// Its photos.
        photos: Vec<PhotoJob>,
    },
    /// Another tab wrote: this is what storage holds.
    Reread {
        /// The outbox, in any order.
        outbox: Vec<OutboxItem>,
        /// Photos that are not known to have arrived, or whose bytes are still here.
        photos: Vec<PhotoJob>,
    },
    /// A queued entry was taken out of storage before it was sent.
    Withdrawn {
        /// Which one.
        id: EntryId,
    },
    /// Storage says "sent" of these, or what another tab wrote meanwhile; those that it took back are missing.
    Marked {
        /// As storage holds them.
        items: Vec<OutboxItem>,
    },
    /// The hub answered a push.
    PushAnswered(PushAnswer),
    /// A push had no good answer.
    PushFailed(Fault),
    /// The receipts are in storage.
    ReceiptsKept {
        /// Which ones.
        receipts: Vec<Receipt>,
    },
    /// A page arrived and is staged.
    PageStaged {
        /// Whether it was the last.
        whole: bool,
    },
    /// The staged pages are in the replica and in storage.
    Swapped {
        /// The commit that the replica has reached.
        reached: CommitNo,
        /// The life of the hub's database.
        epoch: Epoch,
    },
    /// After a swap: the replica says that the hub awaits these photos' bytes. Some of them may have arrived once.
    Awaited {
        /// This phone's, and those of others.
        photos: BTreeSet<PhotoId>,
    },
    /// A pull had no good answer.
    PullFailed(Fault),
    /// The hub let the reader in.
    SessionOpened,
    /// The hub did not.
    SessionFailed(Fault),
    /// The small picture of a photo arrived.
    ThumbSent {
        /// Which photo.
        id: PhotoId,
    },
    /// All bytes of a photo arrived, by the hub's own word.
    PhotoSent {
        /// Which photo.
        id: PhotoId,
    },
    /// The phone cannot read a photo's bytes back, or let them go while the hub had them, and an entry that says so is saved.
    PhotoLost {
        /// Which photo.
        id: PhotoId,
    },
    /// A photo's request had no good answer.
    PhotoFailed {
        /// Which photo.
        id: PhotoId,
        /// Why.
        fault: Fault,
    },
    /// The hub has news in a scope.
    News,
    /// A wake-up that the machine had asked for, or any other sign of life.
    Ticked,
    /// The phone says that there is a network, or the page is seen again: try at once.
    WentOnline,
    /// The page is about to go: nothing waits for second thoughts any more.
    Hidden,
    /// A person pressed 现在再传一次.
    Pressed,
}

/// What the shell is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write "sent" beside these entries, then say [`Event::Marked`].
    Mark {
        /// Which ones.
        ids: Vec<EntryId>,
    },
    /// Send these lines, as they are stored, in this order.
    Push {
        /// Under whose key; that of the phone's person where the line does not tell.
        device: Option<DeviceId>,
        /// Which ones.
        ids: Vec<EntryId>,
    },
    /// Write the receipts, then say [`Event::ReceiptsKept`].
    KeepReceipts {
        /// The life of the hub's database in which they were given.
        epoch: Epoch,
        /// Which ones.
        receipts: Vec<Receipt>,
    },
    /// Ask for a session with the device's key.
    OpenSession,
    /// Ask for the next page after what is staged, or after the replica's cursor; stage it.
    Pull,
    /// Swap the staged pages in, then say [`Event::Swapped`].
    Swap,
    /// Write "settled" beside these entries.
    Settle {
        /// Which ones.
        ids: Vec<EntryId>,
    },
    /// Send a photo's small picture.
    SendThumb {
        /// Which photo.
        id: PhotoId,
    },
    /// Send a photo's bytes, from where the hub says that it stopped.
    SendPhoto {
        /// Which photo.
        id: PhotoId,
    },
    /// Write how far a photo has come.
    KeepPhoto(PhotoJob),
    /// Say [`Event::Ticked`] at this moment of the phone's clock, earlier wake-ups forgotten.
    Wake {
        /// When.
        at: UnixMs,
    },
}
