//! `cargo xtask bench`: durable mutations per second through HTTP, beside the bare statements on the same disk.

use anyhow::Result;

use crate::machine::Machine;
use crate::step::Steps;

/// Runs the hub's own measurement, `crates/hub/benches/push.rs`.
pub(crate) fn bench(machine: &Machine) -> Result<()> {
    let steps = Steps::start();
    steps.run(
        "bench",
        machine.command("cargo").args(["bench", "--locked", "-p", "yingchun-hub", "--bench", "push"]),
    )?;
    steps.end("measured");
    Ok(())
}
