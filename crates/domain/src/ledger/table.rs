//! A ledger as rows of cells: what a workbook, a printed page and a screen have in common.

/// What nobody entered.
pub(super) const NONE: &str = "无";
/// What this drive does not count.
pub(super) const NOT_COUNTED: &str = "/";

/// A column: what stands above it, its head, its width in signs of Latin text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The head that it shares with its neighbours.
    pub group: Option<&'static str>,
    /// Its own head.
    pub head: &'static str,
    /// Its width.
    pub width: f64,
}

/// A column under no other head.
pub(super) const fn column(head: &'static str, width: f64) -> Column {
    Column { group: None, head, width }
}

/// A column under a common head.
pub(super) const fn under(group: &'static str, head: &'static str, width: f64) -> Column {
    Column { group: Some(group), head, width }
}

/// What stands in one place of a ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// As it was typed; empty is 「无」.
    Text(String),
    /// A whole number.
    Count(u32),
    /// A number of tenths: 35 is 3.5.
    Tenths(u32),
    /// A number of hundredths: 250 is 2.5.
    Hundredths(u32),
    /// To be filled in by hand.
    Blank,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn none() -> Self {
        Self::text(NONE)
    }

    pub(super) fn not_counted() -> Self {
        Self::text(NOT_COUNTED)
    }

    /// The cell as it is read on paper.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) if text.is_empty() => NONE.to_owned(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Tenths(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
            Self::Hundredths(all) if all.is_multiple_of(100) => (all / 100).to_string(),
            Self::Hundredths(all) if all.is_multiple_of(10) => format!("{}.{}", all / 100, all % 100 / 10),
            Self::Hundredths(all) => format!("{}.{:02}", all / 100, all % 100),
            Self::Blank => String::new(),
        }
    }
}

/// A line of a ledger.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A cell for each column.
    Row(Vec<Cell>),
    /// Across all columns, where a part begins: 当日, 累计, a meeting.
    Part(String),
}

/// A ledger, from its title to the note below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// On a workbook's tab.
    pub name: &'static str,
    /// Across the top.
    pub title: String,
    /// The head block, from left to right.
    pub block: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The lines.
    pub lines: Vec<Line>,
    /// What there is to say about the numbers.
    pub note: String,
}

impl Ledger {
    pub(super) fn begin(name: &'static str, title: String, block: Vec<String>, columns: &[Column]) -> Self {
        Self { name, title, block, columns: columns.to_vec(), lines: vec![], note: String::new() }
    }

    pub(super) fn row(&mut self, cells: impl Into<Vec<Cell>>) {
        self.lines.push(Line::Row(cells.into()));
    }

    pub(super) fn part(&mut self, words: impl Into<String>) {
        self.lines.push(Line::Part(words.into()));
    }

    pub(super) fn end(self, note: &str) -> Self {
        Self { note: note.to_owned(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn a_number_reads_on_paper_as_in_the_workbook() {
        let cells = [Cell::Tenths(35), Cell::Hundredths(250), Cell::Hundredths(205), Cell::Hundredths(300)];
        assert_eq!(cells.map(|cell| cell.shown()), ["3.5", "2.5", "2.05", "3"]);
        assert_eq!([Cell::text(""), Cell::Blank].map(|cell| cell.shown()), ["无", ""]);
    }
}
