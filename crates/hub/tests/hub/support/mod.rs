//! A hub in a temporary folder, phones with keys, and a village for them.

mod hub;
mod phone;
mod program;
#[cfg(target_os = "linux")]
mod small_disk;
#[cfg(target_os = "linux")]
mod trace;
mod village;
mod wire;

pub(crate) use hub::{TestHub, back_up, settings};
pub(crate) use phone::{Phone, consent, id, said};
pub(crate) use program::{Program, create_community};
#[cfg(target_os = "linux")]
pub(crate) use small_disk::SmallDisk;
#[cfg(target_os = "linux")]
pub(crate) use trace::{Call, Watched};
pub(crate) use village::{LATELY_MS, Village};
pub(crate) use wire::{Answer, ask, attempt};
