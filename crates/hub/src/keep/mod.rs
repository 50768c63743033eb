//! Keeping the hub safe: copies of database and photos taken while it runs, putting one back while it does not, and
//! looking whether what the database says is true.
//!
//! A *shelf* is a folder of copies: a database and a manifest for each time, and the photos of all of them. A copy is
//! *verified* once what was written was read back and found to be right; only then it has a manifest. A *note* in the
//! data folder tells the hub what was done beside it: a copy was verified, photos are missing. Keeps invariants 7 and 12.

mod backup;
mod check;
mod copy;
mod half;
mod notes;
mod restore;
mod shelf;

pub use self::backup::backup;
pub use self::check::{Ask, Found, check};
pub use self::half::refuse;
pub(crate) use self::notes::follow;
pub use self::restore::restore;
pub use self::shelf::new_shelf;
