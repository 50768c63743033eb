//! The house style of a ledger: merged title in 小标宋 22 pt, a head block, heads in 黑体 that stand still and are printed
//! on each page, rows in 仿宋, a line of sums, a line to sign, a note; A4 across, one page wide.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use yingchun_domain::ledger::{Cell, Column, Ledger, Line};

const A4: u8 = 9;
const TEXT_CHARS_MAX: usize = 32_000;
const SIGNATURES: &str = "填表人：　　　　　　　　审核人(签字)：　　　　　　　　联系电话：";

struct Formats {
    title: Format,
    block: Format,
    head: Format,
    text: Format,
    count: Format,
    tenths: Format,
    hundredths: Format,
    note: Format,
}

impl Formats {
    fn new() -> Self {
        let body = Format::new()
            .set_font_name("仿宋_GB2312")
            .set_font_size(11)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let cell = body.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
        Self {
            title: Format::new()
                .set_font_name("方正小标宋简体")
                .set_font_size(22)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            block: body.clone().set_quote_prefix(),
            head: cell.clone().set_font_name("黑体"),
            // The mark that Excel puts on a text entered after an apostrophe: the text is unchanged, and stays text
            // when somebody edits the cell.
            text: cell.clone().set_num_format("@").set_quote_prefix(),
            count: cell.clone().set_num_format("0"),
            tenths: cell.clone().set_num_format("0.0"),
            hundredths: cell.set_num_format("0.##"),
            note: body.set_quote_prefix(),
        }
    }
}

/// A ledger that is being written, from top to bottom.
struct Sheet<'a> {
    worksheet: &'a mut Worksheet,
    formats: Formats,
    columns: u16,
    row: u32,
}

/// Writes a ledger.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger) -> Result<(), XlsxError> {
    let mut sheet = Sheet::begin(worksheet, ledger)?;
    for line in &ledger.lines {
        match line {
            Line::Row(cells) => sheet.row(cells)?,
            Line::Part(words) => sheet.across(words, |formats| &formats.head)?,
        }
    }
    sheet.across(SIGNATURES, |formats| &formats.note)?;
    sheet.across(&format!("注：{}", ledger.note), |formats| &formats.note)
}

impl<'a> Sheet<'a> {
    /// Title, head block and column heads.
    fn begin(worksheet: &'a mut Worksheet, head: &Ledger) -> Result<Self, XlsxError> {
        let columns = u16::try_from(head.columns.len()).unwrap_or(u16::MAX);
        worksheet.set_name(head.name)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3).set_footer("&C第 &P 页，共 &N 页");
        for (at, column) in (0..).zip(&head.columns) {
            worksheet.set_column_width(at, column.width)?;
        }
        let mut sheet = Self { worksheet, formats: Formats::new(), columns, row: 0 };
        sheet.worksheet.set_row_height(0, 36)?;
        sheet.across(&head.title, |formats| &formats.title)?;
        sheet.block(&head.block)?;
        let first = sheet.row;
        sheet.heads(&head.columns)?;
        sheet.worksheet.set_repeat_rows(first, sheet.row - 1)?.set_freeze_panes(sheet.row, 0)?;
        Ok(sheet)
    }

    /// One row.
    fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (row, formats) = (self.row, &self.formats);
        let number = |worksheet: &mut Worksheet, number: f64, format: &Format| {
            worksheet.write_number_with_format(row, at, number, format).map(|_| ())
        };
        match cell {
            Cell::Text(_) => {
                let text = Cell::shown(cell);
                let short = text.char_indices().nth(TEXT_CHARS_MAX).and_then(|(end, _)| text.get(..end));
                self.worksheet.write_string_with_format(row, at, short.unwrap_or(&text), &formats.text)?;
                Ok(())
            }
            Cell::Count(count) => number(self.worksheet, f64::from(*count), &formats.count),
            Cell::Tenths(tenths) => number(self.worksheet, f64::from(*tenths) / 10.0, &formats.tenths),
            Cell::Hundredths(hundredths) => {
                let whole = hundredths.is_multiple_of(100);
                let format = if whole { &formats.count } else { &formats.hundredths };
                number(self.worksheet, f64::from(*hundredths) / 100.0, format)
            }
            Cell::Blank => self.worksheet.write_blank(row, at, &formats.text).map(|_| ()),
        }
    }

    fn across(&mut self, words: &str, format: fn(&Formats) -> &Format) -> Result<(), XlsxError> {
        self.span(0, self.columns.saturating_sub(1), words, format)?;
        self.row += 1;
        Ok(())
    }

    /// The head block: its parts share the width evenly.
    fn block(&mut self, parts: &[String]) -> Result<(), XlsxError> {
        let many = u16::try_from(parts.len()).unwrap_or(1).max(1);
        for (n, part) in (0..).zip(parts) {
            let edge = |n: u16| self.columns.saturating_mul(n) / many;
            let (first, last) = (edge(n), edge(n + 1).saturating_sub(1));
            self.span(first, last, part, |formats| &formats.block)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Column heads, in two rows where some stand under a common one.
    fn heads(&mut self, columns: &[Column]) -> Result<(), XlsxError> {
        if columns.iter().all(|column| column.group.is_none()) {
            for (at, column) in (0..).zip(columns) {
                self.worksheet.write_string_with_format(self.row, at, column.head, &self.formats.head)?;
            }
            self.row += 1;
            return Ok(());
        }
        let mut at = 0;
        for same in columns.chunk_by(|left, right| left.group.is_some() && left.group == right.group) {
            let many = u16::try_from(same.len()).unwrap_or(u16::MAX);
            self.heads_of(at, same)?;
            at += many;
        }
        self.row += 2;
        Ok(())
    }

    fn heads_of(&mut self, first: u16, columns: &[Column]) -> Result<(), XlsxError> {
        let (row, format) = (self.row, &self.formats.head);
        for (at, column) in (first..).zip(columns) {
            match column.group {
                None => self.worksheet.merge_range(row, at, row + 1, at, column.head, format)?,
                Some(_) => self.worksheet.write_string_with_format(row + 1, at, column.head, format)?,
            };
        }
        let last = first + u16::try_from(columns.len()).unwrap_or(1).saturating_sub(1);
        match columns.first().and_then(|column| column.group) {
            Some(group) => self.span(first, last, group, |formats| &formats.head),
            None => Ok(()),
        }
    }

    fn span(
        &mut self,
        first: u16,
        last: u16,
        words: &str,
        format: fn(&Formats) -> &Format,
    ) -> Result<(), XlsxError> {
        let format = format(&self.formats);
        if first < last {
            self.worksheet.merge_range(self.row, first, self.row, last, words, format)?;
        } else {
            self.worksheet.write_string_with_format(self.row, first, words, format)?;
        }
        Ok(())
    }
}
