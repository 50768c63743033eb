//! The browser of the tests, and a typeface in which its screenshots can be read.

use anyhow::{Result, ensure};

use crate::machine::{Machine, output_of};
use crate::step::shown;

pub(super) fn has_chromium(machine: &Machine) -> bool {
    machine.chromium().is_some()
}

pub(super) fn get_chromium(machine: &Machine) -> Result<()> {
    if let Some(chosen) = std::env::var_os("CHROMIUM") {
        anyhow::bail!("CHROMIUM names {}, which is not there", chosen.to_string_lossy());
    }
    apt_install(machine, &["chromium"])
}

/// Where fontconfig is missing nothing can be asked; such systems bring their own typefaces.
pub(super) fn has_typeface(machine: &Machine) -> bool {
    machine.on_path("fc-list").is_none()
        || output_of(machine.command("fc-list").args([":lang=zh-cn", "family"]))
            .is_some_and(|list| !list.is_empty())
}

pub(super) fn get_typeface(machine: &Machine) -> Result<()> {
    apt_install(machine, &["fonts-noto-cjk"])
}

/// Installs packages of Debian or Ubuntu, which needs root.
pub(super) fn apt_install(machine: &Machine, packages: &[&str]) -> Result<()> {
    ensure!(machine.on_path("apt-get").is_some(), "this system has no apt-get");
    let root = output_of(machine.command("id").arg("-u")).is_some_and(|id| id == "0");
    ensure!(root, "only root can install {}", packages.join(", "));
    let apt = |words: &[&str]| {
        let mut apt = machine.command("apt-get");
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        shown("apt-get", &mut apt)
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
}
