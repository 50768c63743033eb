//! `cargo xtask bench`: what the house can do, each figure beside its peer or limit in the same run.
//!
//! `hub`: durable mutations and check-offs with a photo through HTTP. `first-load`, `cold-start`, `photos`: the release app in a real
//! browser. Nothing is judged: a busy machine says what it says, and the ratio says more than the figure.

use anyhow::{Context, Result, bail};

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;
use crate::test::playwright;

const HUB: &str = "hub";
const IN_BROWSER: [&str; 3] = ["first-load", "cold-start", "photos"];

/// Runs the named measurements, or all of them.
pub(crate) fn bench(machine: &Machine, named: &[&str]) -> Result<()> {
    if let Some(unknown) = named.iter().find(|name| **name != HUB && !IN_BROWSER.contains(name)) {
        bail!("there is no measurement `{unknown}`, only {HUB}, {}", IN_BROWSER.join(", "));
    }
    let wanted = |name: &str| named.is_empty() || named.contains(&name);
    let in_browser: Vec<&str> = IN_BROWSER.into_iter().filter(|name| wanted(name)).collect();
    if in_browser.is_empty() {
        setup::for_building(machine)?;
    } else {
        setup::setup(machine)?;
    }
    let steps = Steps::start();
    if wanted(HUB) {
        let mut cargo = machine.command("cargo");
        steps.run("hub", cargo.args(["bench", "--locked", "-p", "yingchun-hub", "--bench", "hub"]))?;
    }
    if !in_browser.is_empty() {
        browser(machine, &steps, &in_browser)?;
    }
    steps.end("measured");
    Ok(())
}

fn browser(machine: &Machine, steps: &Steps, named: &[&str]) -> Result<()> {
    let app = app::build(machine, steps, Build::Release)?;
    let hub = hub::build(machine, steps, Build::Release)?;
    let mut playwright = playwright(machine, &app, &hub).context("the browser's part")?;
    playwright.args(["--config", "tests/bench.config.ts"]).args(named);
    steps.run("browser", &mut playwright)
}
