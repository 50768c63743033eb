//! What becomes of a record: a row to be brought in, one to be left out, or one in which something is wrong.

use chrono::NaiveDate;
use yingchun_domain::id::{CommunityId, TeamId, ZoneId};
use yingchun_domain::import::people::PersonRow;
use yingchun_domain::import::spots::SpotRow;
use yingchun_domain::import::zones::ZoneRow;
use yingchun_domain::text::{Line, Name, Phone, TextRefused};

use super::heads::{Column, Heads};
use super::known::{Known, Met, Village};
use super::table::Record;

/// What is brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A person, with her village and team.
    Person((CommunityId, Option<TeamId>), PersonRow),
    /// A zone, with its village.
    Zone(CommunityId, ZoneRow),
    /// A spot, with its zone.
    Spot(ZoneId, SpotRow),
}

impl Row {
    /// The number that a spot asks for.
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Spot(_, spot) => spot.number,
            Self::Person(..) | Self::Zone(..) => None,
        }
    }
}

/// What is wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there, and something has to.
    Missing(Column),
    /// It cannot be taken as it is.
    Unlawful(Column, String, TextRefused),
    /// Nothing of this name has been set up.
    Unknown(Column, String),
}

/// What is worth telling of a row that is brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Somebody else has the number.
    SameNumber(String),
    /// There is no such team: she comes in without one.
    NoSuchTeam(String),
    /// An unknown class: brought in as 其他.
    ClassedOther(String),
    /// No number with a unit: kept in the description.
    AmountInNote(String),
    /// No day: kept in the description.
    DayInNote(String),
    /// No way of finding: kept in the description.
    WayInNote(String),
    /// Found on a day that is still to come.
    DayToCome(NaiveDate),
    /// Another spot has the number.
    NumberTaken {
        /// What the sheet says.
        was: u32,
        /// What it gets.
        now: u32,
    },
    /// What stands for a number is none.
    NumberUnread {
        /// What the sheet says.
        was: String,
        /// What it gets.
        now: u32,
    },
    /// Nothing said where to meet: at the committee.
    MeetsAtCommittee,
}

/// Why a row is left out although nothing is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// It stands in the drive already.
    There,
    /// It stands above, on this line.
    Above(usize),
    /// She cancelled.
    Cancelled,
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is brought in.
    Taken(Row, Vec<Remark>),
    /// It is left out.
    Left(LeftOut),
    /// Something is wrong.
    Wrong(Vec<Fault>),
}

/// Where rows belong that do not say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Belongs {
    /// The village chosen on the page.
    pub community: Option<CommunityId>,
    /// The zone chosen on the page.
    pub zone: Option<ZoneId>,
}

/// A record under its heads, with what it may refer to.
pub(super) struct Reading<'a> {
    pub(super) heads: &'a Heads,
    pub(super) record: &'a Record,
    pub(super) known: &'a Known,
    pub(super) belongs: Belongs,
    /// The village of the row above: one merged cell stands for all rows beside it.
    pub(super) village_above: &'a str,
    pub(super) faults: Vec<Fault>,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    pub(super) const fn new(
        heads: &'a Heads,
        record: &'a Record,
        known: &'a Known,
        belongs: Belongs,
        village_above: &'a str,
    ) -> Self {
        Self { heads, record, known, belongs, village_above, faults: vec![], remarks: vec![] }
    }

    pub(super) fn cell(&self, column: Column) -> &'a str {
        self.heads.cell(self.record, column)
    }

    /// A cell that has to hold something.
    pub(super) fn must<T: TryFrom<&'a str, Error = TextRefused>>(&mut self, column: Column) -> Option<T> {
        match self.cell(column) {
            "" => {
                self.faults.push(Fault::Missing(column));
                None
            }
            _ => self.may(column),
        }
    }

    /// A cell that may be empty.
    fn may<T: TryFrom<&'a str, Error = TextRefused>>(&mut self, column: Column) -> Option<T> {
        let text = self.cell(column);
        if text.is_empty() {
            return None;
        }
        T::try_from(text).map_err(|why| self.faults.push(Fault::Unlawful(column, text.to_owned(), why))).ok()
    }

    /// The village that the row names, else the one above, else the one chosen, else the only one.
    pub(super) fn village(&mut self) -> Option<&'a Village> {
        let own = self.cell(Column::Community);
        let named = if own.is_empty() { self.village_above } else { own };
        if !named.is_empty() {
            let village = self.known.village(named);
            if village.is_none() {
                self.faults.push(Fault::Unknown(Column::Community, named.to_owned()));
            }
            return village;
        }
        let chosen = self.belongs.community.and_then(|id| self.known.village_of(id));
        let village = chosen.or(self.known.lone_village());
        if village.is_none() {
            self.faults.push(Fault::Missing(Column::Community));
        }
        village
    }

    fn team(&mut self, village: Option<&Village>) -> Option<TeamId> {
        let name = self.cell(Column::Team);
        let team = village.filter(|_| !name.is_empty()).and_then(|village| village.team(name));
        if team.is_none() && !name.is_empty() && village.is_some() {
            self.remarks.push(Remark::NoSuchTeam(name.to_owned()));
        }
        team
    }

    pub(super) fn end(self, row: Option<Row>) -> Verdict {
        match row.filter(|_| self.faults.is_empty()) {
            Some(row) => Verdict::Taken(row, self.remarks),
            None => Verdict::Wrong(self.faults),
        }
    }

    pub(super) fn person(mut self) -> Verdict {
        let name: Option<Name> = self.must(Column::Name);
        let phone: Option<Phone> = self.may(Column::Phone);
        let village = self.village();
        let team = self.team(village);
        let note = self.may(Column::Note);
        let (Some(name), Some(village)) = (name, village) else { return self.end(None) };
        match self.known.meets(village.id, name.as_str(), phone.as_ref().map(Phone::digits)) {
            Met::Herself if self.faults.is_empty() => return Verdict::Left(LeftOut::There),
            Met::SameNumber(other) => self.remarks.push(Remark::SameNumber(other)),
            Met::Herself | Met::Nobody => {}
        }
        self.end(Some(Row::Person((village.id, team), PersonRow { name, phone, note })))
    }

    pub(super) fn zone(mut self) -> Verdict {
        let name: Option<Name> = self.must(Column::Zone);
        let village = self.village();
        let bounds = self.may(Column::Bounds);
        let said: Option<Line> = self.may(Column::Meeting);
        let team = self.team(village).and_then(|_| Name::try_from(self.cell(Column::Team)).ok());
        let (Some(name), Some(village)) = (name, village) else { return self.end(None) };
        if self.known.zone(village.id, name.as_str()).is_some() && self.faults.is_empty() {
            return Verdict::Left(LeftOut::There);
        }
        let at_committee = Line::try_from(village.committee.as_str()).ok();
        if said.is_none() {
            self.remarks.push(Remark::MeetsAtCommittee);
        }
        let meeting = said.or(at_committee);
        let community = village.id;
        self.end(meeting.map(|meeting| Row::Zone(community, ZoneRow { name, bounds, meeting, team })))
    }
}
