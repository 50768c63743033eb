//! Ledgers 台账: what was entered once, as the office files it, a file a ledger.
//!
//! Titles, head blocks and column heads are those of the field, to the letter; units stand as they were counted, 吨 and
//! 车 are never converted; what nobody entered is 「无」, what this drive does not count is 「/」. A ledger is a view: it
//! is made anew from the rows each time and never read back. The hub writes it into a workbook, the office prints it.

mod book;
mod hours;
mod problems;
mod progress;
mod roster;
mod sign_in;
mod table;

use crate::attendance::served::HourStep;
use crate::set::Set;
use crate::text::Phone;
use crate::time::UnixMs;

use self::book::Book;

pub use self::table::{Cell, Column, Ledger, Line};

/// Whether a ledger shows whole phone numbers: the roster or the sign-in sheet. No other ledger shows any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phones {
    /// All eleven digits: for the office's own file.
    #[default]
    Full,
    /// `138****2047`: for everything that leaves the office.
    Masked,
}

impl Phones {
    fn shown(self, phone: &Phone) -> String {
        match self {
            Self::Full => phone.digits().to_owned(),
            Self::Masked => phone.to_string(),
        }
    }
}

/// How ledgers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printing {
    /// In the roster.
    pub phones: Phones,
    /// On the sign-in sheet, which goes from hand to hand.
    pub sign_in: Phones,
    /// In the ledger of hours.
    pub hours: HourStep,
}

impl Default for Printing {
    fn default() -> Self {
        Self { phones: Phones::Full, sign_in: Phones::Masked, hours: HourStep::default() }
    }
}

/// Which ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// 志愿者名册
    Roster,
    /// 活动签到表
    SignIn,
    /// 志愿服务时长登记表
    Hours,
    /// 排查整改台账
    Problems,
    /// 工作进度统计表
    Progress,
}

impl Which {
    /// All of them, in the order of the workbook.
    pub const ALL: [Self; 5] = [Self::Roster, Self::SignIn, Self::Hours, Self::Problems, Self::Progress];
}

/// The set holds no campaign: there is nothing to head a ledger with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the set holds no campaign")]
pub struct NoCampaign;

/// What the file of a campaign's ledgers is called, without its ending: the drive and the day of `now`.
///
/// # Errors
/// [`NoCampaign`].
pub fn file_stem(set: &Set, now: UnixMs) -> Result<String, NoCampaign> {
    Ok(Book::open(set, now)?.file_stem())
}

/// One ledger of a campaign. `set` holds all its rows; `now` heads the ledger and ends 当日.
///
/// # Errors
/// [`NoCampaign`].
pub fn ledger(which: Which, set: &Set, printing: Printing, now: UnixMs) -> Result<Ledger, NoCampaign> {
    let book = Book::open(set, now)?;
    Ok(match which {
        Which::Roster => roster::ledger(&book, printing.phones),
        Which::SignIn => sign_in::ledger(&book, printing.sign_in),
        Which::Hours => hours::ledger(&book, printing.hours),
        Which::Problems => problems::ledger(&book),
        Which::Progress => progress::ledger(&book),
    })
}
