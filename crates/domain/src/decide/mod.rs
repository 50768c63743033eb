//! Judging an entry: what has to be known for it ([`needs`]), and what it changes ([`decide`]).
//!
//! Pure, and the same on the phone and on the hub. A refusal changes nothing, so that no savepoint is needed. The
//! rules themselves stand beside the things that they change, a file a rule.

mod case;
mod needs;

pub use case::Case;
pub(crate) use needs::Asking;
pub use needs::{Need, needs, needs_of_reader};

use crate::assignment::{answer, offer};
use crate::attendance::{Way, confirm, roll_call, sign};
use crate::conflict::resolve;
use crate::entry::{Act, Class, Entry};
use crate::invitation::{accept, invite};
use crate::person::{add, leave, merge, place, profile, register};
use crate::receipt::Outcome;
use crate::refused::{Refused, Remark};
use crate::row::{CommitNo, Entity, RowKey};
use crate::set::Set;
use crate::spot::edit as spot_edit;
use crate::spot::{
    beg_off, claim, clean, close, create, hand_over, inspect, object, open, report, take_back,
};
use crate::time::{DAY_MS, UnixMs};
use crate::zone;
use crate::{campaign, community, grant, import, notice, team};

/// A fact that reaches the hub later than this is marked 补录.
pub const LATE_MS: i64 = DAY_MS;

/// The hub's side of a judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// When the hub had the entry, by its clock.
    pub received: UnixMs,
    /// When the act is judged to have been done: [`Entry::judged_at`].
    pub judged_at: UnixMs,
    /// The commit that will hold the changes.
    pub commit: CommitNo,
    /// Whether it held in an earlier life of the hub's database, by the hub's own word.
    pub again: bool,
}

impl Context {
    /// The context of an entry received at `received`, in `commit`.
    #[must_use]
    pub fn of(entry: &Entry, received: UnixMs, commit: CommitNo) -> Self {
        Self { received, judged_at: entry.judged_at(received), commit, again: false }
    }
}

/// One row to be written.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "a handful an entry, moved once into a row behind an Arc")]
pub enum Change {
    /// A thing, new or in the place of the one with its key.
    Put(Entity),
    /// The row stays as it is, but its scopes are worked out anew and its readers get it again.
    Touch(RowKey),
}

/// An entry that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// Applied, or merged with what somebody else did first.
    pub outcome: Outcome,
    /// What is worth telling.
    pub remark: Option<Remark>,
    /// What it writes.
    pub changes: Vec<Change>,
}

/// An entry that does not hold, for good or for the time being.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// For good.
    Refused(Refused),
    /// Until a row of this key is known.
    Held(RowKey),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Decided {
    pub(crate) const fn applied(changes: Vec<Change>) -> Self {
        Self { outcome: Outcome::Applied, remark: None, changes }
    }

    pub(crate) const fn merged(changes: Vec<Change>, remark: Remark) -> Self {
        Self { outcome: Outcome::Merged, remark: Some(remark), changes }
    }

    pub(crate) const fn conflict(changes: Vec<Change>, remark: Remark) -> Self {
        Self { outcome: Outcome::Conflict, remark: Some(remark), changes }
    }

    pub(crate) fn put(thing: impl Into<Entity>) -> Self {
        Self::applied(vec![Change::Put(thing.into())])
    }

    pub(crate) fn remarked(self, remark: Option<Remark>) -> Self {
        Self { remark: remark.or(self.remark), ..self }
    }
}

/// Judges one entry over a set that holds what [`needs`] asked for.
///
/// # Errors
/// [`Stop`] where the entry has no effect, for good or for the time being; the set is as it was.
pub fn decide(set: &Set, entry: &Entry, context: &Context) -> Result<Decided, Stop> {
    let case = Case { set, entry, context };
    let decided = rule(&case)?;
    let late = entry.act.class() == Class::Fact && context.received.since(context.judged_at) > LATE_MS;
    let remark = decided.remark.or(late.then_some(Remark::Late));
    Ok(decided.remarked(remark))
}

fn rule(case: &Case<'_>) -> Result<Decided, Stop> {
    match &case.entry.act {
        Act::Register(args) => register::decide(case, args),
        Act::AddPerson(args) => add::decide(case, args),
        Act::Profile(args) => profile::decide(case, args),
        Act::WithdrawConsent(_) => leave::decide(case),
        Act::Accept(_) => answer::accept(case),
        Act::Decline(args) => answer::decline(case, args),
        Act::SignIn(args) => sign::decide(case, args, Way::In),
        Act::SignOut(args) => sign::decide(case, args, Way::Out),
        Act::RollCall(args) => roll_call::decide(case, args),
        Act::Report(args) => report::decide(case, args),
        Act::Clean(args) => clean::decide(case, args),
        Act::Object(args) => object::decide(case, args),
        Act::TakeBack(args) => take_back::decide(case, args),
        Act::AddPhotos(_) => clean::add_photos(case),
        Act::PhotoLost(_) => clean::photo_lost(case),
        Act::Claim(_) => claim::decide(case),
        Act::HandOver(args) => hand_over::decide(case, args),
        Act::BegOff(args) => beg_off::decide(case, args),
        Act::Place(args) => place::decide(case, args),
        Act::Offer(args) => offer::decide(case, args),
        Act::Withdraw(_) => offer::withdraw(case),
        Act::Pass(args) => inspect::pass(case, args),
        Act::SendBack(args) => inspect::send_back(case, args),
        Act::AskPhoto(args) => inspect::ask_photo(case, args),
        Act::Close(_) => close::close(case),
        Act::Cancel(args) => close::cancel(case, args),
        Act::Reopen(_) => open::reopen(case),
        Act::Open(args) => open::decide(case, args),
        Act::Merge(args) => merge::decide(case, args),
        Act::ConfirmAttendance(args) => confirm::decide(case, args),
        Act::CreateCommunity(args) => community::create(case, args),
        Act::CreateTeam(args) => team::create(case, args),
        Act::CreateZone(args) => zone::create::decide(case, args),
        Act::CreateSpot(args) => create::decide(case, args),
        Act::Invite(args) => invite::decide(case, args),
        Act::AcceptInvitation(args) => accept::decide(case, args),
        Act::Revoke(args) => grant::revoke(case, args),
        Act::RotateCode(args) => community::rotate(case, args),
        Act::EditCampaign(args) => campaign::edit(case, args),
        Act::EditCommunity(args) => community::edit(case, args),
        Act::EditTeam(args) => team::edit(case, args),
        Act::EditZone(args) => zone::edit::decide(case, args),
        Act::EditSpot(args) => spot_edit::decide(case, args),
        Act::Resolve(args) => resolve::decide(case, args),
        Act::PublishNotice(args) => notice::publish(case, args),
        Act::TakeDownNotice(_) => notice::take_down(case),
        Act::ImportPeople(args) => import::people::decide(case, args),
        Act::ImportZones(args) => import::zones::decide(case, args),
        Act::ImportSpots(args) => import::spots::decide(case, args),
    }
}
