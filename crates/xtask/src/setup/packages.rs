//! Node and the packages of package-lock.json.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::machine::Machine;
use crate::step::shown;

const NODE_MAJOR_MIN: u32 = 20;
const LOCK: &str = "package-lock.json";
/// A copy of the lock that was installed; equal to the lock means nothing to do.
const INSTALLED: &str = "node_modules/.installed-lock.json";

pub(super) fn has_node(machine: &Machine) -> bool {
    let version = machine.version_of("node");
    let major = version.and_then(|said| said.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= NODE_MAJOR_MIN) && machine.on_path("npm").is_some()
}

pub(super) fn get_node(_: &Machine) -> Result<()> {
    bail!("Node.js {NODE_MAJOR_MIN} with npm is not on PATH")
}

pub(super) fn has_packages(machine: &Machine) -> bool {
    let read = |file: &str| fs::read(machine.root.join(file)).ok();
    read(INSTALLED).is_some_and(|installed| Some(installed) == read(LOCK))
}

pub(super) fn get_packages(machine: &Machine) -> Result<()> {
    shown("npm ci", machine.command("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    fs::copy(machine.root.join(LOCK), machine.root.join(INSTALLED))
        .context("node_modules cannot be written")?;
    Ok(())
}
