//! Builds the hub. A release has the app inside that was built before it; a debug build is told where the app lies.

use std::path::PathBuf;

use anyhow::Result;

use crate::app::Build;
use crate::machine::Machine;
use crate::step::Steps;

/// The built program, `yingchun`.
pub(crate) fn build(machine: &Machine, steps: &Steps, build: Build) -> Result<PathBuf> {
    let mut cargo = machine.command("cargo");
    cargo.args(["build", "--locked", "-p", "yingchun-hub"]);
    let profile = match build {
        Build::Debug => "debug",
        Build::Release => {
            cargo.arg("--release");
            "release"
        }
    };
    steps.run("hub", &mut cargo)?;
    Ok(machine.target.join(profile).join("yingchun").with_extension(std::env::consts::EXE_EXTENSION))
}
