//! Deliberate mistakes, one at a time: each has to be caught by a checker, or the checkers look away.

use std::any::Any;
use std::panic::{RefUnwindSafe, catch_unwind};

use yingchun_domain::decide::{Change, Context, Decided, Stop};
use yingchun_domain::entry::{Act, Entry};
use yingchun_domain::refused::Refused;
use yingchun_domain::set::Set;
use yingchun_domain::spot::{Spot, SpotState};
use yingchun_domain::zone::Zone;

use crate::acts::rule;
use crate::common::hub::{ModelHub, Rule};

/// A mistake, where it is made, and the checker that has to see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The rules: work on a cancelled spot is refused.
    FactRefused,
    /// The rules: whoever leads no more is taken to have known it.
    FormerLeaderRefused,
    /// The rules: a second cleaning is accepted and forgotten.
    EvidenceDropped,
    /// The rules: whoever comes second writes over the first.
    OverwritesInSilence,
    /// The rules: a placed person's contact stays where it was.
    ScopeForgotten,
    /// The hub: receipts are lost, and a repeat is judged again.
    DoubleEffect,
    /// The hub: what it holds is not judged when what it waits for comes.
    HeldNeverReleased,
    /// The hub: everybody reads what leaders read.
    ScopeLeaked,
    /// The hub: nobody reads what those read who work in a zone.
    ScopeWithheld,
    /// The hub: what is brought again in another life of its database is refused.
    BroughtAgainRefused,
    /// The hub: a page says that it is the last when it is not.
    PageCutShort,
    /// The phone: the hub's word is not written.
    ReceiptNotKept,
    /// The phone: a photo is called done before it went.
    PhotoCalledDone,
    /// The phone: entries leave the overlay before the replica shows them.
    SettledEarly,
    /// The phone: an entry is gone after a restart.
    EntryDropped,
    /// The phone: what was sent is taken back.
    SentTakenBack,
    /// The phone: a half of the entries is never sent.
    NeverSent,
}

impl Mutant {
    pub const ALL: [Self; 17] = [
        Self::FactRefused,
        Self::FormerLeaderRefused,
        Self::EvidenceDropped,
        Self::OverwritesInSilence,
        Self::ScopeForgotten,
        Self::DoubleEffect,
        Self::HeldNeverReleased,
        Self::ScopeLeaked,
        Self::ScopeWithheld,
        Self::BroughtAgainRefused,
        Self::PageCutShort,
        Self::ReceiptNotKept,
        Self::PhotoCalledDone,
        Self::SettledEarly,
        Self::EntryDropped,
        Self::SentTakenBack,
        Self::NeverSent,
    ];

    /// The name of the checker that has to see it.
    pub const fn seen_by(self) -> &'static str {
        match self {
            Self::FactRefused | Self::FormerLeaderRefused => "good_faith_is_never_refused",
            Self::EvidenceDropped | Self::OverwritesInSilence => "no_accepted_value_vanished",
            Self::ScopeForgotten => "every_row_stands_in_its_scopes",
            Self::DoubleEffect | Self::ReceiptNotKept => {
                "one_effect_per_mutation_and_its_author_knows_the_outcome"
            }
            Self::HeldNeverReleased | Self::NeverSent => "queue_always_drains",
            Self::ScopeLeaked => "nobody_reads_out_of_scope",
            Self::ScopeWithheld => "everybody_reads_what_she_may",
            Self::BroughtAgainRefused => "a_restore_loses_nothing_that_a_phone_still_holds",
            Self::PageCutShort => "replica_is_one_commit",
            Self::PhotoCalledDone => "photos_have_arrived",
            Self::SettledEarly => "what_is_shown_never_jumps_back",
            Self::EntryDropped => "what_was_saved_is_still_there",
            Self::SentTakenBack => "what_was_withdrawn_never_reached_the_hub",
        }
    }

    /// Whether its checker, and no other, ends one of the worlds from the first to `worlds` with it.
    pub fn is_seen(self, worlds: u64, play: impl Fn(u64) + RefUnwindSafe) -> bool {
        let says = |thrown: Box<dyn Any + Send>| thrown.downcast_ref::<String>().cloned().unwrap_or_default();
        let ends = |seed| catch_unwind(|| play(seed)).map_err(says).err();
        (0..worlds).filter_map(ends).any(|what| what.split(':').next() == Some(self.seen_by()))
    }

    /// The rules as the hub has them, with this mistake where it is theirs.
    pub fn rule(self) -> Rule {
        match self {
            Self::FactRefused => fact_refused,
            Self::FormerLeaderRefused => former_leader_refused,
            Self::EvidenceDropped => evidence_dropped,
            Self::OverwritesInSilence => overwrites,
            Self::ScopeForgotten => scope_forgotten,
            _ => rule,
        }
    }

    /// Makes the hub's share of the mistake.
    pub fn spoil(self, hub: &mut ModelHub) {
        hub.rule = self.rule();
        hub.flaws.forgets_receipts = self == Self::DoubleEffect;
        hub.flaws.withholds = self == Self::ScopeWithheld;
        hub.flaws.never_releases = self == Self::HeldNeverReleased;
        hub.flaws.refuses_again = self == Self::BroughtAgainRefused;
        hub.flaws.leaks = self == Self::ScopeLeaked;
        hub.flaws.cuts_pages = self == Self::PageCutShort;
    }
}

fn fact_refused(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let spot = set.get::<Spot>(entry.target).known();
    let cancelled = spot.is_some_and(|spot| matches!(spot.state, SpotState::Cancelled { .. }));
    if cancelled && matches!(entry.act, Act::Clean(_)) {
        return Err(Stop::Refused(Refused::SpotMovedOn));
    }
    rule(set, entry, context)
}

fn former_leader_refused(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let mut knowing = entry.clone();
    if let Some(seen) = &mut knowing.seen {
        seen.commit = context.commit;
    }
    rule(set, &knowing, context)
}

fn evidence_dropped(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let decided = rule(set, entry, context)?;
    let second = decided.remark.is_some() && matches!(entry.act, Act::Clean(_));
    Ok(if second { Decided { changes: vec![], ..decided } } else { decided })
}

fn overwrites(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let mut blind = entry.clone();
    if let (Act::EditZone(edit), Some(zone)) = (&entry.act, set.get::<Zone>(entry.target).known()) {
        let version = zone.versions.of(edit.group()).map(|version| version.entry);
        blind.base = version.map(|version| (edit.group().to_owned(), version)).into_iter().collect();
    }
    rule(set, &blind, context)
}

fn scope_forgotten(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let mut decided = rule(set, entry, context)?;
    if matches!(entry.act, Act::Place(_)) {
        decided.changes.retain(|change| matches!(change, Change::Put(_)));
    }
    Ok(decided)
}
