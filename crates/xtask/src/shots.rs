//! `cargo xtask shots`: pictures of every screen in its states, on phone, small phone and desk, in every look, for people
//! to judge; and a contact sheet a role and look. What is walked is what the browser tests judge: tests/walk.

use anyhow::Result;

use crate::app::{self, Build};
use crate::hub;
use crate::machine::Machine;
use crate::setup;
use crate::step::Steps;
use crate::test::playwright;

/// `roles` are the walks to take: newcomer, volunteer, leader, inspector, organiser, troubled; all where none is named.
pub(crate) fn shots(machine: &Machine, roles: &[&str]) -> Result<()> {
    setup::setup(machine)?;
    let steps = Steps::start();
    let app = app::build(machine, &steps, Build::Debug)?;
    let hub = hub::build(machine, &steps, Build::Debug)?;
    let folder = machine.target.join("shots");
    let mut playwright = playwright(machine, &app, &hub)?;
    playwright.args(["--config", "tests/shots.config.ts"]).env("YINGCHUN_SHOTS_FOLDER", &folder);
    if !roles.is_empty() {
        playwright.args(["--grep", &roles.join("|")]);
    }
    steps.run("pictures", &mut playwright)?;
    steps.end(&format!("{} is full,", folder.display()));
    Ok(())
}
