//! Names of columns as offices write them, recognised whatever stands in brackets behind them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::amount::unit_of;
use super::table::Record;

/// What is brought in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// 志愿者名册
    #[default]
    People,
    /// 片区
    Zones,
    /// 点位
    Spots,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 姓名
    Name,
    /// 手机号
    Phone,
    /// 村（社区）
    Community,
    /// 服务队
    Team,
    /// 备注
    Note,
    /// 片区
    Zone,
    /// 四至范围
    Bounds,
    /// 集合地点
    Meeting,
    /// 点位（具体位置）
    Place,
    /// 问题类别
    Category,
    /// 问题描述
    Problem,
    /// 数量
    Amount,
    /// 单位
    Unit,
    /// 发现时间
    FoundAt,
    /// 发现方式
    FoundBy,
    /// 序号
    Number,
    /// What a drive may not keep: 身份证号, 性别, 年龄.
    Private,
    /// What a drive has no use for.
    Other,
}

/// The columns of a sheet, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heads {
    columns: Vec<Column>,
    /// The unit that stands in the head of the amounts: 「数量（吨）」.
    unit: String,
    /// Heads of columns that may not be kept, as they were written.
    pub private: Vec<String>,
    /// Heads of columns that nobody needs, as they were written.
    pub unused: Vec<String>,
}

/// Rows above the heads: a title, who filled it in, when.
pub const ROWS_ABOVE_MOST: usize = 12;

const NAMES: &[(Column, &[&str])] = &[
    (Column::Name, &["姓名", "名字", "志愿者姓名", "志愿者", "人员姓名", "name"]),
    (
        Column::Phone,
        &[
            "手机号",
            "手机",
            "手机号码",
            "联系电话",
            "电话",
            "电话号码",
            "联系方式",
            "联系号码",
            "phone",
            "mobile",
        ],
    ),
    (
        Column::Community,
        &[
            "村",
            "社区",
            "村社区",
            "村名",
            "所在村",
            "所在社区",
            "所属村",
            "所属社区",
            "单位",
            "行政村",
            "所在单位",
            "village",
            "community",
        ],
    ),
    (Column::Team, &["服务队", "队", "队伍", "志愿服务队", "所属队伍", "所在队", "队名", "小队", "team"]),
    (Column::Note, &["备注", "说明", "备注说明", "note", "remarks"]),
    (Column::Zone, &["片区", "片区名称", "责任片区", "所在片区", "zone"]),
    (Column::Bounds, &["四至范围", "四至", "范围", "边界", "bounds"]),
    (Column::Meeting, &["集合地点", "集合点", "集合", "meeting", "meetingpoint"]),
    (Column::Place, &["点位", "点位名称", "具体位置", "位置", "地点", "点位位置", "spot", "place"]),
    (Column::Category, &["问题类别", "类别", "问题类型", "类型", "category"]),
    (Column::Problem, &["问题描述", "描述", "存在问题", "问题", "description"]),
    (Column::Amount, &["数量", "工程量", "垃圾量", "估算数量", "amount", "quantity"]),
    (Column::Unit, &["计量单位", "数量单位", "unit"]),
    (Column::FoundAt, &["发现时间", "发现日期", "排查时间", "排查日期", "督查时间", "found"]),
    (Column::FoundBy, &["发现方式", "排查方式", "督查方式", "问题来源", "来源", "foundby"]),
    (Column::Number, &["序号", "编号", "点位编号", "no", "number"]),
    (
        Column::Private,
        &[
            "身份证",
            "身份证号",
            "身份证号码",
            "证件号",
            "证件号码",
            "性别",
            "年龄",
            "出生年月",
            "出生日期",
            "生日",
            "民族",
            "政治面貌",
            "住址",
            "家庭住址",
            "详细住址",
            "籍贯",
            "户籍",
            "学历",
            "健康状况",
            "银行卡号",
            "微信号",
            "idnumber",
            "sex",
            "gender",
            "age",
            "birthday",
            "address",
        ],
    ),
];

impl Sort {
    /// The column without which a row is nothing.
    pub const fn names(self) -> Column {
        match self {
            Self::People => Column::Name,
            Self::Zones => Column::Zone,
            Self::Spots => Column::Place,
        }
    }

    /// The columns that are taken, as the page lists them.
    pub const fn takes(self) -> &'static [Column] {
        match self {
            Self::People => &[Column::Name, Column::Phone, Column::Community, Column::Team, Column::Note],
            Self::Zones => &[Column::Zone, Column::Community, Column::Bounds, Column::Meeting, Column::Team],
            Self::Spots => &[
                Column::Place,
                Column::Community,
                Column::Zone,
                Column::Category,
                Column::Problem,
                Column::Amount,
                Column::Unit,
                Column::FoundAt,
                Column::FoundBy,
                Column::Note,
                Column::Number,
            ],
        }
    }
}

impl Heads {
    /// Columns whose order is known without heads.
    pub const fn fixed(columns: Vec<Column>) -> Self {
        Self { columns, unit: String::new(), private: vec![], unused: vec![] }
    }

    /// The heads in a record; `None` where it does not name what this sort of rows is about.
    pub fn of(record: &Record, sort: Sort) -> Option<Self> {
        let mut heads = Self::fixed(vec![]);
        let counts = sort == Sort::Spots && record.cells.iter().any(|cell| column_of(cell) == Column::Amount);
        for cell in &record.cells {
            // 单位 beside 数量 is what was counted in; elsewhere it is where somebody belongs.
            let named = if counts && plain(cell) == "单位" { Column::Unit } else { column_of(cell) };
            if named == Column::Amount {
                heads.unit = in_brackets(cell).filter(|unit| unit_of(unit).is_some()).unwrap_or_default();
            }
            let taken = sort.takes().contains(&named) && !heads.columns.contains(&named);
            if named == Column::Private {
                heads.private.push(cell.clone());
            } else if !taken && !cell.is_empty() {
                heads.unused.push(cell.clone());
            }
            let column = if taken || named == Column::Private { named } else { Column::Other };
            heads.columns.push(column);
        }
        heads.columns.contains(&sort.names()).then_some(heads)
    }

    /// The unit of a record's amount: in its own column, else in the head of the amounts.
    pub fn unit<'r>(&'r self, record: &'r Record) -> &'r str {
        let own = self.cell(record, Column::Unit);
        if own.is_empty() { &self.unit } else { own }
    }

    /// The record with every cell on one line but those of words: a sheet breaks lines in a cell to make it narrow.
    pub fn straight<'r>(&self, record: &'r Record) -> Cow<'r, Record> {
        if !record.cells.iter().any(|cell| cell.contains(['\n', '\r'])) {
            return Cow::Borrowed(record);
        }
        let columns = self.columns.iter().copied().chain(std::iter::repeat(Column::Other));
        let cells = record.cells.iter().zip(columns).map(|(cell, column)| {
            let lines = cell.lines().map(str::trim);
            let between = if matches!(column, Column::Note | Column::Problem) { "\n" } else { " " };
            lines.collect::<Vec<_>>().join(between)
        });
        Cow::Owned(Record { line: record.line, cells: cells.collect() })
    }

    /// Whether the sheet has such a column.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// What stands in a column of a record; nothing where the sheet has no such column or the record ends before it.
    pub fn cell<'r>(&self, record: &'r Record, column: Column) -> &'r str {
        let at = self.columns.iter().position(|it| *it == column);
        let cell = at.and_then(|at| record.cells.get(at)).map_or("", String::as_str);
        if matches!(cell, "无" | "/" | "—" | "-") { "" } else { cell }
    }
}

/// What a head names.
fn column_of(head: &str) -> Column {
    let plain = plain(head);
    let named = |names: &[&str]| names.contains(&plain.as_str());
    NAMES.iter().find(|(_, names)| named(names)).map_or(Column::Other, |(column, _)| *column)
}

/// What stands in brackets behind a head.
fn in_brackets(head: &str) -> Option<String> {
    let (_, behind) = head.split_once(['(', '（'])?;
    behind.split_once([')', '）']).map(|(within, _)| within.trim().to_owned())
}

/// A head without what stands in brackets, without spaces, in small letters: 「所在村（社区）」 is 所在村.
fn plain(head: &str) -> String {
    let end = head.find(['(', '（', '[', '【', '/', '*', ':', '：']).unwrap_or(head.len());
    let kept = if end == 0 { head.trim_start_matches('*') } else { &head[..end] };
    let signs = kept.chars().filter(|sign| !sign.is_whitespace());
    signs.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(cells: &[&str]) -> Record {
        Record { line: 1, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn the_usual_roster_is_read_and_what_may_not_be_kept_is_named() {
        let row = record(&[
            "序号",
            "姓名",
            "性别",
            "年龄(或出生年月)",
            "所在村(社区)",
            "服务队",
            "联系电话（必填）",
            "身份证号",
        ]);
        let heads = Heads::of(&row, Sort::People).unwrap();
        assert_eq!(heads.private, ["性别", "年龄(或出生年月)", "身份证号"]);
        assert_eq!(heads.unused, ["序号"]);
        let line = record(&["1", "王桂兰", "女", "58", "青石沟村", "银龄志愿队", "13800002047", "/"]);
        assert_eq!(heads.cell(&line, Column::Phone), "13800002047");
        assert_eq!(heads.cell(&line, Column::Community), "青石沟村");
    }

    #[test]
    fn a_title_is_no_row_of_heads() {
        assert_eq!(Heads::of(&record(&["XX街道“清洁家园迎新春”志愿者名册"]), Sort::People), None);
        assert_eq!(Heads::of(&record(&["填报单位（盖章）：", "", "填报时间："]), Sort::People), None);
    }

    #[test]
    fn the_unit_of_an_amount_stands_beside_it_or_in_its_head() {
        let of = |heads: &[&str], cells: &[&str]| {
            let heads = Heads::of(&record(heads), Sort::Spots).unwrap();
            heads.unit(&record(cells)).to_owned()
        };
        assert_eq!(of(&["点位", "数量", "单位"], &["村口", "40", "袋"]), "袋");
        assert_eq!(of(&["点位", "数量（吨）"], &["村口", "2"]), "吨");
        assert_eq!(of(&["点位", "数量（约）"], &["村口", "2"]), "");
        let villages = Heads::of(&record(&["单位", "点位", "问题"]), Sort::Spots).unwrap();
        assert!(villages.has(Column::Community) && villages.unused.is_empty());
    }

    #[test]
    fn a_cell_that_a_sheet_broke_into_lines_is_one_line_again_unless_it_holds_words() {
        let heads = Heads::of(&record(&["点位\n（具体位置）", "备注"]), Sort::Spots).unwrap();
        let row = record(&["老井\r\n 东侧", "一\r\n二"]);
        assert_eq!(heads.straight(&row).cells, ["老井 东侧", "一\n二"]);
    }

    #[test]
    fn a_column_that_comes_twice_counts_once() {
        let heads = Heads::of(&record(&["姓名", "电话", "电话"]), Sort::People).unwrap();
        assert_eq!(heads.cell(&record(&["李明", "1", "2"]), Column::Phone), "1");
        assert_eq!(heads.unused, ["电话"]);
    }
}
