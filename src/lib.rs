//! The app.

pub mod arrange;
pub mod components;
pub mod device;
pub mod field;
pub mod html;
pub mod join;
pub mod office;
pub mod pages;
pub mod sync;
pub mod way;
pub mod words;
