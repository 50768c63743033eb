//! Notice 公告: what the office tells everybody, or a community, or a leader her team.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::community::Community;
use crate::decide::{Asking, Case, Decided, Stop};
use crate::edit::version;
use crate::id::{CommunityId, NoticeId, PersonId, TeamId};
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::team::Team;
use crate::text::{Line, Name, Note};
use crate::time::UnixMs;

/// Whom a notice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "are", rename_all = "snake_case")]
pub enum Readers {
    /// Everybody of the drive.
    Everybody,
    /// A village or community.
    Community {
        /// Which one.
        community: CommunityId,
    },
    /// A team.
    Team {
        /// Which one.
        team: TeamId,
    },
}

/// A notice. It is never rewritten: another one is published, and this one taken down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Which one.
    pub id: NoticeId,
    /// Whom it is for.
    pub to: Readers,
    /// In one line.
    pub title: Line,
    /// All of it.
    pub words: Note,
    /// Until when it is of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UnixMs>,
    /// Who published it.
    pub by: PersonId,
    /// The name of who published it.
    pub by_name: Name,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// When it was taken down, by the hub's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_down: Option<UnixMs>,
}

impl Notice {
    /// Whether it is to be shown at a moment.
    #[must_use]
    pub fn stands_at(&self, moment: UnixMs) -> bool {
        self.taken_down.is_none() && self.until.is_none_or(|until| moment < until)
    }
}

/// What is told to whom. The target is the notice's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishNotice {
    /// Whom it is for.
    pub to: Readers,
    /// In one line.
    pub title: Line,
    /// All of it.
    pub words: Note,
    /// Until when it is of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<UnixMs>,
}

impl PublishNotice {
    pub(crate) fn needs(&self, target: Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Notice, target);
        match self.to {
            Readers::Everybody => {}
            Readers::Community { community } => asking.row(Kind::Community, community.uuid()),
            Readers::Team { team } => asking.row(Kind::Team, team.uuid()),
        }
    }
}

/// `take_down_notice` says nothing but its target, the notice's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeDownNotice {}

pub(crate) fn publish(case: &Case<'_>, args: &PublishNotice) -> Result<Decided, Stop> {
    may_tell(case, args.to)?;
    case.new_target::<Notice>()?;
    match args.to {
        Readers::Everybody => {}
        Readers::Community { community } => {
            case.there::<Community>(community.uuid())?;
        }
        Readers::Team { team } => {
            case.there::<Team>(team.uuid())?;
        }
    }
    let author = version(case)?;
    Ok(Decided::put(Notice {
        id: case.entry.target.into(),
        to: args.to,
        title: args.title.clone(),
        words: args.words.clone(),
        until: args.until,
        by: author.by,
        by_name: author.by_name,
        at: author.at,
        taken_down: None,
    }))
}

pub(crate) fn take_down(case: &Case<'_>) -> Result<Decided, Stop> {
    let notice = case.there::<Notice>(case.entry.target)?;
    may_tell(case, notice.to)?;
    if notice.taken_down.is_some() {
        return Ok(Decided::merged(vec![], Remark::TakenDownBefore));
    }
    Ok(Decided::put(Notice { taken_down: Some(case.context.received), ..notice.clone() }))
}

/// The office tells everybody, a leader her own team.
fn may_tell(case: &Case<'_>, to: Readers) -> Result<(), Refused> {
    let leads = matches!(to, Readers::Team { team } if case.leads(team));
    if leads || case.is_organiser() { Ok(()) } else { Err(Refused::NotYours) }
}
