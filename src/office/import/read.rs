//! Reading a text into a plan, a piece at a time, so that the page stays awake over fifty thousand lines.

use super::chain;
use super::heads::Sort;
use super::known::Known;
use super::plan::Planner;
use super::rules::Belongs;
use super::table::Reader;
use crate::device::file::breath;
use crate::html::RwSignal;

/// So many records are read between two breaths.
const AT_ONCE: usize = 500;

/// A plan, and whether the text was read as a list that people wrote.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The plan.
    pub planner: Planner,
    /// Read as a list.
    pub is_list: bool,
}

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What is brought in.
    pub sort: Sort,
    /// Where rows belong that do not say it.
    pub belongs: Belongs,
}

/// Why a text gave no plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It has no heads, and is no list that people wrote.
    NoHeads,
    /// It counts heads village by village, and names nobody.
    HeadCount,
    /// Nothing stands below its heads.
    NoRows,
}

/// Reads a text; `so_far` is told how much of a hundred was read.
///
/// # Errors
/// See [`Unread`].
pub async fn read(text: &str, asked: Asked, known: Known, so_far: RwSignal<u8>) -> Result<Plan, Unread> {
    let Asked { sort, belongs } = asked;
    let mut planner = Planner::new(sort, known.clone(), belongs, None);
    let mut reader = Reader::new(text);
    let whole = reader.left().max(1);
    while !planner.is_without_heads() {
        let mut last = false;
        for _ in 0..AT_ONCE {
            match reader.next() {
                Some(record) => planner.take(&record),
                None => {
                    last = true;
                    break;
                }
            }
        }
        if last {
            break;
        }
        let read = (whole - reader.left()) * 100 / whole;
        so_far.try_set(u8::try_from(read).unwrap_or(100));
        breath().await;
    }
    if planner.heads.is_some() {
        planner.number_spots();
        return some_rows(Plan { planner, is_list: false });
    }
    if sort != Sort::People {
        return Err(Unread::NoHeads);
    }
    if chain::counts_heads(text) {
        return Err(Unread::HeadCount);
    }
    let links = chain::links(text, &known);
    let mut planner = Planner::new(sort, known, belongs, Some(chain::heads()));
    for some in links.chunks(AT_ONCE) {
        some.iter().for_each(|link| planner.take_link(link));
        breath().await;
    }
    some_rows(Plan { planner, is_list: true }).map_err(|_| Unread::NoHeads)
}

fn some_rows(plan: Plan) -> Result<Plan, Unread> {
    if plan.planner.rows.is_empty() { Err(Unread::NoRows) } else { Ok(plan) }
}
