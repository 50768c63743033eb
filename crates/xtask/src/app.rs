//! Builds the app: two entries over one library, so that a volunteer's phone never loads the office.

use std::path::PathBuf;

use anyhow::Result;

use crate::machine::Machine;
use crate::step::Steps;

/// How the app is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Quick to compile, large, with panics that say where.
    Debug,
    /// What goes to phones: small, with brotli and gzip made beside each file.
    Release,
}

/// The folder that the hub serves.
pub(crate) fn folder(machine: &Machine, build: Build) -> PathBuf {
    machine.root.join(match build {
        Build::Debug => "dist/app-debug",
        Build::Release => "dist/app",
    })
}

/// Builds both entries. The office comes second: Trunk empties the folder it writes to.
pub(crate) fn build(machine: &Machine, steps: &Steps, build: Build) -> Result<PathBuf> {
    let folder = folder(machine, build);
    let trunk = |page: &str| {
        let mut trunk = machine.wasm_command("trunk");
        trunk.args(["build", page]);
        if build == Build::Release {
            trunk.arg("--release");
        }
        trunk
    };
    steps.run("app, volunteers' entry", trunk("index.html").arg("--dist").arg(&folder))?;
    steps.run(
        "app, office's entry",
        trunk("office.html").arg("--dist").arg(folder.join("office")).args(["--public-url", "/office/"]),
    )?;
    if build == Build::Release {
        steps.run(
            "app, compressed copies",
            machine.command("node").arg("crates/xtask/src/compress.mjs").arg(&folder),
        )?;
    }
    Ok(folder)
}
