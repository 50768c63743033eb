//! All that touches the phone itself: its storage, camera, clock, chance and network. Pages reach the phone through here
//! and through [`crate::sync`] only.
//!
//! Two databases are cut by promise: what was said to be saved (`promises`) is for ever; the replica (`cache`) may be
//! thrown away and comes again. Keeps invariants 1 (saved survives a kill), 7 (photos byte-exact) and 9 (full is said).

pub mod browser;
pub mod clock;
pub mod compare;
mod cookies;
pub mod cover;
pub mod desk;
pub mod door;
pub mod draft;
pub mod duty;
mod encoding;
pub mod export;
pub mod file;
pub mod hub;
pub mod ids;
pub mod marks;
pub mod offline;
pub mod photo;
pub mod picker;
pub mod room;
pub mod waits;
pub mod way;

pub(crate) mod cache;
pub(crate) mod interop;
pub(crate) mod net;
pub(crate) mod promises;
pub(crate) mod second;
mod shelf;
pub(crate) mod shouts;
pub(crate) mod store;

/// Asks the browser to print the page; it then asks the person.
pub fn print() {
    // A browser that cannot print, as inside WeChat, says so itself.
    drop(leptos::prelude::window().print());
}
