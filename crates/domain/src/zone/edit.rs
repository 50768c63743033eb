//! `edit_zone`: one group of a zone's fields is set as a whole. Where two people set the leader or the slots without
//! knowing of each other, both values stand on a card until somebody chooses.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::create::are_lawful;
use super::{Hazard, Slot, Zone};
use crate::conflict::ConflictCard;
use crate::decide::{Asking, Case, Change, Decided, Stop};
use crate::edit::{WORDS, is_of_what_stands, version};
use crate::id::TeamId;
use crate::led::{self, Led, Since};
use crate::refused::{Refused, Remark};
use crate::row::{Kept as _, Kind};
use crate::team::Team;
use crate::text::{Line, Name, Note};

/// The name of the group that says which team has the zone.
pub const LEADER: &str = "leader";
/// The name of the group that says when and where people meet.
pub const SLOT: &str = "slot";

/// One group of fields with its new value. The target is the zone's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "group", rename_all = "snake_case")]
pub enum EditZone {
    /// Which team has it.
    Leader {
        /// None: it waits for a team.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<TeamId>,
    },
    /// When and where people meet.
    Slot {
        /// All slots that are on the plan from then on.
        slots: Vec<Slot>,
        /// Where people meet.
        meeting: Line,
    },
    /// What it is called and what is to be known of it.
    Words {
        /// Its name.
        name: Name,
        /// From where to where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bounds: Option<Note>,
        /// What to bring.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bring: Option<Line>,
        /// Whether only adults are asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hazard: Option<Hazard>,
    },
}

impl EditZone {
    /// The name of the group: what an entry's `base` calls it.
    #[must_use]
    pub const fn group(&self) -> &'static str {
        match self {
            Self::Leader { .. } => LEADER,
            Self::Slot { .. } => SLOT,
            Self::Words { .. } => WORDS,
        }
    }

    pub(crate) fn needs(&self, target: Uuid, asking: &mut Asking<'_>) {
        asking.row(Kind::Zone, target);
        if let Self::Leader { team: Some(team) } = self {
            asking.row(Kind::Team, team.uuid());
        }
    }

    /// The zone with this value since a change.
    pub(crate) fn written_into(&self, zone: &Zone, since: Since) -> Zone {
        let zone = zone.clone();
        match self.clone() {
            Self::Leader { team } => {
                let led_before = led::after(&zone.led_before, zone.led_by(), team.map(Led::Team), since);
                Zone { team, led_before, ..zone }
            }
            Self::Slot { slots, meeting } => {
                let off = |slot: &Slot| slots.iter().all(|it| it.id != slot.id);
                let past = zone.past_slots.iter().chain(&zone.slots).filter(|slot| off(slot)).cloned();
                Zone { past_slots: past.collect(), slots, meeting, ..zone }
            }
            Self::Words { name, bounds, bring, hazard } => Zone { name, bounds, bring, hazard, ..zone },
        }
    }

    /// What the zone has in the same place.
    pub(crate) fn as_it_stands(&self, zone: &Zone) -> Self {
        match self {
            Self::Leader { .. } => Self::Leader { team: zone.team },
            Self::Slot { .. } => Self::Slot { slots: zone.slots.clone(), meeting: zone.meeting.clone() },
            Self::Words { .. } => Self::Words {
                name: zone.name.clone(),
                bounds: zone.bounds.clone(),
                bring: zone.bring.clone(),
                hazard: zone.hazard,
            },
        }
    }

    /// The office sets everything; the leader of the zone sets when and where her people meet.
    pub(crate) fn may_be_set_by(&self, case: &Case<'_>, zone: &Zone) -> bool {
        let leads = matches!(self, Self::Slot { .. }) && case.leads_zone(zone);
        leads || case.is_organiser()
    }
}

pub(crate) fn decide(case: &Case<'_>, args: &EditZone) -> Result<Decided, Stop> {
    let zone = case.there::<Zone>(case.entry.target)?;
    if !args.may_be_set_by(case, zone) {
        return Err(Refused::NotYours.into());
    }
    if let EditZone::Leader { team: Some(team) } = args
        && case.there::<Team>(team.uuid())?.community != zone.community
    {
        return Err(Refused::OtherCommunity.into());
    }
    if let EditZone::Slot { slots, .. } = args
        && !are_lawful(slots)
    {
        return Err(Refused::SlotsUnlawful.into());
    }
    let current = args.as_it_stands(zone);
    let edited = version(case)?;
    if is_of_what_stands(case, &zone.versions, args.group()) {
        let versions = zone.versions.with(args.group(), edited);
        return Ok(Decided::put(Zone { versions, ..args.written_into(zone, case.since()) }));
    }
    if current == *args {
        return Ok(Decided::merged(vec![], Remark::SameValue));
    }
    if matches!(args, EditZone::Words { .. }) {
        return Err(Refused::ChangedMeanwhile.into());
    }
    let card = ConflictCard {
        id: case.entry.id.creates(0).into(),
        about: zone.key(),
        group: args.group().to_owned(),
        current,
        current_by: zone.versions.of(args.group()).cloned(),
        offered: args.clone(),
        offered_by: edited,
        settled: None,
    };
    Ok(Decided::conflict(vec![Change::Put(card.into())], Remark::TwoValues))
}
