//! `resolve`: the office, or the leader of the zone, chooses between two values. What stands by then may be a third that
//! she did not compare: then the one that she chose stands beside it on a card of its own.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ConflictCard, Keep, Settled};
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::edit::version;
use crate::refused::{Refused, Remark};
use crate::row::Kind;
use crate::zone::Zone;

/// Which value holds. The target is the card's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolve {
    /// The choice.
    pub keep: Keep,
}

pub(crate) fn needs(target: Uuid, asking: &mut Asking<'_>) {
    asking.row(Kind::ConflictCard, target);
    if let Some(card) = asking.set.get::<ConflictCard>(target).known() {
        asking.row(Kind::Zone, card.about.id);
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &Resolve) -> Result<Decided, Stop> {
    // A phone may show a card hopefully that the hub never made: an entry that waited for it would wait for ever.
    let Some(card) = case.set.get::<ConflictCard>(case.entry.target).known() else {
        return Ok(Decided::merged(vec![], Remark::NothingToChoose));
    };
    let zone = case.there::<Zone>(card.about.id)?;
    if !card.offered.may_be_set_by(case, zone) {
        return Err(Refused::NotYours.into());
    }
    if card.settled.is_some() {
        return Ok(Decided::merged(vec![], Remark::SettledBefore));
    }
    let chosen = version(case)?;
    let settled = Settled {
        entry: chosen.entry,
        by: chosen.by,
        by_name: chosen.by_name.clone(),
        at: chosen.at,
        keep: args.keep,
    };
    let mut changes = vec![Change::Put(ConflictCard { settled: Some(settled), ..card.clone() }.into())];
    let (group, stands) = (card.offered.group(), card.offered.as_it_stands(zone));
    if args.keep == Keep::Current || stands == card.offered {
        return Ok(Decided::applied(changes));
    }
    if zone.versions.of(group) == card.current_by.as_ref() {
        let versions = zone.versions.with(group, chosen);
        changes.push(Change::Put(Zone { versions, ..card.offered.written_into(zone, case.since()) }.into()));
        return Ok(Decided::applied(changes));
    }
    let anew = ConflictCard {
        id: case.entry.id.creates(0).into(),
        current: stands,
        current_by: zone.versions.of(group).cloned(),
        ..card.clone()
    };
    changes.push(Change::Put(anew.into()));
    Ok(Decided::conflict(changes, Remark::TwoValues))
}
