//! `cargo xtask dist`: one program with the app inside, `dist/yingchun`.

use anyhow::{Context, Result};

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;

/// The release program, as it is copied to an office's server.
pub(crate) fn dist(machine: &Machine) -> Result<()> {
    setup::for_building(machine)?;
    let steps = Steps::start();
    app::build(machine, &steps, Build::Release)?;
    let hub = hub::build(machine, &steps, Build::Release)?;
    let program = machine.root.join("dist/yingchun");
    std::fs::copy(hub, &program).with_context(|| format!("{} cannot be written", program.display()))?;
    steps.end(&format!("{} is ready,", program.display()));
    Ok(())
}
