//! The office entry.
fn main() {}
