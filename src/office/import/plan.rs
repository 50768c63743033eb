//! The plan of an import: every row with what becomes of it, before anything is sent.

use std::collections::BTreeMap;

use super::chain::Link;
use super::heads::{Column, Heads, ROWS_ABOVE_MOST, Sort};
use super::known::Known;
use super::rules::{Belongs, LeftOut, Reading, Remark, Row, Verdict};
use super::table::Record;

/// The most rows of one file: more than a district has, less than a browser can hold.
pub const ROWS_MOST: usize = 100_000;

/// A row of the sheet with what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The line on which it stands.
    pub line: usize,
    /// Its cells in the order of [`Sort::takes`].
    pub cells: Vec<String>,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// How many rows come to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Brought in.
    pub taken: usize,
    /// Brought in, with something to tell.
    pub remarked: usize,
    /// Left out.
    pub left: usize,
    /// Wrong.
    pub wrong: usize,
}

/// Takes records one after the other and judges them.
#[derive(Debug, Clone)]
pub struct Planner {
    sort: Sort,
    known: Known,
    belongs: Belongs,
    /// The heads, once they were found.
    pub heads: Option<Heads>,
    above: usize,
    village_above: String,
    /// Whether an empty village means the one above: in a sheet it does, in a list that people wrote it does not.
    fills_down: bool,
    met: BTreeMap<String, usize>,
    /// All rows so far.
    pub rows: Vec<Planned>,
    /// How many came to what.
    pub counts: Counts,
    /// There were more rows than are read.
    pub cut: bool,
}

impl Planner {
    /// A planner that has to find the heads; or that knows them.
    pub fn new(sort: Sort, known: Known, belongs: Belongs, heads: Option<Heads>) -> Self {
        Self {
            sort,
            known,
            belongs,
            fills_down: heads.is_none(),
            heads,
            above: 0,
            village_above: String::new(),
            met: BTreeMap::new(),
            rows: vec![],
            counts: Counts::default(),
            cut: false,
        }
    }

    /// Whether it gave up looking for heads.
    pub const fn is_without_heads(&self) -> bool {
        self.heads.is_none() && self.above >= ROWS_ABOVE_MOST
    }

    /// Takes the next record.
    pub fn take(&mut self, record: &Record) {
        if record.is_empty() || self.is_without_heads() {
            return;
        }
        let Some(heads) = &self.heads else {
            self.heads = Heads::of(record, self.sort);
            self.above += 1;
            return;
        };
        if is_foot(record) {
            return;
        }
        if self.rows.len() >= ROWS_MOST {
            self.cut = true;
            return;
        }
        let record = &*heads.straight(record);
        let reading = Reading::new(heads, record, &self.known, self.belongs, &self.village_above);
        let verdict = match self.sort {
            Sort::People => reading.person(),
            Sort::Zones => reading.zone(),
            Sort::Spots => reading.spot(),
        };
        let cells = self.sort.takes().iter().map(|column| heads.cell(record, *column).to_owned()).collect();
        let village = heads.cell(record, Column::Community);
        if self.fills_down && !village.is_empty() {
            village.clone_into(&mut self.village_above);
        }
        let verdict = self.once(record.line, verdict);
        self.count(&verdict);
        self.rows.push(Planned { line: record.line, cells, verdict });
    }

    /// Takes a person of a list; one who cancelled is left out.
    pub fn take_link(&mut self, link: &Link) {
        if !link.cancelled {
            return self.take(&link.record);
        }
        let cell = |column: &Column| {
            self.heads.as_ref().map(|heads| heads.cell(&link.record, *column).to_owned()).unwrap_or_default()
        };
        let cells = self.sort.takes().iter().map(cell).collect();
        let verdict = Verdict::Left(LeftOut::Cancelled);
        self.count(&verdict);
        self.rows.push(Planned { line: link.record.line, cells, verdict });
    }

    /// Gives spots a number of their own where another has theirs, or where what stands for it is none: the next ones after
    /// all that the drive and the sheet have. Called once, after the last record.
    pub fn number_spots(&mut self) {
        let Some(column) = self.sort.takes().iter().position(|it| *it == Column::Number) else { return };
        let asked = self.taken().filter_map(Row::number);
        let mut last = asked.chain(self.known.numbers.last().copied()).max().unwrap_or(0);
        for planned in &mut self.rows {
            let Verdict::Taken(Row::Spot(_, spot), remarks) = &mut planned.verdict else { continue };
            let written = planned.cells.get(column).map_or("", String::as_str);
            if written.is_empty() || spot.number.is_some_and(|number| self.known.numbers.insert(number)) {
                continue;
            }
            let Some(now) = last.checked_add(1) else { continue };
            self.counts.remarked += if remarks.is_empty() { 1 } else { 0 };
            remarks.push(match spot.number {
                Some(was) => Remark::NumberTaken { was, now },
                None => Remark::NumberUnread { was: written.to_owned(), now },
            });
            last = now;
            spot.number = Some(now);
        }
    }

    /// Leaves out a row that stands in the file already.
    fn once(&mut self, line: usize, verdict: Verdict) -> Verdict {
        let Verdict::Taken(row, _) = &verdict else { return verdict };
        match self.met.get(&same(row)) {
            Some(above) => Verdict::Left(LeftOut::Above(*above)),
            None => {
                self.met.insert(same(row), line);
                verdict
            }
        }
    }

    const fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Taken(_, remarks) => {
                self.counts.taken += 1;
                self.counts.remarked += if remarks.is_empty() { 0 } else { 1 };
            }
            Verdict::Left(_) => self.counts.left += 1,
            Verdict::Wrong(_) => self.counts.wrong += 1,
        }
    }

    /// The rows that are brought in.
    pub fn taken(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|row| match &row.verdict {
            Verdict::Taken(row, _) => Some(row),
            Verdict::Left(_) | Verdict::Wrong(_) => None,
        })
    }
}

/// What two rows have in common that mean the same.
fn same(row: &Row) -> String {
    match row {
        Row::Person((community, _), person) => match &person.phone {
            Some(phone) => format!("{} {}", phone.digits(), person.name),
            None => format!("{community} {}", person.name),
        },
        Row::Zone(community, zone) => format!("{community} {}", zone.name),
        Row::Spot(zone, spot) => format!("{zone} {}", spot.place),
    }
}

/// 合计, 填表人, 注: what stands below the rows of a ledger.
fn is_foot(record: &Record) -> bool {
    let first = record.cells.iter().find(|cell| !cell.is_empty()).map_or("", String::as_str);
    let feet = ["合计", "总计", "小计", "填表人", "审核人", "注:", "注：", "备注:", "备注："];
    feet.iter().any(|foot| first.starts_with(foot))
}

#[cfg(test)]
mod tests {
    use super::super::known::tests::some;
    use super::super::rules::Fault;
    use super::super::table::Reader;
    use super::*;

    fn planned(sort: Sort, belongs: Belongs, text: &str) -> Planner {
        let mut planner = Planner::new(sort, some(), belongs, None);
        Reader::new(text).for_each(|record| planner.take(&record));
        planner.number_spots();
        planner
    }

    const ROSTER: &str = "\
XX街道“清洁家园迎新春”志愿者名册,,,,,
填报单位（盖章）：,,,填报时间：,,
序号,姓名,性别,所在村(社区),服务队,联系电话,备注
1,王桂兰,女,青石沟村,银龄志愿队,138-0000-2047,自带三轮车
2,李建国,男,,银龄志愿队,１３９００００６６１０,
3,赵敏,女,柳林,一队,13700005528,
4,李建国,男,青石沟村,,13900006610,又来一次
5,孙立,男,东河村,,13100008,
6,,男,柳林社区,,13700005529,
合计,5人,,,,,
填表人：,,,审核人：,,
";

    #[test]
    fn each_line_of_a_roster_says_what_becomes_of_it() {
        let plan = planned(Sort::People, Belongs::default(), ROSTER);
        let lines: Vec<usize> = plan.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [4, 5, 6, 7, 8, 9]);
        assert_eq!(plan.counts, Counts { taken: 2, remarked: 1, left: 2, wrong: 2 });
        assert_eq!(plan.rows[0].verdict, Verdict::Left(LeftOut::There));
        let Verdict::Taken(Row::Person((_, team), _), _) = &plan.rows[1].verdict else {
            panic!("{:?}", plan.rows[1])
        };
        assert_eq!(*team, some().village("青石沟村").unwrap().team("银龄志愿队"), "the village above holds");
        let Verdict::Taken(_, remarks) = &plan.rows[2].verdict else { panic!("{:?}", plan.rows[2]) };
        assert_eq!(remarks, &[Remark::NoSuchTeam("一队".to_owned())]);
        assert_eq!(plan.rows[3].verdict, Verdict::Left(LeftOut::Above(5)));
        let Verdict::Wrong(faults) = &plan.rows[4].verdict else { panic!("{:?}", plan.rows[4]) };
        assert!(matches!(&faults[0], Fault::Unlawful(Column::Phone, text, _) if text == "13100008"));
        assert_eq!(faults[1], Fault::Unknown(Column::Community, "东河村".to_owned()));
        assert_eq!(plan.rows[5].verdict, Verdict::Wrong(vec![Fault::Missing(Column::Name)]));
        assert_eq!(plan.heads.unwrap().private, ["性别"]);
    }

    #[test]
    fn a_zone_without_a_meeting_point_meets_at_the_committee() {
        let plan = planned(
            Sort::Zones,
            Belongs::default(),
            "片区名称,村,集合地点\n河西片,青石沟村,\n河东片,青石沟村,桥头\n",
        );
        let Verdict::Taken(Row::Zone(_, zone), remarks) = &plan.rows[0].verdict else {
            panic!("{:?}", plan.rows[0])
        };
        assert_eq!(
            (zone.meeting.as_str(), remarks.as_slice()),
            ("青石沟村委会", &[Remark::MeetsAtCommittee][..])
        );
        assert_eq!(plan.rows[1].verdict, Verdict::Left(LeftOut::There));
    }

    #[test]
    fn a_spot_goes_to_its_zone_or_to_the_one_chosen() {
        let zone = some().zone(some().village("青石沟").unwrap().id, "河东片");
        let belongs = Belongs { zone, ..Belongs::default() };
        let text = "序号,村(社区),点位(具体位置),问题类别,问题描述,数量\n12,青石沟村,村口,河道沟渠,农膜,约2方\n13,,桥下,怪事,,两车\n";
        let plan = planned(Sort::Spots, belongs, text);
        let Verdict::Taken(Row::Spot(into, first), remarks) = &plan.rows[0].verdict else {
            panic!("{:?}", plan.rows[0])
        };
        assert_eq!(remarks, &[Remark::NumberTaken { was: 12, now: 39 }]);
        assert_eq!((first.number, Some(*into)), (Some(39), zone));
        let Verdict::Taken(Row::Spot(_, second), remarks) = &plan.rows[1].verdict else {
            panic!("{:?}", plan.rows[1])
        };
        assert_eq!(second.note.as_ref().unwrap().as_str(), "怪事；两车");
        assert_eq!((second.number, remarks.len()), (Some(13), 2));
        let without = planned(Sort::Spots, Belongs::default(), text);
        assert_eq!(without.counts.wrong, 2);
    }

    #[test]
    fn a_file_without_heads_is_given_up_and_a_huge_one_is_cut() {
        let none = planned(Sort::Zones, Belongs::default(), &"甲,乙\n".repeat(40));
        assert!(none.is_without_heads() && none.rows.is_empty());
        let rows: String = (0..50_000).map(|n| format!("人{n},139{n:08},青石沟村\n")).collect();
        let plan = planned(Sort::People, Belongs::default(), &format!("姓名,手机号,村\n{rows}"));
        assert_eq!((plan.counts.taken, plan.cut), (50_000, false));
    }
}
