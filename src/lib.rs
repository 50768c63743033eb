//! The app.

pub mod components;
pub mod device;
pub mod sync;
pub mod words;
