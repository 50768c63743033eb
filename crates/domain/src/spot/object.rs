//! `object` 我觉得已经干净了: her answer to a return, which goes to somebody else's eyes. A fact: never refused because
//! the world moved on (invariant 15).

use serde::{Deserialize, Serialize};

use super::{Spot, SpotState};
use crate::decide::{Case, Change, Decided, Stop};
use crate::enough::{Adds, has_room};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::text::{Name, Note};
use crate::time::UnixMs;

/// Why it is clean. The target is the spot's id; photos ride on the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The return that it answers.
    pub returned: EntryId,
    /// What she says; an after-photo may say it as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

/// One objection to a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who objects.
    pub by: PersonId,
    /// Her name: all that an inspector sees of her.
    pub by_name: Name,
    /// Who recorded it, where a leader did so on her behalf.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<PersonId>,
    /// When, as judged.
    pub at: UnixMs,
    /// The return that it answers.
    pub returned: EntryId,
    /// Who had returned it: somebody else looks this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<PersonId>,
    /// The cleaning that it says is good enough, where it moved the spot; else it is evidence only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleaning: Option<EntryId>,
    /// What she says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

pub(crate) fn decide(case: &Case<'_>, args: &Object) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let doer = case.there::<Person>(case.doer().uuid())?;
    if !case.works_on(spot) {
        return Err(Refused::NotYours.into());
    }
    let shows = case.brings_after_photo();
    if !shows && args.words.is_none() {
        return Err(Refused::ObjectionEmpty.into());
    }
    let (cleaning, remark) = after_objecting(spot, args.returned);
    let adds = if cleaning.is_some() { Adds::Work } else { Adds::Evidence };
    if !has_room(spot.objections.len(), adds) {
        return Ok(Decided::merged(vec![], Remark::Enough));
    }
    let objection = Objection {
        entry: case.entry.id,
        by: doer.id,
        by_name: doer.name.clone(),
        recorded_by: (case.entry.author != doer.id).then_some(case.entry.author),
        at: case.context.judged_at,
        returned: args.returned,
        inspector: spot.returns.iter().find(|it| it.entry == args.returned).map(|it| it.by),
        cleaning,
        words: args.words.clone(),
    };
    let mut changed = spot.clone();
    if let Some(cleaning) = cleaning {
        changed.state = SpotState::Cleaned { cleaning };
        changed.begged = None;
    }
    if shows {
        changed.asked = None;
    }
    changed.objections.push(objection);
    let changes = [Change::Put(changed.into())].into_iter().chain(case.photos_of(spot.id)).collect();
    Ok(Decided::applied(changes).remarked(remark))
}

/// The cleaning that stands again, if the spot still waits for an answer to this return.
fn after_objecting(spot: &Spot, returned: EntryId) -> (Option<EntryId>, Option<Remark>) {
    match &spot.state {
        SpotState::Returned { entry, .. } if *entry == returned => match spot.last_cleaning() {
            Some(cleaning) => (Some(cleaning.entry), None),
            None => (None, Some(Remark::KeptAsEvidence)),
        },
        SpotState::Returned { .. } => (None, Some(Remark::AnswersNoReturn)),
        SpotState::Cancelled { .. } => (None, Some(Remark::SpotCancelled)),
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Passed
        | SpotState::Closed => (None, Some(Remark::KeptAsEvidence)),
    }
}

impl Spot {
    /// The objection by which the standing cleaning waits for another inspector.
    #[must_use]
    pub fn standing_objection(&self) -> Option<&Objection> {
        self.standing_objections().last()
    }

    /// Whether a person returned this very cleaning and was objected to: somebody else looks this time.
    #[must_use]
    pub fn waits_for_another_than(&self, inspector: PersonId) -> bool {
        self.standing_objections().any(|it| it.inspector == Some(inspector))
    }

    fn standing_objections(&self) -> impl Iterator<Item = &Objection> {
        let standing = if let SpotState::Cleaned { cleaning } = &self.state { Some(*cleaning) } else { None };
        self.objections.iter().filter(move |it| it.cleaning.is_some() && it.cleaning == standing)
    }
}
