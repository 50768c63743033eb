//! A line of a survey: a spot with what 台账 say of it. What no field takes as it is written is kept in the note, in its own
//! words, and remarked.

use yingchun_domain::id::ZoneId;
use yingchun_domain::import::spots::SpotRow;
use yingchun_domain::quantity::Quantity;
use yingchun_domain::spot::{Category, Finding};
use yingchun_domain::text::{Line, Note};
use yingchun_domain::time::UnixMs;

use super::amount::{Amount, amount_of};
use super::day::moment_of;
use super::heads::Column;
use super::rules::{Fault, LeftOut, Reading, Remark, Row, Verdict};

/// Between what a note is made of.
const BETWEEN: &str = "；";

impl Reading<'_> {
    pub(super) fn spot(mut self) -> Verdict {
        let place: Option<Line> = self.must(Column::Place);
        let zone = self.zone_named();
        let mut words = vec![self.cell(Column::Problem).to_owned()];
        let category = self.category(&mut words);
        let quantity = self.amount(&mut words);
        let found_by = self.found_by(&mut words);
        let found_at = self.found_at(&mut words);
        words.push(self.cell(Column::Note).to_owned());
        let note = self.note(words);
        let number = number_of(self.cell(Column::Number));
        let (Some(place), Some(zone)) = (place, zone) else { return self.end(None) };
        if self.known.has_spot(zone, place.as_str()) && self.faults.is_empty() {
            return Verdict::Left(LeftOut::There);
        }
        self.end(Some(Row::Spot(
            zone,
            SpotRow { number, place, category, quantity, note, found_by, found_at },
        )))
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

    fn category(&mut self, words: &mut Vec<String>) -> Category {
        let text = self.cell(Column::Category);
        class_of(text).unwrap_or_else(|| {
            if !text.is_empty() && text != Category::Other.zh() {
                self.remarks.push(Remark::ClassedOther(text.to_owned()));
                words.push(text.to_owned());
            }
            Category::Other
        })
    }

    fn amount(&mut self, words: &mut Vec<String>) -> Option<Quantity> {
        match amount_of(self.cell(Column::Amount), self.heads.unit(self.record)) {
            Amount::Unsaid => None,
            Amount::Counted(quantity) => Some(quantity),
            Amount::Words(text) => {
                self.remarks.push(Remark::AmountInNote(text.clone()));
                words.push(text);
                None
            }
        }
    }

    fn found_by(&mut self, words: &mut Vec<String>) -> Option<Finding> {
        let text = self.cell(Column::FoundBy);
        if text.is_empty() {
            return None;
        }
        let (finding, whole) = way_of(text);
        if !whole {
            words.push(text.to_owned());
        }
        if finding.is_none() {
            self.remarks.push(Remark::WayInNote(text.to_owned()));
        }
        finding
    }

    fn found_at(&mut self, words: &mut Vec<String>) -> Option<UnixMs> {
        let text = self.cell(Column::FoundAt);
        if text.is_empty() {
            return None;
        }
        let today = self.known.today;
        let moment = moment_of(text, today);
        match moment {
            None => {
                self.remarks.push(Remark::DayInNote(text.to_owned()));
                words.push(text.to_owned());
            }
            Some(moment) if moment.day() > today => self.remarks.push(Remark::DayToCome(moment.day())),
            Some(_) => {}
        }
        moment
    }

    fn note(&mut self, words: Vec<String>) -> Option<Note> {
        let said: Vec<String> = words.into_iter().filter(|said| !said.is_empty()).collect();
        let said = said.join(BETWEEN);
        Note::optional(&said)
            .map_err(|why| self.faults.push(Fault::Unlawful(Column::Problem, said, why)))
            .ok()
            .flatten()
    }
}

/// 「12」, 「12号」.
fn number_of(text: &str) -> Option<u32> {
    super::chain::folded(text).trim_end_matches(['号', '.', '、']).trim().parse().ok()
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

/// How it was found, and whether that is all that the text says.
fn way_of(text: &str) -> (Option<Finding>, bool) {
    const WAYS: &[(&str, Finding)] = &[
        ("暗访", Finding::Unannounced),
        ("督查", Finding::Inspection),
        ("督导", Finding::Inspection),
        ("群众反映", Finding::Report),
        ("群众举报", Finding::Report),
        ("群众", Finding::Report),
        ("举报", Finding::Report),
        ("反映", Finding::Report),
        ("投诉", Finding::Report),
        ("12345", Finding::Report),
        ("自查", Finding::OwnSurvey),
        ("摸排", Finding::OwnSurvey),
        ("排查", Finding::OwnSurvey),
        ("巡查", Finding::OwnSurvey),
    ];
    match WAYS.iter().find(|(word, _)| text.contains(word)) {
        Some((word, finding)) => (Some(*finding), text == *word),
        None => (None, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_known_among_other_words() {
        assert_eq!(class_of("河道(沟渠)漂浮物"), Some(Category::RiverBank));
        assert_eq!(class_of("建筑垃圾未清运"), Some(Category::BuildingWaste));
        assert_eq!(class_of("别的"), None);
        assert_eq!(class_of(""), None);
    }

    #[test]
    fn the_ways_of_finding_are_those_of_ledgers() {
        for finding in [Finding::OwnSurvey, Finding::Inspection, Finding::Unannounced, Finding::Report] {
            assert_eq!(way_of(finding.zh()), (Some(finding), true));
        }
        assert_eq!(way_of("县级明察暗访"), (Some(Finding::Unannounced), false));
        assert_eq!(way_of("12345热线"), (Some(Finding::Report), false));
        assert_eq!(way_of("网上看到"), (None, false));
    }
}
