//! Who leads a zone or a person, and who led them before.
//!
//! A fact is never refused because somebody else leads there since (invariant 15): a thing remembers who led it, and until
//! when. What counts is whether the author could know: an act that is older than the change by the hub's clock, or that was
//! made on a phone which had not read the change, is judged as if it had not come.

use serde::{Deserialize, Serialize};

use crate::id::{CommunityId, TeamId};
use crate::row::CommitNo;
use crate::time::UnixMs;

/// Whose leaders lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Led {
    /// Those of one team.
    Team(TeamId),
    /// Those of every team of a community.
    Community(CommunityId),
}

/// When something changed: by the hub's clock, and the commit that a phone has to have read to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Since {
    /// When the hub had it.
    pub at: UnixMs,
    /// The commit that holds it.
    pub commit: CommitNo,
}

/// Who led before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Whose leaders.
    pub by: Led,
    /// The change that ended it, the last one where it came back in between.
    pub until: Since,
}

/// Who led before a change from one to another, by what was remembered before it.
pub(crate) fn after(before: &[Before], was: Option<Led>, is: Option<Led>, until: Since) -> Vec<Before> {
    if was == is {
        return before.to_vec();
    }
    let others = before.iter().filter(|it| Some(it.by) != was && Some(it.by) != is).copied();
    others.chain(was.map(|by| Before { by, until })).collect()
}
