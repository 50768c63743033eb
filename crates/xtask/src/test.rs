//! `cargo xtask test`: everything that must hold, cheapest first; stops at the first failure.
//!
//! `--quick` leaves out the release builds and the browser. `--faults` runs the long forms of what tries to lose
//! something; their short forms are part of the rest.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::app::{self, Build};
use crate::hub;
use crate::machine::{Machine, WASM};
use crate::setup;
use crate::step::Steps;

/// Read by the tests that have a long form: `long` asks for it.
const FAULTS: &str = "YINGCHUN_FAULTS";
/// Read by the browser's test of kills: how often.
const KILLS: &str = "YINGCHUN_KILLS";

/// What the person asked for.
pub(crate) enum Wish {
    /// All of it.
    Full,
    /// What needs neither release build nor browser.
    Quick,
    /// The long forms of everything that tries to lose something.
    Faults,
    /// The simulation alone, with this seed.
    Replay(String),
}

impl Wish {
    /// Reads the words after `test`.
    pub(crate) fn parse(words: &[&str]) -> Result<Self> {
        match words {
            [] => Ok(Self::Full),
            ["--quick"] => Ok(Self::Quick),
            ["--faults"] => Ok(Self::Faults),
            ["--seed", seed] => Ok(Self::Replay((*seed).to_owned())),
            ["--seed"] => Err(anyhow::Error::msg("--seed wants a number")),
            other => bail!("`test` does not know `{}`", other.join(" ")),
        }
    }
}

/// Runs the wished stages.
pub(crate) fn test(machine: &Machine, wish: &Wish) -> Result<()> {
    let steps = Steps::start();
    match wish {
        Wish::Replay(seed) => replay(machine, &steps, seed)?,
        Wish::Quick => {
            setup::for_building(machine)?;
            quick(machine, &steps)?;
        }
        Wish::Faults => {
            setup::setup(machine)?;
            faults(machine, &steps)?;
        }
        Wish::Full => {
            setup::setup(machine)?;
            quick(machine, &steps)?;
            browser(machine, &steps)?;
        }
    }
    steps.end("all green");
    Ok(())
}

fn replay(machine: &Machine, steps: &Steps, seed: &str) -> Result<()> {
    steps.run(&format!("simulation, seed {seed}"), simulation(machine).env("YINGCHUN_SEED", seed))?;
    let real = format!("the same on a real database, seed {seed}");
    steps.run(&real, simulation_on_a_real_hub(machine).env("YINGCHUN_SEED", seed))
}

/// The simulated drive, optimised, with debug assertions on.
fn simulation(machine: &Machine) -> Command {
    let mut cargo = machine.command("cargo");
    cargo.args(["test", "--locked", "--profile", "simulate", "-p", "yingchun-simulation", "--test", "model"]);
    cargo.args(["nothing_is_lost", "--", "--nocapture"]);
    cargo
}

/// The same drive over the real hub and its database.
fn simulation_on_a_real_hub(machine: &Machine) -> Command {
    let mut cargo = machine.command("cargo");
    cargo.args(["test", "--locked", "-p", "yingchun-hub", "--lib"]);
    cargo.args(["simulated::nothing_is_lost", "--", "--nocapture"]);
    cargo
}

/// The hub with its failpoints built in, killed at each of them, and on a full disk: what they come to is printed.
fn killed_hub(machine: &Machine) -> Command {
    let mut cargo = machine.command("cargo");
    cargo.args(["test", "--locked", "-p", "yingchun-hub", "--features", "faults", "--test", "hub"]);
    cargo.args(["--", "faults::", "full_disk::", "--nocapture"]);
    cargo
}

/// A step a kind of fault, each in its long form.
fn faults(machine: &Machine, steps: &Steps) -> Result<()> {
    steps.run(
        "hub, killed 50 times at each failpoint, and on a full disk",
        killed_hub(machine).env(FAULTS, "long"),
    )?;
    let real = "simulation on a real database, 2,000 seeds";
    steps.run(real, simulation_on_a_real_hub(machine).env(FAULTS, "long"))?;
    steps.run("simulation, 1,000,000 seeds", simulation(machine).env(FAULTS, "long"))?;
    let (app, hub) =
        (app::build(machine, steps, Build::Release)?, hub::build(machine, steps, Build::Release)?);
    let mut killed = playwright(machine, &app, &hub)?;
    steps.run("browser, killed 400 times", killed.arg("kill.spec.ts").env(KILLS, "400"))
}

fn quick(machine: &Machine, steps: &Steps) -> Result<()> {
    let linting = |words: &[&str]| {
        let mut cargo = machine.wasm_command("cargo");
        cargo.args(words);
        cargo
    };
    steps.run("format", &mut linting(&["fmt", "--all", "--check"]))?;
    steps.run(
        "lints, native",
        &mut linting(&["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    )?;
    let in_browser = [
        "clippy",
        "--locked",
        "-p",
        "yingchun-app",
        "--lib",
        "--bins",
        "--target",
        WASM,
        "--",
        "-D",
        "warnings",
    ];
    steps.run("lints, wasm", &mut linting(&in_browser))?;
    steps.run("tests", machine.command("cargo").args(["test", "--locked", "--workspace"]))?;
    steps
        .run("hub, killed at each failpoint, and on a full disk", killed_hub(machine).env(FAULTS, "short"))?;
    steps.run("simulation, 20,000 seeds", simulation(machine).env(FAULTS, "short"))?;
    steps.run("types of the browser tests", machine.command("tsc").args(["--project", "tests"]))
}

fn browser(machine: &Machine, steps: &Steps) -> Result<()> {
    let app = app::build(machine, steps, Build::Release)?;
    let hub = hub::build(machine, steps, Build::Release)?;
    steps.run("browser tests", &mut playwright(machine, &app, &hub)?)
}

/// Playwright, told where the browser, the app and the hub lie.
pub(crate) fn playwright(machine: &Machine, app: &Path, hub: &Path) -> Result<Command> {
    let chromium =
        machine.chromium().context("no Chromium was found; `cargo xtask setup` says how to get one")?;
    let mut playwright = machine.command("playwright");
    playwright.arg("test").env("CHROMIUM", chromium).env("YINGCHUN_APP", app).env("YINGCHUN_HUB", hub);
    Ok(playwright)
}
