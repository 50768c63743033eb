//! `beg_off` 去不了，请队长换人: who is at a spot, or whose work came back, cannot go. A fact: nobody is held to a promise, and
//! no reason is owed. Her leader sees it; whoever answers the return ends it. Of anybody else's it changes nothing: a return
//! is not lost because somebody who need not go says that she cannot.

use serde::{Deserialize, Serialize};

use super::{Spot, SpotState};
use crate::decide::{Case, Decided, Stop};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::refused::{Refused, Remark};
use crate::text::{Name, Note};
use crate::time::UnixMs;

/// From what. The target is the spot's id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegOff {
    /// The return that she cannot answer; none where she gives up a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<EntryId>,
    /// What she says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

/// That somebody cannot go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begged {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who cannot.
    pub by: PersonId,
    /// Her name.
    pub by_name: Name,
    /// When, as judged.
    pub at: UnixMs,
    /// What she says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

pub(crate) fn decide(case: &Case<'_>, args: &BegOff) -> Result<Decided, Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let doer = case.there::<Person>(case.doer().uuid())?;
    if !case.works_on(spot) {
        return Err(Refused::NotYours.into());
    }
    let state = match &spot.state {
        SpotState::Claimed { by, .. } if *by == doer.id => SpotState::Open,
        SpotState::Returned { entry, .. }
            if Some(*entry) == args.returned && waits_for(case, spot, doer.id) =>
        {
            spot.state.clone()
        }
        SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Cleaned { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => return Ok(Decided::merged(vec![], Remark::SpotMovedOn)),
    };
    let begged = Begged {
        entry: case.entry.id,
        by: doer.id,
        by_name: doer.name.clone(),
        at: case.context.judged_at,
        words: args.words.clone(),
    };
    Ok(Decided::put(Spot { state, begged: Some(Box::new(begged)), ..spot.clone() }))
}

/// Whether a spot that came back waits for this person: she cleaned it, or it was given to her, or the author leads there.
fn waits_for(case: &Case<'_>, spot: &Spot, doer: PersonId) -> bool {
    let given = spot.standing_return().is_some_and(|it| it.to == doer || it.mender() == doer);
    given || spot.worked_on_by(doer) || case.leads_spot(spot)
}
