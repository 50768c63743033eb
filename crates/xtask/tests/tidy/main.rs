//! The house rules that a program can see: borders between rooms, style sheets, leftovers, numbers of decisions.
//!
//! Each test names a rule and lists every place that breaks it.

mod borders;
mod code;
mod invariants;
mod leftovers;
mod sheets;
mod sources;
