//! Ledgers 台账: what was entered once, printed as the office files it, a sheet a ledger.
//!
//! Titles, head blocks and column heads are those of the field, to the letter; units stand as they were counted, 吨 and
//! 车 are never converted; what nobody entered is 「无」, what this drive does not count is 「/」. A ledger is a view: it
//! is made anew from the rows each time and never read back. Everything that people typed is a text cell with Excel's
//! own quote mark on it, so that a name like `=1+1` stays a name, when it is edited too.

mod book;
mod hours;
mod problems;
mod progress;
mod roster;
mod sheet;

use rust_xlsxwriter::{Workbook, XlsxError};
use yingchun_domain::set::Set;
use yingchun_domain::time::UnixMs;

use self::book::Book;

/// Whether the roster shows whole phone numbers. No other sheet shows any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phones {
    /// All eleven digits: for the office's own file.
    #[default]
    Full,
    /// `138****2047`: for everything that leaves the office.
    Masked,
}

/// The step in which hours are shown. Always rounded down, once for each service; the sheet says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HourStep {
    /// 0.1 h, six minutes.
    #[default]
    Tenth,
    /// 0.5 h, thirty minutes.
    Half,
}

/// How a workbook is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Printing {
    /// In the roster.
    pub phones: Phones,
    /// In the sheet of hours.
    pub hours: HourStep,
}

/// Why no workbook could be made.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The set holds no campaign: there is nothing to head the sheets with.
    #[error("the set holds no campaign")]
    NoCampaign,
    /// More rows than a sheet takes, or no room for a temporary file.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
}

/// The ledgers of one campaign as an `.xlsx`: 志愿者名册, 志愿服务时长登记表, 排查整改台账, 各村（社区）进度. `set` holds all its
/// rows, `now` heads the sheets and ends 当日.
///
/// # Errors
/// See [`LedgerError`].
pub fn workbook(set: &Set, printing: Printing, now: UnixMs) -> Result<Vec<u8>, LedgerError> {
    let book = Book::open(set, now)?;
    let mut workbook = Workbook::new();
    // Row by row through a file: a drive of ten thousand spots does not have to fit into memory twice.
    roster::print(&book, printing.phones, workbook.add_worksheet_with_constant_memory()?)?;
    hours::print(&book, printing.hours, workbook.add_worksheet_with_constant_memory()?)?;
    problems::print(&book, workbook.add_worksheet_with_constant_memory()?)?;
    progress::print(&book, workbook.add_worksheet())?;
    Ok(workbook.save_to_buffer()?)
}
