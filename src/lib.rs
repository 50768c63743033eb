//! The app.

pub mod components;
pub mod words;
