//! `pass` 验收通过, `send_back` 退回整改 and `ask_photo` 请补一张照片: somebody else's eyes. Decisions: they need the right when they arrive.

use serde::{Deserialize, Serialize};

use super::{Passing, Return, Shortfall, Spot, SpotState};
use crate::decide::{Case, Change, Decided, Stop};
use crate::id::{EntryId, PersonId};
use crate::person::Person;
use crate::refused::Refused;
use crate::text::{Line, Name, Note};
use crate::time::UnixMs;

/// 验收通过. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// The cleaning that the inspector looked at: what came later she has not seen.
    pub cleaning: EntryId,
}

/// 退回整改. The target is the spot's id; a photo of the problem may ride on the entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendBack {
    /// The cleaning that the inspector looked at.
    pub cleaning: EntryId,
    /// 哪里没清好
    pub reason: Shortfall,
    /// 具体在哪
    pub place: Line,
    /// 什么时候改好
    pub due: UnixMs,
}

/// 请补一张照片: not a return, no count and no deadline. The target is the spot's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskPhoto {
    /// The cleaning that the inspector looked at.
    pub cleaning: EntryId,
    /// What she would like to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

/// That an inspector would like to see one photo more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The entry that said it.
    pub entry: EntryId,
    /// Who asks.
    pub by: PersonId,
    /// The name of who asks.
    pub by_name: Name,
    /// When, by the hub's clock.
    pub at: UnixMs,
    /// What she would like to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Note>,
}

pub(crate) fn ask_photo(case: &Case<'_>, args: &AskPhoto) -> Result<Decided, Stop> {
    let (spot, inspector) = looked_at(case, args.cleaning)?;
    let asked = Asked {
        entry: case.entry.id,
        by: inspector.id,
        by_name: inspector.name.clone(),
        at: case.context.received,
        words: args.words.clone(),
    };
    Ok(Decided::put(Spot { asked: Some(asked), ..spot.clone() }))
}

pub(crate) fn pass(case: &Case<'_>, args: &Pass) -> Result<Decided, Stop> {
    let (spot, inspector) = looked_at(case, args.cleaning)?;
    let passing = Passing {
        entry: case.entry.id,
        by: inspector.id,
        by_name: inspector.name.clone(),
        at: case.context.received,
        closed_at: None,
    };
    Ok(Decided::put(Spot { state: SpotState::Passed, passing: Some(passing), asked: None, ..spot.clone() }))
}

pub(crate) fn send_back(case: &Case<'_>, args: &SendBack) -> Result<Decided, Stop> {
    let (spot, inspector) = looked_at(case, args.cleaning)?;
    let cleaning = spot.last_cleaning().ok_or(Refused::SpotMovedOn)?;
    let entry = case.entry.id;
    let returned = Return {
        entry,
        by: inspector.id,
        by_name: inspector.name.clone(),
        to: cleaning.by,
        at: case.context.received,
        reason: args.reason,
        place: args.place.clone(),
        due: args.due,
        handed_to: None,
    };
    let state = SpotState::Returned { entry, due: args.due };
    let mut changed = Spot { state, asked: None, ..spot.clone() };
    changed.returns.push(returned);
    let photos = case.photos_of(spot.id);
    Ok(Decided::applied([Change::Put(changed.into())].into_iter().chain(photos).collect()))
}

/// The spot whose standing cleaning the author looked at, and the author: an inspector or organiser, never a doer, nor
/// the inspector to whose return somebody objected.
fn looked_at<'a>(case: &Case<'a>, cleaning: EntryId) -> Result<(&'a Spot, &'a Person), Stop> {
    let spot = case.there::<Spot>(case.entry.target)?;
    let inspector = case.there::<Person>(case.entry.author.uuid())?;
    if !case.is_inspector() && !case.is_organiser() {
        return Err(Refused::NotYours.into());
    }
    if spot.worked_on_by(inspector.id) {
        return Err(Refused::OwnWork.into());
    }
    if spot.waits_for_another_than(inspector.id) && !case.is_organiser() {
        return Err(Refused::AnotherInspector.into());
    }
    match &spot.state {
        SpotState::Cleaned { cleaning: standing } if *standing == cleaning => Ok((spot, inspector)),
        SpotState::Cleaned { .. }
        | SpotState::Reported
        | SpotState::Open
        | SpotState::Claimed { .. }
        | SpotState::Returned { .. }
        | SpotState::Passed
        | SpotState::Closed
        | SpotState::Cancelled { .. } => Err(Refused::SpotMovedOn.into()),
    }
}
