//! `cargo xtask bench`: what the house can do, each figure beside its peer or limit in the same run.
//!
//! `hub`: durable mutations and check-offs with a photo through HTTP. `peak`: a drive's phones all come back within a
//! minute. `grown`: a push among 100,000 people beside one among 1,000. `first-load`, `cold-start`, `photos`: the release
//! app in a real browser. A busy machine says what it says, and the ratio says more than the figure; `peak` and `grown`
//! alone fail beyond their aims.

use anyhow::{Context, Result, bail};

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;
use crate::test::playwright;

const HUB: &str = "hub";
const OF_THE_HUB: [&str; 3] = [HUB, "peak", "grown"];
const IN_BROWSER: [&str; 3] = ["first-load", "cold-start", "photos"];

/// Runs the named measurements, or all of them.
pub(crate) fn bench(machine: &Machine, named: &[&str]) -> Result<()> {
    let all = [&OF_THE_HUB[..], &IN_BROWSER].concat();
    if let Some(unknown) = named.iter().find(|name| !all.contains(name)) {
        bail!("there is no measurement `{unknown}`, only {}", all.join(", "));
    }
    let wanted = |name: &str| named.is_empty() || named.contains(&name);
    let in_browser: Vec<&str> = IN_BROWSER.into_iter().filter(|name| wanted(name)).collect();
    if in_browser.is_empty() {
        setup::for_building(machine)?;
    } else {
        setup::setup(machine)?;
    }
    let steps = Steps::start();
    for name in OF_THE_HUB.into_iter().filter(|name| wanted(name)) {
        let mut cargo = machine.command("cargo");
        cargo.args(["bench", "--locked", "-p", "yingchun-hub", "--bench", "hub", "--"]);
        let parts: &[&str] = if name == HUB { &["push", "check_off"] } else { std::slice::from_ref(&name) };
        cargo.args(parts);
        steps.run(name, &mut cargo)?;
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
