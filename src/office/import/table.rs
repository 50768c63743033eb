//! Rows of a sheet from text: CSV as Excel and WPS write it, or cells copied out of a sheet, which stand between tabs.
//!
//! A *record* is a row with the line of the text on which it begins, so that what is wrong can be found again.

/// A quoted cell is closed within so many bytes; a quotation mark that is not closed by then is one like any other, so that
/// one stray mark does not swallow the file.
const QUOTED_MOST: usize = 8 << 10;
/// So many cells of one row are read; no ledger has more, and a broken file cannot ask for memory without end.
const CELLS_MOST: usize = 64;
/// So many rows tell which sign stands between cells.
const LOOKED_AT: usize = 20;

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its cells, trimmed.
    pub cells: Vec<String>,
}

impl Record {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

/// Reads record by record, so that a long text can be read in pieces.
#[derive(Debug, Clone)]
pub struct Reader<'t> {
    rest: &'t str,
    line: usize,
    between: char,
}

/// What ended a cell.
enum End {
    Cell,
    Row,
    Text,
}

impl<'t> Reader<'t> {
    /// A reader of `text`; a byte order mark before it is no part of it.
    pub fn new(text: &'t str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        Self { rest: text, line: 1, between: between(text) }
    }

    /// How many bytes are still to be read, for a bar that says how far it has come.
    pub const fn left(&self) -> usize {
        self.rest.len()
    }

    fn cell(&mut self) -> (String, End) {
        let quoted = self.rest.trim_start_matches(' ').strip_prefix('"').and_then(closed);
        let mut cell = String::new();
        if let Some((text, rest)) = quoted {
            self.line += lines(&self.rest[..self.rest.len() - rest.len()]);
            self.rest = rest;
            cell = text;
        }
        let stop = self.rest.find([self.between, '\n', '\r']).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(stop);
        cell.push_str(text);
        let end = match rest.chars().next() {
            None => End::Text,
            Some('\n' | '\r') => {
                self.line += 1;
                End::Row
            }
            Some(_) => End::Cell,
        };
        let taken = if rest.starts_with("\r\n") { 2 } else { rest.chars().next().map_or(0, char::len_utf8) };
        self.rest = &rest[taken..];
        (cell.trim().to_owned(), end)
    }
}

impl Iterator for Reader<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Record { line: self.line, cells: Vec::new() };
        loop {
            let (cell, end) = self.cell();
            if record.cells.len() < CELLS_MOST {
                record.cells.push(cell);
            }
            if !matches!(end, End::Cell) {
                return Some(record);
            }
        }
    }
}

/// What stands between quotation marks, doubled ones made single, and what comes after; `text` begins behind the first mark.
fn closed(text: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    while text.len() - rest.len() <= QUOTED_MOST {
        let (before, after) = rest.split_once('"')?;
        cell.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return Some((cell, after)),
        }
    }
    None
}

/// How many lines end in a text; `\r\n` ends one.
fn lines(text: &str) -> usize {
    let feeds = text.matches('\n').count();
    feeds + text.matches('\r').count() - text.matches("\r\n").count()
}

/// The sign between cells: the one that most of the first lines have. A full-width comma only where people wrote by hand.
fn between(text: &str) -> char {
    let first: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let having = |sign: char| first.iter().filter(|line| line.contains(sign)).count();
    let signs = ['\t', ',', ';', '，'];
    let most = signs.into_iter().map(having).max().unwrap_or(0);
    signs.into_iter().find(|sign| most > 0 && having(*sign) == most).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        Reader::new(text).map(|record| record.cells).collect()
    }

    #[test]
    fn a_quoted_cell_holds_commas_quotes_and_lines() {
        let text = "姓名,备注\r\n王桂兰,\"自带三轮车,\r\n可以\"\"装\"\"两车\"\r\n李明,\r\n";
        assert_eq!(
            cells(text),
            [vec!["姓名", "备注"], vec!["王桂兰", "自带三轮车,\r\n可以\"装\"两车"], vec!["李明", ""]]
        );
        let lines: Vec<usize> = Reader::new(text).map(|record| record.line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }

    #[test]
    fn cells_copied_out_of_a_sheet_stand_between_tabs() {
        assert_eq!(cells("姓名\t手机号\n王桂兰\t138,0000"), [["姓名", "手机号"], ["王桂兰", "138,0000"]]);
    }

    #[test]
    fn a_mark_that_is_never_closed_swallows_nothing() {
        let rest = "李明,138\n".repeat(2000);
        let text = format!("姓名,手机号\n\"王桂兰,139\n{rest}");
        assert_eq!(Reader::new(&text).count(), 2002);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_head() {
        assert_eq!(cells("\u{feff}姓名,手机号"), [["姓名", "手机号"]]);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(
            rows in prop::collection::vec(prop::collection::vec("[\\PC\"\n,]{0,12}", 2..6), 1..12)
        ) {
            let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let written: Vec<String> =
                rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
            let trimmed: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            let mut reader = Reader::new("");
            let text = written.join("\r\n");
            reader.rest = &text;
            prop_assert_eq!(reader.map(|record| record.cells).collect::<Vec<_>>(), trimmed);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "(\\PC|[\"\t\r\n,]){0,300}") {
            let records: Vec<Record> = Reader::new(&text).collect();
            prop_assert!(records.windows(2).all(|two| two[0].line < two[1].line));
            prop_assert!(records.len() <= lines(&text) + 1);
        }
    }
}
