//! What a test sees the hub's calls of the system with, where the system is Linux.

use anyhow::Result;

use super::browser::apt_install;
use crate::machine::Machine;

pub(super) fn has_strace(machine: &Machine) -> bool {
    !cfg!(target_os = "linux") || machine.on_path("strace").is_some()
}

pub(super) fn get_strace(machine: &Machine) -> Result<()> {
    apt_install(machine, &["strace"])
}
