//! 导入: rosters, zones and spots out of a sheet or a group's list. Nothing is sent before every line was shown with what
//! becomes of it.

pub mod chain;
pub mod heads;
pub mod known;
pub mod plan;
pub mod rules;
pub mod table;
