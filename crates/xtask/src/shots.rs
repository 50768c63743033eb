//! `cargo xtask shots`: pictures of screens on phone and desk, in every look, for people to judge.

use anyhow::Result;

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;
use crate::test::playwright;

/// `screens` are paths of the app, or a role whose way in is to be shown: join, leader, inspector, organiser.
pub(crate) fn shots(machine: &Machine, screens: &[&str]) -> Result<()> {
    setup::setup(machine)?;
    let steps = Steps::start();
    let app = app::build(machine, &steps, Build::Debug)?;
    let hub = hub::build(machine, &steps, Build::Debug)?;
    let folder = machine.target.join("shots");
    let mut playwright = playwright(machine, &app, &hub)?;
    playwright.args(["--config", "tests/shots.config.ts"]).env("YINGCHUN_SHOTS_FOLDER", &folder);
    if !screens.is_empty() {
        playwright.env("YINGCHUN_SHOTS", screens.join(" "));
    }
    steps.run("pictures", &mut playwright)?;
    steps.end(&format!("{} is full,", folder.display()));
    Ok(())
}
