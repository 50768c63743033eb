//! `cargo xtask shots`: pictures of screens on phone and desk, in every look, for people to judge.

use anyhow::{Context, Result};

use crate::app::{self, Build};
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;

/// `screens` are paths of the app, or a role whose way in is to be shown: join, leader, inspector, organiser.
pub(crate) fn shots(machine: &Machine, screens: &[&str]) -> Result<()> {
    setup::setup(machine)?;
    let steps = Steps::start();
    let app = app::build(machine, &steps, Build::Debug)?;
    steps.run("hub", machine.command("cargo").args(["build", "--locked", "-p", "yingchun-hub"]))?;
    let folder = machine.target.join("shots");
    let mut playwright = machine.command("playwright");
    playwright
        .args(["test", "--config", "tests/shots.config.ts"])
        .env("CHROMIUM", machine.chromium().context("setup has just found a Chromium")?)
        .env("YINGCHUN_APP", app)
        .env("YINGCHUN_HUB", machine.target.join("debug/yingchun"))
        .env("YINGCHUN_SHOTS_FOLDER", &folder);
    if !screens.is_empty() {
        playwright.env("YINGCHUN_SHOTS", screens.join(" "));
    }
    steps.run("pictures", &mut playwright)?;
    steps.end(&format!("{} is full,", folder.display()));
    Ok(())
}
