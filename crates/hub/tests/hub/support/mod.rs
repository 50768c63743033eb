//! A hub in a temporary folder, phones with keys, and a village for them.

mod hub;
mod phone;
mod village;
mod wire;

pub(crate) use hub::{TestHub, settings};
pub(crate) use phone::{Phone, consent, id, said};
pub(crate) use village::Village;
pub(crate) use wire::{Answer, ask};
