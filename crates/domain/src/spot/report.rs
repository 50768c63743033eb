//! `report`: anybody of the community says that a place is dirty (发现新的脏乱处). It has no zone until it is opened. Inspectors
//! and organisers are of no community: they say in which one the place lies.

use serde::{Deserialize, Serialize};

use super::{Category, Finding, Spot, SpotState};
use crate::community::Community;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::edit::Versions;
use crate::id::CommunityId;
use crate::person::Person;
use crate::refused::Refused;
use crate::row::Kind;
use crate::text::{Line, Note};

/// What was seen. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Where it is, in words.
    pub place: Line,
    /// What it looks like.
    pub category: Category,
    /// More about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// In which community, where it is not her own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityId>,
}

impl Report {
    pub(crate) fn needs(&self, target: uuid::Uuid, asking: &mut Asking<'_>) {
        asking.spot(target);
        if let Some(community) = self.community {
            asking.row(Kind::Community, community.uuid());
        }
    }

    /// Where the place lies: in her own community, or wherever an official says.
    fn lies_in(&self, case: &Case<'_>, author: &Person) -> Result<CommunityId, Stop> {
        match self.community.or(author.community) {
            Some(named) if author.community == Some(named) => Ok(named),
            Some(named) if case.is_inspector() || case.is_organiser() => {
                case.there::<Community>(named.uuid()).map(|community| community.id)
            }
            Some(_) | None => Err(Refused::NotYours.into()),
        }
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Report) -> Result<Decided, Stop> {
    let author = case.there::<Person>(case.entry.author.uuid())?;
    let community = args.lies_in(case, author)?;
    case.new_target::<Spot>()?;
    let spot = Spot {
        id: case.entry.target.into(),
        community,
        zone: None,
        number: None,
        place: args.place.clone(),
        category: args.category,
        note: args.note.clone(),
        found: None,
        found_by: Finding::Report,
        found_at: case.context.judged_at,
        reported_by: Some(author.id),
        state: SpotState::Reported,
        cleanings: vec![],
        returns: vec![],
        passing: None,
        objections: vec![],
        asked: None,
        opened: None,
        begged: None,
        versions: Versions::default(),
    };
    let photos = case.photos_of(spot.id);
    Ok(Decided::applied([Change::Put(spot.into())].into_iter().chain(photos).collect()))
}
