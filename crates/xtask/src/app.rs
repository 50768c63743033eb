//! Builds the app: a build for each door over one library, so that a newcomer's phone loads little and no phone the office.

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

/// The doors (`yingchun_domain::door`): what is printed, Trunk's page, and the folder below the app's. The one without a folder
/// comes first: Trunk empties the folder it writes to.
const DOORS: [(&str, &str, &str); 3] = [
    ("app, the field's door", "index.html", ""),
    ("app, the newcomers' door", "join.html", "join"),
    ("app, the office's door", "office.html", "office"),
];

/// Builds all doors.
pub(crate) fn build(machine: &Machine, steps: &Steps, build: Build) -> Result<PathBuf> {
    let folder = folder(machine, build);
    for (said, page, below) in DOORS {
        let mut trunk = machine.wasm_command("trunk");
        trunk.args(["build", page]);
        if build == Build::Release {
            trunk.arg("--release");
        }
        trunk.arg("--dist").arg(folder.join(below));
        if !below.is_empty() {
            trunk.args(["--public-url", &format!("/{below}/")]);
        }
        steps.run(said, &mut trunk)?;
    }
    let script = |script: &str| {
        let mut node = machine.command("node");
        node.arg(format!("crates/xtask/src/{script}")).arg(&folder);
        node
    };
    steps.run("app, preloads", &mut script("preloads.mjs"))?;
    steps.run("app, what phones keep", &mut script("precache.mjs"))?;
    if build == Build::Release {
        steps.run("app, compressed copies", &mut script("compress.mjs"))?;
    }
    Ok(folder)
}
