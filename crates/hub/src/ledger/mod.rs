//! Ledgers 台账 as a workbook, a sheet a ledger. What stands in them is [`yingchun_domain::ledger`]'s; here is the house
//! style of the file. Everything that people typed is a text cell with Excel's own quote mark on it, so that a name like
//! `=1+1` stays a name, when it is edited too.

mod sheet;

use rust_xlsxwriter::{Workbook, XlsxError};
use yingchun_domain::ledger::{NoCampaign, Printing, Which, ledger};
use yingchun_domain::set::Set;
use yingchun_domain::time::UnixMs;

/// Why no workbook could be made.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is nothing to head the sheets with.
    #[error(transparent)]
    NoCampaign(#[from] NoCampaign),
    /// More rows than a sheet takes, or no room for a temporary file.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
}

/// The ledgers of one campaign as an `.xlsx`: 志愿者名册, 活动签到表, 志愿服务时长登记表, 排查整改台账,
/// 各村（社区）进度. `set` holds all its rows, `now` heads the sheets and ends 当日.
///
/// # Errors
/// See [`LedgerError`].
pub fn workbook(set: &Set, printing: Printing, now: UnixMs) -> Result<Vec<u8>, LedgerError> {
    let mut workbook = Workbook::new();
    for which in Which::ALL {
        let ledger = ledger(which, set, printing, now)?;
        // Row by row through a file, where no column head spans others: merged heads are written back and forth.
        let plain = ledger.columns.iter().all(|column| column.group.is_none());
        let worksheet =
            if plain { workbook.add_worksheet_with_constant_memory()? } else { workbook.add_worksheet() };
        sheet::write(worksheet, &ledger)?;
    }
    Ok(workbook.save_to_buffer()?)
}
