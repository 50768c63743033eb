//! What becomes of a record: a row to be brought in, one to be left out, or one in which something is wrong.

use yingchun_domain::id::{CommunityId, TeamId, ZoneId};
use yingchun_domain::import::people::PersonRow;
use yingchun_domain::import::spots::SpotRow;
use yingchun_domain::import::zones::ZoneRow;
use yingchun_domain::quantity::{Quantity, Unit};
use yingchun_domain::spot::Category;
use yingchun_domain::text::{Line, Name, Note, Phone, TextRefused};

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
    faults: Vec<Fault>,
    remarks: Vec<Remark>,
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

    fn cell(&self, column: Column) -> &'a str {
        self.heads.cell(self.record, column)
    }

    /// A cell that has to hold something.
    fn must<T: TryFrom<&'a str, Error = TextRefused>>(&mut self, column: Column) -> Option<T> {
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
    fn village(&mut self) -> Option<&'a Village> {
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

    fn end(self, row: Option<Row>) -> Verdict {
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

    pub(super) fn spot(mut self) -> Verdict {
        let place: Option<Line> = self.must(Column::Place);
        let zone = self.zone_named();
        let category = self.category();
        let (quantity, note) = self.amount_and_note();
        let number = self.cell(Column::Number).parse().ok();
        let (Some(place), Some(zone)) = (place, zone) else { return self.end(None) };
        if self.known.has_spot(zone, place.as_str()) && self.faults.is_empty() {
            return Verdict::Left(LeftOut::There);
        }
        self.end(Some(Row::Spot(zone, SpotRow { number, place, category, quantity, note })))
    }

    fn zone_named(&mut self) -> Option<ZoneId> {
        let name = self.cell(Column::Zone);
        if name.is_empty() {
            if self.belongs.zone.is_none() {
                self.faults.push(Fault::Missing(Column::Zone));
            }
            return self.belongs.zone;
        }
        let village = self.village()?;
        let zone = self.known.zone(village.id, name);
        if zone.is_none() {
            self.faults.push(Fault::Unknown(Column::Zone, name.to_owned()));
        }
        zone
    }

    fn category(&mut self) -> Category {
        let text = self.cell(Column::Category);
        class_of(text).unwrap_or_else(|| {
            if !text.is_empty() {
                self.remarks.push(Remark::ClassedOther(text.to_owned()));
            }
            Category::Other
        })
    }

    fn amount_and_note(&mut self) -> (Option<Quantity>, Option<Note>) {
        let (amount, problem) = (self.cell(Column::Amount), self.cell(Column::Problem));
        let found = amount_of(amount);
        if amount.is_empty() || found.is_some() {
            return (found, self.may(Column::Problem));
        }
        self.remarks.push(Remark::AmountInNote(amount.to_owned()));
        let both = if problem.is_empty() { amount.to_owned() } else { format!("{problem} {amount}") };
        let note = Note::try_from(both.as_str());
        (None, note.map_err(|why| self.faults.push(Fault::Unlawful(Column::Problem, both, why))).ok())
    }
}

/// A class as offices write it, also with more words around it.
fn class_of(text: &str) -> Option<Category> {
    const ALIKE: &[(&str, Category)] = &[
        ("乱贴乱画", Category::Flyposting),
        ("牛皮癣", Category::Flyposting),
        ("沟渠", Category::RiverBank),
        ("坑塘", Category::RiverBank),
        ("路域", Category::Roadside),
        ("道路", Category::Roadside),
        ("死角", Category::NeglectedCorner),
        ("柴草", Category::Heaps),
        ("杂物", Category::Clutter),
    ];
    let named = Category::ALL.into_iter().find(|category| !text.is_empty() && text.contains(category.zh()));
    named.or_else(|| ALIKE.iter().find(|(word, _)| text.contains(word)).map(|(_, category)| *category))
}

/// 「约2方」, 「0.3 吨」; `None` where it is no number with a unit. Units are never converted.
fn amount_of(text: &str) -> Option<Quantity> {
    let text = text.trim().trim_start_matches(['约', '大']).trim_start_matches("概").trim();
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.')?;
    let (number, unit) = text.split_at(end);
    let unit = Unit::ALL.into_iter().find(|it| it.zh() == unit.trim())?;
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let rest = match rest.len() {
        0 => 0,
        1 => rest.parse::<u32>().ok()? * 10,
        2 => rest.parse().ok()?,
        _ => return None,
    };
    let hundredths = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(rest)?;
    Some(Quantity { hundredths, unit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_number_with_a_unit_as_it_was_counted() {
        for (text, shown) in [("约2方", "2方"), ("0.3 吨", "0.3吨"), ("40米", "40米"), ("大概12车", "12车")]
        {
            assert_eq!(amount_of(text).map(|it| it.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "两车", "3", "1.234吨", "99999999999车", "2千米", "."] {
            assert_eq!(amount_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_class_is_known_among_other_words() {
        assert_eq!(class_of("河道(沟渠)漂浮物"), Some(Category::RiverBank));
        assert_eq!(class_of("建筑垃圾未清运"), Some(Category::BuildingWaste));
        assert_eq!(class_of("别的"), None);
        assert_eq!(class_of(""), None);
    }
}
