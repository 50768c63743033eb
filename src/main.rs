//! The field entry.
fn main() {}
