//! `cargo xtask dist`: one program with the app inside, `dist/yingchun`.

use anyhow::{Context, Result};

use crate::app::{self, Build};
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;

/// The release program, as it is copied to an office's server.
pub(crate) fn dist(machine: &Machine) -> Result<()> {
    setup::for_building(machine)?;
    let steps = Steps::start();
    app::build(machine, &steps, Build::Release)?;
    steps.run(
        "hub",
        machine.command("cargo").args(["build", "--locked", "--release", "-p", "yingchun-hub"]),
    )?;
    let program = machine.root.join("dist/yingchun");
    std::fs::copy(machine.target.join("release/yingchun"), &program)
        .with_context(|| format!("{} cannot be written", program.display()))?;
    steps.end(&format!("{} is ready,", program.display()));
    Ok(())
}
